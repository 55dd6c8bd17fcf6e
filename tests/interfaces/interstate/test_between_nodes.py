"""Between two nodes nothing is lost, nothing doubled and nothing accepted that was not signed (CIS-6.1)."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec.structs import replace

from almasu.actions.interstate.messages import couriers, peers
from almasu.actions.interstate.messages.taking import take_of
from almasu.actions.node import Node
from almasu.connectors.egress.places import networks
from almasu.connectors.interstate.wire import MessageWire
from almasu.kernel.interstate.channel import AHEAD, Envelope, Refusal
from almasu.kernel.interstate.comparing import Differs
from almasu.kernel.interstate.evidence import SignedTwice, read_evidence, shown
from almasu.kernel.interstate.messages import (
    Courier,
    Direction,
    Form,
    MessageState,
    Received,
    Sent,
    Told,
    Way,
    read_sent,
)
from almasu.kernel.interstate.peers import ENVELOPE, Card, PeerState, node_key
from almasu.kernel.interstate.problems import NOT_ASKED_HERE
from almasu.kernel.ports import Transaction
from almasu.law.problem import Fault, Problem
from almasu.testing.pki.transport import TransportAuthority
from interfaces.interstate.conftest import Pair, Side, doors

KZ, KG = "interstate/kz", "interstate/kg"


def heard(side: Side) -> list[bytes]:
    return [one.body for one in side.told]


def forged(side: Side, sent: Sent, **changed: object) -> Sent:
    """A message as a lying node would sign it anew with its own key."""
    envelope = replace(sent.envelope, **changed)
    key = node_key(side.node.vault, side.name, 1)
    return replace(sent, envelope=envelope, signature=key.sign(ENVELOPE + envelope.signed_bytes()))


async def revoke(side: Side, peer: str) -> None:
    async with side.node.store.transaction() as transaction:
        await peers.revoke_peer(side.node, transaction, peer, "account:test", "its state left", side.clock(), {})


async def test_what_is_put_arrives_once_in_its_order_and_both_sides_hold_the_receipt(joined: Pair) -> None:
    kz, kg = joined.kz, joined.kg
    await kz.puts(KG, b"first", b"second", b"third")
    assert await kz.sends() == 3
    assert heard(kg) == [b"first", b"second", b"third"]
    await kg.puts(KZ, b"answer")
    assert await kg.sends() == 1
    assert heard(kz) == [b"answer"]
    sent, taken = await kz.kept(KG, Direction.OUT), await kg.kept(KZ, Direction.IN)
    assert [one.state for one in sent] == [MessageState.RECEIVED] * 3
    assert [one.receipt for one in sent] == [one.receipt for one in taken]
    assert [one.envelope.digest() for one in sent] == [one.envelope.digest() for one in taken]
    steps = [one["step"] for one in await kz.leaves("interstate_message_moved")]
    assert steps == ["put"] * 3 + ["received"] * 3 + ["taken"]
    assert await kz.sends() == 0


async def test_clocks_that_differ_by_days_hold_nothing_up(joined: Pair) -> None:
    joined.kg.clock.forward(days=-9)
    await joined.kz.puts(KG, b"from the future")
    assert await joined.kz.sends() == 1
    await joined.kg.puts(KZ, b"from the past")
    assert await joined.kg.sends() == 1
    assert (heard(joined.kz), heard(joined.kg)) == ([b"from the past"], [b"from the future"])


async def test_a_lost_receipt_is_asked_for_again_and_the_message_is_not_taken_twice(joined: Pair) -> None:
    kz, kg = joined.kz, joined.kg
    await kz.puts(KG, b"once")
    sent = await kz.as_sent(KG, 1)
    first = await kg.takes(kz.issued.fingerprint, sent)
    assert await kz.sends() == 1
    assert heard(kg) == [b"once"]
    again = await kg.takes(kz.issued.fingerprint, sent)
    assert again == first


async def test_messages_in_any_order_are_worked_on_in_theirs(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"1", b"2", b"3", b"4")
    sent = [await kz.as_sent(KG, number) for number in (3, 4, 2, 3, 1)]
    told = [await kg.takes(kz.issued.fingerprint, one) for one in sent]
    assert heard(kg) == [b"1", b"2", b"3", b"4"]
    assert told[0] == told[1] == Told()
    assert [one.receipt.number for one in told[-1].receipts] == [1, 2, 3, 4]
    assert await kz.sends() == 4


async def test_a_peer_that_is_silent_is_tried_for_days_and_it_is_shown_why(pair: Pair) -> None:
    kz = pair.kz

    class Cut:
        tries = 0

        async def bring(self, card: Card, sent: Sent) -> Told | str:
            self.tries += 1
            return "no connection"

    there, cut = kz.wire, Cut()
    kz.wire = cut
    await kz.puts(KG, b"for days")
    since = kz.clock()
    for _ in range(15):
        assert await kz.sends() == 0
        kz.clock.at = (await kz.line(KG)).next_at
    async with kz.node.store.transaction() as transaction:
        [shown] = await peers.standing(kz.node, transaction, kz.clock())
    assert (shown.since, shown.why) == (since, "no connection")
    assert await kz.sends() == 0
    assert (await kz.line(KG)).next_at - kz.clock() == timedelta(hours=1)
    assert cut.tries == 16
    kz.wire = there
    pair.later()
    assert await kz.sends() == 1
    async with kz.node.store.transaction() as transaction:
        [shown] = await peers.standing(kz.node, transaction, kz.clock())
    assert (shown.since, shown.why, shown.next_at) == (None, "", None), "of a line that is well nothing is told"


async def test_what_a_lying_peer_sends_is_refused_and_nothing_of_it_is_kept(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"honest")
    sent = await kz.as_sent(KG, 1)
    lies = {
        "other body": (replace(sent, body=sent.body + b"x"), Refusal.UNSIGNED),
        "no signature": (replace(sent, signature=b""), Refusal.UNSIGNED),
        "other kind": (replace(sent, envelope=replace(sent.envelope, kind="other")), Refusal.UNSIGNED),
        "key of another": (forged(kg, sent, kind="other"), Refusal.UNSIGNED),
        "for another": (forged(kz, sent, receiver="interstate/by"), Refusal.NOT_FOR_US),
        "from another": (forged(kz, sent, sender="interstate/by"), Refusal.NOT_FOR_US),
        "flood": (forged(kz, sent, number=AHEAD + 1), Refusal.TOO_FAR_AHEAD),
    }
    for name, (lie, why) in lies.items():
        told = await kg.takes(kz.issued.fingerprint, lie)
        assert (name, told.refused, told.receipts) == (name, why.value, ())
    assert (heard(kg), await kg.kept(KZ, Direction.IN)) == ([], [])
    assert await kz.sends() == 1


async def test_a_peer_that_signs_two_histories_is_stopped_and_both_are_kept(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"told to one")
    assert await kz.sends() == 1
    [message] = await kz.kept(KG, Direction.OUT)
    other = forged(kz, Sent(message.envelope, message.signature, b"x" * 40), sent_at=kz.clock() + timedelta(minutes=1))
    body = b"y" * 40
    other = replace(forged(kz, other, content=hashlib.sha256(body).digest()), body=body)
    told = await kg.takes(kz.issued.fingerprint, other)
    assert told.refused == Refusal.ANOTHER_HISTORY
    assert (await kg.peer(KZ)).state is PeerState.STOPPED
    first, second = await signed_twice(kg)
    assert (first, second) == (message.envelope, other.envelope)
    assert (await kg.leaves("interstate_peer_moved"))[-1]["how"] == "two_histories"
    await kz.puts(KG, b"more")
    assert await kz.sends() == 0
    assert heard(kg) == [b"told to one"]


async def signed_twice(side: Side) -> tuple[Envelope, Envelope]:
    """The two messages of which a side keeps evidence; it holds on signatures alone."""
    async with side.node.store.transaction() as transaction:
        [kept] = await transaction.lines.evidence(9)
    evidence = read_evidence(kept.file)
    assert isinstance(evidence, SignedTwice)
    assert [one.what for one in shown(evidence)] == [Differs.SIGNED_TWICE]
    return evidence.first.envelope, evidence.second.envelope


async def test_a_second_history_is_found_where_the_past_differs_too(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"1", b"2", b"3")
    one, two, three = [await kz.as_sent(KG, number) for number in (1, 2, 3)]
    await kg.takes(kz.issued.fingerprint, forged(kz, three, before=b"\x07" * 32))
    await kg.takes(kz.issued.fingerprint, one)
    told = await kg.takes(kz.issued.fingerprint, two)
    assert (told.refused, [given.receipt.number for given in told.receipts]) == (Refusal.ANOTHER_HISTORY, [2])
    assert heard(kg) == [b"1", b"2"]
    assert [one.number for one in await signed_twice(kg)] == [2, 3]


async def test_a_receipt_for_something_else_changes_nothing(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"1", b"2")
    told = await kg.takes(kz.issued.fingerprint, await kz.as_sent(KG, 1))
    [given] = told.receipts
    before = await kz.kept(KG, Direction.OUT)
    false = [
        replace(given, signature=b"\x00" * 64),
        replace(given, receipt=replace(given.receipt, number=2)),
        replace(given, receipt=replace(given.receipt, digest=b"\x00" * 32)),
        replace(given, receipt=replace(given.receipt, number=9)),
    ]
    for receipt in false:

        class Lying:
            async def bring(self, card: Card, sent: Sent, one: object = receipt) -> Told | str:
                return Told((one,))  # type: ignore[arg-type]

        kz.wire = Lying()
        pair.later()
        assert await kz.sends() == 0
    assert await kz.kept(KG, Direction.OUT) == before
    assert (await kz.line(KG)).why == "receipt of something else"


async def test_what_is_not_accepted_is_told_back_and_holds_up_nothing(joined: Pair) -> None:
    kz, kg = joined.kz, joined.kg

    async def choosy(node: Node, transaction: Transaction, received: Received) -> None:
        if received.body == b"wrong":
            await transaction.lines.keep_peer(replace(await kg.peer(KZ), state=PeerState.REVOKED), received.at)
            raise NOT_ASKED_HERE.at("requested")
        kg.told.append(received)

    kg.handlers["parcel"] = choosy
    await kz.puts(KG, b"wrong", b"right")
    await kz.puts(KG, b"", kind="never.heard")
    assert await kz.sends() == 3
    assert heard(kg) == [b"right"]
    assert (await kg.peer(KZ)).state is PeerState.OPEN, "what the handler wrote is undone with it"
    assert await kg.sends() == 2
    wrong, right, unknown = await kz.kept(KG, Direction.OUT)
    assert (wrong.state, wrong.problem) == (MessageState.NOT_ACCEPTED, "cis.not_asked_here")
    assert (unknown.state, unknown.problem) == (MessageState.NOT_ACCEPTED, "cis.message.kind")
    assert right.state is MessageState.RECEIVED
    assert wrong.receipt is not None
    assert await kz.sends() == 0, "nothing is told back of what was told back"


async def test_a_fault_undoes_the_taking_and_the_peer_tries_again(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    broken = True

    async def failing(node: Node, transaction: Transaction, received: Received) -> None:
        if broken:
            raise Fault("the disk is gone")
        kg.told.append(received)

    kg.handlers["parcel"] = failing
    await kz.puts(KG, b"important")
    with pytest.raises(Fault):
        await kg.takes(kz.issued.fingerprint, await kz.as_sent(KG, 1))
    assert await kg.kept(KZ, Direction.IN) == []
    broken = False
    assert await kz.sends() == 1
    assert heard(kg) == [b"important"]


async def test_a_node_that_is_unknown_revoked_or_whose_card_ended_is_not_let_in(joined: Pair) -> None:
    kz, kg = joined.kz, joined.kg
    await kz.puts(KG, b"hello")
    sent = await kz.as_sent(KG, 1)
    with pytest.raises(Problem, match="not_let_in"):
        await kg.takes(b"\x01" * 32, sent)
    kg.clock.forward(days=901)
    with pytest.raises(Problem, match="not_let_in"):
        await kg.takes(kz.issued.fingerprint, sent)
    kg.clock.forward(days=-901)
    await revoke(kg, KZ)
    with pytest.raises(Problem, match="not_let_in"):
        await kg.takes(kz.issued.fingerprint, sent)
    assert kz.wire is not None
    assert await kz.wire.bring((await kz.peer(KG)).card, sent) == "status 403"
    with pytest.raises(Problem, match=r"peer\.absent"):
        await kg.puts(KZ, b"to nobody")


async def test_a_node_hands_its_next_key_on_by_the_former_and_goes_on(joined: Pair) -> None:
    kz, kg = joined.kz, joined.kg
    await kz.puts(KG, b"under the first key")
    await kz.card()
    await kz.puts(KG, b"under the second")
    assert await kz.sends() == 3
    assert heard(kg) == [b"under the first key", b"under the second"]
    assert [(one.first, one.last) for one in (await kg.peer(KZ)).keys] == [(1, 2), (3, None)]
    old = forged(kz, Sent((await kz.kept(KG, Direction.OUT))[-1].envelope, b"", b""), number=4)
    assert (await kg.takes(kz.issued.fingerprint, old)).refused == Refusal.UNSIGNED


async def test_a_card_by_hand_needs_a_reason_and_ends_the_former_key_but_loses_nothing(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"under the former key")
    next_card = await kz.card()
    with pytest.raises(Problem, match="reason"):
        await change(kg, next_card, "")
    await change(kg, next_card, "the vault was replaced, the card was compared by telephone")
    assert [one.last for one in (await kg.peer(KZ)).keys] == [0, None]
    assert (await kg.leaves("interstate_peer_moved"))[-1]["how"] == "by_hand"
    former = await kz.as_sent(KG, 1)
    assert (await kg.takes(kz.issued.fingerprint, former)).refused == Refusal.UNSIGNED
    await kz.puts(KG, b"hello")
    assert await kz.sends() == 3, "what waited is signed anew by the key that is believed there"
    await kg.puts(KZ, b"back")
    assert (await kg.sends(), heard(kg), heard(kz)) == (1, [b"under the former key", b"hello"], [b"back"])


async def change(side: Side, one: object, reason: str) -> None:
    async with side.node.store.transaction() as transaction:
        await peers.change_card(side.node, transaction, one, "account:test", reason, side.clock(), {})  # type: ignore[arg-type]


async def test_cards_that_prove_nothing_are_refused(strangers: Pair) -> None:
    kz, kg = strangers.kz, strangers.kg
    card = await kz.card()
    authority = kz.issued.certificate.parent / "authority.pem"
    issuing = x509.load_pem_x509_certificate(authority.read_bytes()).public_bytes(Encoding.DER)
    for changed in (
        {"name": "another"},
        {"state": "RU"},
        {"address": "http://x"},
        {"tls": issuing},
        {"tls": b"x"},
        {"key": b""},
    ):
        with pytest.raises(Problem, match=r"peer\.card"):
            await kg.admits(replace(card, card=replace(card.card, **changed)))
    with pytest.raises(Problem, match=r"peer\.card"):
        peers.read_card(b"{" * 100)
    assert peers.read_card(peers.written_card(card)) == card
    await kg.admits(card)
    with pytest.raises(Problem, match=r"peer\.known"):
        await kg.admits(card)


async def test_a_message_goes_by_courier_and_its_receipt_comes_back_so(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"in the bag", b"over the wire")
    item = Courier("ДП-17", "seal 4412", "courier service", Form.ELECTRONIC, kz.clock())
    async with kz.node.store.transaction() as transaction:
        bag = await couriers.hand_to_courier(kz.node, transaction, KG, 1, item, kz.clock())
    assert await kz.sends() == 0
    assert ((await kz.line(KG)).why, heard(kg)) == ("waits for an earlier one", [])
    kg.clock.forward(days=4)
    async with kg.node.store.transaction() as transaction:
        brought = replace(item, came_at=kg.clock())
        told = await take_of(kg.node, transaction, kg.handlers, KZ, read_sent(bag), kg.clock(), brought)
        back = msgspec.msgpack.encode(told)
    assert heard(kg) == [b"in the bag", b"over the wire"]
    kz.clock.forward(days=8)
    async with kz.node.store.transaction() as transaction:
        assert await couriers.take_back_receipt(kz.node, transaction, KG, back, kz.clock()) == 2
    ways = [one.way for one in await kz.kept(KG, Direction.OUT)]
    assert ways == [Way.COURIER, Way.NODE]
    [came, _] = await kg.kept(KZ, Direction.IN)
    assert came.courier is not None
    assert (came.way, came.courier.came_at) == (Way.COURIER, kg.clock())


async def test_over_sockets_only_registered_certificates_speak_and_a_flood_is_cut(strangers: Pair) -> None:
    async with doors(strangers, most_a_minute=5) as pair:
        kz = pair.kz
        await kz.puts(KG, *[b"%d" % number for number in range(9)])
        assert await kz.sends() == 5
        assert (await kz.line(KG)).why == "status 429"
        stranger = kz.issued
        own = TransportAuthority(stranger.certificate.parent / "other", pair.kz.clock()).node("stranger")
        card = (await kz.peer(KG)).card
        sent = await kz.as_sent(KG, 6)
        for origins, issued, why in (
            ([card.address], own, "cut_off"),
            (["https://127.0.0.1:1"], kz.issued, "place not listed"),
        ):
            wire = MessageWire(origins, networks(["127.0.0.0/8"]), issued.certificate, issued.key)
            assert (why, await wire.bring(card, sent)) == (why, why)
            await wire.close()
        impostor = replace(card, tls=kz.tls)
        wire = MessageWire([card.address], networks(["127.0.0.0/8"]), kz.issued.certificate, kz.issued.key)
        assert await wire.bring(impostor, sent) == "untrusted_server"
        await wire.close()
