// Revocation: an OCSP answer (RFC 6960) or lists (RFC 5280, 5). What cannot be relied on is Undecided, never good.

const [OCSP_BASIC, OCSP_NONCE] = ["1.3.6.1.5.5.7.48.1.1", "1.3.6.1.5.5.7.48.1.2"];
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
const [LIST_NUMBER, LIST_DELTA, LIST_REASON] = ["2.5.29.20", "2.5.29.27", "2.5.29.21"];

function undecidedBy(what, work) {
  try {
    return work();
  } catch (bad) {
    throw bad instanceof Refused ? new Undecided(`${what}: ${bad.message}`) : bad;
  }
}

function checkOcsp(answer, serial, issuer, nonce, at) {
  const single = undecidedBy("ocsp", () => readOcsp(answer, serial, issuer, nonce, at));
  const { status, revokedAt, since, until } = single;
  if (Math.abs(at - since) > 5 * MINUTE || (until !== null && until < at)) throw new Undecided("ocsp.stale");
  if (status === 1 && revokedAt > 0) refuse("revocation.revoked");
  if (status !== 0) refuse("revocation.unknown");
}

function readOcsp(answer, serial, issuer, nonce, at) {
  if (answer.length > 64 * 1024) refuse("too big");
  const outer = whole(answer).inside();
  if (outer.take(ENUMERATED).integer(ENUMERATED) !== 0n) refuse("declined");
  const holder = outer.take(0xa0).inside(0xa0).take(SEQUENCE).inside();
  outer.end();
  if (holder.take(OID).oid() !== OCSP_BASIC) refuse("response type");
  const response = whole(holder.take(OCTETS).content).inside();
  const part = response.take(SEQUENCE);
  const seal = algorithm(response.take(SEQUENCE));
  const signature = response.next().bits();
  const field = response.maybe(0xa0);
  response.end();
  const enclosed = field === null ? [] : field.inside(0xa0).take(SEQUENCE).inside().all(4).map((one) => one.raw);
  const reader = part.inside();
  const version = reader.maybe(0xa0);
  if (version !== null && version.inside(0xa0).take(INTEGER).integer() !== 0n) refuse("version");
  const responder = reader.next();
  reader.take(GENERALIZED_TIME).time();
  const singles = reader.take(SEQUENCE).inside().all(16);
  const extensions = readExtensions(reader.maybe(0xa1));
  reader.end();
  const echoed = extensions.get(OCSP_NONCE);
  if (echoed === undefined || !same(whole(echoed[1]).mustBe(OCTETS).content, nonce)) refuse("nonce");
  const single = singleAbout(singles, serial, issuer);
  const who = responderNamed(responder, enclosed.map(readCertificate), issuer);
  if (who !== issuer) checkDelegation(who, issuer, at);
  if (seal !== suiteOf(who.key).sealing || !signedBy(who.key, part.raw, signature)) refuse("signature");
  return single;
}

function singleAbout(singles, serial, issuer) {
  const found = singles.map((one) => readSingle(one, serial, issuer)).filter((one) => one.ours);
  return found.length ? found[0] : refuse("another certificate");
}

function readSingle(element, serial, issuer) {
  const reader = element.inside();
  const id = reader.take(SEQUENCE).inside();
  const hashing = algorithm(id.take(SEQUENCE));
  const [name, key, number] = [id.take(OCTETS).content, id.take(OCTETS).content, id.take(INTEGER).integer()];
  id.end();
  const status = reader.next();
  let revokedAt = 0;
  if (status.tag === 0xa1) revokedAt = status.inside(0xa1).take(GENERALIZED_TIME).time();
  else if (status.tag !== 0x80 && status.tag !== 0x82) refuse("status");
  const since = reader.take(GENERALIZED_TIME).time();
  const following = reader.maybe(0xa0);
  const until = following === null ? null : following.inside(0xa0).take(GENERALIZED_TIME).time();
  const rightKey = same(name, sha256(issuer.subject)) && same(key, sha256(issuer.keyBits));
  const ours = hashing === OF_SHA256 && rightKey && number === serial;
  return { ours, status: status.tag & 0x1f, revokedAt, since, until };
}

