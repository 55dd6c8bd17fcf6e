"""The centre's office of what others published: advisories and whom they concern, marks of events (ASOI-3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from almasu.actions.sector import incoming as acts
from almasu.actions.sector import publish
from almasu.actions.sector import software as declared
from almasu.actions.sector.acting import law_of
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sheet,
    Small,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of, filled, said, typed_values
from almasu.interfaces.portal.offices_of_sector.losses import LOST
from almasu.interfaces.portal.offices_of_sector.signals import PLACE as SIGNALS
from almasu.interfaces.portal.offices_of_sector.software import match_row, matches_table
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interchange.csaf_tests import FOUND
from almasu.kernel.interchange.incoming import SourceStands
from almasu.kernel.interchange.pulling import STOPS
from almasu.kernel.powers.exchanging import SEE_INCOMING
from almasu.kernel.sector.fields import Field as SectorField
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/incoming"
ONE = f"{PLACE}/{{incoming:uuid}}"
CITES = ("ASOI-3.5",)
TITLE = Text("Басқалардың жарияланымдары", "Публикации других", "What others published")
ADVISORIES = Text("Осалдықтар туралы хабарламалар", "Сообщения об уязвимостях", "Advisories")
EVENTS = Text("MISP оқиғалары", "События MISP", "Events of MISP")
SOURCES = Text("Дереккөздер", "Источники", "Sources")
SOURCE = Text("Дереккөз", "Источник", "Source")
CAME = Text("Келген уақыты", "Пришло", "Came")
NUMBER = Text("Нөмірі", "Номер", "Number")
NAME = Text("Атауы", "Название", "Title")
SCORE = Text("CVSS", "CVSS", "CVSS")
CVES = Text("CVE", "CVE", "CVE")
EXPLOITED = Text(
    "Қолданылып жатыр (KEV), түзету мерзімі", "Эксплуатируется (KEV), исправить до", "Exploited (KEV), mend by"
)
LIKELY = Text("Қолданылу ықтималдығы (EPSS)", "Вероятность эксплуатации (EPSS)", "How likely exploited (EPSS)")
MARKS = Text("Белгілері", "Признаки", "Marks")
READ_AT = Text("Соңғы оқылуы", "Прочитан", "Read last")
WHY = Text("Неге тоқтады", "Почему завершено", "Why it ended")
KEPT = Text("Алынды", "Принято", "Kept")
REFUSED = Text("Қабылданбады", "Отклонено", "Refused")
WHAT = Text("Не дұрыс емес", "Что не так", "What is wrong")
WHERE = Text("Қай жерінде", "Где", "Where")
FAULTS = Text("Пішіміндегі қателер (CSAF 6.1)", "Ошибки формы (CSAF 6.1)", "Faults of its form (CSAF 6.1)")
ADD = Text("Файлмен қосу", "Добавить файлом", "Add a file")
FILE = Text("CSAF не CVE файлы", "Файл CSAF или CVE", "CSAF or CVE file")
ALERT = Text("Хабарлама жасап, жариялау", "Составить и опубликовать оповещение", "Make it an alert and publish")
SIGN = Text("Қол қойып, жариялау", "Подписать и опубликовать", "Sign and publish")
ORIGINAL = Text("Келген күйіндегі файл", "Файл как он пришёл", "The file as it came")
FILLS = Text("Хабарламаға түсетіні", "Что попадёт в оповещение", "What fills the alert")
CONCERNED = Text("Кімге қатысты", "Кого касается", "Whom it concerns")
DECLARED = Text("Бағдарламаларын мәлімдегендер", "Заявили свои программы", "Organisations that declared software")
SURELY = Text("Қатысты", "Касается", "It concerns")
PERHAPS = Text("Қатысты болуы мүмкін", "Возможно, касается", "It may concern")
NAMED = Text("Атауын айтуға рұқсат бергендер", "Разрешили себя назвать", "Who let themselves be named")
USED = Text("Оларда", "У них", "They use")
AFFECTED = Text("Хабарламада", "В сообщении", "The advisory is about")
HOW_SURE = Text("Қаншалықты анық", "Насколько точно", "How sure")
LEAD = Text(
    "Баптауларда аталған дереккөздерден келгендер; әр файл келген күйінде сақталады.",
    "Пришедшее из источников, названных в настройках; каждый файл хранится таким, как пришёл.",
    "What came from the sources named in the settings; each file is kept as it came.",
)
PUBLISHED = Text(
    "Хабарлама барлық қосылған ұйымға барады.",
    "Оповещение уйдёт всем подключённым организациям.",
    "The alert goes to all connected organisations.",
)
MARKS_LEAD = Text(
    "Белгіні басыңыз: оны кездестірген сигналдар ашылады.",
    "Нажмите на признак: откроются сигналы, в которых он встретился.",
    "Press a mark: the signals that met it open.",
)
ONE_MB = Text("1 МБ-тан аспасын.", "Не больше 1 МБ.", "At most 1 MB.")


@dataclass(frozen=True, slots=True)
class IncomingOffice:
    """What came for the centre."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        alert = Signed(ActPurpose.SECTOR_PUBLISH, self.prepare, self.finish, SIGN)
        add = Deed(f"{PLACE}/new", ADD, self.blank_file, Unsigned(self.add, ADD), LEAD, CITES)
        return Office(
            PLACE,
            TITLE,
            SEE_INCOMING.roles,
            (
                Page(PLACE, self.read),
                Page(f"{PLACE}/events", self.events),
                Page(f"{PLACE}/sources", self.sources),
                Page(ONE, self.one),
            ),
            (add, Deed(f"{ONE}/alert", ALERT, self.blank, alert, PUBLISHED, CITES)),
            (File(f"{ONE}/original", self.original, foreign=True),),
            section=Section.SIGNALS,
        )

    async def read(self, here: Here) -> Sheet:
        """Show advisories, newest first."""
        page = await acts.advisories(self.running.node, here.session, here.asked.text("older"), self.running.now())
        columns = (NAME, CVES, SCORE, EXPLOITED, LIKELY, SOURCE, CAME)
        table = Table(ADVISORIES, columns, tuple(map(_row, page.items)), say.NOTHING, older_of(page.after), CITES)
        ways = (Way(ADD, f"{PLACE}/new"), Way(EVENTS, f"{PLACE}/events"), Way(SOURCES, f"{PLACE}/sources"))
        return Sheet(TITLE, (table,), ways, LEAD, CITES)

    async def events(self, here: Here) -> Sheet:
        """Show events of MISP with their marks."""
        page = await acts.events(self.running.node, here.session, here.asked.text("older"), self.running.now())
        rows, older = tuple(map(_event, page.items)), older_of(page.after)
        table = Table(EVENTS, (NAME, MARKS, LOST, SOURCE, CAME), rows, say.NOTHING, older, ("ASOI-10",))
        return Sheet(EVENTS, (table,), (), MARKS_LEAD, ("ASOI-10", "ASOI-3.6"))

    async def sources(self, here: Here) -> Sheet:
        """Show how the sources stand."""
        found = await acts.sources(self.running.node, here.session, self.running.now())
        rows = tuple(
            (
                (Own(one.source),),
                () if one.ended_at is None else (At(one.ended_at),),
                _ended(one),
                (Number(one.kept),),
                (Number(one.refused),),
            )
            for one in found
        )
        table = Table(SOURCES, (SOURCE, READ_AT, WHY, KEPT, REFUSED), rows, say.NOTHING, cites=CITES)
        return Sheet(SOURCES, (table,), (), LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one advisory, and whom it concerns."""
        number = here.ids["incoming"]
        opened = await acts.open_advisory(self.running.node, here.session, number, self.running.now())
        draft = await acts.draft(self.running.node, here.session, number, self.running.now())
        blocks: list[Block] = [
            Facts(ADVISORIES, _facts(opened.known)),
            *concerned(opened.concerned),
            said(FILLS, self._fields(), {name: _listed(name, text) for name, text in draft.items()}),
        ]
        if opened.faults:
            rows = tuple(((Own(one.test),), (Said(FOUND[one.test]),), (Own(one.what),)) for one in opened.faults)
            blocks.append(Table(FAULTS, (NUMBER, WHAT, WHERE), rows, say.NOTHING))
        here_is = f"{PLACE}/{number}"
        ways = (Way(ALERT, f"{here_is}/alert", main=True), Way(ORIGINAL, f"{here_is}/original"))
        return Sheet(ADVISORIES, tuple(blocks), ways, None, CITES)

    def _fields(self) -> tuple[SectorField, ...]:
        return law_of(self.running.node).catalogue.vulnerability

    async def blank(self, here: Here) -> Blank:
        """Return the form of an alert with what the advisory fills in."""
        draft = await acts.draft(self.running.node, here.session, here.ids["incoming"], self.running.now())
        named = (Field("incoming", NUMBER),)
        return Blank(fields_of(self._fields()), filled=filled(self._fields(), draft), named=named)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that publishes the alert."""
        values, source = typed_values(self._fields(), typed), here.ids["incoming"]
        act = await publish.prepare_publishing(self.running.node, here.session, values, self.running.now(), source)
        return to_sign(act, said_by(act.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Publish it."""
        kept = await publish.publish(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    async def blank_file(self, here: Here) -> Blank:
        """Return the form of a file."""
        return Blank((Field("file", FILE, Kind.FILE, hint=ONE_MB),))

    async def add(self, here: Here, typed: Typed) -> str:
        """Keep the file."""
        made = await acts.add_advisory(self.running.node, here.session, typed.files["file"].data, self.running.now())
        return f"{PLACE}/{made.id}"

    async def original(self, here: Here) -> EvidenceFile:
        """Return the file as it came."""
        found = await acts.original(self.running.node, here.session, here.ids["incoming"], self.running.now())
        return EvidenceFile(f"{found.kind.value}-{found.id}.json", found.body)


async def concern_blocks(running: Running, here: Here, document: UUID, *, is_centre: bool) -> tuple[Block, ...]:
    """Return whom a vulnerability alert that was sent concerns: one's own organisation; for the centre, how many."""
    found = await declared.concerned(running.node, here.session, document, running.now())
    return concerned(found) if is_centre else (matches_table(found.own),)


def concerned(found: declared.Concerned) -> tuple[Block, ...]:
    """Return whom an advisory concerns: counts of all, names of those who let it."""
    counts = ((DECLARED, (Number(found.declared),)), (SURELY, (Number(found.surely),)))
    rows = tuple(
        ((Own(f"{name} ({number})"),), *match_row(match)) for number, name, matched in found.named for match in matched
    )
    return (
        Facts(CONCERNED, (*counts, (PERHAPS, (Number(found.perhaps),))), CITES),
        Table(NAMED, (say.ORGANISATION, USED, AFFECTED, HOW_SURE), rows[:500], say.NOTHING),
    )


def _row(one: acts.Known) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(one.advisory.title or one.advisory.number, f"{PLACE}/{one.file.id}"),),
        tuple(Own(cve) for cve in one.advisory.cves[:10]),
        (Own(f"{one.advisory.score:.1f}"),),
        tuple(On(due) if due else Own(cve) for cve, due in one.exploited.items()),
        () if one.likely is None else (Own(f"{one.likely:.1%}"),),
        (Own(one.file.source),),
        (At(one.file.came_at),),
    )


def _facts(one: acts.Known) -> tuple[tuple[Text, tuple[Cell, ...]], ...]:
    exploited = tuple(On(due) if due else Own(cve) for cve, due in one.exploited.items())
    return (
        (NUMBER, (Own(f"{one.advisory.number} ({one.advisory.version})"),)),
        (NAME, (Own(one.advisory.title),)),
        (SOURCE, (Own(one.file.source),)),
        (CAME, (At(one.file.came_at),)),
        (SCORE, (Own(f"{one.advisory.score:.1f}"),)),
        (EXPLOITED, exploited),
        (LIKELY, () if one.likely is None else (Own(f"{one.likely:.1%}"),)),
    )


def _event(one: acts.Event) -> tuple[tuple[Cell, ...], ...]:
    fields = one.taken.fields
    marks = [line for name in ("addresses", "hashes", "names", "cves") for line in fields.get(name, "").splitlines()]
    return (
        (Own(fields.get("source", "")),),
        tuple(Link(mark, f"{SIGNALS}?{urlencode({'terms': mark})}") for mark in marks[:20]),
        (Number(len(one.taken.losses)),),
        (Own(one.file.source),),
        (At(one.file.came_at),),
    )


def _ended(one: SourceStands) -> tuple[Cell, ...]:
    """Return why reading a source ended, with what its server said; nothing while it was never read."""
    words = tuple(Said(text) for stop, text in STOPS.items() if stop == one.stopped)
    return (*words, Small(one.detail)) if one.detail else words


def _listed(name: str, text: str) -> str | list[str]:
    return text.splitlines() if name in ("cves", "affected") else text
