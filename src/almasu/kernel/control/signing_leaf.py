"""That a pack was signed stands in the journal: the leaf, found in the opened archive and proven to be included."""

from __future__ import annotations

from uuid import UUID

import msgspec

from almasu.kernel.journal.checkpoint import read_checkpoint
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proof_file import ProofFile, Proven, prove
from almasu.kernel.journal.proofs import inclusion_proof
from almasu.kernel.journal.tiles import Bundle, Tile, TiledNodes, split_bundle, width_at
from almasu.kernel.journal.tree import TILE_WIDTH
from almasu.kernel.journal.verify_tree import Source

_SIGNED = f'"kind":"{EntryKind.CONTROL_PACK_SIGNED.value}"'.encode()


class _Says(msgspec.Struct, frozen=True):
    manifest: str = ""


class _Told(msgspec.Struct, frozen=True):
    kind: str
    about: str
    says: _Says


def prove_signing(source: Source, policy: Policy, pack: UUID, manifest: str, after: int) -> Proven:
    """Return the proof that the leaf about a signed pack is in the log, at `after` or later.

    `manifest` is the SHA-256 of the pack's manifest, hexadecimal. The checkpoint is the log's newest, co-signed as the
    policy demands. Malformed where there is no such leaf, or it is not proven.
    """
    note = _file(source, "checkpoint")
    size = read_checkpoint(read_note(note).text).size
    for number in range(after // TILE_WIDTH, -(-size // TILE_WIDTH)):
        bundle = Bundle(number, width_at(0, number, size), opened=True)
        for at, content in enumerate(split_bundle(_file(source, bundle.path()), bundle.width)):
            if number * TILE_WIDTH + at >= after and _is_it(content, pack, manifest):
                index = number * TILE_WIDTH + at
                nodes = TiledNodes(size, lambda *tile: _file(source, Tile(*tile).path()))
                proof = ProofFile(index, tuple(inclusion_proof(index, size, nodes)), note)
                return prove(proof, commitment(content), policy)
    raise Malformed("the journal does not say that this pack was signed")


def _is_it(content: bytes, pack: UUID, manifest: str) -> bool:
    if _SIGNED not in content:
        return False
    try:
        told = msgspec.json.decode(content, type=_Told)
    except (msgspec.MsgspecError, RecursionError):
        return False
    said = (told.kind, told.about, told.says.manifest)
    return said == (EntryKind.CONTROL_PACK_SIGNED, f"paper:{pack}", manifest)


def _file(source: Source, path: str) -> bytes:
    [data] = source.read([path])
    if data is None:
        raise Malformed(f"the log lacks {path}")
    return data
