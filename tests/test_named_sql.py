"""Statements have a name and a sentence, or the file is refused."""

from __future__ import annotations

import pytest

from almasu import named_sql
from almasu.law.problem import Fault

GOOD = "-- About jobs.\n\n-- name: take\n-- Takes one.\nselect 1\n\n-- name: give\n-- Gives one.\nselect 2\n"


def test_a_file_gives_its_statements_by_name():
    found = named_sql.parsed("jobs", GOOD)
    assert {name: (one.sentence, one.text) for name, one in found.items()} == {
        "take": ("Takes one.", "select 1"),
        "give": ("Gives one.", "select 2"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "select 1\n",
        "-- name: take\nselect 1\n",
        "-- name: take\n-- Takes one.\n",
        GOOD + "-- name: take\n-- Takes it again.\nselect 3\n",
        GOOD + "-- name: last\nselect 3\n",
        "-- name: Take-It\n-- Takes one.\nselect 1\n",
    ],
)
def test_a_statement_without_name_sentence_or_text_is_refused(text):
    with pytest.raises(Fault):
        named_sql.parsed("jobs", text)


def test_a_file_that_is_not_there_is_a_fault_and_the_mapping_cannot_be_changed():
    with pytest.raises(Fault):
        named_sql.load("almasu.store", "nowhere")
    with pytest.raises(TypeError):
        named_sql.load("almasu.store", "accounts")["session"] = ""  # type: ignore[index]
