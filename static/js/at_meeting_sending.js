/* At the meeting: what is pressed is sent in the background, and the page stays. So one goes on writing
   while it is saved, and nothing that is written meanwhile is lost or lands elsewhere. */
(() => {
  const form = document.querySelector("form[data-reports]");
  if (!form) {
    return;
  }
  const words = form.dataset;
  const pause = (length) => new Promise((go) => setTimeout(go, length));
  const fieldsOf = (place) => [...place.querySelectorAll("input:not([type=hidden]), textarea, select")];
  const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
  const noteOf = (report) => report.querySelector("textarea[name$='-notes']");

  // What was sent, by the ids of the fields.
  let sent = new Map();
  const isNewer = (field) => sent.has(field.id) && sent.get(field.id) !== valueOf(field);

  const say = (report, text, trouble) => {
    const place = (report || form.querySelector(".reports-end")).querySelector(".saved");
    place.textContent = text;
    place.toggleAttribute("data-trouble", Boolean(trouble));
  };

  // Of a text that is saved and that one has gone on with, the rest remains.
  const rest = (text, was, twin) => (twin.value === "" && text.startsWith(was) ? text.slice(was.length) : text);
  const carry = (field, answered) => {
    const twin = answered.querySelector(`#${CSS.escape(field.id)}`);
    if (twin && typeof valueOf(field) === "boolean") {
      twin.checked = field.checked;
    } else if (twin) {
      twin.value = rest(field.value, sent.get(field.id), twin);
    }
  };
  const replace = (place, answered) => {
    const focused = place.contains(document.activeElement) && document.activeElement;
    const newer = fieldsOf(place).filter(isNewer);
    newer.forEach((field) => carry(field, answered));
    if (newer.length && answered.matches("details")) {
      answered.open = true;
    }
    place.replaceWith(answered);
    if (focused) {
      const twin = focused.id && document.getElementById(focused.id);
      (twin?.checkVisibility() ? twin : answered.querySelector("summary"))?.focus();
    }
  };

  const settleNote = (report, answered) => {
    const [note, theirs] = [noteOf(report), noteOf(answered)];
    if (!note || !theirs) {
      return;
    }
    const [shown, stored] = [report, answered].map((one) => one.querySelector(`[name="${report.id}-as_shown"]`));
    // Where another wrote and one has gone on writing too, the next saving tells both.
    if (!isNewer(note) || theirs.value.trim() === sent.get(note.id).trim()) {
      shown.value = stored.value;
    }
    if (!isNewer(note) && theirs.value.trim() !== note.value.trim()) {
      note.value = theirs.value;
      sent.set(note.id, note.value);
    }
    report.querySelector(".theirs").hidden = true;
  };

  const settle = (answered) => {
    const report = document.getElementById(answered.id);
    if (!report) {
      // New on the agenda: what belongs to no item comes last.
      [...form.querySelectorAll(".report")].at(-1).before(answered);
      return;
    }
    settleNote(report, answered);
    report.querySelector("[data-recorded]").replaceWith(answered.querySelector("[data-recorded]"));
    for (const place of report.querySelectorAll("[data-pressed]")) {
      replace(place, answered.querySelector(`[data-kind=${place.dataset.kind}]`));
    }
  };

  const show = (page, status) => {
    for (const link of page.querySelectorAll("link[rel=stylesheet]")) {
      if (!document.querySelector(`link[href="${link.getAttribute("href")}"]`)) {
        document.head.append(link);
      }
    }
    const reports = [...form.querySelectorAll(".report")];
    const newer = reports.filter((report) => fieldsOf(report).some(isNewer)).map((report) => report.id);
    document.querySelector("[data-told]").replaceWith(page.querySelector("[data-told]"));
    replace(form.querySelector("[data-attendance]"), page.querySelector("[data-attendance]"));
    page.querySelectorAll(".report").forEach(settle);
    const unsaved = status === 200 ? newer : reports.map((report) => report.id);
    const saves = status === 409 ? [] : newer;
    form.dispatchEvent(new CustomEvent("answered", { detail: { unsaved, saves } }));
    if (status !== 200 && !newer.length) {
      document.querySelector(".page [autofocus]")?.focus();
    }
  };

  const answer = async (body) => {
    const response = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.querySelector("form[data-reports]")) {
      show(page, response.status);
      const trouble = response.status !== 200;
      const told = page.querySelector(trouble ? "[data-told] h2, [data-told] p" : ".page > [role=status]");
      return [told?.textContent || words.saved, trouble];
    }
    if (response.status === 422) {
      return [`${words.refused} ${page.querySelector("[role=alert]").textContent.trim()}`, true];
    }
    return [response.status < 500 ? words.out : words.lost, true];
  };

  const send = async (button) => {
    words.sending = "1";
    const report = (button || document.activeElement).closest(".report");
    say(report, words.saving);
    // One goes on in the note of the item while what was pressed is on its way.
    if (button?.name === "vid") {
      document.getElementById(button.value)?.focus();
    }
    while (form.querySelector("[data-busy]")) {
      await pause(50);
    }
    sent = new Map(fieldsOf(form).map((field) => [field.id, valueOf(field)]));
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) {
      body.set(button.name, button.value);
    }
    try {
      say(report, ...(await answer(body)));
    } catch {
      say(report, words.lost, true);
    } finally {
      delete words.sending;
    }
  };

  // Before the listener of report.js, which is for a page that leaves.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target === form) {
        event.preventDefault();
        event.stopPropagation();
        if (!words.sending) {
          send(event.submitter);
        }
      }
    },
    true,
  );
  addEventListener("beforeunload", (event) => words.sending && event.preventDefault());
})();
