// The evidence of a signature as a node keeps it, and telling its story again under named roots.

const [SIGNING, INDIVIDUAL, NATIONAL] = ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1", "1.2.398.3.3.4"];
const POLICIES = ["1.2.398.3.3.2", "1.2.398.3.3.2.1", "1.2.398.3.3.2.3"];
const SIGNATURE_STEPS = ["signature", "path", "purpose", "revocation"];

function readEvidence(bundle, parts) {
  const held = new Map(parts.map((part) => [hex(sha256(part)), part]));
  const used = new Set();
  const part = (text) => {
    const digest = hex(decoded(text));
    if (!held.has(digest)) refuse("a part of the evidence is missing");
    used.add(digest);
    return held.get(digest);
  };
  const given = parsed(text8(bundle));
  if (given === null || typeof given !== "object" || Array.isArray(given)) refuse("the evidence cannot be read");
  const version = [given.format, given.version, given.signer, given.stamp];
  if (canonical(version) !== '["almasu-signature-evidence",2,0,null]') refuse("not evidence of this version");
  if (![given.revocation, given.expected].every((one) => one !== null && typeof one === "object")) {
    refuse("the evidence cannot be read");
  }
  if (!Array.isArray(given.chain) || !Array.isArray(given.authorities)) refuse("the evidence cannot be read");
  const evidence = {
    at: moment(given.at), profile: given.profile, expected: given.expected,
    content: decoded(given.content), cms: decoded(given.cms),
    chain: given.chain.map(part), authorities: given.authorities.map(part),
    revocation: revocationIn(given.revocation, part),
  };
  if (used.size !== held.size || held.size !== parts.length) refuse("the parts are not those of the evidence");
  return evidence;
}

function revocationIn({ kind, answer, nonce, checked_at: checkedAt, base, delta }, part) {
  if (kind === "ocsp") return { kind, answer: part(answer), nonce: decoded(nonce) };
  if (kind === "remembered") return { kind, answer: part(answer), nonce: decoded(nonce), checkedAt: moment(checkedAt) };
  if (kind === "crl") return { kind, base: part(base), delta: delta === null ? null : part(delta) };
  return { kind };
}

// Outcome and detail of the steps signature, path, purpose and revocation.
function tellSignature(evidence, trust) {
  const told = [];
  const say = (outcome, detail = "") => told.push([SIGNATURE_STEPS[told.length], outcome, detail]);
  try {
    const [certificate, enclosed] = checkAct(evidence);
    say("passed");
    const path = buildPath(certificate, enclosed, trust, evidence.at);
    say("passed");
    checkPurpose(certificate, evidence);
    say("passed", certificate.name);
    say(...checkRevocation(path, evidence));
  } catch (bad) {
    if (bad instanceof Refused) say("failed", bad.message);
    else if (bad instanceof Undecided) say("indeterminate", bad.message);
    else throw bad;
  }
  while (told.length < SIGNATURE_STEPS.length) say("indeterminate");
  return told;
}

function checkAct(evidence) {
  const { expected, content, at } = evidence;
  const act = parsed(text8(content));
  if (act === null || typeof act !== "object" || act.format !== "almasu-act" || act.version !== 1) {
    refuse("act.unreadable");
  }
  const wanted = { purpose: "purpose", audience: "audience", actor: "iin", nonce: "nonce" };
  for (const [name, other] of Object.entries(wanted)) if (act[name] !== expected[other]) refuse(`act: another ${name}`);
  if (at < moment(act.issued) - MINUTE || at > moment(act.expires)) refuse("act.expired");
  const signed = readCms(evidence.cms);
  if (signed.contentType !== DATA) refuse("cms.content_type");
  if (signed.content !== null && !same(signed.content, content)) refuse("cms.content_differs");
  return checkSigner(signed, content, expected.names_certificate);
}

function checkPurpose({ usage, extended, policies, iin }, evidence) {
  const needed = DIGITAL_SIGNATURE | NON_REPUDIATION;
  if (usage === null || (usage & needed) !== needed) refuse("purpose.key_usage");
  if (!extended.includes(SIGNING)) refuse("purpose.not_a_signing_key");
  const foreign = (one) => one !== SIGNING && one !== NATIONAL && !one.startsWith(NATIONAL + ".");
  if (extended.some(foreign)) refuse("purpose.foreign_system");
  if (!extended.includes(INDIVIDUAL)) refuse("purpose.role");
  if (!policies.some((one) => POLICIES.includes(one))) refuse("purpose.policy");
  if (!iin) refuse("identity.no_iin");
  if (iin !== evidence.expected.iin) refuse("identity.other_person");
}

function checkRevocation(path, evidence) {
  const { revocation: found, at } = evidence;
  const [leaf, issuer] = [path[0], path[Math.min(1, path.length - 1)]];
  if (found.kind === "ocsp") checkOcsp(found.answer, leaf.serial, issuer, found.nonce, at);
  else if (found.kind === "remembered") {
    if (at < found.checkedAt || at - found.checkedAt > 5 * MINUTE) throw new Undecided("ocsp.stale");
    checkOcsp(found.answer, leaf.serial, issuer, found.nonce, found.checkedAt);
  } else if (found.kind === "crl") checkLists(found.base, found.delta, leaf.serial, issuer, at, DAY);
  else throw new Undecided("revocation.unreachable");
  return checkAuthorities(path, evidence);
}

function checkAuthorities(path, evidence) {
  for (let at = 1; at < path.length - 1; at++) {
    const issuer = path[at + 1];
    const data = evidence.authorities.find((one) => isListOf(one, issuer));
    if (data !== undefined) checkLists(data, null, path[at].serial, issuer, evidence.at, 366 * DAY);
    else if (evidence.profile === "prod") throw new Undecided("revocation.authority_not_checked");
    else return ["warned", "revocation.authority_noted"];
  }
  return ["passed"];
}

function isListOf(data, issuer) {
  try {
    return same(readList(data).issuer, issuer.subject);
  } catch (bad) {
    if (bad instanceof Refused) return false;
    throw bad;
  }
}
