// What a prosecutor took along: the nine steps of an export.

const CHECK_CODES = [
  "check_form", "check_files", "check_leaves", "check_inclusion", "check_checkpoint", "check_requests", "check_answers",
  "check_signatures", "check_trust",
];
const CHECK_FORMAT = "almasu-supervision/v1";
const LINE = { name: "", size: 0, sha256: "" };
const MANIFEST = {
  format: "", origin: "", resolution: "", number: "", made_at: "", requests: [""], waiting: [""], files: [LINE],
  complete: true,
};
// Between two requests the page is drawn and may be left.
const breath = () => new Promise((done) => setTimeout(done));
const namesIn = (files, folder) => [...files.keys()].filter((name) => name.startsWith(folder)).sort();
const jsonIn = (files, name) => parsed(text8(files.get(name) ?? refuse(`${name} is missing`)));

function manifestIn(files) {
  const said = jsonIn(files, "manifest.json");
  const manifest = isObject(said) ? { complete: true, ...said } : said;
  checkShape(manifest, MANIFEST);
  return manifest.format === CHECK_FORMAT ? manifest : refuse("not an export of this version");
}

class Check {
  constructor(files, keys) {
    this.files = files;
    this.keys = keys;
    this.manifest = manifestIn(files);
    this.checkpoints = new Checkpoints(keys);
  }

  check_form() {
    return { detail: `${this.manifest.number} · ${this.manifest.made_at}` };
  }

  async check_files() {
    const listed = new Map(this.manifest.files.map((line) => [line.name, line]));
    for (const name of this.files.keys()) {
      if (name !== "manifest.json" && !listed.has(name)) refuse(`${name} is not in the manifest`);
    }
    for (const [name, line] of listed) {
      const data = this.files.get(name) ?? refuse(`${name} is missing`);
      if (data.length !== line.size || hex(sha256(data)) !== line.sha256) refuse(`${name} was changed`);
      await breath();
    }
    return { detail: String(listed.size) };
  }

  leaves() {
    return namesIn(this.files, "leaves/").map((name) => name.slice("leaves/".length, -".json".length));
  }

  check_leaves() {
    for (const told of this.leaves()) {
      if (hex(sha256(this.files.get(`leaves/${told}.json`))) !== told) refuse(`leaves/${told}.json is not that leaf`);
    }
    return { detail: String(this.leaves().length) };
  }

  proofs() {
    const due = this.leaves().filter((told) => !this.manifest.waiting.includes(told));
    return due.map((told) => [told, readProof(this.files.get(`proofs/${told}.tlog-proof`) ?? refuse(`${told} has no proof`))]);
  }

  check_inclusion() {
    const proofs = this.proofs();
    for (const [told, proof] of proofs) if (!stands(unhex(told), proof)) refuse(`${told}: the path leads elsewhere`);
    const waiting = this.leaves().length - proofs.length;
    return { outcome: waiting ? "warned" : "passed", detail: `${proofs.length}/${proofs.length + waiting}` };
  }

  check_checkpoint() {
    const seen = new Set();
    for (const [, proof] of this.proofs()) {
      const { head, names } = this.checkpoints.opened(proof.checkpoint);
      if (head.origin !== this.manifest.origin) refuse(`${head.origin} is another log`);
      seen.add(`${head.origin} ${head.size} ${names}`.trim());
    }
    return { detail: [...seen].join("; ") };
  }

  leaf(base64) {
    return entryIn(text8(this.files.get(`leaves/${hex(decoded(base64))}.json`) ?? refuse("a leaf is missing")));
  }

  async check_requests() {
    for (const id of this.manifest.requests) {
      this.checkRequest(id, jsonIn(this.files, `requests/${id}.json`).request);
      await breath();
    }
    if (namesIn(this.files, "requests/").length !== this.manifest.requests.length) refuse("other requests than announced");
    return { outcome: this.manifest.complete ? "passed" : "warned", detail: String(this.manifest.requests.length) };
  }

  checkRequest(id, request) {
    const { kind, about, says } = this.leaf(request.leaf);
    if (kind !== "request_accepted" || about !== `request:${id}` || request.id !== id) refuse(`${id}: another leaf`);
    const bundle = this.files.get(`evidence/${id}/bundle.json`) ?? refuse(`${id}: no signature is kept`);
    const act = decoded(parsed(text8(bundle)).content);
    if (!same(sha256(act), decoded(request.digest))) refuse(`${id}: the signed act is another`);
    const { key, task, justification } = request.draft;
    const said = {
      evidence: bundle, act, task: utf8(task), justification: utf8(justification),
      subject: utf8(canonical({ kind: key.kind, value: key.value })),
    };
    const salt = hex(decoded(request.salt));
    for (const label of Object.keys(said)) {
      if (says[label] !== committed(salt, label, said[label])) refuse(`${id}: ${label} is not what the leaf is committed to`);
    }
  }

