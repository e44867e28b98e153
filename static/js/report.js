/* What is written in a progress report saves itself, commitment by commitment. What could not be sent
   yet waits in this tab (sessionStorage) until it is saved. Without this script a button does it. */
(() => {
  const page = document.querySelector("[data-reports]");
  if (!page) {
    return;
  }
  const PAUSE = 1200;
  const RETRY = 8000;
  const words = page.dataset;
  // Whoever signs in next in this tab finds nothing of it.
  const key = (report) => `report:${words.reports}:${report.id}`;
  const store = (name, value) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page itself still holds what was written.
    }
  };

  // The page is sent as a whole under a name. Whoever answers that all of it is saved repeats the
  // name, and only then does this tab forget.
  const sent = `reports-sent:${words.reports}`;
  const sending = JSON.parse(sessionStorage.getItem(sent) || "null");
  if (sending && words.answers === sending.name) {
    sending.reports.forEach((id) => sessionStorage.removeItem(key({ id })));
    sessionStorage.removeItem(sent);
  }
  if (page.tagName !== "FORM") {
    return;
  }
  const form = page;

  const inputs = (report) =>
    [...report.querySelectorAll("input, textarea, select")].filter((one) => one.name.startsWith(`${report.id}-`));

  const written = (report) => {
    const data = {};
    for (const one of inputs(report)) {
      if (one.type === "radio" || one.type === "checkbox") {
        if (one.checked) {
          data[one.name] = one.value;
        }
      } else {
        data[one.name] = one.value;
      }
    }
    return data;
  };

  const say = (report, text, trouble) => {
    const place = report.querySelector(".saved");
    if (!place) {
      return;
    }
    place.textContent = text;
    place.toggleAttribute("data-trouble", Boolean(trouble));
  };

  const state = new Map();
  const stateOf = (report) => {
    if (!state.has(report)) {
      state.set(report, { timer: 0, busy: false, again: false });
    }
    return state.get(report);
  };

  const later = (report, pause) => {
    const its = stateOf(report);
    clearTimeout(its.timer);
    its.timer = setTimeout(() => save(report), pause);
  };

  const save = async (report) => {
    const its = stateOf(report);
    if (its.busy) {
      its.again = true;
      return;
    }
    if (form.dataset.sending) {
      // The page is being sent in the background: see at_meeting.js.
      later(report, PAUSE);
      return;
    }
    if (!report.querySelector(`[name="${report.id}-as_shown"]`)) {
      // Nothing here saves itself: it waits for a press.
      return;
    }
    const data = written(report);
    const body = new URLSearchParams(data);
    body.set("csrfmiddlewaretoken", token());
    its.busy = true;
    report.toggleAttribute("data-busy", true);
    say(report, words.saving);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      if (response.type === "opaqueredirect" || response.status === 403) {
        say(report, words.out, true);
        later(report, RETRY);
        return;
      }
      const { at, rows } = await response.json();
      settle(report, rows[report.id], data, at);
    } catch {
      say(report, words.lost, true);
      later(report, RETRY);
    } finally {
      its.busy = false;
      report.toggleAttribute("data-busy", false);
      if (its.again) {
        its.again = false;
        later(report, 0);
      }
    }
  };

  // What is written but saved by a button alone.
  const waits = (report) => [...report.querySelectorAll("[data-pressed] textarea")].some((one) => one.value);

  const showTheirs = (report, text) => {
    const place = report.querySelector(".theirs");
    if (place) {
      place.hidden = !text;
      place.lastElementChild.textContent = text;
    }
  };

  const settle = (report, answer, data, at) => {
    showTheirs(report, answer.theirs || "");
    if (answer.status === 200) {
      report.querySelector(`[name="${report.id}-as_shown"]`).value = answer.shown;
      if (isSame(report, data) && !waits(report)) {
        sessionStorage.removeItem(key(report));
      }
      say(report, `${words.saved} ${at}`);
    } else if (answer.status === 409) {
      say(report, answer.submitted ? words.submitted : words.clash, true);
    } else {
      say(report, `${words.refused} ${Object.values(answer.errors).flat().join(" ")}`, true);
    }
  };

  // Signing in anew in another tab gives another token: it stands in the page that the tab leaves.
  let fresh = "";
  const token = () => fresh || form.querySelector("[name=csrfmiddlewaretoken]").value;
  const renew = async () => {
    try {
      const response = await fetch(location.href, { redirect: "manual" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      fresh = page.querySelector("[data-reports] [name=csrfmiddlewaretoken]")?.value || fresh;
      form.querySelector("[name=csrfmiddlewaretoken]").value = token();
    } catch {
      // Not reached: asked again when the tab is looked at next time.
    }
  };
  document.addEventListener("visibilitychange", async () => {
    const waiting = [...form.querySelectorAll(".report")].filter((report) => sessionStorage.getItem(key(report)));
    if (!document.hidden && waiting.length) {
      await renew();
      waiting.forEach((report) => later(report, 0));
    }
  });
  addEventListener("online", () => form.querySelectorAll(".report:has([data-trouble])").forEach((one) => later(one, 0)));

  form.addEventListener("input", (event) => {
    const report = event.target.closest(".report");
    if (report && event.target.name) {
      store(key(report), written(report));
      later(report, PAUSE);
    }
  });
  form.addEventListener("change", (event) => {
    const report = event.target.closest(".report");
    if (report && event.target.name) {
      later(report, 0);
    }
  });
  form.addEventListener("submit", (event) => {
    // Twice is once: the second press of a page that is on its way does nothing.
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const name = `${Date.now()}.${Math.random().toString(36).slice(2)}`;
    const reports = [...form.querySelectorAll(".report")].map((report) => report.id);
    form.querySelector("[name=sandning]").value = name;
    store(sent, { name, reports });
    state.forEach((its) => clearTimeout(its.timer));
  });
  // Sent in the background, and answered: `unsaved` are the reports that hold what was not in it.
  form.addEventListener("answered", ({ detail: { unsaved, saves } }) => {
    for (const report of form.querySelectorAll(".report")) {
      if (!unsaved.includes(report.id)) {
        sessionStorage.removeItem(key(report));
        continue;
      }
      store(key(report), written(report));
      if (saves.includes(report.id)) {
        later(report, PAUSE);
      }
    }
  });
  document.querySelector("form.signed-in")?.addEventListener("submit", () => sessionStorage.clear());
  addEventListener("pageshow", () => delete form.dataset.sent);

  const isSame = (report, data) => {
    const now = written(report);
    const names = new Set([...Object.keys(now), ...Object.keys(data)]);
    return [...names].every((name) => name.endsWith("-as_shown") || now[name] === data[name]);
  };

  // What this tab wrote and never saved, for example when it went back or fell out: put back and saved.
  // A page that tells what could not be saved shows it all by itself.
  const reports = "unsaved" in words ? [] : form.querySelectorAll(".report");
  for (const report of reports) {
    const kept = sessionStorage.getItem(key(report));
    if (!kept || !report.querySelector(".saved, [data-pressed]")) {
      continue;
    }
    const data = JSON.parse(kept);
    if (isSame(report, data)) {
      sessionStorage.removeItem(key(report));
      continue;
    }
    for (const one of inputs(report)) {
      if (one.name.endsWith("-as_shown")) {
        one.value = data[one.name] ?? one.value;
      } else if (one.type === "radio" || one.type === "checkbox") {
        one.checked = data[one.name] === one.value;
      } else {
        one.value = data[one.name] ?? one.value;
      }
    }
    say(report, words.found, true);
    later(report, PAUSE);
  }
})();
