// The files of a zip as a node packs them: one disk, no encryption, stored or deflated. Anything else is refused.

const [MOST_FILES, MOST_UNPACKED] = [65534, 256 * 1024 * 1024];
const [STORED, DEFLATED] = [0, 8];

async function unzipped(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map();
  try {
    let unpacked = 0;
    for (const entry of entriesOf(bytes, view)) {
      unpacked += entry.size;
      if (unpacked > MOST_UNPACKED) refuse("tooLarge");
      if (files.has(entry.name)) refuse("notOurs");
      files.set(entry.name, await contentOf(entry, bytes, view));
    }
  } catch (bad) {
    if (bad instanceof RangeError) return refuse("notOurs");
    throw bad;
  }
  return files;
}

function entriesOf(bytes, view) {
  const end = endOf(view);
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count > MOST_FILES) refuse("notOurs");
  const found = [];
  for (let at = start, n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== 0x02014b50 || view.getUint16(at + 8, true) & 1) refuse("notOurs");
    const [name, extra, said] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    found.push({
      name: text8(bytes.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      place: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + said;
  }
  return found;
}

// The end record: the last one whose comment reaches to the last byte.
function endOf(view) {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 65557; at--) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return refuse("notOurs");
}

async function contentOf({ method, packed, size, place }, bytes, view) {
  if (view.getUint32(place, true) !== 0x04034b50) refuse("notOurs");
  const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed || (method !== DEFLATED && (method !== STORED || packed !== size))) refuse("notOurs");
  return method === STORED ? data : inflated(data, size);
}

// Never more bytes than the zip announces: a small file may claim to hold a huge one.
async function inflated(data, size) {
  if (typeof DecompressionStream === "undefined") return refuse("oldBrowser");
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const whole = new Uint8Array(size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => refuse("notOurs"));
    if (done) break;
    if (at + value.length > size) refuse("notOurs");
    whole.set(value, at);
    at += value.length;
  }
  return at === size ? whole : refuse("notOurs");
}
