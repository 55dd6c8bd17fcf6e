// CMS signatures (RFC 5652) and time stamps (RFC 3161), read strictly.

const [SIGNED_DATA, DATA] = ["1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1"];
const [TST_INFO, TIME_STAMPING] = ["1.2.840.113549.1.9.16.1.4", "1.3.6.1.5.5.7.3.8"];
const [CONTENT_TYPE, MESSAGE_DIGEST] = ["1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"];
const [NAMED_V1, NAMED_V2] = ["1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"];
const STAMP_POLICY = "1.2.398.3.3.2.6.4";

function readCms(data) {
  if (data.length > 256 * 1024) refuse("form.too_big");
  const outer = whole(data).inside();
  if (outer.take(OID).oid() !== SIGNED_DATA) refuse("cms.not_signed_data");
  const wrapped = outer.take(0xa0).inside(0xa0);
  outer.end();
  const reader = wrapped.take(SEQUENCE).inside();
  wrapped.end();
  if (![1n, 3n].includes(reader.take(INTEGER).integer())) refuse("cms: version");
  const hashings = reader.take(SET).inside(SET).all(8).map(algorithm);
  const content = contentIn(reader.take(SEQUENCE).inside());
  const field = reader.maybe(0xa0);
  const certificates = field === null ? [] : field.inside(0xa0).all(16).map((one) => one.mustBe(SEQUENCE).raw);
  const lists = reader.maybe(0xa1);
  if (lists !== null) walk(lists);
  const signers = reader.take(SET).inside(SET).all(8);
  reader.end();
  if (signers.length !== 1) refuse("cms.several_signers");
  return { hashings, ...content, certificates, ...signerIn(signers[0].inside()) };
}

function contentIn(reader) {
  const contentType = reader.take(OID).oid();
  const holder = reader.maybe(0xa0);
  reader.end();
  if (holder === null) return { contentType, content: null };
  const inner = holder.inside(0xa0);
  const content = inner.take(OCTETS).content;
  inner.end();
  return { contentType, content };
}

function signerIn(reader) {
  if (reader.take(INTEGER).integer() !== 1n) refuse("cms: signer version");
  const identifier = reader.take(SEQUENCE).inside();
  const [issuer, serial] = [identifier.take(SEQUENCE).raw, identifier.take(INTEGER).integer()];
  identifier.end();
  const hashing = algorithm(reader.take(SEQUENCE));
  const field = reader.maybe(0xa0);
  const signing = algorithm(reader.take(SEQUENCE));
  const signature = reader.take(OCTETS).content;
  const unsigned = reader.maybe(0xa1);
  if (unsigned !== null) walk(unsigned);
  reader.end();
  if (field === null) refuse("attributes.missing");
  const attributesSet = Uint8Array.from(field.raw);
  attributesSet[0] = SET;
  return { issuer, serial, hashing, signing, signature, attributes: attributesIn(field), attributesSet };
}

function attributesIn(field) {
  const found = new Map();
  const elements = field.inside(0xa0).all(32);
  for (const one of elements) {
    walk(one);
    const reader = one.inside();
    const name = reader.take(OID).oid();
    const values = reader.take(SET).inside(SET).all(32);
    reader.end();
    if (found.has(name) || values.length !== 1) refuse("attributes.duplicate");
    found.set(name, values[0]);
  }
  const raw = elements.map((one) => hex(one.raw));
  if (raw.some((one, at) => at && raw[at - 1] > one)) refuse("attributes.order");
  return found;
}

function readable(raw) {
  try {
    return [readCertificate(raw)];
  } catch (bad) {
    if (bad instanceof Refused) return [];
    throw bad;
  }
}

// The certificate whose key signed the content, and all that are enclosed.
function checkSigner(signed, content, namesCertificate) {
  const enclosed = signed.certificates.flatMap(readable);
  const certificate = enclosed.find((one) => one.serial === signed.serial && same(one.issuer, signed.issuer));
  if (certificate === undefined) refuse("certificate.missing");
  const suite = suiteOf(certificate.key);
  const { hashing, attributes } = signed;
  if (hashing !== suite.hashing || !suite.signing.includes(signed.signing) || !signed.hashings.includes(hashing)) {
    refuse("algorithm.not_allowed");
  }
  if (attributes.get(CONTENT_TYPE)?.oid() !== signed.contentType) refuse("attributes.content_type");
  const digest = attributes.get(MESSAGE_DIGEST)?.mustBe(OCTETS).content;
  if (digest === undefined || !same(digest, suite.digest(content))) refuse("attributes.digest_differs");
  checkNamed(attributes, certificate, suite, namesCertificate);
  if (!signedBy(certificate.key, signed.attributesSet, signed.signature)) refuse("signature.bad");
  return [certificate, enclosed];
}

function checkNamed(attributes, certificate, suite, needed) {
  const name = attributes.has(NAMED_V2) ? NAMED_V2 : NAMED_V1;
  if (!attributes.has(name)) {
    if (needed) refuse("attributes.certificate_missing");
    return;
  }
  const reader = attributes.get(name).inside().take(SEQUENCE).inside().take(SEQUENCE).inside();
  let right;
  if (name === NAMED_V1) right = sha1(certificate.raw);
  else {
    const field = reader.maybe(SEQUENCE);
    const hashing = field === null ? OF_SHA256 : algorithm(field);
    if (hashing !== OF_SHA256 && hashing !== suite.hashing) refuse("attributes.certificate_differs");
    right = hashing === OF_SHA256 ? sha256(certificate.raw) : suite.digest(certificate.raw);
  }
  if (!same(reader.take(OCTETS).content, right)) refuse("attributes.certificate_differs");
}

// When a time-stamping authority stamped these bytes.
function checkStamp(answer, stamped, trust, at) {
  if (answer.length > 64 * 1024) refuse("timestamp.unreadable");
  const signed = readCms(tokenIn(answer));
  if (signed.contentType !== TST_INFO || signed.content === null) refuse("timestamp.unreadable");
  const given = infoIn(signed.content, stamped);
  if (given > at + 5 * MINUTE) refuse("timestamp.future");
  const [certificate, enclosed] = checkSigner(signed, signed.content, true);
  buildPath(certificate, enclosed, trust, given);
  if (certificate.extended.length !== 1 || certificate.extended[0] !== TIME_STAMPING) refuse("timestamp.purpose");
  return given;
}

function tokenIn(answer) {
  const reader = whole(answer).inside();
  const first = reader.next();
  if (first.tag === OID) return answer;
  if (![0n, 1n].includes(first.inside().take(INTEGER).integer())) refuse("timestamp.refused");
  const token = reader.take(SEQUENCE).raw;
  reader.end();
  return token;
}

function infoIn(content, stamped) {
  const reader = whole(content).inside();
  if (reader.take(INTEGER).integer() !== 1n) refuse("timestamp.unreadable");
  const policy = reader.take(OID).oid();
  const imprint = reader.take(SEQUENCE).inside();
  const [hashing, digest] = [algorithm(imprint.take(SEQUENCE)), imprint.take(OCTETS).content];
  reader.take(INTEGER).integer();
  const given = reader.take(GENERALIZED_TIME).time();
  for (const tag of [SEQUENCE, BOOLEAN, INTEGER, 0xa0, 0xa1]) reader.maybe(tag);
  reader.end();
  const suite = FAMILIES["gost-2015-512"];
  if (hashing !== suite.hashing) refuse("timestamp.imprint_algorithm");
  if (!same(digest, suite.digest(stamped))) refuse("timestamp.imprint_differs");
  if (policy !== STAMP_POLICY) refuse("timestamp.policy");
  return given;
}
