"""“Reports”: every request of the users of the body, one request, and what is odd of late (SIO25-21.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.control.look_now import Look, look_now
from almasu.actions.control.people import people_of_body
from almasu.actions.control.report import Line, Wanted, view_line, view_report
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Block,
    Cell,
    Cites,
    Code,
    Columns,
    Facts,
    Link,
    Many,
    Number,
    Own,
    Said,
    Sentence,
    Sheet,
    Table,
    Tone,
    Way,
    Words,
    by_day,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.control.words import (
    BLOCK,
    GROUND,
    NOTHING,
    NOTHING_HERE,
    ODDITIES,
    ODDITY_NAMES,
    REPORTS,
    REQUEST,
    REQUESTS,
    REQUESTS_COUNT,
    RESOURCE,
    SINCE,
    STANDING,
    TASK,
    UNTIL,
    USER,
    requests_of,
)
from almasu.interfaces.portal.offices_of_node.edition import edition_said
from almasu.interfaces.portal.offices_of_node.replaying import TITLE as AGAIN
from almasu.interfaces.portal.offices_of_node.replaying import Replays
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.control.oddity import CODES, SENTENCES, Oddity
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.law import moment
from almasu.law.text import Text
from almasu.wiring.control import means_of
from almasu.wiring.running import Running

TITLE = Text("Есептер", "Отчёты", "Reports")
LEAD = Text(
    "Орган пайдаланушыларының барлық сұрау салулары, ескісінен бастап. Жауаптар көрсетілмейді; әр қарау журналда.",
    "Все запросы пользователей органа, начиная с ранних. Ответы не показываются; каждый просмотр попадает в журнал.",
    "All requests of the body's users, the earliest first. Answers are not shown; each look is journalled.",
)
ASKED = Text("Жіберілді", "Отправлен", "Sent")
SUBJECT = Text("Кім (не) туралы", "О ком (чём)", "About")
PURPOSE = Text("Мақсат", "Цель", "Purpose")
JUSTIFICATION = Text("Негіздеме", "Обоснование", "Justification")
OUTCOME = Text("Қалай аяқталды", "Чем закончился", "Outcome")
VIEWED = Text("Жауап алғаш ашылды", "Ответ впервые открыт", "Answers first opened")
NOT_VIEWED = Text("әлі ашылмаған", "ещё не открывали", "not opened yet")
EDITION = Text("Құқық редакциясы", "Редакция правил", "Edition of the rules")
POSITION = Text("Лауазымы", "Должность", "Position")
ENTRY = Text("Журналдағы жазба", "Запись в журнале", "Entry of the log")
BY_USER = Text("Осы беттегілер, адамдар бойынша", "На этой странице по людям", "On this page by person")
BY_RESOURCE = Text("Осы беттегілер, ресурстар бойынша", "На этой странице по ресурсам", "On this page by resource")
ODD_TITLE = Text("Соңғы айдағы ауытқулар", "Отклонения за последний месяц", "Oddities of the last month")
ODD_LEAD = Text(
    "Ауытқу – фактілерімен көрсетілген тексеру себебі, айып емес. Ең салмақтысы бірінші тұр.",
    "Отклонение – это повод проверить, названный вместе с фактами, а не обвинение. Самое весомое стоит первым.",
    "An oddity is a reason to look, told with its facts, and no accusation. The weightiest comes first.",
)
ALL_BY_DAY = Text("Сұрау салулар күндер бойынша", "Запросы по дням", "Requests by day")
NO_ODDITIES = Text("Ауытқу табылмады.", "Отклонений не найдено.", "No oddity was found.")
ODD = Text("Не ауытқыған", "Что необычно", "What is odd")
WEIGHT = Text("Салмағы", "Вес", "Weight")
CITED = Text("Тармақтар", "Пункты", "Clauses")
LOOKED = Text("Қаралған сұрау салулар", "Просмотрено запросов", "Requests looked at")
CUT = Text(
    "Сұрау салулар көп: мұнда алғашқылары ғана қаралды, қалғаны айлық жинақта.",
    "Запросов много: здесь просмотрены только первые, остальное в месячной сводке.",
    "There are many requests: only the first were looked at here, the rest is in the monthly pack.",
)
ALL_BY_USER = Text("Сұрау салулар, адамдар бойынша", "Запросы по людям", "Requests by person")
ALL_BY_RESOURCE = Text("Сұрау салулар, ресурстар бойынша", "Запросы по ресурсам", "Requests by resource")
ALL_BY_GROUND = Text("Сұрау салулар, негіздер бойынша", "Запросы по основаниям", "Requests by ground")
ALL_BY_HOUR = Text("Сұрау салулар, Астана сағаты бойынша", "Запросы по часам Астаны", "Requests by hour in Astana")
BY_KIND = Text("Ауытқулар, түрлері бойынша", "Отклонения по видам", "Oddities by kind")
A_MONTH = timedelta(days=31)
AT_ONCE, MOST_BARS, MOST_SHOWN, MOST_LINKS, MOST_PEOPLE = 50, 30, 200, 5, 300
NAMES = ("since", "until", "account", "task", "ground", "resource", "outcome")


@dataclass(frozen=True, slots=True)
class ControlReports:
    """Pages of requests and oddities."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the list, one request, and the oddities."""
        return (
            Page(REPORTS, self.listed, self._filters(), self._filters_of_body),
            Page(f"{REQUESTS}/{{asked:uuid}}", self.one),
            Replays(self.running).of_body(),
            Page(ODDITIES, self.odd),
        )

    def _filters(self) -> tuple[Field, ...]:
        sheets, resources = self.running.law.sio_pso.sheets, self.running.node.resources
        grounds = tuple(Choice(code, one.name) for code, one in sheets.grounds.items())
        numbers = tuple(Choice(str(number), _numbered(number, one.name)) for number, one in sorted(resources.items()))
        outcomes = tuple(Choice(state.value, text) for state, text in QUESTION_STATES.items())
        return (
            Field("since", SINCE, Kind.DAY, required=False),
            Field("until", UNTIL, Kind.DAY, required=False),
            Field("account", USER, required=False, longest=36),
            Field("task", TASK, required=False, longest=200),
            Field("ground", GROUND, Kind.CHOICE, required=False, choices=grounds),
            Field("resource", RESOURCE, Kind.CHOICE, required=False, choices=numbers),
            Field("outcome", OUTCOME, Kind.CHOICE, required=False, choices=outcomes),
        )

    async def _filters_of_body(self, here: Here) -> tuple[Field, ...]:
        """Return the filters with the people of the body by their names."""
        people = await people_of_body(self.running.node, here.session, MOST_PEOPLE, self.running.now())
        names = tuple(Choice(str(one.id), Text(name, name, name)) for one in people if (name := one.person.full_name()))
        by_name = Field("account", USER, Kind.CHOICE, required=False, choices=names, longest=36)
        return tuple(by_name if one.name == "account" else one for one in self._filters())

    async def listed(self, here: Here) -> Sheet:
        """Show the requests that the filters choose."""
        asked, at = here.asked, self.running.now()
        wanted, older = wanted_of(asked, at), asked.text("older")
        page = await view_report(self.running.node, here.session, wanted, older, AT_ONCE, at)
        columns = (ASKED, USER, TASK, GROUND, RESOURCE, OUTCOME, VIEWED)
        none = NOTHING_HERE if page.after else NOTHING
        table = Table(TITLE, columns, tuple(map(self._row, page.items)), none, older_of(page.after, asked, NAMES))
        users = Counter(line.user.person.full_name() for line in page.items)
        numbers = Counter(number for line in page.items for number in line.request.draft.resources)
        by_resource = tuple((self._resource(number), count) for number, count in numbers.most_common())
        blocks: tuple[Block, ...] = (
            table,
            Bars(BY_USER, tuple(users.most_common(MOST_BARS)), NOTHING),
            Bars(BY_RESOURCE, by_resource, NOTHING),
        )
        return Sheet(TITLE, blocks, (Way(ODD_TITLE, ODDITIES),), LEAD, ("SIO25-21.2",))

    async def one(self, here: Here) -> Sheet:
        """Show one request with all that control sees of it."""
        line = await view_line(self.running.node, here.session, here.ids["asked"], self.running.now())
        request, draft, person = line.request, line.request.draft, line.user.person
        sheets = self.running.law.sio_pso.sheets
        facts = Facts(
            None,
            (
                (ASKED, (At(request.accepted_at),)),
                (USER, (requests_of(str(line.user.id), person.full_name()),)),
                (POSITION, (Said(person.position),)),
                (SUBJECT, (Own(draft.key.value),)),
                (TASK, (Own(draft.task),)),
                (GROUND, (Said(sheets.grounds[draft.ground].name),)),
                (PURPOSE, (Said(sheets.purposes[draft.purpose].name),)),
                (JUSTIFICATION, (Own(draft.justification),)),
                (VIEWED, _viewed(line)),
                (EDITION, (edition_said(self.running, request.edition),)),
                (ENTRY, (Code(request.leaf.hex()),)),
            ),
        )
        rows = tuple(
            ((Said(self._resource(row.resource)),), (Said(QUESTION_STATES[row.state]),)) for row in request.rows
        )
        table = Table(OUTCOME, (RESOURCE, STANDING), rows, NOTHING)
        place = f"{REQUESTS}/{request.id}"
        ways = (Way(BLOCK, f"{place}/breach", main=True), Way(AGAIN, f"{place}/replay"))
        return Sheet(REQUEST, (facts, table), ways, None, ("SIO25-21.2",))

    async def odd(self, here: Here) -> Sheet:
        """Show what is odd in the last month, and what people would rather look at than read."""
        look = await look_now(self.running.node, means_of(self.running), here.session, self.running.now())
        times = Facts(
            None, ((SINCE, (At(look.since),)), (UNTIL, (At(look.until),)), (LOOKED, (Number(look.totals.count),)))
        )
        cut = (Words(None, CUT, Tone.WAIT),) if look.cut else ()
        names = {str(number): one.person.full_name() for number, one in look.people.items()}
        blocks = (times, *cut, odd_table(look.oddities, names), *self._charts(look))
        return Sheet(ODD_TITLE, blocks, (), ODD_LEAD, ("SIO25-21.2",))

    def _charts(self, look: Look) -> tuple[Block, ...]:
        oddities, totals = look.oddities, look.totals
        kinds = Counter(one.kind for one in oddities)
        grounds = self.running.law.sio_pso.sheets.grounds
        hours = dict(totals.hours)
        by_resource = sorted(totals.resources, key=lambda one: -one[1])
        by_kind = Bars(BY_KIND, tuple((ODDITY_NAMES[kind], count) for kind, count in kinds.most_common()), NOTHING)
        return (
            *((by_kind,) if oddities else ()),
            by_day(ALL_BY_DAY, look.days, NOTHING),
            Bars(ALL_BY_USER, tuple((row[0], row[1]) for row in totals.users[:MOST_BARS]), NOTHING),
            Bars(ALL_BY_RESOURCE, tuple((self._resource(number), count) for number, count in by_resource), NOTHING),
            Bars(ALL_BY_GROUND, tuple((grounds[code].name, count) for code, count, _ in totals.grounds), NOTHING),
            Columns(
                ALL_BY_HOUR,
                tuple((f"{hour:02d}", hours.get(hour, 0)) for hour in range(24)) if hours else (),
                NOTHING,
            ),
        )

    def _row(self, line: Line) -> tuple[tuple[Cell, ...], ...]:
        request, draft = line.request, line.request.draft
        states = Counter(row.state for row in request.rows)
        return (
            (At(request.accepted_at), Link(REQUEST, f"{REQUESTS}/{request.id}")),
            (requests_of(str(line.user.id), line.user.person.full_name()),),
            (Own(draft.task),),
            (Said(self.running.law.sio_pso.sheets.grounds[draft.ground].name),),
            (Many(tuple(self._resource(number) for number in draft.resources)),),
            (Many(tuple(_counted(QUESTION_STATES[state], count) for state, count in states.items())),),
            _viewed(line),
        )

    def _resource(self, number: int) -> Text:
        return _numbered(number, self.running.node.resources[number].name)


