"""What waits for a node that is not reached goes by courier in a sealed bag, and is taken once on whichever way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from actions.interstate.conftest import Between, State
from almasu.actions.interstate import bags, nodes
from almasu.actions.interstate.bags import OfPeer, Packing
from almasu.actions.interstate.messages.peers import OwnPlace, make_own_card, written_card
from almasu.actions.interstate.messages.putting import put_message
from almasu.actions.interstate.messages.sending import send_due
from almasu.actions.interstate.messages.taking import take_message
from almasu.kernel.interstate.bags import STEP, Bag, opened, sealed
from almasu.kernel.interstate.messages import Courier, Direction, Form, Received, Sent, Standing, Told, Way
from almasu.kernel.interstate.peers import Card, SignedCard
from almasu.law.problem import Problem
from almasu.testing.pki.transport import Issued, TransportAuthority

KZ, RU = "interstate/kz", "interstate/ru"
LABEL = Packing(RU, "ДП-17", "печать 4412", "служба фельдсвязи", Form.ELECTRONIC)


class Nobody:
    """A network that is down."""

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        return "no answer"


class Ends:
    """Both nodes with a door's key each, and what Russia's node was told."""

    def __init__(self, between: Between, issued: dict[str, Issued]) -> None:
        self.kz, self.ru, self.clock, self.issued = between.kz, between.ru, between.clock, issued
        self.heard: list[bytes] = []

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        """The network, when it works."""
        shown = self.issued["KZ"].fingerprint
        return await take_message(self.ru.node, {"parcel": self.hears}, shown, sent, self.clock())

    async def hears(self, node: Any, transaction: Any, received: Received) -> None:
        self.heard.append(received.body)

    async def puts(self, *bodies: bytes) -> None:
        async with self.kz.node.store.transaction() as transaction:
            for one in bodies:
                await put_message(self.kz.node, transaction, RU, "parcel", one, self.clock())

    async def sends(self, wire: Any = None) -> int:
        self.clock.at += timedelta(hours=2)
        for state in (self.kz, self.ru):
            await state.come_in()
        return await send_due(self.kz.node, wire or self, self.clock())

    async def packs(self, who: str = "keeper", told: Packing = LABEL) -> bytes:
        return await bags.pack_bag(self.kz.node, self.kz.tokens[who], told, self.clock())

    async def unloads(self, file: bytes, who: str = "keeper") -> bytes:
        ru = self.ru
        return await bags.unload_bag(
            ru.node, ru.tokens[who], {"parcel": self.hears}, self.opens("RU"), file, self.clock()
        )

    async def notes(self, file: bytes) -> None:
        await bags.note_bag_receipt(self.kz.node, self.kz.tokens["keeper"], self.opens("KZ"), file, self.clock())

    def opens(self, state: str) -> Callable[[bytes], Bag]:
        return lambda file: opened(file, self.issued[state].key.read_bytes(), f"interstate/{state.lower()}")

    async def line(self) -> Standing:
        found = await nodes.nodes(self.kz.node, self.kz.tokens["keeper"], self.clock())
        [line] = found.lines
        return line

    async def with_courier(self) -> Courier | None:
        return (await self.line()).bag

    async def ways(self) -> list[tuple[Way, str]]:
        async with self.kz.node.store.transaction() as transaction:
            kept = await transaction.lines.messages(RU, Direction.OUT, 0, 50)
        return [(one.way, one.state.value) for one in kept]


async def card_of(state: State, issued: Issued, days: int = 1) -> SignedCard:
    at = state.now()
    shown = x509.load_pem_x509_certificate(issued.certificate.read_bytes()).public_bytes(Encoding.DER)
    dates = (at - timedelta(days=days), at + timedelta(days=900))
    place = OwnPlace(f"Узел {state.code}", state.code, "https://127.0.0.1:9543", shown, *dates)
    async with state.node.store.transaction() as transaction:
        return await make_own_card(state.node, transaction, place, "account:test", at, {})


@pytest.fixture
async def ends(between: Between, tmp_path: Path) -> Ends:
    authority = TransportAuthority(tmp_path / "authority", between.clock())
    issued = {state.code: authority.node(state.code) for state in (between.kz, between.ru)}
    cards = {state.code: await card_of(state, issued[state.code]) for state in (between.kz, between.ru)}
    for state, other in ((between.kz, "RU"), (between.ru, "KZ")):
        form = nodes.OfCard(written_card(cards[other]).decode())
        await state.signs("keeper", nodes.prepare_node, nodes.register_node, form)
    return Ends(between, issued)


async def refused(doing: Awaitable[Any]) -> str:
    with pytest.raises(Problem) as no:
        await doing
    return no.value.kind.code


async def test_what_waits_goes_in_a_sealed_bag_and_its_receipt_comes_back(ends: Ends) -> None:
    await ends.puts(b"the first of what waits", b"the second")
    assert await refused(ends.packs()) == "cis.message.absent", "of a line that is well nobody learns what is on it"
    assert await ends.sends(Nobody()) == 0
    for who in ("officer", "head"):
        assert await refused(ends.packs(who)) == "account.role"
        assert await refused(ends.unloads(b"", who)) == "account.role"
    assert await refused(ends.packs(told=Packing(RU, "1", " ", "x"))) == "cis.message.courier"
    assert await refused(ends.packs(told=Packing("interstate/by", "1", "1", "x"))) == "cis.peer.absent"
    bag = await ends.packs()
    assert b"what waits" not in bag
    assert (len(bag) - STEP) in range(200), "two short messages fill one step of padding"
    assert await refused(ends.packs()) == "cis.message.absent", "nothing waits any more"
    assert await ends.sends() == 0, "the network leaves to the courier what the courier has"
    for wrong in (b"", b"PK", bag[:-1], bag[:-1] + bytes([bag[-1] ^ 1])):
        assert await refused(ends.unloads(wrong)) == "cis.message.bag"
    with pytest.raises(Problem, match=r"cis\.message\.bag"):
        ends.opens("KZ")(bag)
    ends.clock.at += timedelta(days=4)
    await ends.ru.come_in()
    receipt = await ends.unloads(bag)
    assert ends.heard == [b"the first of what waits", b"the second"]
    assert await ends.unloads(bag) != b"", "the same bag again gets its receipts again"
    assert len(ends.heard) == 2
    await ends.kz.come_in()
    assert await refused(ends.notes(bag)) == "cis.message.bag"
    await ends.notes(receipt)
    assert await ends.ways() == [(Way.COURIER, "received")] * 2
    says = [one["says"] for one in await ends.kz.world.entries() if one["says"].get("step") == "with_courier"]
    assert len(says) == 2
    assert all(one["by"].startswith("account:") for one in says)


async def test_the_network_comes_back_while_a_courier_is_on_the_way_and_nothing_is_taken_twice(ends: Ends) -> None:
    await ends.puts(b"one", b"two")
    await ends.sends(Nobody())
    bag = await ends.packs()
    await ends.puts(b"three")
    assert await ends.sends() == 0
    assert ends.heard == [], "the third waits at the other side for what the courier has"
    back = OfPeer(RU)
    assert await refused(bags.bag_lost(ends.kz.node, ends.kz.tokens["head"], back, ends.clock())) == "account.role"
    await bags.bag_lost(ends.kz.node, ends.kz.tokens["keeper"], back, ends.clock())
    assert await refused(bags.bag_lost(ends.kz.node, ends.kz.tokens["keeper"], back, ends.clock())) == (
        "cis.message.absent"
    )
    await ends.sends()
    assert ends.heard == [b"one", b"two", b"three"]
    receipt = await ends.unloads(bag)
    await ends.notes(receipt)
    assert len(ends.heard) == 3, "the bag came after all"
    assert {state for _, state in await ends.ways()} == {"received"}


async def test_a_bag_of_somebody_else_or_with_what_nobody_signed_moves_nothing(ends: Ends) -> None:
    await ends.puts(b"one")
    await ends.sends(Nobody())
    bag = ends.opens("RU")(await ends.packs())
    [sent] = bag.messages
    forged = Sent(sent.envelope, bytes(len(sent.signature)), sent.body)
    tls = x509.load_pem_x509_certificate(ends.issued["RU"].certificate.read_bytes()).public_bytes(Encoding.DER)
    told = await ends.unloads(sealed(Bag(KZ, RU, (forged,), bag.label), tls))
    assert await refused(ends.notes(told)) == "cis.message.bag_refused"
    for wrong in (Bag("interstate/by", RU, (sent,), bag.label), Bag(RU, RU, (sent,), bag.label)):
        assert await refused(ends.unloads(sealed(wrong, tls))) == "cis.peer.absent"
    for empty in (Bag(KZ, RU, (), bag.label), Bag(KZ, RU, (sent,)), Bag(KZ, KZ, (sent,), bag.label)):
        assert await refused(ends.unloads(sealed(empty, tls))) == "cis.message.bag"
    assert ends.heard == []


async def test_a_card_is_changed_by_hand_and_what_waited_is_signed_anew(ends: Ends) -> None:
    change = (nodes.prepare_change, nodes.change_node)
    await ends.puts(b"signed by the former key")
    told = written_card(await card_of(ends.kz, ends.issued["KZ"], days=2)).decode()
    for wrong, code in (
        (nodes.NewCard(told, " "), "cis.peer.reason"),
        (nodes.NewCard("{}", "ключ утрачен"), "cis.peer.card"),
        (nodes.NewCard(told.replace(KZ, RU), "ключ утрачен"), "cis.peer.absent"),
    ):
        assert await refused(ends.ru.signs("keeper", *change, wrong)) == code
    form = nodes.NewCard(told, "ключ утрачен другой стороной")
    assert await refused(ends.ru.signs("head", *change, form)) == "account.role"
    assert await refused(ends.kz.signs("keeper", *change, form)) == "cis.peer.absent"
    peer = await ends.ru.signs("keeper", *change, form)
    assert (peer.card.generation, peer.changes[-1].how) == (2, "by_hand")
    assert await ends.sends() == 2, "the message and the one with the card, by the key that is believed now"
    assert ends.heard == [b"signed by the former key"]


async def test_a_card_is_changed_by_hand_while_a_bag_is_on_its_way_and_the_next_bag_is_believed(ends: Ends) -> None:
    await ends.puts(b"one", b"two")
    await ends.sends(Nobody())
    assert await ends.with_courier() is None
    under_way = await ends.packs()
    handed = await ends.with_courier()
    assert handed is not None, "the keeper sees that no receipt came, and since when the courier has it"
    assert (handed.number, handed.handed_at) == (LABEL.number, ends.clock())
    card = written_card(await card_of(ends.kz, ends.issued["KZ"], days=2)).decode()
    form = nodes.NewCard(card, "ключ утрачен другой стороной")
    await ends.ru.signs("keeper", nodes.prepare_change, nodes.change_node, form)
    told = await ends.unloads(under_way)
    assert ends.heard == [], "whoever has the lost key could have packed it"
    assert await refused(ends.notes(told)) == "cis.message.bag_refused"
    await bags.bag_lost(ends.kz.node, ends.kz.tokens["keeper"], OfPeer(RU), ends.clock())
    await ends.sends(Nobody())
    receipt = await ends.unloads(await ends.packs())
    assert ends.heard == [b"one", b"two"], "each goes with the signature of the key that is believed now beside it"
    await ends.notes(receipt)
    assert await ends.with_courier() is None
    assert {state for _, state in await ends.ways()} == {"received"}


async def test_what_waits_for_long_is_shown_also_where_nothing_that_sends_runs(ends: Ends) -> None:
    await ends.puts(b"one")
    assert (await ends.line()).why == "", "of a line that is well nobody learns what is on it"
    ends.clock.at += timedelta(minutes=11)
    await ends.kz.come_in()
    stands = await ends.line()
    assert (stands.why, stands.since) == ("not tried", ends.clock() - timedelta(minutes=11))
