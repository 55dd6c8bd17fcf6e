"""Why something is left out is said in three languages, fields by the names that people read."""

from __future__ import annotations

from string import Formatter

import pytest

from almasu.kernel.interchange.csaf_check import CHECKED
from almasu.kernel.interchange.csaf_tests import FORM, FOUND
from almasu.kernel.interchange.losses import WORDS, Loss, Why, part_of, said
from almasu.kernel.interchange.pulling import STOPS, Stop
from almasu.law.text import Language, Text
from kernel.interchange.test_stix_incident_in import LISTS

SAID = [
    (Loss("x", Why.NO_FIELD, "addresses"), "у карточки этого вида нет поля «Адреса и сети IP»"),
    (Loss("x", Why.NO_FIELD, "of theirs"), "у карточки этого вида нет поля «of theirs»"),
    (Loss("x", Why.KIND, "addresses"), "для такой части поля нет: addresses"),
    (Loss("x", Why.KIND, "{named} {0}"), "для такой части поля нет: {named} {0}"),
    (Loss("outcome", Why.NO_OPTION, "suspicion"), "в списке нет такого значения: подозрение"),
    (Loss("x", Why.REFUSED, "place", Text("а", "б", "c")), "этого не принимает: б"),
]


@pytest.mark.parametrize(("loss", "words"), SAID)
def test_a_reason_names_fields_as_people_read_them_and_the_rest_as_it_came(loss: Loss, words: str) -> None:
    assert said(loss, LISTS).ru.lower().endswith(words.lower())


def test_every_reason_has_words_that_only_name_what_a_loss_names() -> None:
    assert WORDS.keys() == set(Why)
    for text in WORDS.values():
        for language in Language:
            names = {name for _, name, _, _ in Formatter().parse(text.said_in(language)) if name is not None}
            assert names <= {"named", "because"}
    assert part_of(Loss("outcome", Why.NO_OPTION), LISTS) != "outcome"
    assert part_of(Loss("objects/3", Why.BROKEN), LISTS) == "objects/3"


def test_every_test_of_an_advisory_and_every_end_of_a_pull_has_words() -> None:
    assert set(FOUND) == {FORM, *CHECKED}
    assert STOPS.keys() == set(Stop)
