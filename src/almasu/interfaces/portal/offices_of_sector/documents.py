"""Documents of the sector: the list, one document with what may be done with it now (ASOI-3.3 to ASOI-3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.sector import see
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.documents import Kept
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Own,
    Said,
    Sheet,
    Table,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.deadline import due_as_kept, due_by_law
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.addressees import whom
from almasu.interfaces.portal.offices_of_sector.by_law import by_law
from almasu.interfaces.portal.offices_of_sector.deeds import (
    CHOOSE_NOW,
    CONSENT_NOW,
    DECIDE_NOW,
    EDIT,
    GIVE_UP,
    PROCESSED_NOW,
    RETURN_NOW,
    SEND_BACK,
    TAKE_BACK,
    TO_HEAD,
    Deeds,
)
from almasu.interfaces.portal.offices_of_sector.exports import Exports, exports_of, lost_in_exports
from almasu.interfaces.portal.offices_of_sector.file_deeds import FileDeeds, files_of
from almasu.interfaces.portal.offices_of_sector.form import said
from almasu.interfaces.portal.offices_of_sector.incoming import concern_blocks
from almasu.interfaces.portal.offices_of_sector.request_deeds import RequestDeeds
from almasu.interfaces.portal.offices_of_sector.shown_request import addressees, course, part_rows
from almasu.interfaces.portal.offices_of_sector.shown_request import ways as ways_on
from almasu.kernel.powers.sector import SEE_DOCUMENTS
from almasu.kernel.sector.confidentiality import Degree, passes_on
from almasu.kernel.sector.document import Document, DocumentKind, Remark, Stage
from almasu.kernel.sector.law import ALERT_DECISION
from almasu.kernel.sector.parties import Actor, Duty
from almasu.kernel.sector.receipt import Receipt, ReceiptState
from almasu.kernel.sector.words import CHOICES
from almasu.law.term import LegalTerm
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Құжаттар", "Документы", "Documents")
HOW_IT_STANDS = Text("Күйі", "Состояние", "How it stands")
SAYS = Text("Мазмұны", "Содержание", "What it says")
FROM = Text("Кімнен", "От кого", "From")
EDITION = Text("Редакциясы", "Редакция", "Edition")
HERE = Text("Біздің ұйымда", "В нашей организации", "In our organisation")
PROPOSED = Text("Ұсыныс", "Предложение", "Proposed")
WHY = Text("Себебі", "Причина", "Reason")
PASS_ON = Text("Кімге беруге болады", "Кому можно передавать", "Who it may be passed on to")
PARTS = Text("Ұйымдарда", "В организациях", "At the organisations")
DECIDED_AT = Text("Шешілген уақыты", "Решено", "Decided")
OPENED_AT = Text("Алғаш ашылған уақыты", "Впервые открыто", "First opened")
REMARKS = Text("Ескертпелер", "Замечания", "Remarks")
WHO = Text("Кім айтты", "Кто сказал", "Who said it")
WHAT = Text("Не айтылды", "Что сказано", "What was said")
SAID_AT = Text("Қашан", "Когда", "When")
THE_HEAD = Text("Басшы", "Руководитель", "The head")


@dataclass(frozen=True, slots=True)
class Documents:
    """The pages of documents."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(say.DOCUMENTS, self.read), Page(say.ONE, self.one))
        files = FileDeeds(self.running)
        deeds = (*Deeds(self.running).deeds(), *RequestDeeds(self.running).deeds(), *files.deeds())
        saved = (*files.files(), *Exports(self.running).files())
        return Office(say.DOCUMENTS, TITLE, SEE_DOCUMENTS.roles, pages, deeds, saved, section=Section.SECTOR)

    async def read(self, here: Here) -> Sheet:
        """Show what somebody sees, newest first."""
        older, at = here.asked.text("older"), self.running.now()
        page = await see.documents(self.running.node, here.session, older, see.AT_ONCE, at)
        columns = (say.DOCUMENT, say.STANDING, EDITION, say.SENT_AT)
        table = Table(TITLE, columns, tuple(map(_row, page.items)), say.NOTHING, older_of(page.after), ("ASOI-3.3",))
        return Sheet(TITLE, (table,), (), None, ("ASOI-3.3", "ASOI-3.4", "ASOI-3.7"))

    async def one(self, here: Here) -> Sheet:
        """Show one document, and what whoever is here may do with it now."""
        seen = await see.see_document(self.running.node, here.session, here.ids["document"], self.running.now())
        at = self.running.now()
        says = said(SAYS, seen.fields, seen.values)
        blocks: list[Block] = [self._standing(seen), says, *whom(seen), *files_of(seen), *_degree(seen)]
        blocks += addressees(seen, at)
        blocks += course(seen)
        if seen.parts:
            blocks.append(self._parts(seen))
        if _own(seen):
            blocks += _remarks(seen.kept.document.remarks)
        if seen.kept.document.kind is DocumentKind.VULNERABILITY_ALERT and seen.kept.document.is_out:
            number = here.ids["document"]
            blocks += await concern_blocks(self.running, here, number, is_centre=seen.who.is_centre)
        blocks += (*lost_in_exports(seen, law_of(self.running.node).catalogue), *by_law(seen.verdicts))
        ways = (*_ways(seen, seen.who), *ways_on(seen), *exports_of(seen))
        title = say.name_of(seen.kept.document)
        return Sheet(title, tuple(blocks), ways, None, seen.kept.document.course.cites)

    def _standing(self, seen: see.Seen) -> Facts:
        document, at = seen.kept.document, self.running.now()
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (FROM, (Own(seen.author) if seen.author else Said(say.THE_CENTRE),)),
            (say.STANDING, (say.stage(document),)),
            (EDITION, (Own(str(document.edition)),)),
        ]
        if document.seen_by_others is not None:
            rows.append((say.SENT_AT, (At(document.seen_by_others.at),)))
        if seen.part is not None:
            rows.append((HERE, (say.part(seen.part.state),)))
            rows += _choice(seen.part)
        rows += part_rows(seen, at)
        if seen.due is not None:
            rows.append((say.DUE, (due_by_law(seen.due.deadline, self.running.law.terms[seen.due.term], at),)))
        return Facts(HOW_IT_STANDS, tuple(rows))

    def _parts(self, seen: see.Seen) -> Table:
        at = self.running.now()
        rows = tuple(_part(one, self.running.law.terms[ALERT_DECISION], at) for one in seen.parts)
        columns = (say.ORGANISATION, say.STANDING, say.DUE, OPENED_AT, DECIDED_AT)
        return Table(PARTS, columns, rows, say.NOTHING, cites=("ASOI-13.1",))


