"""The forms of the keeper: a body, a notice to the depositary, a system with its card, somebody of a body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from almasu.actions.interstate.acting import law_of
from almasu.actions.interstate.directory import PartyNotice
from almasu.actions.interstate.enter_directory import Seen
from almasu.actions.interstate.register_worker import ROLES, Worker
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.parties import Body, BodyKind, Notice, NoticeKind
from almasu.kernel.interstate.problems_of_directory import NOTICE_UNKNOWN
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
NAME_EN = Text("Ағылшынша атауы", "Название на английском", "Name in English")
GROUND = Text("Негізі: қай құжат бойынша", "Основание: по какому документу", "Ground: by which paper")
NUMBERED = Text("атауы, күні, нөмірі", "название, день, номер", "its name, day and number")
TOLD_BY = Text("Депозитарийге қай құжатпен хабарланды", "Каким документом извещён депозитарий", "Paper that told it")
TELL_NOTE = Text(
    "тізім өзгерсе және бос қалса – хабарлауға бір ай беріледі, мерзім өзгерген күннен саналады",
    "если перечень меняется и поле пусто – на извещение есть месяц, считая со дня изменения",
    "where the list changes and this is empty a month runs from the day of the change",
)
NEW_STATE = Text(
    "актіде басылмаған мемлекет", "государство, не названное в акте", "a state that the act does not print"
)
ACCEDES = Text(
    "актіде басылмаған мемлекет қосылғанда ғана",
    "только при присоединении государства, не названного в акте",
    "only where a state accedes that the act does not print",
)
CODE = Text("Мемлекет коды (екі әріп)", "Код государства (две буквы)", "Code of the state (two letters)")
ENTRY = Text("Тізімдегі жазбаның нөмірі", "Номер записи перечня", "Number of the entry")
WHICH = Text("Қай хабарлама", "Какое уведомление", "Which notice")
STRIKES = Text("Неге алып тасталады", "Почему исключается", "Why it is struck out")
COMPUTED = Text(
    "бос болса – есептеледі: отыз күн не алты ай",
    "пусто – вычисляется: тридцать дней или шесть месяцев",
    "empty: computed from the thirty days or the six months",
)
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
        ("entry", ENTRY),
        ("id", ID),
        ("party", STATE_OF),
        ("kind", KIND),
        ("name", NAME_RU),
        ("since", SINCE),
        ("until", UNTIL),
        ("told_on", TOLD_ON),
        ("told_by", TOLD_BY),
        ("ground", GROUND),
        ("strikes", STRIKES),
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
        Field("name_en", NAME_EN, required=False, longest=300),
        Field("since", SINCE, Kind.DAY),
        Field("until", UNTIL, Kind.DAY, required=False),
        Field("ground", GROUND, hint=NUMBERED),
        Field("told_on", TOLD_ON, Kind.DAY, required=False, hint=TELL_NOTE),
        Field("told_by", TOLD_BY, required=False, hint=NUMBERED),
        Field("contact", CONTACT, required=False),
        Field("bin", BIN, required=False, longest=12),
        Field("works_at", WORKS_AT, Kind.CHOICE, required=False, choices=_parties(seen), unchosen=AT_HOME, hint=GUEST),
    )


def body(typed: Typed, today: date) -> Body:
    """Return the body that was typed."""
    name = _name(typed)
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
        ground=typed.text("ground").strip(),
        told_by=typed.text("told_by").strip(),
    )


def of_body(one: Body) -> Typed:
    """Return the form of a body as it stands; the paper of the change and what is told of it are typed anew."""
    days = {name: _day(getattr(one, name)) for name in ("since", "until")}
    texts = {name: getattr(one, name) for name in ("id", "party", "contact", "bin", "works_at")}
    return _typed({**texts, **days, **_names(one.name), "kind": one.kind.value})


def notice_fields(seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a notice to the depositary."""
    return (
        Field("party", STATE_OF, Kind.CHOICE, required=False, choices=_parties(seen), unchosen=NEW_STATE),
        Field("kind", KIND, Kind.CHOICE, choices=tuple(Choice(k.value, v) for k, v in NOTICES.items())),
        Field("received_on", RECEIVED_ON, Kind.DAY),
        Field("effect_on", EFFECT_ON, Kind.DAY, required=False, hint=COMPUTED),
        Field("document", DOCUMENT, longest=300, hint=NUMBERED),
        Field("code", CODE, required=False, longest=2, hint=ACCEDES),
        Field("name_kk", NAME_KK, required=False, longest=300),
        Field("name_ru", NAME_RU, required=False, longest=300),
        Field("name_en", NAME_EN, required=False, longest=300),
    )


