"""Every list that is read page by page: its cursors go on with it, and serve no other reader, list or filter.

Each list is tried over programs' addresses and over pages: with a changed cursor, with what nobody gave, and with the
cursor of each other list and person.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from actions.applying import APPLICANT
from actions.conftest import BODY, OFFICER, OTHER, World, world  # noqa: F401 - a fixture
from almasu.kernel.owning.owned import Owned
from interfaces.hidden_things import Hidden, asked_by, hidden_things
from powers.things import application, keep, liability

DAYS = "since=2026-11-19T00:00:00%2B05:00&until=2026-11-22T00:00:00%2B05:00"
SAME_DAYS = "since=2026-11-19&until=2026-11-21"


@dataclass(frozen=True)
class Listed:
    """A list: who reads it, where programs do, where people do, and the same list by another filter."""

    role: str
    program: str
    page: str
    otherwise: str = ""


OWN, CHECK = "one's own requests", "requests of a check"
LISTS = {
    OWN: Listed("officer", "/api/v1/requests?", "/requests?"),
    "all accounts": Listed("operator", "/api/v1/accounts?", "/offices/accounts?"),
    "accounts of the body": Listed("controller", "/api/v1/accounts?", "/offices/accounts?"),
    "applications of the body": Listed(
        "controller", "/api/v1/applications?box=all&", "/offices/applications?", "/api/v1/applications?box=to_decide&"
    ),
    "uses of a register": Listed(
        "owner",
        f"/api/v1/owner/resources/3/uses?{DAYS}&",
        f"/offices/owner/uses?resource=3&{SAME_DAYS}&",
        f"/api/v1/owner/resources/5/uses?{DAYS}&",
    ),
    "lawfulness": Listed(
        "operator",
        f"/api/v1/operator/lawfulness?{DAYS}&",
        f"/offices/operator/lawfulness?{SAME_DAYS}&",
        f"/api/v1/operator/lawfulness?{DAYS.replace('11-19', '11-18')}&",
    ),
    "reports of control": Listed(
        "controller",
        f"/api/v1/control/requests?{DAYS}&",
        f"/offices/control/reports?{SAME_DAYS}&",
        f"/api/v1/control/requests?{DAYS}&resource=3&",
    ),
    "cases of control": Listed("controller", "/api/v1/control/cases?", "/offices/control/cases?"),
    CHECK: Listed(
        "prosecutor",
        "/api/v1/supervision/resolutions/FIRST/requests?",
        "/offices/supervision/resolutions/FIRST?",
        "/api/v1/supervision/resolutions/SECOND/requests?",
    ),
}
TAKEN = "/api/v1/supervision/resolutions/FIRST/export?"


@pytest.fixture
async def node(
    world: World,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Hidden]:
    """A node at which every list has two rows at least."""
    monkeypatch.setattr("almasu.wiring.evidence.trust_of", lambda _: SimpleNamespace(anchors=(), authorities=()))
    world.node = replace(world.node, owned=Owned({BODY: frozenset({3, 5})}, {}))
    async with hidden_things(world, tmp_path) as made:
        await fill(made)
        yield made


async def fill(made: Hidden) -> None:
    checked, officer = made.checked, replace(made.checked, asking=made.sessions["officer"])
    for _ in range(2):
        made.world.clock.forward(seconds=1)
        await asked_by(officer, OFFICER)
    await asked_by(checked, OTHER)
    papers = [application(APPLICANT, OTHER, BODY, arrived=True) for _ in range(2)]
    await keep(made.world.node, *papers, *(liability(BODY, checked.officer.id) for _ in range(2)))
    first, second = [await checked.resolution(officers=(OTHER,)) for _ in range(2)]
    made.things |= {"FIRST": first.id, "SECOND": second.id}
    made.sessions["prosecutor"] = checked.checking


async def asks(made: Hidden, role: str, path: str) -> tuple[int, str, str]:
    """Return status, text, and the cursor of the next page."""
    for name in ("FIRST", "SECOND"):
        path = path.replace(name, str(made.things[name]))
    status, text, headers = await made.asks(role, "GET", path, None)
    address = headers.get("link", "<>").split("<", 1)[1].split(">", 1)[0]
    return status, text, parse_qs(urlsplit(address).query).get("after", [""])[0]


async def cursors(made: Hidden) -> dict[str, str]:
    found = {name: (await asks(made, one.role, f"{one.program}most=1"))[2] for name, one in LISTS.items()}
    assert all(found.values()), [name for name, cursor in found.items() if not cursor]
    return found


async def test_every_list_goes_on_where_its_page_ended_for_programs_and_for_people(node: Hidden) -> None:
    given = await cursors(node)
    for name, cursor in given.items():
        one, seen = LISTS[name], []
        after = ""
        while True:
            status, text, following = await asks(node, one.role, f"{one.program}most=1&after={after}")
            assert status == 200, (name, text)
            seen.append(text)
            if not following:
                break
            after = following
        assert len(seen) == len(set(seen)) > 1, name
        status, text, _ = await asks(node, one.role, f"{one.page}older={cursor}")
        assert status == 200, (name, text)
    node.sessions["officer"] = await node.world.working(OFFICER)
    status, _, _ = await asks(node, "officer", f"/api/v1/requests?after={given[OWN]}")
    assert status == 200, "the list of whoever came in anew is the same list"


async def test_a_cursor_serves_its_reader_its_list_and_its_filters_and_any_other_use_is_one_problem(
    node: Hidden,
) -> None:
    given, wrong = await cursors(node), []
    made_up = ["x", str(uuid4()), "A" * 56, "AAAA====", "%2500", "'%20or%201=1--"]
    for name, one in LISTS.items():
        cursor = given[name]
        changed = [cursor[:-1], f"{cursor}A", cursor[:10] + ("B" if cursor[10] != "B" else "C") + cursor[11:]]
        others = [other for known, other in given.items() if known != name]
        tried = [(one.program, after) for after in (*changed, *made_up, *others)]
        tried += [(one.otherwise, cursor)] if one.otherwise else []
        tried += [(TAKEN, after) for after in (*others, changed[0])] if name == CHECK else []
        for path, after in tried:
            status, text, _ = await asks(node, one.role, f"{path}after={after}")
            if status != 404 or '"list.no_such_page"' not in text:
                wrong.append((name, path, after, status, text[:120]))
        for after in (changed[-1], others[0]):
            status, text, _ = await asks(node, one.role, f"{one.page}older={after}")
            if status != 404:
                wrong.append((name, one.page, after, status, text[:120]))
    node.sessions["other"] = node.checked.asking
    status, text, _ = await asks(node, "other", f"/api/v1/requests?after={given[OWN]}")
    assert (status, '"list.no_such_page"' in text) == (404, True), "another officer's cursor leads nowhere"
    assert not wrong
