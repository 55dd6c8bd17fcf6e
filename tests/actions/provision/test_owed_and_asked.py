"""What is owed and the question it answers lead to each other, for those who may know of both (FMA-3.3, FMA-5)."""

from __future__ import annotations

from actions.provision.test_asking import Asking, asking
from almasu.actions.provision import see_obligations, see_received

__all__ = ["asking"]


async def test_what_is_owed_leads_those_who_may_know_to_its_question_and_an_unconnected_system_is_told(
    asking: Asking,
) -> None:
    zone, asked = asking.zone, await asking.asks()
    owed = asked.asking.obligation
    for who, knows in (("responsible", True), ("head of agency", True), ("officer", True), ("second officer", False)):
        seen = await see_obligations.obligation(zone.node, zone.tokens[who], owed, zone.now())
        assert (seen.asked is not None) is knows, who
    assert (await see_received.question(zone.node, zone.tokens["officer"], asked.paper.id, zone.now())).connected
    asking.systems.known = False
    seen_by_body = await see_received.question(zone.node, zone.tokens["responsible"], asked.paper.id, zone.now())
    assert not seen_by_body.connected
