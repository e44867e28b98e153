/* The lists to search in (select2) have no name for a screen reader: they get the label of the field
   that they stand for, or the heading of its column in a row of a table. */
(() => {
  const nameOf = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    if (label) {
      return label.textContent;
    }
    const cell = select.closest("td");
    const heading = cell && cell.closest("table").querySelectorAll("thead th")[cell.cellIndex];
    return heading ? heading.textContent : "";
  };

  const nameAll = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const box = select.nextElementSibling;
      const name = nameOf(select).trim().replace(/:$/, "");
      if (!name || !box || !box.classList.contains("select2")) {
        continue;
      }
      const chosen = box.querySelector(".select2-selection--single");
      if (chosen) {
        const value = chosen.textContent.replace("×", "").trim();
        chosen.removeAttribute("aria-labelledby");
        chosen.setAttribute("aria-label", value ? `${name}: ${value}` : name);
        chosen.querySelector("[role=textbox]")?.setAttribute("aria-label", name);
      }
      box.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
    }
  };

  // After the admin's own script has made them (jQuery keeps the order of those who wait for the page),
  // also in rows that are added, and after each choice.
  window.django?.jQuery?.(nameAll);
  document.addEventListener("formset:added", () => setTimeout(nameAll));
  document.addEventListener("focusin", nameAll);
})();
