"""A breach in one flow: the report that blocks, the notice, the prosecutor's case, the papers (SIO25-17)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.operating.report_breach import prepare_breach, report_breach
from almasu.actions.operating.take_breach import Reported, breaches, one_breach, take_breach
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
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
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Page, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.operating.breach import BreachForm, BrokenLaw, NoticeState
from almasu.kernel.operating.problems import FUTURE
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/operator/breaches"
OF_REQUEST = "/offices/operator/lawfulness/{asked:uuid}/breach"
TITLE = Text("Бұзушылықтар", "Нарушения", "Breaches")
ONE = Text("Бұзушылық туралы хабарлама", "Сообщение о нарушении", "Report of a breach")
NEW = Text("Бұзушылық туралы хабарлау", "Сообщить о нарушении", "Report a breach")
SIGN = Text("Қол қойып, бұғаттау және хабарлау", "Подписать, заблокировать и сообщить", "Sign, block and report")
LEAD = Text(
    "Бір қолтаңба пайдаланушыны бірден бұғаттайды, оның органын хабардар етеді және прокурордың ісін ашады.",
    "Одна подпись сразу блокирует пользователя, извещает его орган и открывает дело у прокурора.",
    "One signature blocks the user at once, tells their body and opens the prosecutor's case.",
)
LAWS = {
    BrokenLaw.UNIFIED_REQUIREMENTS: Text(
        "Бірыңғай талаптар (№ 832)", "Единые требования (№ 832)", "Unified requirements (No. 832)"
    ),
    BrokenLaw.RULES: Text("Бірлескен бұйрықтың қағидалары", "Правила совместного приказа", "Rules of the joint order"),
    BrokenLaw.RULES_21: Text("№ 21 қағидалар", "Правила № 21", "Rules No. 21"),
}
USER = Text("Пайдаланушы", "Пользователь", "User")
LAW = Text("Не бұзылды", "Что нарушено", "What was broken")
WORDS = Text("Не болды", "Что произошло", "What happened")
LIABILITY = Text("Жауапкершілік шаралары", "Меры ответственности", "Measures on liability")
FOUND = Text("Қашан анықталды", "Когда выявлено", "Found at")
REPORTED = Text("Хабарланды", "Сообщено", "Reported")
ACCOUNT = Text("Есептік жазба", "Учётная запись", "Account")
NOTICE = Text("Органға хабарлама", "Извещение органу", "Notice to the body")
CASE = Text("Прокурордың ісі", "Дело у прокурора", "Prosecutor's case")
OPENED = Text("ашылды", "открыто", "opened")
BLOCKED = State(Tone.GOOD, Text("бұғатталған", "заблокирована", "blocked"))
WORKING = State(Tone.BAD, Text("бұғатталмаған", "не заблокирована", "not blocked"))
NOTICES = {
    NoticeState.SENT.value: State(
        Tone.WAIT, Text("жіберілді, оқылмаған", "отправлено, не прочитано", "sent, not read")
    ),
    NoticeState.READ.value: State(Tone.GOOD, Text("оқылды", "прочитано", "read")),
}
FOUND_IN = Text("Анықталған сұрау салу", "Запрос, в котором выявлено", "Request in which it was found")
EMPTY = Text("Бұзушылық туралы хабарлама жоқ.", "О нарушениях не сообщали.", "No breach was reported.")
TAKE = Text("Құжаттарын бір файлмен алу", "Взять документы одним файлом", "Take the papers as one file")
IIN = Text("Пайдаланушының ЖСН-і", "ИИН пользователя", "IIN of the user")
FIELDS = (
    Field("law", LAW, Kind.CHOICE, choices=tuple(Choice(one.value, text) for one, text in LAWS.items())),
    Field("words", WORDS, Kind.LONG, longest=4000),
    Field("liability", LIABILITY, Kind.LONG, longest=4000),
    Field("found_at", FOUND, Kind.MOMENT),
)


@dataclass(frozen=True, slots=True)
class BreachReports:
    """Pages, files and deeds of reports."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the list, and one report."""
        return Page(PLACE, self.listed), Page(f"{PLACE}/{{report:uuid}}", self.one)

    def files(self) -> tuple[File, ...]:
        """Return the papers of a report."""
        return (File(f"{PLACE}/{{report:uuid}}/papers", self.papers),)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the report about a person, and the one about a request."""
        done, cites = Signed(ActPurpose.BREACH, self.prepare, self.finish, SIGN), ("SIO25-17", "SIO25-23")
        return (
            Deed(f"{PLACE}/new", NEW, self.blank, done, LEAD, cites),
            Deed(OF_REQUEST, NEW, self.blank_of_request, done, LEAD, cites),
        )

    async def listed(self, here: Here) -> Sheet:
        """Show the reports, newest first, with what became of each."""
        found = await breaches(self.running.node, here.session, self.running.now())
        columns = (REPORTED, USER, LAW, ACCOUNT, NOTICE)
        table = Table(TITLE, columns, tuple(_row(one) for one in found), EMPTY)
        return Sheet(TITLE, (table,), (Way(NEW, f"{PLACE}/new", main=True),), LEAD, ("SIO25-17",))

    async def one(self, here: Here) -> Sheet:
        """Show one report step by step."""
        found = await one_breach(self.running.node, here.session, here.ids["report"], self.running.now())
        said = found.said
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (USER, (Own(found.account.person.full_name()),)),
            (LAW, (Said(LAWS[said.law]),)),
            (WORDS, (Own(said.words),)),
            (LIABILITY, (Own(said.liability),)),
            (FOUND, (At(said.found_at),)),
        ]
        if said.request is not None:
            rows.append((FOUND_IN, (Link(str(said.request), f"/offices/operator/lawfulness/{said.request}"),)))
        steps = Table(
            Text("Не істелді", "Что сделано", "What was done"),
            (Text("Қадам", "Шаг", "Step"), Text("Күйі", "Состояние", "State"), Text("Қашан", "Когда", "When")),
            (
                ((Said(ACCOUNT),), (_account(found),), (At(found.paper.at),)),
                ((Said(NOTICE),), (NOTICES[found.notice.state],), (At(found.notice.at),)),
                ((Said(CASE),), (State(Tone.GOOD, OPENED), Code(str(said.case))), (At(found.paper.at),)),
            ),
            EMPTY,
            cites=("SIO25-17", "SIO25-23"),
        )
        way = Way(TAKE, f"{PLACE}/{found.paper.id}/papers")
        return Sheet(ONE, (Facts(None, tuple(rows)), steps), (way,), None, ("SIO25-17",))

    async def papers(self, here: Here) -> EvidenceFile:
        """Give the papers of a report."""
        log, report, at = self.running.main, here.ids["report"], self.running.now()
        taken = await take_breach(self.running.node, here.session, report, log.journal, log.origin, at)
        return EvidenceFile(taken.name, taken.data)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a report about a person."""
        await breaches(self.running.node, here.session, self.running.now())
        return Blank((Field("iin", IIN, longest=40), *FIELDS))

    async def blank_of_request(self, here: Here) -> Blank:
        """Return the form of a report about a request: its person is not asked for."""
        await breaches(self.running.node, here.session, self.running.now())
        hidden = Text(
            "Пайдаланушы осы сұрау салу бойынша анықталады; аты-жөні қол қоятын актіде ғана көрсетіледі.",
            "Пользователь определяется по этому запросу; имя показывает только подписываемый акт.",
            "The user follows from this request; only the act to be signed shows the name.",
        )
        return Blank(FIELDS, (Words(None, hidden), Facts(None, ((FOUND_IN, (Code(str(here.ids["asked"])),)),))))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a report."""
        found_at = typed.moment("found_at")
        if found_at is None:
            raise FUTURE.at("found_at")
        form = BreachForm(
            iin=typed.text("iin"),
            law=BrokenLaw(typed.text("law")),
            words=typed.text("words"),
            liability=typed.text("liability"),
            found_at=found_at,
            request=here.ids.get("asked"),
        )
        prepared = await prepare_breach(self.running.node, here.session, form, self.running.now())
        return to_sign(prepared, said_by(prepared.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Block, tell the body, open the prosecutor's case."""
        paper = await report_breach(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"


def _row(one: Reported) -> tuple[tuple[Cell, ...], ...]:
    return (
        (At(one.paper.at),),
        (Link(one.account.person.full_name(), f"{PLACE}/{one.paper.id}"),),
        (Said(LAWS[one.said.law]),),
        (_account(one),),
        (NOTICES[one.notice.state],),
    )


def _account(one: Reported) -> State:
    return BLOCKED if one.account.state.shut else WORKING
