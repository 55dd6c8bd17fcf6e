"""A node of another state that is registered and means harm: it harms nobody else, and gains nothing (CIS-6.1)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec.structs import replace

from almasu.actions.interstate.messages import peers
from almasu.actions.interstate.messages.putting import put_message
from almasu.connectors.interstate.wire import MessageWire
from almasu.kernel.interstate.asking import Asked, Item, Matter, Subject, Way
from almasu.kernel.interstate.channel import FIRST, Envelope, Refusal
from almasu.kernel.interstate.messages import (
    CARD_KIND,
    REFUSED,
    Courier,
    Direction,
    Form,
    MessageState,
    NotAccepted,
    Sent,
    Told,
    must_be_carried,
    read_told,
)
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.parcels import Asks, Attested, Offers, Withdraws, packed
from almasu.kernel.interstate.peers import ENVELOPE, Card, KeyKind, PeerState, SignedCard, card_signed, node_key
from almasu.law import moment
from almasu.law.problem import Problem
from almasu.store.vault import FileVault
from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.between_nodes import PARCEL, handlers, take_parcel
from almasu.wiring.interstate import of_interstate
from almasu.wiring.law import open_law
from interfaces.interstate.conftest import Pair, Side
from interfaces.interstate.test_between_nodes import forged, heard

KZ, KG, TJ = "interstate/kz", "interstate/kg", "interstate/tj"


@dataclass
class Third:
    """A third state's node, of which there is a card and a key, and nothing behind it."""

    key: Any
    card: SignedCard
    certificate: bytes


@pytest.fixture
def third(pair: Pair, tmp_path: Path) -> Third:
    at = pair.kz.clock()
    issued = TransportAuthority(tmp_path / "third", at).node("TJ")
    tls = x509.load_pem_x509_certificate(issued.certificate.read_bytes()).public_bytes(Encoding.DER)
    key = node_key(FileVault.create(tmp_path / "vault of TJ"), TJ, 1)
    address, until = "https://127.0.0.1:1", at + timedelta(days=9)
    card = Card(TJ, "Node of TJ", "TJ", address, tls, KeyKind.ED25519, key.key, 1, at - timedelta(days=1), until)
    return Third(key, card_signed(card, key), issued.fingerprint)


@pytest.fixture
async def lawful(pair: Pair) -> Pair:
    """Two nodes that take parcels by the law of the Agreement, as the door does."""
    for side in (pair.kz, pair.kg):
        side.node = of_interstate(side.node, open_law(), side.state)
        side.handlers = dict(handlers({PARCEL: take_parcel}))
    return pair


async def next_card(side: Side, **changed: object) -> SignedCard:
    """A later card of a node that its own key and its former one sign, whatever it says."""
    own = (await side.peer(side.name)).card
    card = replace(own, generation=own.generation + 1, **changed)
    key = node_key(side.node.vault, side.name, 1)
    return card_signed(card, key, key)


@pytest.mark.parametrize("state", ["KZ", "TJ", "cis-atc"])
async def test_a_node_speaks_for_one_state_as_long_as_it_is_known(pair: Pair, state: str) -> None:
    kz, kg = pair.kz, pair.kg
    stolen = await next_card(kg, state=state)
    await kg.puts(KZ, msgspec.msgpack.encode(stolen), kind=CARD_KIND)
    assert await kg.sends() == 1
    [told] = await kz.kept(KG, Direction.IN)
    assert (told.state, told.problem) == (MessageState.NOT_ACCEPTED, "cis.peer.card")
    async with kz.node.store.transaction() as transaction:
        assert await peers.peer_of_state(kz.node, transaction, state) is None, "nothing goes to it for another state"
        with pytest.raises(Problem, match=r"peer\.card"):
            await peers.change_card(kz.node, transaction, stolen, "account:test", "by letter", kz.clock(), {})
    assert (await kz.peer(KG)).card.state == "KG"


async def test_a_node_of_our_own_state_or_a_second_of_one_state_is_not_registered(lawful: Pair, third: Third) -> None:
    kz = lawful.kz
    for state in ("KZ", "KG"):
        card = card_signed(replace(third.card.card, state=state), third.key)
        with pytest.raises(Problem, match=r"peer\.known"):
            await kz.admits(card)
    await kz.admits(third.card)


async def test_the_key_of_one_peer_speaks_over_the_connection_of_no_other(pair: Pair, third: Third) -> None:
    kz, kg = pair.kz, pair.kg
    await kg.admits(third.card)
    await kz.puts(KG, b"from Kazakhstan")
    sent = await kz.as_sent(KG, 1)
    assert (await kg.takes(third.certificate, sent)).refused == Refusal.UNSIGNED
    as_theirs = forged(kz, sent, sender=TJ)
    assert (await kg.takes(third.certificate, as_theirs)).refused == Refusal.UNSIGNED
    assert (await kg.takes(kz.issued.fingerprint, as_theirs)).refused == Refusal.NOT_FOR_US
    assert heard(kg) == []
    stolen = card_signed(replace(third.card.card, node="interstate/uz", state="UZ", tls=kz.tls), third.key)
    with pytest.raises(Problem, match=r"peer\.known"):
        await kg.admits(stolen)