def _own(seen: see.Seen) -> bool:
    return seen.who.organisation == seen.kept.document.organisation or seen.who.is_centre


def _row(one: Kept) -> tuple[tuple[Cell, ...], ...]:
    sent = one.document.seen_by_others
    return (
        (Link(say.name_of(one.document), f"{say.DOCUMENTS}/{one.paper.id}"),),
        (say.stage(one.document),),
        (Own(str(one.document.edition)),),
        () if sent is None else (At(sent.at),),
    )


def _choice(part: Receipt) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
    """Yield what was proposed or decided last, with its words."""
    chosen = part.chosen or (part.decided[-1].chosen if part.is_decided else None)
    if chosen is not None:
        yield PROPOSED, (Said(CHOICES[chosen.choice]),)
        if chosen.words:
            yield WHY, (Own(chosen.words),)


def _degree(seen: see.Seen) -> Iterator[Block]:
    degree = seen.values.get("confidentiality")
    if degree is not None:
        known = Degree(str(degree))
        yield Words(PASS_ON, Text(*(f"{known.label}. {word}" for word in _languages(passes_on(known)))))


def _languages(text: Text) -> tuple[str, str, str]:
    return text.kk, text.ru, text.en


def _part(one: Receipt, term: LegalTerm, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    decided_at = one.decided[-1].at if one.is_decided else None
    return (
        (Own(one.organisation),),
        (say.part(one.state),),
        (due_as_kept(one.due_at, one.received_at, term, at, decided_at),),
        () if one.opened_at is None else (At(one.opened_at),),
        () if decided_at is None else (At(decided_at),),
    )


def _remarks(remarks: tuple[Remark, ...]) -> Iterator[Block]:
    if remarks:
        rows = tuple(
            ((Said(say.THE_CENTRE if one.of_centre else THE_HEAD),), (Own(one.words),), (At(one.at),))
            for one in reversed(remarks)
        )
        yield Table(REMARKS, (WHO, WHAT, SAID_AT), rows, say.NOTHING, cites=("ASOI-15",))


def _ways(seen: see.Seen, who: Actor) -> Iterator[Way]:
    """Yield what whoever is here may do with the document now, the one thing most people come for first."""
    here, document = f"{say.DOCUMENTS}/{seen.kept.paper.id}", seen.kept.document
    match who.duty:
        case Duty.RESPONSIBLE_WORKER:
            yield from _of_author(here, document, who)
            yield from _of_recipient(here, seen.part)
        case Duty.HEAD_OF_SECURITY:
            yield from _of_head(here, seen, who)
        case Duty.SECTORAL_CENTRE:
            if document.course.returnable and document.organisation and document.stage is Stage.SENT:
                yield Way(RETURN_NOW, f"{here}/return")


def _of_author(here: str, document: Document, who: Actor) -> Iterator[Way]:
    if who.organisation != document.organisation:
        return
    if document.stage in (Stage.DRAFT, Stage.RETURNED):
        yield Way(TO_HEAD, f"{here}/to-head", main=True)
    if document.stage in (Stage.DRAFT, Stage.RETURNED, Stage.SENT) and (document.course.grows or not document.is_out):
        yield Way(EDIT, f"{here}/edit")
    if document.stage in (Stage.DRAFT, Stage.AT_HEAD) and document.correct_by is None:
        yield Way(GIVE_UP, f"{here}/give-up")


def _of_recipient(here: str, part: Receipt | None) -> Iterator[Way]:
    if part is None:
        return
    if part.state is ReceiptState.RECEIVED:
        yield Way(CHOOSE_NOW, f"{here}/choose", main=True)
    if part.state is ReceiptState.PROPOSED:
        yield Way(TAKE_BACK, f"{here}/take-back")
    if part.state is ReceiptState.ACCEPTED:
        yield Way(PROCESSED_NOW, f"{here}/processed", main=True)


def _of_head(here: str, seen: see.Seen, who: Actor) -> Iterator[Way]:
    document = seen.kept.document
    if document.stage is Stage.AT_HEAD and who.organisation == document.organisation:
        yield Way(CONSENT_NOW, f"{here}/consent", main=True)
        yield Way(SEND_BACK, f"{here}/send-back")
    if seen.part is not None and seen.part.state is ReceiptState.PROPOSED:
        yield Way(DECIDE_NOW, f"{here}/decide", main=True)
