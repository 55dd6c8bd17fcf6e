// Where leaves stand: proof files (C2SP tlog-proof), each with its path and the checkpoint that it leads to.

const PROOF_CODES = ["proof_form", "proof_inclusion", "proof_checkpoint", "proof_trust"];

// What a file says: commitment (null where it carries none), index, path, the checkpoint as it stands.
function readProof(bytes) {
  const text = text8(bytes);
  const cut = text.indexOf("\n\n");
  if (text.length > 262144 || cut < 0) refuse("not a proof file");
  const lines = text.slice(0, cut).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") refuse("not a proof file");
  const extra = lines[0]?.startsWith("extra ") ? decoded(lines.shift().slice(6)) : null;
  const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? "");
  if (index === null || lines.length > 63) refuse("not a proof file");
  const commitment = extra?.length === 32 ? extra : null;
  return { commitment, index: index[1], path: lines.map(decoded), checkpoint: text.slice(cut + 2) };
}

// Remembers checkpoints that were examined: the proofs of one export share them.
class Checkpoints {
  constructor(keys) {
    this.keys = keys;
    this.known = new Map();
  }

  // The head, and which witnesses vouched for it; refused where the log or too few witnesses signed it.
  opened(checkpoint) {
    if (!this.known.has(checkpoint)) this.known.set(checkpoint, openedBy(this.keys, checkpoint));
    return this.known.get(checkpoint);
  }
}

function openedBy(keys, checkpoint) {
  const note = readNote(checkpoint);
  const head = readHead(note.text);
  if (!signersOf(note, keys.logs).some((key) => key.name === head.origin)) {
    refuse(`no known key of ${head.origin} signed the checkpoint`);
  }
  const cosigned = signersOf(note, [...keys.witnesses.values()]);
  if (!metBy(keys, cosigned)) refuse("the witnesses that co-signed do not suffice under the policy");
  return { head, names: cosigned.map((key) => key.name).sort().join(", ") };
}

function stands(commitment, proof) {
  return isIncluded(commitment, proof.index, readHead(readNote(proof.checkpoint).text), proof.path);
}

// One proof file by itself: what it says of the leaf that it names.
function ofProof(bytes) {
  const verified = (keysText) => {
    const told = [];
    const say = (outcome, detail = "") => told.push({ code: PROOF_CODES[told.length], outcome, detail });
    try {
      const proof = readProof(bytes);
      if (proof.commitment === null) refuse("the file does not name its leaf");
      say("passed", hex(proof.commitment));
      if (!stands(proof.commitment, proof)) refuse("the path does not lead from the leaf to the checkpoint");
      say("passed", proof.index);
      if (keysText !== null) {
        const { head, names } = openedBy(readKeys(keysText), proof.checkpoint);
        say("passed", `${head.origin} ${head.size} ${names}`.trim());
        say("passed");
      }
    } catch (bad) {
      if (!(bad instanceof Refused || bad instanceof RangeError)) throw bad;
      say("failed", bad.message);
    }
    while (told.length < PROOF_CODES.length) say("indeterminate");
    return told;
  };
  return { codes: PROOF_CODES, verified, listed: () => {}, keys: () => "" };
}
