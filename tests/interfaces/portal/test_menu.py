"""The menu: parts by role, the pages of the part one is in, the place one is at; two short levels."""

from __future__ import annotations

import pytest

from almasu.interfaces.portal.menu import Menu, menu_of
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices.section import Section
from almasu.law.text import Text

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
