"""Hidden, foreign and missing look the same at every address: status, body, headers; and lists do not move.

What is tried: everybody who is not the prosecutor, at every address that names a thing, with the number of each thing
that is not theirs - another's request, material, copy, application, account and notice, and all that a check makes.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from litestar.routes import HTTPRoute

from actions.conftest import World, world  # noqa: F401 - a fixture
from interfaces.hidden_things import Hidden, a_day_of_supervision, hidden_things, without

ROLES = ("officer", "controller", "operator", "owner")
THEIRS = {
    ("operator", "account"),
    ("operator", "prosecutor"),
    ("controller", "application"),
    ("operator", "request"),
}
"""What a role may really see of these: everybody's account is blocked by the operator, who controls lawfulness too."""
BODIES: dict[str, object] = {
    "/block/prepare": {"reason": "eds_lost", "note": "Қоңырау шалды."},
    "/lift/prepare": {"words": "қайтты"},
    "/sign-off/prepare": {"position": "төраға", "name": "Ахметов Е."},
    "/decline": {"words": "қате"},
    "/grant": {"version": 1},
    "/refusal/prepare": {"version": 1, "grounds": ["untrue"], "words": "қате"},
    "/decide": {"confirmed": True},
    "/close/prepare": {"kept_until": "2026-11-20"},
    "/destroy/prepare": {"reason": "бітті"},
    "/answers": {"request": str(UUID(int=7))},
    "/destroyed": {},
    "/close": {"outcome": "disciplinary", "words": "Сөгіс"},
}
QUERIES = {"/download": "?task=2026%2F114-%D0%A2%D0%9C&reason=material"}
INSIDE: list[tuple[str, str, object]] = [
    ("POST", "/api/v1/supervision/measures/prepare", {"case": "NUMBER", "kind": "no_breach", "words": "жоқ"}),
    ("POST", "/api/v1/supervision/resolutions/cuts/prepare", {"resolution": "NUMBER", "words": "жоқ"}),
    ("POST", "/api/v1/supervision/measures", {"act": "NUMBER", "cms": "AAAA"}),
    ("POST", "/api/v1/requests", {"act": "NUMBER", "cms": "AAAA"}),
    (
        "POST",
        "/api/v1/operator/emergencies/prepare",
        {"situation": "x", "entry": "NUMBER", "values": {}, "closes": True},
    ),
    ("POST", "/api/v1/control/breaches/prepare", {"account": "NUMBER", "words": "жоқ", "requests": []}),
    ("GET", "/api/v1/control/requests?since=2026-11-19T00:00:00Z&until=2026-11-21T00:00:00Z&after=NUMBER", None),
]
"""Addresses that take a number otherwise than in their path. `/accounts?after=` takes any: lists follow the numbers'
own order, whether an account has the number or not."""


@pytest.fixture
async def hidden(
    world: World,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Hidden]:
    # Nothing of what is made of a request is reached here: the authorities behind its signature are not there.
    monkeypatch.setattr("almasu.wiring.evidence.trust_of", lambda _: SimpleNamespace(anchors=(), authorities=()))
    async with hidden_things(world, tmp_path) as made:
        yield made


def addresses(hidden: Hidden) -> Iterator[tuple[str, str, object]]:
    """Every way in that names a thing by its number: method, path with NUMBER in its place, body."""
    for route in hidden.app.routes:
        if not isinstance(route, HTTPRoute) or ":uuid" not in route.path:
            continue
        path = re.sub(r"\{[a-z_]+:uuid\}", "NUMBER", route.path)
        path = re.sub(r"\{[a-z_]+:int\}", "1", re.sub(r"\{[a-z_]+:str\}", "read.pdf", path))
        end = "/" + path.split("NUMBER", 1)[1].strip("/")
        for method in sorted(set(route.methods) & {"GET", "POST", "DELETE"}):
            if method == "POST" and not path.startswith("/api/"):
                continue  # forms of the portal need the token of their own page
            yield method, path + QUERIES.get(end, ""), BODIES.get(end) if method == "POST" else None
    yield from INSIDE


def filled(told: object, number: UUID) -> object:
    if isinstance(told, dict):
        return {name: filled(value, number) for name, value in told.items()}
    return str(number) if told == "NUMBER" else told


async def seen(hidden: Hidden, role: str, address: tuple[str, str, object], number: UUID) -> tuple[object, ...]:
    method, path, body = address
    status, text, headers = await hidden.asks(role, method, path.replace("NUMBER", str(number)), filled(body, number))
    return status, without(number, text), headers


