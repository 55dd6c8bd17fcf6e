"""A story of giving data to the Agency, by people of a running demo: from the first statement down the ladder and up.

Five bodies state what they keep, describe their objects and make joint acts with the Agency. Their systems answer
questions, each over a protocol of its own. Each set goes by the way that its body can: who cannot do better any more
proves it, and nobody steps past a better way without proof. A proof taken back
lifts the set at once; a channel found on the Internet is shut, and its set climbs back by itself once it is mended. In
the end a stranger verifies the journal. What differs from what must be ends the play with 1.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from aiohttp import ClientSession

from almasu.kernel.provision.way import ORDER, Way, better_than
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.testing.provision.acts import act_of
from almasu.testing.provision.bodies import BODIES, SECOND_OFFICER, GivingBody, somebody
from almasu.wiring.demo import shut
from almasu.wiring.demo.answered import NotAnswered, asks, material_of, sits
from almasu.wiring.demo.handed import gives_a_file, sends_a_carrier, sends_a_paper
from almasu.wiring.demo.keyed import keys_a_paper
from almasu.wiring.demo.promised import NotAsItMustBe, Say, declined, must, verify_journal
from almasu.wiring.demo.provision import giver, provision_address
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.shelved import fetches_files
from almasu.wiring.demo.without_end import (
    cancels_a_paper,
    gives_a_keying_up,
    registers_a_paper,
    withdraws_a_question,
)
from almasu.wiring.running import now

DONE = "provision-lived-in"
"""Beside the plan: the story was played in this folder."""
WHY = "Жүйе жаңартылып жатыр, бұл тәсілмен беру уақытша мүмкін емес."
LETTERS_STAND = timedelta(days=90)
CLIMBS = Way.REQUEST_ANSWER
"""The body on this way takes one proof back in the story."""


def play(demo: Demo, say: Say) -> int:
    """Play the story; return 0 only if everything came and the journal verified."""
    try:
        if not (demo.data / DONE).exists():
            asyncio.run(_play(demo, say))
            (demo.data / DONE).touch()
        asyncio.run(_told(demo, say))
        verify_journal(provision_address(demo), say)
    except (NotAsItMustBe, NotAnswered, Declined) as wrong:
        say(f"FAILED: {wrong}")
        return 1
    say("Every set goes by the one lawful way, and the journal verified.")
    return 0


async def _play(demo: Demo, say: Say) -> None:
    async with ClientSession() as http:
        story = GivingStory(demo, http, say)
        await story.all_come_in()
        await story.everybody_states()
        for body in BODIES:
            await story.act_comes_to_force(body)
        await story.nobody_steps_without_proof(BODIES[0])
        await story.channels_are_registered()
        await story.systems_answer()
        for body in BODIES:
            await story.goes_down(body)
        await story.is_answered()
        await story.hands_over()
        await story.is_shut_and_climbs(BODIES[0])
        await story.climbs(next(one for one in BODIES if one.way is CLIMBS))


async def _told(demo: Demo, say: Say) -> None:
    """Say by which way each set goes now, as the officer of the Agency sees it."""
    async with ClientSession() as http:
        officer = giver(demo, http, somebody("agency_officer"))
        await officer.comes_in()
        for one in await officer.get("/provision/ways"):
            say(f"{one['data_set']}: {one['way']} (since {one['since']}, {one['why']})")


class GivingStory:
    """Plays one part after another."""

    def __init__(self, demo: Demo, http: ClientSession, say: Say) -> None:
        self._demo, self._http, self._say = demo, http, say
        self._inside: dict[tuple[str, str], Member] = {}
        self._day = in_astana(now()).date()

    async def all_come_in(self) -> None:
        """Let everybody sign in with their EDS."""
        wanted = [("agency_officer", ""), ("head_of_agency", "")]
        wanted += [(role, body.bin) for body in BODIES for role in ("body_responsible", "head_of_body")]
        for role, body in wanted:
            one = giver(self._demo, self._http, somebody(role, body))
            await one.comes_in()
            self._inside[role, body] = one
        self._say(f"Signed in with their EDS: {len(wanted)} people of {len(BODIES)} state bodies and of the Agency")

    def _who(self, role: str, body: str = "") -> Member:
        return self._inside[role, body]

    async def everybody_states(self) -> None:
        """Have every head state both acts, and every body describe its object."""
        heads = [self._who("head_of_agency"), *(self._who("head_of_body", body.bin) for body in BODIES)]
        for head in heads:
            for kept in ("179", "832"):
                form = {"kept": kept, "as_of": self._day.isoformat(), "document": f"№ {kept}/1"}
                await head.signs("/provision/statements", form)
        for body in BODIES:
            await self._who("body_responsible", body.bin).signs("/provision/sources", {"fields": dict(body.fields())})
        self._say(f"Stated by {len(heads)} heads: No. 179 and No. 832 are kept; {len(BODIES)} objects are described")

    async def act_comes_to_force(self, body: GivingBody) -> None:
        """Make the first act of a body."""
        await self._comes_to_force(body, act_of(body, self._day))
        self._say(f"{body.name.en}: the joint act is in force, approved by both sides and signed by both heads")

    async def _comes_to_force(self, body: GivingBody, act: Mapping[str, Any]) -> None:
        """Have both sides approve an act, and both heads sign it."""
        responsible, officer = self._who("body_responsible", body.bin), self._who("agency_officer")
        made = (await responsible.post("/provision/acts", act))["act"]
        await officer.post(f"/provision/acts/{made}/put", {})
        for one in (responsible, officer):
            await one.signs("/provision/act-approvals", {"act": made})
        await self._who("head_of_body", body.bin).signs("/provision/act-signatures", {"act": made})
        done = await self._who("head_of_agency").signs("/provision/act-signatures", {"act": made})
        must(done["stage"] == "signed", f"the act is {done['stage']}")

    async def nobody_steps_without_proof(self, body: GivingBody) -> None:
        """Try to step past better ways: refused with the clause."""
        form = {"body": body.bin, "data_set": body.code, "way": Way.CARRIER.value}
        stepping = self._who("body_responsible", body.bin).signs("/provision/steps", form)
        refused = await declined(stepping, "a step past better ways was taken")
        must(refused.status == 409, f"the step was answered {refused}")
        self._say(f"{body.name.en}: a step to a carrier without proof is refused: {refused}")

    async def channels_are_registered(self) -> None:
        """See that nothing goes over no channel; then every body whose set begins on integration registers one."""
        first = BODIES[0]
        refused = await shut.nothing_goes(self._who("body_responsible", first.bin), first, "no channel at all")
        self._say(f"{first.code}: without a channel of the state network a file is refused: {refused}")
        over = [one for one in BODIES if (await self._way(one))["way"] == Way.INTEGRATION.value]
        for body in over:
            await shut.registers(self._who("body_responsible", body.bin), self._demo.plan, Way.INTEGRATION)
        self._say(f"Measured and registered: the channels of the state network of {len(over)} bodies")

    async def goes_down(self, body: GivingBody) -> None:
        """Prove each better way impossible, and step with the hands of both sides."""
        if body.way is Way.INTEGRATION or (await self._way(body))["restricted"]:
            self._say(f"{body.code}: {(await self._way(body))['way']} from the start")
            return
        responsible, left = self._who("body_responsible", body.bin), ""
        await responsible.delete(f"/provision/channels/{Way.INTEGRATION.value}")
        for number, way in enumerate(better_than(body.way), 1):
            if way is Way.PAPER:
                left = await self._goes_by_paper_first(body)
            await responsible.signs("/provision/letters", self._letter(body, way, number))
        await self._steps(body, body.way)
        if left:
            await cancels_a_paper(responsible, left, body, self._say)
        if body.way is Way.REQUEST_ANSWER:
            await shut.registers(responsible, self._demo.plan, body.way)
        self._say(f"{body.code}: down to {body.way.value}, {len(better_than(body.way))} letters behind it")

    async def _goes_by_paper_first(self, body: GivingBody) -> str:
        """Have a body that comes to the carrier send a paper while paper is its way, and two officers key it.

        Return the number of another one that stays at the body.
        """
        await self._steps(body, Way.PAPER)
        first, responsible = self._who("agency_officer"), self._who("body_responsible", body.bin)
        second = giver(self._demo, self._http, SECOND_OFFICER)
        await second.comes_in()
        material = await material_of(first)
        sheaf = await keys_a_paper(responsible, (first, second), body, material, self._say)
        await gives_a_keying_up(first, sheaf, material, body, self._say)
        return await registers_a_paper(responsible, body)

    async def systems_answer(self) -> None:
        """Ask the systems of all bodies whose sets begin on integration: nobody is down the ladder yet.

        A question that one of them can answer no more is withdrawn.
        """
        officer = self._who("agency_officer")
        material = await material_of(officer)
        for body in BODIES:
            if (await self._way(body))["way"] == Way.INTEGRATION.value:
                await asks(self._demo, officer, material, body, self._say)
            if body.way is Way.REQUEST_ANSWER:
                force = partial(self._comes_to_force, body)
                await withdraws_a_question(officer, body, force, material, self._say)

    async def is_answered(self) -> None:
        """Ask the body on request and answer, and sit at the workplace of the one that has no better way."""
        officer = self._who("agency_officer")
        material = await material_of(officer)
        for body in BODIES:
            if body.way is Way.REQUEST_ANSWER:
                await asks(self._demo, officer, material, body, self._say)
            if body.way is Way.WORKPLACE:
                await sits(officer, self._who("body_responsible", body.bin), body, material, self._say)

    async def hands_over(self) -> None:
        """Have a file given, a paper carried and a carrier read in, each by the body on that way."""
        officer = self._who("agency_officer")
        for body in BODIES:
            responsible, head = self._who("body_responsible", body.bin), self._who("head_of_body", body.bin)
            if body.way is Way.INTEGRATION:
                await gives_a_file(responsible, body, self._say)
                await fetches_files(self._demo.data, self._demo.plan, responsible, body, self._say)
            if body.way is Way.PAPER:
                await sends_a_paper(responsible, officer, body, self._say)
            if body.way is Way.CARRIER:
                await sends_a_carrier(responsible, head, officer, body, self._say)

    async def is_shut_and_climbs(self, body: GivingBody) -> None:
        """Find the channel on the Internet, step down on what was measured, and let the system climb back."""
        responsible, plan = self._who("body_responsible", body.bin), self._demo.plan
        await shut.is_shut(self._http, responsible, plan, body, self._say)
        await self._steps(body, Way.WORKPLACE)
        self._say(f"{body.code}: both sides step down to workplace on what was measured, without a letter")
        await shut.is_mended(self._http, responsible, plan, body, self._say)
        now_by = (await self._way(body))["way"]
        must(now_by == Way.INTEGRATION.value, f"{body.code} goes by {now_by}")
        self._say(f"{body.code}: the system itself lifts the set back to integration")

    async def climbs(self, body: GivingBody) -> None:
        """Take back the proof against the way next above: the set climbs at once."""
        above = ORDER[ORDER.index(body.way) - 1]
        ladder = (await self._who("agency_officer").get(f"/provision/ways/{(await self._way(body))['ladder']}"))[
            "ladder"
        ]
        proof = next(one["id"] for one in ladder["proofs"] if one["way"] == above.value)
        form = {"body": body.bin, "data_set": body.code, "proof": proof}
        await self._who("body_responsible", body.bin).signs("/provision/proofs-back", form)
        now_by = (await self._way(body))["way"]
        must(now_by == above.value, f"{body.code} goes by {now_by}")
        self._say(f"{body.code}: the proof is taken back, and the set is up at {above.value} by itself")

    async def _steps(self, body: GivingBody, way: Way) -> None:
        form = {"body": body.bin, "data_set": body.code, "way": way.value}
        made = await self._who("body_responsible", body.bin).signs("/provision/steps", form)
        await self._who("agency_officer").signs("/provision/steps/hands", {"proposal": made["proposal"]})
        now_by = (await self._way(body))["way"]
        must(now_by == way.value, f"{body.code} goes by {now_by}")

    async def _way(self, body: GivingBody) -> Any:  # noqa: ANN401 - JSON
        found = await self._who("agency_officer").get("/provision/ways")
        return next(one for one in found if (one["body"], one["data_set"]) == (body.bin, body.code))

    def _letter(self, body: GivingBody, way: Way, number: int) -> dict[str, str]:
        paper = f"{body.bin[-4:]}-{number}"
        return {
            "body": body.bin,
            "data_set": body.code,
            "way": way.value,
            "why": WHY,
            "until": (self._day + LETTERS_STAND).isoformat(),
            "paper": paper,
            "dated": self._day.isoformat(),
            "sha256": hashlib.sha256(paper.encode()).hexdigest(),
        }
