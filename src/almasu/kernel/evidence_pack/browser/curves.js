// GOST 34.10-2015 (RFC 7091, Kazakh encoding), ECDSA on P-256, RSA (PKCS #1 v1.5) and Ed25519, with whole numbers.

// RFC 7836, A.2.1.
const GOST_512 = {
  size: 64,
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc7n,
  a: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc4n,
  b: 0xe8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760n,
  q: 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275n,
  base: [
    0x3n,
    0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n,
  ],
  cofactor: 1,
};
// RFC 7836, A.1 as RFC 9215 corrects it.
const GOST_256 = {
  size: 32,
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd97n,
  a: 0xc2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335n,
  b: 0x295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513n,
  q: 0x400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67n,
  base: [
    0x91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28n,
    0x32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5cn,
  ],
  cofactor: 4,
};
// SEC 2, 2.4.2.
const P256 = {
  size: 32,
  p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  a: 0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  q: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  base: [
    0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
    0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  ],
  cofactor: 1,
};

const modulo = (value, m) => ((value % m) + m) % m;

function power(base, exponent, m) {
  let result = 1n;
  let square = modulo(base, m);
  for (let left = exponent; left; left >>= 1n) {
    if (left & 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return result;
}

function inverse(value, m) {
  let [a, b, u, v] = [modulo(value, m), m, 1n, 0n];
  while (b) {
    const quotient = a / b;
    [a, b, u, v] = [b, a - quotient * b, v, u - quotient * v];
  }
  return modulo(u, m);
}

const INFINITY = [1n, 1n, 0n];

function doubled([x, y, z], { p, a }) {
  if (!z || !y) return INFINITY;
  const square = (y * y) % p;
  const s = (4n * x * square) % p;
  const zz = (z * z) % p;
  const m = (3n * x * x + a * zz * zz) % p;
  const next = modulo(m * m - 2n * s, p);
  return [next, modulo(m * (s - next) - 8n * square * square, p), (2n * y * z) % p];
}

function added(left, right, curve) {
  if (!left[2]) return right;
  if (!right[2]) return left;
  const { p } = curve;
  const [x1, y1, z1] = left;
  const [x2, y2, z2] = right;
  const a = (z1 * z1) % p;
  const b = (z2 * z2) % p;
  const u1 = (x1 * b) % p;
  const s1 = (y1 * b * z2) % p;
  const h = modulo(x2 * a - u1, p);
  const r = modulo(y2 * a * z1 - s1, p);
  if (!h) return r ? INFINITY : doubled(left, curve);
  const square = (h * h) % p;
  const cube = (h * square) % p;
  const v = (u1 * square) % p;
  const x = modulo(r * r - cube - 2n * v, p);
  return [x, modulo(r * (v - x) - s1 * cube, p), (h * z1 * z2) % p];
}

// first * ofFirst + second * ofSecond
function summed(first, ofFirst, second, ofSecond, curve) {
  const [one, two] = [[...ofFirst, 1n], [...ofSecond, 1n]];
  const choice = [null, one, two, added(one, two, curve)];
  const [left, right] = [first.toString(2), second.toString(2)];
  const length = Math.max(left.length, right.length);
  const [bits, others] = [left.padStart(length, "0"), right.padStart(length, "0")];
  let total = INFINITY;
  for (let at = 0; at < length; at++) {
    total = doubled(total, curve);
    const chosen = choice[Number(bits[at]) + 2 * Number(others[at])];
    if (chosen) total = added(total, chosen, curve);
  }
  return total;
}

function abscissa([x, , z], { p }) {
  if (!z) return -1n;
  const one = inverse(z, p);
  return (((x * one) % p) * one) % p;
}

function isKey([x, y], curve) {
  const { p, a, b, q, base, cofactor } = curve;
  if (x < 0n || y < 0n || x >= p || y >= p) return false;
  if (modulo(y * y - (x * x * x + a * x + b), p)) return false;
  return cofactor === 1 || !summed(q, [x, y], 0n, base, curve)[2];
}

function gostVerified(point, digest, signature, curve) {
  const { size, q, base } = curve;
  if (signature.length !== 2 * size || digest.length !== size || !isKey(point, curve)) return false;
  const r = littleEndian(signature.subarray(0, size));
  const s = littleEndian(signature.subarray(size));
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const v = inverse(littleEndian(digest) % q || 1n, q);
  const x = abscissa(summed((s * v) % q, base, ((q - r) * v) % q, point, curve), curve);
  return x >= 0n && x % q === r;
}

function ecdsaVerified(point, message, r, s) {
  const { q, base } = P256;
  if (r <= 0n || r >= q || s <= 0n || s >= q || !isKey(point, P256)) return false;
  const w = inverse(s, q);
  const e = bigEndian(sha256(message)) % q;
  const x = abscissa(summed((e * w) % q, base, (r * w) % q, point, P256), P256);
  return x >= 0n && x % q === r;
}

const SHA256_INFO = unhex("3031300d060960864801650304020105000420");

// There is one right padding: it is built and compared (RFC 8017, 8.2.2).
function rsaVerified([n, e], message, signature) {
  const size = Math.ceil(n.toString(2).length / 8);
  const value = bigEndian(signature);
  if (signature.length !== size || value >= n) return false;
  const ending = joined(SHA256_INFO, sha256(message));
  const filling = new Uint8Array(size - ending.length - 3).fill(255);
  return power(value, e, n) === bigEndian(joined(Uint8Array.of(0, 1), filling, Uint8Array.of(0), ending));
}

// Ed25519 (RFC 8032, 5.1.7).
const EP = 2n ** 255n - 19n;
const EL = 2n ** 252n + 27742317777372353535851937790883648493n;
const ED = modulo(-121665n * inverse(121666n, EP), EP);
const EROOT = power(2n, (EP - 1n) / 4n, EP);

function recovered(y, sign) {
  if (y >= EP) return null;
  const square = modulo((y * y - 1n) * inverse(ED * y * y + 1n, EP), EP);
  let x = power(square, (EP + 3n) / 8n, EP);
  if (modulo(x * x - square, EP)) x = (x * EROOT) % EP;
  if (modulo(x * x - square, EP) || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = EP - x;
  return [x, y, 1n, (x * y) % EP];
}

function edAdded([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2), EP);
  const b = modulo((y1 + x1) * (y2 + x2), EP);
  const c = modulo(2n * t1 * t2 * ED, EP);
  const d = modulo(2n * z1 * z2, EP);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f, EP), modulo(g * h, EP), modulo(f * g, EP), modulo(e * h, EP)];
}

function edTimes(scalar, point) {
  let total = [0n, 1n, 1n, 0n];
  let power2 = point;
  for (let left = scalar; left; left >>= 1n) {
    if (left & 1n) total = edAdded(total, power2);
    power2 = edAdded(power2, power2);
  }
  return total;
}

function edPoint(bytes) {
  const value = littleEndian(bytes);
  return recovered(value & (2n ** 255n - 1n), value >> 255n);
}

const EBASE = recovered((4n * inverse(5n, EP)) % EP, 0n);

function edVerified(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const commitment = edPoint(signature.subarray(0, 32));
  const point = edPoint(key);
  const s = littleEndian(signature.subarray(32));
  if (!commitment || !point || s >= EL) return false;
  const k = littleEndian(sha512(joined(signature.subarray(0, 32), key, message))) % EL;
  const left = edTimes(s, EBASE);
  const right = edAdded(commitment, edTimes(k, point));
  const differs = (n) => modulo(left[n] * right[2] - right[n] * left[2], EP) !== 0n;
  return !differs(0) && !differs(1);
}
