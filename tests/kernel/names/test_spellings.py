"""Spellings that real lists hold, written by hand and by no generator: one name is heard as one, another as another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from almasu.kernel.names.match import LIKELY, POSSIBLE, match

TABLES: dict[str, list[list[str]]] = msgspec.yaml.decode(Path(__file__).with_name("spellings.yaml").read_bytes())
FORMS = {
    "surnames_of_men": "{} Нұрлан Ерланұлы",
    "surnames_of_women": "{} Айгүл Ерланқызы",
    "given_names_of_men": "Смағұлов {} Ерланұлы",
    "given_names_of_women": "Смағұлова {} Ерланқызы",
    "patronymics_of_men": "Смағұлов Нұрлан {}",
    "patronymics_of_women": "Смағұлова Айгүл {}",
    "other_given_names_of_men": "Смағұлов {} Ерланұлы",
    "other_given_names_of_women": "Смағұлова {} Ерланқызы",
    "other_patronymics": "Смағұлов Нұрсейіт {}",
    "other_surnames": "{} Нұрлан Ерланұлы",
}


def scores(table: str) -> Iterator[tuple[float, str, str]]:
    """The score of every two words of a line, set into one whole name."""
    form = FORMS[table]
    for line in TABLES[table]:
        for one, other in combinations(line, 2):
            yield match(form.format(one), form.format(other)).score, one, other


@pytest.mark.parametrize("table", [name for name in TABLES if not name.startswith("other_")])
def test_every_spelling_of_a_name_is_found_and_nearly_all_agree_as_far_as_names_can(table: str) -> None:
    found = list(scores(table))
    assert [one for one in found if one[0] < POSSIBLE] == []
    assert sum(score >= LIKELY for score, _, _ in found) >= 0.94 * len(found)


@pytest.mark.parametrize("table", ["other_given_names_of_men", "other_given_names_of_women", "other_patronymics"])
def test_siblings_and_namesakes_are_never_hit(table: str) -> None:
    assert [one for one in scores(table) if one[0] >= POSSIBLE] == []


def test_another_surname_is_at_most_possible_and_seldom_that() -> None:
    found = list(scores("other_surnames"))
    assert [one for one in found if one[0] >= LIKELY] == []
    assert sum(score >= POSSIBLE for score, _, _ in found) <= 0.25 * len(found)
