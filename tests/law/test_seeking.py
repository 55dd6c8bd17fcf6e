"""Seeking in the law: every word typed begins some word of the clause, in whatever language, whatever its ending."""

from __future__ import annotations

import pytest

from almasu.law.seeking import MOST_FOUND, marked, seek, sought_words
from almasu.wiring.law import open_law

CLAUSES = tuple(clause for act in open_law().acts for clause in act.clauses)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("запросами ЭЦП", "SIO25-12.1"),
        ("сұрау салудың ЭЦҚ", "SIO25-12.1"),
        ("requests EDS", "SIO25-12.1"),
        ("SIO25-12.1", "SIO25-12.1"),
        ("sio25-12.1", "SIO25-12.1"),
        ("12.1", "SIO25-12.1"),
    ],
)
def test_a_clause_is_found_by_its_words_in_each_language_and_by_its_number(typed: str, found: str) -> None:
    assert found in {clause.id for clause in seek(CLAUSES, typed)}


def test_a_clause_that_is_named_comes_first() -> None:
    assert seek(CLAUSES, " SIO25-12.1 ")[0].id == "SIO25-12.1"


@pytest.mark.parametrize("typed", ["", "   ", "!?«»", "запрос кенгуру", "\x00", "." * 200])
def test_what_stands_nowhere_finds_nothing(typed: str) -> None:
    assert seek(CLAUSES, typed) == ()


def test_a_common_beginning_finds_no_more_than_a_page_holds() -> None:
    assert len(seek(CLAUSES, "s")) == MOST_FOUND


def test_only_a_dozen_words_are_looked_for() -> None:
    assert len(sought_words(" ".join(f"word{n}" for n in range(50)))) == 12


def test_found_words_are_marked_and_nothing_is_lost() -> None:
    pieces = marked("Запросы, отправленные с ЭЦП.", "запросами эцп")
    assert [piece for piece, hit in pieces if hit] == ["Запросы", "ЭЦП"]
    assert "".join(piece for piece, _ in pieces) == "Запросы, отправленные с ЭЦП."
    assert marked("Запрос", "") == (("Запрос", False),)
