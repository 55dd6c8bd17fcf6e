"""What the other side of a blind question may send to break it or to learn more than it was counted for (CIS-8.4)."""

from __future__ import annotations

import os
from datetime import date

import pytest

from almasu.law.problem import Problem
from almasu.wiring.blind import open_blind_work

psi = pytest.importorskip("private_set_intersection.python", reason="not run: the library is not for this machine")

from almasu.connectors.psi import apart  # noqa: E402 - needs the library
from almasu.connectors.psi.by_openmined import OpenMinedAsking, OpenMinedHolding  # noqa: E402

OWN = [f"{place:012d}" for place in range(100)]
HELD = [f"{place:012d}" for place in range(90, 200)]
INFINITY, OFF_CURVE = b"\x00", b"\x02" + b"\xff" * 32


def asks(*points: bytes) -> bytes:
    said = psi.Request()
    said.reveal_intersection = True
    said.encrypted_elements.extend(points)
    return bytes(said.SerializeToString())


def points(count: int) -> list[bytes]:
    said = psi.Request()
    said.ParseFromString(OpenMinedAsking().blinded(OWN[:count]))
    return list(said.encrypted_elements)


@pytest.mark.parametrize("size", [1, 20, 99, 101, 5_000])
def test_more_or_fewer_subjects_than_were_counted_are_not_answered(size: int) -> None:
    with pytest.raises(Problem, match="unreadable"):
        OpenMinedHolding(None).answer(asks(*points(100)), size)


@pytest.mark.parametrize(
    "point", [INFINITY, b"", OFF_CURVE, b"\x04" + b"\x00" * 64, b"\x00" * 33, b"x" * 40],
    ids=["identity", "empty", "off the curve", "a point of another curve", "noughts", "junk"],
)  # fmt: skip
def test_a_point_that_would_show_the_holders_key_is_not_multiplied(point: bytes) -> None:
    with pytest.raises(Problem, match="unreadable"):
        OpenMinedHolding(None).answer(asks(*points(99), point), 100)


def test_who_asks_to_see_how_many_alone_is_not_answered() -> None:
    said = psi.Request()
    said.ParseFromString(asks(*points(100)))
    said.reveal_intersection = False
    with pytest.raises(Problem, match="unreadable"):
        OpenMinedHolding(None).answer(bytes(said.SerializeToString()), 100)


def changed(prepared: bytes, how: str) -> bytes:
    """A holder's set with numbers that the library dies of, hangs on or reads otherwise."""
    said = psi.ServerSetup()
    said.ParseFromString(prepared)
    match how:
        case "a range of nought":
            said.gcs.hash_range = 0
        case "a range below nought":
            said.gcs.hash_range = -1
        case "a divisor below nought":
            said.gcs.div = -5
        case "a large divisor":
            said.gcs.div = 1 << 30
        case "a filter that never ends":
            said.bloom_filter.num_hash_functions = (1 << 31) - 1
            said.bloom_filter.bits = b"\xff"
        case "bare points":
            said.raw.encrypted_elements.extend([b"x"])
        case "nothing":
            said.Clear()
    return bytes(said.SerializeToString())


@pytest.mark.parametrize(
    "how",
    [
        "a range of nought", "a range below nought", "a divisor below nought", "a large divisor",
        "a filter that never ends", "bare points", "nothing",
    ],
)  # fmt: skip
def test_a_set_that_would_end_or_hang_the_asker_is_not_read(how: str) -> None:
    asking, holding = OpenMinedAsking(), OpenMinedHolding(None)
    blinded, prepared = asking.blinded(OWN), holding.prepared(HELD, 100)
    answer = holding.answer(blinded, 100)
    assert asking.hits(changed(prepared, "as it is"), answer) == list(range(90, 100))
    with pytest.raises(Problem, match="unreadable"):
        asking.hits(changed(prepared, how), answer)


def dies(key: bytes, blinded: bytes, size: int) -> bytes | None:
    os._exit(1)


async def test_bytes_that_end_the_process_of_the_sums_end_one_question_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    work = open_blind_work()
    assert isinstance(work, apart.BlindApart)
    _, blinded = await work.blinded(OWN)
    with monkeypatch.context() as patched:
        patched.setattr(apart, "_answer", dies)
        with pytest.raises(Problem, match="unreadable"):
            await work.answer("interstate/kg", date(2026, 11, 22), HELD, blinded, 100)
    assert await work.answer("interstate/kg", date(2026, 11, 22), HELD, blinded, 100)
    await work.close()


async def test_a_set_says_neither_how_many_the_holder_knows_nor_that_it_knows_nobody() -> None:
    work = open_blind_work()
    key, blinded = await work.blinded(OWN)
    ranges = set()
    for known in ([], OWN[:1], HELD):
        prepared, answer = await work.answer("interstate/kg", date(2026, 11, 22), known, blinded, 100)
        said = psi.ServerSetup()
        said.ParseFromString(prepared)
        ranges.add((said.gcs.hash_range, said.gcs.div))
        assert [OWN[place] for place in await work.hits(key, OWN, prepared, answer)] == [k for k in OWN if k in known]
    assert len(ranges) == 1
    await work.close()
