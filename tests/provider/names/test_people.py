"""A record of resource 1 becomes a person of the index, or is told to be unfit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from almasu.provider.names.people import LONGEST_WORD, Unfit, Written, person_of

RECORD = {
    "iin": "870412300416",
    "surname": "СМАҒҰЛОВ",
    "given_name": "НҰРЛАН",
    "patronymic": None,
    "birth_date": "1987-04-12",
    "document_no": "№ 012 345 678",
}


def test_a_record_is_kept_whole_with_what_it_is_found_by():
    found = person_of(RECORD, [Written("SMAGULOV", "NURLAN")])
    assert (found.party, found.born, found.document) == ("870412300416", date(1987, 4, 12), "012345678")
    assert found.names == (Written("СМАҒҰЛОВ", "НҰРЛАН"), Written("SMAGULOV", "NURLAN"))
    assert '"patronymic":null' in found.record


def test_a_record_without_birth_date_or_document_is_found_by_the_rest():
    found = person_of({**RECORD, "birth_date": None, "document_no": ""})
    assert (found.born, found.document) == (None, "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"iin": "870412300417"}, "IIN"),
        ({"iin": None}, "IIN"),
        ({"surname": " "}, "name"),
        ({"given_name": None}, "name"),
        ({"given_name": 7}, "name"),
        ({"surname": "А" * (LONGEST_WORD + 1)}, "name"),
        ({"surname": "СМАҒҰЛОВ\n" + "\x00"}, "name"),
        ({"birth_date": "12.04.1987"}, "birth date"),
        ({"registered_address_text": "А" * 9_000}, "large"),
    ],
)
def test_what_cannot_be_found_again_is_unfit(change: dict[str, Any], why: str):
    with pytest.raises(Unfit, match=why):
        person_of({**RECORD, **change})


def test_nobody_has_more_names_than_can_be_looked_through():
    with pytest.raises(Unfit, match="name"):
        person_of(RECORD, [Written("А", "Б")] * 30)
