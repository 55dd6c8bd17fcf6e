// Small courtesies of every page; each page works without them.

// A summary of mistakes is read first.
document.querySelector(".govuk-error-summary")?.focus();

// A second press on the same button does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent === "yes") event.preventDefault();
  else if (form.method === "post") {
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Choosing registers: all that such a key can ask, none, and how many.
const list = document.querySelector("[data-choose-from]");
if (list) {
  const boxes = Array.from(list.querySelectorAll('input[name="resources"]'));
  const shown = document.querySelector("[data-chosen]");
  const count = () => { if (shown) shown.textContent = String(boxes.filter((box) => box.checked).length); };
  list.addEventListener("change", count);
  for (const button of document.querySelectorAll('button[name="choose"]')) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const stated = document.querySelector("#subject_kind")?.value;
      const kind = stated || document.querySelector("#known [data-kind]")?.dataset.kind;
      const opens = (box) => !kind || box.dataset.keys.split(" ").includes(kind);
      for (const box of boxes) box.checked = button.value === "all" && opens(box);
      count();
    });
  }
  count();
}

// Printing by a button, where there is script; the browser's own command works without.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The session ends at a known moment: say so five minutes before, while there is time to finish.
const warning = document.querySelector("[data-session-ends]");
if (warning) {
  const left = Number(warning.dataset.sessionEnds) * 1000 - 300000;
  if (left < 2147483647) setTimeout(() => { warning.hidden = false; }, Math.max(left, 0));
}

// A stream that broke is taken up again by itself; the page says so while it is not there.
const lost = document.querySelector("[data-stream-lost]");
if (lost) {
  document.addEventListener("htmx:sse:error", () => { lost.hidden = false; });
  document.addEventListener("htmx:sse:after:connection", () => { lost.hidden = true; });
}

// Going on without waiting: whichever page is open then says when the answers came, for ten minutes. What is remembered
// is the number of the request, for this tab alone.
const AWAITED = "almasu-awaited";
const [EVERY_MS, LONGEST_MS] = [10000, 600000];
for (const link of document.querySelectorAll("a[data-await]")) {
  link.addEventListener("click", () => {
    sessionStorage.setItem(AWAITED, JSON.stringify({ request: link.dataset.await, until: Date.now() + LONGEST_MS }));
  });
}

async function lookForAnswers() {
  const { request, until } = JSON.parse(sessionStorage.getItem(AWAITED) ?? "{}");
  if (!request || Date.now() > until || location.pathname.startsWith(`/requests/${request}`)) {
    sessionStorage.removeItem(AWAITED);
    return;
  }
  const said = await fetch(`/requests/${request}/came`, { headers: { Accept: "text/html" } }).catch(() => null);
  if (said?.status === 200 && !said.redirected) {
    sessionStorage.removeItem(AWAITED);
    document.querySelector("[data-came]").innerHTML = await said.text();
  } else if (said === null || said.status === 204) {
    setTimeout(lookForAnswers, EVERY_MS);
  } else {
    sessionStorage.removeItem(AWAITED);
  }
}
if (document.querySelector("[data-came]")) lookForAnswers();
