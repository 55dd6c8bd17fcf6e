// Bytes, base64, canonical JSON and moments. What is wrong is Refused; what cannot be told is Undecided.

class Refused extends Error {}
class Undecided extends Error {}

const refuse = (why) => {
  throw new Refused(why);
};

const utf8 = (text) => new TextEncoder().encode(text);

function text8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse("not UTF-8");
  }
}

const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const unhex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const same = (left, right) => left.length === right.length && left.every((one, at) => one === right[at]);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const bigEndian = (bytes) => (bytes.length ? BigInt("0x" + hex(bytes)) : 0n);
const littleEndian = (bytes) => bigEndian(Uint8Array.from(bytes).reverse());

// Base64 in its only spelling.
function decoded(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) refuse("not base64");
  let raw;
  try {
    raw = atob(text);
  } catch {
    refuse("not base64");
  }
  if (btoa(raw) !== text) refuse("not base64 in its only spelling");
  return Uint8Array.from(raw, (one) => one.charCodeAt(0));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return refuse("not JSON");
  }
}

// RFC 8785 for texts, small whole numbers, truth values and null. Names sort by UTF-16 code units, as `sort` does.
function canonical(value) {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort();
    return "{" + members.map((name) => canonical(name) + ":" + canonical(value[name])).join(",") + "}";
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) refuse("a pack holds small whole numbers only");
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) refuse("half a character");
  return JSON.stringify(value);
}

const escaped = (json) => json.replace(/&/g, "\\u0026").replace(/</g, "\\u003c").replace(/>/g, "\\u003e");

// Milliseconds since 1970; the fraction keeps microseconds.
function utc(year, month, day, hour, minute, second) {
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const told = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()];
  if (![...told, at.getUTCSeconds()].every((one, n) => one === [year, month, day, hour, minute, second][n])) {
    refuse("not a moment");
  }
  return at.getTime();
}

function moment(text) {
  const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d):(\d\d))$/;
  const found = typeof text === "string" ? form.exec(text) : null;
  if (found === null) refuse("not a moment");
  const [, year, month, day, hour, minute, second, fraction, sign, hours, minutes] = found;
  const at = utc(+year, +month, +day, +hour, +minute, +second) + Number((fraction ?? "0").padEnd(6, "0")) / 1000;
  if (sign === undefined) return at;
  if (+hours > 23 || +minutes > 59) refuse("not a moment");
  return at - (sign === "-" ? -1 : 1) * (+hours * 60 + +minutes) * 60000;
}

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// A moment by the clock of Astana, as every record writes it: +06:00 until the end of February 2024, +05:00 since.
function inAstana(at) {
  const offset = at < utc(2024, 2, 29, 18, 0, 0) ? 6 : 5;
  return new Date(at + offset * HOUR).toISOString().replace("Z", `+0${offset}:00`);
}
