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
      const [what, group] = button.value.split(":");
      const meant = boxes.filter((box) => !group || box.dataset.group === group);
      for (const box of meant) box.checked = what === "all" && !box.disabled && opens(box);
      count();
    });
  }
  count();
  sayUnfit();
  document.addEventListener("htmx:after:swap", sayUnfit);
  document.querySelector("#subject_kind")?.addEventListener("change", sayUnfit);
  narrowing(boxes);
}

function stated() {
  return document.querySelector("#subject_kind")?.value || document.querySelector("#known [data-kind]")?.dataset.kind;
}

function opens(box) {
  return !stated() || box.dataset.keys.split(" ").includes(stated());
}

// Registers that such a key cannot ask say so; they may be chosen all the same, and "may I?" answers.
function sayUnfit() {
  for (const box of document.querySelectorAll('input[name="resources"]')) {
    const line = box.closest("li");
    line.classList.toggle("unfit", !opens(box));
    line.querySelector("[data-unfit]").hidden = opens(box);
  }
}

// Many registers: those whose words hold what is typed stay, and whatever is chosen stays in any case.
function narrowing(boxes) {
  const field = document.querySelector("#narrow");
  const told = document.querySelector("[data-narrowed]");
  field.closest("[data-narrow]").hidden = false;
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  field.addEventListener("input", () => {
    const sought = field.value.trim().toLocaleLowerCase();
    for (const box of boxes) {
      const line = box.closest("li");
      line.hidden = !box.checked && !line.querySelector("label").textContent.toLocaleLowerCase().includes(sought);
    }
    for (const part of list.querySelectorAll("fieldset")) part.hidden = !part.querySelector("li:not([hidden])");
    told.textContent = sought ? `${list.querySelectorAll("li:not([hidden])").length} / ${boxes.length}` : "";
  });
}

// The ribbon over a request that is being composed says what has been chosen by now.
const ribbon = document.querySelector("[data-ribbon]");
function tellChosen() {
  for (const line of ribbon.querySelectorAll("[data-tells]")) {
    const field = document.querySelector(`#${line.dataset.tells}`);
    const said = field.value && (field.selectedOptions?.[0].textContent ?? field.value);
    (line.querySelector("bdi") ?? line.querySelector("dd")).textContent = said;
    line.hidden = !said;
  }
  ribbon.hidden = !ribbon.querySelector("[data-tells]:not([hidden])");
}
if (ribbon) {
  document.addEventListener("input", tellChosen);
  tellChosen();
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

// A page that is told what came since it was opened: the words stand at its foot, and nothing that is read moves. Only
// where it shows work under way does what changed change in its place, until the work is at its end.
const NEWS_MS = 3000;
const follow = document.querySelector("[data-follow]");

const isNotBlank = (node) => node.nodeType !== Node.TEXT_NODE || node.data.trim() !== "";

// Only what differs is touched: focus, selection and what was unfolded stay where they are.
function renew(old, now) {
  if (old.isEqualNode(now)) return;
  const [before, after] = [old, now].map((one) => Array.from(one.childNodes).filter(isNotBlank));
  if (old.nodeName !== now.nodeName || !after.length || before.length !== after.length) {
    old.replaceWith(now);
    return;
  }
  for (const { name, value } of now.attributes) old.setAttribute(name, value);
  before.forEach((one, place) => renew(one, after[place]));
}

function showMoved(words) {
  const came = document.createElement("template");
  came.innerHTML = words;
  const now = came.content.querySelector("[data-now]");
  if (!now) return false;
  const said = came.content.querySelector("p").textContent;
  if (follow.textContent !== said) follow.textContent = said;
  follow.dataset.follow = now.dataset.now;
  const shown = document.createElement("div");
  shown.dataset.shown = "";
  shown.append(...now.childNodes);
  const at = document.activeElement?.getAttribute("href");
  renew(document.querySelector("[data-shown]"), shown);
  if (at && document.activeElement === document.body) {
    document.querySelector(`[data-shown] [href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
  }
  return true;
}

async function lookForNews() {
  const asked = { headers: { Accept: "text/html" } };
  const said = document.hidden ? null : await fetch(follow.dataset.follow, asked).catch(() => null);
  if (said?.redirected || [401, 403, 404].includes(said?.status)) return;
  if (said?.status === 200) {
    const words = await said.text();
    if (!showMoved(words)) {
      if (follow.dataset.said !== words) follow.innerHTML = words;
      follow.dataset.said = words;
      follow.hidden = false;
    } else if (!follow.dataset.follow) return;
  }
  setTimeout(lookForNews, NEWS_MS);
}
if (follow) setTimeout(lookForNews, NEWS_MS);

// Shortcuts, off until switched on in Help (WCAG 2.1.4). They go by the place of a key, whatever layout is on, and rest
// while somebody writes or holds a modifier.
const KEYS_ON = "almasu-keys";
const PLACES = { KeyD: "/", KeyN: "/requests/new", KeyR: "/requests", KeyL: "/law", KeyV: "/verify", KeyH: "/help" };
const isOn = () => localStorage.getItem(KEYS_ON) === "yes";
const writes = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function alongLines(step) {
  const lines = Array.from(document.querySelectorAll("main tbody a, main .tasks a, main .offers input")).filter(
    (line) => line.offsetParent !== null,
  );
  const at = lines.indexOf(document.activeElement);
  lines[at < 0 && step < 0 ? lines.length - 1 : Math.min(Math.max(at + step, 0), lines.length - 1)]?.focus();
}

function shortcut(event) {
  if (!isOn() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || writes(event.target)) return;
  if (event.code === "Slash") document.querySelector("main input[type=search], main #subject, main #typed")?.focus();
  else if (event.code === "KeyJ") alongLines(1);
  else if (event.code === "KeyK") alongLines(-1);
  else if (event.shiftKey && PLACES[event.code]) location.assign(PLACES[event.code]);
  else return;
  event.preventDefault();
}
document.addEventListener("keydown", shortcut);
for (const box of document.querySelectorAll("input[data-keys-on]")) {
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(KEYS_ON, box.checked ? "yes" : "no"));
}
