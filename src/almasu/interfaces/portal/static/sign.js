// The signing island: hands the act's bytes to NCALayer (or the emulator) and sends the form with the signature that
// comes back. Protocol: module kz.gov.pki.knca.basics, method sign. Whatever goes wrong is said in words the page brought.

const STORES = [
  "AKKaztokenStore", "AKKZIDCardStore", "AKEToken72KStore", "AKEToken5110Store", "AKJaCartaStore", "AKAKEYStore", "PKCS12",
];
const USAGES = ["1.3.6.1.5.5.7.3.4"];
const PATIENCE_MS = { connect: 10000, sign: 180000 };

class Trouble extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

// Open the first address that answers. A signer that is there greets within moments.
async function open(addresses) {
  for (const address of addresses) {
    try {
      return await connect(address);
    } catch {
      continue;
    }
  }
  throw new Trouble("absent");
}

function connect(address) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const timer = setTimeout(() => { socket.close(); reject(new Trouble("absent")); }, PATIENCE_MS.connect);
    socket.onopen = () => { clearTimeout(timer); resolve(socket); };
    socket.onerror = () => { clearTimeout(timer); reject(new Trouble("absent")); };
  });
}

// One question, one reply; greetings and heartbeats in between are not replies. Whoever waits may stop waiting.
function ask(socket, question, stop) {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== WebSocket.OPEN) {
      reject(new Trouble("closed"));
      return;
    }
    stop.onclick = () => done(() => reject(new Trouble("stopped")));
    const timer = setTimeout(() => reject(new Trouble("timeout")), PATIENCE_MS.sign);
    const done = (act) => { clearTimeout(timer); act(); };
    socket.onclose = () => done(() => reject(new Trouble("closed")));
    socket.onmessage = (event) => {
      const said = parsed(event.data);
      if (said === null || (said.result && said.result.version)) return;
      done(() => resolve(said));
    };
    socket.send(JSON.stringify(question));
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function question(form) {
  const signer = { extKeyUsageOids: USAGES };
  if (form.dataset.iin) signer.iin = form.dataset.iin;
  if (form.dataset.testKeys === "yes") signer.chain = [];
  return {
    module: "kz.gov.pki.knca.basics",
    method: "sign",
    args: {
      allowedStorages: STORES,
      format: "cms",
      data: form.dataset.bytes,
      signingParams: { decode: true, encapsulate: true, digested: false },
      signerParams: signer,
      locale: document.documentElement.lang,
    },
  };
}

// A reply is a string, a list or an object, by the age of the program; all are accepted.
function signatureIn(reply) {
  if (reply.status !== true) throw new Trouble(troubleIn(reply));
  let result = reply.body && reply.body.result;
  if (result && result.signatures) result = result.signatures;
  if (Array.isArray(result)) result = result[0];
  if (typeof result !== "string" || result === "") throw new Trouble("cancelled");
  return result;
}

const TELLS = [
  ["cancelled", /cancel|отмен|бас тарт/i],
  ["revoked", /revoked|отозван|кері қайтар/i],
  ["expired", /expired|not yet valid|outside its term|срок действия|истек|мерзімі/i],
  ["pin", /pin|password|пароль|құпия/i],
  ["no_key", /no (suitable )?(key|certificate)|not found|нет подход|не найден|storage|token|табылмады/i],
];

function troubleIn(reply) {
  if (reply.errorCode === "MODULE_NOT_FOUND") return "old";
  const said = [reply.code, reply.message, reply.details].map((part) => String(part ?? "")).join(" ");
  const found = TELLS.find(([, tell]) => tell.test(said));
  return found ? found[0] : "failed";
}

function say(form, word, bad) {
  const place = form.querySelector("[data-say]");
  const words = form.querySelector(`[data-word="${word}"]`) ?? form.querySelector('[data-word="failed"]');
  place.replaceChildren(...Array.from(words.content.cloneNode(true).childNodes));
  place.classList.toggle("bad", bad);
  place.hidden = false;
  if (bad) place.focus();
}

async function sign(form, button, stop) {
  button.disabled = true;
  say(form, "busy", false);
  let socket;
  try {
    socket = await open(form.dataset.signers.split(" "));
    say(form, "device", false);
    stop.hidden = false;
    form.elements.cms.value = signatureIn(await ask(socket, question(form), stop));
    say(form, "checking", false);
    form.submit();
  } catch (trouble) {
    say(form, trouble instanceof Trouble ? trouble.word : "failed", true);
    button.disabled = late.has(form);
  } finally {
    stop.hidden = true;
    if (socket) {
      socket.onclose = null;
      socket.close();
    }
  }
}

const late = new WeakSet();

// What is signed too late counts for nothing: say so when the time is over, and do not let a PIN be spent on it. The
// time left is counted from the page on: this computer's clock may be wrong.
function watchTheClock(form, button) {
  const left = Number(form.dataset.left) * 1000;
  if (left <= 0 || left > 2147483647) return;
  setTimeout(() => {
    late.add(form);
    button.disabled = true;
    say(form, "late", true);
    for (const way of document.querySelectorAll("[data-late]")) way.hidden = false;
  }, left);
}

for (const form of document.querySelectorAll("form[data-bytes]")) {
  const button = form.querySelector("button[data-sign]");
  button.hidden = false;
  button.addEventListener("click", () => sign(form, button, form.querySelector("button[data-stop]")));
  watchTheClock(form, button);
}
