"""Whatever the network and the peer do, each message is taken once, in its order, or refused for a reason."""

from __future__ import annotations

import hashlib
import random
from datetime import timedelta

import pytest
from msgspec.structs import replace

from almasu.kernel.interstate import channel
from almasu.kernel.interstate.channel import AHEAD, Envelope, Inbox, Outbox, Refusal
from kernel.interstate.conftest import NOW

HERE, THERE = "kz", "kg"


def sent(count: int) -> Outbox:
    outbox = Outbox(HERE, THERE)
    for number in range(count):
        outbox = channel.put(outbox, "request", hashlib.sha256(bytes([number % 256])).digest(), NOW)
    return outbox


def inbox() -> Inbox:
    return Inbox(own=THERE, peer=HERE)


def test_messages_are_taken_in_their_order_and_the_receipts_empty_the_outbox() -> None:
    outbox, here = sent(3), inbox()
    for envelope in outbox.pending:
        taken = channel.take(here, envelope, NOW, signed=True)
        here = taken.inbox
        assert taken.deliver == (envelope,)
        for receipt in taken.receipts:
            outbox = channel.acknowledged(outbox, receipt)
    assert (here.taken, outbox.pending) == (3, ())


def test_one_that_comes_early_waits_and_one_that_comes_again_gets_the_same_receipt() -> None:
    first, second, third = sent(3).pending
    early = channel.take(inbox(), third, NOW, signed=True)
    assert (early.deliver, early.receipts, early.refused) == ((), (), None)
    then = channel.take(early.inbox, first, NOW, signed=True)
    assert then.deliver == (first,)
    all_three = channel.take(then.inbox, second, NOW, signed=True)
    assert all_three.deliver == (second, third)
    again = channel.take(all_three.inbox, first, NOW + timedelta(days=9), signed=True)
    assert (again.deliver, again.receipts) == ((), then.receipts)


def refusals() -> list[tuple[str, Inbox, Envelope, bool, Refusal]]:
    first, second = sent(2).pending
    one = channel.take(inbox(), first, NOW, signed=True).inbox
    waiting = channel.take(inbox(), second, NOW, signed=True).inbox
    return [
        ("unsigned", inbox(), first, False, Refusal.UNSIGNED),
        ("for another", inbox(), replace(first, receiver="by"), True, Refusal.NOT_FOR_US),
        ("from another", inbox(), replace(first, sender="by"), True, Refusal.NOT_FOR_US),
        ("number nought", inbox(), replace(first, number=0), True, Refusal.NOT_FOR_US),
        ("flood", inbox(), replace(first, number=AHEAD + 1), True, Refusal.TOO_FAR_AHEAD),
        ("other content", one, replace(first, content=b"\x01" * 32), True, Refusal.ANOTHER_HISTORY),
        ("other kind", one, replace(first, kind="answer"), True, Refusal.ANOTHER_HISTORY),
        ("other past", one, replace(second, before=b"\x01" * 32), True, Refusal.ANOTHER_HISTORY),
        ("other that waits", waiting, replace(second, kind="answer"), True, Refusal.ANOTHER_HISTORY),
    ]


@pytest.mark.parametrize(
    ("here", "envelope", "signed", "why"), [case[1:] for case in refusals()], ids=[case[0] for case in refusals()]
)
def test_a_message_that_may_not_be_taken_is_refused_and_nothing_is_delivered(
    here: Inbox, envelope: Envelope, signed: bool, why: Refusal
) -> None:
    taken = channel.take(here, envelope, NOW, signed=signed)
    assert (taken.refused, taken.deliver, taken.inbox.taken) == (why, (), here.taken)
    assert taken.inbox.forked is (why is Refusal.ANOTHER_HISTORY)


def test_a_receipt_for_another_message_acknowledges_nothing() -> None:
    outbox = sent(1)
    receipt = channel.take(inbox(), outbox.pending[0], NOW, signed=True).receipts[0]
    assert channel.acknowledged(outbox, replace(receipt, digest=b"\x02" * 32)) == outbox
    assert channel.acknowledged(outbox, replace(receipt, number=2)) == outbox


class Network:
    """Two nodes and a network that loses, doubles, reorders, replays and falsifies what goes between them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.outbox, self.inbox = Outbox(HERE, THERE), inbox()
        self.under_way: list[Envelope] = []
        self.wrote: list[Envelope] = []
        self.got: list[Envelope] = []

    def writes(self) -> None:
        self.outbox = channel.put(self.outbox, "request", self.chance.randbytes(32), NOW)
        self.wrote.append(self.outbox.pending[-1])

    def sends(self) -> None:
        self.under_way += self.outbox.pending
        self.chance.shuffle(self.under_way)

    def brings_one(self) -> None:
        if self.under_way:
            self.arrives(self.under_way.pop())

    def replays_one(self) -> None:
        if self.wrote:
            self.arrives(self.chance.choice(self.wrote))

    def falsifies_one(self) -> None:
        if self.wrote:
            self.arrives(replace(self.chance.choice(self.wrote), content=self.chance.randbytes(32)), signed=False)

    def loses_all(self) -> None:
        self.under_way.clear()

    def heals(self) -> None:
        while self.outbox.pending:
            for envelope in self.outbox.pending:
                self.arrives(envelope)

    def arrives(self, envelope: Envelope, *, signed: bool = True) -> None:
        taken = channel.take(self.inbox, envelope, NOW, signed=signed)
        self.inbox = taken.inbox
        self.got.extend(taken.deliver)
        for receipt in taken.receipts:
            if self.chance.random() < 0.7:
                self.outbox = channel.acknowledged(self.outbox, receipt)


def history(seed: int) -> None:
    network = Network(seed)
    steps = (network.writes, network.writes, network.sends, network.brings_one, network.replays_one)
    more = (network.falsifies_one, network.loses_all)
    for _ in range(network.chance.randint(3, 25)):
        network.chance.choice(steps + more)()
    network.heals()
    assert network.got == network.wrote
    assert not network.inbox.forked


def test_five_hundred_histories_lose_nothing_and_double_nothing() -> None:
    for seed in range(500):
        history(seed)


@pytest.mark.trial
@pytest.mark.timeout(1_200)
def test_twenty_thousand_histories_lose_nothing_and_double_nothing() -> None:
    for seed in range(500, 20_500):
        history(seed)
