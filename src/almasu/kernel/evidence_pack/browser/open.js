// The verifier without a file of its own: takes one that a person chooses or drops, and reads it here and nowhere else.

const LARGEST = 64 * 1024 * 1024;
// Written so that neither can end or begin a script where this one stands in a page.
const [BEFORE, AFTER] = ['\x3cscript type="application/json" id="pack">', "\x3c/script>"];
const chosen = document.getElementById("evidence-file");
const place = document.getElementById("evidence-drop");
const wrong = document.getElementById("evidence-problem");

// The pack of a file: the JSON itself, or the JSON in the page that holds it.
function packOf(text) {
  const begins = text.trimStart().slice(0, 9).toLowerCase();
  if (!begins.startsWith("<!doctype") && !begins.startsWith("<html")) return text;
  const [, rest, ...more] = text.split(BEFORE);
  const end = rest?.indexOf(AFTER) ?? -1;
  return more.length || end < 0 ? "" : packIn(rest.slice(0, end));
}

// Each "no" names what to do about it.
async function subjectOf(file) {
  if (file.size > LARGEST) return refuse("tooLarge");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = text8(bytes.subarray(0, 15).map((one) => one & 127));
  if (begins.startsWith("%PDF-")) return refuse("isPdf");
  if (begins.startsWith("PK")) return ofCheck(await unzipped(bytes));
  if (begins.startsWith("c2sp.org/tlog-p")) return ofProof(bytes);
  const text = packOf(text8(bytes));
  return /^\{/.test(text) ? ofPack(text) : refuse("notOurs");
}

async function take(file) {
  wrong.textContent = "";
  document.getElementById("evidence-story").hidden = true;
  try {
    subject = await subjectOf(file);
  } catch (bad) {
    if (!(bad instanceof Refused)) throw bad;
    wrong.textContent = (UI.labels[bad.message] ?? UI.labels.notOurs)[language];
    wrong.focus();
    return;
  }
  await knownKeys();
  judge();
  facts();
  document.getElementById("evidence-name").textContent = file.name;
  document.getElementById("evidence-story").hidden = false;
  document.getElementById("verdict").focus();
}

// The node that serves this page tells its keys; a saved page has none and asks the reader for theirs.
async function knownKeys() {
  const from = place.dataset.keys;
  const keys = document.getElementById("keys");
  if (!from || keys.value.trim()) return;
  const said = await fetch(from).catch(() => null);
  if (said?.ok) keys.value = await said.text();
}

function speakHere() {
  language = document.documentElement.lang;
  for (const element of document.querySelectorAll("[data-says]")) {
    element.textContent = UI.labels[element.dataset.says][language];
  }
  for (const button of document.querySelectorAll("button[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  if (subject !== null) {
    judge();
    facts();
  }
}

for (const button of document.querySelectorAll("button[data-language]")) {
  button.addEventListener("click", () => {
    document.documentElement.lang = button.dataset.language;
    speakHere();
  });
}
chosen.addEventListener("change", () => {
  if (chosen.files.length) take(chosen.files[0]);
});
document.getElementById("judge").addEventListener("click", judge);
for (const name of ["dragenter", "dragover"]) {
  place.addEventListener(name, (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
}
place.addEventListener("dragleave", () => place.classList.remove("over"));
place.addEventListener("drop", (event) => {
  event.preventDefault();
  place.classList.remove("over");
  if (event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
});
place.hidden = false;
speakHere();
