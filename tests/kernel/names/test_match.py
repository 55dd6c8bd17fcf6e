"""Two written names: what is one person's, what is two people's, and what always holds of the score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.names.endings import Role
from almasu.kernel.names.likeness import Why
from almasu.kernel.names.match import LIKELY, POSSIBLE, match

WHOLE = "Смағұлов Нұрлан Ерланұлы"
LETTERS = "абвгғдежзийкқлмнңоөпрстуұүфхһцчшыіьэюяӘәҚNnZzhQqğşıñüöä' -.ОВАовулыҚЫЗЫ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, "Смагулов Нурлан Ерланович"),
        (WHOLE, "Смагулов Нурлан Ерланулы"),
        (WHOLE, "SMAGULOV NURLAN ERLANULY"),
        (WHOLE, "Smağūlov Nūrlan Erlanūly"),
        (WHOLE, "Smag'ulov Nu'rlan Erlanuly"),
        (WHOLE, "SMAGOULOV NOURLAN"),
        (WHOLE, "Нурлан Ерланович Смагулов"),
        (WHOLE, "СмагуловНурлан Ерланович"),
        (WHOLE, "СМАҒҰЛОВНҰРЛАН ЕРЛАНҰЛЫ"),
        (WHOLE, "Cмaгyлoв Нурлан Ерланович"),
        (WHOLE, "Смағұлов Нұрлан Ерлан ұлы"),
        (WHOLE, "Смағұл Нұрлан Ерланұлы"),
        ("Смағұлова Айгүл Серікқызы", "Smagulova Aigul Serikkyzy"),
        ("Смағұлова Айгүл Серікқызы", "Смагулова Айгуль Сериковна"),
        ("Қожахметов Ілияс Әлиұлы", "Ходжахметов Ильяс Алиевич"),
        ("Уәлиханов Шоқан Шыңғысұлы", "Валиханов Чокан Чингизович"),
        ("Өтегенов Өмірзақ", "Утегенов Умирзак"),
        ("Әбдірахманов Асхат", "Abdrahmanov Ashat"),
        ("Байжанов Сейіт Нұрбайұлы", "Baizhanov Seyit Nurbaevich"),
        ("Нұр-Сұлтан Ахметов", "Ахметов Нурсултан"),
        ("Абдул Карим Сапаров", "Сапаров Абдулкарим"),
        ("Ләззат Ахметова", "Ляззат Ахметова"),
        ("Фёдоров Артём Алексеевич", "Fedorov Artyom Alekseyevich"),
        ("Соловьёва Наталья Юрьевна", "Solovyova Nataliia Iurevna"),
        ("Қасен Мұқтар", "Хасен Мухтар"),
        ("Асанов Жәнібек", "Асанов Жанибек"),
    ],
)
def test_spellings_of_one_name_are_likely_one_person(one: str, other: str) -> None:
    assert match(one, other).score >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, "Смагулов Нурлпн Ерланович"),
        (WHOLE, "Смаугулов Нурлан Ерланович"),
        (WHOLE, "Смагулов Н.Е."),
        (WHOLE, "Н. Е. Смагулов"),
        (WHOLE, "Смағұлов Нұрлан Е."),
        ("Н?рланов Б?л?т", "Нұрланов Болат"),
        ("Жүнісов Жақсылық", "Джунусов Джаксылык"),
        ("Иванова-Петрова Анна", "Иванова Петрова Анна"),
        ("Иванова Анна Мария", "Иванова Анна"),
    ],
)
def test_slips_initials_and_lost_letters_are_worth_a_look(one: str, other: str) -> None:
    assert match(one, other).score >= POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, "Смағұлов Нұржан Ерланұлы"),
        (WHOLE, "Смағұлов Нұрбол Ерланұлы"),
        (WHOLE, "Смагулов Нурлан Ержанович"),
        (WHOLE, "Смагулов Нурлан Ернарович"),
        (WHOLE, "Смагулова Нурлан Ерлановна"),
        (WHOLE, "Смағұлов"),
        (WHOLE, "Нұрлан Ерланұлы"),
        (WHOLE, "Иванов Иван Иванович"),
        ("Ахметов Серік", "Серіков Ахмет"),
        ("Марат Ахметов", "Мурат Ахметов"),
        ("Ахметова Дана", "Ахметова Дина"),
        ("Ахметова Айгүл", "Ахметова Айнұр"),
        ("Ахметова Гүлнар", "Ахметова Гүлнұр"),
        ("Қарлығаш", "Жансұлу"),
    ],
)
def test_siblings_namesakes_and_halves_of_a_name_are_not_enough(one: str, other: str) -> None:
    assert match(one, other).score < POSSIBLE


def test_what_agreed_is_told_part_by_part() -> None:
    parts = {part.role: part for part in match("Нурлан Смагул", WHOLE).parts}
    assert parts[Role.SURNAME].one == "Смагул"
    assert parts[Role.SURNAME].other == "Смағұлов"
    assert parts[Role.GIVEN].likeness.why is Why.SPELLING
    assert parts[Role.PATRONYMIC].likeness.why is Why.MISSING


@pytest.mark.parametrize("nothing", ["", " ", "123", "2001-02-03", "---", "\x00", "'"])
def test_what_holds_no_name_agrees_with_nothing(nothing: str) -> None:
    assert match(nothing, WHOLE).score == 0
    assert match(nothing, nothing).score == 0


def test_very_long_input_is_cut_and_answered() -> None:
    assert 0 <= match("Ә" * 100_000, "а б " * 50_000).score <= 1


@given(st.text(LETTERS, max_size=40), st.text(LETTERS, max_size=40))
def test_the_score_is_the_same_both_ways_and_from_0_to_1(one: str, other: str) -> None:
    found = match(one, other)
    assert found.score == match(other, one).score
    assert 0 <= found.score <= 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_at_all_is_compared_without_an_error(one: str, other: str) -> None:
    assert match(one, other).score == match(other, one).score


@given(st.lists(st.text("абвгдежзиклмнопрстуұүқғңөәі", min_size=1, max_size=14), min_size=1, max_size=6))
def test_a_name_agrees_wholly_with_itself(words: list[str]) -> None:
    assert match(" ".join(words), " ".join(words).upper()).score == 1
