"""The overview of both sides: what is due and late, what acts cover, how sets go and may climb, quality of feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.provision import see_overview
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Block,
    Cell,
    Fill,
    Link,
    Many,
    Month,
    Number,
    On,
    Own,
    Parts,
    Said,
    Sheet,
    Small,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision import words_of_ways as say_of_ways
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.obligations import OBLIGATIONS
from almasu.interfaces.portal.offices_of_provision.words_of_carriers import CARRIER
from almasu.interfaces.portal.offices_of_provision.words_of_carriers import DUE as PUT_AWAY_BY
from almasu.interfaces.portal.offices_of_provision.words_of_carriers import PLACE as CARRIERS
from almasu.interfaces.portal.offices_of_provision.words_of_ways import CHANNELS
from almasu.interfaces.portal.offices_of_provision.words_of_ways import WAYS as PLACE_OF_WAYS
from almasu.kernel.powers.provision import SEE_OVERVIEW
from almasu.kernel.provision.impossibility import ProofKind
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.network import SIGN_WORDS
from almasu.kernel.provision.obligations import Standing
from almasu.kernel.provision.overview import Covered, Overview, ToClimb
from almasu.kernel.provision.overview import Month as OneMonth
from almasu.kernel.provision.way import ORDER, WAY_NAMES
from almasu.kernel.provision.way import Way as OfWay
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
    Standing.WITHDRAWN: Text("Сұрау салу қайтарып алынды", "Запрос отозван", "Question withdrawn"),
    Standing.WITHDRAWN_LATE: Text(
        "Мерзімі өткен соң қайтарып алынды", "Отозван после срока", "Withdrawn after its term"
    ),
}
LATE_CARRIERS = Text(
    "Мерзімінде қайтарылмаған жеткізгіштер", "Носители, не возвращённые в срок", "Carriers not put away in time"
)
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
RESTRICTED = Text(
    "Қолжетімділігі шектелген жиындар: {count}. Олар жақсырақ тәсіл жұмыс істесе де тек қағазбен беріледі.",
    "Наборов с ограниченным доступом: {count}. Они передаются только на бумаге, даже если лучший способ возможен.",
    "Sets with restricted access: {count}. They go by paper alone, also where a better way works.",
)
TAKES = Text("Не керек", "Что нужно", "What it takes")
IT_TAKES = {
    ProofKind.MEASURED_FAILURE: Text(
        "арна қайта жұмыс істесін: жүйе өзі көтереді",
        "канал должен снова заработать: система поднимет сама",
        "the channel works again: the system then climbs by itself",
    ),
    ProofKind.LETTER: Text(
        "хат қайтарып алынсын не мерзімі бітсін",
        "письмо должно быть отозвано или истечь",
        "the letter is taken back, or lapses",
    ),
    ProofKind.DECISION: Text(
        "бірлескен шешім қайтарып алынсын не мерзімі бітсін",
        "совместное решение должно быть отозвано или истечь",
        "the joint decision is taken back, or lapses",
    ),
}
NOTHING_TO_DO = Text("ештеңе: тәсіл ашық", "ничего: способ открыт", "nothing: the way is open")
TO_OWED = Text("Не берілуге тиіс", "Что причитается", "What is owed")
OVER_TIME = Text("Ай соңындағы тәсілдер", "Способы на конец месяца", "Ways at the end of each month")
OWED_BY_MONTH = Text("Мерзімі айлар бойынша", "По месяцам срока", "By the month it is due")
FILLS = {
    Standing.GIVEN: Fill.BEST,
    Standing.GIVEN_LATE: Fill.FAIR,
    Standing.INCOMPLETE: Fill.POOR,
    Standing.LATE: Fill.WORST,
    Standing.OPEN: Fill.NONE,
}
"""How obligations are drawn: what is not due yet, soon or not, is neither good nor bad."""
WAY_FILLS = dict(zip(ORDER, (Fill.BEST, Fill.GOOD, Fill.FAIR, Fill.POOR, Fill.WORST), strict=True))
COVERED = Text("Актіге енген объектілер", "Объекты, вошедшие в акт", "Objects that an act covers")
NOTHING_DESCRIBED = Text(
    "Органдар әзірге объект сипаттаған жоқ.",
    "Органы пока не описали ни одного объекта.",
    "No body has described an object yet.",
)
NONE_DESCRIBED = Text("объект сипатталмаған", "объекты не описаны", "no object is described")
NOTHING_OWED = Text(
    "Актілер бойынша әзірге ештеңе тиесілі емес.",
    "По актам пока ничего не причитается.",
    "Nothing is owed under acts yet.",
)
NO_SETS = Text(
    "Күшіне енген акт жоқ: жиындар әзірге берілмейді.",
    "Ни один акт не вступал в силу: наборы пока не передаются.",
    "No act has come into force: no set is given yet.",
)
NO_FEEDS = Text(
    "Соңғы алты айда файл берілген жоқ.",
    "За последние шесть месяцев файлов не передавали.",
    "No file was given in the last six months.",
)
OF_TEN_THOUSAND = Text(
    "10 000 жолдың қабылданбағаны", "Отклонено строк из каждых 10 000", "Rows rejected of every 10,000"
)
OUTCOMES = Text("Файлдардың қорытындысы", "Чем кончились переданные файлы", "What became of files")
ACCEPTED = Text("Қабылданды", "Принято", "Accepted")
MONTH = Text("Ай", "Месяц", "Month")
FEEDS = Text("Берілімдер айлар бойынша", "Передачи файлами по месяцам", "Feeds by month")
DELIVERIES = Text("Берілімдер", "Передачи", "Deliveries")
REFUSED = Text("Қабылданбады не қайтарып алынды", "Отклонено или отозвано", "Refused or taken back")
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
        """Show how everything stands now, and how it stood in the last months."""
        found = await see_overview.overview(self.running.node, here.session, self.running.now())
        sets = [(one.body, one.data_set) for one in found.to_climb]
        bodies = [(one.body, "") for one in found.covered] + [(one.body, "") for one in found.carriers_late]
        bodies += [(one.body, "") for one in found.channels_shut]
        sets += [(one.body, code) for one in found.without_channel for code in one.sets]
        names = await named(self.running, here, [*sets, *bodies])
        first = (*_without_channel(found, names), *_shut(found, names), *_owed(found), *_carriers(found, names))
        blocks = (*first, *_ways(found, names, self.running.node.audience), *_coverage(found, names), *_feeds(found))
        return Sheet(TITLE, blocks, (Way(TO_OWED, OBLIGATIONS),), None, ("FMA-3",))


def _owed(found: Overview) -> Iterator[Block]:
    counted = any(found.standings.values())
    bars = tuple((STANDINGS[standing], found.standings.get(standing, 0)) for standing in STANDINGS) if counted else ()
    yield Bars(OWED, bars, NOTHING_OWED, ("FMA-5",))
    parts = tuple((STANDINGS[standing], fill) for standing, fill in FILLS.items())
    months = tuple((one.first, tuple(_drawn(one, each) for each in FILLS)) for one in found.months)
    if any(sum(counts) for _, counts in months):
        yield Parts(OWED_BY_MONTH, parts, months, NOTHING_OWED, ("FMA-5",))


def _drawn(one: OneMonth, standing: Standing) -> int:
    """Return how many obligations are drawn as one standing: those due soon are not due yet, late stays late."""
    with_it = {Standing.OPEN: Standing.DUE_SOON, Standing.LATE: Standing.WITHDRAWN_LATE}.get(standing)
    return one.standings.get(standing, 0) + (0 if with_it is None else one.standings.get(with_it, 0))


def _carriers(found: Overview, names: Named) -> Iterator[Block]:
    """Yield the carriers that should have been given back or destroyed; nothing while there are none."""
    rows = tuple(
        ((Link(one.number, f"{CARRIERS}/{one.carrier}"),), names.body(one.body), (At(one.due),))
        for one in found.carriers_late
    )
    if rows:
        cites = ("FMA-3.4", "FMA-6.2")
        yield Table(LATE_CARRIERS, (CARRIER, say.BODY, PUT_AWAY_BY), rows, say.NOTHING, cites=cites)


def _shut(found: Overview, names: Named) -> Iterator[Block]:
    """Yield the channels that were found open to the Internet; nothing while there are none."""
    rows = tuple(
        (
            (Link(WAY_NAMES[one.way], CHANNELS),),
            names.body(one.body),
            (At(one.since),),
            (Many(tuple(SIGN_WORDS[sign] for sign in one.signs)),),
        )
        for one in found.channels_shut
    )
    if rows:
        yield Words(say_of_ways.SHUT, say_of_ways.SHUT_MEANS, Tone.BAD, ("FMA-2.5",))
        columns = (WAY, say.BODY, say_of_ways.SHUT_SINCE, say_of_ways.SEEN_THEN)
        yield Table(say_of_ways.SHUT_CHANNELS, columns, rows, say.NOTHING, cites=("FMA-2.5", "FMA-3.1"))


def _without_channel(found: Overview, names: Named) -> Iterator[Block]:
    """Yield the bodies that need a channel and have none; nothing while there are none."""
    rows = tuple(
        (
            (Link(WAY_NAMES[one.way], CHANNELS),),
            names.body(one.body),
            tuple(cell for code in one.sets for cell in names.data_set(one.body, code)),
        )
        for one in found.without_channel
    )
    if rows:
        cites = ("FMA-2.5", "FMA-3.1", "FMA-3.3")
        yield Words(say_of_ways.NO_CHANNEL, say_of_ways.NO_CHANNEL_MEANS, Tone.BAD, cites)
        yield Table(say_of_ways.WITHOUT_CHANNEL, (WAY, say.BODY, SET), rows, say.NOTHING, cites=cites)


def _coverage(found: Overview, names: Named) -> Iterator[Block]:
    language = names.language

    def row(one: Covered) -> tuple[tuple[Cell, ...], ...]:
        until: Cell = State(Tone.BAD, NO_ACT) if one.last_day is None else On(one.last_day)
        called = zip(one.outside_names, one.outside, strict=True)
        named = tuple(cell for name, code in called for cell in (Own(name.text().said_in(language)), Small(code)))
        outside = named or (Said(ALL_IN if one.objects else NONE_DESCRIBED),)
        return (names.body(one.body), (until,), (Number(one.sets),), outside)

    described = [one for one in found.covered if one.objects]
    bars = tuple((names.said_body(one.body), one.objects - len(one.outside)) for one in described)
    yield Bars(COVERED, bars, NOTHING_DESCRIBED, ("FMA-5",), tuple(one.objects for one in described))
    yield Table(COVERAGE, (NAME, LAST, SETS, OUTSIDE), tuple(map(row, found.covered)), say.NOTHING, cites=("FMA-5",))


def _ways(found: Overview, names: Named, audience: str) -> Iterator[Block]:
    whole = sum(found.ways.values())
    bars = tuple((WAY_NAMES[way], found.ways.get(way, 0)) for way in ORDER) if whole else ()
    yield Bars(WAYS, bars, NO_SETS, ("FMA-3",), (whole,) * len(bars))
    if whole:
        parts = tuple((WAY_NAMES[way], fill) for way, fill in WAY_FILLS.items())
        months = tuple((one.first, tuple(one.ways.get(way, 0) for way in WAY_FILLS)) for one in found.months)
        yield Parts(OVER_TIME, parts, months, NO_SETS, ("FMA-3",))
        yield from _climbs(found, names, audience)


def _climbs(found: Overview, names: Named, audience: str) -> Iterator[Block]:
    """Yield what each set lacks for a better way, and how many may have none: they are restricted."""
    rows = tuple(row for one in found.to_climb for row in _climb(one, names, audience))
    is_told = bool(rows) or found.ways.get(OfWay.INTEGRATION, 0) > 0
    if is_told:
        yield Table(CLIMB, (SET, say.BODY, WAY, BETTER, UNTIL, TAKES), rows, BY_INTEGRATION, cites=("FMA-3",))
    if found.restricted:
        yield Words(None if is_told else CLIMB, RESTRICTED.filled(count=str(found.restricted)), cites=("FMA-4.2",))


def _climb(one: ToClimb, names: Named, audience: str) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    place = f"{PLACE_OF_WAYS}/{ladder_number(audience, one.body, one.data_set)}"
    return tuple(
        (
            names.data_set(one.body, one.data_set, place),
            names.body(one.body),
            (Said(WAY_NAMES[one.way]),),
            (Said(WAY_NAMES[way]),),
            (State(Tone.GOOD, OPENS),) if until is None else (At(until),),
            (Said(IT_TAKES[one.proofs[way]] if way in one.proofs else NOTHING_TO_DO),),
        )
        for way, until in one.against.items()
    )


def _feeds(found: Overview) -> Iterator[Block]:
    months = found.months if any(one.deliveries for one in found.months) else ()
    if months:
        ended = tuple((one.first, (one.deliveries - one.refused, one.refused)) for one in months)
        yield Parts(OUTCOMES, ((ACCEPTED, Fill.BEST), (REFUSED, Fill.WORST)), ended, NO_FEEDS, ("FMA-3.1",))
    if any(one.rejected for one in months):
        # Rounded up: one row of a million is not none.
        wrong = tuple((one.first, (-(-one.rejected * 10_000 // max(one.rows, 1)),)) for one in months)
        yield Parts(OF_TEN_THOUSAND, ((REJECTED, Fill.WORST),), wrong, NO_FEEDS, ("FMA-3.1",))
    rows = tuple(map(_month, months))
    yield Table(FEEDS, (MONTH, DELIVERIES, REFUSED, ROWS, REJECTED), rows, NO_FEEDS, cites=("FMA-3.1",))


def _month(one: OneMonth) -> tuple[tuple[Cell, ...], ...]:
    counts = (one.deliveries, one.refused, one.rows, one.rejected)
    return ((Month(one.first),), *((Number(count),) for count in counts))
