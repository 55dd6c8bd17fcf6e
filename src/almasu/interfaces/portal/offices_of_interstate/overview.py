"""The exchange of a body in numbers, for its head; and what is open with a Party that leaves (CIS-1i, CIS-18)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.interstate.count_exchange import Counted, Deed, Kind, count_exchange
from almasu.actions.interstate.leaving import Leaving, OpenCase, leaving
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.powers.interstate import COUNT_EXCHANGE, SEE_LEAVING
from almasu.law.text import Text
from almasu.wiring.running import Running

COUNTS, LEAVING = "/cis/counts", "/cis/leaving"
TITLE = Text("Алмасу санмен", "Обмен в числах", "The exchange in numbers")
LEAD = Text(
    "Тек өз органыңыз саналады; қаралғаны журналға жазылады.",
    "Считается только свой орган; просмотр записывается в журнал.",
    "Your own body alone is counted; looking at it is journalled.",
)
YEAR = Text("Жылы", "Год", "Year")
STATE_OF = Text("Мемлекет", "Государство", "State")
WAY = Text("Тәсілі", "Способ", "Way")
CIS_BODIES = Text("ТМД органдары", "органы СНГ", "bodies of the CIS")
DEEDS = {
    Deed.GIVEN: Text("Берілді", "Передано", "Given"),
    Deed.RECEIVED: Text("Алынды", "Получено", "Received"),
    Deed.USED: Text("Ашылды", "Открыто", "Opened"),
    Deed.SYSTEM_ASKED: Text("Жүйелерге сұрау", "Запросы к системам", "Systems asked"),
}
KINDS = {
    Kind.REQUEST: Text("сұрау салу бойынша", "по запросу", "by request"),
    Kind.OFFER: Text("бастама бойынша", "по инициативе", "proactively"),
    Kind.ONWARD: Text("әрі берумен", "дальнейшей передачей", "passed on"),
}
TITLE_LEAVING = Text("Шығатын Тараптар", "Выходящие Стороны", "Parties that leave")
LEAD_LEAVING = Text(
    "Тарап хабарламадан кемінде алты айдан кейін шығады. Күшінде кезінде алынған сұрау салуларға жауап беріледі, "
    "жаңасы қабылданбайды. Алынған ақпарат меншік иесімен, белгілерімен және мақсатымен қалады, "
    "ешкімге әрі берілмейді.",
    "Сторона выходит не ранее шести месяцев после уведомления. На запросы, полученные до этого дня, отвечают, новые не "
    "принимаются. Полученное остаётся с собственником, грифами и целью и дальше не передаётся.",
    "A Party leaves six months after its notice at the earliest. Requests taken in before are answered, new ones are "
    "not taken. What was received keeps its owner, marks and purpose, and goes on to nobody.",
)
UNTIL = Text("Күшінде емес бірінші күн", "Первый день без действия", "First day without effect")
ITEMS = Text("Оның меншігіндегі ақпарат", "Сведений в её собственности", "Items that it owns")
LISTED = Text("Тізім жабылды", "Список закрыт", "List closed")
OPEN = Text("Ашық сұрау салулар", "Открытые запросы", "Open requests")
NUMBER = Text("Нөмірі", "Номер", "Number")
DUE = Text("Мерзімі", "Срок", "Due")
NOBODY = Text("Ешбір Тарап шықпайды.", "Никто не выходит.", "No Party leaves.")


@dataclass(frozen=True, slots=True)
class CountsOffice:
    """What the head's own body gave, received and used."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(COUNTS, self.read),)
        return Office(COUNTS, TITLE, COUNT_EXCHANGE.roles, pages, section=Section.BETWEEN_STATES)

    async def read(self, here: Here) -> Sheet:
        """Show the counts by year, state and way."""
        seen = await directory_at(self.running, here)
        found = dict(await count_exchange(self.running.node, here.session, self.running.now()))
        keys = dict.fromkeys((one.year, one.state, one.kind) for one in found)
        rows = tuple(_counts(key, found, seen.directory) for key in keys)
        table = Table(TITLE, (YEAR, STATE_OF, WAY, *DEEDS.values()), rows, say.NOTHING, cites=("CIS-1i",))
        return Sheet(TITLE, (table,), (), LEAD, ("CIS-1i", "CIS-8.4"))


@dataclass(frozen=True, slots=True)
class LeavingOffice:
    """What is open with Parties that leave."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(LEAVING, self.read),)
        return Office(LEAVING, TITLE_LEAVING, SEE_LEAVING.roles, pages, section=Section.PARTIES)

    async def read(self, here: Here) -> Sheet:
        """Show each Party that leaves, with what is open between it and the body."""
        seen = await directory_at(self.running, here)
        found = await leaving(self.running.node, here.session, self.running.now())
        blocks = tuple(block for one in found for block in _leaving(one, seen.directory))
        nobody = (Table(TITLE_LEAVING, (STATE_OF, UNTIL), (), NOBODY, cites=("CIS-18",)),)
        return Sheet(TITLE_LEAVING, blocks or nobody, (), LEAD_LEAVING, ("CIS-18",))


def _counts(
    key: tuple[int, str, Kind], found: dict[Counted, int], directory: Directory
) -> tuple[tuple[Cell, ...], ...]:
    year, state, kind = key
    party = directory.party(state)
    numbers = tuple((Number(found.get(Counted(year, state, kind, deed), 0)),) for deed in DEEDS)
    return ((Own(str(year)),), (Said(CIS_BODIES if party is None else party.name),), (Said(KINDS[kind]),), *numbers)


def _leaving(one: Leaving, directory: Directory) -> tuple[Block, ...]:
    party = directory.party(one.party)
    facts = Facts(
        None if party is None else party.name,
        (
            (UNTIL, (On(one.until),)),
            (ITEMS, (Number(one.items),)),
            (LISTED, () if one.listed_at is None else (At(one.listed_at),)),
        ),
        ("CIS-18",),
    )
    rows = tuple(_open(case) for case in one.open)
    return facts, Table(OPEN, (NUMBER, say.STATE, DUE), rows, say.NOTHING, cites=("CIS-18",))


def _open(one: OpenCase) -> tuple[tuple[Cell, ...], ...]:
    side, state = say.SIDES[Side(one.side)], say.STATES[CaseState(one.state)]
    due: tuple[Cell, ...] = () if one.due_at is None else (At(one.due_at),)
    return ((Link(str(one.number)[:8], f"{say.CASES}/{one.number}"), Said(side)), (State(*state),), due)
