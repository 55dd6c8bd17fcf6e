"""Every address of programs, tried by everybody on everything: the outcome is what the table of powers says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from almasu.interfaces.addresses import addresses
from almasu.kernel.powers.power import Power
from almasu.kernel.signatures.act import ActPurpose
from powers.expected import AT_THE_DOOR, CODES, REFUSALS, Outcome, expected, worth_trying
from powers.people import Somebody
from powers.samples import SAMPLES, Sample
from powers.things import Thing
from powers.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
POWERS = addresses()
OWN = {"resolution": "resolution", "request_id": "request", "material_id": "material"}
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def power_of(sample: Sample) -> Power:
    if sample.address in POWERS:
        return POWERS[sample.address]
    found = [power for address, power in POWERS.items() if fits(address, sample.address)]
    assert len(found) == 1, f"{sample.address}: {[one.name for one in found]}"
    return found[0]


def fits(address: str, sampled: str) -> bool:
    """Tell whether a sample is one of an address: `{}` and named places stand for any part, a query must be named."""
    part = "[^/]+"
    pattern = re.sub(r"\\{\w*\\}", part, re.escape(address))
    return re.fullmatch(pattern, sampled.split("?")[0]) is not None


def path(world: World, sample: Sample, thing: Thing | None) -> str:
    first = {name: world.things[kind][0].id for name, kind in OWN.items()}
    filled = (
        sample.address.format(thing.id if thing is not None else "", **first)
        if "{" in sample.address
        else sample.address
    )
    return f"{filled}{'&' if '?' in filled else '?'}{sample.query}" if sample.query else filled


def told(answer: Any) -> tuple[int, str]:
    """What an answer says, without what differs between two that say the same."""
    return answer.status_code, NUMBERS.sub("", answer.text)


def code(answer: Any) -> str:
    kind = answer.headers.get("content-type", "")
    return str(answer.json().get("code", "")) if kind.startswith("application/problem+json") else ""


def differs(outcome: Outcome, sample: Sample, answer: Any, absent: Any) -> str:
    """Say how an answer differs from what must come; nothing where it does not."""
    seen = f"{answer.status_code} {code(answer)}"
    if answer.status_code >= 500:
        return f"a fault: {seen}"
    match outcome:
        case Outcome.THROUGH:
            through = answer.status_code not in REFUSALS or code(answer) in sample.passes
            return "" if through else seen
        case Outcome.ABSENT:
            if told(answer) != told(absent):
                return f"{seen}, and what is missing answers {told(absent)}"
            return "" if answer.status_code >= 400 else seen
        case Outcome.REFUSED_BY_RULE if answer.status_code == 200:
            return "" if answer.json().get("allowed") is False else seen
        case _:
            return "" if code(answer) in CODES[outcome] else seen


async def tried(world: World, sample: Sample, who: Somebody, thing: Thing | None, act: str = "") -> Any:
    body = sample.sent(thing, who)
    if act:
        body = {"act": act, "answer": {}} if sample.answered else world.signed(who, act)
    async with world.database.undone():
        return await world.ask(who, path(world, sample, thing), body)


async def cells(world: World, sample: Sample, power: Power) -> list[str]:
    """Try a sample by everybody on everything and say where the table is not kept."""
    wrong = []
    for who in (one for one in world.people.values() if one.tries):
        things = world.things[sample.kind] if sample.kind else (None,)
        things = worth_trying(things, expected(power, who, things[0]) in AT_THE_DOOR)
        absent = await tried(world, sample, who, things[-1]) if sample.kind else None
        for thing in things:
            answer = absent if thing is not None and thing.missing else await tried(world, sample, who, thing)
            outcome = expected(power, who, thing)
            if difference := differs(outcome, sample, answer, absent):
                wrong.append(f"{who.name} · {thing.label if thing else '-'}: {outcome.value} expected, {difference}")
    return wrong


async def signed_cells(world: World, sample: Sample, power: Power) -> list[str]:
    """The same for an act to be signed: in one's own hand, whoever had it prepared, in another's, and missing."""
    assert sample.signs is not None
    named = thing_named(world, sample)
    able = next(one for one in world.people.values() if one.tries and expected(power, one, named) is Outcome.THROUGH)
    body = sample.said(able) or await body_of(world, sample, able, power)
    wrong = []
    theirs = await world.handed(able, sample.signs, body)
    for who in (one for one in world.people.values() if one.tries and one.token):
        own = sample.said(who) or await body_of(world, sample, who, power) or body
        own |= {"iin": who.iin} if sample.signs is ActPurpose.APPLICATION else {}
        act = await world.handed(who, sample.signs, own)
        answer = await tried(world, sample, who, None, act)
        outcome = expected(power, who, named)
        if outcome is Outcome.ABSENT:
            difference = "" if answer.status_code in REFUSALS else f"{answer.status_code} {code(answer)}"
        else:
            difference = differs(outcome, sample, answer, None)
        if difference:
            wrong.append(f"{who.name} · own act: {outcome.value} expected, {difference}")
        if who is not able:
            absent = await tried(world, sample, who, None, world.things["notice"][0].id)
            answer = await tried(world, sample, who, None, theirs)
            if told(answer) != told(absent) or answer.status_code < 400:
                wrong.append(f"{who.name} · another's act: {told(answer)}, a missing one {told(absent)}")
    return wrong


def thing_named(world: World, sample: Sample) -> Thing | None:
    """Return the thing that the act names: the first one, which whoever had it prepared reaches."""
    above = next((one for one in SAMPLES if one.address == sample.prepared), None)
    kind = sample.kind or (above.kind if above is not None else "")
    return world.things[kind][0] if kind else None


async def body_of(world: World, sample: Sample, who: Somebody, power: Power) -> dict[str, Any]:
    """The body of an act as it is prepared for somebody; empty for those for whom it is not."""
    above = next((one for one in SAMPLES if one.address == sample.prepared), None)
    if above is None:
        return {}
    thing = world.things[above.kind][0] if above.kind else None
    if expected(power, who, thing) is not Outcome.THROUGH:
        return {}
    async with world.database.undone():
        prepared = await world.ask(who, path(world, above, thing), above.sent(thing, who))
        if prepared.status_code not in (200, 201):
            assert prepared.status_code not in REFUSALS, f"{sample.prepared} for {who.name}: {prepared.text}"
            return {}
        return await world.said(who, prepared.json()["id"])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.address.replace("/api/v1", ""))
async def test_nobody_gets_further_than_the_table_of_powers_lets_them(world: World, sample: Sample) -> None:
    power = power_of(sample)
    wrong = await (signed_cells if sample.signs else cells)(world, sample, power)
    assert wrong == [], "\n".join([power.name, *wrong])


async def test_no_program_gets_a_letter_in_that_hides(world: World) -> None:
    officer, wrong = world.people["officer"], []
    for sample in (one for one in SAMPLES if one.body):
        thing = world.things[sample.kind][0] if sample.kind else None
        sent = {**(sample.sent(thing, officer) or {}), "said": "\u202eнет"}
        answer = await world.ask(officer, path(world, sample, thing), sent)
        if code(answer) != "request.hidden_character":
            wrong.append(f"{sample.address}: {answer.status_code} {code(answer)}")
    assert wrong == [], "\n".join(wrong)
