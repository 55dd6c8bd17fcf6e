"""What an ordinary paper says: scanned, keyed by two people apart, decided by a third (FMA-3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import keyings as acts
from almasu.actions.provision import materials, scans
from almasu.actions.provision.keyings import ToKey, ToType
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Many,
    Number,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Gives, Here, Office, Page, Shows, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed, Upload
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named, said_why
from almasu.interfaces.portal.offices_of_provision.received_blocks import regime
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision_papers import DECIDE_KEYING, DROP_KEYING, KEY_PAPER
from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.provision.keying import Keying, KeyingState
from almasu.kernel.provision.problems_of_handing import NO_READER
from almasu.law.problem import Problem
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

PLACE = "/provision/keyings"
ONE = f"{PLACE}/{{keying:uuid}}"
PAPER = f"{PLACE}/papers/{{paper:uuid}}"
CITES = ("FMA-3.5",)
USES = ("FMA-3.5", "FMA-6.1", "FMA-6.2")
TITLE = Text("Қағаздан теру", "Набор с бумаги", "Keying from paper")
WAITING = Text("Екінші не үшінші адамды күтеді", "Ждут второго или третьего", "Waiting for a second or a third person")
NONE = Text("Күтетін теру жоқ.", "Ждущих набора нет.", "No keying waits.")
SCAN = Text("Сканын қою", "Приложить скан", "Attach the scan")
KEY = Text("Мәліметін теру", "Набрать сведения", "Key what it says")
AGAIN = Text("Екінші рет теру", "Набрать второй раз", "Key it again")
TAKE_SCAN = Text("Сканын алу", "Скачать скан", "Take the scan")
TAKE_LEAD = Text(
    "Скан – қағаздың көшірмесі: режимі басып шығаруға рұқсат етсе ғана беріледі. Алу журналға жазылады.",
    "Скан – копия бумаги: выдаётся, если режим допускает печать. Выдача записывается в журнал.",
    "A scan is a copy of its paper: it is given out where the regime allows printing. The taking is journalled.",
)
DECIDE = Text("Айырмасын шешу", "Решить различия", "Decide where they differ")
FILE = Text("Сканның файлы (PDF не сурет)", "Файл скана (PDF или снимок)", "File of the scan (PDF or a picture)")
PAGES = Text("Бет саны", "Число страниц", "Pages")
ON_SHEET = "on_sheet"
SHEET = Text("Қағаздың қай парағында", "На каком листе бумаги", "On which sheet of the paper")
FIRST_SHEET = Text("бос қалса – бірінші парақ", "если не указать – первый лист", "the first one where none is given")
MATERIAL = Text("Материал", "Материал", "Material")
STATE = Text("Күйі", "Состояние", "State")
BODY = Text("Орган", "Орган", "Body")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
WHEN = Text("Бірінші рет терілді", "Набрано впервые", "First keyed")
TWICE = Text("Екі рет терілетін өрістер", "Поля, набираемые дважды", "Fields that are keyed twice")
DIFFER = Text("Айырмасы бар өрістер", "Поля с различиями", "Fields that differ")
RECEIVED = Text("Алынған мәлімет", "Полученные сведения", "Received data")
OPEN = Text("Карточкасын ашу", "Открыть карточку", "Open its card")
PAPER_OF_IT = Text("Қағазы", "Бумага", "Paper")
SIDES = Text("Екі теру қатар", "Два набора рядом", "Both keyings side by side")
FIELD = Text("Өріс", "Поле", "Field")
FIRST = Text("Бірінші", "Первый", "First")
SECOND = Text("Екінші", "Второй", "Second")
KEY_LEAD = Text(
    "Қағаздағыдай теріңіз. Маңызды өрістерді басқа қызметкер сіздікін көрмей қайта тереді.",
    "Наберите как на бумаге. Важные поля другой работник наберёт ещё раз, не видя вашего.",
    "Key it as it is on the paper. What matters another officer keys again without seeing yours.",
)
AGAIN_LEAD = Text(
    "Қағаздың өзінен теріңіз: бірінші теру көрсетілмейді.",
    "Набирайте с самой бумаги: первый набор не показан.",
    "Key from the paper itself: the first keying is not shown.",
)
DECIDE_LEAD = Text(
    "Қағазда тұрған мәнді теріңіз. Шешетін адам бұл екеуінің бірі емес.",
    "Наберите значение, которое стоит на бумаге. Решает не один из этих двоих.",
    "Key the value that stands on the paper. Who decides is neither of these two.",
)
DROP = Text("Теруді тоқтату", "Прекратить набор", "Give the keying up")
DROP_LEAD = Text(
    "Терілген мәндер бірден жойылады; карточкасы мен себебі қалады. Қағаздың өзі орнында: оны қайта теруге болады.",
    "Набранные значения уничтожаются сразу; карточка и причина остаются. Сама бумага на месте: её можно набрать снова.",
    "What was typed is destroyed at once; card and reason stay. The paper stays too: it may be keyed anew.",
)
NOT_RECEIVED = Text("Неге қабылданбайды", "Почему не может быть принято", "Why it cannot be received")
WHAT_TO_DO = Text("Не істеу керек", "Что делать", "What to do")
WHEN_DROPPED = Text("Тоқтатылған уақыты", "Когда прекращён", "Given up at")
OR_DROPPED = Text(
    "Болмаса, теруді тоқтатыңыз: терілгені жойылады.",
    "Иначе прекратите набор: набранное будет уничтожено.",
    "Else give the keying up: what was typed is destroyed.",
)
DROPPED = Text("Тоқтатылды", "Прекращён", "Given up")
WITH_MATERIAL = Text("материалы жойылған", "материал уничтожен", "its material was destroyed")
WHY_DROPPED = Text("Тоқтату себебі", "Причина прекращения", "Why it was given up")
GONE = Text("Жойылған мазмұн", "Уничтожено содержаний", "Contents destroyed")
READ = Text("Сканды бағдарламамен оқу", "Прочитать скан программой", "Read the scan by a program")
READ_LEAD = Text(
    "Оқылғаны – теруге көмек қана: қате болуы мүмкін, еш жерде сақталмайды. Оқу журналға жазылады.",
    "Прочитанное – лишь помощь при наборе: бывают ошибки, нигде не хранится. Чтение записывается в журнал.",
    "What is read only helps whoever keys: it may be wrong and is kept nowhere. The reading is journalled.",
)
LINES = Text("Оқылған жолдар", "Прочитанные строки", "Lines that were read")
NO_LINES = Text("Бағдарлама еш сөз көрмеді.", "Программа не увидела слов.", "The program saw no words.")
MOST_LINES = 500
STATES = {
    KeyingState.KEYED_ONCE: State(Tone.WAIT, Text("бір рет терілді", "набрано один раз", "keyed once")),
    KeyingState.DIFFERS: State(Tone.BAD, Text("айырмасы бар", "есть различия", "they differ")),
    KeyingState.RECEIVED: State(Tone.GOOD, Text("қабылданды", "принято", "received")),
    KeyingState.DROPPED: State(Tone.PLAIN, Text("тоқтатылды", "прекращён", "given up")),
}


@dataclass(frozen=True, slots=True)
class KeyingsOffice:
    """Keyings that wait, and what is done with a paper's content."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        keys, decides = KEY_PAPER.roles, DECIDE_KEYING.roles
        deeds = (
            Deed(f"{PAPER}/scan", SCAN, self.blank_scan, Unsigned(self.scan, SCAN), None, ("FMA-3.5", "FMA-4.2"), keys),
            Deed(f"{PAPER}/words", READ, self.blank_words, Shows(self.words, READ), READ_LEAD, CITES, keys),
            Deed(
                f"{PAPER}/scan-file",
                TAKE_SCAN,
                self.blank_use,
                Gives(self.scan_file, TAKE_SCAN, foreign=True),
                TAKE_LEAD,
                USES,
                keys,
            ),
            Deed(f"{PAPER}/key", KEY, self.blank_key, Unsigned(self.key, KEY), KEY_LEAD, CITES, keys),
            Deed(f"{ONE}/again", AGAIN, self.blank_again, Unsigned(self.again, AGAIN), AGAIN_LEAD, CITES, keys),
            Deed(
                f"{ONE}/decide", DECIDE, self.blank_decide, Unsigned(self.decide, DECIDE), DECIDE_LEAD, CITES, decides
            ),
        )
        drops = Deed(
            f"{ONE}/drop", DROP, self.blank_drop, Unsigned(self.drop, DROP), DROP_LEAD, CITES, DROP_KEYING.roles
        )
        pages = (Page(PLACE, self.read), Page(ONE, self.one))
        return Office(PLACE, TITLE, decides, pages, (*deeds, drops), section=Section.ON_PAPER)

    async def read(self, here: Here) -> Sheet:
        """Show what waits."""
        found = await acts.waiting_keyings(self.running.node, here.session, self.running.now())
        names = await named(self.running, here, [(one.body, one.data_set) for one in found])
        table = table_of(WAITING, found, names)
        return Sheet(TITLE, (table,), (), None, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one keying: hands and fields, no value."""
        keying = await acts.one_keying(self.running.node, here.session, here.ids["keying"], self.running.now())
        role, stopped = None if here.person is None else here.person.holds, await self._stopped(here, keying)
        blocks = await self._blocks(here, keying, stopped)
        return Sheet(TITLE, blocks, tuple(_ways(keying, role, stands=not stopped)), None, CITES)

    async def blank_scan(self, here: Here) -> Blank:
        """Return the form of a scan; a restricted paper has none."""
        await acts.to_be_keyed(self.running.node, here.session, here.ids["paper"], self.running.now())
        return Blank((await self._material(here), Field("pages", PAGES, Kind.NUMBER), Field("file", FILE, Kind.FILE)))

    async def scan(self, here: Here, typed: Typed) -> str:
        """Keep the scan."""
        upload, pages = typed.files.get("file") or Upload("", b""), typed.number("pages") or 0
        sheaf, material = here.ids["paper"], typed.id("for_material") or UUID(int=0)
        node, at = self.running.node, self.running.now()
        await scans.keep_scan(node, here.session, sheaf, material, pages, upload.data, at)
        return f"/provision/papers/{sheaf}"

    async def blank_use(self, here: Here) -> Blank:
        """Return the form of a use of the scan: a purpose and a reason, below what the paper is and its regime."""
        sheaf = await scans.scan_to_use(self.running.node, here.session, here.ids["paper"], self.running.now())
        card = sheaf.card
        names = await named(self.running, here, [(card.body, card.data_set)])
        facts = (
            (say.PAPER, (Own(card.outgoing), On(card.dated))),
            (BODY, names.body(card.body)),
            (SET, names.data_set(card.body, card.data_set)),
            (say.SECRECY, (regime(card.secrecy),)),
        )
        return Blank((say.PURPOSE_FIELD, say.WHY_FIELD), (Facts(None, facts, USES),))

    async def scan_file(self, here: Here, typed: Typed) -> EvidenceFile:
        """Return the scan as bytes to save."""
        node, number, at = self.running.node, here.ids["paper"], self.running.now()
        purpose, why = typed.text("purpose"), typed.text("why")
        scan = await scans.take_scan(node, here.session, number, purpose, why, at)
        return EvidenceFile(scan.name, scan.data)

    async def blank_words(self, here: Here) -> Blank:
        """Return the form of a use; where no program reads, say so."""
        if self.running.node.scan_reader is None:
            return Blank((), (Words(None, NO_READER.title, Tone.WAIT), Words(None, NO_READER.remedy)), closed=True)
        return await self.blank_use(here)

    async def words(self, here: Here, typed: Typed) -> Sheet:
        """Show what a program reads on the scan."""
        sheaf = here.ids["paper"]
        purpose, why, at = typed.text("purpose"), typed.text("why"), self.running.now()
        said = await scans.scan_words(self.running.node, here.session, sheaf, purpose, why, at)
        lines = tuple(((Own(one.strip()),),) for one in said.splitlines() if one.strip())
        table = Table(LINES, (LINES,), lines[:MOST_LINES], NO_LINES, cites=CITES)
        ways = (Way(KEY, f"{PLACE}/papers/{sheaf}/key", main=True),)
        return Sheet(READ, (table,), ways, READ_LEAD, CITES, unprinted=say.UNPRINTED)

    async def blank_key(self, here: Here) -> Blank:
        """Return the form of a record."""
        found = await acts.to_be_keyed(self.running.node, here.session, here.ids["paper"], self.running.now())
        fields = tuple(_field(one, here.language) for one in found.under.data_set.fields)
        sheet = Field(ON_SHEET, SHEET, Kind.NUMBER, required=False, hint=FIRST_SHEET)
        return Blank((await self._material(here), sheet, *fields))

    async def key(self, here: Here, typed: Typed) -> str:
        """Keep the first keying."""
        sheaf, material = here.ids["paper"], typed.id("for_material") or UUID(int=0)
        values = {name: typed.text(name) for name in typed.texts if name not in ("for_material", ON_SHEET)}
        told = ToKey(sheaf, material, values, typed.number(ON_SHEET) or 1)
        made = await acts.key_first(self.running.node, here.session, told, self.running.now())
        return f"{PLACE}/{made.id}"

    async def blank_again(self, here: Here) -> Blank:
        """Return the form of what is keyed twice; nothing of the first is in it."""
        keying = await acts.one_keying(self.running.node, here.session, here.ids["keying"], self.running.now())
        return Blank(await self._fields(here, keying, keying.fields))

    async def again(self, here: Here, typed: Typed) -> str:
        """Keep the second keying."""
        told = ToType({name: typed.text(name) for name in typed.texts})
        made = await acts.key_again(self.running.node, here.session, here.ids["keying"], told, self.running.now())
        return f"{PLACE}/{made.id}"

    async def blank_decide(self, here: Here) -> Blank:
        """Show both keyings side by side above the form."""
        found = await acts.side_by_side(self.running.node, here.session, here.ids["keying"], self.running.now())
        fields = await self._fields(here, found.keying, found.keying.differing)
        labels = {one.name: one.label.said_in(here.language) for one in fields}
        rows = tuple(
            ((Own(labels.get(name, name)),), (Own(first),), (Own(second),))
            for name, (first, second) in found.both.items()
        )
        return Blank(fields, (Table(SIDES, (FIELD, FIRST, SECOND), rows, NONE, cites=CITES),))

    async def decide(self, here: Here, typed: Typed) -> str:
        """Decide."""
        told = ToType({name: typed.text(name) for name in typed.texts})
        made = await acts.decide(self.running.node, here.session, here.ids["keying"], told, self.running.now())
        return f"{PLACE}/{made.id}"

    async def blank_drop(self, here: Here) -> Blank:
        """Return the form of the reason below what is given up."""
        keying = await acts.one_keying(self.running.node, here.session, here.ids["keying"], self.running.now())
        above = await self._blocks(here, keying, await self._stopped(here, keying))
        return Blank((say.REASON_FIELD,), above) if keying.waits else Blank((), above, closed=True)

    async def drop(self, here: Here, typed: Typed) -> str:
        """Give the keying up."""
        told = acts.ToDrop(typed.text("why"))
        made = await acts.drop(self.running.node, here.session, here.ids["keying"], told, self.running.now())
        return f"{PLACE}/{made.id}"

    async def _blocks(self, here: Here, keying: Keying, stopped: tuple[Facts, ...]) -> tuple[Block, ...]:
        """Return a keying with what keeps it from being received, or how it was given up."""
        return (await self._facts(here, keying), *stopped, *_dropped(keying))

    async def _stopped(self, here: Here, keying: Keying) -> tuple[Facts, ...]:
        """Return what keeps a keying from being received now; nothing where another hand may go on."""
        no = await acts.why_not_received(self.running.node, here.session, keying.id, self.running.now())
        if no is None:
            return ()
        names = await named(self.running, here, [(keying.body, keying.data_set)])
        why = said_why(no.kind.code, no.title, names.said(keying.body, keying.data_set))
        rows = ((say.REASON, (why,)), (WHAT_TO_DO, (Many((no.remedy, OR_DROPPED)),)))
        return (Facts(NOT_RECEIVED, rows, no.kind.cites),)

    async def _material(self, here: Here) -> Field:
        known = await materials.my_materials(self.running.node, here.session, self.running.now())
        offered = tuple(Choice(str(one.paper.id), Text(*(one.material.name,) * 3)) for one in known)
        return Field("for_material", MATERIAL, Kind.CHOICE, choices=offered)

    async def _fields(self, here: Here, keying: Keying, names: tuple[str, ...]) -> tuple[Field, ...]:
        set_of = await acts.set_of_keying(self.running.node, here.session, keying, self.running.now())
        return tuple(_field(one, here.language) for one in set_of.fields if one.name in names)

    async def _labels(self, here: Here, keying: Keying) -> Mapping[str, str]:
        """Return what the act in force calls the fields; where none covers the set any more, they have their codes."""
        try:
            set_of = await acts.set_of_keying(self.running.node, here.session, keying, self.running.now())
        except Problem:
            return {}
        return {one.name: one.label.text().said_in(here.language) for one in set_of.fields}

    async def _facts(self, here: Here, keying: Keying) -> Block:
        names = await named(self.running, here, [(keying.body, keying.data_set)])
        labels = await self._labels(here, keying)
        received: tuple[Cell, ...] = ()
        if keying.received is not None:
            received = (Link(OPEN, f"{say.MATERIALS}/received/{keying.received}"),)
        return Facts(
            None,
            (
                (STATE, (STATES[keying.state],)),
                (BODY, names.body(keying.body)),
                (SET, names.data_set(keying.body, keying.data_set)),
                (PAPER_OF_IT, (Link(OPEN, f"/provision/papers/{keying.sheaf}"),)),
                (WHEN, (At(keying.first_at),)),
                (TWICE, (Own(_called(labels, keying.fields)),)),
                *(((DIFFER, (Own(_called(labels, keying.differing)),)),) if keying.differing else ()),
                (RECEIVED, received),
            ),
            CITES,
        )


def _dropped(keying: Keying) -> tuple[Facts, ...]:
    dropped = keying.dropped
    if dropped is None:
        return ()
    why: Cell = Said(WITH_MATERIAL) if dropped.by is None else Own(dropped.why)
    rows = ((WHEN_DROPPED, (At(dropped.at),)), (WHY_DROPPED, (why,)), (GONE, (Number(dropped.contents),)))
    return (Facts(DROPPED, rows, CITES),)


def table_of(title: Text, found: Sequence[Keying], names: Named) -> Table:
    """Return keyings as a table: hands and moments, no value."""
    rows = tuple(
        (
            names.data_set(one.body, one.data_set, f"{PLACE}/{one.id}"),
            names.body(one.body),
            (At(one.first_at),),
            (STATES[one.state],),
        )
        for one in found
    )
    return Table(title, (SET, BODY, WHEN, STATE), rows, NONE, cites=CITES)


def _called(labels: Mapping[str, str], names: Sequence[str]) -> str:
    return ", ".join(labels.get(one, one) for one in names)


def _ways(keying: Keying, role: Role | None, *, stands: bool) -> Iterator[Way]:
    """Yield what may be done with a keying: the next hand only where what it types could be received."""
    if stands and keying.state is KeyingState.KEYED_ONCE and role in KEY_PAPER.roles:
        yield Way(AGAIN, f"{PLACE}/{keying.id}/again", main=True)
    if stands and keying.state is KeyingState.DIFFERS:
        yield Way(DECIDE, f"{PLACE}/{keying.id}/decide", main=True)
    if keying.waits and role in DROP_KEYING.roles:
        yield Way(DROP, f"{PLACE}/{keying.id}/drop", main=not stands)


def _field(field: ActField, language: Language) -> Field:
    """Return a field of the set as it is typed."""
    label = Text(*(field.label.text().said_in(language),) * 3)
    if field.values:
        offered = tuple(Choice(one, Text(one, one, one)) for one in field.values)
        return Field(field.name, label, Kind.CHOICE, field.required, choices=offered)
    return Field(field.name, label, required=field.required, longest=field.limit)
