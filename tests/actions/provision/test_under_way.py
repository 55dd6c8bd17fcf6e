"""What is under way while its act changes: each of the five ways stops, or is cut to the act of the moment (FMA-5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace as changed

from actions.provision.channelled import channelled
from actions.provision.conftest import Zone
from actions.provision.test_asking import IIN, ROW, SILENCE, Asking, ToldSystems, goes_down_to_request, received_of
from actions.provision.test_carriers import OnCarrier, by_carrier
from actions.provision.test_feeds import file_of, seen, sent, small_blocks, taking, ten_fields
from actions.provision.test_joint_acts import drafts, in_force
from actions.provision.test_keying import received_paper
from actions.provision.test_ladder import letter, steps
from actions.provision.test_papers import hands_over, sends
from almasu.actions.provision import (
    answer_as_clerk,
    carriers,
    end_act,
    keyings,
    materials,
    prove,
    read_delivery,
    scans,
)
from almasu.actions.provision.answering import ask_system, ask_waiting
from almasu.actions.provision.keyings import ToKey, ToType
from almasu.kernel.answers import Records
from almasu.kernel.provision.carrier import CarrierState
from almasu.kernel.provision.delivery import DeliveryState
from almasu.kernel.provision.joint_act import ActContent, DataSet
from almasu.kernel.provision.keying import KeyingState
from almasu.kernel.provision.question import AskingState
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.way import ORDER, Way
from almasu.law.problem import Problem, ProblemGroup
from kernel.provision.acts import act_of, data_set, field

__all__ = ["by_carrier", "small_blocks"]
ASKED = data_set(giving="on_request", schedule=None)
OTHER = data_set(code="others", giving="on_request", schedule=None)


def without(of: DataSet, *names: str) -> DataSet:
    """A set without some of its fields, by which it is not asked any more either."""
    keys = tuple(one for one in of.keys if one not in names)
    return changed(of, fields=tuple(one for one in of.fields if one.name not in names), keys=keys)


async def replaced(zone: Zone, content: ActContent) -> UUID:
    """Another version in force from now on."""
    number = await drafts(zone, content=content)
    await in_force(zone, number)
    return number


async def ended_early(zone: Zone, number: UUID) -> None:
    """Both heads end the act today, and today is over."""
    for who in ("head", "head of agency"):
        await zone.signs(who, end_act.prepare_ending, end_act.end_act, number, zone.now().date())
    zone.world.clock.forward(days=1)
    await zone.again()


async def code_of(step: Awaitable[object]) -> str:
    with pytest.raises((Problem, ProblemGroup)) as told:
        await step
    no = told.value if isinstance(told.value, Problem) else told.value.problems[0]
    assert {"FMA-5", "FMA-4.2", "FMA-3.3"} & set(no.kind.cites), no.kind.code
    return no.kind.code


async def goes_down(zone: Zone, way: Way) -> None:
    for better in ORDER[: ORDER.index(way)]:
        await zone.signs("responsible", prove.prepare_letter, prove.record_letter, letter(zone, better))
    await steps(zone, way)


async def test_a_question_gets_what_the_act_of_the_answer_covers_and_nothing_where_it_covers_nothing(
    zone: Zone,
) -> None:
    systems = ToldSystems(SILENCE)
    zone.world.node = replace(zone.node, systems=systems)
    later = act_of(ASKED, since=date(2026, 12, 1))
    await replaced(await channelled(zone), later)
    token, until = zone.tokens["officer"], zone.now() + timedelta(days=60)
    material = await materials.open_material(zone.node, token, "2026/114-ТМ", "laundering", until, zone.now())
    asking = Asking(zone, systems, material)
    assert await code_of(asking.asks()) == "provision.act.none_in_force", "signed, and not yet in force"
    await replaced(zone, act_of(ASKED))
    await goes_down_to_request(zone, zone.now())
    waiting = [(await asking.answered()).paper.id for _ in range(2)]
    clerk, node = zone.tokens["responsible"], zone.node
    row = {"row_id": "7", "iin": IIN, "plate": "123ABC01", "since": "2024-05-06"}

    await replaced(zone, act_of(without(ASKED, "since", "colour")))
    prepared = answer_as_clerk.prepare_answer(node, clerk, waiting[0], [row], zone.now())
    assert await code_of(prepared) == "provision.act.field_beyond"
    del row["since"]
    signing = await answer_as_clerk.prepare_answer(node, clerk, waiting[0], [row], zone.now())
    cms = zone.cms("responsible", signing)
    done = await answer_as_clerk.answer_as_clerk(node, clerk, signing.id, cms, zone.now())
    assert done.asking.given is not None
    assert (done.state, done.asking.given.cut) == (AskingState.ANSWERED, ("since", "colour"))
    opened = await asking.uses(received_of(done))
    assert [one.field.name for one in opened.rows[0]] == ["row_id", "iin", "plate"]

    systems.reply = Records((ROW,), b"")
    for content, code in (
        (act_of(without(ASKED, "iin")), "provision.ask.key"),
        (changed(act_of(ASKED), purposes=("terrorist_financing",)), "provision.act.purpose"),
        (act_of(OTHER), "provision.act.not_covered"),
    ):
        number = await replaced(zone, content)
        assert await code_of(ask_system(node, waiting[1], zone.now())) == code
        zone.world.clock.forward(hours=1)
        assert await ask_waiting(node, zone.now()) == 1, "others are asked all the same"
        await zone.again()
    await ended_early(zone, number)
    assert await code_of(ask_system(node, waiting[1], zone.now())) == "provision.act.none_in_force"
    assert len(systems.asked) == 2, "the system was asked while the act covered it, and never after"


async def test_a_file_counts_only_where_the_act_of_its_end_covers_every_field(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path)
    data = file_of(tmp_path, wrong=10**9, rows_of=300)
    narrower = without(ten_fields(), ten_fields().fields[-1].name)
    changes: tuple[tuple[Callable[[UUID], Awaitable[object]], str], ...] = (
        (lambda _: replaced(zone, act_of(narrower)), "provision.act.field_beyond"),
        (lambda _: replaced(zone, act_of(OTHER)), "provision.act.not_covered"),
        (lambda number: ended_early(zone, number), "provision.act.none_in_force"),
    )
    for change, code in changes:
        number = await replaced(zone, act_of(ten_fields()))
        delivery = await sent(zone, data)
        state = (await seen(zone, delivery.id)).delivery
        blocks = read_delivery.feeds_of(zone.node).reads.behind(state, read_delivery.secrets_of(zone.node, state))
        one = await blocks.next()
        assert one is not None
        await read_delivery.keep_block(zone.node, delivery.id, one, zone.now())
        await change(number)
        await read_delivery.read_waiting(zone.node, zone.now)
        found = (await seen(zone, delivery.id)).delivery
        assert (found.state, found.because and found.because.code) == (DeliveryState.REFUSED, code)
        assert zone.node.vault.material_gone(delivery.id), "what was loaded of it opens no more"


async def test_a_paper_leaves_and_is_keyed_under_the_act_of_that_moment_alone(zone: Zone) -> None:
    fields = [field("row_id", "integer", "open"), field("plate", twice=True), field("owner", twice=True)]
    by_paper = data_set(fields=fields, keys=["plate"], giving="on_request", schedule=None)
    await replaced(zone, act_of(by_paper))
    await goes_down(zone, Way.PAPER)
    assert await code_of(sends(zone, purpose="proliferation_financing")) == "provision.act.purpose"
    waits = await sends(zone, outgoing="12-5/1")
    sheaf, material = await received_paper(zone)
    node, officer, second = zone.node, zone.tokens["officer"], zone.tokens["second officer"]
    typed = {"row_id": "7", "plate": "123ABC01", "owner": "Асан"}
    once = [(await keyings.key_first(node, officer, ToKey(sheaf, material, typed), zone.now())).id for _ in range(3)]

    async def again(number: UUID, **told: str) -> KeyingState:
        return (await keyings.key_again(node, second, number, ToType(told), zone.now())).state

    assert await again(once[0], plate="123ABC01", owner="Үсен") is KeyingState.DIFFERS
    await replaced(zone, act_of(without(by_paper, "owner")))
    head = zone.tokens["head of agency"]
    assert (await keyings.side_by_side(node, head, once[0], zone.now())).both == {}, "nothing beyond the act is shown"
    decided = await keyings.decide(node, head, once[0], ToType({}), zone.now())
    assert (decided.state, decided.fields, decided.differing) == (KeyingState.RECEIVED, ("plate",), ())
    assert await again(once[1], plate="123ABC01") is KeyingState.RECEIVED

    more = data_set(fields=[*fields, field("vin", twice=True)], keys=["plate"], giving="on_request", schedule=None)
    await replaced(zone, act_of(more))
    assert await code_of(again(once[2], plate="123ABC01", owner="Асан")) == "provision.paper.keyed_under_another_act"
    secret = changed(by_paper, secrecy=Secrecy.RESTRICTED, way=Way.PAPER)
    await replaced(zone, act_of(secret))
    assert await code_of(again(once[2], plate="123ABC01", owner="Асан")) == "provision.paper.card_only"
    scanning = scans.keep_scan(node, officer, sheaf, material, 1, b"%PDF-1.7", zone.now())
    assert await code_of(scanning) == "provision.paper.card_only"
    assert await code_of(hands_over(zone, waits.id)) == "provision.paper.other_mark"
    number = await replaced(zone, act_of(OTHER))
    assert await code_of(hands_over(zone, waits.id)) == "provision.act.not_covered"
    assert await code_of(again(once[2], plate="123ABC01", owner="Асан")) == "provision.act.not_covered"
    await ended_early(zone, number)
    assert await code_of(hands_over(zone, waits.id)) == "provision.act.none_in_force"


async def test_a_carrier_is_read_in_under_the_act_it_left_under_and_counts_where_that_covers_it_still(
    by_carrier: OnCarrier,
) -> None:
    zone = by_carrier.zone
    first, second = by_carrier.packs("first"), by_carrier.packs("second", 1)
    half = await by_carrier.travels(first[0])
    await by_carrier.sends_all(half.id, first[1])
    read = await by_carrier.reads(half.id)
    on_its_way = await by_carrier.travels(changed(second[0], number="Н-2"))
    await by_carrier.sends_all(on_its_way.id, second[1])
    await replaced(zone, act_of(without(ten_fields(), ten_fields().fields[-1].name)))
    await read_delivery.read_waiting(zone.node, zone.now)
    assert read.delivery is not None
    found = (await seen(zone, read.delivery)).delivery
    assert (found.state, found.because and found.because.code) == (DeliveryState.REFUSED, "provision.act.field_beyond")
    assert await code_of(by_carrier.reads(on_its_way.id)) == "provision.carrier.act"
    number = await replaced(zone, act_of(OTHER))
    assert await code_of(by_carrier.reads(on_its_way.id)) == "provision.act.not_covered"
    await ended_early(zone, number)
    assert await code_of(by_carrier.reads(on_its_way.id)) == "provision.act.none_in_force"
    refused = await carriers.refuse_carrier(zone.node, zone.tokens["officer"], on_its_way.id, zone.now())
    assert refused.state is CarrierState.REFUSED
    assert (await by_carrier.puts_away(half.id, CarrierState.DESTROYED)).state is CarrierState.DESTROYED