function responderNamed(element, enclosed, issuer) {
  const byName = element.tag === 0xa1;
  const value = byName ? element.inside(0xa1).take(SEQUENCE).raw : element.inside(0xa2).take(OCTETS).content;
  const found = [...enclosed, issuer].find((one) => same(byName ? one.subject : sha1(one.keyBits), value));
  if (found === undefined) refuse("a stranger answers");
  return found.fingerprint === issuer.fingerprint ? issuer : found;
}

function checkDelegation(responder, issuer, at) {
  const { usage, extended, critical } = responder;
  const allowed = same(responder.issuer, issuer.subject) && extended.includes(OCSP_SIGNING) && !critical.length;
  if (!allowed || (usage !== null && !(usage & DIGITAL_SIGNATURE)) || !isValid(responder, at)) {
    refuse("a stranger answers");
  }
  checkSeal(responder, issuer);
}

function readList(data) {
  const outer = whole(data).inside();
  const part = outer.take(SEQUENCE);
  const seal = algorithm(outer.take(SEQUENCE));
  const signature = outer.next().bits();
  outer.end();
  const reader = part.inside();
  if (reader.take(INTEGER).integer() !== 1n || algorithm(reader.take(SEQUENCE)) !== seal) refuse("list: version");
  const [issuer, since] = [reader.take(SEQUENCE).raw, reader.next().time()];
  const more = !reader.over && [UTC_TIME, GENERALIZED_TIME].includes(reader.data[reader.at]);
  const until = more ? reader.next().time() : null;
  const revoked = reader.maybe(SEQUENCE);
  const found = readExtensions(reader.maybe(0xa0));
  reader.end();
  for (const [name, [critical]] of found) {
    if (critical && ![LIST_NUMBER, LIST_DELTA, AUTHORITY_KEY].includes(name)) refuse("list: a critical extension");
  }
  const number = (name) => (found.has(name) ? whole(found.get(name)[1]).integer() : null);
  const entries = revoked === null ? new Uint8Array() : revoked.content;
  const numbers = { number: number(LIST_NUMBER), base: number(LIST_DELTA) };
  return { issuer, part: part.raw, seal, signature, since, until, entries, ...numbers };
}

function checkLists(base, delta, serial, issuer, at, most) {
  const reasons = undecidedBy("crl", () => inForce(base, delta, issuer, at, most).map((one) => entryOn(one, serial)));
  const reason = reasons.find((one) => one !== null) ?? 8n;
  if (reason !== 8n) refuse(reason === 6n ? "revocation.on_hold" : "revocation.revoked");
}

// The lists, the newest first.
function inForce(base, delta, issuer, at, most) {
  const first = checkedList(base, issuer, at);
  if (first.base !== null) refuse("list: a delta in place of a base");
  const lists = [first];
  if (delta !== null) {
    const second = checkedList(delta, issuer, at);
    if (first.number === null || second.number === null || second.base === null) refuse("list: parts");
    if (first.number < second.base || second.number < first.number) refuse("list: parts");
    lists.unshift(second);
  }
  if (at - Math.max(...lists.map((one) => one.since)) > most) refuse("list: too old");
  return lists;
}

function checkedList(data, issuer, at) {
  const one = readList(data);
  if (!same(one.issuer, issuer.subject) || issuer.usage === null || !(issuer.usage & CRL_SIGN)) {
    refuse("list: another issuer");
  }
  if (one.seal !== suiteOf(issuer.key).sealing || !signedBy(issuer.key, one.part, one.signature)) {
    refuse("list: signature");
  }
  if (at < one.since - 5 * MINUTE || one.until === null || at > one.until) refuse("list: not in force");
  return one;
}

// The reason code of the entry on a serial number (0 where it gives none), or null.
function entryOn(one, serial) {
  const reader = new Reader(one.entries);
  let found = null;
  while (!reader.over && found === null) {
    const fields = reader.take(SEQUENCE).inside();
    if (fields.take(INTEGER).integer() !== serial) continue;
    fields.next().time();
    found = 0n;
    for (const item of fields.maybe(SEQUENCE)?.inside().all(8) ?? []) {
      const [name, , value] = extension(item);
      if (name === LIST_REASON) found = whole(value).integer(ENUMERATED);
    }
  }
  return found;
}
