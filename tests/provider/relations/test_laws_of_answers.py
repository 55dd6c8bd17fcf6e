"""What holds of every answer of the graph, whatever the registers said: drawn at random, asked of a real database."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.kernel.relations.kinds import BY_CODE, EVERY, MEDICAL
from almasu.kernel.relations.paths import Caps
from provider.relations.conftest import Filled, heads, linked, lives, married, number, reached, works

PARTIES = [number(serial) for serial in range(1, 13)]
CAPS = Caps(of_kind=3, of_kind_further=2, links=5, paths=4)
who = st.sampled_from(PARTIES)
place = st.sampled_from(["0203", "0204"])
RECORDS = st.lists(
    st.one_of(
        st.builds(married, who, who),
        st.builds(lives, who, place),
        st.builds(works, who, who),
        st.builds(heads, who, who),
    ),
    max_size=40,
)


@pytest.fixture
def ask(filled: Filled, empty_database_url: str) -> Any:
    """Fills the graph with records and returns the answers of both levels about a party."""

    def answers(records: Any, party: str, purpose: str, caps: Caps) -> tuple[Any, Any]:
        filled(*records)

        async def both() -> tuple[Any, Any]:
            near = await linked(empty_database_url, party, purpose, caps)
            return near, await reached(empty_database_url, party, purpose, caps)

        return asyncio.run(both())

    return answers


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS, who, st.sampled_from(sorted(EVERY)))
def test_every_hop_serves_the_purpose_and_has_a_source_that_is_not_medical(
    ask: Any, records: Any, party: str, purpose: str
) -> None:
    links, paths = ask(records, party, purpose, Caps())
    said = {record_number for _, record in records for record_number in map(str, record.values())}
    for link in links:
        kind = BY_CODE[link["edge_type"]]
        assert purpose in kind.purposes
        assert kind.source == link["source_resource_no"]
        assert link["source_resource_no"] not in MEDICAL
        assert link["source_record_id"].split("/")[0] in said
    for path in paths:
        kinds = [BY_CODE[code] for code in path["path_edge_types"].split(" > ")]
        assert all(purpose in kind.purposes for kind in kinds)
        assert path["source_resource_nos"] == ";".join(str(kind.source) for kind in kinds)
        assert path["first_record_id"]
        assert path["second_record_id"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS, who)
def test_caps_ranks_and_ends_hold(ask: Any, records: Any, party: str) -> None:
    links, paths = ask(records, party, "laundering", CAPS)
    near = {link["object_id"] for link in links}
    assert len(links) <= CAPS.links
    assert party not in near
    assert all(count == 1 for count in Counter((one["object_id"], one["edge_type"]) for one in links).values())
    ends = [path["object_id"] for path in paths]
    assert len(ends) <= CAPS.paths
    assert len(set(ends)) == len(ends)
    assert not set(ends) & (near | {party})
    assert all(path["via_id"] in near for path in paths)
    scores = [float(path["score"]) for path in paths]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS, who)
def test_a_narrower_purpose_never_tells_more(ask: Any, records: Any, party: str) -> None:
    wide, _ = ask(records, party, "laundering", Caps())
    narrow, far = ask(records, party, "terrorist_financing", Caps())
    told = {(one["object_id"], one["edge_type"]) for one in wide}
    assert {(one["object_id"], one["edge_type"]) for one in narrow} <= told
    assert not any("employed_by" in path["path_edge_types"] for path in far)
    assert ask(records, party, "curiosity", Caps()) == ((), ())
