"""Applications: signed by applicant and head, decided by the operator, in effect at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from actions.applying import (
    APPLICANT,
    BLOCK,
    CARD,
    CONTROLLER,
    DECLARED,
    HEAD,
    OPERATOR,
    REGISTER,
    VALUES,
    Office,
    change,
    open_office,
    refusal,
    refusals,
    signed,
)
from actions.conftest import OTHER, World
from almasu.actions import apply, decide_application, sign_off, visit
from almasu.actions.block_account import Block
from almasu.actions.entering import consented
from almasu.kernel.applications.application import BlockReason, RefusalGround, application_in
from almasu.kernel.parties.account import AccountState, Role


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def test_from_the_application_to_work_to_another_post_to_the_block(office: Office) -> None:
    world = office.world
    filed = await office.apply()
    assert (filed.state, application_in(filed).arrived_at) == ("submitted", None)
    arrived = await office.sign_off(filed)
    assert (arrived.state, arrived.due_at) == ("signed_off", office.at + timedelta(hours=24))
    decided = await office.grant(arrived)
    assert decided.state == "registered"
    token = await world.working(APPLICANT)
    moved = await office.grant(await office.sign_off(await office.apply(change(office.at, position="бас инспектор"))))
    assert moved.state == "changed"
    async with world.node.store.transaction() as transaction:
        person = await consented(transaction, token, office.at)
    assert person.account.person.position.ru == "бас инспектор"
    order = {"order_number": "115-НҚ", "order_signed_at": office.at}
    await office.block(Block(person.account.id, BlockReason.DISMISSAL, note="", **order))
    async with world.node.store.transaction() as transaction:
        assert (await refusal(consented(transaction, token, office.at))).kind.code == "session.ended"
    kinds = [entry["kind"] for entry in await world.entries()]
    assert [kind for kind in kinds if kind.startswith(("application", "account", "workplace"))] == [
        "application_filed",
        "application_signed_off",
        "account_registered",
        "workplace_declared",
        "account_changed",
        "application_decided",
        "application_filed",
        "application_signed_off",
        "account_changed",
        "application_decided",
        "account_blocked",
        "application_filed",
    ]


async def test_an_application_tells_number_code_of_the_body_day_signer_and_note(office: Office) -> None:
    filed = await office.apply(replace(REGISTER, values={**VALUES, "note": "алғашқы өтінім"}))
    said = application_in(filed)
    assert re.fullmatch(r"20261120-[0-9a-f]{8}", said.number)
    assert (said.fields["organisation_code"], said.fields["note"]) == ("0101", "алғашқы өтінім")
    assert (said.submitted_at, said.signed_by, said.certificate_name) == (office.at, APPLICANT, APPLICANT)
    assert (said.edition, said.form) == ("SIO-2025", "sio22-annex4")


@pytest.mark.parametrize("field", sorted(VALUES))
async def test_every_field_but_the_patronymic_must_be_filled(office: Office, field: str) -> None:
    token = await office.visit(APPLICANT)
    values = {name: value for name, value in VALUES.items() if name != field}
    found = await refusals(
        apply.prepare_application(office.world.node, token, replace(REGISTER, values=values), None, office.at)
    )
    assert found == [(field, "application.missing")]


WRONG = [
    ({"iin": "850101300016"}, "iin", "subject.identity_number.check_digit"),
    ({"organisation": "210140083118"}, "organisation", "application.organisation"),
    ({"mobile_phone": "+1 555 0100"}, "mobile_phone", "application.phone"),
    ({"work_phone": "позвоните"}, "work_phone", "application.phone"),
    ({"surname": "А" * 101}, "surname", "request.too_long"),
    ({"given_name": "Ер\u202eлан"}, "given_name", "request.hidden_character"),
    ({"seal": "round"}, "seal", "application.no_such_field"),
]


@pytest.mark.parametrize(("values", "where", "code"), WRONG)
async def test_a_wrong_field_is_told_beside_the_field(
    office: Office, values: dict[str, str], where: str, code: str
) -> None:
    token = await office.visit(APPLICANT)
    filled = replace(REGISTER, values={**VALUES, **values})
    found = await refusals(apply.prepare_application(office.world.node, token, filled, None, office.at))
    assert (where, code) in found


@pytest.mark.parametrize("declared", sorted(DECLARED))
async def test_without_every_declaration_there_is_nothing_to_sign(office: Office, declared: str) -> None:
    token = await office.visit(APPLICANT)
    filled = replace(REGISTER, declared=DECLARED - {declared})
    found = await refusals(apply.prepare_application(office.world.node, token, filled, None, office.at))
    assert found == [(declared, "application.undeclared")]


CARDS = [
    ({"no_internet": False}, ["card.no_internet"]),
    ({"protected_channel": False, "protected_carrier": False}, ["card.protected_carrier", "card.protected_channel"]),
    ({"processor_ghz": "three"}, ["card.processor_ghz"]),
    ({"processor_ghz": "NaN"}, ["card.processor_ghz"]),
    ({"no_internet": "yes"}, ["card.no_internet"]),
    ({"colour": "grey"}, ["card.colour"]),
]


@pytest.mark.parametrize(("stated", "where"), CARDS)
async def test_a_workplace_that_must_not_be_used_is_told_by_condition(
    office: Office, stated: dict[str, str | bool], where: list[str]
) -> None:
    token = await office.visit(APPLICANT)
    filled = replace(REGISTER, card={**CARD, **stated})
    found = await refusals(apply.prepare_application(office.world.node, token, filled, None, office.at))
    assert [place for place, _ in found] == where


async def test_a_weak_machine_is_flagged_and_keeps_nobody_out(office: Office) -> None:
    paper = await office.apply(replace(REGISTER, card={**CARD, "processor_ghz": "2.4"}))
    assert paper.state == "submitted"


async def test_only_a_block_needs_no_head_and_a_head_is_another_person(office: Office) -> None:
    token = await office.visit(APPLICANT)
    for head, code in (("", "application.missing"), (APPLICANT, "application.own_head")):
        filled = replace(REGISTER, head_iin=head)
        found = await refusals(apply.prepare_application(office.world.node, token, filled, None, office.at))
        assert found == [("head_iin", code)]


async def test_nobody_applies_for_another(office: Office) -> None:
    token = await office.visit(OTHER)
    found = await refusals(apply.prepare_application(office.world.node, token, REGISTER, None, office.at))
    assert found == [("iin", "application.not_own_iin")]


async def test_nobody_applies_before_an_eds_was_proved(office: Office) -> None:
    begun = await visit.begin_visit(office.world.node, office.at)
    doing = apply.prepare_application(office.world.node, begun.token, REGISTER, None, office.at)
    assert (await refusal(doing)).kind.code == "session.nobody"


async def test_a_visit_opens_nothing_but_applications(office: Office) -> None:
    token = await office.visit(CONTROLLER)
    async with office.world.node.store.transaction() as transaction:
        assert (await refusal(consented(transaction, token, office.at))).kind.code == "session.stage"


async def test_an_application_signed_by_another_is_refused_and_told(office: Office) -> None:
    token = await office.visit(APPLICANT)
    act = await apply.prepare_application(office.world.node, token, REGISTER, None, office.at)
    doing = apply.file_application(office.world.node, token, act.id, signed(OTHER, act.id), office.at)
    assert (await refusal(doing)).kind.code == "signature.refused"
    assert (await office.world.entries())[-1]["kind"] == "act_refused"


async def test_a_signed_application_counts_once(office: Office) -> None:
    token = await office.visit(APPLICANT)
    act = await apply.prepare_application(office.world.node, token, REGISTER, None, office.at)
    cms = signed(APPLICANT, act.id)
    await apply.file_application(office.world.node, token, act.id, cms, office.at)
    doing = apply.file_application(office.world.node, token, act.id, cms, office.at)
    assert (await refusal(doing)).kind.code == "signature.act_gone"


async def test_a_person_has_one_open_application(office: Office) -> None:
    first = await office.apply()
    assert (await refusal(office.apply())).kind.code == "application.open"
    token = await office.visit(APPLICANT)
    await sign_off.withdraw(office.world.node, token, first.id, office.at)
    assert (await office.apply()).state == "submitted"


async def test_what_the_head_did_not_sign_does_not_reach_the_operator(office: Office) -> None:
    filed = await office.apply()
    assert (await refusal(office.grant(filed))).kind.code == "paper.unknown"


async def test_only_the_named_head_sees_and_signs_off(office: Office) -> None:
    filed = await office.apply()
    for iin in (OTHER, APPLICANT):
        assert (await refusal(office.sign_off(filed, iin))).kind.code == "paper.unknown"


async def test_a_head_may_send_it_back_and_then_it_is_closed(office: Office) -> None:
    filed = await office.apply()
    token = await office.visit(HEAD)
    declined = await sign_off.decline(office.world.node, token, filed.id, "менің бағыныштым емес", office.at)
    assert declined.state == "declined"
    assert (await refusal(office.sign_off(filed))).kind.code == "application.state"


@pytest.mark.parametrize(("hours", "late"), [(23, False), (24, False), (25, True)])
async def test_the_day_of_the_operator_has_24_hours_on_weekends_too(office: Office, hours: int, late: bool) -> None:
    arrived = await office.sign_off(await office.apply())
    office.world.clock.forward(hours=hours)
    office.operator = await office.world.entered(OPERATOR)
    await office.grant(arrived)
    assert (await office.says("application_decided"))[-1]["late"] is late


MOVES = [(1, False), (24, False), (25, True)]


@pytest.mark.parametrize(("hours", "late"), MOVES)
async def test_a_change_of_post_counts_from_the_moment_the_order_was_signed(
    office: Office, hours: int, late: bool
) -> None:
    await office.registered()
    filed = await office.apply(change(office.at - timedelta(hours=hours)))
    assert application_in(filed).late is late
    assert (await office.says("application_filed"))[-1]["late"] is late


@pytest.mark.parametrize("signed_at", [None, timedelta(hours=1)])
async def test_a_change_of_post_without_an_order_is_told(office: Office, signed_at: timedelta | None) -> None:
    await office.registered()
    token = await office.visit(APPLICANT)
    at = office.at
    filled = replace(change(at), order_signed_at=None if signed_at is None else at + signed_at)
    found = await refusals(apply.prepare_application(office.world.node, token, filled, None, at))
    assert found == [("order", "application.order")]


async def test_a_refusal_has_a_ground_words_and_the_operators_signature(office: Office) -> None:
    arrived = await office.sign_off(await office.apply())
    node = office.world.node
    found = await refusals(
        decide_application.prepare_refusal(node, office.operator, arrived.id, arrived.version, (), "", office.at)
    )
    assert found == [("grounds", "application.no_ground"), ("words", "application.missing")]
    act = await decide_application.prepare_refusal(
        node, office.operator, arrived.id, arrived.version, [RefusalGround.UNTRUE], "лауазымы дұрыс емес", office.at
    )
    forged = decide_application.refuse(node, office.operator, act.id, signed(OTHER, act.id), office.at)
    assert (await refusal(forged)).kind.code == "signature.refused"
    refused = await decide_application.refuse(node, office.operator, act.id, signed(OPERATOR, act.id), office.at)
    assert refused.state == "refused"
    decided = application_in(refused).decided
    assert decided is not None
    async with office.world.database.connection() as connection:
        kept = await connection.execute("select purpose from signed_acts where id = %s", [decided.act])
        assert await kept.fetchone() == ("refusal",)
    async with node.store.transaction() as transaction:
        assert await transaction.accounts.with_iin(APPLICANT) is None


async def test_a_refusal_prepared_on_an_older_version_is_stale(office: Office) -> None:
    arrived = await office.sign_off(await office.apply())
    node = office.world.node
    act = await decide_application.prepare_refusal(
        node, office.operator, arrived.id, arrived.version, [RefusalGround.INCOMPLETE], "скан", office.at
    )
    await sign_off.withdraw(node, await office.visit(APPLICANT), arrived.id, office.at)
    doing = decide_application.refuse(node, office.operator, act.id, signed(OPERATOR, act.id), office.at)
    assert (await refusal(doing)).kind.code == "paper.changed"
    assert (await refusal(office.grant(arrived))).kind.code == "paper.changed"


async def test_nobody_but_an_operator_decides(office: Office) -> None:
    arrived = await office.sign_off(await office.apply())
    assert (await refusal(office.grant(arrived, office.controller))).kind.code == "account.role"
    token = await office.visit(OPERATOR)
    assert (await refusal(office.grant(arrived, token))).kind.code == "session.stage"


async def test_an_operator_decides_neither_an_own_application_nor_one_signed_off(office: Office) -> None:
    own = await office.apply(replace(change(office.at), values={**VALUES, "iin": OPERATOR}), OPERATOR)
    assert (await refusal(office.grant(await office.sign_off(own)))).kind.code == "application.own"
    theirs = await office.sign_off(await office.apply(replace(REGISTER, head_iin=OPERATOR)), OPERATOR)
    assert (await refusal(office.grant(theirs))).kind.code == "application.own"


async def test_a_forged_application_decides_nothing(office: Office) -> None:
    arrived = await office.sign_off(await office.apply())
    async with office.world.database.transaction() as connection:
        await connection.execute("update papers set due_at = due_at + interval '1 year' where latest")
    with pytest.raises(Exception, match="not"):
        await office.grant(arrived)


async def test_who_is_registered_or_nobody_cannot_apply_for_what_does_not_fit(office: Office) -> None:
    assert (await refusal(office.apply(change(office.at)))).kind.code == "application.no_account"
    assert (await refusal(office.apply(BLOCK, reason=BlockReason.OWN_WISH))).kind.code == "application.no_account"
    await office.registered()
    assert (await refusal(office.apply())).kind.code == "account.exists"


async def test_a_person_blocks_the_own_account_at_once(office: Office) -> None:
    await office.registered()
    token = await office.world.working(APPLICANT)
    filed = await office.apply(BLOCK, reason=BlockReason.LONG_ABSENCE, token=token)
    assert filed.state == "blocked"
    async with office.world.node.store.transaction() as transaction:
        assert (await refusal(consented(transaction, token, office.at))).kind.code == "session.ended"


async def test_a_blocked_person_comes_back_by_a_new_application_only(office: Office) -> None:
    await office.registered()
    await office.world.working(APPLICANT)
    await office.apply(BLOCK, reason=BlockReason.OWN_WISH)
    assert (await refusal(office.world.entered(APPLICANT))).kind.code == "account.blocked"
    await office.registered()
    async with office.world.node.store.transaction() as transaction:
        account = await transaction.accounts.with_iin(APPLICANT)
    assert account is not None
    assert (account.state, account.consent_signed_at) == (AccountState.REGISTERED, None)
    office.world.clock.forward(minutes=2)
    await office.world.working(APPLICANT)


async def block_by(office: Office, reason: BlockReason, **change: object) -> Block:
    async with office.world.node.store.transaction() as transaction:
        account = await transaction.accounts.with_iin(APPLICANT)
    assert account is not None
    said = Block(account.id, reason, "", None, "позвонил сам, узнан по голосу и табельному номеру")
    return replace(said, **change)  # type: ignore[arg-type]


async def test_a_lost_eds_is_told_by_telephone_and_blocked_by_an_officer(office: Office) -> None:
    await office.registered()
    paper = await office.block(await block_by(office, BlockReason.EDS_LOST))
    assert (paper.state, application_in(paper).reason) == ("blocked", BlockReason.EDS_LOST)
    assert (await office.says("account_blocked"))[-1]["reason"] == "eds_lost"


async def test_dismissal_needs_the_order_and_an_office_gives_its_own_reasons_only(office: Office) -> None:
    await office.registered()
    dismissal = await block_by(office, BlockReason.DISMISSAL)
    assert await refusals(office.block(dismissal)) == [("order", "application.order")]
    late = replace(dismissal, order_number="1", order_signed_at=office.at + timedelta(hours=1))
    assert await refusals(office.block(late)) == [("order", "application.order")]
    own_wish = await block_by(office, BlockReason.OWN_WISH)
    assert await refusals(office.block(own_wish)) == [("reason", "application.block_reason")]
    by_operator = replace(dismissal, order_number="1", order_signed_at=office.at)
    assert await refusals(office.block(by_operator, office.operator, OPERATOR)) == [
        ("reason", "application.block_reason")
    ]


async def test_another_body_is_absent_to_a_control_officer_and_nobody_blocks_themselves(office: Office) -> None:
    stranger = await office.world.account(OTHER, body_bin="031040071224")
    foreign = Block(stranger.id, BlockReason.BREACH, "", None, "сұраулары тапсырмасыз")
    assert (await refusal(office.block(foreign))).kind.code == "account.unknown"
    async with office.world.node.store.transaction() as transaction:
        own = await transaction.accounts.with_iin(CONTROLLER)
    assert own is not None
    assert (await refusal(office.block(replace(foreign, account=own.id)))).kind.code == "application.own"


async def test_an_officer_blocks_nobody(office: Office) -> None:
    await office.registered()
    await office.world.account(OTHER, Role.OFFICER)
    token = await office.world.working(OTHER)
    doing = office.block(await block_by(office, BlockReason.BREACH), token, OTHER)
    assert (await refusal(doing)).kind.code == "account.role"


async def test_no_leaf_names_a_person(office: Office) -> None:
    await office.registered()
    await office.block(await block_by(office, BlockReason.EDS_LOST))
    written = str(await office.world.entries())
    assert not [name for name in (APPLICANT, HEAD, OPERATOR, "Ахметов", "+7700", "Жақсыбеков") if name in written]
