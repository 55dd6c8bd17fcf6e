// Signed notes, checkpoints, cosignatures, policies (C2SP), Merkle paths (RFC 9162), and the keys of a reader.

const [OF_NOTE, OF_COSIGNATURE] = [1, 4];
const DASH = "\u2014 ";

const isName = (name) => name !== "" && !/[\s+\u0000-\u001f\u0085]/u.test(name);
const twoParts = (text, by) => {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

function readVkey(text) {
  const [name, rest] = twoParts(text.trim(), "+");
  const [id, material] = twoParts(rest, "+");
  const data = decoded(material);
  if (data.length !== 33 || ![OF_NOTE, OF_COSIGNATURE].includes(data[0]) || !isName(name)) refuse("a key is malformed");
  const keyId = hex(sha256(joined(utf8(name), Uint8Array.of(10), data)).subarray(0, 4));
  if (keyId !== id) refuse("a key's id is another's");
  return { name, kind: data[0], material: data.subarray(1), keyId, place: hex(data.subarray(1)) };
}

function readNote(whole) {
  const cut = whole.lastIndexOf("\n\n");
  if (utf8(whole).length > 65536 || cut < 0 || /[\u0000-\u0009\u000b-\u001f]/.test(whole)) refuse("not a note");
  const lines = whole.slice(cut + 2).split("\n");
  if (lines.pop() !== "" || lines.length < 1 || lines.length > 64) refuse("not a note");
  const signatures = lines.map((line) => {
    const [name, value] = twoParts(line.slice(DASH.length), " ");
    const data = decoded(value);
    if (!line.startsWith(DASH) || !isName(name) || data.length < 5) refuse("a signature line is malformed");
    return { name, keyId: hex(data.subarray(0, 4)), value: data.subarray(4) };
  });
  return { text: whole.slice(0, cut + 1), signatures };
}

// Those of the keys that signed; a false line of a known key is refused.
function signersOf(note, keys) {
  const found = [];
  for (const { name, keyId, value } of note.signatures) {
    for (const key of keys) {
      if (name !== key.name || keyId !== key.keyId) continue;
      if (!isSigned(note.text, key, value)) refuse(`the signature of ${key.name} is false`);
      if (!found.includes(key)) found.push(key);
    }
  }
  return found;
}

function isSigned(text, key, value) {
  if (key.kind === OF_NOTE) return edVerified(key.material, utf8(text), value);
  if (value.length !== 72) return false;
  const time = bigEndian(value.subarray(0, 8));
  return edVerified(key.material, utf8(`cosignature/v1\ntime ${time}\n${text}`), value.subarray(8));
}

function readHead(text) {
  const lines = text.split("\n");
  if (lines.length !== 4 || lines[3] !== "" || lines[0] === "") refuse("not a checkpoint");
  if (!/^(0|[1-9][0-9]{0,18})$/.test(lines[1]) || BigInt(lines[1]) >> 63n) refuse("not a number");
  const head = { origin: lines[0], size: BigInt(lines[1]), root: decoded(lines[2]) };
  const empty = head.size === 0n && !same(head.root, sha256(new Uint8Array()));
  return head.root.length !== 32 || empty ? refuse("not a checkpoint") : head;
}

// RFC 9162, 2.1.3.2.
function isIncluded(commitment, index, head, path) {
  let at = BigInt(index);
  if (at < 0n || at >= head.size || path.some((node) => node.length !== 32)) return false;
  let last = head.size - 1n;
  let computed = sha256(joined(Uint8Array.of(0), commitment));
  for (const node of path) {
    if (last === 0n) return false;
    if (at & 1n || at === last) {
      computed = sha256(joined(Uint8Array.of(1), node, computed));
      while (at && !(at & 1n)) [at, last] = [at >> 1n, last >> 1n];
    } else computed = sha256(joined(Uint8Array.of(1), computed, node));
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && same(computed, head.root);
}

// Lines: root, receipts, log, witness, group, quorum.
function readKeys(text) {
  if (text.length > 65536) refuse("too many keys");
  const keys = { roots: new Set(), receipts: [], logs: [], witnesses: new Map(), groups: new Map(), quorum: null };
  for (const line of text.replace(/\r\n/g, "\n").split("\n")) {
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    if (words.length && !words[0].startsWith("#")) readLine(keys, words[0], words.slice(1));
  }
  const lacks = !keys.roots.size || !keys.receipts.length || !keys.logs.length || keys.quorum === null;
  return lacks ? refuse("keys name a root, a receipt key, a log and a quorum") : keys;
}

const isTaken = (keys, name) => name === "none" || keys.witnesses.has(name) || keys.groups.has(name);

function readLine(keys, kind, rest) {
  const count = rest.length;
  if (kind === "root" && count === 1 && /^[0-9a-f]{64}$/.test(rest[0])) keys.roots.add(rest[0]);
  else if (kind === "receipts" && count === 1) keys.receipts.push(readVkey(rest[0]));
  else if (kind === "log" && (count === 1 || count === 2)) {
    keys.logs.push(fresh(readVkey(rest[0]), OF_NOTE, keys.logs));
  } else if (kind === "witness" && (count === 2 || count === 3) && !isTaken(keys, rest[0])) {
    keys.witnesses.set(rest[0], fresh(readVkey(rest[1]), OF_COSIGNATURE, [...keys.witnesses.values()]));
  } else if (kind === "group" && count >= 3 && !isTaken(keys, rest[0])) {
    keys.groups.set(rest[0], groupOf(keys, rest[1], rest.slice(2)));
  } else if (kind === "quorum" && count === 1 && keys.quorum === null && isTaken(keys, rest[0])) keys.quorum = rest[0];
  else refuse("a line of the keys is not understood");
}

function fresh(key, kind, held) {
  if (key.kind !== kind || held.some((one) => one.place === key.place)) refuse("a key of another kind, or repeated");
  return key;
}

function groupOf(keys, needed, members) {
  const taken = [...keys.groups.values()].flatMap((group) => group.members);
  const unknown = members.some((one) => one === "none" || !isTaken(keys, one) || taken.includes(one));
  if (unknown || new Set(members).size !== members.length) refuse("a group is malformed");
  const count = needed === "any" ? "1" : needed === "all" ? String(members.length) : needed;
  if (!/^[0-9]+$/.test(count) || +count < 1 || +count > members.length) refuse("a group's count is malformed");
  return { needed: Number(count), members };
}

function metBy(keys, cosigned) {
  if (keys.quorum === "none") return true;
  const held = new Set([...keys.witnesses].filter(([, key]) => cosigned.includes(key)).map(([name]) => name));
  for (const [name, group] of keys.groups) {
    if (group.members.filter((member) => held.has(member)).length >= group.needed) held.add(name);
  }
  return held.has(keys.quorum);
}
