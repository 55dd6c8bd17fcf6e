"""What pages, packs and reports say of an answer or of a rule is one word in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import almasu.interfaces.portal
from almasu.kernel.evidence_pack.page_words import STATES
from almasu.kernel.grounds.words import VERDICTS
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.law.text import Text

TRANSLATIONS = Path(almasu.interfaces.portal.__file__).parent / "translations"
OF_TEMPLATES = [
    *VERDICTS.values(),
    *(QUESTION_STATES[state] for state in (QuestionState.NO_RECORD, QuestionState.NO_REPLY, QuestionState.REFUSED)),
]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("words", OF_TEMPLATES, ids=lambda words: words.en)
def test_templates_say_the_same_word(words: Text, language: str) -> None:
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        said = read_po(file)[words.en]
    assert said.string == getattr(words, language)


def test_a_pack_tells_every_outcome_by_the_word_of_the_pages() -> None:
    settled = {state.value: words for state, words in QUESTION_STATES.items() if state is not QuestionState.WAITING}
    assert dict(STATES) == settled
    assert QUESTION_STATES.keys() == set(QuestionState)
