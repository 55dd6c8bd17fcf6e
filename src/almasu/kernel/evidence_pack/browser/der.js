// DER read strictly (X.690): shortest definite lengths, expected tags, nothing left over.

const [BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID, ENUMERATED] = [1, 2, 3, 4, 5, 6, 10];
const [SEQUENCE, SET, UTC_TIME, GENERALIZED_TIME] = [0x30, 0x31, 0x17, 0x18];

class Element {
  constructor(tag, raw, content) {
    Object.assign(this, { tag, raw, content });
  }

  mustBe(tag) {
    return this.tag === tag ? this : refuse("der: an element of another kind");
  }

  inside(tag = SEQUENCE) {
    return new Reader(this.mustBe(tag).content);
  }

  // The shortest two's complement, which no number here needs below zero.
  integer(tag = INTEGER) {
    const bytes = this.mustBe(tag).content;
    const [first, second] = bytes;
    const long = bytes.length > 1 && (first === 0 || first === 255) && ((first ^ second) & 0x80) === 0;
    if (!bytes.length || long) refuse("der: a number not in its shortest form");
    return first & 0x80 ? bigEndian(bytes) - (1n << BigInt(8 * bytes.length)) : bigEndian(bytes);
  }

  boolean() {
    const bytes = this.mustBe(BOOLEAN).content;
    if (bytes.length !== 1 || (bytes[0] !== 255 && bytes[0] !== 0)) refuse("der: a truth value");
    return bytes[0] === 255;
  }

  bits() {
    const bytes = this.mustBe(BITS).content;
    if (!bytes.length || bytes[0]) refuse("der: a bit string");
    return bytes.subarray(1);
  }

  flags() {
    const bytes = this.mustBe(BITS).content;
    const padding = bytes[0];
    if (bytes.length < 1 || bytes.length > 5 || padding > 7) refuse("der: named bits");
    const last = bytes[bytes.length - 1];
    if (bytes.length === 1 ? padding : last & ((1 << padding) - 1)) refuse("der: named bits");
    let flags = 0;
    for (let n = 0; n < 8 * (bytes.length - 1); n++) if (bytes[1 + (n >> 3)] & (0x80 >> n % 8)) flags |= 1 << n;
    return flags;
  }

  oid() {
    const bytes = this.mustBe(OID).content;
    if (!bytes.length || bytes.length > 64 || bytes[bytes.length - 1] & 0x80) refuse("der: an identifier");
    const arcs = [];
    let [value, fresh] = [0n, true];
    for (const octet of bytes) {
      if (fresh && octet === 0x80) refuse("der: an identifier");
      value = (value << 7n) | BigInt(octet & 0x7f);
      fresh = !(octet & 0x80);
      if (fresh) {
        arcs.push(value);
        value = 0n;
      }
    }
    const first = arcs[0] < 80n ? arcs[0] / 40n : 2n;
    return [first, arcs[0] - 40n * first, ...arcs.slice(1)].join(".");
  }

  text() {
    const names = { 0x0c: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin1", 0x1e: "utf-16be" };
    const name = names[this.tag];
    if (name === undefined || (name === "ascii" && this.content.some((one) => one > 127))) refuse("der: a text");
    if (name === "latin1") return String.fromCharCode(...this.content);
    try {
      return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(this.content);
    } catch {
      return refuse("der: a text");
    }
  }

  time() {
    let text = String.fromCharCode(...this.content);
    if (this.tag === UTC_TIME && text.length === 13) {
      text = (text.slice(0, 2) >= "50" ? "19" : "20") + text;
    } else if (this.tag === GENERALIZED_TIME && text.length > 15 && text[14] === ".") {
      const fraction = text.slice(15, -1);
      if (!/^\d{1,9}$/.test(fraction) || fraction.endsWith("0")) refuse("der: a time");
      text = text.slice(0, 14) + text.slice(-1);
    } else if (this.tag !== UTC_TIME && this.tag !== GENERALIZED_TIME) refuse("der: a time");
    if (!/^\d{14}Z$/.test(text)) refuse("der: a time");
    const part = (from, to) => Number(text.slice(from, to));
    return utc(part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), part(12, 14));
  }
}

class Reader {
  constructor(data) {
    Object.assign(this, { data, at: 0 });
  }

  get over() {
    return this.at === this.data.length;
  }

  next() {
    const { data, at } = this;
    if (at + 2 > data.length) refuse("der: cut off");
    const tag = data[at];
    if ((tag & 0x1f) === 0x1f) refuse("der: a long tag");
    let size = data[at + 1];
    let body = at + 2;
    if (size >= 0x80) {
      const octets = size & 0x7f;
      if (octets < 1 || octets > 4 || body + octets > data.length) refuse("der: a length");
      size = Number(bigEndian(data.subarray(body, body + octets)));
      body += octets;
      if (size < 0x80 || size < 2 ** (8 * (octets - 1))) refuse("der: a length not in its shortest form");
    }
    if (body + size > data.length) refuse("der: cut off");
    this.at = body + size;
    return new Element(tag, data.subarray(at, this.at), data.subarray(body, this.at));
  }

  take(tag) {
    return this.next().mustBe(tag);
  }

  maybe(tag) {
    return !this.over && this.data[this.at] === tag ? this.next() : null;
  }

  all(most) {
    const elements = [];
    while (!this.over) {
      if (elements.length === most) refuse("der: too many elements");
      elements.push(this.next());
    }
    return elements;
  }

  end() {
    if (!this.over) refuse("der: something left over");
  }
}

function whole(data) {
  const reader = new Reader(data);
  const element = reader.next();
  reader.end();
  return element;
}

function walk(element, depth = 24) {
  if (!(element.tag & 0x20)) return;
  if (!depth) refuse("der: too deep");
  for (const one of new Reader(element.content).all(20000)) walk(one, depth - 1);
}

// The identifier of an algorithm whose parameters are absent or NULL.
function algorithm(element) {
  const reader = element.inside();
  const name = reader.next().oid();
  if (!reader.over && reader.take(NULL).content.length) refuse("der: parameters of an algorithm");
  reader.end();
  return name;
}
