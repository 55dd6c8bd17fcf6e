"""The card of an account says what a block takes and on which order, and offers to lift only what may be lifted."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from almasu.actions.view_account import AccountCard
from almasu.interfaces.portal.offices.blocks import At, Own, Said
from almasu.interfaces.portal.offices_of_node.accounts.known import may_be_lifted
from almasu.interfaces.portal.offices_of_node.accounts.shown import block_row
from almasu.interfaces.portal.offices_of_node.accounts.words import SANCTIONS, UNTIL_REGISTERED
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import Application, ApplicationState, BlockReason, Order, Sanction
from almasu.kernel.applications.reasons import REASON_WORDS
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.law.text import Text

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
IIN = "860314450216"
ORDER = Order("7-к", NOON)


def block(reason: BlockReason, order: Order | None, state: ApplicationState = ApplicationState.BLOCKED) -> Paper:
    said = Application(
        number="20261120-1",
        kind=ApplicationKind.BLOCK,
        edition="SIO-2025",
        form="v1",
        iin=IIN,
        body_bin="123456789012",
        fields={},
        declared=(),
        act=UUID(int=1),
        signed_by=IIN,
        certificate_name="",
        submitted_at=NOON,
        order=order,
        reason=reason,
    )
    return new_paper(UUID(int=2), PaperKind.APPLICATION, state.value, NOON, said, {})


def card(*blocks: Paper, state: AccountState = AccountState.BLOCKED) -> AccountCard:
    person = Person(IIN, "Сағынтаев", "Нұрлан", "", Text("инспектор", "инспектор", "inspector"), "+77001234567")
    account = Account(UUID(int=3), person, Role.OFFICER, "123456789012", state, "", None, 0)
    return AccountCard(account, NOON, "", False, blocks, None, None, 0)


def test_a_dismissal_says_its_order_and_that_it_lasts() -> None:
    _, _, measure, reason, *_ = block_row(block(BlockReason.DISMISSAL, ORDER), NOON)
    assert measure == (Said(UNTIL_REGISTERED),)
    assert reason == (Said(REASON_WORDS[BlockReason.DISMISSAL]), Own("№ 7-к"), At(NOON))
    _, _, measure, reason, *_ = block_row(block(BlockReason.EDS_LOST, None), NOON)
    assert measure == (Said(SANCTIONS[Sanction.SUSPEND]),)
    assert reason == (Said(REASON_WORDS[BlockReason.EDS_LOST]),)


@pytest.mark.parametrize(
    ("shown", "is_offered"),
    [
        (card(block(BlockReason.SUSPENSION, ORDER)), True),
        (card(block(BlockReason.DISMISSAL, ORDER), block(BlockReason.OWN_WISH, None)), False),
        (card(block(BlockReason.EDS_LOST, None), block(BlockReason.DISMISSAL, ORDER, ApplicationState.LIFTED)), True),
        (card(state=AccountState.ACTIVE), False),
        (card(), True),
    ],
    ids=["suspended", "dismissed after leaving", "dismissed long ago", "nobody blocked", "locked after wrong codes"],
)
def test_only_what_may_be_lifted_is_offered_to_be_lifted(shown: AccountCard, is_offered: bool) -> None:
    assert may_be_lifted(shown) is is_offered
