"""The offline proof that an entry is in the log (C2SP tlog-proof): one text file with the path and the checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.kernel.journal.checkpoint import Checkpoint, Cosigned, cosigners, open_checkpoint, read_number
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import MAX_NOTE, VerifierKey, decoded, encoded
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proofs import inclusion_holds
from almasu.kernel.journal.tree import HASH_SIZE, leaf_hash

HEADER = "c2sp.org/tlog-proof@v1"
MAX_EXTRA = 65_536
MAX_PROOF = 63


@dataclass(frozen=True, slots=True)
class ProofFile:
    """An index, the audit path from the leaf upwards, the signed checkpoint as bytes; `extra` is not authenticated."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def data(self) -> bytes:
        """Return the file's bytes."""
        lines = [HEADER]
        if self.extra:
            lines.append(f"extra {encoded(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [encoded(node) for node in self.path]
        return ("\n".join(lines) + "\n\n").encode() + self.checkpoint


def read_proof_file(data: bytes) -> ProofFile:
    """Return the proof a file holds; Malformed where it breaks the format. Nothing is verified yet."""
    if len(data) > MAX_NOTE + MAX_EXTRA * 2:
        raise Malformed("a proof file of this size is not read")
    head, gap, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode().split("\n")
    except UnicodeDecodeError as broken:
        raise Malformed("a proof file is text") from broken
    if lines.pop(0) != HEADER or not gap or not lines:
        raise Malformed(f"a proof file begins with {HEADER}")
    extra = decoded(lines.pop(0).removeprefix("extra ")) if lines[0].startswith("extra ") else b""
    if not lines or not lines[0].startswith("index ") or len(lines) > MAX_PROOF + 1:
        raise Malformed("a proof file has an index line and at most 63 hashes")
    path = tuple(decoded(line) for line in lines[1:])
    if any(len(node) != HASH_SIZE for node in path):
        raise Malformed("every hash of the path is 32 bytes")
    return ProofFile(read_number(lines[0].removeprefix("index ")), path, checkpoint, extra)


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof file proves: the entry stands at `index` in the log's checkpoint, and who vouched for that."""

    index: int
    checkpoint: Checkpoint
    cosigned: tuple[Cosigned, ...]


def prove(file: ProofFile, commitment: bytes, policy: Policy, log_keys: Sequence[VerifierKey] = ()) -> Proven:
    """Return what the file proves of the commitment; Malformed, saying what fails, where it proves nothing.

    The steps are those of the specification: leaf hash, log signature, cosignatures by policy, inclusion.
    """
    leaf = leaf_hash(commitment)
    checkpoint, note = open_checkpoint(file.checkpoint, [*policy.logs, *log_keys])
    cosigned = cosigners(note, [witness.key for witness in policy.witnesses])
    if not policy.met_by({one.key for one in cosigned}):
        raise Malformed("the witnesses that co-signed do not suffice under the policy")
    if not inclusion_holds(leaf, file.index, checkpoint.size, file.path, checkpoint.root):
        raise Malformed("the path does not lead from the entry to the checkpoint")
    return Proven(file.index, checkpoint, cosigned)
