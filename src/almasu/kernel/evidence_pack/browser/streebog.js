// Streebog, GOST 34.11-2015 (RFC 6986), by tables: two words of 32 bits for each word of 64.

// RFC 6986, 6.2.
const PI = unhex(
  "fceedd11cf6e3116fbc4fada23c5044de977f0db932e99ba1736f1bb14cd5fc1f918655ae25cef21811c3c428b018e4f" +
  "058402aee36a8fa0060bed987fd4d31feb342c51eac848abf22a68a2fd3aceccb5700e56080c7612bf7213479cb75d87" +
  "15a19629107b9ac7f391786f9d9eb2b13275193dff358a7e6d54c680c3bd0d57dff524a93ea843c9d779d6f67c22b903" +
  "e00fecde7a94b0bcdce828504e330a4aa79760731e0062441ab83882649f2641ad454692275e552f8ca3a57d69d5953b" +
  "0758b34086ac1df730376be488d9e789e11b83494c3ff8fe8d53aa90cad88561207167a42d2b095bcb9b25d0bee56c52" +
  "59a674d2e6f4b4c0d166afc2394b63b6",
);
// RFC 6986, 6.4: 64 rows of 8 bytes, big-endian; row 8j+b answers bit b of byte j.
const ROWS = unhex(
  "641c314b2b8ee083c83862965601dd1b8d70c431ac02a73607e095624504536c0edd37c48a08a6d81ca76e95091051ad" +
  "3853dc371220a24770a6a56e2440598ea48b474f9ef5dc18550b8e9e21f7a530aa16012142f35760492c024284fbaec0" +
  "9258048415eb419d39b008152acb8227727d102a548b194ee4fa2054a80b329cf97d86d98a327728effa11af0964ee50" +
  "c3e9224312c8c1a09bcf4486248d9f5d2b838811480723ba561b0d22900e4669ac361a443d1c8cd2456c34887a3805b9" +
  "5b068c651810a89eb60c05ca30204d2171180a8960409a42e230140fc0802984d960281e9d1d5215afc0503c273aa42a" +
  "439da0784e74555486275df09ce8aaa80321658cba93c1380642ca05693b9f700c84890ad27623e018150f14b9ec46dd" +
  "302a1e286fc58ca760543c50de970553c0a878a0a1330aa69d4df05d5f661451accc9ca9328a89504585254f64090fa0" +
  "8a174a9ec8121e5d092e94218d243cba125c35420748786924b86a840e90f0d2486dd4151c3dfdb990dab52a387ae76f" +
  "46b60f011a83988e8c711e02341b2d0105e23c0468365a020ad97808d06cb40414aff010bdd875082843fd2067adea10" +
  "5086e740ce47c920a011d380818e8f4083478b07b24687641b8e0b0e798c13c83601161cf205268d6c022c38f90a4c07" +
  "d8045870ef14980ead08b0e0c3282d1c47107ddd9b505a388e20faa72ba0b470",
);
// RFC 6986, 6.5: twelve constants of 64 bytes, least significant byte first.
const ROUNDS = unhex(
  "0745a6f2596580dd234d74cc3674760515d360a4082a42a20169679291e07c4bfcc485758db84e7116d0452e43766a2f" +
  "1f7c65c0812fcbebe9daca1eda5b08b1b79bb121700479e656cdcbd71ba2dd55caa70adbc261b55c5899d6126b17b59a" +
  "3101b5160f5ed561982b230a72eafef3d7b5700f469de34f1a2f9da98ab5a36fb20aba0af5961e9931db7a8643f4b6c2" +
  "09db6260373ac9c1b19e3590e40fe2d37b7b29b11475eaf28b1f9c525f5ef10635843d6a28fc390ac72fce2bacdc74f5" +
  "2ed1e384bcbe0c22f137e893a1ea5334be0352933313b7d875d603ed822cd7a93f355e68ad1c729d7d3c5c337e858e48" +
  "dde4715da0e148f9d26615e8b3df1fef57fe6c7cfd581760f563eaa97ea2567a161a2723b700ffdfa3f53a254717cdbf" +
  "bdff0f80d7359e354a1086161f1c157f6323a96c0c413f9a994747adac6bea4b6e7d64467a4068fa354f903672c571bf" +
  "b6c6bec2661ff20ab4b79a1cb7a6facfc68ef09ab49a7f186ca44251f9c4662dc039307a3bc3a46fd9d33a1daeae4fae" +
  "93d4143a4d568688f34a3ca24c45173504054a2883694706372c822dc5ab9209c9937a19333e47d3c987bfe6c7c69e39" +
  "540924bffe86ac51ecc5aaee160ec7f41ee702bfd40d7fa4d9a8515935c2ac362fc4a5d12b8dd16990069b92cb2b89f4" +
  "9ac4db4d3b44b4891ede369c71f8b74e41416e0c02aae703a7c9934d425b1f9bdb5a238351446172602a1fcb92dc380e" +
  "549c07a69a8a2b7bb1ceb2db0b440a8084090de0b755d93c244289251b3a7d3ade5f16ecd89a4c949b223116545a8f37" +
  "ed9c4598fbc7b474c3b63b15d1fa9836f452763b306c1e7a4b3369af0267e79f0361331b8ae1ff1fdb788aff1ce74189" +
  "f3f3e4b248e52a38526f0580a6debeab1b2df381cda4ca6b5dd86fc04a59a2de986e477d1dcdbaefcab948eaef711d8a" +
  "79668414218001206107abebbb6bfad894fe5a63cdc60230fb89c8efd09ecd7b20d71bf14a92bc48991bb2d9d517f4fa" +
  "5228e188aaa41de786cc91189def805d9b9f2130d41220f8771ddfbc323ca4cd7ab14904b08013d2ba3116f167e78e37",
);

