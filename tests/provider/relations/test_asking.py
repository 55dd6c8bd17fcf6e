"""What the graph answers: links with source and days, by purpose, however large or twisted it is."""

from __future__ import annotations

import pytest

from almasu.kernel.conformity import departures
from almasu.kernel.relations.paths import Caps
from almasu.wiring.sheets import read_resources
from provider.relations.conftest import Filled, heads, linked, lives, married, number, reached, works

ME, WIFE, SON, BOSS, FIRM, OTHER = (number(serial) for serial in range(1, 7))
HOME = "0203444186374860"
RESOURCES = {one.number: one for one in read_resources() if one.number in {50, 51}}


def ends(records) -> list[str]:
    return [str(one["object_id"]) for one in records]


async def test_a_link_tells_its_register_its_record_and_its_days(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE))
    (link,) = await linked(empty_database_url, WIFE)
    assert (link["object_id"], link["edge_type"], link["edge_direction"]) == (ME, "spouse_of", "both")
    assert (link["source_resource_no"], link["source_record_id"]) == (22, f"AZ-{ME[-4:]}{WIFE[-4:]}")
    assert (link["valid_from"], link["valid_to"], link["links_left_out"]) == ("2010-05-06", None, 0)


async def test_level_1_ends_where_level_2_begins(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE), heads(WIFE, FIRM), works(BOSS, FIRM, last="2020-12"))
    assert ends(await linked(empty_database_url, ME)) == [WIFE]
    (path,) = await reached(empty_database_url, ME)
    assert (path["via_id"], path["object_id"]) == (WIFE, FIRM)
    assert path["path_edge_types"] == "spouse_of > director_of"
    assert path["source_resource_nos"] == "22;2"
    assert (path["first_valid_from"], path["second_valid_from"]) == ("2010-05-06", "2015-01-01")
    assert (path["first_record_id"], path["second_record_id"]) == (f"AZ-{ME[-4:]}{WIFE[-4:]}", FIRM)


async def test_answers_are_exactly_what_the_resources_promise(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE), lives(ME, HOME, "2010-01-01"), lives(SON, HOME, "2015-01-01"), heads(SON, FIRM))
    for record in await linked(empty_database_url, ME):
        assert departures(RESOURCES[50], record) == ()
        assert list(record) == [field.name for field in RESOURCES[50].fields]
    paths = await reached(empty_database_url, ME)
    assert paths
    for record in paths:
        assert departures(RESOURCES[51], record) == ()
        assert list(record) == [field.name for field in RESOURCES[51].fields]


async def test_only_those_who_lived_there_at_the_same_time_share_an_address(
    filled: Filled, empty_database_url: str
) -> None:
    filled(
        lives(ME, HOME, "2010-01-01", "2015-01-01"),
        lives(SON, HOME, "2012-06-01"),
        lives(BOSS, HOME, "2016-01-01"),
    )
    (link,) = await linked(empty_database_url, ME)
    assert (link["object_id"], link["valid_from"], link["valid_to"]) == (SON, "2012-06-01", "2015-01-01")


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("laundering", {WIFE, FIRM}),
        ("terrorist_financing", {WIFE}),
        ("proliferation_financing", {WIFE, FIRM}),
        ("curiosity", set()),
        ("", set()),
    ],
)
async def test_a_link_is_told_only_for_a_purpose_it_may_serve(
    filled: Filled, empty_database_url: str, purpose: str, expected: set[str]
) -> None:
    filled(married(ME, WIFE), works(ME, FIRM))
    assert set(ends(await linked(empty_database_url, ME, purpose))) == expected


async def test_a_path_over_a_step_that_the_purpose_forbids_is_not_told(filled: Filled, empty_database_url: str) -> None:
    filled(works(ME, FIRM), heads(BOSS, FIRM))
    assert ends(await reached(empty_database_url, ME, "laundering")) == [BOSS]
    assert await reached(empty_database_url, ME, "terrorist_financing") == ()


async def test_rings_and_pairs_end(filled: Filled, empty_database_url: str) -> None:
    ring = [ME, WIFE, SON, BOSS]
    filled(*(married(one, other) for one, other in zip(ring, ring[1:] + ring[:1], strict=True)), married(WIFE, ME))
    assert set(ends(await linked(empty_database_url, ME))) == {WIFE, BOSS}
    assert ends(await reached(empty_database_url, ME)) == [SON]


async def test_links_to_oneself_and_broken_numbers_are_counted_and_left_out(
    filled: Filled, empty_database_url: str
) -> None:
    unfit = filled(
        married(ME, ME), married(ME, "870412300417"), works(ME, FIRM, "2020-01", "2019-01"), married(ME, SON)
    )
    assert unfit == {22: 2, 11: 1}
    assert ends(await linked(empty_database_url, ME)) == [SON]


