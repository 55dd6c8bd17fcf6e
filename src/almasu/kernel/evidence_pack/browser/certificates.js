// Public keys, certificates, and the path to a root that is named (RFC 5280).

const OF_SHA256 = "2.16.840.1.101.3.4.2.1";
const [RSA, RSA_SIGNED] = ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"];
const [EC, EC_SIGNED, ON_P256] = ["1.2.840.10045.2.1", "1.2.840.10045.4.3.2", "1.2.840.10045.3.1.7"];
const [GOST_512_SIGNED, GOST_256_SIGNED] = ["1.2.398.3.10.1.1.2.3.2", "1.2.398.3.10.1.1.2.3.1"];

const bitsOf = (number) => number.toString(2).length;

// What goes together; nothing else is accepted. Strings are hashed once: the same part is judged several times.
const FAMILIES = {
  "gost-2015-512": {
    hashing: "1.2.398.3.10.1.3.3", signing: [GOST_512_SIGNED], sealing: GOST_512_SIGNED, digest: streebog512,
    verified: (point, message, signature) => gostVerified(point, streebog512(message), signature, GOST_512),
  },
  "gost-2015-256": {
    hashing: "1.2.398.3.10.1.3.2", signing: [GOST_256_SIGNED], sealing: GOST_256_SIGNED, digest: streebog256,
    verified: (point, message, signature) => gostVerified(point, streebog256(message), signature, GOST_256),
  },
  "rsa-sha256": {
    hashing: OF_SHA256, signing: [RSA, RSA_SIGNED], sealing: RSA_SIGNED, digest: sha256, verified: rsaVerified,
  },
  "p256-sha256": {
    hashing: OF_SHA256, signing: [EC_SIGNED], sealing: EC_SIGNED, digest: sha256,
    verified(point, message, signature) {
      try {
        const reader = whole(signature).inside();
        const [r, s] = [reader.take(INTEGER).integer(), reader.take(INTEGER).integer()];
        reader.end();
        return ecdsaVerified(point, message, r, s);
      } catch (bad) {
        if (bad instanceof Refused) return false;
        throw bad;
      }
    },
  },
};
const GOSTS = {
  "1.2.398.3.10.1.1.2.2": ["1.2.398.3.10.1.1.2.2.1", "gost-2015-512", 64],
  "1.2.398.3.10.1.1.2.1": ["1.2.398.3.10.1.1.2.1.1", "gost-2015-256", 32],
};

function suiteOf(key) {
  const suite = FAMILIES[key.family];
  if (suite === undefined) refuse("key: unknown algorithm");
  const [n, e] = key.numbers;
  if (key.family === "rsa-sha256" && (bitsOf(n) < 2048 || bitsOf(n) > 8192 || e < 65537n)) refuse("key: weak");
  return suite;
}

const REMEMBERED = new Map();

function signedBy(key, message, signature) {
  const place = [key.family, ...key.numbers, hex(sha256(message)), hex(signature)].join(" ");
  if (!REMEMBERED.has(place)) REMEMBERED.set(place, FAMILIES[key.family].verified(key.numbers, message, signature));
  return REMEMBERED.get(place);
}

function readKey(info) {
  const reader = info.inside();
  const fields = reader.take(SEQUENCE).inside();
  const bits = reader.next().bits();
  reader.end();
  const name = fields.next().oid();
  if (name === RSA) {
    const numbers = whole(bits).inside();
    const [n, e] = [numbers.take(INTEGER).integer(), numbers.take(INTEGER).integer()];
    numbers.end();
    return { family: "rsa-sha256", numbers: [n, e] };
  }
  if (name === EC) return ecKey(fields.next(), bits);
  const known = Object.hasOwn(GOSTS, name) ? GOSTS[name] : null;
  if (!known || fields.take(SEQUENCE).inside().next().oid() !== known[0]) return { family: "", numbers: [0n, 0n] };
  const data = whole(bits).mustBe(OCTETS).content;
  if (data.length !== 2 * known[2]) refuse("key: a point of another size");
  const half = known[2];
  return { family: known[1], numbers: [littleEndian(data.subarray(0, half)), littleEndian(data.subarray(half))] };
}

function ecKey(curve, bits) {
  if (curve.oid() !== ON_P256) return { family: "", numbers: [0n, 0n] };
  const point = [bigEndian(bits.subarray(1, 33)), bigEndian(bits.subarray(33))];
  if (bits.length !== 65 || bits[0] !== 4 || !isKey(point, P256)) refuse("key: not a point of the curve");
  return { family: "p256-sha256", numbers: point };
}

const [DIGITAL_SIGNATURE, NON_REPUDIATION, CERTIFICATE_SIGN, CRL_SIGN] = [1, 2, 1 << 5, 1 << 6];
const [BASIC, USAGE, EXTENDED] = ["2.5.29.19", "2.5.29.15", "2.5.29.37"];
const [SUBJECT_KEY, AUTHORITY_KEY, POLICY] = ["2.5.29.14", "2.5.29.35", "2.5.29.32"];
const UNDERSTOOD = [BASIC, USAGE, EXTENDED, SUBJECT_KEY, AUTHORITY_KEY, POLICY];

const CERTIFICATES = new Map();

function readCertificate(raw) {
  const place = hex(sha256(raw));
  if (!CERTIFICATES.has(place)) CERTIFICATES.set(place, certificateIn(raw, place));
  return CERTIFICATES.get(place);
}

