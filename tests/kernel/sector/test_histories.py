"""Random histories: whatever anybody tries in whatever order, no unlawful step is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.sector import assignment as asked
from almasu.kernel.sector import document as path
from almasu.kernel.sector import receipt as alerted
from almasu.kernel.sector.assignment import Assignment, AssignmentState, Take
from almasu.kernel.sector.document import COURSES, Document, DocumentKind, Stage
from almasu.kernel.sector.parties import Actor
from almasu.kernel.sector.receipt import Choice, Receipt, ReceiptState
from almasu.law.problem import Problem
from kernel.sector.conftest import ACT, BANK, EVERYBODY, HEAD, NOW, WORKER

WHO = st.sampled_from(EVERYBODY)
WORDS = st.sampled_from(["", "no", "There is something missing."])
EDITION = st.integers(1, 4)


def of_document(name: str, who: Actor, words: str, edition: int) -> Callable[[Document, datetime], Document]:
    return {
        "write": lambda one, at: path.rewritten(one, f"edition of {at}".encode(), who, at),
        "give up": lambda one, at: path.given_up(one, who),
        "put to head": lambda one, at: path.put_to_head(one, who),
        "send back": lambda one, at: path.sent_back(one, words, who, at),
        "consent": lambda one, at: path.consented(one, edition, ACT, who, at),
        "publish": lambda one, at: path.published(one, who, at),
        "return": lambda one, at: path.returned(one, words, at + timedelta(days=3), who, at),
    }[name]


STEPS = ("write", "give up", "put to head", "send back", "consent", "publish", "return")


@settings(max_examples=400)
@given(
    st.sampled_from([kind for kind in DocumentKind if not COURSES[kind].of_centre]),
    st.lists(st.tuples(st.sampled_from(STEPS), WHO, WORDS, EDITION), max_size=40),
)
def test_every_edition_that_left_has_the_consent_of_its_own_head(
    kind: DocumentKind, tried: list[tuple[str, Actor, str, int]]
) -> None:
    document = path.written(kind, b"first", WORKER, NOW)
    for number, (name, who, words, edition) in enumerate(tried):
        before = document
        try:
            document = of_document(name, who, words, edition)(document, NOW + timedelta(minutes=number))
        except Problem:
            assert document == before, "a refused step changes nothing"
    assert {one.edition for one in document.sendings} == {one.edition for one in document.consents}
    assert all(one.head == HEAD.account for one in document.consents)
    assert document.edition >= max((one.edition for one in document.sendings), default=0)
    if document.stage is Stage.SENT:
        assert document.content == document.sendings[-1].content
    if document.stage is Stage.RETURNED:
        assert document.correct_by is not None
        assert COURSES[kind].returnable


def of_receipt(name: str, who: Actor, words: str, edition: int) -> Callable[[Receipt, datetime], Receipt]:
    return {
        "accept": lambda one, at: alerted.proposed(one, Choice.ACCEPT, words, who, at),
        "refuse": lambda one, at: alerted.proposed(one, Choice.REFUSE, words, who, at),
        "take back": lambda one, at: alerted.taken_back(one, who),
        "decide": lambda one, at: alerted.decided(one, edition, ACT, who, at),
        "process": lambda one, at: alerted.processed(one, who, at),
        "receive again": lambda one, at: alerted.received_again(one, edition, at, at + timedelta(days=1)),
        "open": lambda one, at: alerted.opened(one, who, at),
    }[name]


OF_RECEIPT = ("accept", "refuse", "take back", "decide", "process", "receive again", "open")


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(OF_RECEIPT), WHO, WORDS, EDITION), max_size=40))
def test_only_what_was_accepted_with_consent_is_processed(tried: list[tuple[str, Actor, str, int]]) -> None:
    receipt = alerted.received(UUID(int=9), BANK, 1, NOW, NOW + timedelta(days=1))
    for number, (name, who, words, edition) in enumerate(tried):
        before = receipt
        at = NOW + timedelta(minutes=number)
        try:
            receipt = of_receipt(name, who, words, edition)(receipt, at)
        except Problem:
            assert receipt == before
        if receipt.state in (ReceiptState.ACCEPTED, ReceiptState.REFUSED, ReceiptState.PROCESSED):
            last = receipt.decided[-1]
            assert last.edition == receipt.edition
            assert (last.head, last.chosen.by) == (HEAD.account, WORKER.account)
            accepted = last.chosen.choice is Choice.ACCEPT
            assert accepted is (receipt.state is not ReceiptState.REFUSED)
        if receipt.state is ReceiptState.PROCESSED:
            assert receipt.processed_at is not None


def of_assignment(name: str, who: Actor, words: str) -> Callable[[Assignment, datetime], Assignment]:
    return {
        "take": lambda one, at: asked.proposed(one, Take.WORK, words, who, at),
        "decline": lambda one, at: asked.proposed(one, Take.DECLINE, words, who, at),
        "take back": lambda one, at: asked.taken_back(one, who),
        "consent": lambda one, at: asked.taken(one, ACT, who, at),
        "answer": lambda one, at: asked.answered(one, UUID(int=11), at),
    }[name]


@settings(max_examples=400)
@given(
    st.sampled_from([BANK, ""]),
    st.lists(
        st.tuples(st.sampled_from(("take", "decline", "take back", "consent", "answer")), WHO, WORDS), max_size=40
    ),
)
def test_no_request_is_taken_declined_or_answered_without_a_comment_and_the_consent(
    organisation: str, tried: list[tuple[str, Actor, str]]
) -> None:
    term: Any = NOW + timedelta(days=1)
    part = asked.assigned(UUID(int=9), organisation, NOW, term, term)
    for number, (name, who, words) in enumerate(tried):
        before = part
        try:
            part = of_assignment(name, who, words)(part, NOW + timedelta(minutes=number))
        except Problem:
            assert part == before
    if part.state in (AssignmentState.IN_WORK, AssignmentState.DECLINED, AssignmentState.ANSWERED):
        assert part.taken is not None
        assert len(part.taken.comment.split()) >= 3
        assert (part.head == HEAD.account) is bool(organisation)
        assert (part.taken.take is Take.DECLINE) is (part.state is AssignmentState.DECLINED)
    if not organisation:
        assert not part.is_late(NOW + timedelta(days=400)), "no clock binds the authorised body"
