"""What a machine does under its account: sees collections, reads, adds, deletes (TAXII 2.1, 5).

The account is read inside each transaction: whoever was blocked a moment ago is refused now. What is given out is told
by a leaf in that same transaction, page by page; a page on which there is nothing, and what only names collections,
tells nobody anything and leaves none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interchange.hand_in import hand_in
from almasu.actions.interchange.machines import BY_CERTIFICATE, BY_TOKEN
from almasu.kernel.interchange.asking import Question, cursor
from almasu.kernel.interchange.collection import OF_NODE, Collection, Fate, Page, Versions, own_collection
from almasu.kernel.interchange.machine import Known, Machine, MachineState, digest_of, shows
from almasu.kernel.interchange.objects_in import added_said, read_envelope
from almasu.kernel.interchange.port import InterchangeStore, InterchangeTransaction
from almasu.kernel.interchange.problems import ABSENT, NOT_ALLOWED, NOT_KNOWN
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.papers.paper import PaperKind
from almasu.law.canonical import Json

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the exchange between machines needs: its store, and fresh secure bytes."""

    store: InterchangeStore
    random: Callable[[int], bytes]

    def code(self, known: Known, collection: UUID, kind: str) -> Callable[[str], bytes]:
        """Return what makes the codes of cursors: for one machine, one collection and one kind of page."""
        return lambda said: self.store.code("cursor", f"{known.id}/{collection}/{kind}/{said}")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a machine showed: a number and a token, or a certificate taken from the transport; empty where nothing."""

    number: str = ""
    token: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A page that was given out, and the cursor of the next one, empty where this is the last."""

    page: Page
    cursor: str


async def known(transaction: InterchangeTransaction, shown: Shown, at: datetime) -> Known:
    """Return the machine that showed what it is known by; Problem `interchange.not_known` else."""
    name, value = (BY_TOKEN, digest_of(shown.token)) if shown.token else (BY_CERTIFICATE, shown.certificate)
    if not value:
        raise NOT_KNOWN.at()
    for paper in await transaction.papers.found(PaperKind.MACHINE, name, value, None, 1):
        machine = msgspec.json.decode(paper.data, type=Machine)
        right = shows(machine, shown.token) if shown.token else machine.certificate == value
        named = not shown.number or shown.number == str(paper.id)
        if right and named and paper.state == MachineState.OPEN and at < machine.expires_at:
            return Known(paper.id, machine)
    raise NOT_KNOWN.at()


async def who(exchange: Exchange, shown: Shown, at: datetime) -> Known:
    """Return the machine that asks for what only names things."""
    async with exchange.store.transaction() as transaction:
        return await known(transaction, shown, at)


async def collections(exchange: Exchange, shown: Shown, at: datetime) -> tuple[Known, Sequence[Collection]]:
    """Return the collections that are there for a machine."""
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        await transaction.collections.open([*OF_NODE, own_collection(machine.machine.organisation)], at)
        numbers = {*machine.machine.reads, *machine.machine.writes}
        found = await transaction.collections.some(numbers)
        return machine, [one for one in found if machine.sees(one)]


async def one_collection(exchange: Exchange, shown: Shown, collection: UUID, at: datetime) -> tuple[Known, Collection]:
    """Return a collection; Problem `interchange.absent` where there is none for this machine."""
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        return machine, await _seen(transaction, machine, collection, at)


async def read(
    exchange: Exchange,
    shown: Shown,
    collection: UUID,
    asked: Callable[[Callable[[str], bytes]], tuple[Question, Mapping[str, list[str]]]],
    kind: str,
    at: datetime,
) -> Given:
    """Return a page of a collection. `asked` reads the question with what makes codes of cursors.

    `kind` is "objects", "manifest" or "versions": the bytes go out with the first only. Problems: `interchange.absent`,
    `interchange.not_allowed`, `interchange.bad_question`.
    """
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        place = await _seen(transaction, machine, collection, at)
        if not machine.reads(place):
            raise NOT_ALLOWED.at()
        code = exchange.code(machine, collection, kind)
        question, filters = asked(code)
        if question.impossible:
            return Given(Page([], more=False), "")
        narrowest = machine.machine.narrowest
        page = await transaction.collections.page(
            collection, question.wanted, narrowest, question.most, bodies=kind.startswith("objects")
        )
        if page.held:
            says: dict[str, Json] = {
                "page": kind,
                "first": added_said(page.held[0].added_at),
                "last": added_said(page.held[-1].added_at),
                "objects": len(page.held),
            }
            await _tell(exchange, transaction, EntryKind.OBJECTS_GIVEN, machine, collection, says, at)
    return Given(page, cursor(page.held[-1].added_at, filters, code) if page.more else "")


