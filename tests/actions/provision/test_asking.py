"""Asking a body and using what it gave, through the real acts and the real store (FMA-1, FMA-3.3, FMA-5, FMA-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from actions.provision.channelled import channelled
from actions.provision.conftest import BODY, Zone
from actions.provision.registering import states
from actions.provision.test_joint_acts import drafts, in_force
from almasu.actions.provision import (
    answer_as_clerk,
    ask,
    channels,
    destroy,
    materials,
    see_received,
    state_compliance,
    use_received,
)
from almasu.actions.provision.answering import ask_system, ask_waiting
from almasu.actions.provision.ask import Form
from almasu.actions.provision.ladders import KeptLadders, Moved
from almasu.actions.provision.questions import KeptQuestion
from almasu.actions.provision.use_received import Asked, Opened
from almasu.kernel.answers import NoRecord, NoReply, Question, Record, Records, Refused, Reply, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.provision.came import InAnswer
from almasu.kernel.provision.conditions import Kept
from almasu.kernel.provision.coverage import covered
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.ladder import proved, stepped
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.question import AskingState
from almasu.kernel.provision.received import Use
from almasu.kernel.provision.way import Way
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.law.moment import in_astana
from almasu.law.problem import Problem, ProblemGroup
from almasu.store.database import Database
from kernel.provision.acts import act_of, data_set
from kernel.provision.acts import field as one_field
from kernel.provision.conftest import LONGEST, letter

IIN = "850101300015"
ROW: Record = {"row_id": 7, "iin": IIN, "plate": "123ABC01", "since": "2024-05-06", "colour": "red"}
WHY = "Тапсырма бойынша көлігі тексеріледі."
SILENCE = NoReply(Silence.TIME_RAN_OUT, "", retriable=True)


@dataclass
class ToldSystems:
    """Systems of bodies that answer what a test told them."""

    reply: Reply
    asked: list[Question] = field(default_factory=list)
    known: bool = True

    def knows(self, body: str, code: str) -> bool:
        return self.known

    async def ask(self, body: str, of: DataSet, question: Question) -> Reply:
        self.asked.append(question)
        return self.reply


@dataclass
class Asking:
    """A zone with an act in force and a material, and what an officer does in it."""

    zone: Zone
    systems: ToldSystems
    material: UUID

    def form(self, **change: Any) -> Form:
        asked = {"body": BODY, "data_set": "vehicles", "key": "iin", "value": IIN, "purpose": "laundering", "why": WHY}
        return msgspec.convert({**asked, "material": str(self.material), **change}, Form)

    async def asks(self, **change: Any) -> KeptQuestion:
        made = await self.zone.signs("officer", ask.prepare_question, ask.ask, self.form(**change))
        assert isinstance(made, KeptQuestion)
        return made

    async def answered(self, **change: Any) -> KeptQuestion:
        asked = await self.asks(**change)
        return await ask_system(self.zone.node, asked.paper.id, self.zone.now())

    async def uses(self, received: UUID, use: Use = Use.OPEN, who: str = "officer", **change: str) -> Opened:
        meant = Asked(use, change.get("purpose", "laundering"), change.get("why", WHY))
        return await use_received.use_received(self.zone.node, self.zone.tokens[who], received, meant, self.zone.now())


async def with_sets(zone: Zone, *sets: DataSet) -> Asking:
    """A zone whose act has these sets, with a material of the officer."""
    systems = ToldSystems(Records((ROW,), b"raw"))
    zone.world.node = replace(zone.node, systems=systems)
    await in_force(await channelled(zone), await drafts(zone, content=act_of(*sets)))
    until = zone.now() + timedelta(days=30)
    token = zone.tokens["officer"]
    opened = await materials.open_material(zone.node, token, "2026/114-ТМ", "laundering", until, zone.now())
    return Asking(zone, systems, opened)


@pytest.fixture
async def asking(zone: Zone) -> Asking:
    return await with_sets(zone, data_set(giving="on_request", schedule=None))


def received_of(one: KeptQuestion) -> UUID:
    assert one.asking.given is not None
    assert one.asking.given.received is not None
    return one.asking.given.received


async def refused(asking: Asking, **change: Any) -> str:
    with pytest.raises((Problem, ProblemGroup)) as told:
        await asking.asks(**change)
    return told.value.kind.code if isinstance(told.value, Problem) else "group"


async def test_an_officer_asks_a_system_answers_and_every_value_tells_where_it_came_from(asking: Asking) -> None:
    answered = await asking.answered(fields=["iin", "plate", "owner_of_house"])
    asked = answered.asking.question
    assert (answered.state, asked.cut, asked.fields) == (AskingState.ANSWERED, ("owner_of_house",), ("iin", "plate"))
    assert asked.due.date().isoformat() == "2026-11-24"
    assert answered.asking.verdicts["fma_provision.act_covers"] == "met"
    assert answered.asking.given_verdicts["fma_provision.given_in_time"] == "met"
    assert asking.systems.asked[0].digest.hex() == asked.digest
    opened = await asking.uses(received_of(answered))
    (values,) = opened.rows
    assert [(one.field.name, one.value, one.secrecy.value) for one in values] == [
        ("iin", IIN, "personal"),
        ("plate", "123ABC01", "personal"),
    ]
    came = values[0].provenance
    assert (came.body, came.source, came.data_set, came.act_version, came.line) == (BODY, "auto", "vehicles", 1, 1)
    assert came.delivery == answered.paper.id
    assert opened.card.came == InAnswer(asked.number, "system:provision")
    told = str(
        [*await asking.zone.told("provision_question_moved"), *await asking.zone.told("provision_received_used")]
    )
    assert IIN not in told
    assert "opened_by_need" in told


async def test_nothing_is_asked_once_a_side_withdrew_what_it_stated_of_the_standing_conditions(asking: Asking) -> None:
    zone = asking.zone
    stated = await states(zone, "head of agency", Kept.UNIFIED_REQUIREMENTS)
    await asking.asks()
    back = state_compliance.prepare_withdrawal, state_compliance.withdraw_statement
    await zone.signs("head of agency", *back, state_compliance.OfStatement(stated))
    assert await refused(asking) == "provision.transfer.refused"
    await states(zone, "head of agency", Kept.UNIFIED_REQUIREMENTS, in_astana(zone.now()).date())
    await asking.asks()


async def test_what_the_act_or_the_material_does_not_let_is_not_asked(asking: Asking) -> None:
    expected = {
        "provision.act.none_in_force": {"body": "990340000371"},
        "provision.act.not_covered": {"data_set": "weddings"},
        "provision.act.purpose": {"purpose": "proliferation_financing"},
        "provision.received.purpose": {"purpose": "terrorist_financing"},
        "provision.act.nothing_left": {"fields": ["owner_of_house"]},
        "provision.ask.key": {"key": "colour", "value": "red"},
        "provision.words_needed": {"why": "керек"},
        "provision.material.absent": {"material": str(UUID(int=9))},
    }
    assert {code: await refused(asking, **change) for code, change in expected.items()} == {
        code: code for code in expected
    }
    assert await refused(asking, value="1234") == "provision.ask.key"
    told = await asking.zone.told("provision_transfer_refused")
    assert [one["reason"] for one in told][:2] == ["provision.act.none_in_force", "provision.act.not_covered"]
    assert asking.systems.asked == []


async def test_what_is_asked_is_what_was_signed_even_where_the_act_changed_meanwhile(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone, token = asking.zone, asking.zone.tokens["officer"]
    act = await ask.prepare_question(zone.node, token, asking.form(), zone.now())
    narrower = act_of(data_set(giving="on_request", schedule=None, fields=data_set().fields[:2]))
    monkeypatch.setattr(ask, "covered", lambda content, *asked: covered(narrower, *asked))
    with pytest.raises(Problem, match=r"^provision\.ask\.changed"):
        await ask.ask(zone.node, token, act.id, zone.cms("officer", act), zone.now())
    assert asking.systems.asked == []


async def test_no_question_outlives_its_act(asking: Asking) -> None:
    asked = await asking.asks()
    asking.zone.world.clock.forward(days=400)
    with pytest.raises(Problem, match="none_in_force"):
        await ask_system(asking.zone.node, asked.paper.id, asking.zone.now())


@pytest.mark.parametrize(
    ("reply", "state", "lacks"),
    [
        (NoRecord(b""), AskingState.ANSWERED, ()),
        (Refused("17", "Жоқ", b""), AskingState.REFUSED, ("not_taken",)),
        (
            Unreadable(Nonsense.UNKNOWN_FIELD, "/0/wealth", b"x"),
            AskingState.REFUSED,
            ("not_taken", "unknown_field:/0/wealth"),
        ),
        (Records(({**ROW, "iin": None},), b""), AskingState.INCOMPLETE, ("field:iin",)),
    ],
    ids=["no record", "refused", "beyond the act", "without a required field"],
)
async def test_one_query_has_one_answer(asking: Asking, reply: Reply, state: AskingState, lacks: Sequence[str]) -> None:
    asking.systems.reply = reply
    answered = await asking.answered()
    assert answered.asking.given is not None
    assert (answered.state, answered.asking.given.lacks) == (state, tuple(lacks))
    with pytest.raises(Problem, match=r"provision\.answer\.given"):
        await ask_system(asking.zone.node, answered.paper.id, asking.zone.now())
    assert (await asking.zone.told("provision_obligation_moved"))[-1]["step"] == "given"


async def test_a_question_does_not_leave_again_over_a_channel_that_was_closed_meanwhile(asking: Asking) -> None:
    asking.systems.reply = SILENCE
    await asking.answered()
    zone, put = asking.zone, len(asking.systems.asked)
    await channels.close_channel(zone.node, zone.tokens["responsible"], Way.INTEGRATION, zone.now())
    zone.world.clock.forward(hours=1)
    await ask_waiting(zone.node, zone.now())
    assert len(asking.systems.asked) == put, "who is asked about stays with us"
    await zone.again()
    await channelled(zone)
    zone.world.clock.forward(hours=1)
    await ask_waiting(zone.node, zone.now())
    assert len(asking.systems.asked) == put + 1


async def test_a_silent_system_is_asked_again_and_a_late_answer_is_taken_and_says_so(asking: Asking) -> None:
    asking.systems.reply = SILENCE
    asked = await asking.answered()
    assert (asked.state, len(asked.asking.tries)) == (AskingState.WAITING, 1)
    node, clock = asking.zone.node, asking.zone.world.clock
    assert await ask_waiting(node, clock()) == 0
    assert await ask_waiting(node, clock.forward(minutes=5)) == 1
    with pytest.raises(Problem, match="by_system"):
        await answer_as_clerk.prepare_answer(node, asking.zone.tokens["responsible"], asked.paper.id, [], clock())
    asking.systems.reply = Records((ROW,), b"")
    assert await ask_waiting(node, clock.forward(days=9)) == 1
    await asking.zone.again()
    seen = await see_received.question(node, asking.zone.tokens["officer"], asked.paper.id, clock())
    assert (seen.one.state, len(seen.one.asking.tries)) == (AskingState.ANSWERED, 2)
    assert seen.one.asking.given_verdicts["fma_provision.given_in_time"] == "broken"


async def test_a_clerk_answers_where_the_system_keeps_silent_and_is_held_to_the_act(
    asking: Asking, database: Database
) -> None:
    zone, at = asking.zone, asking.zone.now()
    asking.systems.reply = SILENCE
    await goes_down_to_request(zone, at)
    asked = await asking.answered()
    assert (asked.asking.question.way, len(asked.asking.question.impossible)) == (Way.REQUEST_ANSWER, 2)
    token, number = zone.tokens["responsible"], asked.paper.id
    row = {"row_id": "7", "iin": IIN, "plate": "123ABC01", "since": "2024-05-06", "colour": ""}
    for wrong in ({**row, "plate": "abc"}, {**row, "iin": ""}, {**row, "colour": "green"}, {**row, "salary": "5"}):
        with pytest.raises(ProblemGroup):
            await answer_as_clerk.prepare_answer(zone.node, token, number, [wrong], at)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await answer_as_clerk.prepare_answer(zone.node, zone.tokens["stranger"], number, [row], at)
    answered = await zone.signs(
        "responsible", answer_as_clerk.prepare_answer, answer_as_clerk.answer_as_clerk, number, [row]
    )
    assert answered.state is AskingState.ANSWERED
    opened = await asking.uses(received_of(answered))
    assert [one.value for one in opened.rows[0]][:3] == [7, IIN, "123ABC01"]
    assert opened.card.received.provenance.way is Way.REQUEST_ANSWER
    (said,) = [one["act"] for one in await zone.told("provision_question_moved") if one["step"] == "answered"]
    async with database.connection() as connection:
        found = await connection.execute("select material, wrapped is null from signed_acts where id = %s", (said,))
        assert await found.fetchone() == (asking.material, False), "the rows are in what was signed"
    meant = (asking.material, "Тапсырма аяқталды, қажет емес.")
    await zone.signs("officer", destroy.prepare_destruction, destroy.destroy, *meant)
    async with zone.node.store.transaction() as transaction:
        assert await transaction.acts.evidence(UUID(said)) is None, "and went with what was received"


async def goes_down_to_request(zone: Zone, at: datetime) -> None:
    """The ladder of vehicles two ways down, each better way proved impossible by a letter."""
    async with zone.node.store.transaction() as transaction:
        ladders = KeptLadders(zone.node, transaction)
        paper, found = await ladders.to_change(BODY, "vehicles", at)
        by = Actor(zone.accounts["responsible"].id, Duty.RESPONSIBLE, BODY)
        for way in (Way.INTEGRATION, Way.WORKPLACE):
            found = proved(found, letter(way, at), by, at, LONGEST)
        await ladders.change(paper, stepped(found, Way.REQUEST_ANSWER, at), Moved("stepped", at))


async def test_a_question_is_seen_by_those_who_ask_and_answer_alone(asking: Asking) -> None:
    asked = await asking.asks()
    node, tokens, at = asking.zone.node, asking.zone.tokens, asking.zone.now()
    for who in ("officer", "responsible", "head", "head of agency"):
        assert (await see_received.question(node, tokens[who], asked.paper.id, at)).one.paper.id == asked.paper.id
        assert len((await see_received.questions(node, tokens[who], "", 5, at)).items) == 1
    for who in ("stranger", "second officer"):
        assert (await see_received.questions(node, tokens[who], "", 5, at)).items == []
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await see_received.question(node, tokens[who], asked.paper.id, at)


async def test_content_opens_by_need_for_its_purpose_and_each_refusal_is_journalled(asking: Asking) -> None:
    received = received_of(await asking.answered())
    refusals: list[tuple[str, dict[str, Any]]] = [
        ("paper.unknown", {"who": "second officer"}),
        ("provision.received.purpose", {"purpose": "terrorist_financing"}),
        ("provision.words_needed", {"why": "керек"}),
        ("paper.unknown", {"received": UUID(int=1)}),
    ]
    for code, change in refusals:
        with pytest.raises(Problem) as told:
            await asking.uses(**{"received": received, **change})
        assert told.value.kind.code == code
    reasons = [one["reason"] for one in await asking.zone.told("provision_use_refused")]
    assert reasons == [code for code, _ in refusals]
    assert (await asking.uses(received, Use.EXPORT)).card.rows == 1


async def test_a_regime_of_secrecy_keeps_content_on_the_screen_and_passes_it_to_a_material_alone(zone: Zone) -> None:
    fields = [one_field("row_id", "integer", "open"), one_field("iin", "iin"), one_field("plate", secrecy="banking")]
    sets = data_set(giving="on_request", schedule=None, fields=fields)
    asking = await with_sets(zone, sets)
    asking.systems.reply = Records(({"row_id": 7, "iin": IIN, "plate": "123ABC01"},), b"")
    received = received_of(await asking.answered())
    opened = await asking.uses(received, Use.PRINT)
    assert [one.secrecy.value for one in opened.rows[0]] == ["personal", "personal", "banking"]
    with pytest.raises(Problem, match=r"provision\.received\.secrecy"):
        await asking.uses(received, Use.EXPORT)
    until, second = zone.now() + timedelta(days=9), zone.tokens["second officer"]
    await materials.open_material(zone.node, second, "2026/115-ТМ", "laundering", until, zone.now())
    await materials.open_material(zone.node, second, "2026/116", "terrorist_financing", until, zone.now())
    meant = Asked(Use.PASS_ON, "laundering", WHY)
    for hidden in ("2026/116", "2026/999"):
        with pytest.raises(Problem, match=r"provision\.material\.absent"):
            await use_received.pass_on(zone.node, zone.tokens["officer"], received, hidden, meant, zone.now())
    passed = await use_received.pass_on(zone.node, zone.tokens["officer"], received, "2026/115-ТМ", meant, zone.now())
    again = await asking.uses(passed, who="second officer")
    assert (again.card.received.until, again.rows[0][1].provenance) == (until, opened.rows[0][1].provenance)


async def test_a_material_is_destroyed_with_all_that_it_held(asking: Asking, database: Database) -> None:
    received = received_of(await asking.answered())
    zone = asking.zone
    meant = (asking.material, "Тапсырма аяқталды, қажет емес.")
    done = await zone.signs("officer", destroy.prepare_destruction, destroy.destroy, *meant)
    assert (done.destroyed.contents, done.destroyed.backups_expire) == (1, "2026-12-25")
    with pytest.raises(KeyDestroyed):
        await zone.node.vault.wrapped(asking.material, bytes(32))
    with pytest.raises(Problem, match=r"provision\.received\.past"):
        await asking.uses(received)
    async with database.connection() as connection:
        rows = await (await connection.execute("select count(*) from provision_contents")).fetchone()
    assert rows == (0,)
    again = (zone.node, zone.tokens["officer"], "2026/114-ТМ", "laundering", zone.now() + timedelta(days=3), zone.now())
    with pytest.raises(Problem, match=r"provision\.material\.taken"):
        await materials.open_material(*again)


async def test_what_is_past_its_time_is_destroyed_by_the_system(asking: Asking, database: Database) -> None:
    received, zone = received_of(await asking.answered()), asking.zone
    node, until, second = zone.node, zone.now() + timedelta(days=90), zone.tokens["second officer"]
    await materials.open_material(node, second, "2026/115-ТМ", "laundering", until, zone.now())
    meant = Asked(Use.PASS_ON, "laundering", WHY)
    passed = await use_received.pass_on(node, zone.tokens["officer"], received, "2026/115-ТМ", meant, zone.now())
    assert await destroy.destroy_outlived(node, zone.now()) == 0
    at: datetime = zone.world.clock.forward(days=31)
    assert await destroy.destroy_due(node, at) == 1
    assert await destroy.destroy_due(node, at) == 0
    assert await destroy.destroy_outlived(node, at) == 1, "passed on to a longer material, it is kept no longer for it"
    assert await destroy.destroy_outlived(node, at) == 0
    await zone.again()
    for number, who in ((received, "officer"), (passed, "second officer")):
        with pytest.raises(Problem, match=r"provision\.received\.past"):
            await asking.uses(number, who=who)
    states = [one["paper_state"] for one in await zone.told("provision_received_moved")]
    assert states == ["held", "held", "destroyed", "destroyed"]
    async with database.connection() as connection:
        rows = await (await connection.execute("select count(*) from provision_contents")).fetchone()
    assert rows == (0,)
