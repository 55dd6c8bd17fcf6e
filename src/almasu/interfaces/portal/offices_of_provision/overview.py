"""The overview of both sides: what is due and late, what acts cover, how sets go and may climb, quality of feeds."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.provision import see_overview
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Block,
    Cell,
    Code,
    Month,
    Number,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.kernel.powers.provision import SEE_OVERVIEW
from almasu.kernel.provision.obligations import Standing
from almasu.kernel.provision.overview import Covered, Overview, ToClimb
from almasu.kernel.provision.overview import Month as OneMonth
from almasu.kernel.provision.way import ORDER, WAY_NAMES
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Шолу", "Обзор", "Overview")
OWED = Text("Актілер бойынша берілуге тиіс", "Обязательства по актам", "What is owed under acts")
STANDINGS = {
    Standing.LATE: Text("Кешікті", "Просрочено", "Late"),
    Standing.INCOMPLETE: Text("Толық емес", "Неполно", "Incomplete"),
    Standing.DUE_SOON: Text("Мерзімі жақын", "Скоро срок", "Due soon"),
    Standing.OPEN: Text("Мерзімі келген жоқ", "Срок не наступил", "Not due yet"),
    Standing.GIVEN: Text("Уақытында берілді", "Передано в срок", "Given in time"),
    Standing.GIVEN_LATE: Text("Кешігіп берілді", "Передано с опозданием", "Given late"),
}
COVERAGE = Text("Актілер нені қамтиды", "Что охвачено актами", "What acts cover")
NAME = Text("Атауы", "Наименование", "Name")
LAST = Text("Актінің соңғы күні", "Последний день акта", "Last day of the act")
SETS = Text("Жиындар", "Наборы", "Sets")
OUTSIDE = Text("Актіден тыс объектілер", "Объекты вне акта", "Objects outside the act")
NO_ACT = Text("акт күшінде емес", "нет действующего акта", "no act in force")
ALL_IN = Text("бәрі қамтылған", "охвачено всё", "everything is covered")
WAYS = Text("Жиындар тәсілдер бойынша", "Наборы по способам", "Sets by way")
CLIMB = Text("Көтерілуге не керек", "Что нужно для подъёма", "What it takes to climb")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
WAY = Text("Тәсілі", "Способ", "Way")
BETTER = Text("Жақсырақ тәсіл", "Лучший способ", "Better way")
UNTIL = Text("Қарсы дәлел қашанға дейін", "Доказательство против до", "Proof against it until")
OPENS = Text("ашық: жүйе келесі тексеруде көтереді", "открыт: система поднимет при проверке", "open: the system climbs")
BY_INTEGRATION = Text(
    "Шектелмеген жиындардың бәрі интеграциямен беріледі.",
    "Все неограниченные наборы передаются интеграцией.",
    "Every set that is not restricted goes by integration.",
)
OVER_TIME = Text("Ай соңындағы тәсілдер", "Способы на конец месяца", "Ways at the end of each month")
MONTH = Text("Ай", "Месяц", "Month")
QUALITY = Text("Файлдардағы қате жолдар", "Отклонённые строки передач", "Rejected rows of feeds")
FEEDS = Text("Берілімдер айлар бойынша", "Передачи файлами по месяцам", "Feeds by month")
DELIVERIES = Text("Берілімдер", "Передачи", "Deliveries")
REFUSED = Text("Қабылданбағаны", "Из них отказано", "Refused")
ROWS = Text("Жолдар", "Строки", "Rows")
REJECTED = Text("Қате жолдар", "Отклонено строк", "Rejected rows")


@dataclass(frozen=True, slots=True)
class OverviewOffice:
    """One page for both sides: the Agency sees all bodies, a body sees itself."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(say.OVERVIEW, self.read),)
        return Office(say.OVERVIEW, TITLE, SEE_OVERVIEW.roles, pages, section=Section.PROVISION)

    async def read(self, here: Here) -> Sheet:
        """Show how everything stands now."""
        found = await see_overview.overview(self.running.node, here.session, self.running.now())
        names = await named(self.running, here, [(one.body, one.data_set) for one in found.to_climb])
        return Sheet(
            TITLE, (_owed(found), _coverage(found, here), *_ways(found, names), *_feeds(found)), (), None, ("FMA-3",)
        )


def _owed(found: Overview) -> Block:
    bars = tuple((STANDINGS[standing], found.standings.get(standing, 0)) for standing in STANDINGS)
    return Bars(OWED, bars if any(count for _, count in bars) else (), say.NOTHING, ("FMA-5",))


def _coverage(found: Overview, here: Here) -> Block:
    def row(one: Covered) -> tuple[tuple[Cell, ...], ...]:
        name = Text(one.name_kk, one.name_ru, one.name_ru).said_in(here.language)
        until: Cell = State(Tone.BAD, NO_ACT) if one.last_day is None else On(one.last_day)
        outside = tuple(Code(code) for code in one.outside) or (Said(ALL_IN),)
        return ((Own(name),), (until,), (Number(one.sets),), outside)

    return Table(COVERAGE, (NAME, LAST, SETS, OUTSIDE), tuple(map(row, found.covered)), say.NOTHING, cites=("FMA-5",))


def _ways(found: Overview, names: Named) -> tuple[Block, ...]:
    whole = sum(found.ways.values())
    bars = tuple((WAY_NAMES[way], found.ways.get(way, 0)) for way in ORDER) if whole else ()
    rows = tuple(row for one in found.to_climb for row in _climb(one, names))
    over_time = tuple(map(_ways_of, found.months))
    return (
        Bars(WAYS, bars, say.NOTHING, ("FMA-3",), (whole,) * len(bars)),
        Table(CLIMB, (SET, say.BODY, WAY, BETTER, UNTIL), rows, BY_INTEGRATION, cites=("FMA-3",)),
        Table(OVER_TIME, (MONTH, *(WAY_NAMES[way] for way in ORDER)), over_time, say.NOTHING),
    )


def _ways_of(one: OneMonth) -> tuple[tuple[Cell, ...], ...]:
    return ((Month(one.first),), *((Number(one.ways.get(way, 0)),) for way in ORDER))


def _climb(one: ToClimb, names: Named) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    return tuple(
        (
            names.data_set(one.body, one.data_set),
            names.body(one.body),
            (Said(WAY_NAMES[one.way]),),
            (Said(WAY_NAMES[way]),),
            (State(Tone.GOOD, OPENS),) if until is None else (At(until),),
        )
        for way, until in one.against.items()
    )


def _feeds(found: Overview) -> tuple[Block, ...]:
    months = found.months if any(one.deliveries for one in found.months) else ()
    bars = tuple((f"{one.first:%m.%Y}", one.rejected) for one in months)
    rows = tuple(map(_month, months))
    return (
        Bars(QUALITY, bars, say.NOTHING, (), tuple(max(one.rows, 1) for one in months)),
        Table(FEEDS, (MONTH, DELIVERIES, REFUSED, ROWS, REJECTED), rows, say.NOTHING),
    )


def _month(one: OneMonth) -> tuple[tuple[Cell, ...], ...]:
    counts = (one.deliveries, one.refused, one.rows, one.rejected)
    return ((Month(one.first),), *((Number(count),) for count in counts))
