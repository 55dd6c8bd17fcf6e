"""The sector in numbers: of everything for the centre; of one's own organisation beside sums of others for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almasu.actions.sector.acting import law_of
from almasu.actions.sector.see_statistics import OfAlerts, OfSignals, Statistics, see_statistics
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Block,
    Cell,
    Facts,
    Number,
    Own,
    Said,
    Sheet,
    Table,
    Words,
    by_day,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.kernel.powers.statistics import SEE_STATISTICS
from almasu.kernel.sector.parties import Profile
from almasu.kernel.sector.statistics import Took
from almasu.kernel.sector.words import RECEIPTS
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/statistics"
TITLE = Text("Статистика", "Статистика", "Statistics")
LEAD = Text(
    "Соңғы 14 күн, бүгінгі күнді қоса.", "Последние 14 дней, включая сегодня.", "The last 14 days, today among them."
)
BY_DAY = Text("Сигналдар күн бойынша", "Сигналы по дням", "Signals by day")
BY_KIND = Text("Сигналдар түрі бойынша", "Сигналы по видам", "Signals by kind")
OTHERS = Text("Басқа ұйымдардың сигналдары", "Сигналы других организаций", "Signals of other organisations")
SUMS = Text("Түрлері бойынша жиынтық", "Суммы по видам", "Sums by kind")
OTHERS_LEAD = Text(
    "Бір ұйымды тануға болмайтын жиынтық қана көрсетіледі: кемінде үш басқа ұйымнан, бүгінгі күнсіз.",
    "Показаны только суммы, в которых нельзя узнать одну организацию: не меньше трёх других, без сегодняшнего дня.",
    "Only sums in which no single organisation can be recognised: of at least three others, without today.",
)
KIND = Text("Түрі", "Вид", "Kind")
SIGNALS = Text("Сигналдар", "Сигналы", "Signals")
NOT_SHOWN = Text("көрсетілмейді", "не показано", "not shown")
ALERTS = Text("Алынған хабарламалар", "Полученные оповещения", "Alerts received")
LATE = Text("Мерзімі өткен", "С опозданием", "Late")
HOW_LONG = Text("Қанша уақыт кетті", "Сколько времени заняло", "How long it took")
TO_DECIDE = Text("Шешімге дейін, минут", "До решения, минут", "Until the decision, minutes")
TO_PROCESS = Text("Өңделгенге дейін, минут", "До обработки, минут", "Until processed, minutes")
OTHERS_TOOK = Text("Басқаларда шешімге дейін, минут", "У других до решения, минут", "Of the others, minutes")
STEP = Text("Кезең", "Этап", "Step")
CASES = Text("Жағдай", "Случаев", "Cases")
MIDDLE = Text("Ортасы", "Медиана", "Median")
LONGEST = Text("Ең ұзағы", "Самое долгое", "Longest")
UNDECIDED = Text("Әлі шешпегендер", "Ещё не решили", "Who has not decided")
WAITING = Text("Күтуде", "Ожидают", "Waiting")
CARDS = Text("Инцидент карталары түрі бойынша", "Карточки инцидентов по видам", "Incident cards by kind")
SILENT = Text("Үнсіз модульдер", "Молчащие модули", "Silent modules")
SILENT_LEAD = Text(
    "15 минуттан ұзақ үнсіз қалған модуль жоқ.",
    "Модулей, молчащих дольше пятнадцати минут, нет.",
    "No module has been silent for longer than fifteen minutes.",
)
MODULE = Text("Модуль", "Модуль", "Module")
HEARD = Text("Соңғы байланыс", "Последняя связь", "Heard of last")
NEVER = Text("ешқашан", "ни разу", "never")
STANDING_NOW = Text("Қазіргі күйі", "Сейчас", "As it stands now")
RETURNED = Text("Түзетуге қайтарылған", "Возвращено на исправление", "Returned to be mended")
CAMPAIGNS = Text("Байқалған шабуылдар", "Замеченные кампании", "Campaigns found")

Rows = tuple[tuple[tuple[Cell, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class StatisticsOfSector:
    """The numbers as whoever looks may know them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        roles = SEE_STATISTICS.roles
        return Office(PLACE, TITLE, roles, (Page(PLACE, self.read),), section=Section.SECTOR)

    async def read(self, here: Here) -> Sheet:
        """Show the numbers, each chart with its table."""
        found = await see_statistics(self.running.node, here.session, self.running.now())
        blocks: list[Block] = [_now(found), by_day(BY_DAY, found.signals.by_day, say.NOTHING, ("ASOI-3.6",))]
        blocks.append(Bars(BY_KIND, self._kinds(found.signals.by_kind), say.NOTHING, ("ASOI-8",)))
        if not found.of_centre:
            blocks += [Words(OTHERS, OTHERS_LEAD), self._others(found.signals)]
        blocks.append(Bars(ALERTS, _states(found.alerts), say.NOTHING, ("ASOI-13.1",)))
        blocks.append(Table(HOW_LONG, (STEP, CASES, MIDDLE, LONGEST), _times(found.alerts), say.NOTHING))
        if found.of_centre:
            blocks.append(_undecided(found))
        blocks.append(Bars(CARDS, self._cards(found.cards), say.NOTHING, ("ASOI-12",)))
        blocks.append(_silent(found))
        return Sheet(TITLE, tuple(blocks), (), LEAD, ("ASOI-3.6", "ASOI-13.1"))

    def _kinds(self, counts: Mapping[int, int]) -> tuple[tuple[Text | str, int], ...]:
        return tuple((self._kind(number), count) for number, count in counts.items())

    def _kind(self, number: int) -> Text:
        kind = law_of(self.running.node).catalogue.signal(number)
        return Text(str(number), str(number), str(number)) if kind is None else kind.name

    def _others(self, signals: OfSignals) -> Table:
        rows: Rows = tuple(
            ((Said(self._kind(number)),), (Said(NOT_SHOWN) if total is None else Number(total),))
            for number, total in signals.others.items()
        )
        return Table(SUMS, (KIND, SIGNALS), rows, say.NOTHING, cites=("ASOI-3.6",))

    def _cards(self, counts: Mapping[str, int]) -> tuple[tuple[Text | str, int], ...]:
        names = {one.code: one.name for one in law_of(self.running.node).catalogue.incidents}
        return tuple((names.get(code, code), count) for code, count in counts.items())


