"""The blind step over the real library: it finds what both have, tells nothing else, and refuses other bytes."""

from __future__ import annotations

import hashlib
import random

import pytest

from almasu.kernel.interstate.blind_port import Blind
from almasu.law.problem import Problem
from almasu.wiring.blind import open_blind

OWN = [f"{place:012d}" for place in range(100)]
HELD = [f"{place:012d}" for place in range(90, 400)]
COMMON = list(range(90, 100))


@pytest.fixture(scope="module")
def library() -> Blind:
    try:
        return open_blind()
    except Problem as missing:
        pytest.skip(f"not run: {missing}")


def test_the_asker_learns_which_of_its_own_subjects_the_holder_has(library: Blind):
    holding, asking = library.holding(), library.asking()
    prepared = holding.prepared(HELD, len(OWN))
    assert asking.hits(prepared, holding.answer(asking.blinded(OWN), len(OWN))) == COMMON


def test_nothing_that_goes_over_the_wire_repeats_itself_or_holds_a_number(library: Blind):
    holding = library.holding()
    first, second = library.asking().blinded(OWN), library.asking().blinded(OWN)
    prepared, other = holding.prepared(HELD, 100), library.holding().prepared(HELD, 100)
    assert first != second
    assert prepared != other
    for said in (first, second, prepared, holding.answer(first, len(OWN))):
        assert not any(key.encode() in said for key in (*OWN, *HELD))
        assert not any(hashlib.sha256(key.encode()).digest()[:8] in said for key in (*OWN, *HELD))


def test_a_holder_answers_the_same_under_the_key_from_its_vault(library: Blind):
    holding = library.holding()
    blinded = library.asking().blinded(OWN)
    assert library.holding(holding.key).answer(blinded, len(OWN)) == holding.answer(blinded, len(OWN))


@pytest.mark.parametrize("short", [b"", b"x" * 31, b"x" * 33])
def test_a_key_of_another_length_is_refused(library: Blind, short: bytes):
    with pytest.raises(ValueError, match="32 bytes"):
        library.holding(short)


def test_bytes_that_were_changed_on_the_way_end_in_words_or_find_no_one_else(library: Blind):
    holding, asking = library.holding(), library.asking()
    prepared, blinded = holding.prepared(HELD, len(OWN)), asking.blinded(OWN)
    answer, chance = holding.answer(blinded, len(OWN)), random.Random(7)
    for _ in range(150):
        for said, read in (
            (blinded, lambda other: holding.answer(other, len(OWN))),
            (answer, lambda other: asking.hits(prepared, other)),
        ):
            changed = _changed(said, chance)
            try:
                outcome = read(changed)
            except Problem as problem:
                outcome = problem.kind.code
            assert isinstance(outcome, bytes) or outcome == "cis.blind.unreadable" or set(outcome) <= set(COMMON)


@pytest.mark.parametrize("said", [b"", b"\x00", b"\xff" * 100, b"x" * 1_000_000], ids=["empty", "nul", "ff", "large"])
def test_what_is_no_message_is_refused_in_words(library: Blind, said: bytes):
    holding, asking = library.holding(), library.asking()
    prepared = holding.prepared(HELD, len(OWN))
    asking.blinded(OWN)
    for read in (lambda other: holding.answer(other, len(OWN)), lambda other: asking.hits(prepared, other)):
        with pytest.raises(Problem, match=r"^cis\.blind\.unreadable"):
            read(said)


def _changed(said: bytes, chance: random.Random) -> bytes:
    match chance.choice(("cut", "bit", "more")):
        case "cut":
            return said[: chance.randrange(len(said))]
        case "bit":
            changed = bytearray(said)
            changed[chance.randrange(len(said))] ^= 1 << chance.randrange(8)
            return bytes(changed)
        case _:
            return said + chance.randbytes(chance.randrange(1, 40))