@pytest.mark.timeout(400)
async def test_hidden_and_foreign_things_answer_word_for_word_like_missing_ones(hidden: Hidden) -> None:
    things = hidden.things | await a_day_of_supervision(hidden)
    told: list[str] = []
    for role, address in product(ROLES, list(addresses(hidden))):
        missing = await seen(hidden, role, address, uuid4())
        if missing[0] == 403:
            continue  # a door that is shut to the role is shut before anything is looked for
        for name in _tried(role, address[1]):
            found = await seen(hidden, role, address, things[name])
            if found != missing:
                told.append(f"{role} {address[0]} {address[1]} {name}: {found[:2]} and not {missing[:2]}")
    assert not told, "\n".join(told)


def _tried(role: str, path: str) -> list[str]:
    """What is tried at an address: everything; at a page, which asks the same of the store, one thing of a kind."""
    names = THINGS if path.startswith("/api/") else ("request", "account", "resolution", "case", "measure")
    return [name for name in names if (role, name) not in THEIRS]


async def test_every_address_of_programs_really_looks_for_its_thing(hidden: Hidden) -> None:
    """An address that refuses everybody before it looks would make the comparison empty."""
    blind = set()
    for address in addresses(hidden):
        if not address[1].startswith("/api/") or address[1] in FOR_THE_PROSECUTOR_ALONE or address in INSIDE:
            continue
        said = [(await seen(hidden, role, address, uuid4()))[0] for role in ROLES]
        if not set(said) & set(LOOKED):
            blind.add((address[0], address[1], *said))
    assert blind == set()


THINGS = (
    "request",
    "material",
    "copy",
    "application",
    "account",
    "notice",
    "resolution",
    "withdrawn",
    "case",
    "reported case",
    "measure",
    "prosecutor",
)
FOR_THE_PROSECUTOR_ALONE = {
    "/api/v1/supervision/cases/NUMBER",
    "/api/v1/supervision/resolutions/NUMBER",
    "/api/v1/supervision/resolutions/NUMBER/requests",
    "/api/v1/supervision/resolutions/NUMBER/requests/NUMBER",
    "/api/v1/supervision/resolutions/NUMBER/requests/NUMBER/replay",
    "/api/v1/supervision/resolutions/NUMBER/export",
}
LOOKED = (404, 410, 303)
"""What an address answers once it has looked for the thing: absent, an act that is gone, the way to another page."""

LISTS = [
    "/api/v1/requests",
    "/api/v1/materials",
    "/api/v1/copies",
    "/api/v1/account",
    "/api/v1/accounts",
    "/api/v1/accounts/absent",
    "/api/v1/applications?box=mine",
    "/api/v1/applications?box=all",
    "/api/v1/applications/overdue",
    "/api/v1/notices",
    "/api/v1/control/orders",
    "/api/v1/control/requests?since=2026-11-19T00:00:00Z&until=2026-11-21T00:00:00Z",
    "/api/v1/control/duty",
    "/api/v1/control/cases",
    "/api/v1/operator/emergencies",
    "/api/v1/works",
    "/api/v1/owner/resources/1/uses?since=2026-11-19T00:00:00Z&until=2026-11-21T00:00:00Z",
    "/api/v1/supervision/resolutions",
    "/api/v1/supervision/cases",
    "/log/checkpoint",
    "/log/supervision/checkpoint",
    "/log/supervision/tile/0/000.p/1",
    "/metrics",
    "/",
    "/requests",
    "/help",
]


async def test_a_day_of_supervision_moves_no_list_count_or_cursor_of_anybody_else(hidden: Hidden) -> None:
    before = {(role, path): await hidden.asks(role, "GET", path, None) for role in ROLES for path in LISTS}
    leaves = await hidden.checked.kinds("main")
    await a_day_of_supervision(hidden)
    assert await hidden.checked.kinds("main") == leaves
    for (role, path), shown in before.items():
        assert await hidden.asks(role, "GET", path, None) == shown, f"{role} {path}"


async def test_the_log_of_supervision_is_absent_like_any_address_that_never_was(hidden: Hidden) -> None:
    await a_day_of_supervision(hidden)
    lost = await hidden.asks("operator", "GET", "/log/nothing", None)
    for path in ("/log/supervision/checkpoint", "/log/supervision/policy", "/log/supervision/rotations"):
        assert await hidden.asks("operator", "GET", path, None) == lost, path
