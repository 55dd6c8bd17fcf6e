"""The joint act through the real acts and the real store: both sides make it, keep it, renew it and end it (FMA-5)."""

from __future__ import annotations

import asyncio
from datetime import date
from uuid import UUID

import msgspec
import pytest

from actions.provision.conftest import BODY, OTHER_BODY, Zone
from actions.provision.registering import registered
from almasu.actions.provision import approve_act, compose_act, draft_act, end_act, see_acts, sign_act
from almasu.actions.provision.acts import Kept, StoredJointActs
from almasu.actions.provision.remind import warn_acts
from almasu.kernel.provision.act_course import Notice, Stage
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.typed_act import typed_set
from almasu.law.problem import Problem, ProblemGroup
from kernel.provision.acts import act, act_of, data_set

LAST = date(2026, 12, 31)
MONTHLY = {"period": "monthly", "extent": "full", "format": "csv", "day": 20, "hour": 6}


async def drafts(zone: Zone, who: str = "responsible", content: ActContent | None = None) -> UUID:
    token = zone.tokens[who]
    return (await draft_act.draft_act(zone.node, token, content or act(), zone.now())).paper.id


async def puts(zone: Zone, number: UUID, who: str = "officer") -> None:
    await draft_act.put_act(zone.node, zone.tokens[who], number, zone.now())


async def approves(zone: Zone, number: UUID, who: str) -> Kept:
    made = await zone.signs(who, approve_act.prepare_approval, approve_act.approve_act, number)
    assert isinstance(made, Kept)
    return made


async def signs(zone: Zone, number: UUID, who: str) -> Kept:
    made = await zone.signs(who, sign_act.prepare_signature, sign_act.sign_act, number)
    assert isinstance(made, Kept)
    return made


async def in_force(zone: Zone, number: UUID) -> None:
    await puts(zone, number)
    for who in ("responsible", "officer"):
        await approves(zone, number, who)
    for who in ("head", "head of agency"):
        await signs(zone, number, who)


async def governing(zone: Zone, code: str = "vehicles", body: str = BODY) -> ActInForce:
    async with zone.node.store.transaction() as transaction:
        return await StoredJointActs(transaction.papers).act_in_force(body, code, zone.now())


async def refused(zone: Zone, code: str = "vehicles", body: str = BODY) -> str:
    with pytest.raises(Problem) as told:
        await governing(zone, code, body)
    return told.value.kind.code


async def test_two_sides_make_an_act_and_nothing_moves_before_or_beside_it(zone: Zone) -> None:
    number = await drafts(zone)
    again = await draft_act.rewrite_act(zone.node, zone.tokens["officer"], number, 1, act(city="Алматы"), zone.now())
    assert (again.version.draft, again.version.stage) == (2, Stage.DRAFT)
    await puts(zone, number)
    await approves(zone, number, "responsible")
    assert await refused(zone) == "provision.act.none_in_force"
    back = await approve_act.send_act_back(zone.node, zone.tokens["officer"], number, "Мерзімі тым қысқа.", zone.now())
    assert (back.version.stage, back.version.approvals) == (Stage.DRAFT, ())
    await in_force(zone, number)
    found = await governing(zone)
    assert (found.content.city, found.data_set.code, found.version.number) == ("Алматы", "vehicles", 1)
    assert await refused(zone, "escorts_of_others") == "provision.act.not_covered"
    assert await refused(zone, body=OTHER_BODY) == "provision.act.none_in_force"
    told = await zone.told("provision_act_moved")
    steps = ["written", "rewritten", "put", "approved", "sent_back", "put", "approved", "approved", "signed", "signed"]
    assert [one["step"] for one in told] == steps
    assert all("evidence" in one for one in told if one["step"] in ("approved", "signed"))
    assert told[-1]["digest"] == found.version.sha256
    assert told[-1]["verdicts"] == {"fma_provision.source_is_described": "met"}
    assert [one["step"] for one in await zone.told("provision_ladder_moved")] == ["begun", "begun"]


async def test_others_find_no_act_and_nobody_takes_a_step_that_is_not_theirs(zone: Zone) -> None:
    node, number = zone.node, await drafts(zone)
    theirs = await drafts(zone, "stranger", act(body=OTHER_BODY))
    cases = (
        ("paper.unknown", lambda: see_acts.see_act(node, zone.tokens["stranger"], number, zone.now())),
        ("paper.unknown", lambda: see_acts.take_act(node, zone.tokens["strange head"], number, "json", zone.now())),
        ("paper.unknown", lambda: draft_act.put_act(node, zone.tokens["stranger"], number, zone.now())),
        ("paper.unknown", lambda: see_acts.differences(node, zone.tokens["responsible"], number, theirs, zone.now())),
        ("account.role", lambda: draft_act.put_act(node, zone.tokens["head"], number, zone.now())),
        ("provision.duty", lambda: drafts(zone, "stranger")),
        ("provision.act.stage", lambda: approves(zone, number, "officer")),
        ("provision.act.stage", lambda: signs(zone, number, "head")),
        (
            "provision.act.written_meanwhile",
            lambda: draft_act.rewrite_act(node, zone.tokens["officer"], number, 7, act(), zone.now()),
        ),
    )
    for code, step in cases:
        with pytest.raises(Problem) as told:
            await step()
        assert told.value.kind.code == code
    lacking = await drafts(zone, content=act(compliance=[]))
    with pytest.raises(ProblemGroup) as gaps:
        await puts(zone, lacking)
    assert {one.where for one in gaps.value.problems} == {"compliance"}
    page = await see_acts.acts(node, zone.tokens["stranger"], "", 50, zone.now())
    assert [one.paper.id for one in page.items] == [theirs]
    every = await see_acts.acts(node, zone.tokens["head of agency"], "", 2, zone.now())
    rest = await see_acts.acts(node, zone.tokens["head of agency"], every.after, 2, zone.now())
    assert {one.paper.id for one in (*every.items, *rest.items)} == {number, theirs, lacking}
    both = await asyncio.gather(drafts(zone), drafts(zone, "officer"), return_exceptions=True)
    refusals = [one.kind.code for one in both if isinstance(one, Problem)]
    assert refusals in ([], ["paper.changed"]), "of two who begin at once one may be asked to look again"
    async with zone.node.store.transaction() as transaction:
        numbers = [one.number for one in await StoredJointActs(transaction.papers).versions(BODY)]
    assert numbers == list(range(1, len(numbers) + 1)), "no version has the number of another"


