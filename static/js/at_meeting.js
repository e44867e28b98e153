/* At the meeting: one key opens what is new at the item where one writes, another saves. Without this
   script the same forms stand to be opened. What is typed is kept by report.js. */
(() => {
  const form = document.querySelector("form[data-reports]");
  if (!form) {
    return;
  }
  const KINDS = { KeyB: "beslut", KeyU: "utmaning", KeyP: "atgard" };
  // Where one saved last, and else the first item.
  const saved = document.getElementById(location.hash.slice(1));
  let last = saved?.closest(".report") || form.querySelector(".report");
  const here = () => document.activeElement.closest(".report") || last;
  const writeAt = (place) => place?.querySelector("textarea, input:not([type=hidden])")?.focus();

  form.addEventListener("focusin", (event) => (last = event.target.closest(".report") || last));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter" && form.contains(document.activeElement)) {
      event.preventDefault();
      form.requestSubmit(here().querySelector("button[name=vid]"));
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const kind = KINDS[event.code];
    if (kind) {
      event.preventDefault();
      const place = here().querySelector(`[data-kind=${kind}]`);
      place.open = true;
      writeAt(place);
    } else if (event.code === "KeyN") {
      event.preventDefault();
      writeAt(here());
    }
  });

  // What only holds with scripts is said with them.
  document.querySelectorAll("[data-scripted]").forEach((place) => (place.hidden = false));

  // What was begun and not saved is seen.
  form.querySelectorAll("[data-pressed]").forEach((place) => {
    const texts = place.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox])");
    place.open = place.open || [...texts].some((one) => one.value);
  });
})();
