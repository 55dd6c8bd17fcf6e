// The thirteen steps of a pack.

const CODES = [
  "form", "export", "act", "signature", "path", "purpose", "revocation", "question", "answers", "inclusion",
  "checkpoint", "stamp", "trust",
];
const LEAF = { entry: "", index: 0, path: [""] };
const SAID = { kk: "", ru: "", en: "" };
// The members a pack has; `*` stands for any name.
const SHAPE = {
  body: {
    format: "", version: 0, number: "", made_at: "", made_by: "", node: "",
    act: { salt: "", bundle: "", parts: [""], openings: { "*": "" } },
    request: LEAF,
    answers: [{ leaf: LEAF, salt: "", reply: "" }],
    checkpoint: "", stamp: "", keys: "", certificates: [""], names: { "*": SAID }, rules: { "*": SAID },
  },
  export: { entry: "", receipt: "" },
};

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function checkShape(value, shape) {
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) refuse("not an evidence pack");
    value.forEach((one) => checkShape(one, shape[0]));
  } else if (isObject(shape)) {
    const any = Object.hasOwn(shape, "*");
    if (!isObject(value)) refuse("not an evidence pack");
    if (!any && canonical(Object.keys(value).sort()) !== canonical(Object.keys(shape).sort())) {
      refuse("not an evidence pack");
    }
    for (const name of Object.keys(value)) checkShape(value[name], any ? shape["*"] : shape[name]);
  } else if (typeof value !== typeof shape) refuse("not an evidence pack");
}

function readPack(text) {
  if (text.length > 64 * 1024 * 1024) refuse("a pack of this size is not read");
  const pack = parsed(text);
  checkShape(pack, SHAPE);
  if (canonical(pack) + "\n" !== text) refuse("the pack is not in its one spelling");
  const { body } = pack;
  if (body.format !== "almasu-evidence-pack" || body.version !== 1) refuse("not an evidence pack of this version");
  if (body.answers.length > 64 || body.act.parts.length > 64 || body.certificates.length > 32) {
    refuse("the pack holds more than a request can have");
  }
  return pack;
}

function entryIn(text) {
  const entry = parsed(text);
  const members = isObject(entry) ? Object.keys(entry).sort().join() : "";
  if (members !== "about,actor,at,kind,salt,says" || !isObject(entry.says)) refuse("not a journal entry");
  return entry;
}

function committed(salt, label, data) {
  if (!/^[0-9a-f]{64}$/.test(salt)) refuse("a salt is 64 small hexadecimal digits");
  return hex(sha256(joined(unhex(salt), utf8(label), Uint8Array.of(0), data)));
}

// The place of the entry's subject in the signed act, from 0 on.
function placeOf(says) {
  const place = says.place === undefined ? 1 : says.place;
  return Number.isInteger(place) && place >= 1 && place <= 1000 ? place - 1 : refuse("the entry names no place in the act");
}

// What the act says of the entry's subject: the whole body, or the subject's part of it.
function ownPart(says, asked) {
  const place = placeOf(says);
  if (asked.subjects === undefined && place === 0 && says.bundle === undefined) return asked;
  const own = Array.isArray(asked.subjects) && says.among === asked.subjects.length ? asked.subjects[place] : null;
  return isObject(own) ? own : refuse("the act does not name the subject of the entry");
}

class Case {
  constructor(pack, keys) {
    Object.assign(this, { body: pack.body, given: pack.export, keys });
  }

  told(code, check) {
    try {
      return { code, detail: "", outcome: "passed", ...check.call(this) };
    } catch (bad) {
      if (bad instanceof Refused) return { code, outcome: "failed", detail: bad.message };
      throw bad;
    }
  }

  evidence() {
    const { bundle, parts } = this.body.act;
    return readEvidence(decoded(bundle), parts.map(decoded));
  }

  accepted() {
    const entry = entryIn(this.body.request.entry);
    return entry.kind === "request_accepted" ? entry : refuse("the entry is not about an accepted request");
  }

