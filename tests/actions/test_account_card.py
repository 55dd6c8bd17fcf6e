"""The card of an account, and the signed consent as a file that anyone can check (SIO25-10.2, SIO22-A5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.applying import APPLICANT, CONTROLLER, Office, open_office, refusal, signed
from actions.conftest import OFFICER, OTHER, World, form
from actions.test_evidence_pack import RealSignatures
from almasu.actions import compose_request
from almasu.actions.submit_request import submit_request
from almasu.actions.view_account import account_card, consent_file
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Fault
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from embedded_pki import NOW, pki, trust_of

__all__ = ["pki"]

PERSON = PEOPLE[0].iin


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def known(world: World, iin: str) -> Account:
    async with world.node.store.single() as store:
        account = await store.accounts.with_iin(iin)
    assert account is not None
    return account


async def test_the_card_tells_registration_and_consent_and_that_nothing_was_asked_between(office: Office) -> None:
    registered = await office.registered()
    world, node = office.world, office.world.node
    registered_at = office.at
    world.clock.forward(minutes=10)
    token = await world.working(APPLICANT)
    act = await compose_request.prepare_request(node, token, form(subject=OTHER), office.at)
    await submit_request(node, token, act.id, signed(APPLICANT, act.id), office.at)
    for viewer in (token, office.operator, office.controller):
        card = await account_card(node, viewer, (await known(world, APPLICANT)).id, office.at)
        assert (card.registered_at, card.account.consent_signed_at) == (registered_at, office.at)
        assert (card.asked_before_consent, card.blocks) == (False, [])
        assert registered.id.hex[:8] in card.application
    assert len(await office.says("accounts_viewed")) == 2


async def test_a_request_between_registration_and_consent_would_show(world: World) -> None:
    await world.account()
    token = await world.working()
    act = await compose_request.prepare_request(world.node, token, form(), world.clock())
    await submit_request(world.node, token, act.id, signed(OFFICER, act.id), world.clock())
    world.clock.forward(minutes=1)
    later = replace(world, node=replace(world.node, law=replace(world.node.law, consent_version="v2")))
    assert (await account_card(later.node, await later.working(), None, later.clock())).asked_before_consent


async def test_hidden_foreign_and_missing_accounts_look_alike(office: Office) -> None:
    stranger = await office.world.account(OTHER, body_bin="031040071224")
    await office.registered()
    token = await office.world.working(APPLICANT)
    node, colleague = office.world.node, await known(office.world, CONTROLLER)
    for viewer, number in ((token, colleague.id), (office.controller, stranger.id), (token, node.new_id())):
        for see in (account_card, consent_file):
            assert (await refusal(see(node, viewer, number, office.at))).kind.code == "account.unknown"


@pytest.fixture
async def consenting(world: World, pki: Pki) -> Office:
    """An office in which a person signed the consent with a real key."""
    world.clock.at = NOW
    office = await open_office(world)
    await world.account(PERSON)
    world.node = replace(world.node, signatures=RealSignatures(pki))
    await world.working(PERSON)
    return office


async def test_the_signed_consent_is_a_file_that_anybody_can_verify(consenting: Office, pki: Pki) -> None:
    world, node = consenting.world, consenting.world.node
    account = await known(world, PERSON)
    token = await world.entered(PERSON)
    for viewer in (token, consenting.operator, consenting.controller):
        file = await consent_file(node, viewer, account.id, consenting.at)
        assert (file.version, file.signed_at) == (account.consent_version, account.consent_signed_at)
        said = said_by(file.content)
        assert (said.actor, said.body) == (PERSON, {"version": file.version})
        expected = Expectation(ActPurpose.CONSENT, node.audience, PERSON, _nonce(file.content))
        examination = Verifier(trust_of(pki)).examine(file.cms, file.content, expected, NOW)
        assert examination.path is not None, examination.steps
    views = [entry for entry in await world.entries() if entry["kind"] == "consent_viewed"]
    assert [one["about"] for one in views] == [f"account:{account.id}"] * 3
    async with world.database.connection() as connection:
        count = await connection.execute(
            "select count(*) from signed_acts where purpose = 'consent' and account = %s", (account.id,)
        )
        assert await count.fetchone() == (1,)


def _nonce(content: bytes) -> str:
    import json

    return str(json.loads(content)["nonce"])


async def test_where_nobody_signed_there_is_no_file(consenting: Office) -> None:
    new = await consenting.world.account(OTHER)
    doing = consent_file(consenting.world.node, consenting.operator, new.id, consenting.at)
    assert (await refusal(doing)).kind.code == "consent.none"


async def test_the_consent_of_another_put_into_the_row_is_a_fault(consenting: Office) -> None:
    world = consenting.world
    account = await known(world, PERSON)
    other = await world.account(
        OTHER, Role.OFFICER, state=AccountState.ACTIVE, consent_version="v1", consent_signed_at=NOW - timedelta(1)
    )
    async with world.database.transaction() as connection:
        await connection.execute(
            "update accounts set consent_evidence = a.consent_evidence from accounts a"
            " where a.id = %s and accounts.id = %s",
            (account.id, other.id),
        )
    with pytest.raises((Fault, ValueError)):
        await consent_file(world.node, consenting.operator, other.id, consenting.at)
