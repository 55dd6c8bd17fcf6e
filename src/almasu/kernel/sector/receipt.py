"""An alert at one of its recipients: received, accepted or refused, processed (ASOI-13.1, ASOI-13.2).

Every organisation has its own; what one decides changes nothing for another. A corrected edition is received anew: its
term begins again, what was decided about the one before stays in the history.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.sector.document import LEAST_WORDS
from almasu.kernel.sector.parties import Actor, Duty
from almasu.kernel.sector.problems import (
    ANOTHER_EDITION,
    NOT_ACCEPTED,
    OWN_CONSENT,
    WORDS_NEEDED,
    WRONG_STAGE,
)


class ReceiptState(StrEnum):
    """Where a received alert stands at one organisation."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    """The responsible worker chose; the head's consent is asked for."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PROCESSED = "processed"


class Choice(StrEnum):
    """What an organisation does with the recommendations."""

    ACCEPT = "accept"
    REFUSE = "refuse"


class Chosen(msgspec.Struct, frozen=True):
    """A choice with the words that go with it; a refusal says why."""

    choice: Choice
    words: str
    by: UUID
    at: datetime


class Decided(msgspec.Struct, frozen=True):
    """A choice to which the head consented, of which edition of the alert, under which signed act."""

    chosen: Chosen
    edition: int
    head: UUID
    at: datetime
    act: UUID


class Receipt(msgspec.Struct, frozen=True):
    """One organisation's part of an alert. `due_at` is when the decision had to be shown in ASOI."""

    alert: UUID
    organisation: str
    edition: int
    state: ReceiptState
    received_at: datetime
    due_at: datetime
    opened_at: datetime | None = None
    chosen: Chosen | None = None
    decided: tuple[Decided, ...] = ()
    processed_at: datetime | None = None

    @property
    def is_decided(self) -> bool:
        """Tell whether the present edition is decided on."""
        return bool(self.decided) and self.decided[-1].edition == self.edition

    def is_late(self, at: datetime) -> bool:
        """Tell whether the decision is overdue, or came after its term."""
        return (self.decided[-1].at if self.is_decided else at) > self.due_at


def received(alert: UUID, organisation: str, edition: int, at: datetime, due_at: datetime) -> Receipt:
    """Return the receipt of an alert that has just arrived."""
    return Receipt(alert, organisation, edition, ReceiptState.RECEIVED, at, due_at)


def received_again(receipt: Receipt, edition: int, at: datetime, due_at: datetime) -> Receipt:
    """Return the receipt of a corrected edition; Problem `sector.stage` where it is not a later one."""
    if edition <= receipt.edition:
        raise WRONG_STAGE.at()
    return Receipt(
        receipt.alert,
        receipt.organisation,
        edition,
        ReceiptState.RECEIVED,
        at,
        due_at,
        decided=receipt.decided,
    )


def opened(receipt: Receipt, by: Actor, at: datetime) -> Receipt:
    """Return the receipt with the moment somebody of the organisation first opened the alert."""
    return receipt if receipt.opened_at or by.organisation != receipt.organisation else replace(receipt, opened_at=at)


def proposed(receipt: Receipt, choice: Choice, words: str, by: Actor, at: datetime) -> Receipt:
    """Return the receipt waiting for the head's consent to a choice; Problem where a refusal says nothing."""
    by.must_be(Duty.RESPONSIBLE_WORKER, receipt.organisation)
    if receipt.state not in (ReceiptState.RECEIVED, ReceiptState.PROPOSED):
        raise WRONG_STAGE.at()
    if choice is Choice.REFUSE and len(words.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("words")
    chosen = Chosen(choice, words.strip(), by.account, at)
    return replace(receipt, state=ReceiptState.PROPOSED, chosen=chosen)


def taken_back(receipt: Receipt, by: Actor) -> Receipt:
    """Return the receipt before the choice: the worker thought again, or the head did not consent."""
    if by.duty is not Duty.HEAD_OF_SECURITY:
        by.must_be(Duty.RESPONSIBLE_WORKER, receipt.organisation)
    by.must_be(by.duty, receipt.organisation)
    if receipt.state is not ReceiptState.PROPOSED:
        raise WRONG_STAGE.at()
    return replace(receipt, state=ReceiptState.RECEIVED, chosen=None)


def decided(receipt: Receipt, edition: int, act: UUID, by: Actor, at: datetime) -> Receipt:
    """Return the receipt accepted or refused with the head's consent (ASOI-13.1).

    Problems: `sector.duty`, `sector.stage`, `sector.own_consent`, `sector.another_edition`.
    """
    by.must_be(Duty.HEAD_OF_SECURITY, receipt.organisation)
    chosen = receipt.chosen
    if receipt.state is not ReceiptState.PROPOSED or chosen is None:
        raise WRONG_STAGE.at()
    if chosen.by == by.account:
        raise OWN_CONSENT.at()
    if edition != receipt.edition:
        raise ANOTHER_EDITION.at()
    state = ReceiptState.ACCEPTED if chosen.choice is Choice.ACCEPT else ReceiptState.REFUSED
    decision = Decided(chosen, edition, by.account, at, act)
    return replace(receipt, state=state, decided=(*receipt.decided, decision), chosen=None)


def processed(receipt: Receipt, by: Actor, at: datetime) -> Receipt:
    """Return the receipt after the recommendations were applied; no consent and no term is named (ASOI-13.2)."""
    by.must_be(Duty.RESPONSIBLE_WORKER, receipt.organisation)
    if receipt.state is not ReceiptState.ACCEPTED:
        raise NOT_ACCEPTED.at()
    return replace(receipt, state=ReceiptState.PROCESSED, processed_at=at)