async def may_add(exchange: Exchange, shown: Shown, collection: UUID, at: datetime) -> None:
    """Make sure that a machine may put objects in, before its envelope is read; Problems as for `add`."""
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        if not machine.writes(await _seen(transaction, machine, collection, at)):
            raise NOT_ALLOWED.at()


async def add(
    exchange: Exchange,
    shown: Shown,
    collection: UUID,
    body: bytes,
    status: Callable[[UUID, Sequence[Fate]], bytes],
    at: datetime,
) -> bytes:
    """Keep the objects of an envelope and return the status that tells what became of each, as it is kept for a day.

    Problems: `interchange.absent`, `interchange.not_allowed`, `interchange.bad_envelope`.
    """
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        place = await _seen(transaction, machine, collection, at)
        if not machine.writes(place):
            raise NOT_ALLOWED.at()
        offered, refused = read_envelope(body)
        kept = await transaction.collections.add(collection, offered, at)
        taken = [one for one, fate in zip(offered, kept, strict=True) if not fate.why]
        await hand_in(transaction, machine, taken, exchange.random, at)
        number = UUID(bytes=exchange.random(16), version=4)
        told = status(number, [*kept, *refused])
        await transaction.collections.keep_status(number, machine.id, at, told)
        failed = sum(1 for one in kept if one.why) + len(refused)
        says: dict[str, Json] = {
            "objects": len(kept) + len(refused),
            "refused": failed,
            "digest": hashlib.sha256(body).hexdigest(),
        }
        await _tell(exchange, transaction, EntryKind.OBJECTS_ADDED, machine, collection, says, at)
    return told


async def delete(
    exchange: Exchange, shown: Shown, collection: UUID, object_id: str, versions: Versions, at: datetime
) -> None:
    """Delete versions of an object. Problems: `interchange.absent`, `interchange.not_allowed`."""
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        place = await _seen(transaction, machine, collection, at)
        if not (machine.reads(place) and machine.writes(place)):
            raise NOT_ALLOWED.at()
        gone = await transaction.collections.delete(collection, object_id, versions, machine.machine.narrowest)
        if not gone:
            raise ABSENT.at()
        digest = hashlib.sha256(object_id.encode()).hexdigest()
        says: dict[str, Json] = {"versions": gone, "object": digest}
        await _tell(exchange, transaction, EntryKind.OBJECTS_DELETED, machine, collection, says, at)


async def status_of(exchange: Exchange, shown: Shown, number: UUID, at: datetime) -> bytes:
    """Return what became of an addition; Problem `interchange.absent` for another machine's."""
    async with exchange.store.transaction() as transaction:
        machine = await known(transaction, shown, at)
        told = await transaction.collections.status(number, machine.id, at)
        if told is None:
            raise ABSENT.at()
        return told


async def _seen(transaction: InterchangeTransaction, machine: Known, collection: UUID, at: datetime) -> Collection:
    """Return a collection that is there for a machine: another's, a hidden and a missing one are equally absent."""
    found = next(iter(await transaction.collections.some([collection])), None)
    if found is None:
        own = own_collection(machine.machine.organisation)
        if own.id == collection:
            await transaction.collections.open([own], at)
            found = own
    if found is None or not machine.sees(found):
        raise ABSENT.at()
    return found


async def _tell(
    exchange: Exchange,
    transaction: InterchangeTransaction,
    kind: EntryKind,
    machine: Known,
    collection: UUID,
    says: Mapping[str, Json],
    at: datetime,
) -> None:
    about = f"collection:{collection}"
    await transaction.journal.append(Entry(kind, at, f"machine:{machine.id}", about, says, exchange.random(SALT_BYTES)))
