"""The operator's control of lawfulness over requests: no people, no subjects, no answers (SIO22-A5.13.1, SIO25-16)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.operating.control_lawfulness import one_standing, standings
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Cell,
    Cites,
    Code,
    Facts,
    Link,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.edition import edition_said
from almasu.interfaces.portal.offices_of_node.operator.words import SINCE, UNTIL, VERDICTS
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.operating.lawfulness import Standing
from almasu.kernel.parties.account import Role
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.law import moment
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/operator/lawfulness"
AT_ONCE = 50
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
TITLE = Text("Алу заңдылығын бақылау", "Контроль законности получения", "Control of lawfulness")
ONE = Text("Сұрау салудың заңдылығы", "Законность запроса", "Lawfulness of a request")
LEAD = Text(
    "Әр сұрау салу сақталған деректер бойынша қайта бағаланады. Адамдар, объектілер мен жауаптар көрсетілмейді; "
    "әр қарау журналға жазылады.",
    "Каждый запрос судится заново по сохранённым фактам. Ни людей, ни объектов, ни ответов здесь нет; "
    "каждый просмотр пишется в журнал.",
    "Each request is judged anew by the facts that were kept. People, subjects and answers are not shown; "
    "each look is journalled.",
)
NUMBER = Text("Сұрау салу", "Запрос", "Request")
ACCEPTED = Text("Қабылданды", "Принят", "Accepted")
ASKER = Text("Пайдаланушының бүркеншік аты", "Псевдоним пользователя", "User's pseudonym")
ROLE = Text("Рөлі", "Роль", "Role")
GROUND = Text("Негіз", "Основание", "Ground")
PURPOSE = Text("Мақсат", "Цель", "Purpose")
RESOURCES = Text("Ресурстар", "Ресурсы", "Resources")
STATES = Text("Тізілімдердің жауабы", "Что ответили реестры", "What registers answered")
VERDICT = Text("Заңдылығы", "Законность", "Lawfulness")
RULE = Text("Ереже", "Правило", "Rule")
THEN = Text("Сол кезде", "Тогда", "Then")
NOW = Text("Қайта бағалағанда", "При новой оценке", "Judged anew")
CLAUSES = Text("Тармақтар", "Пункты", "Clauses")
EDITION = Text("Редакция", "Редакция", "Edition")
BY_GROUND = Text("Негіздер бойынша", "По основаниям", "By ground")
EMPTY = Text(
    "Бұл кезеңде сұрау салулар қабылданған жоқ.",
    "В этот период запросов не принято.",
    "No request was accepted in this period.",
)
LAWFUL = State(Tone.GOOD, Text("сұрақ туғызбайды", "вопросов нет", "nothing to look at"))
ODD = State(Tone.BAD, Text("қарап шығу керек", "нужно посмотреть", "to be looked at"))
UNKEPT = State(Tone.WAIT, Text("деректері сақталмаған", "факты не сохранены", "facts were not kept"))
BREACH = Text("Бұзушылық туралы хабарлау", "Сообщить о нарушении", "Report a breach")
FILTERS = (
    Field("since", SINCE, Kind.DAY, required=False),
    Field("until", UNTIL, Kind.DAY, required=False),
)


@dataclass(frozen=True, slots=True)
class LawfulnessControl:
    """Pages of the control."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the list of a period, and one request."""
        return Page(PLACE, self.listed, FILTERS), Page(f"{PLACE}/{{asked:uuid}}", self.one)

    async def listed(self, here: Here) -> Sheet:
        """Show the requests of a period in their order; the last week where none is named."""
        at = self.running.now()
        since, until = period_of(here.asked, at)
        page = await standings(self.running.node, here.session, since, until, here.asked.text("older"), AT_ONCE, at)
        columns = (NUMBER, ACCEPTED, ASKER, GROUND, RESOURCES, VERDICT)
        older = older_of(page.after, here.asked, ("since", "until"))
        table = Table(TITLE, columns, tuple(self._row(one) for one in page.items), EMPTY, older)
        bars = Counter(one.ground for one in page.items)
        by_ground = Bars(BY_GROUND, tuple((self._ground(code), count) for code, count in bars.most_common()), EMPTY)
        return Sheet(TITLE, (table, by_ground), (), LEAD, ("SIO22-A5.13.1", "SIO25-16", "SIO25-18"))

    async def one(self, here: Here) -> Sheet:
        """Show what every rule said of a request then, and says today."""
        one = await one_standing(self.running.node, here.session, here.ids["asked"], self.running.now())
        facts = Facts(
            None,
            (
                (NUMBER, (Code(str(one.request)),)),
                (ACCEPTED, (At(one.accepted_at),)),
                (ASKER, (Own(one.asker),)),
                (ROLE, (Said(self.running.law.sio_pso.sheets.roles[Role(one.role)].name),)),
                (GROUND, (Said(self._ground(one.ground)),)),
                (PURPOSE, (Said(self._purpose(one.purpose)),)),
                (RESOURCES, (Own(", ".join(map(str, one.resources))),)),
                (EDITION, (edition_said(self.running, one.edition),)),
                (VERDICT, (_verdict(one),)),
            ),
        )
        states = tuple((QUESTION_STATES[state], count) for state, count in one.states.items())
        rules = Table(VERDICT, (RULE, THEN, NOW, CLAUSES), tuple(_rules(one)), EMPTY)
        way = Way(BREACH, f"{PLACE}/{one.request}/breach")
        return Sheet(ONE, (facts, rules, Bars(STATES, states, EMPTY)), (way,), LEAD, ("SIO22-A5.13.1",))

    def _row(self, one: Standing) -> tuple[tuple[Cell, ...], ...]:
        return (
            (Link(str(one.request)[:8], f"{PLACE}/{one.request}"),),
            (At(one.accepted_at),),
            (Own(one.asker),),
            (Said(self._ground(one.ground)),),
            (Own(", ".join(map(str, one.resources))),),
            (_verdict(one),),
        )

    def _ground(self, code: str) -> Text:
        return self.running.law.sio_pso.sheets.grounds[code].name

    def _purpose(self, code: str) -> Text:
        return self.running.law.sio_pso.sheets.purposes[code].name


def period_of(asked: Typed, at: datetime) -> tuple[datetime, datetime]:
    """Return the period of two typed days, the last week where they are not typed; its end is excluded."""
    today = moment.in_astana(at).replace(hour=0, minute=0, second=0, microsecond=0)
    since, until = asked.day("since"), asked.day("until")
    begins = today - A_WEEK if since is None else today.replace(year=since.year, month=since.month, day=since.day)
    last = today if until is None else today.replace(year=until.year, month=until.month, day=until.day)
    return begins, last + A_DAY


def _verdict(one: Standing) -> State:
    if not one.now:
        return UNKEPT
    return ODD if one.oddities else LAWFUL


def _rules(one: Standing) -> list[tuple[tuple[Cell, ...], ...]]:
    rows: list[tuple[tuple[Cell, ...], ...]] = []
    for finding in one.now:
        then, now = one.then.get(finding.rule_id), verdict_word(finding.verdict)
        if {then, now} <= {"not_in_force", None}:
            continue
        kept = () if then is None else (VERDICTS[then],)
        rows.append(((Said(finding.says),), kept, (VERDICTS[now],), (Cites(finding.cites),)))
    return rows
