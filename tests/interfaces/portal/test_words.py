"""The catalogues: complete, with every placeholder kept; values said as each language says them."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources
from io import BytesIO

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from almasu.interfaces.portal.words import Words
from almasu.kernel.resources import FieldType
from almasu.law.text import Language

PORTAL = resources.files("almasu.interfaces.portal")
PLURALS = {"kk": 2, "ru": 3}
SAME = {"Code", "Journal", "code"}


def in_templates() -> set[str]:
    """Every message the templates say."""
    said: set[str] = set()
    templates = PORTAL.joinpath("templates")
    for folder in (templates, *(templates.joinpath(name) for name in ("dossier", "offices", "parts"))):
        for file in folder.iterdir():
            if file.name.endswith(".html"):
                found = extract("jinja2", BytesIO(file.read_bytes()), options={"trimmed": "true"})
                said |= {message[0] if isinstance(message, tuple) else message for _, message, _, _ in found}
    return said


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    with PORTAL.joinpath("translations", f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue if message.id}
    assert known == in_templates()
    for message in catalogue:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if isinstance(message.id, tuple):
            assert len(forms) == PLURALS[language], message.id
        for form in forms:
            assert form, message.id
            wanted = set(re.findall(r"%\((\w+)\)", str(message.id))) - {"num"}
            assert set(re.findall(r"%\((\w+)\)", str(form))) - {"num"} == wanted, message.id


@pytest.mark.parametrize(
    ("language", "kind", "value", "said"),
    [
        ("kk", FieldType.DATE, "1986-03-14", "14 наурыз 1986"),
        ("ru", FieldType.DATE, "1986-03-14", "14 марта 1986"),
        ("en", FieldType.DATE, "1986-03-14", "14 March 1986"),
        ("ru", FieldType.DECIMAL, "1234567.5", "1 234 567,5"),
        ("en", FieldType.INTEGER, "1234567", "1,234,567"),
        ("kk", FieldType.MOMENT, "2026-11-20T05:02:00+00:00", "20 қар. 2026, 10:02"),
        ("en", FieldType.DATE, "not a date", "not a date"),
        ("en", FieldType.IIN, "001231500012", "001231500012"),
    ],
)
def test_values_are_said_as_the_language_says_them(language: str, kind: FieldType, value: str, said: str) -> None:
    assert Words(Language(language)).value(value, kind).replace("\xa0", " ") == said


def test_a_day_is_said_without_a_made_up_hour() -> None:
    assert ":" not in Words(Language.RU).day(date(2026, 11, 20))
