"""IIN and BIN: the check digit is hard, what the digits say only warns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.subjects.bin import BusinessKind, BusinessUnit, read_bin
from almasu.kernel.subjects.identity_number import check_digit, passes_check
from almasu.kernel.subjects.iin import (
    LOOKS_LIKE_BIN,
    NO_BIRTH_DATE,
    NO_CENTURY,
    OTHER_BIRTH_DATE,
    OTHER_SEX,
    Sex,
    compared,
    read_iin,
)
from almasu.law.problem import Problem
from made_up_numbers import make_bin, make_iin

BIRTHS = st.dates(date(1880, 1, 1), date(2026, 12, 31))
SEXES = st.sampled_from(list(Sex))
SERIALS = st.integers(0, 9999)
PREFIXES = st.text("0123456789", min_size=11, max_size=11)


@given(BIRTHS, SEXES, SERIALS)
def test_a_made_iin_reads_back_as_it_was_made(born: date, sex: Sex, serial: int) -> None:
    value = make_iin(born, sex, serial)
    if value is None:
        return
    read = read_iin(value)
    assert (read.value, read.birth_date, read.sex, read.warnings) == (value, born, sex, ())


@given(PREFIXES)
def test_exactly_one_check_digit_passes_or_none_is_ever_issued(prefix: str) -> None:
    passing = [digit for digit in "0123456789" if passes_check(prefix + digit)]
    expected = check_digit(prefix).expected
    assert passing == ([] if expected is None else [str(expected)])


@given(PREFIXES)
def test_the_second_pass_is_walked_only_where_the_first_gives_ten(prefix: str) -> None:
    found = check_digit(prefix)
    assert (len(found.passes) == 2) == (found.passes[0].remainder == 10)


@given(PREFIXES.filter(lambda prefix: check_digit(prefix).expected is not None), st.integers(1, 9))
def test_a_wrong_last_digit_is_always_refused(prefix: str, shift: int) -> None:
    wrong = (check_digit(prefix).expected + shift) % 10  # type: ignore[operator]
    with pytest.raises(Problem) as refused:
        read_iin(f"{prefix}{wrong}")
    assert refused.value.kind.code == "subject.identity_number.check_digit"


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    for read in (read_iin, read_bin):
        try:
            value = read(text).value
        except Problem:
            continue
        assert passes_check(value)


@pytest.mark.parametrize(
    ("prefix", "totals", "expected"),
    [
        ("00000000000", [0], 0),
        ("11111111111", [66], 0),
        ("85031430012", [112], 2),
    ],
)
def test_the_passes_can_be_followed_by_hand(prefix: str, totals: list[int], expected: int) -> None:
    found = check_digit(prefix)
    assert [one.total for one in found.passes] == totals
    assert found.expected == expected


def test_digits_that_give_ten_twice_are_never_issued() -> None:
    prefix = next(p for n in range(100_000) if check_digit(p := f"{n:011d}").expected is None)
    with pytest.raises(Problem) as refused:
        read_iin(prefix + "0")
    assert refused.value.kind.code == "subject.identity_number.never_issued"


def _finished(prefix: str) -> str:
    while check_digit(prefix).expected is None:
        prefix = f"{int(prefix) + 1:011d}"
    return f"{prefix}{check_digit(prefix).expected}"


@pytest.mark.parametrize(
    ("number", "warning"),
    [
        (_finished("85133130012"), NO_BIRTH_DATE),
        (_finished("85031400012"), NO_CENTURY),
        (_finished("85034030012"), LOOKS_LIKE_BIN),
    ],
)
def test_an_odd_birth_date_or_century_only_warns(number: str, warning: object) -> None:
    assert read_iin(number).warnings == (warning,)


def test_a_stated_birth_date_or_sex_that_differs_only_warns() -> None:
    iin = read_iin(_finished("85031430012"))
    assert compared(iin, date(1985, 3, 14), Sex.MALE) == ()
    assert compared(iin, date(1985, 3, 15), Sex.FEMALE) == (OTHER_BIRTH_DATE, OTHER_SEX)


@given(st.integers(1994, 2026), st.integers(1, 12), st.sampled_from(list(BusinessKind)), st.integers(0, 99999))
def test_a_made_bin_reads_back_as_it_was_made(year: int, month: int, kind: BusinessKind, serial: int) -> None:
    value = make_bin(year, month, kind, BusinessUnit.HEAD, serial)
    if value is None:
        return
    read = read_bin(value)
    assert (read.registered, read.kind, read.unit, read.warnings) == ((year % 100, month), kind, BusinessUnit.HEAD, ())


def test_spaces_hyphens_and_full_width_digits_are_taken() -> None:
    value = _finished("85031430012")
    wide = value.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_iin(f" {value[:6]}-{value[6:]} ").value == read_iin(wide).value == value


def test_the_refusal_says_how_to_mend_it_in_three_languages_without_the_number() -> None:
    with pytest.raises(Problem) as refused:
        read_iin("850314300120")
    problem = refused.value
    for words in (problem.title.kk, problem.title.ru, problem.title.en):
        assert "850314300120" not in words
        assert "{" not in words
    assert problem.title.kk.startswith("ЖСН")
    assert "ИИН" in problem.title.ru
