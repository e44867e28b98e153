// Suggests names while one types where one lives. They are asked for once, when the field is entered.
(() => {
  const field = document.getElementById("ort");
  const names = document.getElementById("orter");
  field.addEventListener("focus", async () => {
    const answer = await fetch(field.dataset.names);
    if (!answer.ok) return;
    names.replaceChildren(...(await answer.json()).map((name) => new Option(name, name)));
  }, { once: true });
})();
