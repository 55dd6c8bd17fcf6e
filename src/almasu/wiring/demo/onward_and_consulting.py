"""What was received goes on by its owner's consent, two bodies consult, an act is filed (CIS-1f, CIS-7.2, CIS-12)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession

from almasu.law.moment import in_astana
from almasu.testing.interstate.bodies import GKNB_KG, INTERIOR, somebody
from almasu.testing.outside.member import Member
from almasu.wiring.demo.interstate import of_body
from almasu.wiring.demo.promised import Say, comes, declined
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now

PASSED_ON = "information went on without its owner's consent"
PURPOSE = "розыск подозреваемого по делу о терроризме"
MINUTES = hashlib.sha256("протокол консультации".encode()).hexdigest()
ACT = {
    "kind": "protocol",
    "number": "17",
    "name": "Протокол о порядке сверки сведений",
    "state": "",
    "adopted_on": "2026-01-15",
    "sha256": "",
}


async def play_onward_and_consulting(demo: Demo, http: ClientSession, say: Say) -> None:
    """Play it between Kazakhstan and Kyrgyzstan; NotAsItMustBe where something does not come as it must."""
    ours, theirs = [of_body(demo, http, state, somebody("cis_head", state)) for state in ("KZ", "KG")]
    for one in (ours, theirs):
        await one.comes_in()
    await _goes_on(ours, theirs)
    say("What Kyrgyzstan gave goes on to another body of Kazakhstan by its consent, and no more once it took it back")
    await _consult(ours, theirs)
    say("Kazakhstan and Kyrgyzstan consult, and sign the same minutes")
    await ours.signs("/cis/acts", {"act": ACT, "tell": [GKNB_KG.id]})
    await comes(theirs, "/cis/acts", lambda one: one["act"]["number"] == ACT["number"])
    say("Kazakhstan files an act, and Kyrgyzstan is told of it")


async def _goes_on(ours: Member, theirs: Member) -> None:
    item = next(one for one in await ours.get("/cis/items") if one["received"]["owner"] == GKNB_KG.id)
    day = (in_astana(now()).date() + timedelta(days=30)).isoformat()
    asked = await ours.signs("/cis/onward", {"item": item["id"], "to": INTERIOR.id, "purpose": PURPOSE, "until": day})
    await declined(ours.signs("/cis/passings-on", {"onward": asked["id"]}), PASSED_ON)
    number = asked["onward"]["asked"]["number"]
    there = await comes(theirs, "/cis/onward", lambda one: one["onward"]["asked"]["number"] == number)
    answer = {"type": "granted", "purpose": PURPOSE, "until": day}
    await theirs.signs("/cis/onward-answers", {"onward": there["id"], "answer": answer})
    await comes(ours, "/cis/onward", lambda one: (one["id"], one["state"]) == (asked["id"], "granted"))
    await ours.signs("/cis/passings-on", {"onward": asked["id"]})
    await theirs.signs("/cis/onward-back", {"onward": there["id"]})
    await comes(ours, "/cis/onward", lambda one: (one["id"], one["state"]) == (asked["id"], "taken_back"))
    await declined(ours.signs("/cis/passings-on", {"onward": asked["id"]}), PASSED_ON)


async def _consult(ours: Member, theirs: Member) -> None:
    day = in_astana(now()).date().isoformat()
    form = {"invited": GKNB_KG.id, "topic": "joint", "about": "порядок сверки сведений о лицах", "on": day}
    held = await ours.signs("/cis/consultations", form)
    place, number = "/cis/consultations", held["consultation"]["number"]

    def stands(state: str) -> Callable[[Any], bool]:
        return lambda one: (one["consultation"]["number"], one["state"]) == (number, state)

    invited = await comes(theirs, place, stands("invited"))
    await theirs.signs("/cis/consultation-answers", {"consultation": invited["id"], "agrees": True})
    await comes(ours, place, stands("agreed"))
    minutes = {"sha256": MINUTES, "held_on": day, "result": "settled"}
    await ours.signs("/cis/minutes", {"consultation": held["id"], "minutes": minutes})
    await comes(theirs, place, stands("minuted"))
    await theirs.signs("/cis/minutes", {"consultation": invited["id"], "minutes": minutes})
    await comes(ours, place, stands("closed"))
