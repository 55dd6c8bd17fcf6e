// Tells what was found in a file, step by step, and what it says. Everything is set as text, never as markup.

// A script that is a file of its own carries the words before itself; a page of one piece has them beside it.
const WORDS = typeof CARRIED === "undefined" ? JSON.parse(document.getElementById("words").textContent) : CARRIED;
const UI = WORDS.page;
const TITLES = { ...WORDS.titles, ...UI.titles };
const SAYS = { ...WORDS.says, ...UI.says };
let language = "kk";
// What is told of: the codes of its steps, `verified` by keys or by null, the facts it lists, the keys inside it.
let subject = null;
let turn = 0;

function ofPack(text) {
  const [verified, listed] = [(keysText) => verify(text, keysText), (list) => packFacts(list, text)];
  return { codes: CODES, verified, listed, keys: () => readPack(text).body.keys };
}

// The pack in the JSON of a page, empty where it is not in its one spelling.
function packIn(text) {
  try {
    const again = canonical(parsed(text));
    return escaped(again) === text ? again + "\n" : "";
  } catch (bad) {
    if (bad instanceof Refused || bad instanceof RangeError) return "";
    throw bad;
  }
}

function make(name, text = "", kind = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

async function told(keysText) {
  const mine = ++turn;
  const heading = document.getElementById("verdict");
  const found = subject.verified(keysText);
  if (found instanceof Promise) {
    heading.textContent = UI.labels.working[language];
    heading.className = "";
    delete heading.dataset.verdict;
  }
  const steps = await found;
  if (mine !== turn) return;
  const verdict = verdictOf(steps, subject.codes);
  heading.textContent = `${UI.verdicts[verdict][language]} ${WORDS.verdicts[verdict][language]}`;
  heading.className = verdict.toLowerCase();
  heading.dataset.verdict = verdict;
  const list = document.getElementById("steps");
  list.replaceChildren(...steps.map((step) => {
    const line = make("li", "", step.outcome);
    line.dataset.code = step.code;
    line.dataset.outcome = step.outcome;
    const says = SAYS[step.code][step.outcome] ?? WORDS.outcomes[step.outcome];
    line.append(make("strong", TITLES[step.code][language]), make("span", UI.outcomes[step.outcome][language], "outcome"));
    line.append(make("p", says[language]));
    if (step.detail) line.append(make("code", step.detail));
    return line;
  }));
}

function fact(list, label, value) {
  list.append(make("dt", label), make("dd", value));
}

// How a question stood; where the exchange says more of it than its state, that.
const stateOf = (says) => said(UI.states, Object.hasOwn(UI.states, says.note) ? says.note : says.outcome);
const said = (words, code) => (Object.hasOwn(words, code) ? words[code][language] : String(code));

// An opening as it is read: the key of a subject without its JSON.
function opened(text) {
  if (!text.startsWith("{")) return text;
  try {
    const key = parsed(text);
    if (typeof key.kind === "string" && typeof key.value === "string") return `${key.value} (${said(UI.kinds, key.kind)})`;
  } catch (bad) {
    if (!(bad instanceof Refused)) throw bad;
  }
  return text;
}

function facts() {
  const list = document.getElementById("facts");
  list.replaceChildren();
  let keys = "";
  try {
    subject.listed(list);
    keys = subject.keys();
  } catch (bad) {
    if (!(bad instanceof Refused || bad instanceof RangeError || bad instanceof TypeError)) throw bad;
    list.replaceChildren();
  }
  document.getElementById("keys-inside").textContent = keys;
}

function packFacts(list, text) {
  const pack = readPack(text);
  const entry = entryIn(pack.body.request.entry);
  fact(list, UI.labels.number[language], pack.body.number);
  fact(list, UI.labels.made[language], `${pack.body.made_at} · ${pack.body.made_by}`);
  fact(list, UI.labels.request[language], `${entry.about.replace("request:", "")} · ${entry.at} · ${pack.body.node}`);
  fact(list, UI.labels.ground[language], [
    said(UI.grounds, entry.says.ground), said(UI.purposes, entry.says.purpose), entry.says.edition,
  ].join(" · "));
  if (entry.says.among > 1) fact(list, UI.labels.together[language], `${entry.says.among}. ${UI.labels.togetherSays[language]}`);
  for (const label of Object.keys(pack.body.act.openings)) {
    const name = UI.openings[label]?.[language] ?? label;
    fact(list, name, opened(text8(decoded(pack.body.act.openings[label]))));
  }
  for (const { leaf } of pack.body.answers) {
    const { says, at } = entryIn(leaf.entry);
    const name = pack.body.names[String(says.resource)]?.[language] ?? "";
    fact(list, `${says.resource}. ${name}`, [stateOf(says), says.records ?? 0, at, says.answer].join(" · "));
  }
  const verdicts = isObject(entry.says.decision?.verdicts) ? entry.says.decision.verdicts : {};
  for (const rule of Object.keys(verdicts)) {
    fact(list, pack.body.rules[rule]?.[language] ?? rule, `${said(UI.rules, verdicts[rule])} (${rule})`);
  }
}

function judge() {
  const typed = document.getElementById("keys").value.trim();
  const problem = document.getElementById("keys-problem");
  problem.textContent = "";
  try {
    if (typed) readKeys(typed + "\n");
    told(typed ? typed + "\n" : null);
  } catch (bad) {
    if (!(bad instanceof Refused)) throw bad;
    problem.textContent = `${UI.labels.badKeys[language]} ${bad.message}`;
    told(null);
  }
}
