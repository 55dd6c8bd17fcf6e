"""A check of many requests is read page by page, and taken along so, however wide the resolution is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec
import pytest

from actions.conftest import OTHER
from actions.supervision.conftest import Checked
from almasu.actions import turn_pages
from almasu.actions.supervision import hold_check
from almasu.actions.supervision.packing import unpacked
from almasu.actions.supervision.take_along import ProvedBy, Wanted, take_along
from almasu.kernel.page import Page
from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.supervision.export import MANIFEST, Manifest
from almasu.law.problem import Problem
from almasu.store.requests import StoredRequests


async def listed(checked: Checked, resolution: UUID, after: str, most: int = 1) -> Page[hold_check.Covered]:
    world = checked.world
    return await hold_check.covered_requests(world.node, checked.checking, resolution, after, most, world.clock())


async def asked(checked: Checked, count: int) -> list[UUID]:
    made = []
    for number in range(count):
        made.append(await checked.asked(task=f"2026/{number}-ТМ"))
        checked.world.clock.forward(minutes=1)
    return made


async def test_the_pages_of_a_check_follow_each_other(checked: Checked) -> None:
    made = await asked(checked, 3)
    resolution, found, after = await checked.resolution(), [], [""]
    for _ in range(3):
        page = await listed(checked, resolution.id, after[-1])
        found += [one.request.id for one in page.items]
        after.append(page.after)
    assert (found, after[-1]) == (made, "")
    assert (await listed(checked, resolution.id, "", 3)).after == "", "a list that ends with its page is not followed"


@pytest.mark.parametrize(("tasks", "shown"), [((), (2, 2, 1)), (("2026/4-ТМ",), (0, 0, 1)), (("none",), (0, 0, 0))])
async def test_a_page_looks_through_so_many_requests_and_no_more(
    checked: Checked, monkeypatch: pytest.MonkeyPatch, tasks: tuple[str, ...], shown: tuple[int, ...]
) -> None:
    """However little of a wide period is covered, a page ends and says where the next one begins."""
    monkeypatch.setattr(turn_pages, "AT_ONCE", 2)
    monkeypatch.setattr(turn_pages, "MOST_READ", 2)
    await asked(checked, 5)
    resolution, after, counts = await checked.resolution(tasks=tasks), "", list[int]()
    while True:
        page = await listed(checked, resolution.id, after, 9)
        counts.append(len(page.items))
        after = page.after
        if not after:
            break
    assert tuple(counts) == shown


async def test_a_check_of_many_pages_is_taken_along_in_as_many_files(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def evidence(_: StoredRequests, number: UUID) -> Parted:
        """The signatures of this world are names: a bundle of two parts stands for theirs."""
        return Parted(str(number).encode(), {b"c" * 32: b"certificate"})

    monkeypatch.setattr(StoredRequests, "evidence", evidence)
    world, by = checked.world, ProvedBy(Nowhere(), "log.example", "", ())
    made = await asked(checked, 3)
    resolution, after, held = await checked.resolution(), "", list[tuple[list[UUID], bool]]()
    for most in (2, 2):
        taken = await take_along(world.node, checked.checking, Wanted(resolution.id, after, most), by, world.clock())
        files, after = unpacked(taken.data), taken.after
        manifest = msgspec.json.decode(files[MANIFEST], type=Manifest)
        held.append((list(manifest.requests), manifest.complete))
    assert held == [(made[:2], False), (made[2:], False)]
    assert after == ""
    taken = await take_along(world.node, checked.checking, Wanted(resolution.id, "", 3), by, world.clock())
    assert msgspec.json.decode(unpacked(taken.data)[MANIFEST], type=Manifest).complete


async def test_a_page_of_a_check_serves_its_prosecutor_and_its_resolution_alone(checked: Checked) -> None:
    world = checked.world
    await asked(checked, 2)
    first, second = await checked.resolution(), await checked.resolution(number="7-22/115")
    after = (await listed(checked, first.id, "")).after
    assert (await listed(checked, first.id, after)).items
    with pytest.raises(Problem, match=r"list\.no_such_page"):
        await listed(checked, second.id, after)
    by = ProvedBy(Nowhere(), "log.example", "", ())
    with pytest.raises(Problem, match=r"list\.no_such_page"):
        await take_along(world.node, checked.checking, Wanted(second.id, after, 5), by, world.clock())
    await world.account(OTHER, Role.PROSECUTOR)
    other = await world.working(OTHER)
    with pytest.raises(Problem, match=r"supervision\.absent"):
        await hold_check.covered_requests(world.node, other, first.id, after, 1, world.clock())


@dataclass
class Nowhere:
    """A journal in which nothing has its place yet."""

    async def waits(self, commitment: bytes) -> bool:
        return True

    async def position_of(self, commitment: bytes) -> None:
        return None
