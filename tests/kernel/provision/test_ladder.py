"""The ladder of ways: no step past a better way without proof, none from paper for what is restricted, and back up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as with_actor
from datetime import timedelta
from itertools import chain, combinations
from uuid import UUID

import pytest
from msgspec.structs import replace

from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.impossibility import Paper, Proof, ProofKind
from almasu.kernel.provision.ladder import Ladder, Pace, Why
from almasu.kernel.provision.parties import Actor
from almasu.kernel.provision.way import CLAUSES, ORDER, PRINTED, Way, better_than, lawful_way
from almasu.law.problem import Problem
from kernel.provision.conftest import (
    BODY,
    DAY,
    HEAD,
    HEAD_OF_AGENCY,
    LONGEST,
    NOW,
    OFFICER,
    RESPONSIBLE,
    STRANGER,
    SYSTEM,
    failure,
    letter,
)
from kernel.provision.oracle import NEEDS, open_ways

W, I, R, C, P = Way.WORKPLACE, Way.INTEGRATION, Way.REQUEST_ANSWER, Way.CARRIER, Way.PAPER  # noqa: E741


def begun(*, restricted: bool = False) -> Ladder:
    return ways.begun(BODY, "vehicles", NOW, restricted=restricted)


def with_letters(*against: Way, days: int = 30) -> Ladder:
    ladder = begun()
    for way in against:
        ladder = ways.proved(ladder, letter(way, days=days), RESPONSIBLE, NOW, LONGEST)
    return ladder


def refused(code: str, step: object) -> None:
    with pytest.raises(Problem) as told:
        step()  # type: ignore[operator]
    assert told.value.kind.code == code
    assert told.value.kind.cites


def test_the_order_is_one_two_three_five_four() -> None:
    assert [PRINTED[way] for way in ORDER] == [1, 2, 3, 5, 4]
    assert [CLAUSES[way] for way in ORDER] == ["FMA-3.1", "FMA-3.2", "FMA-3.3", "FMA-3.5", "FMA-3.4"]


def test_the_order_needs_exactly_what_the_print_of_the_clause_needs() -> None:
    for way in Way:
        assert {PRINTED[one] for one in better_than(way)} == NEEDS[PRINTED[way]]
    for known in chain.from_iterable(combinations(Way, count) for count in range(6)):
        for restricted in (False, True):
            numbers = {PRINTED[one] for one in known}
            assert PRINTED[lawful_way(known, restricted=restricted)] in open_ways(numbers, restricted=restricted)


@pytest.mark.parametrize(
    ("against", "to", "outcome"),
    [
        ((), W, "provision.way.better_open"),
        ((I,), W, W),
        ((I,), R, "provision.way.better_open"),
        ((W,), R, "provision.way.better_open"),
        ((I, W), R, R),
        ((I, W), P, "provision.way.better_open"),
        ((I, W, R), P, P),
        ((I, W, R), C, "provision.way.better_open"),
        ((I, W, P), C, "provision.way.better_open"),
        ((W, R, P), C, "provision.way.better_open"),
        ((I, W, R, P), C, C),
        ((I, W, R, P), P, "provision.way.impossible"),
        ((I, W), W, "provision.way.impossible"),
        ((), I, "provision.way.already"),
    ],
)
def test_a_step_down_needs_a_proof_against_each_better_way(against: Sequence[Way], to: Way, outcome: str | Way) -> None:
    ladder = with_letters(*against)
    if isinstance(outcome, Way):
        stepped = ways.stepped(ladder, to, NOW)
        assert (stepped.way, stepped.steps[-1].why) == (outcome, Why.PROVED)
        assert len(stepped.steps[-1].proofs) == len(better_than(to))
        ways.must_carry(stepped, to, NOW)
    else:
        refused(outcome, lambda: ways.stepped(ladder, to, NOW))
        refused_carrying = [way for way in Way if way is not ladder.way]
        for way in refused_carrying:
            with pytest.raises(Problem):
                ways.must_carry(ladder, way, NOW)


def test_what_is_restricted_goes_by_paper_however_much_is_possible() -> None:
    ladder = begun(restricted=True)
    assert ladder.way is Way.PAPER
    for way in Way:
        if way is not Way.PAPER:
            refused("provision.way.restricted", lambda to=way: ways.stepped(ladder, to, NOW))
            refused("provision.way.restricted", lambda by=way: ways.must_carry(ladder, by, NOW))
            refused("provision.way.restricted", lambda by=way: ways.tried(ladder, by, NOW, worked=True))
    ways.must_carry(ladder, Way.PAPER, NOW)
    assert ways.tries_due(ladder, NOW + 400 * DAY, Pace()) == ()
    proved = ways.proved(ladder, letter(P), RESPONSIBLE, NOW, LONGEST)
    assert ways.climbed(proved, NOW + 90 * DAY).way is Way.PAPER


def test_a_lapsed_proof_carries_nothing_and_the_ladder_climbs() -> None:
    ladder = ways.stepped(with_letters(I, W, R, days=30), P, NOW)
    late = NOW + timedelta(days=30, seconds=1)
    refused("provision.way.better_open", lambda: ways.must_carry(ladder, P, late))
    climbed = ways.climbed(ladder, late)
    assert (climbed.way, climbed.steps[-1].why) == (I, Why.LAPSED)
    assert ways.climbed(ladder, NOW + 30 * DAY) == ladder


def test_a_proof_withdrawn_climbs_to_the_way_it_spoke_of() -> None:
    ladder = ways.stepped(with_letters(I, W, R), P, NOW)
    back = ways.withdrawn(ladder, letter(W).id, NOW + DAY)
    assert back.way is W
    refused("provision.proof.none", lambda: ways.withdrawn(back, letter(W).id, NOW + DAY))


def test_a_better_way_that_worked_again_is_taken_and_its_proof_ends() -> None:
    ladder = ways.stepped(with_letters(I, W, R), P, NOW)
    failed = ways.tried(ladder, R, NOW + DAY, worked=False, code="timeout")
    assert (failed.way, failed.attempts[-1].code) == (P, "timeout")
    worked = ways.tried(failed, R, NOW + 2 * DAY, worked=True)
    assert (worked.way, worked.steps[-1].why) == (R, Why.WORKS)
    assert [one.ended_why for one in worked.proofs] == ["", "", "works"]
    refused("provision.way.already", lambda: ways.tried(worked, P, NOW + 2 * DAY, worked=True))


def test_tries_come_later_and_later_but_never_stop() -> None:
    ladder = ways.stepped(with_letters(I, days=180), W, NOW)
    pace, at, gaps = Pace(), NOW, []
    for _ in range(9):
        due = ways.next_try(ladder, I, pace)
        assert ways.tries_due(ladder, due - timedelta(seconds=1), pace) == ()
        assert ways.tries_due(ladder, due, pace) == (I,)
        gaps.append(due - at)
        at = due
        ladder = ways.tried(ladder, I, due, worked=False, code="refused")
    assert gaps == sorted(gaps)
    assert gaps[-1] == pace.longest


DECISION = replace(letter(I), kind=ProofKind.DECISION, by=HEAD.account, seconded_by=HEAD_OF_AGENCY.account)


@pytest.mark.parametrize(
    ("proof", "by", "seconded", "code"),
    [
        (letter(C), RESPONSIBLE, None, "provision.proof.nothing_below"),
        (letter(I), STRANGER, None, "provision.duty"),
        (letter(I), SYSTEM, None, "provision.proof.by_whom"),
        (letter(I, days=181), RESPONSIBLE, None, "provision.proof.too_long"),
        (letter(I, days=0), RESPONSIBLE, None, "provision.proof.moment"),
        (letter(I, at=NOW + DAY), RESPONSIBLE, None, "provision.proof.moment"),
        (replace(letter(I), why="no"), RESPONSIBLE, None, "provision.words_needed"),
        (replace(letter(I), paper=None), RESPONSIBLE, None, "provision.proof.paper"),
        (replace(letter(I), paper=Paper(" ", "2026-11-19", "a" * 64)), OFFICER, None, "provision.proof.paper"),
        (replace(letter(I), paper=Paper("1", "2026-11-19", "a")), OFFICER, None, "provision.proof.paper"),
        (replace(letter(I), paper=Paper("1", "soon", "a" * 64)), OFFICER, None, "provision.proof.paper"),
        (replace(letter(I), paper=Paper("1", "2030-01-01", "a" * 64)), OFFICER, None, "provision.proof.paper_day"),
        (failure(I), RESPONSIBLE, None, "provision.proof.by_whom"),
        (replace(failure(I), measured=None), SYSTEM, None, "provision.proof.by_whom"),
        (failure(I, failures=4), SYSTEM, None, "provision.proof.too_few"),
        (failure(I, hours=3), SYSTEM, None, "provision.proof.too_few"),
        (replace(failure(I), until=NOW + 8 * DAY), SYSTEM, None, "provision.proof.too_long"),
        (DECISION, HEAD, None, "provision.proof.by_both"),
        (DECISION, HEAD, OFFICER, "provision.proof.by_both"),
        (DECISION, HEAD, with_actor(HEAD, account=UUID(int=9)), "provision.proof.by_both"),
        (DECISION, HEAD, with_actor(HEAD_OF_AGENCY, account=UUID(int=9)), "provision.proof.by_both"),
        (letter(I), RESPONSIBLE, None, ""),
        (letter(P), OFFICER, None, ""),
        (failure(R), SYSTEM, None, ""),
        (DECISION, HEAD, HEAD_OF_AGENCY, ""),
    ],
)
def test_a_proof_has_an_author_something_behind_it_and_an_end(
    proof: Proof, by: Actor, seconded: Actor | None, code: str
) -> None:
    if code:
        refused(code, lambda: ways.proved(begun(), proof, by, NOW, LONGEST, seconded))
    else:
        ladder = ways.proved(begun(), proof, by, NOW, LONGEST, seconded)
        assert ways.impossible(ladder, NOW) == {proof.way}
        assert ladder.way is I, "a proof moves nobody"


def test_proofs_that_lapse_soon_are_named_in_time() -> None:
    ladder = with_letters(I, W, days=10)
    assert ways.ending(ladder.proofs, NOW, 9 * DAY) == ()
    assert {one.way for one in ways.ending(ladder.proofs, NOW + DAY, 9 * DAY)} == {I, W}
    assert ways.ending(ladder.proofs, NOW + 11 * DAY, 9 * DAY) == ()
