"""A story of the exchange between three states, by people of a running demo.

Kazakhstan asks Kyrgyzstan: one item is done, the other refused in part and put off for the rest. Tajikistan answers a
standing request as information arrives, until it is withdrawn. That Kazakhstan asked stays secret until it consents,
and again once the consent is taken back. Information is offered first and handed over when it is wanted; what was
received goes on by its owner's consent alone. Two bodies consult and sign the same minutes; an act is filed. Every
journal verifies.
What differs from what must be ends the play with 1.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

from aiohttp import ClientSession, TCPConnector

from almasu.law.moment import in_astana
from almasu.testing.interstate.bodies import GKNB_KG, GKNB_TJ, INTERIOR, STATES, somebody
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.wiring.demo.interstate import address_of, known_in, of_body
from almasu.wiring.demo.onward_and_consulting import play_onward_and_consulting
from almasu.wiring.demo.promised import NotAsItMustBe, Say, declined, must, until, verify_journal
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.without_a_node import play_without_a_node
from almasu.wiring.running import now

KEPT_OPEN = 1.0
LIVED_IN = "states-lived-in"
"""Beside the plan: the states of this folder have exchanged something already."""
TOLD = "it was told without a consent that one asked"
PURPOSE = "выявление источников финансирования терроризма"
DONE = {"type": "done", "actions": "проверены учёты пограничной службы", "results": "лицо въезжало дважды в 2025 году"}
"""What was done, and what came of it (CIS-8.2a)."""
OFFER = {"receiving": GKNB_KG.id, "subject": "terrorism", "matter": "event", "purpose": PURPOSE}
FOUNDERS, ACCOUNTS = "учредители организации", "счета организации"


def play(demo: Demo, say: Say) -> int:
    """Play the story; return 0 only if everything came and the three journals verified."""
    try:
        asyncio.run(_play(demo, say))
        for state in STATES:
            verify_journal(address_of(demo, state), say)
    except (NotAsItMustBe, Declined) as wrong:
        say(f"FAILED: {wrong}")
        return 1
    say("Three states exchanged what the Agreement lets them, and each journal verifies.")
    return 0


def live(demo: Demo, say: Say) -> None:
    """Let the states of a new demo have exchanged something, and leave something to do at each; once for a folder."""
    mark = demo.data / LIVED_IN
    if mark.exists():
        return
    try:
        asyncio.run(_live(demo, say))
    except (NotAsItMustBe, Declined) as wrong:
        say(f"not done between the states: {wrong}")
    else:
        mark.touch()


async def _live(demo: Demo, say: Say) -> None:
    async with ClientSession(connector=TCPConnector(keepalive_timeout=KEPT_OPEN)) as http:
        story = StatesStory(demo, http, say)
        await story.all_come_in()
        await story.is_put_off_refused_in_part_and_done()
        await story.leaves_something_to_do()


async def _play(demo: Demo, say: Say) -> None:
    # A node closes a connection on which nothing was asked for some seconds: none is used again that is about to go.
    async with ClientSession(connector=TCPConnector(keepalive_timeout=KEPT_OPEN)) as http:
        story = StatesStory(demo, http, say)
        await story.all_come_in()
        await story.nothing_leaves_without_a_purpose()
        await story.asks_blindly_first()
        case = await story.is_put_off_refused_in_part_and_done()
        await story.consents_and_takes_it_back(case)
        await story.a_standing_request_fires()
        await story.information_is_offered_first()
        await play_onward_and_consulting(demo, http, say)
        await play_without_a_node(demo, http, say)


class StatesStory:
    """Plays one part after another."""

    def __init__(self, demo: Demo, http: ClientSession, say: Say) -> None:
        self._demo, self._http, self._say = demo, http, say
        self._inside: dict[tuple[str, str], Member] = {}
        self._day = in_astana(now()).date()

    async def all_come_in(self) -> None:
        """Let everybody sign in with their EDS."""
        for state in STATES:
            for role in ("cis_officer", "cis_head"):
                one = of_body(self._demo, self._http, state, somebody(role, state))
                await one.comes_in()
                self._inside[state, role] = one
        self._say(
            f"Signed in with their EDS: {len(self._inside)} people of {len(STATES)} states, each at their own node"
        )

    async def nothing_leaves_without_a_purpose(self) -> None:
        """Try to send a request that states no purpose: refused with its clause."""
        draft = await self._officer("KZ").post("/cis/requests/drafts", self._form(GKNB_KG.id, purpose=""))
        leaving = self._head("KZ").signs("/cis/requests", {"draft": draft["id"]})
        refused = await declined(leaving, "a request without a purpose left")
        self._say(f"A request without a purpose is not let out: {refused}")

    async def asks_blindly_first(self) -> None:
        """Ask Kyrgyzstan which of our subjects it knows: ten of a thousand are in both, and no name moved."""
        ours, theirs = known_in("KZ"), known_in("KG")
        form = {"requested": GKNB_KG.id, "subjects": ours[500:], "purpose": PURPOSE}
        await self._officer("KZ").post("/cis/blind", form)
        read = await until(self._read_blind, "the answer to a blind question")
        found = {one["key"] for one in read["leads"]}
        must(found == set(ours) & set(theirs), f"the leads are {sorted(found)}")
        self._say(f"Kazakhstan asks blindly about {len(ours[500:])} subjects: {len(found)} are known there too")

    async def is_put_off_refused_in_part_and_done(self) -> str:
        """Ask Kyrgyzstan for two things; return the number of the request at home."""
        sent = await self._sends(self._form(GKNB_KG.id))
        theirs = await self._arrives("KG", "KZ", sent["id"])
        day = (self._day + timedelta(days=20)).isoformat()
        put_off = {"type": "postponed", "until": day, "reason": "идёт проверка по учётам ведомства", "part": FOUNDERS}
        refused = {"type": "refused", "ground": "law", "reason": "закон о банковской тайне запрещает", "part": ACCOUNTS}
        await self._tells("KG", theirs, {"1": [DONE], "2": [refused, put_off]})
        await self._becomes("KZ", sent["id"], "open")
        self._say("Kyrgyzstan does one item, refuses a part of the other and puts off the rest, each with its reason")
        await declined(self._tells("KG", theirs, {"1": [refused]}), "what was settled was told anew")
        await self._tells("KG", theirs, {"2": [{**DONE, "part": FOUNDERS}]})
        done = await self._becomes("KZ", sent["id"], "closed")
        count = len(done["case"]["reception"]["told"])
        self._say(f"It is closed after {count} notices; what was settled could not be told anew")
        return str(sent["id"])

    async def consents_and_takes_it_back(self, case: str) -> None:
        """Keep it secret at home that one asked, but to whom the consent names, while it stands."""
        head = self._head("KZ")
        await declined(head.post(f"/cis/requests/{case}/disclosures", {"body": INTERIOR.id}), TOLD)
        given = await head.signs("/cis/consents", {"case": case, "recipients": [INTERIOR.id]})
        await head.post(f"/cis/requests/{case}/disclosures", {"body": INTERIOR.id})
        act = given["case"]["consents"][-1]["act"]
        await head.signs("/cis/consents-back", {"case": case, "act": act})
        await declined(head.post(f"/cis/requests/{case}/disclosures", {"body": INTERIOR.id}), TOLD)
        self._say("That Kazakhstan asked is disclosed under its consent alone, and no more once it is taken back")

    async def a_standing_request_fires(self) -> None:
        """Ask Tajikistan for as long as it stands; it answers twice and then it is withdrawn."""
        sent = await self._sends(self._standing())
        theirs = await self._arrives("TJ", "KZ", sent["id"])
        for count in (1, 2):
            await self._tells("TJ", theirs, {"1": [DONE]})
            await until(partial(self._told, sent["id"], count), "what a standing request brings")
        await self._head("KZ").signs("/cis/withdrawals", {"case": sent["id"]})
        await self._becomes("TJ", theirs, "closed")
        self._say("A standing request brought information twice; withdrawn, it is closed at both sides")

    async def information_is_offered_first(self) -> None:
        """Offer, be wanted, hand over; the other side opens it for its purpose alone."""
        made = await self._head("KZ").signs("/cis/offers", OFFER)
        theirs = await until(lambda: self._offer("KG", "offered"), "the offer")
        await self._head("KG").signs("/cis/offer-answers", {"offer": theirs["id"], "state": "wanted"})
        await until(lambda: self._offer("KZ", "wanted"), "the answer to the offer")
        content = "сведения о готовящемся событии"
        await self._head("KZ").signs("/cis/handings-over", {"offer": made["id"], "content": content})
        item = await until(self._received, "what was offered")
        place = f"/cis/items/{item['id']}/openings"
        using = self._officer("KG").post(place, {"purpose": "для другой цели вовсе"})
        await declined(using, "information was used for another purpose")
        opened = await self._officer("KG").post(place, {"purpose": PURPOSE})
        must(opened["content"] == content, "another content came")
        self._say("Information offered first and handed over is opened for its purpose, and refused for any other")

    async def leaves_something_to_do(self) -> None:
        """Let a request wait for its answer at Kyrgyzstan beside an offer, and a standing one at Tajikistan."""
        sent = await self._sends(self._form(GKNB_KG.id))
        await self._arrives("KG", "KZ", sent["id"])
        sent = await self._sends(self._standing())
        theirs = await self._arrives("TJ", "KZ", sent["id"])
        await self._tells("TJ", theirs, {"1": [DONE]})
        await self._head("KZ").signs("/cis/offers", OFFER)
        self._say("A request and an offer wait at Kyrgyzstan; a standing request at Tajikistan has brought something")

    def _officer(self, state: str) -> Member:
        return self._inside[state, "cis_officer"]

    def _head(self, state: str) -> Member:
        return self._inside[state, "cis_head"]

    def _form(self, requested: str, **change: str) -> dict[str, Any]:
        items = [
            {"matter": "person", "words": "сведения о въезде и выезде лица"},
            {"matter": "organisation", "words": "сведения об учредителях и счетах организации"},
        ]
        said = {"way": "one_time", "subject": "financing", "basis": "дело № 17-2026 о финансировании терроризма"}
        return {"requested": requested, **said, "items": items, "purpose": PURPOSE, **change}

    def _standing(self) -> dict[str, Any]:
        ends, review = (self._day + timedelta(days=90)).isoformat(), (self._day + timedelta(days=45)).isoformat()
        return self._form(GKNB_TJ.id, way="standing", ends_on=ends, review_on=review)

    async def _sends(self, form: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        draft = await self._officer("KZ").post("/cis/requests/drafts", form)
        return await self._head("KZ").signs("/cis/requests", {"draft": draft["id"]})

    async def _arrives(self, state: str, sender: str, number: str) -> str:
        """Wait until the request of another state is there, and until it knows that it arrived; return its number."""
        await self._becomes(sender, number, "received")
        asked = (await self._officer(sender).get(f"/cis/requests/{number}"))["case"]["asked"]["number"]
        theirs = await self._officer(state).get("/cis/requests")
        return next(str(one["id"]) for one in theirs if one["case"]["asked"]["number"] == asked)

    async def _tells(self, state: str, number: str, outcomes: dict[str, Any]) -> None:
        await self._head(state).signs("/cis/tellings", {"case": number, "outcomes": outcomes})

    async def _becomes(self, state: str, number: str, wanted: str) -> Any:  # noqa: ANN401 - JSON
        async def there() -> Any:  # noqa: ANN401 - JSON
            found = await self._officer(state).get(f"/cis/requests/{number}")
            return found if found["state"] == wanted else None

        return await until(there, f"a request that is {wanted}")

    async def _told(self, number: str, count: int) -> Any:  # noqa: ANN401 - JSON
        found = await self._officer("KZ").get(f"/cis/requests/{number}")
        return found if len(found["case"]["reception"]["told"]) >= count else None

    async def _offer(self, state: str, wanted: str) -> Any:  # noqa: ANN401 - JSON
        found = await self._officer(state).get("/cis/offers")
        return next((one for one in found if one["offer"]["state"] == wanted), None)

    async def _read_blind(self) -> Any:  # noqa: ANN401 - JSON
        found = await self._officer("KZ").get("/cis/blind")
        return next((one for one in found if one["state"] in ("read", "refused")), None)

    async def _received(self) -> Any:  # noqa: ANN401 - JSON
        return next(iter(await self._officer("KG").get("/cis/items")), None)
