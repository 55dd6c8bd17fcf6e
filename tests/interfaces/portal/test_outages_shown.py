"""Why something does not serve is said in the language of the page, not in a program's words."""

from __future__ import annotations

import pytest

from almasu.interfaces.portal.offices.blocks import Own, Said
from almasu.interfaces.portal.offices_of_node.operator.words import because_said
from almasu.kernel.operating.probe import NOT_BOUND


@pytest.mark.parametrize(
    ("told", "in_russian"),
    [
        ("no_connection", "связь не установилась"),
        (NOT_BOUND, "сеанс со шлюзом не открыт"),
        ("5 failures in a row", "не ответил раз подряд: 5"),
        ("no co-signature for 131 s", "не подтверждает уже 131 с"),
    ],
)
def test_a_known_reason_has_its_words(told: str, in_russian: str) -> None:
    said = because_said(told)
    assert isinstance(said, Said)
    assert said.text.ru == in_russian


def test_what_nobody_foresaw_stands_as_it_came() -> None:
    assert because_said("OperationalError") == Own("OperationalError")
