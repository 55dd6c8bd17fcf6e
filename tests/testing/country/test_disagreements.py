"""Some registers are out of date, always the same ones: an old address, an earlier plate, another trade."""

from __future__ import annotations

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.testing.country.country import Country


def key(kind: KeyKind, value: object) -> SubjectKey:
    return SubjectKey(kind, str(value))


def test_form_one_names_an_earlier_home_of_one_in_eight(country: Country) -> None:
    told = [
        (form["registered_address_text"], own["registered_address_text"])
        for form in country.rows(20, 7)
        for own in country.look_up(1, key(KeyKind.IIN, form["iin"]))
    ]
    assert 0.06 < sum(form != own for form, own in told) / len(told) < 0.2


def test_some_vehicles_were_declared_under_an_earlier_plate_and_are_found_by_it(country: Country) -> None:
    changed = 0
    for declared in country.rows(30):
        (vehicle,) = country.look_up(5, key(KeyKind.VIN, declared["vin"]))
        changed += vehicle["plate"] != declared["plate"]
        assert declared in country.look_up(30, key(KeyKind.PLATE, declared["plate"]))
    assert 0.05 < changed / country.count(30) < 0.3


def test_of_everybody_a_story_begins_with_two_registers_say_different_things(country: Country) -> None:
    for story in country.subjects_of_interest():
        if story.start.kind is KeyKind.BIN:
            pair = [country.look_up(number, story.start)[0]["oked_code"] for number in (2, 25)]
        else:
            pair = [country.look_up(number, story.start)[0]["registered_address_text"] for number in (1, 20)]
        assert len(set(pair)) == 2, story.code


def test_a_body_of_the_state_has_one_trade_everywhere(country: Country) -> None:
    bodies = [row for row in country.rows(2) if row["oked_code"] == "84111"]
    assert bodies
    for body in bodies:
        (payer,) = country.look_up(25, key(KeyKind.BIN, body["bin"]))
        assert payer["oked_code"] == "84111"