// Tables by place and octet: the low and the high half of the word that an octet at a place gives.
const [LOW, HIGH] = (() => {
  const low = new Int32Array(2048);
  const high = new Int32Array(2048);
  const rows = new DataView(ROWS.buffer);
  for (let place = 0; place < 8; place++) {
    for (let octet = 0; octet < 256; octet++) {
      for (let bit = 0; bit < 8; bit++) {
        if ((PI[octet] >> bit) & 1) {
          high[256 * place + octet] ^= rows.getInt32(64 * place + 8 * bit);
          low[256 * place + octet] ^= rows.getInt32(64 * place + 8 * bit + 4);
        }
      }
    }
  }
  return [low, high];
})();

// Substitution, permutation and linear map of a state of 64 bytes, the least significant first.
function lps(state) {
  const result = new Uint8Array(64);
  const words = new DataView(result.buffer);
  for (let word = 0; word < 8; word++) {
    let low = 0;
    let high = 0;
    for (let place = 0; place < 8; place++) {
      const entry = 256 * place + state[8 * place + word];
      low ^= LOW[entry];
      high ^= HIGH[entry];
    }
    words.setInt32(8 * word, low, true);
    words.setInt32(8 * word + 4, high, true);
  }
  return result;
}

const mixed = (left, right) => left.map((one, at) => one ^ right[at]);

function compressed(state, length, block) {
  const count = new Uint8Array(64);
  new DataView(count.buffer).setBigUint64(0, BigInt(length), true);
  let key = lps(mixed(state, count));
  let text = block;
  for (let round = 0; round < 12; round++) {
    text = lps(mixed(text, key));
    key = lps(mixed(key, ROUNDS.subarray(64 * round, 64 * round + 64)));
  }
  return mixed(mixed(text, key), mixed(state, block));
}

function addUp(sum, block) {
  let carry = 0;
  for (let at = 0; at < 64; at++) {
    carry += sum[at] + block[at];
    sum[at] = carry & 255;
    carry >>= 8;
  }
}

function streebog(data, start) {
  let state = new Uint8Array(64).fill(start);
  const sum = new Uint8Array(64);
  const whole = data.length - (data.length % 64);
  for (let at = 0; at < whole; at += 64) {
    const block = data.subarray(at, at + 64);
    state = compressed(state, 8 * at, block);
    addUp(sum, block);
  }
  const rest = new Uint8Array(64);
  rest.set(data.subarray(whole));
  rest[data.length - whole] = 1;
  state = compressed(state, 8 * whole, rest);
  addUp(sum, rest);
  const count = new Uint8Array(64);
  new DataView(count.buffer).setBigUint64(0, BigInt(8 * data.length), true);
  return compressed(compressed(state, 0, count), 0, sum);
}

const streebog512 = (data) => streebog(data, 0);
const streebog256 = (data) => streebog(data, 1).subarray(32);
