"""An item of received information as a document: its marks, its owner and its purpose in each language (CIS-4.3)."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest

from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.item_print import printed_item, said_mark
from almasu.kernel.interstate.messages import Form, Way
from almasu.kernel.interstate.secrecy import Received, Stamp
from almasu.law.text import Language, Text

OWNER = Text("Қырғызстан органы", "Орган Кыргызстана", "A body of Kyrgyzstan")
STATE = Text("Қырғызстан", "Кыргызстан", "Kyrgyzstan")
RECEIVED = Received(UUID(int=7), "kg-one", "kg-one", "kz-one", "цель из трёх слов", (Stamp("ДСП", "KG", "ҚБП"),))
CARRIER = Carrier(Form.PAPER, Way.COURIER, "исх. 45")


@pytest.mark.parametrize(
    ("language", "mark", "way"),
    [
        (
            Language.KK,
            "ДСП (Қырғызстан: берушінің белгісі); біздің мемлекеттің тең белгісі – ҚБП",
            "фельдъегерлік байланыспен",
        ),
        (
            Language.RU,
            "ДСП (Кыргызстан: гриф передавшей стороны); равнозначный гриф у нас – ҚБП",
            "фельдъегерской связью",
        ),
        (Language.EN, "ДСП (Kyrgyzstan: mark of whoever gave it); our equal mark – ҚБП", "by courier"),
    ],
)
def test_the_document_says_marks_owner_purpose_and_carrier_in_its_language(
    language: Language, mark: str, way: str
) -> None:
    document = printed_item(RECEIVED, "лицо въезжало дважды", CARRIER, "", {"kg-one": OWNER, "KG": STATE}, language)
    values = [value for _, value in document.rows]
    assert document.marks == (mark,)
    assert values.count(OWNER.said_in(language)) == 2
    assert {"цель из трёх слов", f"{way}, исх. 45", str(UUID(int=7)), "kz-one"} <= set(values)
    assert document.sha256 == hashlib.sha256("лицо въезжало дважды".encode()).hexdigest()
    assert len({label for label, _ in document.rows}) == len(document.rows)


def test_what_has_no_mark_says_so_instead_of_leaving_its_place_empty() -> None:
    bare = Received(UUID(int=7), "kg-one", "kg-one", "kz-one", "цель")
    document = printed_item(bare, "сведения", CARRIER, "consent 1", {}, Language.RU)
    assert document.marks == ("Грифов и пометок нет.",)
    assert ("Согласие собственника", "consent 1") in document.rows


def test_a_mark_with_braces_in_it_is_shown_as_its_originator_set_it() -> None:
    told = said_mark(Stamp("{mark} {equal}", "", "{x}"), {}, Language.RU)
    assert told == "{mark} {equal} (гриф передавшей стороны); равнозначный гриф у нас – {x}"