async def test_a_house_of_thousands_is_capped_and_said_so(filled: Filled, empty_database_url: str) -> None:
    tenants = [number(serial) for serial in range(100, 3_100)]
    filled(*(lives(one, HOME, "2020-01-01") for one in tenants), married(tenants[0], WIFE))
    links = await linked(empty_database_url, tenants[0])
    assert [one["edge_type"] for one in links].count("same_address") == 40
    assert {one["links_left_out"] for one in links if one["edge_type"] == "same_address"} == {2_999 - 40}
    assert {one["links_left_out"] for one in links if one["edge_type"] == "spouse_of"} == {0}
    paths = await reached(empty_database_url, WIFE)
    assert len(paths) == 12
    assert {one["links_left_out"] for one in paths} == {2_999 - 12}


async def test_those_of_ones_own_crowded_house_are_no_level_2(filled: Filled, empty_database_url: str) -> None:
    tenants = [number(serial) for serial in range(100, 400)]
    filled(*(lives(one, HOME, "2020-01-01") for one in tenants), married(tenants[5], WIFE), heads(tenants[6], FIRM))
    paths = await reached(empty_database_url, tenants[0])
    assert not set(ends(paths)) & set(tenants)
    assert set(ends(paths)) <= {WIFE, FIRM}


async def test_who_moved_in_after_one_left_is_reached_through_who_knew_both(
    filled: Filled, empty_database_url: str
) -> None:
    filled(
        lives(ME, HOME, "2010-01-01", "2012-01-01"),
        lives(SON, HOME, "2011-01-01", "2018-01-01"),
        lives(BOSS, HOME, "2015-01-01"),
    )
    assert ends(await linked(empty_database_url, ME)) == [SON]
    (path,) = await reached(empty_database_url, ME)
    assert (path["object_id"], path["valid_from"]) == (BOSS, None)
    assert (path["second_valid_from"], path["second_valid_to"]) == ("2015-01-01", "2018-01-01")


async def test_an_employer_of_thousands_is_capped_and_said_so(filled: Filled, empty_database_url: str) -> None:
    staff = [number(serial) for serial in range(100, 2_100)]
    filled(*(works(one, FIRM) for one in staff), heads(BOSS, FIRM))
    links = await linked(empty_database_url, FIRM)
    kinds = [one["edge_type"] for one in links]
    assert (kinds.count("directed_by"), kinds.count("employs")) == (1, 40)
    assert {one["links_left_out"] for one in links if one["edge_type"] == "employs"} == {2_000 - 40}
    # Of twelve that are read one may be the subject; the head is told beside them.
    assert 12 <= len(await reached(empty_database_url, staff[0])) <= 13


async def test_caps_of_a_whole_answer_hold_and_are_said(filled: Filled, empty_database_url: str) -> None:
    filled(*(heads(ME, number(serial)) for serial in range(100, 130)))
    links = await linked(empty_database_url, ME, caps=Caps(links=10))
    assert len(links) == 10
    assert {one["links_left_out"] for one in links} == {20}


async def test_of_several_records_on_the_same_two_the_latest_stands(filled: Filled, empty_database_url: str) -> None:
    filled(*(works(ME, FIRM, f"20{year}-01", f"20{year}-12") for year in range(10, 20)), works(ME, FIRM, "2021-02"))
    (link,) = await linked(empty_database_url, ME)
    assert (link["valid_from"], link["valid_to"]) == ("2021-02-01", None)


async def test_a_marriage_ends_with_the_divorce_and_a_later_one_begins(filled: Filled, empty_database_url: str) -> None:
    filled(
        married(ME, WIFE, "2010-05-06"),
        married(WIFE, ME, "2015-01-01", kind="divorce"),
        married(ME, OTHER, "2016-01-01"),
    )
    links = {(one["object_id"], one["edge_type"]): one for one in await linked(empty_database_url, ME)}
    assert set(links) == {(WIFE, "spouse_of"), (WIFE, "former_spouse_of"), (OTHER, "spouse_of")}
    assert links[WIFE, "spouse_of"]["valid_to"] == "2015-01-01"
    assert links[OTHER, "spouse_of"]["valid_to"] is None


async def test_of_somebody_nobody_speaks_of_nothing_is_told(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE), lives(SON, HOME))
    for stranger in (SON, OTHER):
        assert await linked(empty_database_url, stranger) == ()
        assert await reached(empty_database_url, stranger) == ()


async def test_links_and_paths_name_who_is_linked_where_a_register_says_it(filled: Filled, empty_database_url: str):
    person = (1, {"iin": WIFE, "surname": "АХМЕТОВА", "given_name": "АЛИЯ", "patronymic": None})
    company = (2, {**heads(WIFE, FIRM)[1], "name_ru": "ТОО «Дала»", "name_kk": "«Дала» ЖШС"})
    nameless = (1, {"iin": SON, "surname": None, "given_name": "\n", "patronymic": ""})
    filled(person, company, nameless, married(ME, WIFE), works(SON, FIRM))
    (wife,) = await linked(empty_database_url, ME)
    assert (wife["object_id"], wife["object_name"]) == (WIFE, "АХМЕТОВА АЛИЯ")
    (path,) = await reached(empty_database_url, ME)
    assert (path["via_name"], path["object_name"]) == ("АХМЕТОВА АЛИЯ", "ТОО «Дала»")
    sons = {one["object_id"]: one["object_name"] for one in await reached(empty_database_url, WIFE)}
    assert sons[SON] is None