def wanted_of(asked: Typed, at: datetime) -> Wanted:
    """Return what filters want; the last month where no period is typed. Days are of Astana, both included."""
    since, until = asked.day("since"), asked.day("until")
    day = moment.in_astana(at).replace(hour=0, minute=0, second=0, microsecond=0)
    last = day if until is None else day.replace(year=until.year, month=until.month, day=until.day)
    first = last - A_MONTH if since is None else day.replace(year=since.year, month=since.month, day=since.day)
    outcome, resource = asked.text("outcome"), asked.number("resource")
    return Wanted(
        since=first,
        until=last + timedelta(days=1),
        account=asked.id("account"),
        task=asked.text("task"),
        ground=asked.text("ground"),
        resource=resource,
        outcome=QuestionState(outcome) if outcome else None,
    )


def odd_table(oddities: Sequence[Oddity], names: Mapping[str, str]) -> Table:
    """Return oddities as sentences with their facts, each with the way to its requests and to the block."""
    columns = (WEIGHT, ODD, USER, REQUESTS_COUNT, CITED, BLOCK)
    return Table(ODD_TITLE, columns, tuple(_odd(one, names.get) for one in oddities[:MOST_SHOWN]), NO_ODDITIES)


def _odd(one: Oddity, named: Callable[[str], str | None]) -> tuple[tuple[Cell, ...], ...]:
    first = one.requests[:MOST_LINKS]
    user = (requests_of(one.account, named(one.account) or one.facts.get("user", one.account)),) if one.account else ()
    breach = (Link(BLOCK, f"{REQUESTS}/{first[0]}/breach"),) if first else ()
    return (
        (Number(round(one.weight)),),
        (Sentence(SENTENCES[one.kind], {name: CODES.get(fact, fact) for name, fact in one.facts.items()}),),
        user,
        tuple(Link(f"{place}", f"{REQUESTS}/{number}") for place, number in enumerate(first, 1)),
        (Cites(one.cites()),),
        breach,
    )


def _counted(word: Text, count: int) -> Text:
    """Return a word with its count: "answered: 2"."""
    return Text(f"{word.kk}: {count}", f"{word.ru}: {count}", f"{word.en}: {count}")


def _numbered(number: int, name: Text) -> Text:
    return Text(f"{number}. {name.kk}", f"{number}. {name.ru}", f"{number}. {name.en}")


def _viewed(line: Line) -> tuple[Cell, ...]:
    """Return when the asker first opened an answer, or that nobody did."""
    return (Said(NOT_VIEWED),) if line.viewed_at is None else (At(line.viewed_at),)
