"""A visit with an EDS alone: one session until the EDS is proved, another from then on."""

from __future__ import annotations

import pytest

from actions.applying import APPLICANT, Office, open_office, refusal, signed
from actions.conftest import World
from almasu.actions import visit


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def test_a_visit_begun_is_renewed_in_its_own_session_until_it_is_proved(office: Office) -> None:
    node, begun = office.world.node, await visit.begin_visit(office.world.node, office.at)
    again = await visit.renew_visit(node, begun.token, office.at)
    assert again is not None
    assert again.session == begun.challenge.session
    came = await visit.prove_visit(node, begun.token, again.id, signed(APPLICANT, again.id), office.at)
    assert await visit.renew_visit(node, came.token, office.at) is None
    assert (await refusal(visit.renew_visit(node, office.operator, office.at))).kind.code == "session.stage"


async def test_whoever_knew_the_token_of_a_visit_before_it_was_proved_reads_nothing_of_the_visitor(
    office: Office,
) -> None:
    node, planted = office.world.node, await visit.begin_visit(office.world.node, office.at)
    act = planted.challenge.id
    came = await visit.prove_visit(node, planted.token, act, signed(APPLICANT, act), office.at)
    assert (await visit.who_is_here(node, came.token, office.at)).visitor.iin == APPLICANT
    for doing in (visit.who_is_here, visit.renew_visit):
        assert (await refusal(doing(node, planted.token, office.at))).kind.code == "session.ended"
