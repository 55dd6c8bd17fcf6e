"""Time stamps over the journal's heads: real stamps of a real authority, and every way there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from actions.conftest import World
from almasu.actions.stamp_journal import FAMILY, Desk, Stamped, stamp_head
from almasu.kernel.journal.checkpoint import Checkpoint
from almasu.kernel.signatures.algorithms import SUITES, Family
from almasu.kernel.signatures.revocation.evidence import Unreachable
from almasu.kernel.signatures.timestamp import timestamp_request
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.folder import Pki
from almasu.testing.pki.stamping import stamp as authority_stamps
from embedded_pki import NOW, pki, trust_of

__all__ = ["pki"]


UNSTAMPED = Stamped()


@dataclass(frozen=True)
class Answer:
    answer: bytes
    nonce: int


@dataclass
class Authority:
    """The embedded authority without its socket; it can be silent, or stamp something else."""

    pki: Pki
    silent: bool = False
    stamps_another: bool = False
    asked: int = 0

    async def stamp(self, data: bytes, family: Family) -> Answer | Unreachable:
        self.asked += 1
        if self.silent:
            return Unreachable("no_connection")
        content = b"something else" if self.stamps_another else data
        keys = {one: self.pki.key(f"tsa_{one}") for one in (Algorithm.GOST, Algorithm.RSA)}
        request = timestamp_request(SUITES[family].digest(content), family, 7)
        return Answer(authority_stamps(request, keys, NOW), 7)


@dataclass
class KeptStamps:
    kept: dict[int, bytes] = field(default_factory=dict)

    async def keep(self, size: int, note: bytes, token: bytes, stamped_at: datetime) -> None:
        self.kept[size] = token


@dataclass
class Head:
    """A journal that shows one head; `size` 0 shows none."""

    size: int = 5

    async def checkpoint(self) -> bytes | None:
        head = Checkpoint("almasu/test", self.size, b"\x01" * 32)
        return (head.text() + "\n— almasu/test AAAAAAAA\n").encode() if self.size else None

    async def tiles(self, names: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        return {}

    async def commitments(self, first: int, last: int) -> list[bytes]:
        return []

    async def position_of(self, commitment: bytes) -> int | None:
        return None

    async def waits(self, commitment: bytes) -> bool:
        return False


async def stamped(
    world: World, authority: Authority, stamps: KeptStamps, head: Head, so_far: Stamped = UNSTAMPED
) -> Stamped:
    desk = Desk(authority, trust_of(authority.pki), stamps)
    return await stamp_head(world.node, head, desk, so_far, NOW)


async def kinds(world: World) -> list[object]:
    about = [entry for entry in await world.entries() if entry["about"] == "service:timestamp"]
    return [(entry["kind"], entry["says"]["because"]) for entry in about]


async def test_a_head_that_grew_is_stamped_once(world: World, pki: Pki) -> None:
    authority, stamps = Authority(pki), KeptStamps()
    so_far = await stamped(world, authority, stamps, Head())
    assert (so_far, list(stamps.kept)) == (Stamped(5), [5])
    await stamped(world, authority, stamps, Head(), so_far)
    assert authority.asked == 1


async def test_nothing_is_asked_before_the_first_head(world: World, pki: Pki) -> None:
    authority = Authority(pki)
    assert await stamped(world, authority, KeptStamps(), Head(0)) == Stamped()
    assert authority.asked == 0


@pytest.mark.parametrize(
    ("authority", "because"),
    [({"silent": True}, "no_connection"), ({"stamps_another": True}, "timestamp.imprint_differs")],
    ids=["silence", "a stamp over something else"],
)
async def test_trouble_is_a_leaf_once_and_so_is_its_end(
    world: World, pki: Pki, authority: dict[str, bool], because: str
) -> None:
    troubled, stamps = Authority(pki, **authority), KeptStamps()
    so_far = await stamped(world, troubled, stamps, Head())
    so_far = await stamped(world, troubled, stamps, Head(6), so_far)
    assert (so_far.size, list(stamps.kept)) == (0, [])
    so_far = await stamped(world, Authority(pki), stamps, Head(7), so_far)
    assert (so_far, list(stamps.kept)) == (Stamped(7), [7])
    assert await kinds(world) == [("service_outage", because), ("service_restored", because)]


def test_the_family_is_that_of_the_national_authority() -> None:
    assert FAMILY is Family.GOST_512
