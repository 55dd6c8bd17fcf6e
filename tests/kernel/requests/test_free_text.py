"""Free text: every script is welcome, what hides or turns the reading of others is named with its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.requests.free_text import BLANK, DIRECTION, HEAP, JOINERS, free_text, hidden_in

NO_LETTERS = {chr(plane + code) for plane in range(0, 0x110000, 0x10000) for code in (0xFFFE, 0xFFFF)}
NO_LETTERS |= {chr(code) for code in range(0xFDD0, 0xFDF0)}
ORDINARY = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Co"), exclude_characters="".join(DIRECTION | BLANK | JOINERS | NO_LETTERS)
    )
).filter(lambda text: HEAP.search(text) is None)
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - set("\n\t")
OF_NO_MACHINE = {"\ue000", "\uf8ff", "\U0010fffd", "\ufdd0", "\uffff", "\U0010fffe"}
HIDDEN = sorted(DIRECTION | CONTROLS | JOINERS | OF_NO_MACHINE | {letter for letter in BLANK if letter < "\U000e0002"})


@pytest.mark.parametrize("letter", HIDDEN, ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_hidden_character_is_named_with_its_place_in_three_languages(letter):
    problem = hidden_in(f"бір{letter}екі", "task", one_line=False)
    assert problem is not None
    assert (problem.kind.code, problem.where) == ("request.hidden_character", "task")
    for title in (problem.title.kk, problem.title.ru, problem.title.en):
        assert f"U+{ord(letter):04X}" in title
        assert "4" in title
        assert letter not in title


@given(ORDINARY)
def test_what_people_write_is_never_refused(text):
    assert hidden_in(text, "justification", one_line=True) is None


@pytest.mark.parametrize("text", ["تفتيش", "בדיקה 12", "Әбілқасымова Ұлбосын", "№ 2026/114-ТМ «а» – б"])
def test_every_script_is_welcome_in_one_line_as_in_many(text):
    assert hidden_in(text, "task", one_line=True) is None
    assert hidden_in(f"{text}\n\t{text}\r\n{text}", "justification", one_line=False) is None
    assert hidden_in(f"{text}\n{text}", "task", one_line=True) is not None


@given(ORDINARY, ORDINARY, st.sampled_from(sorted(set(HIDDEN) - JOINERS)))
def test_the_first_of_several_is_named(before, after, letter):
    text = f"a{before}{letter}{after}\u202ez"
    problem = hidden_in(text, "task", one_line=True)
    assert problem is not None
    assert problem.title.en.endswith(f"at place {len(before) + 2}.")


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "👩\u200d🔬", "❤\ufe0f"], ids=["Persian", "a picture of two", "a picture in colour"]
)
def test_what_joins_stands_among_letters_that_join(text):
    assert hidden_in(text, "task", one_line=True) is None


@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u20d0"], ids=["accents", "Thai", "of symbols"])
def test_a_heap_of_marks_that_covers_its_neighbours_is_told_with_its_place(mark):
    assert hidden_in(f"бір а{mark * 8}", "task", one_line=True) is None
    problem = hidden_in(f"бір а{mark * 9}", "task", one_line=False)
    assert problem is not None
    assert (problem.kind.code, problem.where) == ("request.heaped_marks", "task")
    assert all("6" in title for title in (problem.title.kk, problem.title.ru, problem.title.en))


def test_what_unicode_calls_a_format_is_hidden_or_seen():
    """Signs of numbers, notes and hieroglyphs are drawn, or belong to what is drawn."""
    marks = {chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) in ("Cf", "Zl", "Zp")}
    drawn = {one for one in marks if unicodedata.name(one).startswith(("ARABIC", "SYRIAC"))} - DIRECTION
    assert marks - drawn <= DIRECTION | BLANK | JOINERS


def test_every_direction_control_of_unicode_is_among_them():
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    marks = {chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in turning}
    assert marks | set("\u061c\u200e\u200f") == DIRECTION
    assert free_text("\r\na\r\nb\r\n") == "a\nb"
