"""The path of a document: nothing leaves an organisation without its head's consent to that very edition."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from almasu.kernel.sector import document as path
from almasu.kernel.sector.document import COURSES, Document, DocumentKind, Stage
from almasu.kernel.sector.parties import Actor, Duty
from almasu.law.problem import Problem
from kernel.sector.conftest import ACT, BANK, CENTRE, EVERYBODY, HEAD, NOW, OTHER_HEAD, WORKER

OF_ORGANISATIONS = [kind for kind in DocumentKind if not COURSES[kind].of_centre]
RETURNABLE = [kind for kind in DocumentKind if COURSES[kind].returnable]
TERM = NOW + timedelta(days=3)


def draft(kind: DocumentKind = DocumentKind.THREAT_ALERT) -> Document:
    return path.written(kind, b"first", WORKER, NOW)


def sent(kind: DocumentKind = DocumentKind.THREAT_ALERT) -> Document:
    return path.consented(path.put_to_head(draft(kind), WORKER), 1, ACT, HEAD, NOW)


@pytest.mark.parametrize("kind", OF_ORGANISATIONS)
def test_what_the_head_consents_to_is_sent(kind: DocumentKind) -> None:
    document = sent(kind)
    assert document.stage is Stage.SENT
    assert [(one.head, one.edition, one.act) for one in document.consents] == [(HEAD.account, 1, ACT)]
    assert document.seen_by_others is not None
    assert document.seen_by_others.content == b"first"


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != HEAD])
def test_nobody_but_the_head_of_the_same_organisation_consents(who: Actor) -> None:
    with pytest.raises(Problem) as no:
        path.consented(path.put_to_head(draft(), WORKER), 1, ACT, who, NOW)
    assert no.value.kind.code == "sector.duty"


def test_a_head_who_wrote_the_document_does_not_consent_to_it() -> None:
    both = Actor(WORKER.account, Duty.HEAD_OF_SECURITY, BANK)
    with pytest.raises(Problem) as no:
        path.consented(path.put_to_head(draft(), WORKER), 1, ACT, both, NOW)
    assert no.value.kind.code == "sector.own_consent"


def test_a_consent_to_another_edition_sends_nothing() -> None:
    asked = path.put_to_head(path.rewritten(draft(), b"second", WORKER, NOW), WORKER)
    with pytest.raises(Problem) as no:
        path.consented(asked, 1, ACT, HEAD, NOW)
    assert no.value.kind.code == "sector.another_edition"


def test_what_waits_at_the_head_is_not_rewritten() -> None:
    with pytest.raises(Problem) as no:
        path.rewritten(path.put_to_head(draft(), WORKER), b"second", WORKER, NOW)
    assert no.value.kind.code == "sector.stage"


def test_the_head_sends_a_draft_back_with_words() -> None:
    back = path.sent_back(path.put_to_head(draft(), WORKER), "Add the hashes, please.", HEAD, NOW)
    assert back.stage is Stage.DRAFT
    assert back.remarks[-1].words == "Add the hashes, please."
    with pytest.raises(Problem) as no:
        path.sent_back(path.put_to_head(draft(), WORKER), "no", HEAD, NOW)
    assert no.value.kind.code == "sector.words_needed"


@pytest.mark.parametrize("kind", RETURNABLE)
def test_the_centre_returns_what_is_incomplete_until_it_is_corrected_with_consent(kind: DocumentKind) -> None:
    back = path.returned(sent(kind), "The source is missing.", TERM, CENTRE, NOW)
    assert (back.stage, back.correct_by) == (Stage.RETURNED, TERM)
    assert back.seen_by_others is not None
    corrected = path.put_to_head(path.rewritten(back, b"second", WORKER, NOW), WORKER)
    again = path.consented(corrected, 2, ACT, HEAD, NOW)
    assert (again.stage, again.correct_by) == (Stage.SENT, None)
    assert [one.content for one in again.sendings] == [b"first", b"second"]


@pytest.mark.parametrize("kind", [kind for kind in OF_ORGANISATIONS if kind not in RETURNABLE])
def test_a_request_is_not_returned(kind: DocumentKind) -> None:
    with pytest.raises(Problem) as no:
        path.returned(sent(kind), "The source is missing.", TERM, CENTRE, NOW)
    assert no.value.kind.code == "sector.not_returnable"


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != CENTRE])
def test_nobody_but_the_centre_returns(who: Actor) -> None:
    with pytest.raises(Problem) as no:
        path.returned(sent(), "The source is missing.", TERM, who, NOW)
    assert no.value.kind.code == "sector.duty"


def test_a_returned_document_is_late_after_its_term_and_cannot_be_given_up() -> None:
    back = path.returned(sent(), "The source is missing.", TERM, CENTRE, NOW)
    assert not back.is_late(TERM)
    assert back.is_late(TERM + timedelta(seconds=1))
    with pytest.raises(Problem):
        path.given_up(back, WORKER)
    head_says_no = path.sent_back(path.put_to_head(back, WORKER), "Still no source there.", HEAD, NOW)
    assert (head_says_no.stage, head_says_no.correct_by) == (Stage.RETURNED, TERM)


def test_a_draft_is_given_up_and_of_a_sent_one_only_what_was_being_written() -> None:
    assert path.given_up(draft(), WORKER).stage is Stage.WITHDRAWN
    growing = path.rewritten(sent(DocumentKind.INCIDENT_CARD), b"more", WORKER, NOW)
    assert growing.seen_by_others is not None
    assert growing.seen_by_others.content == b"first", "others still see what was sent"
    kept = path.given_up(growing, WORKER)
    assert (kept.stage, kept.content) == (Stage.SENT, b"first")


def test_the_centre_publishes_a_vulnerability_without_a_head_and_nobody_else_writes_one() -> None:
    alert = path.published(path.written(DocumentKind.VULNERABILITY_ALERT, b"cve", CENTRE, NOW), CENTRE, NOW)
    assert alert.stage is Stage.SENT
    for who in (WORKER, HEAD):
        with pytest.raises(Problem):
            path.written(DocumentKind.VULNERABILITY_ALERT, b"cve", who, NOW)


@pytest.mark.parametrize("kind", OF_ORGANISATIONS)
def test_only_a_responsible_worker_writes(kind: DocumentKind) -> None:
    for who in (HEAD, OTHER_HEAD, *(() if COURSES[kind].centre_too else (CENTRE,))):
        with pytest.raises(Problem):
            path.written(kind, b"first", who, NOW)


def test_the_centre_signs_its_own_answer_and_returns_it_to_nobody() -> None:
    answer = path.published(path.written(DocumentKind.ANSWER, b"first", CENTRE, NOW), CENTRE, NOW)
    assert (answer.stage, answer.organisation) == (Stage.SENT, "")
    with pytest.raises(Problem, match=r"sector\.not_returnable"):
        path.returned(answer, "There is something missing.", TERM, CENTRE, NOW)
    with pytest.raises(Problem):
        path.put_to_head(path.rewritten(answer, b"more", CENTRE, NOW), CENTRE)


def test_a_request_that_was_sent_is_written_no_more() -> None:
    with pytest.raises(Problem, match=r"sector\.stage"):
        path.rewritten(sent(DocumentKind.REQUEST), b"something else", WORKER, NOW)


def test_an_act_used_for_one_consent_stays_with_it() -> None:
    first = sent()
    second = path.consented(
        path.put_to_head(path.rewritten(first, b"second", WORKER, NOW), WORKER), 2, UUID(int=78), HEAD, NOW
    )
    assert [one.act for one in second.consents] == [ACT, UUID(int=78)]
