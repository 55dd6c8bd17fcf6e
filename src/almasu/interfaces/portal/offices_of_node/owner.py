"""The office of a register's owner: each use of theirs with ground and role, statements, quotas (SIO25-16, SIO25-4.1).

People stand under pseudonyms; the subject of a question is never shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from almasu.actions.owning.see_uses import Period, Quota, quotas, statement, uses, uses_by_day
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Cell,
    Link,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
    by_day,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import File, Here, Office, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.operator.lawfulness import period_of
from almasu.interfaces.portal.offices_of_node.operator.words import SINCE, UNTIL
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.operating.problems import NOT_OWNED
from almasu.kernel.owning.statement import UseLine
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.supervising import SEE_USES
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/owner"
USES = "/offices/owner/uses"
STATEMENT = "/offices/owner/statement"
AT_ONCE = 50
TITLE = Text("Тізілім иесі", "Владелец реестра", "Register owner")
USES_TITLE = Text("Тізілімнің пайдаланылуы", "Обращения к реестру", "Uses of the register")
LEAD = Text(
    "Өз тізіліміңізге әр жүгіну негізі мен рөлімен көрсетілген. Адам бүркеншік атпен тұрады, объект көрсетілмейді; "
    "әр қарау журналға жазылады.",
    "Каждое обращение к вашему реестру показано с основанием и ролью. Человек стоит под псевдонимом, объекта нет; "
    "каждый просмотр пишется в журнал.",
    "Each use of your register is shown with its ground and role. The person stands under a pseudonym, the subject is "
    "not shown; each look is journalled.",
)
RESOURCE = Text("Ресурс", "Ресурс", "Resource")
RESOURCES = Text("Органыңыздың ресурстары", "Ресурсы вашего органа", "Resources of your body")
NUMBER = Text("Ресурс нөмірі", "Номер ресурса", "Number of the resource")
TODAY = Text("Бүгін сұралды", "Запросов сегодня", "Asked today")
PER_DAY = Text("Күндік шегі", "Предел в день", "Limit a day")
LEFT = Text("Қалды", "Осталось", "Left")
UNLIMITED = Text("шексіз", "без предела", "no limit")
USED_UP = State(Tone.BAD, Text("таусылды", "исчерпан", "used up"))
NO_RESOURCES = Text("Органыңызда ресурс жоқ.", "У вашего органа нет ресурсов.", "Your body has no resources.")
NO_LIMITS = Text(
    "Ресурстарыңызға шек қойылмаған.", "Для ваших ресурсов предел не задан.", "Your resources have no limit."
)
NO_USES = Text(
    "Бұл кезеңде жүгінулер болмаған.", "В этот период обращений не было.", "There were no uses in this period."
)
QUOTAS = Text("Күндік шектің пайдаланылуы", "Использование дневного предела", "Use of the daily limit")
QUOTA_WORDS = Text(
    "Шек таусылса, ресурс Астана уақытымен түн ортасына дейін сұралмайды; қызметкерге себебі мен жолы айтылады.",
    "Когда предел исчерпан, ресурс не запрашивают до полуночи по времени Астаны; сотруднику сообщают причину и выход.",
    "Once the limit is used up, the resource is not asked until midnight in Astana; officers are told why.",
)
ASKED = Text("Сұралды", "Запрошено", "Asked")
ASKER = Text("Бүркеншік аты", "Псевдоним", "Pseudonym")
ROLE = Text("Рөлі", "Роль", "Role")
GROUND = Text("Негіз", "Основание", "Ground")
PURPOSE = Text("Мақсат", "Цель", "Purpose")
STANDING = Text("Күйі", "Состояние", "State")
RECORDS = Text("Жазбалар", "Записей", "Records")
SETTLED = Text("Жауап уақыты", "Когда ответил", "Answered at")
RECEIPT = Text("Журналдағы жазба", "Запись в журнале", "Entry of the log")
IN_LOG = State(Tone.GOOD, Text("бар", "есть", "there"))
NOT_YET = State(Tone.WAIT, Text("әзірге жоқ", "пока нет", "not yet"))
BY_GROUND = Text("Осы беттегілер, негіздер бойынша", "На этой странице по основаниям", "On this page by ground")
BY_ASKER = Text("Осы беттегілер, адамдар бойынша", "На этой странице по людям", "On this page by person")
BY_DAY = Text("күндер бойынша, отыз күн", "по дням, тридцать дней", "by day, thirty days")
TAKE = Text("Қол қойылған үзіндіні алу", "Взять подписанную выписку", "Take the signed statement")
LOOK = Text("Пайдаланылуын көру", "Смотреть обращения", "See its uses")
FILTERS = (
    Field("resource", NUMBER, Kind.NUMBER),
    Field("since", SINCE, Kind.DAY, required=False),
    Field("until", UNTIL, Kind.DAY, required=False),
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Pages and files of an owner."""

    running: Running

    async def today(self, here: Here) -> Today:
        """Return the uses of today by register; a limit that is used up is marked."""
        found = await quotas(self.running.node, here.session, self.running.now())
        return Today(
            figures=tuple(
                Figure(
                    _asked_today(self._name(one.resource)),
                    one.today,
                    f"{USES}?resource={one.resource}",
                    Tone.BAD if one.per_day is not None and one.today >= one.per_day else Tone.PLAIN,
                )
                for one in found
            )
        )

    async def home(self, here: Here) -> Sheet:
        """Show the resources of the body with their quotas."""
        found = await quotas(self.running.node, here.session, self.running.now())
        rows = tuple(self._quota(one) for one in found)
        table = Table(RESOURCES, (RESOURCE, TODAY, PER_DAY, LEFT, USES_TITLE), rows, NO_RESOURCES)
        limited = tuple((self._name(one.resource), one.today, one.per_day) for one in found if one.per_day)
        counts = tuple((name, today) for name, today, _ in limited)
        bars = Bars(QUOTAS, counts, NO_LIMITS, wholes=tuple(whole for _, _, whole in limited))
        told = await uses_by_day(self.running.node, here.session, self.running.now())
        daily = (by_day(self._daily(one.resource), one.days, NO_USES) for one in told if any(dict(one.days).values()))
        words = Words(None, QUOTA_WORDS, cites=("SIO25-18",))
        return Sheet(TITLE, (table, bars, words, *daily), (), LEAD, ("SIO25-16",))

    async def listed(self, here: Here) -> Sheet:
        """Show the uses of one resource in a period; the last week where none is named."""
        at = self.running.now()
        number = here.asked.number("resource")
        if number is None:
            # Nothing is asked for, or what is asked for is wrong: the first resource of the body.
            own = await quotas(self.running.node, here.session, at)
            if not own:
                raise NOT_OWNED.at()
            number = own[0].resource
        period = Period(number, *period_of(here.asked, at))
        page = await uses(self.running.node, here.session, period, here.asked.text("older"), AT_ONCE, at)
        found, older = page.items, older_of(page.after, here.asked, ("resource", "since", "until"))
        columns = (ASKED, ASKER, ROLE, GROUND, PURPOSE, STANDING, RECORDS, SETTLED, RECEIPT)
        table = Table(self._name(number), columns, tuple(map(self._row, found)), NO_USES, older)
        by_ground = Bars(BY_GROUND, _counted(found, lambda one: self._ground(one.ground)), NO_USES)
        by_asker = Bars(BY_ASKER, _counted(found, lambda one: one.asker), NO_USES)
        way = Way(TAKE, f"{STATEMENT}?resource={number}{_days(here.asked)}", main=True)
        return Sheet(USES_TITLE, (table, by_ground, by_asker), (way,), LEAD, ("SIO25-16", "SIO25-4.1"))

    async def offered(self, here: Here) -> tuple[Field, ...]:
        """Return the filters, of which the first offers the resources of the body."""
        found = await quotas(self.running.node, here.session, self.running.now())
        choices = tuple(Choice(str(one.resource), _numbered(one.resource, self._name(one.resource))) for one in found)
        return (Field("resource", RESOURCE, Kind.CHOICE, choices=choices), *FILTERS[1:])

    async def statement(self, here: Here) -> EvidenceFile:
        """Give the signed statement of a period, with a proof from the log for each answer."""
        at, log = self.running.now(), self.running.main
        period = Period(here.asked.number("resource") or 0, *period_of(here.asked, at))
        key = log.log_keys.held.current.receipts
        made = await statement(self.running.node, here.session, log.journal, log.origin, key, period, at)
        return EvidenceFile(f"uses-{period.resource}-{period.since:%Y%m%d}.json", msgspec.json.encode(made))

    def _quota(self, one: Quota) -> tuple[tuple[Cell, ...], ...]:
        place = f"{USES}?resource={one.resource}"
        if one.per_day is None:
            limit: tuple[tuple[Cell, ...], ...] = ((Said(UNLIMITED),), (Said(UNLIMITED),))
        else:
            left = one.per_day - one.today
            limit = ((Number(one.per_day),), (Number(left),) if left > 0 else (USED_UP,))
        return (
            (Number(one.resource), Said(self._name(one.resource))),
            (Number(one.today),),
            *limit,
            (Link(LOOK, place),),
        )

    def _row(self, one: UseLine) -> tuple[tuple[Cell, ...], ...]:
        sheets = self.running.law.sio_pso.sheets
        return (
            (At(one.asked_at),),
            (Own(one.asker),),
            (Said(sheets.roles[Role(one.role)].name),),
            (Said(self._ground(one.ground)),),
            (Said(sheets.purposes[one.purpose].name),),
            (Said(QUESTION_STATES[QuestionState(one.state)]),),
            (Number(one.records),),
            () if one.settled_at is None else (At(one.settled_at),),
            (IN_LOG if one.entry else NOT_YET,),
        )

    def _ground(self, code: str) -> Text:
        return self.running.law.sio_pso.sheets.grounds[code].name

    def _daily(self, number: int) -> Text:
        name = _numbered(number, self._name(number))
        ours = zip((name.kk, name.ru, name.en), (BY_DAY.kk, BY_DAY.ru, BY_DAY.en), strict=True)
        return Text(*(f"{said}: {days}" for said, days in ours))

    def _name(self, number: int) -> Text:
        resource = self.running.node.resources.get(number)
        return USES_TITLE if resource is None else resource.name


def owner_office(running: Running) -> Office:
    """Return the office of owners."""
    owner = Owner(running)
    pages = (Page(PLACE, owner.home), Page(USES, owner.listed, FILTERS, owner.offered))
    files = (File(STATEMENT, owner.statement, FILTERS),)
    return Office(PLACE, TITLE, SEE_USES.roles, pages, (), files, section=Section.OWNER, today=owner.today)


def _numbered(number: int, name: Text) -> Text:
    """Return the name of a resource behind its number in annex 2."""
    return Text(*(f"{number}. {said}" for said in (name.kk, name.ru, name.en)))


def _asked_today(name: Text) -> Text:
    """Return what a count of today's uses is called."""
    return Text(*(f"{word}: {said}" for word, said in ((TODAY.kk, name.kk), (TODAY.ru, name.ru), (TODAY.en, name.en))))


def _counted(found: Sequence[UseLine], word: Callable[[UseLine], Text | str]) -> tuple[tuple[Text | str, int], ...]:
    return tuple(Counter(word(one) for one in found).most_common())


def _days(asked: Typed) -> str:
    return "".join(f"&{name}={asked.text(name)}" for name in ("since", "until") if asked.text(name))