  acted() {
    const act = parsed(text8(this.evidence().content));
    return isObject(act) && isObject(act.body) ? act : refuse("the act cannot be read");
  }

  trust() {
    const known = this.body.certificates.map((one) => readCertificate(decoded(one)));
    const roots = new Set(known.map((one) => one.fingerprint).filter((one) => this.keys.roots.has(one)));
    return roots.size ? { roots, known } : refuse("trust.no_roots");
  }

  export() {
    const note = readNote(this.given.receipt);
    const lines = note.text.split("\n");
    if (lines.length !== 6 || lines[0] !== "almasu-receipt/v1" || lines[5] !== "") refuse("not a receipt");
    if (!signersOf(note, this.keys.receipts).some((key) => key.name === `${lines[1]}/receipts`)) {
      refuse("no known receipt key signed the receipt");
    }
    if (!same(decoded(lines[2]), sha256(utf8(this.given.entry)))) refuse("the receipt is for another entry");
    const entry = entryIn(this.given.entry);
    if (entry.kind !== "evidence_exported" || entry.about !== entryIn(this.body.request.entry).about) {
      refuse("the entry does not tell of a pack of this request");
    }
    const digest = hex(sha256(utf8(canonical(this.body))));
    if (entry.says.pack !== digest || entry.says.number !== this.body.number) refuse("the entry tells of another pack");
    return { detail: `${this.body.number} ${digest.slice(0, 20).toUpperCase().match(/.{4}/g).join("-")}` };
  }

  act() {
    const [{ says, about, at }, evidence, act] = [this.accepted(), this.evidence(), this.acted()];
    const { salt, bundle } = this.body.act;
    if (says.evidence !== committed(salt, "evidence", decoded(bundle))) {
      refuse("the evidence is not what the entry is committed to");
    }
    if (says.act !== committed(salt, "act", evidence.content)) refuse("the act is not what the entry is committed to");
    const { expected, chain } = evidence;
    if (expected.purpose !== "request" || !expected.iin || act.purpose !== "request") {
      refuse("the signature was not examined as a request of a person");
    }
    const made = says.bundle === undefined ? about.slice("request:".length) : says.bundle;
    if (act.audience !== this.body.node || made !== act.object) refuse("the act is about something else");
    if (Math.abs(moment(at) - evidence.at) > 1000) refuse("the signature was examined at another time");
    if (!chain.length || says.certificate !== hex(sha256(chain[0]))) refuse("the entry names another certificate");
    return { detail: hex(sha256(evidence.content)) };
  }

  signature() {
    let trust;
    try {
      trust = this.trust();
    } catch (bad) {
      if (!(bad instanceof Refused)) throw bad;
      return SIGNATURE_STEPS.map((code) =>
        code === "path" ? { code, outcome: "failed", detail: bad.message } : notReached(code));
    }
    return tellSignature(this.evidence(), trust).map(([code, outcome, detail = ""]) => ({ code, outcome, detail }));
  }

  question() {
    const [{ says }, asked] = [this.accepted(), this.acted().body];
    const { salt, openings } = this.body.act;
    for (const label of Object.keys(openings)) {
      const opened = committed(salt, label, decoded(openings[label]));
      if (label === "act" || label === "evidence" || says[label] !== opened) {
        refuse(`${label} is not what the entry is committed to`);
      }
    }
    for (const name of ["ground", "purpose"]) if (says[name] !== asked[name]) refuse(`the act has another ${name}`);
    const own = ownPart(says, asked);
    for (const [label, said] of [["subject", own.key], ["justification", own.justification]]) {
      const bytes = typeof said === "string" ? said : canonical(said ?? null);
      if (label in openings && !same(decoded(openings[label]), utf8(bytes))) refuse(`the act has another ${label}`);
    }
    if (!isObject(says.decision) || says.decision.allowed !== true) refuse("the rules did not allow the request");
    return { detail: String(says.edition ?? "") };
  }

