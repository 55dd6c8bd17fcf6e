"""What the overview says of climbing: what each set lacks, and that restricted sets may have no better way (FMA-3)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from almasu.actions.provision.see_names import Names
from almasu.interfaces.portal.offices.blocks import Block, Said, Table, Words
from almasu.interfaces.portal.offices_of_provision import overview as page
from almasu.interfaces.portal.offices_of_provision.naming import Named
from almasu.kernel.provision.impossibility import ProofKind
from almasu.kernel.provision.overview import Overview, ToClimb
from almasu.kernel.provision.way import Way
from almasu.law.text import Language

UNTIL = datetime(2026, 12, 1, tzinfo=UTC)
NAMED = Named(Names({}, {}), Language.EN)


def blocks(*to_climb: ToClimb, restricted: int = 0, integrated: int = 0) -> list[Block]:
    ways = {Way.INTEGRATION: integrated, Way.PAPER: restricted}
    found = Overview(standings={}, covered=(), ways=ways, restricted=restricted, to_climb=to_climb, months=())
    return list(page._climbs(found, NAMED, "provision/test"))


def test_a_body_whose_sets_are_all_restricted_is_not_told_that_the_others_go_by_integration() -> None:
    (only,) = blocks(restricted=2)
    assert isinstance(only, Words)
    assert (only.title, only.cites) == (page.CLIMB, ("FMA-4.2",))
    assert "2" in only.text.en
    table, words = blocks(restricted=1, integrated=3)
    assert isinstance(table, Table)
    assert table.rows == ()
    assert table.empty == page.BY_INTEGRATION
    assert isinstance(words, Words)
    assert words.title is None, "one heading for both"


@pytest.mark.parametrize("kind", list(ProofKind))
def test_each_better_way_says_what_it_takes(kind: ProofKind) -> None:
    climb = ToClimb(
        "1", "vehicles", Way.REQUEST_ANSWER, {Way.INTEGRATION: UNTIL, Way.WORKPLACE: None}, {Way.INTEGRATION: kind}
    )
    (table,) = blocks(climb)
    assert isinstance(table, Table)
    assert [row[-1] for row in table.rows] == [(Said(page.IT_TAKES[kind]),), (Said(page.NOTHING_TO_DO),)]
