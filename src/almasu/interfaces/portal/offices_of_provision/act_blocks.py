"""How a joint act is shown on a page: how it stands, what it says set by set, who approved and signed it (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid5

from almasu.actions.provision.acts import Kept
from almasu.actions.provision.see_acts import Seen
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Facts,
    Link,
    Many,
    Number,
    On,
    Own,
    Said,
    Sentence,
    State,
    Table,
    Tone,
    Words,
)
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.act_course import Hand, Stage, Version, last_day
from almasu.kernel.provision.conditions import KEPT_NAMES
from almasu.kernel.provision.conditions import Kept as KeptAct
from almasu.kernel.provision.joint_act import ActContent, ActField, Contact, DataSet
from almasu.kernel.provision.parties import SIDE_NAMES
from almasu.kernel.provision.schedule_words import in_words
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.provision.way import CLAUSES, WAY_NAMES
from almasu.law.term import UNIT_NAMES
from almasu.law.text import Text

ACTS = "/provision/acts"
ONE = f"{ACTS}/{{version:uuid}}"
ACT = Text("Акт", "Акт", "Act")
NUMBER = Text("Нөмірі", "Номер", "Number")
VERSION = Text("Нұсқасы", "Версия", "Version")
DRAFT = Text("Жобасы", "Редакция", "Draft")
HOW_IT_STANDS = Text("Күйі", "Состояние", "How it stands")
SINCE = Text("Бірінші күні", "Первый день", "First day")
UNTIL = Text("Соңғы күні", "Последний день", "Last day")
ENDS = Text("Мерзімінен бұрын тоқтату", "Досрочное прекращение", "Early end")
IN_FORCE = Text("күшінде", "действует", "in force")
HASH = Text("SHA-256 хэші", "Хэш SHA-256", "SHA-256")
WRITTEN = Text("Жазылған", "Составлено", "Written")
PURPOSES = Text("Мақсаттар", "Цели", "Purposes")
KEEPING = Text("Құпиялылық", "Конфиденциальность", "Confidentiality")
CONTACTS = Text("Байланыс", "Контакты", "Contacts")
SIDE = Text("Тарап", "Сторона", "Side")
POST = Text("Лауазым", "Должность", "Post")
PHONE = Text("Телефон", "Телефон", "Telephone")
EMAIL = Text("Пошта", "Почта", "E-mail")
CONDITIONS = Text("Тұрақты шарттар", "Постоянные условия", "Standing conditions")
KEPT = Text("Не сақталады", "Что соблюдается", "What is kept")
AS_OF = Text("Қай күнге", "На какой день", "As of")
DOCUMENT = Text("Құжат", "Документ", "Document")
DATA_SET = Text("Деректер жиыны", "Набор данных", "Data set")
FIELDS = Text("Жиынның өрістері", "Поля набора", "Fields of the set")
FIELD = Text("Өріс", "Поле", "Field")
NAME = Text("Атауы", "Название", "Name")
TYPE = Text("Түрі", "Тип", "Type")
NEEDED = Text("Міндеттілігі", "Обязательность", "Required")
WAY = Text("Тәсіл", "Способ", "Way")
GIVING = Text("Қашан беріледі", "Когда передаётся", "When it is given")
TERM = Text("Мерзім", "Срок", "Term")
REGIME = Text("Құпия режимі", "Режим тайны", "Regime of secrecy")
KEYS = Text("Кілттер", "Ключи", "Keys")
SOURCE = Text("Объект", "Объект", "Object")
CHANGE = Text("Түзету", "Изменить", "Change")
DROP = Text("Алып тастау", "Исключить", "Leave out")
HANDS = Text("Келісулер мен қолдар", "Согласования и подписи", "Approvals and signatures")
WHAT = Text("Не", "Что", "What")
BY = Text("Кім", "Кто", "Who")
WHEN = Text("Қашан", "Когда", "When")
SIGNED_ACT = Text("Қол қойылған әрекет", "Подписанное действие", "Signed act")
REMARKS = Text("Ескертпелер", "Замечания", "Remarks")
VERSIONS = Text("Барлық нұсқалар", "Все версии", "All versions")
WILL_TO_END = Text("Тоқтатуға келісті", "Согласие прекратить", "Agreed to end it")
BOTH_NEEDED = Text(
    "{last} күні тоқтайды, егер екі басшы да қол қойса.",
    "Прекратится {last}, если подпишут оба руководителя.",
    "It ends on {last} once both heads have signed.",
)
TONES = {
    Stage.DRAFT: Tone.PLAIN,
    Stage.AT_APPROVAL: Tone.WAIT,
    Stage.AT_SIGNATURE: Tone.WAIT,
    Stage.SIGNED: Tone.GOOD,
    Stage.GIVEN_UP: Tone.BAD,
}


def part_number(act: UUID, code: str) -> UUID:
    """Return the number under which a set of an act stands in an address."""
    return uuid5(act, code)


def part_at(content: ActContent, act: UUID, part: UUID) -> DataSet | None:
    """Return the set of an act that an address names."""
    return next((one for one in content.data_sets if part_number(act, one.code) == part), None)


def stage_of(version: Version) -> State:
    """Return how a version stands, as a mark and a word."""
    return State(TONES[version.stage], words.STAGE_NAMES[version.stage])


def row_of(kept: Kept, here: Here) -> tuple[tuple[Cell, ...], ...]:
    """Return a version as a row of a list."""
    content = kept.version.read()
    return (
        (Link(content.number, f"{ACTS}/{kept.paper.id}"),),
        (Own(content.body_name.text().said_in(here.language)),),
        (Number(kept.version.number),),
        (stage_of(kept.version),),
        (On(content.since),),
        (On(last_day(kept.version)),),
    )


COLUMNS = (
    ACT,
    say.BODY,
    VERSION,
    HOW_IT_STANDS,
    SINCE,
    UNTIL,
)


def standing(seen: Seen, here: Here) -> Facts:
    """Return how a version stands."""
    version, content = seen.version, seen.content
    state: tuple[Cell, ...] = (stage_of(version),)
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (NUMBER, (Own(content.number),)),
        (HOW_IT_STANDS, (*state, State(Tone.GOOD, IN_FORCE)) if seen.governs else state),
        (say.BODY, (Own(content.body_name.text().said_in(here.language)),)),
        (SINCE, (On(content.since),)),
        (UNTIL, (On(content.until),)),
        (VERSION, (Number(version.number),)),
        (DRAFT, (Number(version.draft),)),
        (WRITTEN, (At(version.written_at),)),
        (HASH, (Code(version.sha256),)),
    ]
    if version.ends is not None:
        rows.append((ENDS, (Sentence(BOTH_NEEDED, {"last": f"{version.ends:%d.%m.%Y}"}),)))
    return Facts(None, tuple(rows), ("FMA-5",))


def says(content: ActContent, here: Here, act: UUID | None = None) -> Iterator[Block]:
    """Yield what an act says; `act` where its sets can be changed from here."""
    keeping = content.confidentiality_ru if here.language == "ru" else content.confidentiality_kk
    yield Facts(
        None,
        (
            (PURPOSES, (Many(tuple(words.PURPOSE_NAMES[one] for one in content.purposes)),)),
            (KEEPING, (Own(keeping),)),
        ),
        ("FMA-1", "FMA-6.2"),
    )
    for one in content.data_sets:
        yield from _data_set(content, one, here, act)
    yield Table(
        CONTACTS, (SIDE, POST, PHONE, EMAIL), tuple(map(_contact, content.contacts)), say.NOTHING, cites=("FMA-5",)
    )
    kept = tuple(
        (
            (Said(SIDE_NAMES[one.side]),),
            (Said(KEPT_NAMES[KeptAct(one.act)]),),
            (On(one.as_of),),
            (Own(one.document),),
        )
        for one in content.compliance
    )
    yield Table(CONDITIONS, (SIDE, KEPT, AS_OF, DOCUMENT), kept, say.NOTHING, cites=("FMA-4.1",))


def hands(version: Version, names: Mapping[UUID, str]) -> Iterator[Block]:
    """Yield who approved, signed and agreed to end a version, and what a side wanted otherwise."""
    named: Mapping[Text, tuple[Hand, ...]] = {
        words.APPROVED_BY: version.approvals,
        words.SIGNED_BY: version.signatures,
        WILL_TO_END: version.endings,
    }
    rows = tuple(_hand(what, hand, names) for what, some in named.items() for hand in some)
    yield Table(HANDS, (WHAT, SIDE, BY, WHEN, SIGNED_ACT), rows, say.NOTHING, cites=("FMA-5",))
    if version.returns:
        remarks = tuple(((Own(one),),) for one in reversed(version.returns))
        yield Table(REMARKS, (WHAT,), remarks, say.NOTHING)


def warned(seen: Seen) -> Iterator[Block]:
    """Yield what both sides have to think of."""
    for one in seen.warned:
        if one.number == seen.version.number:
            yield Words(None, words.NOTICE_NAMES[one.what], Tone.BAD, ("FMA-5",))


def _data_set(content: ActContent, one: DataSet, here: Here, act: UUID | None) -> Iterator[Block]:
    name = one.name.text()
    labels = {each.name: each.label.text().said_in(here.language) for each in one.fields}
    source = next((each.name.text() for each in content.sources if each.code == one.source), None)
    giving: list[Cell] = [Said(words.GIVING_NAMES[one.giving])]
    if one.schedule is not None:
        giving.append(Said(in_words(one.schedule)))
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (NAME, (Own(name.said_in(here.language)), Code(one.code))),
        (SOURCE, () if source is None else (Own(source.said_in(here.language)),)),
        (WAY, (Said(WAY_NAMES[one.way]),)),
        (GIVING, tuple(giving)),
        (TERM, (Number(one.term.amount), Said(UNIT_NAMES[one.term.unit]))),
        (REGIME, (Said(SECRECY_NAMES[one.strictest]),)),
        (KEYS, tuple(cell for key in one.keys for cell in (Own(labels.get(key, key)), Code(key)))),
    ]
    if act is not None:
        place = f"{ACTS}/{act}/sets/{part_number(act, one.code)}"
        rows.append((CHANGE, (Link(CHANGE, f"{place}/edit"), Link(DROP, f"{place}/drop"))))
    fields = tuple(_field(each, here) for each in one.fields)
    yield Facts(DATA_SET, tuple(rows), ("FMA-5", CLAUSES[one.way]))
    yield Table(FIELDS, (FIELD, NAME, TYPE, REGIME, NEEDED), fields, say.NOTHING)


def _field(field: ActField, here: Here) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Code(field.name),),
        (Own(field.label.text().said_in(here.language)),),
        (Said(words.TYPE_NAMES[field.type]),),
        (Said(SECRECY_NAMES[field.secrecy]),),
        (Said(words.REQUIRED if field.required else words.OPTIONAL),),
    )


def _contact(one: Contact) -> tuple[tuple[Cell, ...], ...]:
    return ((Said(SIDE_NAMES[one.side]),), (Own(one.position),), (Own(one.phone),), (Own(one.email),))


def _hand(what: Text, hand: Hand, names: Mapping[UUID, str]) -> tuple[tuple[Cell, ...], ...]:
    act: tuple[Cell, ...] = () if hand.act is None else (Code(str(hand.act)),)
    return ((Said(what),), (Said(SIDE_NAMES[hand.side]),), (Own(names.get(hand.by, "")),), (At(hand.at),), act)