  answers() {
    const { resources: asked, ...accepted } = this.accepted().says;
    const place = placeOf(accepted);
    const digest = sha256(this.evidence().content);
    const seen = new Set();
    for (const { leaf, salt, reply } of this.body.answers) {
      const { kind, actor, says } = entryIn(leaf.entry);
      const number = says.resource;
      if (!Number.isInteger(number) || !Array.isArray(asked) || !asked.includes(number) || seen.has(number)) {
        refuse("an answer of a register that was not asked, or two of one");
      }
      seen.add(number);
      if (kind !== "answer_received" || actor !== `resource:${number}`) refuse("an entry is not about an answer");
      const subject = place ? Uint8Array.of(place >> 8, place & 255) : new Uint8Array();
      const question = joined(digest, Uint8Array.of(number >> 8, number & 255), subject);
      if (number < 0 || number > 65535 || says.question !== hex(sha256(question))) {
        refuse(`the answer of register ${number} belongs to another question`);
      }
      if ((salt || reply) && says.answer !== committed(salt, "answer", decoded(reply))) {
        refuse(`the answer of register ${number} was changed`);
      }
    }
    return { detail: `${seen.size}/${Array.isArray(asked) ? asked.length : 0}` };
  }

  inclusion() {
    const head = readHead(readNote(this.body.checkpoint).text);
    for (const leaf of [this.body.request, ...this.body.answers.map((answer) => answer.leaf)]) {
      if (!isIncluded(sha256(utf8(leaf.entry)), leaf.index, head, leaf.path.map(decoded))) {
        refuse(`the path of entry ${leaf.index} does not lead to the checkpoint`);
      }
    }
    return { detail: String(head.size) };
  }

  checkpoint() {
    const note = readNote(this.body.checkpoint);
    const head = readHead(note.text);
    if (!signersOf(note, this.keys.logs).some((key) => key.name === head.origin)) {
      refuse(`no known key of ${head.origin} signed the checkpoint`);
    }
    const cosigned = signersOf(note, [...this.keys.witnesses.values()]);
    if (!metBy(this.keys, cosigned)) refuse("the witnesses that co-signed do not suffice under the policy");
    const names = cosigned.map((key) => key.name).sort().join(", ");
    return { detail: `${head.origin} ${head.size} ${names}`.trim() };
  }

  stamp() {
    if (!this.body.stamp) return { outcome: "warned" };
    const evidence = this.evidence();
    const checkpoint = utf8(this.body.checkpoint);
    const given = checkStamp(decoded(this.body.stamp), checkpoint, this.trust(), moment(this.body.made_at));
    if (given + 5 * MINUTE < evidence.at) refuse("the stamp is older than the act");
    return { detail: inAstana(given) };
  }
}

const notReached = (code) => ({ code, outcome: "indeterminate", detail: "" });

// The story of a pack's file; `keysText` are keys that the reader holds from elsewhere, or null.
function verify(text, keysText) {
  let pack;
  let keys;
  try {
    pack = readPack(text);
    keys = readKeys(keysText ?? pack.body.keys);
  } catch (bad) {
    if (!(bad instanceof Refused || bad instanceof RangeError)) throw bad;
    return [{ code: "form", outcome: "failed", detail: bad.message }, ...CODES.slice(1).map(notReached)];
  }
  const one = new Case(pack, keys);
  const steps = [{ code: "form", outcome: "passed", detail: "" }];
  steps.push(one.told("export", one.export), one.told("act", one.act));
  steps.push(...(steps[2].outcome === "passed" ? one.signature() : SIGNATURE_STEPS.map(notReached)));
  for (const code of CODES.slice(7, 12)) steps.push(one.told(code, one[code]));
  const inside = keysText === null || keysText === undefined;
  const digest = inside ? hex(sha256(utf8(pack.body.keys))) : "";
  steps.push({ code: "trust", outcome: inside ? "indeterminate" : "passed", detail: digest });
  return steps;
}

function verdictOf(steps, codes = CODES) {
  const outcomes = steps.map((step) => step.outcome);
  if (outcomes.includes("failed") || steps.length !== codes.length) return "INVALID";
  return outcomes.includes("indeterminate") ? "INDETERMINATE" : "VALID";
}
