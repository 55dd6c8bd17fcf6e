"""Make the evidence pack of a request for its officer: what was asked, answered and journalled, in one file.

1. Every entry about the request must stand under a co-signed head; a stamped head is taken where one covers them all.
2. The pack's body is built from what is kept; nothing in it is made anew.
3. The export is a leaf with the body's digest, written while the person still may, and the node's receipt for that
   leaf closes the pack (SIO25-15.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from almasu.actions.cosigning import proven
from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.node import Node
from almasu.actions.read_journal import JournalReader, published
from almasu.actions.take_copy import MOST_TOLD, overdue_among
from almasu.actions.view_request import own_request
from almasu.kernel.evidence_pack.content import (
    FORMAT,
    VERSION,
    Answer,
    Body,
    Export,
    Leaf,
    Pack,
    SignedAct,
    StampedHead,
    Words,
    body_digest,
    pack_bytes,
    read_entry,
    written_bytes,
)
from almasu.kernel.evidence_pack.keys import Keys
from almasu.kernel.evidence_pack.problems import NO_COPY, NOT_YET
from almasu.kernel.journal.checkpoint import read_checkpoint
from almasu.kernel.journal.entry import EntryKind, entry_bytes
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.note import encoded, read_note
from almasu.kernel.journal.proofs import inclusion_proof
from almasu.kernel.materials.copy import CopyState, copy_says
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request
from almasu.kernel.sealing.seal import committed
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law import moment
from almasu.law.canonical import canonical_bytes
from almasu.law.problem import Fault
from almasu.law.text import Text


class OpenedJournal(JournalReader, Protocol):
    """A log read by one who may open it."""

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return commitments and content of the entries first..last-1."""
        ...


