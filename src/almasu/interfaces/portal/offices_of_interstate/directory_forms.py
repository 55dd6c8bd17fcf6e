"""The forms of the keeper: a body, a notice to the depositary, a system with its card, somebody of a body."""

from __future__ import annotations

from datetime import date

from almasu.actions.interstate.acting import law_of
from almasu.actions.interstate.directory import PartyNotice
from almasu.actions.interstate.enter_directory import Seen
from almasu.actions.interstate.register_worker import ROLES, Worker
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.parties import Body, BodyKind, Notice, NoticeKind
from almasu.kernel.interstate.systems import ATTRIBUTES, Access, JointRight, RegimeCard, System
from almasu.kernel.parties.account import Role
from almasu.law.text import Text
from almasu.wiring.running import Running

ID = Text("Белгісі", "Обозначение", "Id")
STATE_OF = Text("Мемлекет", "Государство", "State")
KIND = Text("Түрі", "Вид", "Kind")
NAME_KK = Text("Қазақша атауы", "Название на казахском", "Name in Kazakh")
NAME_RU = Text("Орысша атауы", "Название на русском", "Name in Russian")
SINCE = Text("Қашаннан", "С какого дня", "Since")
UNTIL = Text("Тізімде болмайтын бірінші күні", "Первый день вне перечня", "First day out of the list")
TOLD_ON = Text("Депозитарийге хабарланған күні", "День извещения депозитария", "Depositary told on")
CONTACT = Text("Байланыс", "Контакт", "Contact")
BIN = Text("БСН", "БИН", "BIN")
WORKS_AT = Text("Жұмыс орны қай мемлекеттің торабында", "Рабочее место в узле государства", "Works at the node of")
AT_HOME = Text("өз мемлекетінің торабында", "в узле своего государства", "the node of its own state")
GUEST = Text(
    "өз жүйесі жоқ орган үшін; адамдарын сол тораптың тізімін жүргізуші тіркейді",
    "для органа без своей системы; его людей регистрирует ведущий перечень того узла",
    "for a body without a system; its people are registered by the keeper of that node",
)
RECEIVED_ON = Text("Депозитарий алған күні", "День получения депозитарием", "Received by the depositary on")
EFFECT_ON = Text("Депозитарий хабарлаған күні", "День, сообщённый депозитарием", "Day the depositary told")
DOCUMENT = Text("Құжат", "Документ", "Paper")
TASKS = Text("Міндеттері", "Задачи", "Tasks")
OWNER = Text("Меншік иесі", "Собственник", "Owner")
HOLDER = Text("Иеленуші", "Владелец", "Holder")
USERS = Text("Пайдаланушылар", "Пользователи", "Users")
ENTRUSTED = Text("Режимі кімге тапсырылған", "Кому поручен режим", "Entrusted with its regime")
JOINT = Text("Бірлескен құқық", "Совместное право", "Joint right")
ACCESS = Text("Қолжетімділік санаты", "Категория доступа", "Category of access")
SET_BY = Text("Режимін белгілеген", "Режим установил", "Regime set by")
MEASURES = Text("Қорғау шаралары", "Меры защиты", "Measures of protection")
ROLE = Text("Рөлі", "Роль", "Role")
IIN = Text("ЖСН", "ИИН", "IIN")
SURNAME = Text("Тегі", "Фамилия", "Surname")
GIVEN = Text("Аты", "Имя", "Given name")
PATRONYMIC = Text("Әкесінің аты", "Отчество", "Patronymic")
POSITION = Text("Лауазымы", "Должность", "Position")
PHONE = Text("Телефон", "Телефон", "Telephone")
LATIN = Text(
    "латын әріптерімен: мемлекет коды, сызықша, қысқа атау",
    "латинскими буквами: код государства, дефис, краткое название",
    "in Latin letters: the code of the state, a hyphen, a short name",
)
ONE_A_LINE = Text("әр жолға бір", "по одной в строке", "one a line")
KINDS = {
    BodyKind.COMPETENT: Text("құзыретті орган", "компетентный орган", "competent body"),
    BodyKind.CIS: Text("ТМД органы", "орган СНГ", "body of the CIS"),
}
NOTICES = {
    NoticeKind.PROCEDURES_DONE: Text(
        "мемлекетішілік рәсімдер аяқталды", "внутригосударственные процедуры выполнены", "internal procedures completed"
    ),
    NoticeKind.ACCESSION: Text("қосылу", "присоединение", "accession"),
    NoticeKind.LEAVING: Text("шығу", "выход", "leaving"),
}
ACCESSES = {
    Access.OPEN: Text("ашық", "открытая", "open"),
    Access.OFFICIAL: Text("қызметтік", "служебная", "official"),
    Access.SECRET: Text("құпия", "секретная", "secret"),
}
JOINTS = {
    JointRight.OWNERSHIP: Text("бірлескен меншік", "совместная собственность", "joint ownership"),
    JointRight.POSSESSION: Text("бірлескен иелену", "совместное владение", "joint possession"),
    JointRight.USE: Text("бірлескен пайдалану", "совместное пользование", "joint use"),
}
NAMED = tuple(
    Field(name, label)
    for name, label in (
        ("id", ID),
        ("party", STATE_OF),
        ("kind", KIND),
        ("name", NAME_RU),
        ("since", SINCE),
        ("until", UNTIL),
        ("told_on", TOLD_ON),
        ("contact", CONTACT),
        ("bin", BIN),
        ("works_at", WORKS_AT),
        ("notice", KIND),
        ("tasks", TASKS),
        ("owner", OWNER),
        ("holder", HOLDER),
        ("users", USERS),
        ("card", SET_BY),
        ("joint", JOINT),
        ("entrusted", ENTRUSTED),
        ("body", say.BODY),
        ("role", ROLE),
        ("iin", IIN),
        ("surname", SURNAME),
        ("given_name", GIVEN),
        ("patronymic", PATRONYMIC),
        ("position", POSITION),
        ("phone", PHONE),
    )
)


