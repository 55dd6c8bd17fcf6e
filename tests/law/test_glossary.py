"""The glossary: each word once, in three languages that differ."""

from __future__ import annotations

import pytest

from almasu.law.glossary import read_glossary
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.wiring.law import Law


def test_there_are_words_enough_and_each_is_told_in_three_languages(law: Law) -> None:
    assert len(law.glossary) >= 80
    same = [one.id for one in law.glossary if len({one.means.kk, one.means.ru, one.means.en}) < 3]
    assert same == []


def test_the_first_words_of_the_acts_are_there(law: Law) -> None:
    words = {one.id: one.word for one in law.glossary}
    assert words["request"].kk == "сұрау салу"
    assert words["ground"].ru == "основание"
    assert words["deadline"].en == "deadline"


def test_a_word_that_stands_twice_or_lacks_a_language_is_refused() -> None:
    row = "- {id: a, word: {kk: а, ru: б, en: c}, means: {kk: а, ru: б, en: c}}\n"
    with pytest.raises(Fault, match="stands twice"):
        read_glossary(SheetFile("glossary.yaml", (row + row).encode()))
    with pytest.raises(Fault, match="lacks a language"):
        read_glossary(SheetFile("glossary.yaml", row.replace("ru: б", "ru: ''").encode()))
