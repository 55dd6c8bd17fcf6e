"""Links and paths of answers become tables: who, by which path, by whose record, when, and what is left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.interfaces.portal.desk_of_node.graph import graph_of
from almasu.interfaces.portal.desk_of_node.links import table_of
from almasu.interfaces.portal.desk_of_node.picture import picture_of
from almasu.interfaces.portal.views.dossier import LinkStep, LinkTable, PathRow
from almasu.kernel.answers import Record
from almasu.kernel.dossier.card import Source
from almasu.kernel.relations.answers import record_of_link, records_of_paths
from almasu.kernel.relations.kinds import BY_CODE
from almasu.kernel.relations.paths import Hop, Link, Path, Paths
from almasu.law.text import Text
from almasu.wiring.sheets import read_resources

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
RESOURCES = {one.number: one for one in read_resources()}
ME, WIFE, FIRM = 870412300416, 10101500013, 150140000010


def source(number: int) -> Source:
    return Source(number, RESOURCES[number].name, AT, "00" * 32)


def hop(near: int, code: str, far: int, record: str) -> Hop:
    return Hop(BY_CODE[code], near, far, AT.date(), None, record)


def test_a_link_says_what_one_is_to_the_other_and_who_says_so() -> None:
    links = [Link(hop(ME, "spouse_of", WIFE, "AZ-1"), 0), Link(hop(ME, "same_address", FIRM, "0203"), 12)]
    table = table_of(source(50), [record_of_link(link, AT) for link in links], RESOURCES)
    (first,), _ = (row.steps for row in table.rows)
    assert (first.one, first.other, first.kind.ru) == ("870412300416", "010101500013", "супруг")
    assert (first.register, first.register_name, first.record) == (22, RESOURCES[22].name, "AZ-1")
    assert (first.since, first.until) == ("2026-11-20", "")
    assert [(one.kind.en, one.count) for one in table.left_out] == [("same address", 12)]


def test_beside_a_party_stands_what_that_party_is_and_not_what_it_is_linked_to() -> None:
    hops = [hop(ME, "parent_of", WIFE, "AZ-1"), hop(ME, "child_of", WIFE, "AZ-2"), hop(ME, "employed_by", FIRM, "7")]
    table = table_of(source(50), [record_of_link(Link(one, 0), AT) for one in hops], RESOURCES)
    assert [row.steps[0].kind.ru for row in table.rows] == ["ребёнок", "родитель", "работодатель"]
    assert [row.steps[0].kind.en for row in table.rows] == ["child of", "parent of", "employer of"]


def test_a_path_says_both_steps() -> None:
    steps = hop(ME, "spouse_of", WIFE, "AZ-1"), hop(WIFE, "director_of", FIRM, "150140000010")
    table = table_of(source(51), records_of_paths(Paths((Path(*steps, 100, 0),), 3), AT), RESOURCES)
    (row,) = table.rows
    assert [(step.one, step.other, step.register) for step in row.steps] == [
        ("870412300416", "010101500013", 22),
        ("010101500013", "150140000010", 2),
    ]
    assert table.paths_left_out == 3


@pytest.mark.parametrize("number", [50, 51])
@pytest.mark.parametrize(
    "record", [{}, {"edge_type": "unheard_of", "path_edge_types": "x", "source_resource_nos": "99;x"}]
)
def test_a_record_that_lacks_what_it_should_say_is_shown_as_it_is(number: int, record: Record) -> None:
    table = table_of(source(number), [record], RESOURCES)
    assert len(table.rows) == 1
    assert all(step.register == 0 for step in table.rows[0].steps)


def step(one: str, other: str, register: int, until: str = "", code: str = "spouse_of") -> LinkStep:
    kind = Text(code, code, code)
    return LinkStep(one, other, kind, register, RESOURCES[22].name, "AZ-1", "2010-01-01", until, code)


def tables(*rows: PathRow) -> tuple[LinkTable, ...]:
    direct = tuple(row for row in rows if len(row.steps) == 1)
    paths = tuple(row for row in rows if len(row.steps) == 2)
    return LinkTable(1, source(50), direct, (), 0), LinkTable(2, source(51), paths, (), 0)


def test_a_path_over_a_medical_register_is_neither_drawn_nor_counted_among_the_links() -> None:
    good = PathRow((step("1", "2", 22),), "1.00")
    bad = PathRow((step("1", "2", 22), step("2", "3", 43)), "0.50")
    graph = graph_of(tables(good, bad), ["all"])
    picture = picture_of(graph, "1", "", AT.date())
    assert graph.hidden == 1
    assert [node.name for node in picture.nodes if node.name] == ["2", "1"]


def test_only_what_is_opened_is_in_the_picture_and_its_places_never_move() -> None:
    rows = tables(
        PathRow((step("1", "2", 22),), "1.00"),
        PathRow((step("1", "2", 40, code="same_address"),), "0.84"),
        PathRow((step("1", "2", 22), step("2", "3", 2, "2019-01-01", "director_of")), "0.50"),
    )
    closed = graph_of(rows, [])
    assert [(group.count, group.rows) for group in closed.groups] == [(1, ()), (1, ())]
    one = graph_of(rows, ["50.spouse_of", "nothing"])
    assert one.groups[0].rows[0].further is not None
    everything = graph_of(rows, ["all"])
    # Both kinds lead to one party: what leads on from it stands once.
    assert [row.further is not None for group in everything.groups for row in group.rows] == [True, False]
    picture = picture_of(everything, "1", "", AT.date())
    assert picture == picture_of(everything, "1", "", AT.date())
    assert [line.ended for line in picture.lines if line.other == "party-3"] == [True]
    places = [(node.x, node.y) for node in picture.nodes]
    assert len(places) == len(set(places))


@given(st.lists(st.tuples(st.integers(2, 9), st.integers(2, 9), st.sampled_from(["a", "b"])), max_size=25))
def test_whatever_is_linked_with_whomever_every_line_has_its_ends(links: list[tuple[int, int, str]]) -> None:
    rows = [
        PathRow((step("1", str(via), 22, code=code), step(str(via), str(end), 2)), "0.5") for via, end, code in links
    ]
    picture = picture_of(graph_of(tables(*rows), ["all"]), "1", "", AT.date())
    names = {node.id for node in picture.nodes}
    assert all({line.one, line.other} <= names for line in picture.lines)
    assert {f"party-{via}" for via, _, _ in links} <= names
