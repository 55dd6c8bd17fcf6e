"""From what the sector's actions return to what the HTTP interface says."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.sector import see
from almasu.actions.sector.change_calendar import Changed
from almasu.actions.sector.documents import Kept
from almasu.interfaces.api import messages_of_sector as tell
from almasu.interfaces.api.saying import finding_line
from almasu.interfaces.api.saying_requests import asked_part, files
from almasu.kernel.parties.account import Account
from almasu.kernel.sector.receipt import Receipt


def line(kept: Kept) -> tell.DocumentLine:
    """Return a document as a line of a list."""
    document = kept.document
    sent = document.seen_by_others
    return tell.DocumentLine(
        id=kept.paper.id,
        kind=document.kind.value,
        organisation=document.organisation,
        stage=document.stage.value,
        edition=document.edition,
        written_at=document.written_at,
        sent_at=None if sent is None else sent.at,
        correct_by=document.correct_by,
    )


def part(receipt: Receipt, at: datetime | None = None) -> tell.PartLine:
    """Return an alert at one organisation, as it stands at a moment, by default when something last became of it."""
    chosen = receipt.chosen or (receipt.decided[-1].chosen if receipt.is_decided else None)
    last = receipt.decided[-1].at if receipt.is_decided else receipt.received_at
    return tell.PartLine(
        alert=receipt.alert,
        organisation=receipt.organisation,
        edition=receipt.edition,
        state=receipt.state.value,
        received_at=receipt.received_at,
        due_at=receipt.due_at,
        opened_at=receipt.opened_at,
        choice="" if chosen is None else chosen.choice.value,
        words="" if chosen is None else chosen.words,
        processed_at=receipt.processed_at,
        overdue=receipt.is_late(at or last),
    )


def received(one: see.Received, at: datetime) -> tell.ReceivedLine:
    """Return an alert that reached an organisation."""
    return tell.ReceivedLine(line(one.kept), one.author, part(one.part, at))


def card(seen: see.Seen, at: datetime) -> tell.DocumentCard:
    """Return a document as somebody sees it; remarks are for its own organisation and the centre."""
    document = seen.kept.document
    own = seen.who.is_centre or seen.who.organisation == document.organisation
    return tell.DocumentCard(
        line=line(seen.kept),
        author=seen.author,
        fields=dict(seen.values),
        part=None if seen.part is None else part(seen.part, at),
        parts=tuple(part(one, at) for one in seen.parts),
        remarks=tuple(tell.RemarkLine(one.words, one.edition, one.at, one.of_centre) for one in document.remarks)
        if own
        else (),
        due_at=None if seen.due is None else seen.due.deadline.due,
        asked=None if seen.asked is None else asked_part(seen.asked, at),
        asked_of=tuple(asked_part(one, at) for one in seen.asked_of),
        answers=seen.answers,
        attachments=files(seen.kept.paper.id, seen.files),
        verdicts=tuple(map(finding_line, seen.verdicts)),
    )


def account(made: Account) -> tell.AccountMade:
    """Return the account that was created."""
    return tell.AccountMade(made.id, made.role.value, made.body_bin)


def changed(one: Changed) -> tell.CalendarChanged:
    """Return what a decree did."""
    return tell.CalendarChanged(one.decree.name, one.open, one.moved)