def strike_fields(entered: Sequence[PartyNotice]) -> tuple[Field, ...]:
    """Return the fields that strike out one of the notices that stand."""
    choices = tuple(Choice(str(place), _said(one.notice)) for place, one in enumerate(entered))
    return Field("which", WHICH, Kind.CHOICE, choices=choices), Field("strikes", STRIKES, Kind.LONG)


def struck(entered: Sequence[PartyNotice], typed: Typed) -> PartyNotice:
    """Return the notice that was chosen, as it is struck out."""
    place = typed.number("which")
    if place is None or place >= len(entered):
        raise NOTICE_UNKNOWN.at("which")
    one = entered[place]
    return PartyNotice(one.party, one.notice, typed.text("strikes").strip(), one.name)


def _said(one: Notice) -> Text:
    day = f"{one.received_on:%d.%m.%Y}"
    name = NOTICES[one.kind]
    return Text(f"{name.kk}, {day}", f"{name.ru}, {day}", f"{name.en}, {day}")


def notice(typed: Typed, today: date) -> PartyNotice:
    """Return the notice that was typed."""
    told = Notice(
        NoticeKind(typed.text("kind")),
        typed.day("received_on") or today,
        typed.text("document"),
        typed.day("effect_on"),
    )
    party = typed.text("party")
    return PartyNotice(party, told) if party else PartyNotice(typed.text("code").strip(), told, name=_name(typed))


def system_fields(seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a system and of the card of its regime."""
    bodies = _bodies(seen)
    return (
        Field("id", ID, longest=40),
        Field("name_kk", NAME_KK, longest=300),
        Field("name_ru", NAME_RU, longest=300),
        Field("name_en", NAME_EN, required=False, longest=300),
        Field("ground", GROUND, hint=NUMBERED),
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
        name=_name(typed),
        tasks=typed.text("tasks"),
        owner=typed.text("owner"),
        holder=typed.text("holder"),
        users=typed.many("users"),
        card=card,
        joint=JointRight(joint) if joint else None,
        entrusted=typed.text("entrusted"),
        ground=typed.text("ground").strip(),
    )


def of_system(one: System) -> Typed:
    """Return the form of a system as it stands; the paper of the change is typed anew."""
    card = one.card
    texts = {name: getattr(one, name) for name in ("id", "tasks", "owner", "holder", "entrusted")}
    texts |= {**_names(one.name), "joint": "" if one.joint is None else one.joint.value}
    if card is None:
        return _typed({**texts, "card_set_by": one.regime_setter()}, users=one.users)
    texts |= {f"card_{name}": getattr(card, name) for name in ATTRIBUTES}
    texts |= {"card_access": card.access.value, "card_set_by": card.set_by, "card_since": _day(card.since)}
    return _typed({**texts, "card_measures": "\n".join(card.measures)}, users=one.users)


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


def _name(typed: Typed) -> Text:
    russian = typed.text("name_ru").strip()
    return Text(typed.text("name_kk").strip(), russian, typed.text("name_en").strip() or russian)


def _names(name: Text) -> dict[str, str]:
    return {"name_kk": name.kk, "name_ru": name.ru, "name_en": name.en}


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _typed(texts: Mapping[str, str], **many: tuple[str, ...]) -> Typed:
    return Typed(MappingProxyType({**{name: (text,) for name, text in texts.items()}, **many}))


def _parties(seen: Seen) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, one.name) for one in seen.directory.parties)


def _bodies(seen: Seen) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.name) for one in seen.directory.bodies)