class StampsKept(Protocol):
    """The stamps of a log."""

    async def first_over(self, index: int) -> StampedHead | None:
        """Return the first stamped head that covers an entry, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a pack is made from besides the request.

    `keys` and `certificates` are those the pack is judged by; `receipt` signs the promise for a committed leaf;
    `rules` what each rule says.
    """

    journal: OpenedJournal
    stamps: StampsKept
    keys: Keys
    certificates: Sequence[bytes]
    receipt: Callable[[bytes, datetime], bytes]
    rules: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose pack is wanted: the session, the request, and whether answers are opened."""

    token: str
    request: UUID
    open_answers: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that was made: its number, its file, what it holds, and the name of the person who took it."""

    number: UUID
    data: bytes
    pack: Pack
    who: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a request."""

    request: Request
    evidence: Parted
    answers: Mapping[int, KeptAnswer]
    actor: str
    who: str


async def make_evidence_pack(node: Node, means: Means, wanted: Wanted, at: datetime) -> Made:
    """Make the pack of one's own request.

    Problems: `request.not_found` for another's as for a missing one, and where another's was signed together with it;
    `evidence.not_yet` while an entry waits for its place; `evidence.no_copy` where answers are to be opened without a
    copy taken, `copy.overdue` where a copy was to be confirmed destroyed by now; those of entering.
    """
    kept = await _kept(node, wanted, at)
    number = node.new_id()
    body = await _body(node, means, kept, number, at)
    says = {"pack": body_digest(body), "number": str(number), "answers": "open" if wanted.open_answers else "closed"}
    about = f"request:{kept.request.id}"
    entry = leaf(node, EntryKind.EVIDENCE_EXPORTED, at, kept.actor, about, says)
    async with node.store.transaction() as transaction:
        # Much was read meanwhile: a block since then takes effect here, before anything leaves.
        person = await consented(transaction, wanted.token, at)
        await _seen_whole(transaction, person, wanted.request)
        if wanted.open_answers:
            await _holds_a_copy(transaction, person, wanted.request, at)
        commitment = await transaction.journal.append(entry)
    receipt = means.receipt(commitment, at).decode()
    pack = Pack(body, Export(entry_bytes(entry).decode(), receipt))
    return Made(number, pack_bytes(pack), pack, kept.who)


async def _holds_a_copy(transaction: Transaction, person: Entered, request: UUID, at: datetime) -> None:
    """Make sure that opened answers leave only as part of a copy whose destruction will be confirmed (SIO25-19.1).

    Whoever has not confirmed another copy in time gets none of them, as they would get no further copy.
    """
    account = str(person.account.id)
    out = await transaction.papers.found(PaperKind.COPY, "account", account, None, MOST_TOLD, (CopyState.TAKEN,))
    overdue = overdue_among(out, at)
    if overdue is not None:
        raise overdue
    if all(copy_says(paper).request != request for paper in out):
        raise NO_COPY.at("answers")


async def _seen_whole(transaction: Transaction, person: Entered, request: UUID) -> Request:
    """Return one's own request where one may see every subject of its act: the signed bytes hold all of their keys.

    Problem `request.not_found` where one of the requests signed together is another's, as for a missing one.
    """
    found = await own_request(transaction, person, request)
    for other in found.together:
        await own_request(transaction, person, other)
    return found


async def _kept(node: Node, wanted: Wanted, at: datetime) -> _Kept:
    async with node.store.single() as store:
        person = await consented(store, wanted.token, at)
        request = await _seen_whole(store, person, wanted.request)
        evidence = await store.requests.evidence(request.id)
        answers = await store.requests.answers(request) if wanted.open_answers else ()
    if evidence is None:
        raise Fault(f"the request {request.id} has no evidence")
    opened = {answer.resource: answer for answer in answers}
    return _Kept(request, evidence, opened, act_of(person.account), person.account.person.full_name())


async def _body(node: Node, means: Means, kept: _Kept, number: UUID, at: datetime) -> Body:
    request = kept.request
    told = [(row.resource, row.leaf) for row in request.rows if row.leaf is not None]
    places = [await _place(means.journal, one) for one in (request.leaf, *(one for _, one in told))]
    head = await means.stamps.first_over(max(places)) or StampedHead((await published(means.journal)).note)
    leaves = await _leaves(means.journal, places, read_checkpoint(read_note(head.note).text).size)
    openings = _openings(request, leaves[0])
    return Body(
        format=FORMAT,
        version=VERSION,
        number=str(number),
        made_at=moment.written(at),
        made_by=kept.actor,
        node=node.audience,
        act=SignedAct(
            salt=request.salt.hex(),
            bundle=encoded(kept.evidence.data),
            parts=tuple(encoded(part) for part in kept.evidence.parts.values()),
            openings=written_bytes(openings),
        ),
        request=leaves[0],
        answers=tuple(
            _answer(one, kept.answers.get(resource)) for (resource, _), one in zip(told, leaves[1:], strict=True)
        ),
        checkpoint=head.note.decode(),
        stamp=encoded(head.stamp),
        keys=means.keys.text(),
        certificates=tuple(encoded(one) for one in means.certificates),
        names={str(row.resource): _words(node.resources[row.resource].name) for row in request.rows},
        rules={rule: _words(says) for rule, says in means.rules.items() if rule in _verdicts(leaves[0])},
    )


async def _place(journal: OpenedJournal, commitment: bytes) -> int:
    place = await journal.position_of(commitment)
    if place is None or place >= (await published(journal)).head.size:
        raise NOT_YET.at()
    return place


async def _leaves(journal: OpenedJournal, places: Sequence[int], size: int) -> list[Leaf]:
    """Return the entries at some places with their paths in the tree of a size."""
    leaves: list[Leaf] = []
    for place in places:
        [content] = (await journal.stretch(place, place + 1)).contents
        path = await proven(journal.tiles, size, partial(inclusion_proof, place, size))
        leaves.append(Leaf(content.decode(), place, tuple(encoded(node) for node in path)))
    return leaves


def _openings(request: Request, accepted: Leaf) -> dict[str, bytes]:
    """Return what opens the further commitments of the request's entry, as far as they are of this form."""
    draft, says = request.draft, read_entry(accepted.entry).says
    known = {
        "subject": canonical_bytes({"kind": draft.key.kind.value, "value": draft.key.value}),
        "task": draft.task.encode(),
        "justification": draft.justification.encode(),
    }
    return {label: data for label, data in known.items() if says.get(label) == committed(request.salt, label, data)}


def _answer(one: Leaf, kept: KeptAnswer | None) -> Answer:
    if kept is None:
        return Answer(one, "", "")
    return Answer(one, kept.salt.hex(), encoded(reply_bytes(kept.reply)))


def _verdicts(accepted: Leaf) -> frozenset[str]:
    decision = read_entry(accepted.entry).says.get("decision")
    verdicts = decision.get("verdicts") if isinstance(decision, dict) else None
    return frozenset(verdicts) if isinstance(verdicts, dict) else frozenset()


def _words(text: Text) -> Words:
    return Words(text.kk, text.ru, text.en)
