"""The country as a whole: repeatable, well formed, of today's shape."""

from __future__ import annotations

from collections import Counter

import pytest

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.identity_number import passes_check
from almasu.kernel.subjects.key import normalise
from almasu.testing.country.country import FEWEST, Country
from almasu.testing.country.dice import Draw, Index, Numbering, stream
from almasu.testing.country.identity import check_digits
from almasu.testing.country.places import REGIONS
from almasu.testing.country.register import RecordNumbers
from almasu.testing.country.spelling import kazakh_patronymic, latin, russian, russian_patronymic, with_ending


def test_the_same_seed_makes_the_same_country() -> None:
    one, other = (Country.generate(seed=3, people=1_500) for _ in range(2))
    for number in (1, 2, 5, 11, 19, 27, 42):
        assert list(one.rows(number))[::50] == list(other.rows(number))[::50]


def test_another_seed_makes_another_country() -> None:
    one, other = (Country.generate(seed=seed, people=1_500) for seed in (3, 4))
    assert list(one.rows(1))[::50] != list(other.rows(1))[::50]


def test_every_iin_and_bin_passes_the_check_and_is_given_once(country: Country) -> None:
    people = [str(record["iin"]) for record in country.rows(1)]
    companies = {str(record["bin"]) for record in country.rows(2)}
    assert all(passes_check(number) for number in [*people, *companies])
    assert len(set(people)) == len(people)
    assert companies.isdisjoint(people)


def test_regions_have_their_shares_of_the_people(country: Country) -> None:
    plates = Counter(str(record["registered_address_rca"])[:2] for record in country.rows(1))
    thousands = sum(region.thousands for region in REGIONS)
    for region in REGIONS:
        assert plates[region.plate] / sum(plates.values()) == pytest.approx(region.thousands / thousands, abs=0.02)


def test_kazakhs_live_beside_seven_other_peoples(country: Country) -> None:
    shares = Counter(record["ethnicity"] for record in country.rows(1))
    assert {"қазақ", "орыс", "өзбек", "ұйғыр", "неміс", "кәріс", "татар", "украин"} <= set(shares)
    assert 0.6 < shares["қазақ"] / sum(shares.values()) < 0.85


def test_it_can_be_asked_by_name_in_three_spellings(country: Country) -> None:
    person = next(record for record in country.rows(1) if record["ethnicity"] == "қазақ" and record["patronymic"])
    kazakh = f"{person['surname']} {person['given_name']} {person['birth_date']}"
    passport = latin(f"{person['surname']} {person['given_name']}") + f" {person['birth_date']}"
    for words in (kazakh, passport):
        found = country.look_up(1, normalise(KeyKind.PERSON_NAME, words))
        assert person in found


def test_a_wrong_patronymic_or_birth_date_finds_nobody(country: Country) -> None:
    key = country.sample(KeyKind.PERSON_NAME, 1, 5)[0]
    assert country.look_up(1, key)
    other_day = f"{key.value[:-10]}1901-01-01"
    assert country.look_up(1, SubjectKey(KeyKind.PERSON_NAME, other_day)) == []


@pytest.mark.parametrize("kind", list(KeyKind))
def test_samples_are_written_keys_that_exist(country: Country, kind: KeyKind) -> None:
    keys = country.sample(kind, 5, 9)
    assert keys == country.sample(kind, 5, 9)
    asked = [number for number in range(1, 51) if kind in country.kinds(number)]
    for key in keys:
        assert normalise(kind, key.value) == key
        assert any(country.look_up(number, key) for number in asked)


@pytest.mark.parametrize("people", [0, FEWEST - 1, 4_500_001])
def test_a_country_too_small_or_too_large_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="a country has from"):
        Country.generate(people=people)


def test_progress_goes_up_to_one() -> None:
    told: list[float] = []
    Country.generate(seed=1, people=FEWEST, progress=lambda _, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_column_check_digits_are_those_of_the_kernel() -> None:
    prefixes = stream(1, "prefixes").integers(0, 10**11, 500)
    for prefix, digit in zip(prefixes.tolist(), check_digits(prefixes).tolist(), strict=True):
        assert passes_check(f"{prefix:011d}{digit}") == (digit < 10)


def test_numbers_lead_back_to_their_rows() -> None:
    numbering, numbers = Numbering(10**7, 6_180_339, 5), RecordNumbers("AB-", 1000)
    assert [numbering.row(numbering.of(row)) for row in range(200)] == list(range(200))
    assert [numbers.rows(numbers.of(row)) for row in range(200)] == [[row] for row in range(200)]
    assert numbers.rows(numbers.of(1000)) == numbers.rows("AB-") == numbers.rows("CD-00000001") == []


def test_draws_repeat_and_stay_within_bounds() -> None:
    values = [Draw(1, 2, row).between(3, 9) for row in range(500)]
    assert values == [Draw(1, 2, row).between(3, 9) for row in range(500)]
    assert set(values) == set(range(3, 10))


def test_an_index_finds_all_rows_of_a_value() -> None:
    column = stream(1, "column").integers(0, 20, 300)
    index = Index(column)
    for value in range(-1, 21):
        assert index.rows(value) == [row for row, one in enumerate(column.tolist()) if one == value]


@pytest.mark.parametrize(
    ("father", "man", "woman"),
    [
        ("Сергей", "Сергеевич", "Сергеевна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("Илья", "Ильич", "Ильинична"),
        ("Игорь", "Игоревич", "Игоревна"),
        ("Ерлан", "Ерланович", "Ерлановна"),
    ],
)
def test_patronymics_are_formed_as_people_say_them(father: str, man: str, woman: str) -> None:
    assert (russian_patronymic(father, woman=False), russian_patronymic(father, woman=True)) == (man, woman)


def test_kazakh_names_have_their_russian_and_passport_spellings() -> None:
    assert kazakh_patronymic("Ерлан", woman=True) == "Ерланқызы"
    assert russian("Нұрсұлтан Әбдіғалиев") == "Нурсултан Абдигалиев"
    assert latin("Нұрсұлтан Әбдіғалиев") == "NURSULTAN ABDIGALIEV"
    assert [with_ending(stem) for stem in ("Мұса", "Қали", "Төлеу", "Оспан")] == [
        "Мұсаев",
        "Қалиев",
        "Төлеуов",
        "Оспанов",
    ]


@pytest.mark.trial
def test_a_million_people_fit_into_a_gigabyte_and_a_minute() -> None:
    import resource
    import time

    begun = time.monotonic()
    country = Country.generate(seed=1, people=1_000_000)
    assert time.monotonic() - begun < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_200_000
    for key in country.sample(KeyKind.IIN, 200, 1):
        assert country.look_up(1, key)