def body_fields(seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a body."""
    return (
        Field("id", ID, longest=40, hint=LATIN),
        Field("party", STATE_OF, Kind.CHOICE, required=False, choices=_parties(seen)),
        Field("kind", KIND, Kind.CHOICE, choices=tuple(Choice(k.value, v) for k, v in KINDS.items())),
        Field("name_kk", NAME_KK, longest=300),
        Field("name_ru", NAME_RU, longest=300),
        Field("since", SINCE, Kind.DAY),
        Field("until", UNTIL, Kind.DAY, required=False),
        Field("told_on", TOLD_ON, Kind.DAY, required=False),
        Field("contact", CONTACT, required=False),
        Field("bin", BIN, required=False, longest=12),
        Field("works_at", WORKS_AT, Kind.CHOICE, required=False, choices=_parties(seen), unchosen=AT_HOME, hint=GUEST),
    )


def body(typed: Typed, today: date) -> Body:
    """Return the body that was typed."""
    name = Text(typed.text("name_kk"), typed.text("name_ru"), typed.text("name_ru"))
    return Body(
        id=typed.text("id").strip(),
        party=typed.text("party"),
        kind=BodyKind(typed.text("kind")),
        name=name,
        since=typed.day("since") or today,
        until=typed.day("until"),
        told_on=typed.day("told_on"),
        contact=typed.text("contact"),
        bin=typed.text("bin").strip(),
        works_at=typed.text("works_at"),
    )


def notice_fields(seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a notice to the depositary."""
    return (
        Field("party", STATE_OF, Kind.CHOICE, choices=_parties(seen)),
        Field("kind", KIND, Kind.CHOICE, choices=tuple(Choice(k.value, v) for k, v in NOTICES.items())),
        Field("received_on", RECEIVED_ON, Kind.DAY),
        Field("effect_on", EFFECT_ON, Kind.DAY, required=False),
        Field("document", DOCUMENT, longest=300),
    )


def notice(typed: Typed, today: date) -> PartyNotice:
    """Return the notice that was typed."""
    told = Notice(
        NoticeKind(typed.text("kind")),
        typed.day("received_on") or today,
        typed.text("document"),
        typed.day("effect_on"),
    )
    return PartyNotice(typed.text("party"), told)


def system_fields(seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a system and of the card of its regime."""
    bodies = _bodies(seen)
    return (
        Field("id", ID, longest=40),
        Field("name_kk", NAME_KK, longest=300),
        Field("name_ru", NAME_RU, longest=300),
        Field("tasks", TASKS, Kind.LONG, longest=2_000),
        Field("owner", OWNER, Kind.CHOICE, choices=bodies),
        Field("holder", HOLDER, Kind.CHOICE, choices=bodies),
        Field("users", USERS, Kind.CHOICES, required=False, choices=bodies),
        Field(
            "joint", JOINT, Kind.CHOICE, required=False, choices=tuple(Choice(k.value, v) for k, v in JOINTS.items())
        ),
        Field("entrusted", ENTRUSTED, Kind.CHOICE, required=False, choices=bodies),
        *(Field(f"card_{name}", label, Kind.LONG, longest=2_000) for name, label in ATTRIBUTES.items()),
        Field("card_access", ACCESS, Kind.CHOICE, choices=tuple(Choice(k.value, v) for k, v in ACCESSES.items())),
        Field("card_set_by", SET_BY, Kind.CHOICE, choices=bodies),
        Field("card_since", SINCE, Kind.DAY),
        Field("card_measures", MEASURES, Kind.LONG, required=False, hint=ONE_A_LINE, longest=2_000),
    )


def system(typed: Typed, today: date) -> System:
    """Return the system that was typed."""
    card = RegimeCard(
        **{name: typed.text(f"card_{name}") for name in ATTRIBUTES},
        access=Access(typed.text("card_access")),
        set_by=typed.text("card_set_by"),
        since=typed.day("card_since") or today,
        measures=typed.lines("card_measures"),
    )
    joint = typed.text("joint")
    return System(
        id=typed.text("id").strip(),
        name=Text(typed.text("name_kk"), typed.text("name_ru"), typed.text("name_ru")),
        tasks=typed.text("tasks"),
        owner=typed.text("owner"),
        holder=typed.text("holder"),
        users=typed.many("users"),
        card=card,
        joint=JointRight(joint) if joint else None,
        entrusted=typed.text("entrusted"),
    )


def worker_fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of somebody of a body; the bodies offered are those of this node."""
    state = law_of(running.node).state
    own = tuple(Choice(one.id, one.name) for one in seen.directory.bodies if one.place == state)
    roles = tuple(Choice(one.value, say.ROLES[one]) for one in ROLES)
    lines = (("surname", SURNAME), ("given_name", GIVEN), ("position", POSITION))
    return (
        Field("body", say.BODY, Kind.CHOICE, choices=own),
        Field("role", ROLE, Kind.CHOICE, choices=roles),
        Field("iin", IIN, longest=12),
        *(Field(name, label, longest=200) for name, label in lines),
        Field("patronymic", PATRONYMIC, required=False, longest=200),
        Field("phone", PHONE, required=False, longest=20),
    )


def worker(typed: Typed) -> Worker:
    """Return the person that was typed."""
    names = ("iin", "surname", "given_name", "patronymic", "position", "phone")
    return Worker(typed.text("body"), Role(typed.text("role")), **{name: typed.text(name).strip() for name in names})


def _parties(seen: Seen) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, one.name) for one in seen.directory.parties)


def _bodies(seen: Seen) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.name) for one in seen.directory.bodies)
