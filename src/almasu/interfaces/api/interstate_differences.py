"""Evidence that a node told two histories, over HTTP: as on the pages (CIS-6.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.interstate import differences
from almasu.actions.interstate.differences import Shown
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.messages import Words
from almasu.interfaces.api.saying import words
from almasu.kernel.interstate.telling_differences import words_of


class EvidenceFile(msgspec.Struct, frozen=True):
    """A file of evidence in base64, as `almasu interstate compare` writes it and `check` reads it."""

    file: bytes


class WordLine(msgspec.Struct, frozen=True):
    """What a side has: the message's digest in hex, empty for none; its journal's entry, -1 for none; who signed it."""

    by: str
    digest: str
    entry: int
    signed_by: tuple[str, ...]


class DifferenceLine(msgspec.Struct, frozen=True):
    """In what two histories differ, as a code and in words, at which node, in which message, on whose signed word.

    The message is named by the names of both nodes and its number on their line; 0 for the line as a whole.
    """

    what: str
    says: Words
    at: str
    sender: str
    receiver: str
    number: int
    said: tuple[WordLine, ...]


class EvidenceLine(msgspec.Struct, frozen=True):
    """A piece of evidence: about which node, since when it is here, what it shows; nothing where it holds no more."""

    id: UUID
    peer: str
    at: datetime
    shows: tuple[DifferenceLine, ...]


@get("/differences")
async def listed(running: OfNode, authorization: Bearer) -> tuple[EvidenceLine, ...]:
    """Return the evidence of two histories that this node keeps, the latest first."""
    found = await differences.differences(running.node, token_of(authorization), running.now())
    return tuple(map(_line, found))


@post("/differences", status_code=201)
async def put_in(running: OfNode, authorization: Bearer, data: JSONBody[EvidenceFile]) -> EvidenceLine:
    """Put in evidence that the histories of this node and of another differ, and let the heads know."""
    return _line(await differences.put_in(running.node, token_of(authorization), data.file, running.now()))


@post("/differences/{difference:uuid}/exports", status_code=201)
async def take(running: OfNode, authorization: Bearer, difference: FromPath[UUID]) -> EvidenceFile:
    """Take the file of a piece of evidence along; the journal tells that it was taken."""
    token, at = token_of(authorization), running.now()
    return EvidenceFile(await differences.take_evidence(running.node, token, difference, at))


def difference_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return listed, put_in, take


def _line(one: Shown) -> EvidenceLine:
    shows = tuple(
        DifferenceLine(
            found.what.value,
            words(words_of(found)),
            found.at,
            found.sender,
            found.receiver,
            found.number,
            tuple(WordLine(word.by, word.digest.hex(), word.leaf, word.signed_by) for word in found.said),
        )
        for found in one.differences
    )
    return EvidenceLine(one.kept.number, one.kept.peer, one.kept.at, shows)
