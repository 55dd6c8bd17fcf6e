"""What a machine reads of published files: a feed of MISP with its manifest, the shelf of CSAF (ASOI-3.3, ASOI-3.5).

Advisories marked CLEAR are for everybody, as a provider of CSAF has to give them (CSAF 2.0, 7.1.4): who asks for them
is nobody, so no leaf tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from almasu.actions.interchange.exchange import SALT_BYTES, Exchange, Shown, known
from almasu.kernel.interchange.collection import ALERTS, VULNERABILITIES
from almasu.kernel.interchange.machine import Known
from almasu.kernel.interchange.port import InterchangeTransaction
from almasu.kernel.interchange.problems import ABSENT
from almasu.kernel.interchange.shelf import MOST_FILES, File, Shelf
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.sector.confidentiality import Degree
from almasu.law.canonical import Json

_OF = {Shelf.MISP: ALERTS, Shelf.CSAF: VULNERABILITIES}
"""Who may read a shelf is who may read the collection of the same alerts."""
Chosen = Callable[[Sequence[File]], Sequence[File]]


async def files(exchange: Exchange, shown: Shown, shelf: Shelf, chosen: Chosen, at: datetime) -> Sequence[File]:
    """Return those files of a shelf that a machine may read and that are chosen, newest first."""
    async with exchange.store.transaction() as transaction:
        machine = await _reader(transaction, shown, shelf, at)
        found = chosen(await transaction.shelves.files(shelf, machine.machine.narrowest, MOST_FILES))
        await _tell(exchange, transaction, machine, shelf, len(found), at)
        return found


async def file(exchange: Exchange, shown: Shown, shelf: Shelf, name: str, at: datetime) -> File:
    """Return a file; Problem `interchange.absent` where a machine may not read it, or there is none."""
    async with exchange.store.transaction() as transaction:
        machine = await _reader(transaction, shown, shelf, at)
        found = await transaction.shelves.file(shelf, name, machine.machine.narrowest)
        if found is None:
            raise ABSENT.at()
        await _tell(exchange, transaction, machine, shelf, 1, at)
        return found


async def clear_files(exchange: Exchange, shelf: Shelf) -> Sequence[File]:
    """Return the files of a shelf that everybody may read."""
    async with exchange.store.transaction() as transaction:
        return await transaction.shelves.files(shelf, Degree.CLEAR, MOST_FILES)


async def _reader(transaction: InterchangeTransaction, shown: Shown, shelf: Shelf, at: datetime) -> Known:
    machine = await known(transaction, shown, at)
    if not machine.reads(_OF[shelf]):
        raise ABSENT.at()
    return machine


async def _tell(
    exchange: Exchange, transaction: InterchangeTransaction, machine: Known, shelf: Shelf, count: int, at: datetime
) -> None:
    if count:
        says: dict[str, Json] = {"shelf": shelf.value, "files": count}
        salt = exchange.random(SALT_BYTES)
        about = f"collection:{_OF[shelf].id}"
        await transaction.journal.append(Entry(EntryKind.FILES_GIVEN, at, f"machine:{machine.id}", about, says, salt))
