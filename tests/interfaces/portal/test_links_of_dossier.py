"""Links and paths of answers become tables: who, by which path, by whose record, when, and what is left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from almasu.interfaces.portal.desk_of_node.links import table_of
from almasu.kernel.answers import Record
from almasu.kernel.dossier.card import Source
from almasu.kernel.relations.answers import record_of_link, records_of_paths
from almasu.kernel.relations.kinds import BY_CODE
from almasu.kernel.relations.paths import Hop, Link, Path, Paths
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
