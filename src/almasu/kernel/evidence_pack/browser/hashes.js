// SHA-256, SHA-512 (FIPS 180-4) and SHA-1, which only finds certificates and proves nothing here.

const primes = (count) => {
  const found = [];
  for (let one = 2; found.length < count; one++) if (found.every((prime) => one % prime)) found.push(one);
  return found;
};

// The first bits of the fractional part of a root of a prime, by whole numbers.
function rootBits(prime, degree, bits) {
  const scaled = BigInt(prime) << BigInt(degree * bits);
  let low = 0n;
  let high = 1n << BigInt(bits + 10);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= scaled) low = middle;
    else high = middle;
  }
  return low & ((1n << BigInt(bits)) - 1n);
}

const K512 = primes(80).map((prime) => rootBits(prime, 3, 64));
const H512 = primes(8).map((prime) => rootBits(prime, 2, 64));
const K256 = K512.slice(0, 64).map((one) => Number(one >> 32n) | 0);
const H256 = H512.map((one) => Number(one >> 32n) | 0);

function padded(data, block, lengthBytes) {
  const size = Math.ceil((data.length + 1 + lengthBytes) / block) * block;
  const whole = new Uint8Array(size);
  whole.set(data);
  whole[data.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(size - 8, BigInt(data.length) * 8n);
  return whole;
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));

function sha256(data) {
  const whole = padded(data, 64, 8);
  const view = new DataView(whole.buffer);
  const state = H256.slice();
  const w = new Int32Array(64);
  for (let start = 0; start < whole.length; start += 64) {
    for (let n = 0; n < 16; n++) w[n] = view.getInt32(start + 4 * n);
    for (let n = 16; n < 64; n++) {
      const s0 = turned(w[n - 15], 7) ^ turned(w[n - 15], 18) ^ (w[n - 15] >>> 3);
      const s1 = turned(w[n - 2], 17) ^ turned(w[n - 2], 19) ^ (w[n - 2] >>> 10);
      w[n] = (w[n - 16] + s0 + w[n - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 64; n++) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = (h + s1 + ((e & f) ^ (~e & g)) + K256[n] + w[n]) | 0;
      const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((one, n) => (state[n] = (state[n] + one) | 0));
  }
  return wordsOut(state, 32);
}

function wordsOut(words, size) {
  const out = new DataView(new ArrayBuffer(size));
  words.forEach((one, n) => out.setInt32(4 * n, one));
  return new Uint8Array(out.buffer);
}

function sha1(data) {
  const whole = padded(data, 64, 8);
  const view = new DataView(whole.buffer);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0].map((one) => one | 0);
  const w = new Int32Array(80);
  for (let start = 0; start < whole.length; start += 64) {
    for (let n = 0; n < 16; n++) w[n] = view.getInt32(start + 4 * n);
    for (let n = 16; n < 80; n++) w[n] = turned(w[n - 3] ^ w[n - 8] ^ w[n - 14] ^ w[n - 16], 31);
    let [a, b, c, d, e] = state;
    for (let n = 0; n < 80; n++) {
      const [f, k] =
        n < 20 ? [(b & c) | (~b & d), 0x5a827999]
        : n < 40 ? [b ^ c ^ d, 0x6ed9eba1]
        : n < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
        : [b ^ c ^ d, 0xca62c1d6];
      [e, d, c, b, a] = [d, c, turned(b, 2), a, (turned(a, 27) + f + e + k + w[n]) | 0];
    }
    [a, b, c, d, e].forEach((one, n) => (state[n] = (state[n] + one) | 0));
  }
  return wordsOut(state, 20);
}

const turned64 = (word, by) => (word >> BigInt(by)) | BigInt.asUintN(64, word << BigInt(64 - by));
const cut64 = (word) => BigInt.asUintN(64, word);

function sha512(data) {
  const whole = padded(data, 128, 16);
  const view = new DataView(whole.buffer);
  const state = H512.slice();
  for (let start = 0; start < whole.length; start += 128) {
    const w = [];
    for (let n = 0; n < 16; n++) w.push(view.getBigUint64(start + 8 * n));
    for (let n = 16; n < 80; n++) {
      const s0 = turned64(w[n - 15], 1) ^ turned64(w[n - 15], 8) ^ (w[n - 15] >> 7n);
      const s1 = turned64(w[n - 2], 19) ^ turned64(w[n - 2], 61) ^ (w[n - 2] >> 6n);
      w.push(cut64(w[n - 16] + s0 + w[n - 7] + s1));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 80; n++) {
      const s1 = turned64(e, 14) ^ turned64(e, 18) ^ turned64(e, 41);
      const first = h + s1 + ((e & f) ^ (cut64(~e) & g)) + K512[n] + w[n];
      const s0 = turned64(a, 28) ^ turned64(a, 34) ^ turned64(a, 39);
      const second = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, cut64(d + first), c, b, a, cut64(first + second)];
    }
    [a, b, c, d, e, f, g, h].forEach((one, n) => (state[n] = cut64(state[n] + one)));
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((one, n) => out.setBigUint64(8 * n, one));
  return new Uint8Array(out.buffer);
}
