"""The planted stories can be found by asking the registers, step by step, as an officer would."""

from __future__ import annotations

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.testing.country.country import Country
from almasu.testing.country.stories import COURIER_PHONE, Story


def _story(country: Country, code: str) -> Story:
    return next(story for story in country.subjects_of_interest() if story.code == code)


def _values(story: Story) -> set[str]:
    return {story.start.value, *(key.value for key in story.others)}


def test_every_story_is_told_in_three_languages_and_begins_with_somebody_known(country: Country) -> None:
    stories = country.subjects_of_interest()
    assert len({story.code for story in stories}) == len(stories) == 5
    for story in stories:
        assert story.title.kk
        assert story.title.ru
        assert story.title.en
        assert any(country.look_up(number, story.start) for number in story.resources)


def test_the_nominee_heads_four_companies_and_another_holds_the_power(country: Country) -> None:
    story = _story(country, "nominee_chain")
    companies = {str(row["bin"]) for row in country.look_up(2, story.start) if row["head_iin"] == story.start.value}
    expected = {key.value for key in story.others if key.kind is KeyKind.BIN}
    assert companies >= expected
    addresses = {country.look_up(2, SubjectKey(KeyKind.BIN, one))[0]["legal_address_rca"] for one in expected}
    assert len(addresses) == 1
    powers = [row for row in country.look_up(21, story.start) if row["notarial_act_kind"] == "power_of_attorney"]
    assert story.others[-1].value in {row["counterparty_iin_bin"] for row in powers}


def test_the_couriers_share_a_phone_a_car_and_a_beneficiary(country: Country) -> None:
    story = _story(country, "cash_couriers")
    users = {str(row["iin"]) for row in country.look_up(52, SubjectKey(KeyKind.PHONE, COURIER_PHONE))}
    assert users == _values(story) - {story.others[-1].value}
    cars = {row["vehicle_plate"] for row in country.look_up(23, story.start)} - {None}
    assert cars & {row["plate"] for row in country.look_up(5, story.start)}
    names = {row["beneficiary_name"] for key in (story.start, *story.others[:-1]) for row in country.look_up(29, key)}
    assert len(names - {None}) >= 1
    travellers = {
        str(row["iin"]) for plate in cars for row in country.look_up(23, SubjectKey(KeyKind.PLATE, str(plate)))
    }
    assert travellers >= users


def test_the_ring_bids_from_one_device_and_wins_by_turns(country: Country) -> None:
    story = _story(country, "procurement_ring")
    ring = {story.start.value, *(key.value for key in story.others[:-1])}
    contracts = [row for one in ring for row in country.look_up(27, SubjectKey(KeyKind.BIN, one))]
    devices = {row["bid_ip_hash"] for row in contracts if row["customer_bin"] == story.others[-1].value}
    winners = {row["supplier_iin_bin"] for row in contracts if row["bid_ip_hash"] in devices}
    assert winners >= ring


def test_the_official_is_found_through_the_spouse(country: Country) -> None:
    story = _story(country, "family_front")
    spouse, company, body = story.others
    assert spouse.value in {row["object_id"] for row in country.look_up(50, story.start)}
    assert company.value in {row["bin"] for row in country.look_up(2, spouse)}
    assert body.value in {row["customer_bin"] for row in country.look_up(27, company)}
    assert country.look_up(18, story.start)[0]["body_bin"] == body.value
    assert company.value in {row["object_id"] for row in country.look_up(51, story.start)}


def test_the_wanted_person_buys_tickets_after_the_search_began(country: Country) -> None:
    story = _story(country, "hiding_traveller")
    announced = str(country.look_up(37, story.start)[0]["announced_on"])
    assert any(str(row["departs_at"])[:10] > announced for row in country.look_up(35, story.start))
