"""A blind question: committed to before it is answered, counted against a budget, and read for leads alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from almasu.kernel.interstate import blind
from almasu.kernel.interstate.blind import BlindState, Budget, Question, Subjects, Taken
from almasu.law.problem import Problem
from kernel.interstate.conftest import ANSWERING, ASKING, NOW

BLINDED = b"blinded bytes"
DAY = NOW.date()


def salts(count: int, seed: int = 0) -> list[bytes]:
    return [hashlib.sha256(f"{seed}/{place}".encode()).digest() for place in range(count)]


def keys(count: int) -> list[str]:
    return [f"{place:012d}" for place in range(count)]


SUBJECTS = blind.chosen(keys(30), salts(100))


def question(number: int = 1, size: int = 100, purpose: str = "тергеу") -> Question:
    return Question(
        number=UUID(int=number),
        asking=ASKING,
        asked=ANSWERING,
        day=DAY,
        purpose=purpose,
        size=size,
        root=SUBJECTS.root(),
        blinded=hashlib.sha256(BLINDED).digest(),
    )


def refused(*, by: str) -> AbstractContextManager[object]:
    return pytest.raises(Problem, match=f"^{by}:")


@pytest.mark.parametrize(("given", "filled"), [(20, 100), (99, 100), (100, 100), (101, 200), (5000, 5000)])
def test_a_question_is_filled_up_so_that_its_size_says_little(given: int, filled: int) -> None:
    subjects = blind.chosen(keys(given), salts(filled))
    assert (len(subjects.keys), len(subjects.fillers)) == (filled, filled - given)
    assert set(keys(given)) == set(subjects.keys) - subjects.fillers


@pytest.mark.parametrize("given", [[], keys(19), keys(5001), ["1"] * 100])
def test_a_question_about_too_few_or_too_many_is_not_made(given: list[str]) -> None:
    with refused(by="cis.blind.subjects"):
        blind.chosen(given, salts(100))


def test_the_order_of_subjects_does_not_tell_which_are_fillers() -> None:
    places = [SUBJECTS.keys.index(key) for key in keys(30)]
    assert places != sorted(places)
    assert max(places) > 30


def test_a_number_cannot_be_tried_against_the_commitment_without_its_salt() -> None:
    with_others = blind.chosen(keys(30), salts(100, seed=7))
    assert not set(with_others.leaves()) & set(SUBJECTS.leaves())
    assert with_others.root() != SUBJECTS.root()


def test_what_is_answered_is_what_was_signed() -> None:
    taken = blind.taken(question(), (), Budget(), NOW)
    assert blind.must_answer(taken, BLINDED) is taken
    with refused(by="cis.blind.not_committed"):
        blind.must_answer(taken, BLINDED + b"!")


def test_a_question_that_comes_again_is_what_it_was_and_another_under_its_number_is_refused() -> None:
    first = blind.taken(question(), (), Budget(), NOW)
    assert blind.taken(question(), (first,), Budget(subjects=100), NOW + timedelta(hours=1)) is first
    with refused(by="cis.blind.not_committed"):
        blind.taken(question(size=200), (first,), Budget(), NOW)


def test_a_question_has_one_answer() -> None:
    done = blind.answered(blind.taken(question(), (), Budget(), NOW), b"answer")
    assert done.state is BlindState.ANSWERED
    assert blind.answered(done, b"answer") == done
    with refused(by="cis.blind.not_committed"):
        blind.answered(done, b"another")


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (question(size=50), "cis.blind.subjects"),
        (question(size=150), "cis.blind.subjects"),
        (question(size=0), "cis.blind.subjects"),
        (question(size=5100), "cis.blind.subjects"),
        (question(size=-100), "cis.blind.subjects"),
        (question(purpose=" "), "cis.blind.purpose"),
    ],
)
def test_a_question_of_another_shape_is_not_taken(asked: Question, by: str) -> None:
    with refused(by=by):
        blind.taken(asked, (), Budget(), NOW)


def test_a_day_chosen_by_the_asker_gives_it_no_budget() -> None:
    spent = blind.taken(question(1), (), Budget(subjects=100), NOW)
    tomorrow = replace(question(2), day=DAY + timedelta(days=1))
    with refused(by="cis.blind.budget"):
        blind.taken(tomorrow, (spent,), Budget(subjects=100), NOW)


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from([100, 200, 700, 1000])), max_size=30))
def test_no_sequence_of_questions_goes_beyond_the_budget_of_a_day(asked: Sequence[tuple[int, int]]) -> None:
    budget, known = Budget(subjects=2_000, questions=5), list[Taken]()
    for number, size in asked:
        try:
            one = blind.taken(question(number, size), known, budget, NOW)
        except Problem:
            continue
        known = known if one in known else [*known, one]
    assert sum(one.question.size for one in known) <= budget.subjects
    assert len(known) <= budget.questions


def test_hits_are_leads_that_end_and_fillers_are_nobody() -> None:
    both = range(-1, 101)
    found = blind.leads(question(), SUBJECTS, both, NOW)
    assert {lead.key for lead in found} == set(keys(30))
    known = {lead.key: lead for lead in found}
    assert blind.must_lead(known, "000000000003", NOW + timedelta(days=29)).question == UUID(int=1)
    for key, at in (("000000000003", NOW + timedelta(days=30)), ("000000000099", NOW)):
        with refused(by="cis.blind.no_lead"):
            blind.must_lead(known, key, at)


def test_an_answer_is_not_read_for_other_subjects_than_those_committed_to() -> None:
    others: Subjects = blind.chosen(keys(31), salts(100))
    with pytest.raises(ValueError, match="not the subjects"):
        blind.leads(question(), others, [0], NOW)