async def test_what_waits_under_a_lost_key_that_was_changed_by_hand_accuses_nobody(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"first")
    assert await kz.sends() == 1
    await kz.puts(KG, b"second", b"third")
    by_thief = forged(kz, await kz.as_sent(KG, 3), sent_at=kz.clock() - timedelta(days=1))
    assert await kg.takes(kz.issued.fingerprint, by_thief) == Told(), "it waits for the second"
    card = await kz.card()
    async with kg.node.store.transaction() as transaction:
        await peers.change_card(kg.node, transaction, card, "account:test", "the key was lost", kg.clock(), {})
    key = node_key(kz.node.vault, KZ, 2)
    for number in (2, 3):
        sent = await kz.as_sent(KG, number)
        again = replace(sent, signature=key.sign(ENVELOPE + sent.envelope.signed_bytes()))
        assert [one.receipt.number for one in (await kg.takes(kz.issued.fingerprint, again)).receipts] == [number]
    assert heard(kg) == [b"first", b"second", b"third"]
    assert (await kg.peer(KZ)).state is PeerState.OPEN


async def test_what_waited_under_a_key_that_was_handed_on_is_not_counted(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"first", b"second", b"third")
    assert await kz.sends() == 3
    await kz.card()
    await kz.puts(KG, b"after the change")
    thief = forged(kz, await kz.as_sent(KG, 5), sent_at=kz.clock() - timedelta(days=1))
    assert await kg.takes(kz.issued.fingerprint, thief) == Told()
    assert await kz.sends() == 2, "the card that hands the key on is no. 4, the thief's message no. 5 waited"
    assert heard(kg)[3:] == [b"after the change"]
    assert (await kg.peer(KZ)).state is PeerState.OPEN


class Saying:
    """A wire whose far end says one thing."""

    def __init__(self, told: Told | str) -> None:
        self.told = told

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        return self.told


@pytest.mark.parametrize("word", ["\x00", "a\nb", "<script>", "ж", "a" * 61, "\u202etxt"])
def test_a_reason_that_is_no_word_is_not_read(word: str) -> None:
    assert read_told(msgspec.msgpack.encode(Told(refused=word))) is None
    assert read_told(msgspec.msgpack.encode(Told(refused="unsigned"))) == Told(refused="unsigned")


