"""Change the key that signs a log: a new generation in the vault, and a leaf that both keys sign (DESIGN 7).

The rule, in the log itself: from the head that holds the leaf on, the new key signs; the old one signs beside it until
the hand-over ends, so that witnesses who have not been given the new key yet go on. Nothing else is written: which
generation signs is read from the log, by every process, also after a restore.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol

from almasu.kernel.journal.entry import Entry
from almasu.kernel.journal.generations import generations_of
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.rotation import Rotation, rotation_entry
from almasu.law.problem import Fault, ProblemKind
from almasu.law.text import Text

NO_LOG = ProblemKind(
    "journal.no_log",
    409,
    Text(
        kk="{origin} журналы әлі басталмаған: ауыстыратын кілт жоқ.",
        ru="Журнал {origin} ещё не начат: заменять нечего.",
        en="The log {origin} has not begun yet: there is no key to change.",
    ),
    Text(
        kk="Алдымен тораптың өңдеушісін іске қосыңыз (`almasu serve worker`).",
        ru="Сначала запустите обработчик узла (`almasu serve worker`).",
        en="Start the node's worker first (`almasu serve worker`).",
    ),
)


class Change(Protocol):
    """One change of a key inside its transaction."""

    @property
    def origin(self) -> str:
        """Return the identity of the log."""
        ...

    @property
    def leaves(self) -> tuple[bytes, ...]:
        """Return the leaves about earlier changes, those that wait included."""
        ...

    async def append(self, entry: Entry) -> None:
        """Write the leaf of this change."""
        ...


class KeyChanges(Protocol):
    """Where changes of a log's key are kept (`almasu.store.journal_keys`)."""

    def change(self) -> AbstractAsyncContextManager[Change | None]:
        """Hold the log until the change is committed; None where no log was begun."""
        ...


class Secrets(Protocol):
    """The generations of the journal's secret in the vault (`almasu.store.vault`)."""

    def journal_secret(self, generation: int) -> bytes:
        """Return a generation's secret; Fault where the vault lacks it."""
        ...

    def make_journal_secret(self, generation: int) -> None:
        """Make and keep the secret of a generation, unless it has one."""
        ...


async def rotate_key(
    changes: KeyChanges,
    vault: Secrets,
    origin: str,
    hand_over: timedelta,
    at: datetime,
    random: Callable[[int], bytes],
) -> Rotation:
    """Make the next generation of the log's keys and write the leaf about it; `hand_over` is how long both keys sign.

    The vault's part comes first: a key without a leaf is used by nobody and is taken by the next change, a leaf
    without a key would stop the log. Raises the Problem `journal.no_log`.
    """
    async with changes.change() as change:
        if change is None:
            raise NO_LOG.at(origin, origin=origin)
        if change.origin != origin:
            raise Fault(f"the log in the database is {change.origin}, the settings name {origin}")
        held = generations_of(origin, change.leaves, vault.journal_secret)
        number = len(held.keys) + 1
        vault.make_journal_secret(number)
        old, new = held.current, keys_of(origin, vault.journal_secret(number))
        rotation = Rotation(origin, number, old.head.key, new.head.key, new.receipts.key, at, at + hand_over)
        await change.append(rotation_entry(rotation, old, new, random(32)))
    return rotation
