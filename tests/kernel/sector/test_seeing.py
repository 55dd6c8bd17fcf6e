"""Who may see what: every kind by everybody, before and after it was sent."""

from __future__ import annotations

import pytest

from almasu.kernel.sector import document as path
from almasu.kernel.sector.document import Document, DocumentKind
from almasu.kernel.sector.parties import Actor, Duty
from almasu.kernel.sector.seeing import sees, sees_signals_of, shown
from kernel.sector.conftest import ACT, BANK, CENTRE, HEAD, INSURER, NOW, OTHER_HEAD, OTHER_WORKER, WORKER, person

THIRD = person(8, Duty.RESPONSIBLE_WORKER, "990540000018")
OWN, CENTRE_TOO, ADDRESSED, ALL = (
    {WORKER, HEAD},
    {WORKER, HEAD, CENTRE},
    {WORKER, HEAD, CENTRE, OTHER_WORKER, OTHER_HEAD},
    {WORKER, HEAD, CENTRE, OTHER_WORKER, OTHER_HEAD, THIRD},
)
# Who sees a document of the bank once it was sent; a request and an answer go to the insurer.
SEEN_BY = [
    (DocumentKind.THREAT_ALERT, ALL),
    (DocumentKind.INCIDENT_CARD, CENTRE_TOO),
    (DocumentKind.REQUEST, ADDRESSED),
    (DocumentKind.ANSWER, ADDRESSED),
]


def draft(kind: DocumentKind) -> Document:
    return path.written(kind, b"first", WORKER, NOW)


@pytest.mark.parametrize(("kind", "those"), SEEN_BY)
def test_a_sent_document_is_seen_by_those_it_is_for(kind: DocumentKind, those: set[Actor]) -> None:
    sent = path.consented(path.put_to_head(draft(kind), WORKER), 1, ACT, HEAD, NOW)
    assert {one for one in ALL if sees(sent, {INSURER}, one)} == those


@pytest.mark.parametrize(("kind", "those"), SEEN_BY)
def test_a_draft_is_its_own_organisations_alone(kind: DocumentKind, those: set[Actor]) -> None:
    assert {one for one in ALL if sees(draft(kind), {INSURER}, one)} == OWN


def test_others_are_shown_what_was_sent_while_it_is_written_anew() -> None:
    sent = path.consented(path.put_to_head(draft(DocumentKind.THREAT_ALERT), WORKER), 1, ACT, HEAD, NOW)
    growing = path.rewritten(sent, b"second", WORKER, NOW)
    assert (shown(growing, WORKER), shown(growing, THIRD)) == (b"second", b"first")
    assert shown(draft(DocumentKind.THREAT_ALERT), THIRD) is None


def test_a_vulnerability_alert_of_the_centre_is_everybodys_once_published() -> None:
    written = path.written(DocumentKind.VULNERABILITY_ALERT, b"cve", CENTRE, NOW)
    assert {one for one in ALL if sees(written, (), one)} == {CENTRE}
    assert {one for one in ALL if sees(path.published(written, CENTRE, NOW), (), one)} == ALL


def test_signals_are_their_senders_and_the_centres() -> None:
    assert {one for one in ALL if sees_signals_of(BANK, one)} == CENTRE_TOO
