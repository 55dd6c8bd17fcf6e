"""The directory of Parties and bodies as a node knows it: what the act prints, what its keeper entered (CIS-5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec

from almasu.kernel.interstate.parties import Body, Directory, Notice, Party
from almasu.kernel.interstate.port import InterstateLaw
from almasu.kernel.interstate.problems import NO_SUCH_BODY
from almasu.kernel.interstate.systems import System
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.law.moment import in_astana
from almasu.law.text import Text

TO_TELL, TOLD, ENTERED, STRUCK = "to_tell", "told", "entered", "struck"
"""A body stands to be told of to the depositary, or was (CIS-5.2); all else is entered, a wrong notice struck out."""
MOST = 500
"""Bodies, notices or systems that a directory reads."""


class PartyNotice(msgspec.Struct, frozen=True):
    """A notice of a state, as it is entered and signed; `name` where it accedes and the act does not print it.

    `strikes` says why a notice that was entered is struck out; empty: it is entered.
    """

    party: str
    notice: Notice
    strikes: str = ""
    name: Text | None = None


class EnteredNotice(PartyNotice, frozen=True):
    """A notice as it is kept: who entered it, or struck it out."""

    entered_by: str = ""


class EnteredBody(Body, frozen=True):
    """A body as it is kept: who entered it, on which day the list changed by it, until when the depositary is told."""

    entered_by: str = ""
    list_changed_on: date | None = None
    tell_by: datetime | None = None

    @property
    def told_late(self) -> bool:
        """Tell whether the depositary was told after the month (CIS-5.2)."""
        return self.tell_by is not None and self.told_on is not None and self.told_on > in_astana(self.tell_by).date()


class EnteredSystem(System, frozen=True):
    """A system as it is kept: who entered it."""

    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class KeptBody:
    """A body that was entered, with the paper that holds it: its clock is the month to tell the depositary."""

    paper: Paper
    body: EnteredBody


async def directory_of(law: InterstateLaw, transaction: Transaction) -> Directory:
    """Return the directory as it stands."""
    notices = await transaction.papers.in_states(PaperKind.CIS_NOTICE, [ENTERED], None, MOST)
    read = [msgspec.json.decode(one.data, type=PartyNotice) for one in notices]
    bodies = [one.body for one in await entered_bodies(transaction)]
    acceded = {one.party: one.name for one in read if one.name is not None}
    return law.directory.with_entered(bodies, [(one.party, one.notice) for one in read], acceded)


async def entered_bodies(transaction: Transaction) -> Sequence[KeptBody]:
    """Return the bodies that this node entered itself, the latest first."""
    papers = await transaction.papers.in_states(PaperKind.CIS_BODY, [TO_TELL, TOLD], None, MOST)
    return [KeptBody(one, msgspec.json.decode(one.data, type=EnteredBody)) for one in papers]


async def systems_of(law: InterstateLaw, transaction: Transaction) -> Sequence[System]:
    """Return the systems with the cards of their regimes: those of the act, and what this node entered."""
    papers = await transaction.papers.in_states(PaperKind.CIS_SYSTEM, [ENTERED], None, MOST)
    entered = [msgspec.json.decode(one.data, type=System) for one in papers]
    known = {one.id for one in entered}
    return [*(one for one in law.systems if one.id not in known), *entered]


async def system_of(law: InterstateLaw, transaction: Transaction, number: str) -> System | None:
    """Return a system by its id, or None."""
    return next((one for one in await systems_of(law, transaction) if one.id == number), None)


def named(directory: Directory, body: str, where: str) -> Body:
    """Return a body by its id; Problem `cis.no_such_body`."""
    found = directory.body(body)
    if found is None:
        raise NO_SUCH_BODY.at(where)
    return found


def paper_number(what: str, name: str) -> UUID:
    """Return the number of the paper of something that is known by a name of its own."""
    return uuid5(UUID(int=0), f"cis/{what}/{name}")


def number_of(one: Party | Body | System) -> UUID:
    """Return the number of an entry, by which its page is found."""
    match one:
        case Party():
            return paper_number("party", one.code)
        case Body():
            return paper_number("body", one.id)
        case System():
            return paper_number("system", one.id)
