"""Requests: what came to the organisation by deadline, what it asked, what is overdue; a new request (ASOI-11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.sector import see_requests, write_document
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.documents import Kept
from almasu.actions.sector.see import AT_ONCE
from almasu.actions.sector.see_requests import Asked, Asking, mine
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Link, Own, Sheet, Table, Tone, Way
from almasu.interfaces.portal.offices.deadline import due_by_law
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.addressees import addressees_field, addressees_of
from almasu.interfaces.portal.offices_of_sector.form import fields_of, typed_values
from almasu.interfaces.portal.offices_of_sector.shown_request import name_of, state_of
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.sector import SEE_DOCUMENTS, WRITE_DOCUMENT
from almasu.kernel.sector.assignment import AssignmentState
from almasu.kernel.sector.content import Form, values_in
from almasu.kernel.sector.document import DocumentKind
from almasu.law.text import Text
from almasu.wiring.running import Running

SHOWN = 5
SENT_AT, EARLIER_AT = f"{say.REQUESTS}/sent", f"{say.REQUESTS}/earlier"
TITLE = Text("Сұрау салулар", "Запросы", "Requests")
CAME = Text("Бізге келген сұрау салулар", "Запросы к нам", "Requests to us")
WENT = Text("Жіберілген сұрау салулар", "Отправленные запросы", "Requests that were sent")
EARLIER = Text("Бұрын келгендер", "Пришедшие ранее", "Those that came earlier")
LATE = Text("Ұйымдарда мерзімі өткендер", "Просроченные организациями", "Overdue at organisations")
SUBJECT = Text("Тақырыбы", "Тема", "Subject")
FROM = Text("Кімнен", "От кого", "From")
CAME_AT = Text("Келген уақыты", "Пришёл", "Came")
NEW = Text("Сұрау салу жазу", "Составить запрос", "Write a request")
SAVE = Text("Жобаны сақтау", "Сохранить черновик", "Save the draft")
TO_TAKE = Text("Сұрау салуды жұмысқа алу не қабылдамау", "Принять запрос или отклонить", "Take a request or decline it")
TO_ANSWER = Text("Сұрау салуға жауап беру", "Ответить на запрос", "Answer a request")
TO_CONSENT = Text("Сұрау салу бойынша шешу", "Решить по запросу", "Decide on a request")
LEAD = Text(
    "Сұрау салуды бір жұмыс күні ішінде жұмысқа алыңыз не түсініктемемен қабылдамаңыз; жауап – 10 жұмыс күнінен "
    "кешіктірілмейді.",
    "Примите запрос в работу или отклоните с комментарием в течение одного рабочего дня; ответ – не позднее десяти "
    "рабочих дней.",
    "Take a request into work or decline it with a comment within one working day; the answer comes within ten working "
    "days.",
)
WRITING = Text(
    "Сұрау салу басшының келісімінен кейін таңдалғандарға ғана барады.",
    "Запрос уйдёт только выбранным, после согласия руководства.",
    "The request goes to those chosen alone, after the head has consented.",
)
THEN = Text(
    "жоба сақталды; оны басшыға жіберіңіз.",
    "черновик сохранён; передайте его руководству.",
    "the draft is kept; put it before the head.",
)

OF_LATE = "older-late"
"""The cursor of the list of what is overdue, in the address of the page."""


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests of somebody's organisation, and of all for the centre."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        deed = Deed(
            f"{say.REQUESTS}/new",
            NEW,
            self.blank,
            Unsigned(self.write, SAVE),
            WRITING,
            ("ASOI-3.7", "ASOI-11"),
            WRITE_DOCUMENT.roles,
            THEN,
        )
        pages = (
            Page(say.REQUESTS, self.read, lists=(OF_LATE,)),
            Page(SENT_AT, self.sent),
            Page(EARLIER_AT, self.earlier),
        )
        return Office(
            say.REQUESTS, TITLE, SEE_DOCUMENTS.roles, pages, (deed,), section=Section.SECTOR, today=self.today
        )

    async def read(self, here: Here) -> Sheet:
        """Show what waits, what was asked last, and for the centre what is overdue."""
        node, at = self.running.node, self.running.now()
        waits = await see_requests.open_requests(node, here.session, at, here.asked.text("older"))
        blocks: list[Block] = [self._came(CAME, waits.items, at, older_of(waits.after))]
        if _is(here, Role.SECTORAL_CENTRE):
            late = await see_requests.late_requests(node, here.session, at, here.asked.text(OF_LATE))
            blocks.append(self._late(late.items, at, older_of(late.after, name=OF_LATE)))
        went = await see_requests.asked_by_us(node, here.session, "", AT_ONCE, at)
        older = f"{SENT_AT}{older_of(went.after)}" if went.after else ""
        blocks.append(_went(went.items, at, older))
        ways: tuple[Way, ...] = (Way(EARLIER, EARLIER_AT),)
        if _is(here, Role.RESPONSIBLE_WORKER):
            ways = (Way(NEW, f"{say.REQUESTS}/new", main=True), *ways)
        return Sheet(TITLE, tuple(blocks), ways, LEAD, ("ASOI-11", "ASOI-14.1", "ASOI-14.2"))

    async def sent(self, here: Here) -> Sheet:
        """Show the requests that were sent, page by page."""
        at = self.running.now()
        page = await see_requests.asked_by_us(self.running.node, here.session, here.asked.text("older"), AT_ONCE, at)
        return Sheet(WENT, (_went(page.items, at, older_of(page.after)),))

    async def earlier(self, here: Here) -> Sheet:
        """Show all that came, page by page, newest first."""
        at = self.running.now()
        page = await see_requests.asked_of_us(self.running.node, here.session, here.asked.text("older"), AT_ONCE, at)
        return Sheet(EARLIER, (self._came(EARLIER, page.items, at, older_of(page.after)),))

    def _came(self, title: Text, found: Sequence[Asked], at: datetime, older: str = "") -> Table:
        columns = (SUBJECT, FROM, say.STANDING, CAME_AT, say.DUE)
        return Table(title, columns, tuple(self._row(one, at) for one in found), say.NOTHING, older, ("ASOI-14.1",))

    def _row(self, one: Asked, at: datetime) -> tuple[tuple[Cell, ...], ...]:
        due = () if one.due is None else (due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at),)
        return (
            (Link(_subject(one.kept), f"{say.DOCUMENTS}/{one.kept.paper.id}"),),
            (Own(one.author),),
            state_of(one.part, at),
            (At(one.part.received_at),),
            due,
        )

    async def today(self, here: Here) -> Today:
        """Return what waits for whoever is here."""
        at = self.running.now()
        waits = (await see_requests.open_requests(self.running.node, here.session, at)).items
        late = any(one.part.is_late(at) for one in waits)
        figure = Figure(CAME, len(waits), say.REQUESTS, Tone.BAD if late else Tone.PLAIN)
        return Today(tuple(self._tasks(here, waits, at)), (figure,))

    def _tasks(self, here: Here, waits: Sequence[Asked], at: datetime) -> Iterator[Task]:
        account = None if here.person is None else UUID(here.person.account)
        for one in waits if account is None else mine(waits, account):
            text = _next_step(here, one.part.state)
            if text is not None:
                due = None
                if one.due is not None:
                    due = due_by_law(one.due.deadline, self.running.law.terms[one.due.term], at)
                yield Task(text, f"{say.DOCUMENTS}/{one.kept.paper.id}", (Own(_subject(one.kept)),), due)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a request: what is asked, why, and of whom."""
        fields = fields_of(law_of(self.running.node).catalogue.request)
        return Blank((await addressees_field(self.running, here), *fields))

    async def write(self, here: Here, typed: Typed) -> str:
        """Keep the draft."""
        values = typed_values(law_of(self.running.node).catalogue.request, typed)
        form = Form(DocumentKind.REQUEST, values, addressees=addressees_of(typed))
        kept = await write_document.write_document(self.running.node, here.session, form, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    def _late(self, found: Sequence[Asked], at: datetime, older: str) -> Table:
        columns = (say.ORGANISATION, SUBJECT, FROM, say.STANDING, say.DUE)
        rows = tuple(((name_of(one.part),), *self._row(one, at)[:3], *self._row(one, at)[4:]) for one in found)
        return Table(LATE, columns, rows, say.NOTHING, older, ("ASOI-14.1", "ASOI-14.2"))


def _is(here: Here, role: Role) -> bool:
    return here.person is not None and here.person.holds is role


def _next_step(here: Here, state: AssignmentState) -> Text | None:
    """Return what whoever is here has to do with a request in this state; None where it waits for somebody else."""
    if _is(here, Role.HEAD_OF_SECURITY):
        return TO_CONSENT if state is AssignmentState.PROPOSED else None
    match state:
        case AssignmentState.RECEIVED:
            return TO_TAKE
        case AssignmentState.IN_WORK:
            return TO_ANSWER
        case AssignmentState.PROPOSED | AssignmentState.DECLINED | AssignmentState.ANSWERED:
            return None


def _subject(kept: Kept) -> str:
    return str(values_in(DocumentKind.REQUEST, kept.document.content)["subject"])


def _went(found: Sequence[Asking], at: datetime, older: str) -> Table:
    columns = (SUBJECT, FROM, say.ORGANISATION, say.STANDING, say.SENT_AT)
    rows = tuple(_line(one, at) for one in found)
    return Table(WENT, columns, rows, say.NOTHING, older, ("ASOI-11",))


def _line(one: Asking, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    """Return a request with how far its first addressees are; its page shows all of them."""
    sent = one.kept.document.seen_by_others
    return (
        (Link(_subject(one.kept), f"{say.DOCUMENTS}/{one.kept.paper.id}"),),
        (Own(one.author),),
        tuple(name_of(part) for part in one.parts[:SHOWN]),
        tuple(cell for part in one.parts[:SHOWN] for cell in state_of(part, at)),
        () if sent is None else (At(sent.at),),
    )
