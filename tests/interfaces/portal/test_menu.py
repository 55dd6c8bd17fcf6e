"""The menu: parts by role, the pages of the part one is in, the place one is at; two short levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from almasu.interfaces.portal.menu import Item, Menu, menu_of
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import Office, Offices
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_interstate import interstate_offices
from almasu.interfaces.portal.offices_of_node import node_offices
from almasu.interfaces.portal.offices_of_provision import provision_offices
from almasu.interfaces.portal.offices_of_sector import sector_offices
from almasu.kernel.parties.account import Role
from almasu.law.text import Language, Text

WORD = Text("сөз", "слово", "word")
CONTROL = Office(
    "/offices/control",
    Text("Бақылау бөлімі", "Отдел контроля", "Office of control"),
    frozenset(),
    (),
    section=Section.CONTROL,
    ways=(Way(Text("Есептер", "Отчёты", "Reports"), "/offices/control/reports"),),
)
MATERIALS = Office("/offices/materials", Text("Материалдар", "Материалы", "Materials"), frozenset(), ())
OWNER = Office("/offices/owner", WORD, frozenset(), (), section=Section.OWNER)


def said(menu: Menu) -> tuple[list[str], list[str]]:
    """Both levels in English, the near entry in brackets, the very page in double ones."""

    def words(items: tuple) -> list[str]:
        marked = ((one, f"[{one.text.en}]" if one.near else one.text.en) for one in items)
        return [f"[{word}]" if one.here else word for one, word in marked]

    return words(menu.first), words(menu.second)


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        ("/", ["[[Desk]]", "Control", "Requests", "Law and help"], []),
        (
            "/requests/new",
            ["Desk", "Control", "[[Requests]]", "Law and help"],
            ["[[New request]]", "My requests", "Materials"],
        ),
        (
            "/requests/check/1",
            ["Desk", "Control", "[Requests]", "Law and help"],
            ["[New request]", "My requests", "Materials"],
        ),
        (
            "/requests/0d4e/dossier",
            ["Desk", "Control", "[Requests]", "Law and help"],
            ["New request", "[My requests]", "Materials"],
        ),
        (
            "/offices/control/reports",
            ["Desk", "[Control]", "Requests", "Law and help"],
            ["Office of control", "[[Reports]]"],
        ),
        (
            "/offices/control/packs/new",
            ["Desk", "[Control]", "Requests", "Law and help"],
            ["[Office of control]", "Reports"],
        ),
        (
            "/law/clauses/SIO25-2",
            ["Desk", "Control", "Requests", "[Law and help]"],
            ["[The law]", "Verify", "Help"],
        ),
    ],
)
def test_the_menu_marks_where_one_is(path: str, first: list[str], second: list[str]) -> None:
    assert said(menu_of((CONTROL, MATERIALS), path, inside=True, asks=True)) == (first, second)


def test_a_part_with_one_page_has_no_second_level() -> None:
    menu = menu_of((OWNER,), "/offices/owner", inside=True, asks=False)
    assert said(menu) == (["Desk", "[[My registers]]", "Law and help"], [])


def test_before_signing_in_there_is_the_door_and_what_everyone_may_read() -> None:
    menu = menu_of((), "/verify", inside=False, asks=False)
    assert said(menu) == (["Sign in", "The law", "[[Verify]]", "Help"], [])


class Anything:
    """A node of which an office asks nothing while it only says where it stands in the menu."""

    def __getattr__(self, _: str) -> Anything:
        return self

    def __call__(self, *_: object) -> Anything:
        return self

    def __iter__(self) -> Iterator[Anything]:
        return iter(())


ROOM, AROUND = 1_224, 28
"""Pixels that a level has in a window of 1280, and those around an entry."""
OF_FIRST, OF_SECOND = 9.1, 8.9
"""Pixels of a letter of either level, as Noto Sans has it in the widest of these words."""


def length(items: tuple[Item, ...], language: Language, letter: float) -> float:
    return sum(len(one.text.said_in(language)) * letter + AROUND for one in items)


@pytest.mark.parametrize("offices_of", [node_offices, sector_offices, provision_offices, interstate_offices])
def test_no_level_of_anybodys_menu_takes_two_lines_and_every_office_has_its_entry(
    offices_of: Callable[[Any], Offices],
) -> None:
    offices = offices_of(Anything()).offices
    for role in Role:
        own = [one for one in offices if role in one.roles]
        asks = role is Role.OFFICER
        parts = menu_of(own, "/", inside=True, asks=asks).first
        levels = [menu_of(own, part.place, inside=True, asks=asks).second for part in parts]
        for letter, level in ((OF_FIRST, parts), *((OF_SECOND, level) for level in levels)):
            longest = max(length(level, language, letter) for language in Language)
            assert longest <= ROOM, (role, longest, [one.text.ru for one in level])
        reached = {one.place for level in (parts, *levels) for one in level}
        assert {one.place for one in own} <= reached, role
