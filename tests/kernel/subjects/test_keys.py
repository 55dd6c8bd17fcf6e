"""Keys: one written form for each kind, recognised from what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.identity_number import check_digit
from almasu.kernel.subjects.key import EXAMPLES, FORMS, KIND_NAMES, normalise, recognise, warnings
from almasu.law.problem import Problem

WRITTEN = [
    (KeyKind.PLATE, "123 авс 02", "123ABC02"),
    (KeyKind.PLATE, "A 123 BCD", "A123BCD"),
    (KeyKind.VIN, "xw8zzz61zeg061733", "XW8ZZZ61ZEG061733"),
    (KeyKind.PHONE, "8 (701) 123-45-67", "+77011234567"),
    (KeyKind.PHONE, "701 123 45 67", "+77011234567"),
    (KeyKind.PHONE, "+49 30 1234567", "+49301234567"),
    (KeyKind.CADASTRAL_NO, "21-318-135-2312", "21:318:135:2312"),
    (KeyKind.CADASTRAL_NO, "21:318:135:0012:1/А1:45", "21:318:135:012:1:A1:45"),
    (KeyKind.CADASTRAL_NO, "20 313 024 056", "20:313:024:056"),
    (KeyKind.CADASTRAL_NO, "№ 21–318–135–2312 / 1", "21:318:135:2312:1"),
    (KeyKind.DOCUMENT_NO, "№ 012345678", "012345678"),
    (KeyKind.DOCUMENT_NO, "n 12345678", "N12345678"),
    (KeyKind.CASE_NO, "7599-25-00-2/1234", "7599-25-00-2/1234"),
    (KeyKind.CASE_NO, "2575 0003 1000 123", "257500031000123"),
    (KeyKind.OTHER_NO, " kz-2025-000123 ", "KZ-2025-000123"),
    (KeyKind.PERSON_NAME, "Смағұлов  Нұрлан Ерланұлы 14.03.1985", "СМАҒҰЛОВ НҰРЛАН ЕРЛАНҰЛЫ 1985-03-14"),
    (KeyKind.PERSON_NAME, "Smagulov, Nurlan", "SMAGULOV NURLAN"),
    (KeyKind.PERSON_NAME, "Cеріков Арман", "СЕРІКОВ АРМАН"),
    (KeyKind.PERSON_NAME, "Ахметов А.Б.", "АХМЕТОВ А Б"),
    (KeyKind.PERSON_NAME, "А. Б. Ахметов, 14.03.1985 г.р.", "АХМЕТОВ А Б 1985-03-14"),
    (KeyKind.PERSON_NAME, "Смағұлов Нұрлан (14/03/1985 ж.т.)", "СМАҒҰЛОВ НҰРЛАН 1985-03-14"),
]


@pytest.mark.parametrize(("kind", "typed", "written"), WRITTEN)
def test_what_is_typed_gets_its_one_written_form(kind: KeyKind, typed: str, written: str) -> None:
    assert normalise(kind, typed) == SubjectKey(kind, written)


@pytest.mark.parametrize(("kind", "typed", "written"), WRITTEN)
def test_the_written_form_stays_as_it_is(kind: KeyKind, typed: str, written: str) -> None:
    assert normalise(kind, written).value == written


REFUSED = [
    (KeyKind.IIN, "12345", "subject.identity_number.length"),
    (KeyKind.IIN, "85031430012A", "subject.identity_number.length"),
    (KeyKind.BIN, "850314300120", "subject.identity_number.check_digit"),
    (KeyKind.PLATE, "ПЛАТА", "subject.key.shape"),
    (KeyKind.VIN, "XW8ZZZ61ZEG06173I", "subject.key.shape"),
    (KeyKind.PHONE, "+7 901", "subject.key.shape"),
    (KeyKind.CADASTRAL_NO, "21-318", "subject.key.shape"),
    (KeyKind.DOCUMENT_NO, "паспорт", "subject.key.shape"),
    (KeyKind.CASE_NO, "'; DROP TABLE", "subject.key.shape"),
    (KeyKind.OTHER_NO, "<script>1</script>", "subject.key.shape"),
    (KeyKind.PERSON_NAME, "Нұрлан", "subject.person_name.words"),
    (KeyKind.PERSON_NAME, "А. Б.", "subject.person_name.words"),
    (KeyKind.PERSON_NAME, "Смағұлов Нұрлан 31.02.1985", "subject.person_name.birth_date"),
    (KeyKind.PERSON_NAME, "Смағұлов Нұрлан%", "subject.person_name.words"),
    (KeyKind.OTHER_NO, "1" * 201, "subject.key.too_long"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), REFUSED)
def test_what_is_no_such_key_is_refused_with_a_remedy(kind: KeyKind, typed: str, code: str) -> None:
    with pytest.raises(Problem) as refused:
        normalise(kind, typed, "subject")
    problem = refused.value
    assert (problem.kind.code, problem.where) == (code, "subject")
    assert problem.kind.cites == ("SIO25-3.1",)
    for words in (problem.remedy.kk, problem.remedy.ru, problem.remedy.en):
        assert words
        assert "{" not in words


@given(st.sampled_from(list(KeyKind)), st.text(max_size=60))
def test_normalising_twice_changes_nothing(kind: KeyKind, text: str) -> None:
    try:
        key = normalise(kind, text)
    except Problem:
        return
    assert normalise(kind, key.value) == key


@given(st.text(max_size=250))
def test_recognising_never_falls_over_and_gives_written_forms(text: str) -> None:
    for key in recognise(text):
        assert normalise(key.kind, key.value) == key


def _finished(prefix: str) -> str:
    return f"{prefix}{check_digit(prefix).expected}"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (_finished("85031430012"), KeyKind.IIN),
        (_finished("15034000012"), KeyKind.BIN),
        ("123ABC02", KeyKind.PLATE),
        ("XW8ZZZ61ZEG061733", KeyKind.VIN),
        ("87011234567", KeyKind.PHONE),
        ("21:318:135:2312", KeyKind.CADASTRAL_NO),
        ("N12345678", KeyKind.DOCUMENT_NO),
        ("012345678", KeyKind.DOCUMENT_NO),
        ("7599-25-00-2/1234", KeyKind.CASE_NO),
        ("257500031000123", KeyKind.CASE_NO),
        ("Смағұлов Нұрлан", KeyKind.PERSON_NAME),
        ("940.140.000.385", KeyKind.BIN),
        ("940 140-000 385", KeyKind.BIN),
        ("701 123 45 67", KeyKind.PHONE),
        ("8 7172 55 12 34", KeyKind.PHONE),
        ("20 313 024 056", KeyKind.CADASTRAL_NO),
        ("21-318-135-2312", KeyKind.CADASTRAL_NO),
        ("Ахметов А. Б.", KeyKind.PERSON_NAME),
        # Copied with the word before it.
        ("кад. № 21-318-135-2312", KeyKind.CADASTRAL_NO),
        ("ЕРДР 257500031000123", KeyKind.CASE_NO),
        (f"ЖСН: {_finished('85031430012')}", KeyKind.IIN),
        (f"БИН {_finished('15034000012')}", KeyKind.BIN),
        ("тел. 8 (701) 123-45-67", KeyKind.PHONE),
        ("KZ 123 авс 02", KeyKind.PLATE),
        ("кадастровый номер: 21:318:135:2312", KeyKind.CADASTRAL_NO),
        ("дело № 7599-25-00-2/1234", KeyKind.CASE_NO),
        ("ФИО: Смағұлов Нұрлан", KeyKind.PERSON_NAME),
        (f"ИИН{_finished('85031430012')}", KeyKind.IIN),
        (f"№ {_finished('15034000012')}", KeyKind.BIN),
        (f"БИН №{_finished('15034000012')}", KeyKind.BIN),
        ("KZ123ABC02", KeyKind.PLATE),
    ],
)
def test_the_likeliest_kind_comes_first(typed: str, kind: KeyKind) -> None:
    assert recognise(typed)[0].kind is kind


def test_what_looks_like_nothing_is_recognised_as_nothing() -> None:
    assert recognise("") == recognise("  ") == recognise("?") == recognise("x" * 500) == ()


def test_every_kind_has_a_name_and_a_form_or_reader() -> None:
    assert set(KIND_NAMES) == set(KeyKind)
    assert set(FORMS) == set(EXAMPLES) == set(KeyKind) - {KeyKind.IIN, KeyKind.BIN, KeyKind.PERSON_NAME}


def test_a_name_of_initials_warns_that_no_register_looks_for_one() -> None:
    assert len(warnings(SubjectKey(KeyKind.PERSON_NAME, "АХМЕТОВ А Б"))) == 1
    assert warnings(SubjectKey(KeyKind.PERSON_NAME, "АХМЕТОВ АЙДАР 1985-03-14")) == ()


@pytest.mark.parametrize("name", ["ТОО РОМАШКА", "АЛМА ЖШС", "ROMASHKA LLP"])
def test_a_name_of_a_company_warns_that_registers_look_for_it_by_its_bin(name: str) -> None:
    assert ["БИН" in warning.ru for warning in warnings(SubjectKey(KeyKind.PERSON_NAME, name))] == [True]


def test_a_vin_without_its_check_character_only_warns() -> None:
    assert warnings(SubjectKey(KeyKind.VIN, "1M8GDM9AXKP042788")) == ()
    assert len(warnings(SubjectKey(KeyKind.VIN, "1M8GDM9A1KP042788"))) == 1
