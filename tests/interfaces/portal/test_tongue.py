"""Words of somebody's own on a page of another language: by their letters, or not at all."""

from __future__ import annotations

import pytest

from almasu.interfaces.portal.tongue import tongue
from almasu.law.text import Language


@pytest.mark.parametrize(
    ("text", "of_kk", "of_ru", "of_en"),
    [
        ("Проверка источника крупных наличных операций", "ru", None, "ru"),
        ("Қаржы көзін тексеру", None, "kk", "kk"),
        ("АХМЕТОВА АЛИЯ", None, None, "ru"),
        ("Санҷиши маълумот", "tg", "tg", "tg"),
        ("Көмөк", None, None, None),
        ("Checking the source of cash", "en", "en", None),
        ("soc@kerege.example.kz", None, None, None),
        ("2026/114", None, None, None),
        ("", None, None, None),
    ],
)
def test_words_of_somebody_are_marked_with_the_language_that_their_letters_tell(
    text: str, of_kk: str | None, of_ru: str | None, of_en: str | None
) -> None:
    assert tuple(tongue(text, page) for page in Language) == (of_kk, of_ru, of_en)