function certificateIn(raw, fingerprint) {
  if (raw.length > 32 * 1024) refuse("certificate: too big");
  const element = whole(raw);
  walk(element);
  const outer = element.inside();
  const part = outer.take(SEQUENCE);
  const seal = algorithm(outer.take(SEQUENCE));
  const signature = outer.next().bits();
  outer.end();
  const reader = part.inside();
  const version = reader.take(0xa0).inside(0xa0).next().integer();
  const serial = reader.take(INTEGER).integer();
  if (version !== 2n || algorithm(reader.take(SEQUENCE)) !== seal) refuse("certificate: version or algorithm");
  const [issuer, validity, subject, info] = [1, 2, 3, 4].map(() => reader.take(SEQUENCE));
  const dates = validity.inside();
  const [notBefore, notAfter] = [dates.next().time(), dates.next().time()];
  dates.end();
  const found = readExtensions(reader.maybe(0xa3));
  reader.end();
  const bits = info.inside();
  bits.next();
  return {
    raw, fingerprint, part: part.raw, serial, seal, signature, notBefore, notAfter,
    issuer: issuer.raw, subject: subject.raw, ...named(subject),
    key: readKey(info), keyBits: bits.next().bits(), ...basic(found),
    usage: found.has(USAGE) ? whole(found.get(USAGE)[1]).flags() : null,
    extended: listIn(found, EXTENDED).map((one) => one.oid()),
    policies: listIn(found, POLICY).map((one) => one.inside().next().oid()),
    subjectKey: found.has(SUBJECT_KEY) ? whole(found.get(SUBJECT_KEY)[1]).mustBe(OCTETS).content : null,
    authorityKey: found.has(AUTHORITY_KEY)
      ? (whole(found.get(AUTHORITY_KEY)[1]).inside().maybe(0x80)?.content ?? null) : null,
    critical: [...found].filter(([name, [critical]]) => critical && !UNDERSTOOD.includes(name)).map(([name]) => name),
  };
}

function readExtensions(field) {
  const found = new Map();
  if (field === null) return found;
  const outer = field.inside(field.tag);
  for (const one of outer.take(SEQUENCE).inside().all(40)) {
    const [name, critical, value] = extension(one);
    if (found.has(name)) refuse("certificate: an extension twice");
    found.set(name, [critical, value]);
  }
  outer.end();
  return found;
}

function extension(element) {
  const reader = element.inside();
  const name = reader.next().oid();
  const critical = reader.maybe(BOOLEAN);
  const value = reader.take(OCTETS).content;
  reader.end();
  return [name, critical !== null && critical.boolean(), value];
}

function named(subject) {
  const names = [];
  for (const group of subject.inside().all(64)) {
    for (const attribute of group.inside(SET).all(8)) {
      const reader = attribute.inside();
      names.push([reader.next().oid(), reader.next().text()]);
      reader.end();
    }
  }
  const numbers = names.filter(([oid]) => oid === "2.5.4.5");
  const iin = numbers.length === 1 ? /^IIN([0-9]{12})$/.exec(numbers[0][1]) : null;
  return { name: names.find(([oid]) => oid === "2.5.4.3")?.[1] ?? "", iin: iin ? iin[1] : "" };
}

const listIn = (found, name) => (found.has(name) ? whole(found.get(name)[1]).inside().all(32) : []);

function basic(found) {
  if (!found.has(BASIC)) return { authority: false, pathLength: null };
  const reader = whole(found.get(BASIC)[1]).inside();
  const [authority, length] = [reader.maybe(BOOLEAN), reader.maybe(INTEGER)];
  reader.end();
  return {
    authority: authority !== null && authority.boolean(),
    pathLength: length === null ? null : Number(length.integer()),
  };
}

const isValid = (certificate, at) => certificate.notBefore <= at && at <= certificate.notAfter;

function checkSeal(certificate, issuer) {
  if (certificate.seal !== suiteOf(issuer.key).sealing) refuse("path.algorithm");
  if (!signedBy(issuer.key, certificate.part, certificate.signature)) refuse("path.signature");
}

function buildPath(leaf, others, trust, at) {
  const known = [...trust.known, ...others];
  const ordered = [...known.filter((one) => isValid(one, at)), ...known.filter((one) => !isValid(one, at))];
  const path = upFrom([leaf], ordered, trust, { left: 16 });
  if (path.some((link) => link.critical.length)) refuse("path.critical_extension");
  for (const link of path) {
    if (!isValid(link, at)) refuse(link === leaf ? "certificate.expired" : "path.authority_not_valid");
  }
  return path;
}

function upFrom(links, known, trust, budget) {
  const last = links[links.length - 1];
  if (trust.roots.has(last.fingerprint)) return links;
  if (links.length === 6) refuse("path.too_long");
  if (same(last.subject, last.issuer)) refuse("path.untrusted_root");
  let refusal = new Refused("path.no_issuer");
  for (const issuer of known) {
    const [wanted, held] = [last.authorityKey, issuer.subjectKey];
    if (!same(issuer.subject, last.issuer) || (wanted !== null && held !== null && !same(wanted, held))) continue;
    try {
      checkIssuer(issuer, links.length, budget);
      checkSeal(last, issuer);
      return upFrom([...links, issuer], known, trust, budget);
    } catch (bad) {
      if (!(bad instanceof Refused)) throw bad;
      refusal = bad;
    }
  }
  throw refusal;
}

function checkIssuer(issuer, below, budget) {
  budget.left -= 1;
  if (budget.left < 0 || (issuer.pathLength !== null && below - 1 > issuer.pathLength)) refuse("path.too_long");
  if (!issuer.authority) refuse("path.not_an_authority");
  if (issuer.usage === null || !(issuer.usage & CERTIFICATE_SIGN)) refuse("path.key_usage");
}