def _now(found: Statistics) -> Facts:
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (LATE, (Number(found.alerts.reactions.late),)),
        (RETURNED, (Number(found.returned),)),
    ]
    if found.alerts.campaigns is not None:
        rows.append((CAMPAIGNS, (Number(found.alerts.campaigns),)))
    return Facts(STANDING_NOW, tuple(rows))


def _states(alerts: OfAlerts) -> tuple[tuple[Text | str, int], ...]:
    return tuple((RECEIPTS[state], count) for state, count in alerts.reactions.states.items() if count)


def _times(alerts: OfAlerts) -> Rows:
    every = (
        (TO_DECIDE, alerts.reactions.to_decide),
        (TO_PROCESS, alerts.reactions.to_process),
    )
    rows = [_time(words, took, longest=True) for words, took in every if took is not None]
    if alerts.others is not None:
        rows.append(_time(OTHERS_TOOK, alerts.others, longest=False))
    return tuple(rows)


def _time(words: Text, took: Took, *, longest: bool) -> tuple[tuple[Cell, ...], ...]:
    last: Cell = Number(took.longest) if longest else Said(NOT_SHOWN)
    return ((Said(words),), (Number(took.cases),), (Number(took.middle),), (last,))


def _undecided(found: Statistics) -> Table:
    rows: Rows = tuple(
        (_name(one.organisation, found.organisations), (Number(one.waiting),), (Number(one.late),))
        for one in found.alerts.undecided
    )
    return Table(UNDECIDED, (say.ORGANISATION, WAITING, LATE), rows, say.NOTHING, cites=("ASOI-13.1",))


def _silent(found: Statistics) -> Table:
    rows: Rows = tuple(
        (
            _name(one.module.organisation, found.organisations),
            (Own(one.module.name),),
            (Said(NEVER) if one.heard_at is None else At(one.heard_at),),
        )
        for one in found.signals.silent
    )
    return Table(SILENT, (say.ORGANISATION, MODULE, HEARD), rows, SILENT_LEAD, cites=("ASOI-7", "ASOI-9"))


def _name(organisation: str, names: Mapping[str, Profile]) -> tuple[Cell, ...]:
    profile = names.get(organisation)
    return (Own(organisation if profile is None else profile.name),)
