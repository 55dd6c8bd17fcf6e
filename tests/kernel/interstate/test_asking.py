"""What a request lacks, by the letter of article 8."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from almasu.kernel.interstate.asking import Item, Matter, Missing, is_russian, missing_in
from kernel.interstate.conftest import ASKED, ASKING, STANDING

DAY = date(2026, 11, 20)


def test_a_request_with_every_block_lacks_nothing() -> None:
    assert missing_in(ASKED, DAY) == ()
    assert missing_in(STANDING, DAY) == ()


LACKING: list[tuple[dict[str, Any], Missing]] = [
    ({"requesting": ""}, Missing.BODIES),
    ({"requested": ""}, Missing.BODIES),
    ({"requested": ASKING}, Missing.BODIES),
    ({"basis": "дело"}, Missing.BASIS),
    ({"items": ()}, Missing.DESCRIPTION),
    ({"items": (Item(Matter.PERSON, "счета"),)}, Missing.DESCRIPTION),
    ({"purpose": " "}, Missing.PURPOSE),
    ({"purpose": "Investigation of terrorist financing, case 114."}, Missing.RUSSIAN),
    ({"other": "Қосымша мәліметтер іс материалдарында."}, Missing.RUSSIAN),
]


@pytest.mark.parametrize(("changed", "missing"), LACKING)
def test_what_is_missing_is_named(changed: dict[str, Any], missing: Missing) -> None:
    assert missing_in(replace(ASKED, **changed), DAY) == (missing,)


@pytest.mark.parametrize(
    ("ends_on", "review_on"),
    [
        (None, date(2027, 2, 1)),
        (date(2027, 5, 1), None),
        (date(2027, 1, 1), date(2027, 2, 1)),
        (date(2027, 5, 1), DAY),
    ],
)
def test_a_standing_request_without_an_end_and_a_review_to_come_is_incomplete(
    ends_on: date | None, review_on: date | None
) -> None:
    assert missing_in(replace(STANDING, ends_on=ends_on, review_on=review_on), DAY) == (Missing.END,)


@pytest.mark.parametrize(
    ("text", "russian"),
    [
        ("", True),
        ("№ 114/2026", True),
        ("Сведения о счетах компании ALTYN TRADE LLP в банках", True),
        ("Сведения о гражданине «Әбдіқадыр Ұлан»", True),
        ("Гражданин Әбдіқадыр", False),
        ("Accounts of the company", False),
        ("Відомості про рахунки", False),
        ("Маълумот дар бораи шахс ва ҳисобҳои бонкӣ", False),
        ("Звесткі пра рахункі грамадзяніна ў банках", False),
        ("Відомості про рахунки громадянина в банках", False),
        ("Маалымат тууралуу суроо-талап, банк эсептери жөнүндө", False),
        ("Сведения о счетах лица «Ўктамов Ғайрат» в банках", True),
    ],
)
def test_russian_is_told_by_its_letters(text: str, russian: bool) -> None:
    assert is_russian(text) is russian
