"""Every list of the sector is read to its end, page by page: each row once, and no cursor serves anybody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import pytest

from actions.sector.conftest import ALERT, Sector
from almasu.actions.node import Node
from almasu.actions.sector import see, see_modules, see_requests, see_signals, write_document
from almasu.kernel.page import Page
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind
from almasu.law.problem import Problem

Turning = Callable[[Node, str, datetime, str], Awaitable[Page[Any]]]


async def late(node: Node, token: str, at: datetime, after: str) -> Page[Any]:
    return (await see.see_sector(node, token, at, after, "", 2)).late


async def returned(node: Node, token: str, at: datetime, after: str) -> Page[Any]:
    return (await see.see_sector(node, token, at, "", after, 2)).returned


async def duties(node: Node, token: str, at: datetime, after: str) -> Page[Any]:
    return await see_modules.see_duties(node, token, at, after, 1)


# List, who reads it, how many rows it has, and somebody else whom its cursor does not serve.
LISTS: Mapping[str, tuple[Turning, str, int, str]] = {
    "to consent": (lambda *asked: see.to_consent(*asked, 2), "head", 3, "other head"),
    "choices": (lambda *asked: see.choices_to_decide(*asked, 2), "other head", 3, "head"),
    "late decisions": (late, "centre", 6, "centre's other list"),
    "returned": (returned, "centre", 3, "centre's other list"),
    "written": (lambda *asked: see.written(*asked, 2), "worker", 3, "other worker"),
    "duties": (duties, "centre", 2, "centre's other list"),
}


async def test_every_row_stands_on_one_page_and_a_cursor_serves_its_list_alone(sector: Sector) -> None:
    for _ in range(3):
        await sector.proposes(await sector.sends())
        await sector.returns(await sector.sends())
        await sector.puts(await sector.drafts())
    sector.world.clock.forward(days=7)
    await sector.again()
    node, now = sector.node, sector.now()
    cursors: dict[str, str] = {}
    for name, (turn, who, count, _) in LISTS.items():
        seen, after, pages = [], "", 0
        while pages == 0 or after:
            page = await turn(node, sector.tokens[who], now, after)
            seen += [_number(one) for one in page.items]
            cursors.setdefault(name, page.after)
            after, pages = page.after, pages + 1
            assert pages < 10, name
        assert len(set(seen)) == len(seen), name
        assert (len(seen) >= count, pages > 1) == (True, True), (name, seen)
    for name, (turn, who, _, other) in LISTS.items():
        foreign = cursors["late decisions" if name != "late decisions" else "returned"]
        with pytest.raises(Problem, match=r"list\.no_such_page"):
            await turn(node, sector.tokens[who], now, foreign)
        if other in sector.tokens:
            with pytest.raises(Problem, match=r"list\.no_such_page"):
                await turn(node, sector.tokens[other], now, cursors[name])


async def test_what_waits_at_a_head_leaves_no_trace_in_the_list_of_what_is_returned(sector: Sector) -> None:
    """Neither a row nor a shorter page tells the centre what an organisation is writing."""
    for _ in range(2):
        await sector.returns(await sector.sends())
    node, now, centre = sector.node, sector.now(), sector.tokens["centre"]
    before = await returned(node, centre, now, "")
    for _ in range(3):
        await sector.puts(await sector.drafts())
    grown = await sector.sends()
    form = Form(DocumentKind.THREAT_ALERT, {**ALERT, "description": "Толықтырылған сипаттама."})
    await write_document.rewrite_document(node, sector.tokens["worker"], grown, form, now)
    await sector.puts(grown)
    after = await returned(node, centre, now, "")
    assert [one.paper.id for one in after.items] == [one.paper.id for one in before.items]
    assert (before.after, after.after) == ("", "")


async def test_lists_that_are_empty_end_at_once_and_take_no_cursor_of_nothing(sector: Sector) -> None:
    node, now = sector.node, sector.now()
    for turn, who in (
        (see_requests.open_requests, "worker"),
        (see_requests.requests_to_decide, "head"),
        (see_requests.late_requests, "centre"),
        (see_signals.see_campaigns, "centre"),
    ):
        page: Page[Any] = await turn(node, sector.tokens[who], now)
        assert (list(page.items), page.after) == ([], "")
        with pytest.raises(Problem, match=r"list\.no_such_page"):
            await turn(node, sector.tokens[who], now, "A" * 56)


def _number(one: Any) -> str:
    match one:
        case see.Received():
            return f"{one.part.alert}/{one.part.organisation}"
        case see_modules.InDuty():
            return str(one.profile.bin)
        case _:
            return str(one.paper.id)
