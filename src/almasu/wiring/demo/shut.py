"""A part of the story of giving data: a channel is found on the Internet, shut, mended, and its set climbs (FMA-2.5).

The body registers its gate as a channel of the state network. Then somebody publishes the gate on the Internet: the
next measure shuts the channel, files are refused, and both sides step down on what was measured. Once the gate is off
the Internet the next measure opens the channel, and the system lifts the set by itself.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from typing import Any

from aiohttp import ClientSession

from almasu.kernel.provision.way import Way
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.testing.provision.bodies import GivingBody
from almasu.wiring.demo.plan import HOST, DemoPlan
from almasu.wiring.demo.promised import Say, declined, must

CHANNEL = "/provision/channels/integration/measure"
TOO_SOON, REFUSED = "provision.channel.too_soon", "provision.transfer.refused"
WITHIN, LOOK_AGAIN = 30.0, 1.0


async def registers(responsible: Member, plan: DemoPlan, way: Way) -> None:
    """Register the gate as the body's channel for a way: it is measured first."""
    where = {"way": way.value, "name": HOST, "port": plan.gate, "as_state_network": True}
    made = await responsible.signs("/provision/channels", where)
    must(made["is_open"], f"the channel is {made}")


async def nothing_goes(responsible: Member, body: GivingBody, where: str) -> str:
    """Offer a file, and return the words by which it is refused; `where` tells over what it was tried."""
    data = b"row_id\n"
    digest = hashlib.sha256(data).hexdigest()
    offered = {"data_set": body.code, "format": "csv", "name": "late.csv", "size": len(data), "sha256": digest}
    refused = await declined(responsible.post("/provision/deliveries", offered), f"a file was taken over {where}")
    must(refused.problem.get("code") == REFUSED, f"a file was answered {refused}")
    return str(refused)


async def is_shut(http: ClientSession, responsible: Member, plan: DemoPlan, body: GivingBody, say: Say) -> None:
    """Publish the gate, have the channel measured, and see that nothing is taken over it."""
    await publish(http, plan, wanted=True)
    told = await measured(responsible)
    must(not told["is_open"] and told["channel"]["shut"] is not None, f"{body.code}: the channel is {told}")
    signs = ", ".join(told["channel"]["shut"]["signs"])
    await nothing_goes(responsible, body, "a channel that is open to the Internet")
    say(f"{body.code}: the gate is on the Internet; the next measure shuts its channel ({signs}) and files are refused")


async def is_mended(http: ClientSession, responsible: Member, plan: DemoPlan, body: GivingBody, say: Say) -> None:
    """Take the gate off the Internet and have the channel measured: it opens, and the set climbs."""
    await publish(http, plan, wanted=False)
    told = await measured(responsible)
    must(told["is_open"], f"{body.code}: the channel is {told}")
    say(f"{body.code}: the gate is off the Internet; the next measure opens its channel")


async def publish(http: ClientSession, plan: DemoPlan, *, wanted: bool) -> None:
    """Put the gate on the made-up Internet, or take it off."""
    async with http.post(f"http://{HOST}:{plan.internet}/published", json={"published": wanted}) as answer:
        must(answer.status == 200, f"the gate was not published: {answer.status}")


async def measured(responsible: Member) -> Any:  # noqa: ANN401 - JSON
    """Have the channel measured, as soon as the node measures it again."""
    ends = time.monotonic() + WITHIN
    while True:
        try:
            return await responsible.post(CHANNEL, {})
        except Declined as refused:
            if refused.problem.get("code") != TOO_SOON or time.monotonic() > ends:
                raise
        await asyncio.sleep(LOOK_AGAIN)
