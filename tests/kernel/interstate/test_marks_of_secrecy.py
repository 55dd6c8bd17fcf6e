"""What a mark says by its words, whoever left the box beside it empty (CIS-4.3)."""

from __future__ import annotations

import pytest

from almasu.kernel.interstate.asking import Item, Matter
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.marks_of_secrecy import MARKS, says_secret, stands_under_one
from almasu.kernel.interstate.secrecy import Stamp
from almasu.law.problem import Problem

OTHER = ("", "ДСП", "для служебного пользования", "Қызмет бабында пайдалану үшін", "не секретно", "секретариат", "С")


@pytest.mark.parametrize(
    "mark",
    [
        *MARKS,
        "СЕКРЕТНО",
        "Совершенно  секретно, экз. № 1",
        "Гриф: «секретно»",
        "Cекретно",
        "С Е К Р Е Т Н О",
        "Өте құпия.",
    ],
)
def test_a_mark_of_secrecy_says_so_however_it_is_written(mark: str) -> None:
    assert says_secret(mark)
    assert stands_under_one(f"сведения о лице\n  {mark}\nдалее")
    assert Stamp(mark, "RU").is_secret
    with pytest.raises(Problem, match=r"cis\.secret_text"):
        must_fit(Item(Matter.FACT, f"{mark}\nсведения о лице"))


@pytest.mark.parametrize("mark", OTHER)
def test_no_other_mark_says_so(mark: str) -> None:
    assert not says_secret(mark)
    assert not Stamp(mark, "RU").is_secret


@pytest.mark.parametrize(
    "text", [*OTHER, "Секретно передано оружие лицу из списка", "сведения\nНе секретно\nо лице", "режим секретности"]
)
def test_a_text_that_only_speaks_of_secrets_stands_under_no_mark(text: str) -> None:
    assert not stands_under_one(text)
    must_fit(Item(Matter.FACT, text))
