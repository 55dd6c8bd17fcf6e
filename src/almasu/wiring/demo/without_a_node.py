"""Two bodies of the story that have no node: one works at another state's, one is reached by courier (CIS-6.1)."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession

from almasu.law.moment import in_astana
from almasu.testing.interstate.bodies import INTERIOR, KGB_BY, KNB, SGB_UZ, somebody, somebody_of
from almasu.testing.outside.member import Member
from almasu.wiring.demo.interstate import of_body
from almasu.wiring.demo.promised import Say, comes, declined, must
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now

REQUESTS, EARLY = "/cis/requests", "what a consent on paper does not allow yet was let through"
PURPOSE = "розыск подозреваемого по делу о терроризме"
SCAN = hashlib.sha256(b"scan of the receipt").hexdigest()
OUTCOME = {"type": "done", "actions": "проверены учёты пограничной службы", "results": "лицо на территорию не въезжало"}


async def play_without_a_node(demo: Demo, http: ClientSession, say: Say) -> None:
    """Play both; NotAsItMustBe where something does not come."""
    head, officer = [of_body(demo, http, "KZ", somebody(role, "KZ")) for role in ("cis_head", "cis_officer")]
    guest_head, guest = [of_body(demo, http, "KG", somebody_of(role, SGB_UZ)) for role in ("cis_head", "cis_officer")]
    for one in (head, officer, guest_head, guest):
        await one.comes_in()
    await _guest_asks(head, officer, guest_head, guest)
    say("A body of Uzbekistan, at its workplace in Kyrgyzstan's node, asks Kazakhstan and is answered")
    await _courier_goes(head, officer)
    say("A body of Belarus without a node is asked by courier: numbered packet, receipt, answer entered and signed")
    await _offered_by_courier(head, officer)
    say("It offers information by courier; what was wanted comes on paper and is kept with its purpose")
    await _act_goes_by_courier(head, officer)
    say("Kazakhstan tells it of a legal act by courier: a packet with a number of its own")
    await _consent_on_paper(head, officer)
    say("Its consent on paper to pass that on counts once a second person read the same paper, and not before")
    await _taken_back_before_it_counts(head, officer)
    say("A consent on paper that it takes back before anybody confirmed it never comes into force")


async def _guest_asks(head: Member, officer: Member, guest_head: Member, guest: Member) -> None:
    draft = await guest.post("/cis/requests/drafts", _form(KNB.id))
    sent = await guest_head.signs("/cis/requests", {"draft": draft["id"]})
    number = sent["case"]["asked"]["number"]
    theirs = await comes(officer, REQUESTS, lambda one: one["case"]["asked"]["number"] == number)
    await head.signs("/cis/tellings", {"case": theirs["id"], "outcomes": {"1": [OUTCOME]}})
    await comes(guest, REQUESTS, lambda one: one["id"] == sent["id"] and one["state"] == "closed")


async def _courier_goes(head: Member, officer: Member) -> None:
    draft = await officer.post("/cis/requests/drafts", {**_form(KGB_BY.id), "channel": "courier"})
    sent = await head.signs("/cis/requests", {"draft": draft["id"]})
    packet = next(one for one in await officer.get("/cis/packets/outgoing") if one["packet"]["case"] == sent["id"])
    place = f"/cis/packets/{packet['id']}"
    await officer.post(f"{place}/hand-over", {"courier": "Сидоров, дипломатический курьер", "seal": "пломба 118"})
    await officer.post(f"{place}/receipt", {"taken_by": "Ковалёв", "taken_at": now().isoformat(), "scan": SCAN})
    says = {"type": "outcomes", "case": sent["id"], "outcomes": {"1": [OUTCOME]}}
    await officer.signs("/cis/packets-entered", {**_came(f"12/{packet['packet']['number']}"), "says": says})
    await comes(officer, REQUESTS, lambda one: one["id"] == sent["id"] and one["state"] == "closed")


async def _offered_by_courier(head: Member, officer: Member) -> None:
    said = {"giving": KGB_BY.id, "subject": "terrorism", "matter": "event", "purpose": PURPOSE}
    came = await officer.signs("/cis/packets-entered", {**_came("14"), "says": {"type": "offer", **said}})
    offered = came["packet"]["case"]
    await head.signs("/cis/offer-answers", {"offer": offered, "state": "wanted"})
    about = await officer.get(f"/cis/packets/about/{offered}")
    kinds = {one["packet"]["kind"] for one in about}
    must(kinds == {"offers", "settlesoffer"}, f"the answer to an offer by courier is among {kinds}")
    before = await _items(officer)
    given = {"type": "handed_over", "offer": offered, "content": "замечена подготовка к перевозке оружия"}
    await officer.signs("/cis/packets-entered", {**_came("15"), "says": given})
    must(await _items(officer) != before, "what was offered by courier is not kept")


async def _act_goes_by_courier(head: Member, officer: Member) -> None:
    act = {"kind": "protocol", "number": "18", "name": "Протокол о сверке по почте", "state": "", "sha256": ""}
    await head.signs("/cis/acts", {"act": {**act, "adopted_on": "2026-01-15"}, "by_courier": [KGB_BY.id]})
    kinds = [one["packet"]["kind"] for one in await officer.get("/cis/packets/outgoing")]
    must(kinds[0] == "givesact", f"the last packets are {kinds[:3]}")


async def _consent_on_paper(head: Member, officer: Member) -> None:
    item = next(iter(await _items(officer)))
    day = (in_astana(now()).date() + timedelta(days=30)).isoformat()
    asked = await head.signs("/cis/onward", {"item": item, "to": INTERIOR.id, "purpose": PURPOSE, "until": day})
    says = {"type": "onward_answered", "onward": asked["id"]}
    answer = {"type": "granted", "purpose": PURPOSE, "until": day}
    came = await officer.signs("/cis/packets-entered", {**_came("16"), "says": {**says, "answer": answer}})
    must(came["state"] == "to_confirm", f"a consent on paper is {came['state']}")
    word = {"packet": came["id"], "document": SCAN}
    await declined(head.signs("/cis/passings-on", {"onward": asked["id"]}), EARLY)
    await declined(officer.signs("/cis/packets-confirmed", word), EARLY)
    settled = await head.signs("/cis/packets-confirmed", word)
    must(settled["state"] == "entered", f"a consent that was confirmed is {settled['state']}")
    await head.signs("/cis/passings-on", {"onward": asked["id"]})


async def _taken_back_before_it_counts(head: Member, officer: Member) -> None:
    asked = {name: value for name, value in _form(KNB.id).items() if name != "requested"}
    says = {"type": "request", "requesting": KGB_BY.id, **asked}
    case = (await officer.signs("/cis/packets-entered", {**_came("17"), "says": says}))["packet"]["case"]
    given = {"type": "consent", "case": case, "recipients": [INTERIOR.id]}
    came = await officer.signs("/cis/packets-entered", {**_came("18"), "says": given})
    act = (await head.get(f"/cis/packets/{came['id']}/entered"))["consent"]
    back = {"type": "consent_back", "case": case, "act": act}
    await officer.signs("/cis/packets-entered", {**_came("19"), "says": back})
    await declined(head.signs("/cis/packets-confirmed", {"packet": came["id"], "document": SCAN}), EARLY)
    settled = await officer.get(f"/cis/packets/{came['id']}")
    must(settled["state"] == "taken_back", f"a consent that was taken back is {settled['state']}")
    await declined(head.post(f"/cis/requests/{case}/disclosures", {"body": INTERIOR.id}), EARLY)


async def _items(officer: Member) -> set[str]:
    return {one["id"] for one in await officer.get("/cis/items") if one["received"]["owner"] == KGB_BY.id}


def _came(theirs: str) -> dict[str, Any]:
    how = {"theirs": theirs, "dated": f"{now():%Y-%m-%d}", "came_at": now().isoformat()}
    return {**how, "courier": "Сидоров", "document": SCAN}


def _form(requested: str) -> dict[str, Any]:
    items = [{"matter": "person", "words": "сведения о въезде и выезде лица"}]
    said = {"way": "one_time", "subject": "terrorism", "basis": "дело № 5-2026 о подготовке теракта"}
    return {"requested": requested, **said, "items": items, "purpose": PURPOSE}
