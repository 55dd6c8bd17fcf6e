"""The prosecutor's office on pages: a check is seen as it was, and to everybody else there is nothing here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from actions.conftest import OTHER, World, world  # noqa: F401 - a fixture
from almasu.actions import view_request
from almasu.kernel.answers import Records
from almasu.law.text import Language
from interfaces.hidden_things import Hidden, a_day_of_supervision, asked_by, hidden_things
from interfaces.portal.reading_pages import clean_words, words_of

PLACE = "/offices/supervision"
PERSON = {"iin": "850101300015", "surname": "Ахметов"}


@pytest.fixture
async def hidden(
    world: World,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Hidden]:
    monkeypatch.setattr("almasu.wiring.evidence.trust_of", lambda _: SimpleNamespace(anchors=(), authorities=()))
    async with hidden_things(world, tmp_path) as made:
        made.sessions["prosecutor"] = made.checked.checking
        yield made


async def page(hidden: Hidden, path: str, role: str = "prosecutor") -> str:
    status, text, _ = await hidden.asks(role, "GET", path, None)
    assert status == 200, (path, words_of(text))
    return text


def places(things: dict[str, UUID], request: UUID) -> list[str]:
    """Every page of the office, over a day of supervision."""
    resolution, case = f"{PLACE}/resolutions/{things['resolution']}", f"{PLACE}/cases/{things['case']}"
    return [
        PLACE,
        case,
        f"{PLACE}/cases/{things['reported case']}",
        resolution,
        f"{PLACE}/resolutions/{things['withdrawn']}",
        f"{resolution}/requests/{request}",
        f"{PLACE}/resolutions/new",
        f"{case}/resolution",
        f"{case}/measure",
        f"{resolution}/cut",
    ]


async def test_every_page_is_there_in_every_language_and_speaks_no_other(hidden: Hidden) -> None:
    things = await a_day_of_supervision(hidden)
    for path in places(things, hidden.things["request"]):
        for language in Language:
            headers = {"cookie": f"almasu-session={hidden.sessions['prosecutor']}; almasu-language={language.value}"}
            answer = await hidden.client.get(path, headers=headers)
            hidden.client.cookies.clear()
            assert answer.status_code == 200, (path, words_of(answer.text))
            assert clean_words(answer.text, language) == [], (path, language)


async def test_a_request_is_shown_with_what_its_officer_had_seen_and_no_more(hidden: Hidden) -> None:
    checked, number = hidden.checked, hidden.things["request"]
    hidden.world.registers[1].reply = Records((PERSON,), b"raw")
    second = await asked_by(checked, OTHER)
    await view_request.open_answers(hidden.world.node, checked.asking, second, hidden.world.clock(), only=3)
    resolution = (await checked.resolution(officers=(OTHER,))).id
    shown = await page(hidden, f"{PLACE}/resolutions/{resolution}")
    assert all(f"/requests/{one}" in shown for one in (number, second))
    replay = await page(hidden, f"{PLACE}/resolutions/{resolution}/requests/{second}")
    assert "Ахметов" not in replay, "register 1 was never opened"
    await view_request.open_answers(hidden.world.node, checked.asking, second, hidden.world.clock.forward(minutes=1))
    assert "Ахметов" in await page(hidden, f"{PLACE}/resolutions/{resolution}/requests/{second}")


async def test_every_page_is_a_leaf_of_the_log_of_supervision_and_of_no_other(hidden: Hidden) -> None:
    things = await a_day_of_supervision(hidden)
    main = await hidden.checked.kinds("main")
    for path in places(things, hidden.things["request"])[:6]:
        before = len(await hidden.checked.kinds("supervision"))
        await page(hidden, path)
        made = (await hidden.checked.kinds("supervision"))[before:]
        assert made, path
        assert set(made) == {"supervision_viewed"}
    assert await hidden.checked.kinds("main") == main


@pytest.mark.parametrize("role", ["officer", "controller", "operator", "owner"])
async def test_to_everybody_else_the_pages_say_the_same_whatever_is_there(hidden: Hidden, role: str) -> None:
    things = await a_day_of_supervision(hidden)
    menu = await page(hidden, "/help", role)
    assert PLACE not in menu
    real = places(things, hidden.things["request"])
    never = places({name: uuid4() for name in things}, uuid4())
    for there, nowhere in zip(real, never, strict=True):
        assert (await hidden.asks(role, "GET", there, None))[0] == (await hidden.asks(role, "GET", nowhere, None))[0]


async def test_a_withdrawn_resolution_says_so_and_shows_no_request(hidden: Hidden) -> None:
    things = await a_day_of_supervision(hidden)
    shown = await page(hidden, f"{PLACE}/resolutions/{things['withdrawn']}")
    assert "/requests/" not in shown.split("<main", 1)[1]
    assert "Қате." in shown
    place = f"{PLACE}/resolutions/{things['withdrawn']}/requests/{hidden.things['request']}"
    assert (await hidden.asks("prosecutor", "GET", place, None))[0] == 404
