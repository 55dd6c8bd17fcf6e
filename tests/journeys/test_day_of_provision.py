"""A day of the zone of provision: the heads state what is kept, a body describes an object, each side sees its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.law.moment import in_astana
from almasu.testing.people import REVENUE_BIN
from almasu.testing.provision.bodies import JUSTICE_BIN, somebody
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.timeout(300)
HEAD, RESPONSIBLE = somebody("head_of_body", JUSTICE_BIN), somebody("body_responsible", JUSTICE_BIN)
OFFICER = somebody("agency_officer")
CODE = "charters_of_a_journey"


async def describes(one: Visitor) -> None:
    """The responsible person describes an object; what is left out is asked for beside its field."""
    typed = {
        "code": CODE,
        "name_kk": "Жарғылар қоры",
        "name_ru": "Фонд уставов",
        "kind": "information_resource",
        "staff": "Бөлім",
        "documentation": "Паспорт 7",
        "secrecy": "commercial",
        "data_sets": "",
    }
    await one.fills_in("/provision/bodies/sources/new", typed)
    assert "data sets" in one.last.words
    await one.does("/provision/bodies/sources/new", {**typed, "data_sets": "charters"})
    assert CODE in one.last.words, one.last.words


async def states(one: Visitor) -> None:
    """The head states that No. 179 is kept, takes it back, and states it as of a later day."""
    today = in_astana(now()).date()
    typed = {"kept": "179", "as_of": (today - timedelta(days=1)).isoformat(), "document": "Journey 179-7"}
    await one.does("/provision/conditions/new", typed)
    assert "Journey 179-7" in one.last.words
    back = one.last.ways("/provision/conditions/")
    await one.does(next(way for way in back if way.endswith("/withdraw")), {})
    assert "withdrawn" in one.last.words
    await one.does("/provision/conditions/new", {**typed, "as_of": today.isoformat()})


async def test_bodies_describe_objects_and_state_what_they_keep(demo: Demo, provision: str) -> None:
    async with (
        visitor(demo, RESPONSIBLE, provision) as responsible,
        visitor(demo, HEAD, provision) as head,
        visitor(demo, OFFICER, provision) as officer,
    ):
        await responsible.comes_in_by_eds()
        await describes(responsible)
        page = responsible.last.path
        await head.comes_in_by_eds()
        await states(head)
        assert REVENUE_BIN not in (await head.goes("/provision/bodies")).words
        await officer.comes_in_by_eds()
        assert REVENUE_BIN in (await officer.goes("/provision/bodies")).words
        assert CODE in (await officer.goes(page)).words
        for one in (responsible, officer):
            for place in ("/provision/bodies", "/provision/conditions"):
                await one.reads_in_every_language(place)
