"""How it is shown that the other side did not accept what a body told it, and why (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from almasu.actions.interstate import not_taken as told_in_vain
from almasu.actions.interstate.not_taken import NotTaken
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Code, Said, State, Table, Tone
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.today import Task
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.packet_rows import ACTS, PLACES
from almasu.interfaces.portal.offices_of_interstate.packet_words import KINDS
from almasu.kernel.interstate import problems, problems_of_messages
from almasu.kernel.interstate.packets import PacketKind
from almasu.kernel.papers import problems as of_papers
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Екінші тарап қабылдамады", "Другая сторона не приняла", "Not accepted by the other side")
WHAT = Text("Не қабылданбады", "Что не принято", "What was not accepted")
WHY = Text("Екінші тараптың себебі", "Причина другой стороны", "Why, by the other side")
REMEDY = Text("Не істеу керек", "Что делать", "What to do")
NOTHING = Text("Бәрі қабылданды.", "Всё принято.", "All was accepted.")
KNOWN: Mapping[str, ProblemKind] = MappingProxyType(
    {
        kind.code: kind
        for module in (problems, problems_of_messages, of_papers)
        for kind in vars(module).values()
        if isinstance(kind, ProblemKind)
    }
)
"""Problems whose words we know; another state's node may have others, of which the code is shown."""


async def not_taken_of(running: Running, here: Here, number: UUID) -> tuple[Block, ...]:
    """Return what of a paper of one's body the other side did not accept; no block where it accepted all."""
    return shown(await told_in_vain.not_taken(running.node, here.session, number, running.now()))


def shown(found: Sequence[NotTaken]) -> tuple[Block, ...]:
    """Return what was not accepted as a table; no block where all was."""
    rows = tuple(((At(one.at),), (Said(KINDS[PacketKind(one.step)]),), *_why(one.code)) for one in found)
    return (Table(TITLE, (say.WHEN, WHAT, WHY, REMEDY), rows, NOTHING, cites=("CIS-6.1",)),) if rows else ()


def never_came(found: Sequence[NotTaken]) -> bool:
    """Tell whether the request itself was not accepted, or is lost there: it may be written anew."""
    return any(one.step == PacketKind.ASKS for one in found)


async def tasks(running: Running, here: Here, at: datetime) -> tuple[Task, ...]:
    """Return what was not accepted lately: somebody has to look at it."""
    found = await told_in_vain.lately_not_taken(running.node, here.session, at)
    return tuple(Task(TITLE, _place(one), (Said(KINDS[PacketKind(one.step)]),)) for one in found)


def _why(code: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Return why something was not accepted, and what may be done about it."""
    kind = KNOWN.get(code)
    if kind is None or "{" in kind.title.en + kind.remedy.en:
        return (State(Tone.BAD, TITLE), Code(code)), ()
    return (State(Tone.BAD, kind.title), Code(code)), (Said(kind.remedy),)


def _place(one: NotTaken) -> str:
    kind = PacketKind(one.step)
    return ACTS if kind is PacketKind.GIVESACT else f"{PLACES.get(kind, say.CASES)}/{one.paper}"