async def test_a_refusal_in_hidden_characters_is_not_accepted_and_changes_nothing(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(KG, b"ours")
    assert await kz.sends() == 1
    for code in ("\x00", "cis\n2026 INFO all is well", "x" * 200):
        await kg.puts(KZ, msgspec.msgpack.encode(NotAccepted(1, code)), kind=REFUSED)
    assert await kg.sends() == 3
    [ours] = await kz.kept(KG, Direction.OUT)
    assert (ours.state, ours.problem) == (MessageState.RECEIVED, "")


async def test_a_peer_that_keeps_us_waiting_or_breaks_us_holds_up_no_other(pair: Pair, third: Third) -> None:
    kz = pair.kz
    await kz.admits(third.card)
    there = kz.wire
    passed = asyncio.Event()

    class Uneven:
        async def bring(self, card: Card, sent: Sent) -> Told | str:
            if card.node == TJ:
                await passed.wait()
                raise RuntimeError("the answer of a liar broke something")
            assert there is not None
            told = await there.bring(card, sent)
            passed.set()
            return told

    kz.wire = Uneven()
    await kz.puts(TJ, b"to the liar")
    await kz.puts(KG, b"to the other")
    with pytest.raises(RuntimeError):
        await asyncio.wait_for(kz.sends(), 20)
    assert heard(pair.kg) == [b"to the other"]
    assert (await kz.line(TJ)).next_at > kz.clock(), "the next try of the liar is noted before it is made"


def hostile_parcels(at: datetime) -> dict[str, bytes]:
    """Signed by the peer, and nothing that a node of ours would say."""
    vouched = Attested(uuid4(), "0" * 64, at, "офицер")
    asked = Asked(
        number=uuid4(), way=Way.ONE_TIME, requesting="kg-gknb", requested="kz-knb", subject=Subject.TERRORISM,
        basis="дело № 17", items=(Item(Matter.FACT, "сведения о событии"),), purpose="проверка сведений о лице",
    )  # fmt: skip
    offer = Offer(
        uuid4(), "kg-gknb", "kz-knb", Subject.TERRORISM, Matter.EVENT, "проверка сведений", OfferState.OFFERED, at
    )

    def asks(**changed: object) -> bytes:
        return msgspec.json.encode(Asks(replace(asked, **changed), vouched))

    whole = asks()
    return {
        "no JSON": b"\xff\x00",
        "another tag": b'{"type":"drops_tables"}',
        "deep": b"[" * 100_000,
        "deep in a field": whole.replace(b'"basis":"', b'"basis":' + b"[" * 50_000 + b'"', 1),
        "lone surrogate": whole.replace("дело".encode(), b"\\ud800"),
        "nul": asks(basis="дело\x00№ 17 о лице"),
        "turned text": asks(purpose="проверка \u202eсведений\u2069 о лице"),
        "escape": asks(other="\x1b[2J всё хорошо"),
        "large text": asks(basis="слово " * 9_000),
        "many items": asks(items=asked.items * 3_000),
        "too large": asks(items=asked.items * 10_000),
        "no zone": msgspec.json.encode(Offers(replace(offer, at=at.replace(tzinfo=None)), vouched)),
        "before time": msgspec.json.encode(Asks(asked, replace(vouched, at=at.replace(year=1)))),
        "end of time": asks(way=Way.STANDING, ends_on=at.date().replace(year=9999), review_on=at.date()),
        "number": whole.replace(b'"way"', b'"way":1e400,"way"', 1),
        "huge number": b'{"type":"accepts","number":"%s","item":%d,"attested":%s}'
        % (str(uuid4()).encode(), 1 << 62, msgspec.json.encode(vouched)),
        "a path for a body": asks(requesting="../../kz-knb"),
        "a body that is none": asks(requesting="kg-gknb' or '1'='1"),
        "a body of another": asks(requesting="kz-interior"),
        "a body that is ours": asks(requesting="kz-knb"),
        "not for us": asks(requested="tj-gknb"),
    }


async def test_no_parcel_that_a_peer_signs_breaks_the_door_or_is_kept(lawful: Pair) -> None:
    kz, kg = lawful.kz, lawful.kg
    parcels = hostile_parcels(kg.clock())
    await kg.puts(KZ, *parcels.values(), kind=PARCEL)
    assert await kg.sends() == len(parcels), "each has its receipt, and nothing is held up"
    taken = dict(zip(parcels, await kz.kept(KG, Direction.IN), strict=True))
    assert {one.state for one in taken.values()} == {MessageState.NOT_ACCEPTED}
    unread = {name for name, one in taken.items() if one.problem != "cis.message.unreadable"}
    assert unread == {
        "a path for a body",
        "a body that is none",
        "a body of another",
        "a body that is ours",
        "not for us",
    }
    assert {taken[name].problem for name in unread} <= {"cis.no_such_body", "cis.not_asked_here"}
    assert await kz.leaves("cis_case_moved") == []


async def test_what_the_other_side_would_not_read_is_not_sent(lawful: Pair) -> None:
    vouched = Attested(UUID(int=1), "0" * 64, lawful.kz.clock(), "офицер\x07")
    with pytest.raises(Problem, match="hidden_character"):
        packed(Withdraws(UUID(int=2), vouched))
    assert lawful.kz.node.post is not None
    async with lawful.kz.node.store.transaction() as transaction:
        with pytest.raises(Problem, match="hidden_character"):
            await lawful.kz.node.post.put(transaction, "KG", Withdraws(UUID(int=2), vouched), lawful.kz.clock())
        with pytest.raises(Problem, match="too_large"):
            await put_message(lawful.kz.node, transaction, KG, PARCEL, b"x" * (3 * 1024 * 1024 + 1), lawful.kz.clock())


@pytest.mark.parametrize(
    "address",
    [
        "https://169.254.169.254", "https://127.0.0.1:5432", "https://[::1]:443", "https://[::ffff:10.0.0.1]",
        "https://0x7f000001", "https://localhost",
    ],
)  # fmt: skip
async def test_the_address_of_a_card_alone_opens_no_way_out_nor_into_the_house(
    third: Third, tmp_path: Path, address: str
) -> None:
    card = replace(third.card.card, address=address)
    sent = Sent(Envelope(KZ, TJ, 1, FIRST, PARCEL, b"\x00" * 32, card.since), b"", b"")
    for origins in ([], [address]):
        wire = MessageWire(origins, [], tmp_path / "none", tmp_path / "none")
        assert await wire.bring(card, sent) in ("place not listed", "no address")


@pytest.mark.parametrize("address", ["https://tj@kz", "https://tj/../kz", "https://tj?x", "https://tj#x", "file:///x"])
async def test_an_address_that_is_more_than_a_place_is_no_card(lawful: Pair, third: Third, address: str) -> None:
    with pytest.raises(Problem, match=r"peer\.card"):
        await lawful.kz.admits(card_signed(replace(third.card.card, address=address), third.key))


@pytest.mark.parametrize("said", ["ДП-17\u202e71-ПД", "ДП\x00", "ДП\n2026 все получено", " ", "д" * 201])
def test_a_number_in_the_register_of_couriers_hides_nothing(said: str) -> None:
    item = Courier("ДП-17", "4412", "служба", Form.PAPER, moment.read("2026-11-20T09:30:00+05:00"))
    assert must_be_carried(item) is item
    for name in ("number", "seal", "courier"):
        with pytest.raises(Problem, match="courier"):
            must_be_carried(replace(item, **{name: said}))


async def test_two_nodes_that_change_their_keys_while_messages_wait_still_believe_each_other(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    for side, other in ((kz, KG), (kg, KZ)):
        await side.puts(other, b"before the change")
        await side.card()
        await side.puts(other, b"after it")
    assert (await kz.sends(), await kg.sends()) == (3, 3)
    assert heard(kz) == heard(kg) == [b"before the change", b"after it"]
