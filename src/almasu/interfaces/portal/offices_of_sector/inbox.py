"""The responsible worker's office: what reached the organisation, by deadline; its own documents on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from almasu.actions.sector import given_files, see, write_document
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.documents import Kept
from almasu.interfaces.portal.offices.blocks import At, Cell, Link, Own, Said, Sheet, Table, Tone, Way
from almasu.interfaces.portal.offices.deadline import due_by_law
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import REPORT, fields_of, titled, typed_values
from almasu.interfaces.portal.offices_of_sector.given_files import PLACE as FILES
from almasu.interfaces.portal.offices_of_sector.given_files import GivenFiles
from almasu.kernel.powers.sector import WRITE_DOCUMENT
from almasu.kernel.sector.catalogue import IncidentKind
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.kernel.sector.incident import Report
from almasu.kernel.sector.receipt import ReceiptState
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Кіріс", "Входящие", "Inbox")
RECEIVED = Text("Ұйымға келген хабарламалар", "Оповещения, пришедшие в организацию", "Alerts that reached us")
OWN = Text("Жазылып жатқан құжаттар", "Документы в работе", "Documents on their way")
FROM = Text("Кімнен", "От кого", "From")
NEW_ALERT = Text("Қауіп туралы хабарлама жазу", "Составить оповещение об угрозе", "Write a threat alert")
FROM_FILE = Text("STIX не MISP файлынан жазу", "Составить из файла STIX или MISP", "Write from a STIX or MISP file")
HANDED_IN = Text(
    "Бір тәулікте бағдарламалардан келген инциденттер",
    "Инциденты от программ за сутки",
    "Incidents from programs in a day",
)
A_DAY = timedelta(days=1)
SAVE = Text("Жобаны сақтау", "Сохранить черновик", "Save the draft")
LEAD = Text(
    "Хабарлама келген күннен кейінгі бір жұмыс күні ішінде басшының келісімімен қабылдаңыз не бас тартыңыз.",
    "Примите оповещение или откажитесь в течение одного рабочего дня после получения, с согласия руководства.",
    "Accept an alert or refuse it within one working day after it came, with the consent of the head.",
)
WRITING = Text(
    "Хабарлама барлық қаржы ұйымына барады. Алдымен басшының келісімі керек.",
    "Оповещение уйдёт всем финансовым организациям. Сначала нужно согласие руководства.",
    "The alert goes to all financial organisations. First the head has to consent.",
)
THEN = Text(
    "жоба сақталды; оны басшыға жіберіңіз.",
    "черновик сохранён; передайте его руководству.",
    "the draft is kept; put it before the head.",
)
TO_DECIDE = Text(
    "Хабарлама бойынша шешім ұсыну", "Предложить решение по оповещению", "Propose what to do about an alert"
)
TO_PROCESS = Text(
    "Ұсынымдарды қолданып, өңделгенін белгілеу", "Применить рекомендации и отметить", "Apply the advice, then mark it"
)
TO_MEND = Text("Қайтарылған құжатты түзету", "Исправить возвращённый документ", "Mend what was returned")


OF_WRITTEN = "older-written"
"""The cursor of the list of one's own documents, in the address of the page."""
CARD = f"{say.INBOX}/card"
NEW_CARD = Text("Инцидент картасын бастау", "Начать карточку инцидента", "Begin an incident card")
KIND_OF_INCIDENT = Text("Инцидент түрі", "Вид инцидента", "Kind of incident")
CARDS = Text(
    "Карта дереу жіберіледі: оны сіз бен орталық қана көреді. Жаңа деректерді кейін қосасыз.",
    "Карточка отправляется незамедлительно: её видите вы и центр. Новое добавите позже.",
    "The card is sent immediately: you and the centre alone see it. What comes to light later is added then.",
)


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox and the new alert."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        given = GivenFiles(self.running)
        deed = Deed(
            f"{say.INBOX}/alert",
            NEW_ALERT,
            self.blank,
            Unsigned(self.write, SAVE),
            WRITING,
            ("ASOI-10", "ASOI-3.3"),
            then=THEN,
        )
        return Office(
            say.INBOX,
            TITLE,
            WRITE_DOCUMENT.roles,
            (Page(say.INBOX, self.read, lists=(OF_WRITTEN,)), *given.pages()),
            (deed, *self._cards(), *given.deeds()),
            given.files(),
            section=Section.SECTOR,
            today=self.today,
        )

    def _cards(self) -> tuple[Deed, ...]:
        """Return a form for each of the six kinds of incidents (ASOI-12.1 to ASOI-12.6)."""
        return tuple(
            Deed(
                f"{CARD}/{kind.code}",
                titled(kind.name),
                partial(self.blank_card, kind),
                Unsigned(partial(self.write_card, kind), SAVE),
                CARDS,
                ("ASOI-12", *kind.cites),
                then=THEN,
            )
            for kind in law_of(self.running.node).catalogue.incidents
        )

    async def read(self, here: Here) -> Sheet:
        """Show what waits, the most urgent first."""
        at = self.running.now()
        node, asked = self.running.node, here.asked
        waiting = await see.waiting(node, here.session, at, asked.text("older"))
        written = await see.written(node, here.session, at, asked.text(OF_WRITTEN))
        received = Table(
            RECEIVED,
            (say.DOCUMENT, FROM, say.STANDING, say.DUE),
            tuple(self._received(one, at) for one in waiting.items),
            say.NOTHING,
            older_of(waiting.after),
            ("ASOI-13.1",),
        )
        own = Table(
            OWN,
            (say.DOCUMENT, say.STANDING, say.WRITTEN_AT, say.DUE),
            tuple(self._own(one) for one in written.items),
            say.NOTHING,
            older_of(written.after, name=OF_WRITTEN),
            ("ASOI-15",),
        )
        kinds = law_of(self.running.node).catalogue.incidents
        cards = Table(
            NEW_CARD,
            (KIND_OF_INCIDENT,),
            tuple(((Link(titled(kind.name), f"{CARD}/{kind.code}"),),) for kind in kinds),
            say.NOTHING,
            cites=("ASOI-12",),
        )
        ways = (Way(NEW_ALERT, f"{say.INBOX}/alert", main=True), Way(FROM_FILE, FILES))
        return Sheet(TITLE, (received, own, cards), ways, LEAD, ("ASOI-13.1",))

    def _received(self, one: see.Received, at: datetime) -> tuple[tuple[Cell, ...], ...]:
        return (
            (Link(say.name_of(one.kept.document), f"{say.DOCUMENTS}/{one.kept.paper.id}"),),
            (Own(one.author) if one.author else Said(say.THE_CENTRE),),
            (say.part(one.part.state),),
            () if one.part.is_decided else (due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at),),
        )

    def _own(self, one: Kept) -> tuple[tuple[Cell, ...], ...]:
        correct_by = one.document.correct_by
        return (
            (Link(say.name_of(one.document), f"{say.DOCUMENTS}/{one.paper.id}"),),
            (say.stage(one.document),),
            (At(one.document.written_at),),
            () if correct_by is None else (At(correct_by),),
        )

    async def today(self, here: Here) -> Today:
        """Return what waits for a worker today."""
        node, at = self.running.node, self.running.now()
        received = (await see.waiting(node, here.session, at)).items
        returned = (await see.written(node, here.session, at, stages=(Stage.RETURNED,))).items
        tasks = [self._task(one, at) for one in received if one.part.state is not ReceiptState.PROPOSED]
        tasks += [
            Task(TO_MEND, f"{say.DOCUMENTS}/{one.paper.id}", (Said(say.name_of(one.document)),)) for one in returned
        ]
        late = sum(one.part.is_late(at) and not one.part.is_decided for one in received)
        figures = [Figure(RECEIVED, len(received), say.INBOX, Tone.BAD if late else Tone.PLAIN)]
        handed_in = await given_files.handed_in(node, here.session, at - A_DAY, at)
        if handed_in:
            figures.append(Figure(HANDED_IN, handed_in, FILES, Tone.WAIT))
        return Today(tuple(tasks), tuple(figures), (Way(NEW_ALERT, f"{say.INBOX}/alert", main=True),))

    def _task(self, one: see.Received, at: datetime) -> Task:
        place = f"{say.DOCUMENTS}/{one.kept.paper.id}"
        if one.part.is_decided:
            return Task(TO_PROCESS, place, (Said(say.name_of(one.kept.document)),))
        due = due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at)
        return Task(TO_DECIDE, place, (Said(say.name_of(one.kept.document)),), due)

    async def blank(self, here: Here) -> Blank:
        """Return the form of an alert: the six fields of the act, and marks of the threat."""
        return Blank(fields_of(law_of(self.running.node).catalogue.alert))

    async def write(self, here: Here, typed: Typed) -> str:
        """Keep the draft."""
        fields = typed_values(law_of(self.running.node).catalogue.alert, typed)
        form = Form(DocumentKind.THREAT_ALERT, fields)
        kept = await write_document.write_document(self.running.node, here.session, form, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    async def blank_card(self, kind: IncidentKind, here: Here) -> Blank:
        """Return the form of a card: what every card says, what only its kind says, how far it has grown."""
        fields = law_of(self.running.node).catalogue.fields_of_card(kind)
        return Blank((*fields_of(fields), REPORT), filled=Typed({"report": (Report.FIRST.value,)}))

    async def write_card(self, kind: IncidentKind, here: Here, typed: Typed) -> str:
        """Keep the draft of a card."""
        fields = typed_values(law_of(self.running.node).catalogue.fields_of_card(kind), typed)
        form = Form(DocumentKind.INCIDENT_CARD, fields, kind.code, Report(typed.text("report")))
        kept = await write_document.write_document(self.running.node, here.session, form, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"
