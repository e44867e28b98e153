// Leaves a sensitive page at once: by its button, or by Shift three times in a row.
// Nothing is kept: no storage, no cookie, no message to any server.
(() => {
  const MOST_BETWEEN = 5000;
  const link = document.querySelector(".quick-exit");
  if (!link) return;
  let presses = 0;
  let last = 0;
  let isAlone = false;

  function leave(event) {
    event.preventDefault();
    const address = link.href;
    // A blank page while the other one is fetched, for eyes and for screen readers.
    document.title = "";
    document.body.replaceChildren();
    // In place of this page: the way back does not lead here.
    location.replace(address);
  }

  // By any button of the mouse too: a new tab would leave this page open behind it.
  for (const kind of ["click", "auxclick"]) link.addEventListener(kind, leave);

  // Shift and a letter, as when one writes, is no press of Shift alone.
  addEventListener("keydown", (event) => {
    isAlone = event.key === "Shift";
    if (!isAlone) presses = 0;
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !isAlone) return;
    presses = event.timeStamp - last > MOST_BETWEEN ? 1 : presses + 1;
    last = event.timeStamp;
    if (presses === 3) leave(event);
  });

  // A page that the browser kept as it was left is blank: it is fetched anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