  async check_answers() {
    let [opened, all] = [0, 0];
    for (const id of this.manifest.requests) {
      const { request, answers } = jsonIn(this.files, `requests/${id}.json`);
      const salts = new Map(answers.map((answer) => [answer.exchange, answer.salt]));
      for (const row of request.rows.filter((one) => one.leaf !== null)) {
        all += 1;
        opened += this.checkAnswer(id, request, row, salts) ? 1 : 0;
      }
      if (salts.size) refuse(`${id}: an answer belongs to no question`);
      await breath();
    }
    return { detail: `${opened}/${all}` };
  }

  // Whether the answer to one question is opened here.
  checkAnswer(id, request, row, salts) {
    const { kind, about, says } = this.leaf(row.leaf);
    const number = row.resource;
    if (kind !== "answer_received" || about !== `exchange:${row.exchange_id}`) refuse(`${id}: another leaf`);
    const place = Math.max(0, (request.together ?? []).indexOf(id));
    const subject = place ? Uint8Array.of(place >> 8, place & 255) : new Uint8Array();
    const question = joined(decoded(request.digest), Uint8Array.of(number >> 8, number & 255), subject);
    if (says.question !== hex(sha256(question))) refuse(`${id}: the answer of register ${number} is to another question`);
    const salt = salts.get(row.exchange_id);
    if (salt === undefined) return false;
    salts.delete(row.exchange_id);
    const answer = this.files.get(`answers/${row.exchange_id}.json`) ?? refuse(`${id}: an answer is missing`);
    if (says.answer !== committed(salt, "answer", answer)) refuse(`${id}: the answer of register ${number} was changed`);
    return true;
  }

  async check_signatures() {
    const known = namesIn(this.files, "certificates/").map((name) => readCertificate(this.files.get(name)));
    const roots = new Set(known.map((one) => one.fingerprint).filter((one) => this.keys.roots.has(one)));
    if (!roots.size) refuse("trust.no_roots");
    let outcome = "passed";
    for (const id of this.manifest.requests) {
      const parts = namesIn(this.files, `evidence/${id}/`).filter((name) => !name.endsWith("/bundle.json"));
      const evidence = readEvidence(this.files.get(`evidence/${id}/bundle.json`), parts.map((name) => this.files.get(name)));
      for (const [, told, detail] of tellSignature(evidence, { roots, known })) {
        if (told === "failed") refuse(`${id}: ${detail}`);
        if (told === "indeterminate") return { outcome: told, detail: `${id}: ${detail}` };
        if (told === "warned") outcome = told;
      }
      await breath();
    }
    return { outcome, detail: String(this.manifest.requests.length) };
  }
}

async function tellCheck(files, keysText) {
  const inside = text8(files.get("keys.txt") ?? new Uint8Array());
  const ownKeys = keysText === null;
  let check;
  try {
    check = new Check(files, readKeys(ownKeys ? inside : keysText));
  } catch (bad) {
    if (!(bad instanceof Refused || bad instanceof RangeError)) throw bad;
    return [{ code: CHECK_CODES[0], outcome: "failed", detail: bad.message }, ...CHECK_CODES.slice(1).map(notReached)];
  }
  const steps = [];
  for (const code of CHECK_CODES.slice(0, -1)) {
    try {
      steps.push({ code, outcome: "passed", detail: "", ...(await check[code]()) });
    } catch (bad) {
      if (!(bad instanceof Refused || bad instanceof RangeError || bad instanceof TypeError)) throw bad;
      steps.push({ code, outcome: "failed", detail: bad instanceof Refused ? bad.message : "cannot be read" });
    }
  }
  const digest = ownKeys ? hex(sha256(utf8(inside))) : "";
  return [...steps, { code: "check_trust", outcome: ownKeys ? "indeterminate" : "passed", detail: digest }];
}

// The files of an export, to be verified and told.
function ofCheck(files) {
  manifestIn(files);
  const listed = (list) => {
    const manifest = manifestIn(files);
    fact(list, UI.labels.checkOf[language], `№ ${manifest.number} · ${manifest.resolution}`);
    fact(list, UI.labels.made[language], `${manifest.made_at} · ${manifest.origin}`);
    fact(list, UI.labels.manifest[language], hex(sha256(files.get("manifest.json"))));
    for (const id of manifest.requests) {
      const { request, officer } = jsonIn(files, `requests/${id}.json`);
      fact(list, `${UI.labels.request[language]} ${id}`, [request.accepted_at, officer.name, request.draft.task].join(" · "));
    }
  };
  const keys = () => text8(files.get("keys.txt") ?? new Uint8Array());
  return { codes: CHECK_CODES, verified: (keysText) => tellCheck(files, keysText), listed, keys };
}
