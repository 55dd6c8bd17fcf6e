"""Answers become cards and events: what agrees stands together, what differs side by side, medicine in no event."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.answers import Record, Records, SubjectKey
from almasu.kernel.dossier.alike import alike
from almasu.kernel.dossier.card import EntityCard, Fact
from almasu.kernel.dossier.gathering import IN_WORDS, caption_of, cards_of
from almasu.kernel.dossier.timeline import Lane, events_of
from almasu.kernel.relations.kinds import MEDICAL
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import QuestionState, Request
from almasu.kernel.resources import FieldType, KeyKind
from almasu.wiring.sheets import read_resources

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
RESOURCES = {one.number: one for one in read_resources()}
KEY = SubjectKey(KeyKind.IIN, "870412300416")


def kept(resource: int, *records: Record) -> KeptAnswer:
    return KeptAnswer(uuid4(), resource, QuestionState.ANSWERED, AT, Records(records, b"raw"), b"salt")


def gathered(*answers: KeptAnswer) -> tuple[EntityCard, ...]:
    draft = Draft("financial_monitoring", "laundering", "because", "2026/1", KEY, (1,))
    own, account, material = (UUID(int=number) for number in range(3))
    request = Request(own, account, material, AT, "SIO-2025", draft, b"", b"", b"", ())
    return cards_of(request, answers, RESOURCES)


def fact(card: EntityCard, label: str) -> Fact:
    return next(one for one in card.facts if one.label.en == label)


def test_registers_that_say_the_same_in_other_letters_stand_together_with_their_spellings() -> None:
    subject = gathered(kept(1, {"surname": "Сағынтаев"}), kept(37, {"surname": " САҒЫНТАЕВ"}))[0]
    told = fact(subject, "Surname")
    assert not told.contradictory
    [value] = told.values
    assert [(source.number, source.wrote) for source in value.sources] == [(1, ""), (37, " САҒЫНТАЕВ")]
    assert all(source.at == AT and len(source.answer) == 64 for source in value.sources)


def test_registers_that_differ_stand_side_by_side() -> None:
    answers = (kept(1, {"birth_date": "1987-04-12"}), kept(37, {"birth_date": "1987-04-21"}))
    told = fact(gathered(*answers)[0], "Birth date")
    assert told.contradictory
    assert [(value.value, value.sources[0].number) for value in told.values] == [("1987-04-12", 1), ("1987-04-21", 37)]


def test_two_earlier_names_are_no_contradiction() -> None:
    answers = (kept(20, {"previous_surname": "АХМЕТОВА"}), kept(22, {"previous_name": "ОМАРОВА"}))
    assert not any(one.contradictory for one in gathered(*answers)[0].facts)


def test_what_is_no_property_of_a_person_is_a_card_of_its_own() -> None:
    subject, car = gathered(kept(1, {"surname": "АХМЕТОВ"}), kept(5, {"plate_no": "123ABC01", "make": "KIA"}))
    assert (subject.number, subject.caption) == (0, "АХМЕТОВ")
    assert car.number == 5
    assert {value.value for one in car.facts for value in one.values} <= {"123ABC01", "KIA"}


def test_the_company_of_its_head_and_the_worker_of_an_employer_are_not_the_subject() -> None:
    answers = (
        kept(1, {"iin": KEY.value, "surname": "АХМЕТОВ", "citizenship": "KZ"}),
        kept(2, {"bin": "171240495609", "name_ru": "ТОО «Дала»", "head_iin": KEY.value, "status": "active"}),
        kept(46, {"permit_no": "П-1", "worker_iin": "900101000000", "citizenship": "RU", "employer_iin": KEY.value}),
    )
    subject, company, permit = gathered(*answers)
    assert subject.caption == "АХМЕТОВ"
    assert [one.label.en for one in subject.facts] == ["IIN", "Surname", "Citizenship"]
    assert not any(one.contradictory for one in subject.facts)
    assert (company.number, company.caption) == (2, "ТОО «Дала»")
    assert [value.value for value in fact(permit, "Citizenship").values] == ["RU"]


def test_two_registers_that_differ_on_one_vehicle_stand_side_by_side_on_both_cards() -> None:
    answers = (
        kept(5, {"plate": "123ABC01", "vin": "KNAZ00ZZ0FA000001"}, {"plate": "777AAA02", "vin": "KNAZ00ZZ0FA000002"}),
        kept(30, {"plate": "900XYZ01", "vin": "KNAZ00ZZ0FA000001"}),
    )
    _, changed, other, declared = gathered(*answers)
    sides = [[value.value for value in fact(card, "Plate").values] for card in (changed, other, declared)]
    assert sides == [["123ABC01", "900XYZ01"], ["777AAA02"], ["900XYZ01", "123ABC01"]]
    assert [fact(card, "Plate").contradictory for card in (changed, other, declared)] == [True, False, True]
    assert [value.sources[0].number for value in fact(changed, "Plate").values] == [5, 30]


def test_owners_of_one_flat_do_not_contradict_each_other() -> None:
    rights = [{"cadastral_no": "01:001:002:003", "total_area_m2": area} for area in ("60.5", "60.5", "61")]
    assert not any(one.contradictory for card in gathered(kept(3, *rights)) for one in card.facts)


def test_events_name_their_day_their_thing_and_everyone_who_tells_them() -> None:
    answers = (
        kept(1, {"birth_date": "1987-04-12"}),
        kept(37, {"birth_date": "1987-04-12"}),
        kept(23, {"crossed_at": "2026-03-01T22:30:00+00:00"}),
    )
    trip, birth = events_of(answers, RESOURCES, KEY)
    assert (trip.day, trip.lane, [one.number for one in trip.sources]) == (date(2026, 3, 2), Lane.TRIPS, [23])
    assert (birth.day, birth.lane, [one.number for one in birth.sources]) == (date(1987, 4, 12), Lane.LIFE, [1, 37])


@pytest.mark.parametrize("number", sorted(MEDICAL))
def test_a_medical_register_gives_no_event(number: int) -> None:
    record: Record = {one.name: "2020-01-01" for one in RESOURCES[number].fields if one.type is FieldType.DATE}
    assert record
    assert events_of((kept(number, record),), RESOURCES, KEY) == ()


@pytest.mark.parametrize("value", ["", "1987", "0000-00-00", None, 7])
def test_what_is_no_day_is_no_event(value: str | int | None) -> None:
    assert events_of((kept(1, {"birth_date": value}),), RESOURCES, KEY) == ()


SAME = [
    ("АСТАНА, ДОСТЫҚ 12-41", "Астана Достық  12 41", FieldType.TEXT),
    ("Семёнов", "СЕМЕНОВ", FieldType.TEXT),
    ("AХМЕТОВ", "АХМЕТОВ", FieldType.TEXT),
    ("100.50", "100.5", FieldType.DECIMAL),
    ("2026-11-20T10:00:00+05:00", "2026-11-20T05:00:00+00:00", FieldType.MOMENT),
    ("870412 300416", "870412300416", FieldType.IIN),
]
OTHER = [
    ("Сағынтаев", "Сагинтаев", FieldType.TEXT),
    ("100.50", "100.51", FieldType.DECIMAL),
    ("TOYOTA", "ТОУОТА", FieldType.TEXT),
    ("1987-04-12", "1987-04-21", FieldType.DATE),
]


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_what_is_typed_otherwise_is_the_same(one: str, other: str, kind: FieldType) -> None:
    assert alike(one, kind) == alike(other, kind)


@pytest.mark.parametrize(("one", "other", "kind"), OTHER)
def test_what_differs_in_a_letter_differs(one: str, other: str, kind: FieldType) -> None:
    assert alike(one, kind) != alike(other, kind)


@given(st.text(max_size=60), st.sampled_from(FieldType))
def test_any_value_has_a_spelling_and_keeps_it(value: str, kind: FieldType) -> None:
    assert isinstance(alike(value, kind), str)
    assert alike(value, kind) == alike(value, kind)


def test_no_record_is_called_by_a_code_a_day_or_an_amount() -> None:
    key = SubjectKey(KeyKind.IIN, "840801349478")
    for resource in read_resources():
        fields = [one for one in resource.fields if one.type not in IN_WORDS and ":name" not in one.ftm]
        record = {one.name: "person" for one in fields if not one.ftm.endswith(("Number", "Code", ":number", ":title"))}
        assert caption_of(resource, record, key) == "", resource.number