async def test_an_approval_is_of_one_draft_and_no_head_signs_for_a_way_that_is_not_open(zone: Zone) -> None:
    by_request = data_set(way="request_answer", giving="on_request", schedule=None)
    number = await drafts(zone, content=act_of(by_request))
    await puts(zone, number)
    old = await approve_act.prepare_approval(zone.node, zone.tokens["officer"], number, zone.now())
    await draft_act.rewrite_act(zone.node, zone.tokens["responsible"], number, 1, act_of(by_request), zone.now())
    await puts(zone, number)
    await draft_act.rewrite_act(
        zone.node, zone.tokens["responsible"], number, 2, act_of(by_request, until=LAST), zone.now()
    )
    await puts(zone, number)
    with pytest.raises(Problem) as told:
        await approve_act.approve_act(zone.node, zone.tokens["officer"], old.id, zone.cms("officer", old), zone.now())
    assert told.value.kind.code == "provision.act.another_draft"
    for who in ("responsible", "officer"):
        await approves(zone, number, who)
    with pytest.raises(Problem) as unproved:
        await signs(zone, number, "head")
    assert unproved.value.kind.code == "provision.act.way_unproved"
    assert await refused(zone) == "provision.act.none_in_force"


async def test_an_act_is_renewed_warned_of_once_and_ended_by_both(zone: Zone) -> None:
    content = act_of(data_set(schedule=MONTHLY), until=LAST)
    number = await drafts(zone, content=content)
    await in_force(zone, number)
    assert await warn_acts(zone.node, zone.now()) == 1
    assert await warn_acts(zone.node, zone.now()) == 0, "nobody is warned twice of one thing"
    assert [one["what"] for one in await zone.told("provision_act_warned")] == ["ends_soon"]
    seen = await see_acts.warnings_now(zone.node, zone.tokens["head of agency"], zone.now())
    assert [(one.warned.what, one.warned.day) for one in seen] == [(Notice.ENDS_SOON, LAST)]

    renewed = await draft_act.renew_act(zone.node, zone.tokens["officer"], number, "8-ББ", zone.now())
    assert (renewed.version.number, renewed.version.read().since) == (2, date(2027, 1, 1))
    _, _, found = await see_acts.differences(
        zone.node, zone.tokens["responsible"], renewed.paper.id, number, zone.now()
    )
    assert {one.place for one in found} == {("number",), ("since",), ("until",)}

    ends = date(2026, 11, 25)
    half = await zone.signs("head", end_act.prepare_ending, end_act.end_act, number, ends)
    assert (await governing(zone)).version.endings == half.version.endings
    whole = await zone.signs("head of agency", end_act.prepare_ending, end_act.end_act, number, ends)
    assert len(whole.version.endings) == 2
    zone.world.clock.forward(days=6)
    assert await refused(zone) == "provision.act.none_in_force"


async def test_the_agency_approves_no_act_that_names_another_agency(zone: Zone) -> None:
    number = await drafts(zone, content=act(agency="210140083118"))
    await puts(zone, number)
    with pytest.raises(Problem, match=r"^provision\.act\.other_agency"):
        await approves(zone, number, "officer")


async def test_a_draft_stays_readable_whatever_its_set_names(zone: Zone) -> None:
    await registered(zone)
    (first, *_) = act().data_sets
    number, token = await drafts(zone, content=act_of(first)), zone.tokens["responsible"]
    # No register of the body holds the act's object: what the act named stays named, what nobody knows is refused.
    await compose_act.write_set(zone.node, token, number, 1, first.code, typed_set(first), zone.now())
    unknown = {**typed_set(first), "source": "no_such_object"}
    with pytest.raises(Problem, match=r"^provision\.act\.source"):
        await compose_act.write_set(zone.node, token, number, 2, first.code, unknown, zone.now())
    seen = await see_acts.see_act(zone.node, token, number, zone.now())
    assert (seen.version.draft, seen.content.data_sets) == (2, (first,))


async def test_what_could_not_be_read_again_is_not_kept(zone: Zone) -> None:
    number = await drafts(zone)
    empty = msgspec.structs.replace(act(), sources=())
    with pytest.raises(msgspec.ValidationError):
        await draft_act.rewrite_act(zone.node, zone.tokens["responsible"], number, 1, empty, zone.now())
    assert (await see_acts.see_act(zone.node, zone.tokens["responsible"], number, zone.now())).version.draft == 1
