"""Letters, endings, keys: what the tables give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.names.endings import Role, Sex, is_patronymic, is_surname, stem
from almasu.kernel.names.fold import fold, plain
from almasu.kernel.names.keys import keys
from almasu.kernel.names.known_names import are_one_name, are_two_names
from almasu.kernel.names.sounds import SOUNDS, distance
from almasu.kernel.names.words import words_of

SPELLINGS = [
    ("Нұрсұлтан", "Нурсултан", "NURSULTAN", "Nūrsūltan", "Nu'rsu'ltan", "Núrsúltan"),
    ("Қайрат", "Кайрат", "KAIRAT", "Qairat", "Qayrat", "Kayrat"),
    ("Жеңіс", "Женис", "ZHENIS", "Jeñıs", "Jen'is", "Jeńis"),
    ("Шыңғыс", "Шынгыс", "SHYNGYS", "Şyñğys", "S'yn'g'ys", "Shyńǵys"),
    ("Ғалымжан", "Галымжан", "GALYMZHAN", "Ğalymjan", "G'alymjan", "Ǵalymjan"),
    ("Өмірзақ", "Омирзак", "OMIRZAK", "Ömırzaq", "O'mirzaq", "Ómirzaq"),
    ("Бауыржан", "Бауыржан", "BAUYRZHAN", "Bauyrjan", "Bauyrjan", "Baýyrjan"),
    ("Әлихан", "Алихан", "ALIKHAN", "Älihan", "A'lihan", "Álıhan"),
    ("Шәкен", "Шакен", "SHAKEN", "Şäken", "S'a'ken", "Sháken"),
    ("Хадиша", "Хадиша", "KHADISHA", "Hadişa", "Hadis'a", "Hadısha"),
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda one: one[0])
def test_six_spellings_of_one_name_sound_the_same(spellings: tuple[str, ...]) -> None:
    first, *others = (plain(fold(one)) for one in spellings)
    assert [distance(first, other) <= 0.15 for other in others] == [True] * 5


@pytest.mark.parametrize(
    ("word", "sounds", "sex"),
    [
        ("Ерланұлы", "erlan", Sex.MAN), ("Ерлановна", "erlan", Sex.WOMAN), ("Erlanuly", "erlan", Sex.MAN),
        ("Серікқызы", "serik", Sex.WOMAN), ("SERIKKYZY", "serik", Sex.WOMAN), ("Serıkqyzy", "serik", Sex.WOMAN),
        ("Жылқыбайұлы", "Zylkyba", Sex.MAN), ("Жылкыбаевич", "Zylkyba", Sex.MAN), ("ZHYLKYBAIULY", "Zylkyba", Sex.MAN),
        ("Ильич", "il", Sex.MAN), ("Ильинична", "il", Sex.WOMAN), ("Никитич", "nikit", Sex.MAN),
        ("Асанов", "asanov", None), ("Жансұлу", "ZansUlu", None), ("Сұлу", "sUlu", None),
    ],
)  # fmt: skip
def test_a_patronymic_gives_the_fathers_name_and_the_sex(word: str, sounds: str, sex: Sex | None) -> None:
    found = stem(word, Role.PATRONYMIC)
    assert (found.sounds, found.sex) == (sounds, sex)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Смағұлов", "Смағұлова"), ("Смағұлов", "Смағұл"), ("Абаев", "Абай"), ("Достоевский", "Достоевская"),
        ("Алиев", "Aliyeva"), ("Абайұлы", "Абай"), ("Ильин", "Ильина"), ("Смирнов", "Smirnoff"),
    ],
)  # fmt: skip
def test_a_surname_has_one_stem_in_all_its_forms(one: str, other: str) -> None:
    assert stem(one, Role.SURNAME).sounds == stem(other, Role.SURNAME).sounds


@pytest.mark.parametrize("word", ["Лев", "Айсұлу", "Нұрлан", "Әлия", "Ким", "Ева", "Яна"])
def test_given_names_are_not_taken_for_surnames_or_patronymics(word: str) -> None:
    assert not is_surname(word)
    assert not is_patronymic(word)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("СмағұловНұрлан", ["Смағұлов", "Нұрлан"]),
        ("Асан уулу Бақыт", ["Асануулу", "Бақыт"]),
        ("Мамедов Мамед Али оглы", ["Мамедов", "Мамед", "Алиоглы"]),
        ("Смагулов Н.Е.", ["Смагулов", "Н", "Е"]),
        ("  Смағұлов,\tНұрлан 14.03.1985 ", ["Смағұлов", "Нұрлан"]),
        ("Epcapa Тілеуова", ["Ерсара", "Тілеуова"]),
    ],
)
def test_a_written_name_falls_into_its_words(written: str, words: list[str]) -> None:
    assert [word.text for word in words_of(written)] == words


def test_known_names_are_told_apart_and_their_variants_are_not() -> None:
    assert are_two_names(fold("Ерлан"), fold("Ержан"))
    assert are_two_names(fold("Қалмұрат"), fold("Қалмұхамед"))
    assert not are_two_names(fold("Гүлнар"), fold("Гульнара"))
    assert are_one_name(fold("Ләйлә"), fold("Лейла"))


@given(st.text(SOUNDS, max_size=12), st.text(SOUNDS, max_size=12))
def test_a_distance_is_the_same_both_ways_and_none_to_itself(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert distance(one, one) == 0


@given(st.permutations("бгджзлр"), st.integers(0, 6))
def test_a_word_and_itself_without_a_consonant_share_a_key(consonants: list[str], place: int) -> None:
    cut = [*consonants[:place], *consonants[place + 1 :]]
    assert keys("ө".join(consonants), Role.GIVEN) & keys("у".join(cut), Role.GIVEN)
