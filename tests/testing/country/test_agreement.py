"""What two registers say of one person or company agrees, but where one of them is out of date (test_disagreements)."""

from __future__ import annotations

import base64
import hashlib

import pytest

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.testing.country.country import Country
from almasu.testing.people import PEOPLE, DemoPerson


def iin(value: object) -> SubjectKey:
    return SubjectKey(KeyKind.IIN, str(value))


def bin_(value: object) -> SubjectKey:
    return SubjectKey(KeyKind.BIN, str(value))


def test_the_address_of_register_1_is_the_registered_one_of_40(country: Country) -> None:
    for person in country.rows(1, 97):
        if person["citizenship"] == "KZ":
            registered = [row for row in country.look_up(40, iin(person["iin"])) if row["address_kind"] == "registered"]
            assert [row["address_rca"] for row in registered] == [person["registered_address_rca"]]


def test_the_mobile_number_of_52_is_that_of_40(country: Country) -> None:
    for row in country.rows(52, 83):
        phones = {one["phone_no"] for one in country.look_up(40, iin(row["iin"]))}
        assert row["phone_no"] in phones


def test_spouses_agree_in_acts_forms_and_links(country: Country) -> None:
    seen = 0
    for act in country.rows(22):
        if act["civil_act_kind"] != "marriage" or seen == 25:
            continue
        seen += 1
        wife, husband = act["subject_iin"], act["spouse_iin"]
        statuses = {country.look_up(20, iin(one))[0]["marital_status"] for one in (wife, husband)}
        assert statuses <= {"married", "widowed"}
        links = {(link["object_id"], link["edge_type"]) for link in country.look_up(50, iin(wife))}
        assert (husband, "spouse_of") in links
    assert seen == 25


def test_parents_are_old_enough_and_give_their_surname(country: Country) -> None:
    seen = 0
    for act in country.rows(22, 11):
        if act["civil_act_kind"] != "birth" or not act["father_iin"]:
            continue
        child = country.look_up(1, iin(act["subject_iin"]))[0]
        father = country.look_up(1, iin(act["father_iin"]))[0]
        seen += 1
        assert int(str(child["birth_date"])[:4]) - int(str(father["birth_date"])[:4]) >= 16
        assert father["sex"] == "male"
        if child["sex"] == "male":
            assert child["surname"] == father["surname"]
    assert seen > 100


def test_the_head_of_a_company_is_linked_to_it_from_both_sides(country: Country) -> None:
    for row in country.rows(2, 37):
        heads = {
            link["object_id"] for link in country.look_up(50, bin_(row["bin"])) if link["edge_type"] == "directed_by"
        }
        assert heads == {row["head_iin"]}
        headed = {link["object_id"] for link in country.look_up(50, iin(row["head_iin"]))}
        assert row["bin"] in headed or len(headed) >= 55


def test_the_shares_of_a_company_make_one_whole(country: Country) -> None:
    for row in country.rows(2, 29):
        shares = [one["founder_share_pct"] for one in country.look_up(2, bin_(row["bin"])) if one["bin"] == row["bin"]]
        if shares[0] is not None:
            assert sum(float(str(share)) for share in shares) == pytest.approx(100)


def test_a_declared_vehicle_is_the_registered_one(country: Country) -> None:
    for declared in country.rows(30, 13):
        (vehicle,) = country.look_up(5, SubjectKey(KeyKind.VIN, str(declared["vin"])))
        assert vehicle["owner_iin_bin"] == declared["importer_iin_bin"]
        assert str(declared["crossed_at"])[:10] < str(vehicle["registered_on"])


def test_a_wanted_person_has_a_suspended_investigation(country: Country) -> None:
    for wanted in country.rows(37):
        stories = country.look_up(15, iin(wanted["iin"]))
        assert "suspended_wanted" in {one["decision_kind"] for one in stories}


def test_a_court_card_has_its_special_record(country: Country) -> None:
    for card in country.rows(17, 3):
        cases = {one["case_no"] for one in country.look_up(14, iin(card["person_iin"]))}
        assert card["case_no"] in cases


def test_the_check_and_the_file_of_a_civil_servant_agree(country: Country) -> None:
    for check in country.rows(18, 17):
        (file,) = country.look_up(41, iin(check["iin"]))
        assert (file["body_bin"], file["appointed_on"]) == (check["body_bin"], check["appointed_on"])
        assert check["is_civil_servant"] == (file["left_on"] is None)


def test_a_visitor_crossed_the_border_with_the_passport_of_the_stay(country: Country) -> None:
    for stay in country.rows(44, 23):
        crossings = country.look_up(24, SubjectKey(KeyKind.DOCUMENT_NO, str(stay["passport_no"])))
        entry = next(one for one in crossings if one["direction"] == "entry")
        assert entry["crossing_id"] == stay["entry_crossing_id"]
        assert str(entry["crossed_at"])[:10] == stay["stay_from"]
        assert entry["surname_latin"] == stay["surname_latin"]


def test_settled_foreigners_are_in_register_1_with_the_same_address(country: Country) -> None:
    for permit in country.rows(45):
        (person,) = country.look_up(1, iin(permit["iin"]))
        assert person["registered_address_rca"] == permit["address_rca"]
        assert person["document_no"] == permit["passport_no"]


def test_owners_of_one_flat_hold_one_whole(country: Country) -> None:
    for right in country.rows(3, 31):
        same = country.look_up(3, SubjectKey(KeyKind.CADASTRAL_NO, str(right["cadastral_no"])))
        assert sum(int(str(one["share_numerator"])) / int(str(one["share_denominator"])) for one in same) == 1


def test_a_photograph_has_the_digest_it_names(country: Country) -> None:
    for row in country.rows(19, 701):
        assert hashlib.sha256(base64.b64decode(str(row["photo"]))).hexdigest() == row["sha256"]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.role)
def test_the_officials_of_the_demo_live_in_the_country(country: Country, person: DemoPerson) -> None:
    (own,) = country.look_up(1, iin(person.iin))
    assert (own["surname"], own["given_name"], own["patronymic"]) == (
        person.surname,
        person.given_name,
        person.patronymic,
    )
    assert country.look_up(52, iin(person.iin))[0]["phone_no"] == person.phone
    assert country.look_up(41, iin(person.iin))[0]["body_bin"] == person.body_bin
    assert country.look_up(2, bin_(person.body_bin))[0]["name_kk"] == person.body.kk
    latin = f"{person.latin.split()[1]} {person.latin.split()[0]}".upper()
    assert own in country.look_up(1, SubjectKey(KeyKind.PERSON_NAME, latin))
