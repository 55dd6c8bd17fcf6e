"""The journal for everyone: the log as C2SP files, proofs, and where a leaf stands. Hashes only, no signing in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, PathParameter, QueryParameter, SkipValidation
from litestar.types import Guard

from almasu.actions import read_journal
from almasu.actions.read_journal import Included, NotThere, StillWaiting
from almasu.kernel.journal.note import encoded, key_lines
from almasu.wiring.running import ShownLog

BYTES = "application/octet-stream"
LINES = "text/plain"
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
BRIEFLY = {"cache-control": "no-store"}

OfLog = NamedDependency[SkipValidation[ShownLog]]
Size = Annotated[int | None, QueryParameter(ge=0, le=2**63 - 1)]
Place = Annotated[int, QueryParameter(ge=0, le=2**63 - 1)]
Commitment = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$", description="The leaf's commitment, hexadecimal")]


class ProofSaid(msgspec.Struct, frozen=True):
    """A proof within the tree of `size`: base64 hashes in the order of RFC 6962."""

    size: int
    hashes: list[str]


class LeafSaid(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a leaf stands: included (with index, size, path and the co-signed checkpoint) or waiting."""

    place: str
    index: int | None = None
    size: int | None = None
    hashes: list[str] = []
    checkpoint: str = ""


@get("/checkpoint", media_type=LINES)
async def checkpoint(shown: OfLog) -> Response[bytes]:
    """Return the latest co-signed checkpoint (C2SP tlog-checkpoint)."""
    latest = await read_journal.published(shown.journal)
    return Response(latest.note, media_type=LINES, headers=BRIEFLY)


@get("/policy", media_type=LINES)
async def policy(shown: OfLog) -> Response[str]:
    """Return whose signatures the log shows (C2SP tlog-policy). Whoever wants proof of authorship brings keys of
    their own, got another way.
    """
    return Response(shown.policy.text(), media_type=LINES, headers=BRIEFLY)


@get("/receipts.vkey", media_type=LINES)
async def receipt_key(shown: OfLog) -> Response[str]:
    """Return the keys that receipts are signed with, one a line, the newest first."""
    return Response(key_lines(shown.log_keys.held.receipts), media_type=LINES, headers=BRIEFLY)


@get("/rotations", media_type=LINES)
async def rotations(shown: OfLog) -> Response[bytes]:
    """Return the leaves that changed the log's key, one a line, each with a statement that both keys signed."""
    return Response(shown.log_keys.held.published(), media_type=LINES, headers=BRIEFLY)


@get("/tile/{rest:path}", media_type=BYTES)
async def tile(shown: OfLog, rest: FromPath[str]) -> Response[bytes]:
    """Return a tile of hashes or a bundle of entries (C2SP tlog-tiles); entries are 32-byte commitments."""
    data = await read_journal.file(shown.journal, f"tile/{rest.removeprefix('/')}")
    return Response(data, media_type=BYTES, headers=FOR_EVER)


@get("/proof/inclusion")
async def inclusion(shown: OfLog, index: Place, size: Size = None) -> ProofSaid:
    """Return the proof that the entry at `index` is in the tree of `size`."""
    return _said(await read_journal.inclusion(shown.journal, index, size))


@get("/proof/consistency")
async def consistency(shown: OfLog, first: Place, second: Size = None) -> ProofSaid:
    """Return the proof that the tree of size `second` continues the tree of size `first`."""
    return _said(await read_journal.consistency(shown.journal, first, second))


@get("/leaf/{commitment:str}")
async def leaf(shown: OfLog, commitment: Commitment) -> Response[LeafSaid]:
    """Tell where the leaf of a receipt stands."""
    match await read_journal.whereabouts(shown.journal, bytes.fromhex(commitment)):
        case Included(index, latest, path):
            hashes = [encoded(node) for node in path]
            said = LeafSaid("included", index, latest.head.size, hashes, latest.note.decode())
            return Response(said, headers=BRIEFLY)
        case StillWaiting():
            return Response(LeafSaid("waiting"), headers=BRIEFLY)
        case NotThere():
            raise read_journal.NO_LEAF.at(commitment)


@get("/leaf/{commitment:str}/proof", media_type=LINES)
async def proof(shown: OfLog, commitment: Commitment) -> Response[bytes]:
    """Return the offline proof of a leaf as a file (C2SP tlog-proof)."""
    match await read_journal.whereabouts(shown.journal, bytes.fromhex(commitment)):
        case Included() as found:
            named = {"content-disposition": f'attachment; filename="{commitment[:16]}.tlog-proof"'}
            return Response(found.file(bytes.fromhex(commitment)).data(), media_type=LINES, headers=BRIEFLY | named)
        case StillWaiting() | NotThere():
            raise read_journal.NO_LEAF.at(commitment)


def _said(made: read_journal.Proof) -> ProofSaid:
    return ProofSaid(made.size, [encoded(node) for node in made.hashes])


def log_routes(path: str, log: ShownLog, guards: Sequence[Guard] = ()) -> Router:
    """Return the routes of one log below its path."""
    handlers = [checkpoint, policy, receipt_key, rotations, tile, inclusion, consistency, leaf, proof]
    shown = {"shown": Provide(lambda: log, sync_to_thread=False)}
    return Router(path, route_handlers=handlers, guards=guards, dependencies=shown)
