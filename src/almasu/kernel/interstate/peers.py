"""Nodes of other states as this node knows them: their signed cards, and the keys that may sign which messages.

A card says where a node is, which TLS certificate it shows and which key signs its messages (CIS-4.2, CIS-6.1). The
key signs its own card; a card that follows another is signed by the former key too, or is put in by hand, by a signed
act that tells why. A key that was replaced signs nothing that is numbered after its last message.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from msgspec.structs import replace

from almasu.kernel.interstate.problems_of_messages import CARD_WRONG, KEY_NOT_HANDED_ON, PEER_ABSENT
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret, Vault
from almasu.law.canonical import canonical_bytes
from almasu.law.moment import written

CARD, ENVELOPE, RECEIPT = b"almasu-interstate/card\n", b"almasu-interstate/envelope\n", b"almasu-interstate/receipt\n"
HISTORY = b"almasu-interstate/history\n"
"""What stands before signed bytes, so that a signature for one use serves no other."""
OF_STATE_OR_BODY = re.compile(r"[A-Z]{2}|[a-z0-9][a-z0-9-]{1,39}")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}/[a-z0-9][a-z0-9-]{0,39}")
"""How nodes are named: zone and node, as in the audience of their acts."""
LONGEST_ADDRESS = 200
LONGEST_CARD = 16 * 1024
KEYS_KEPT = 50


class KeyKind(StrEnum):
    """Kinds of keys that sign messages."""

    ED25519 = "ed25519"
    ECDSA_P256 = "ecdsa_p256"


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a node says of itself.

    `state` is its state's code (ISO 3166-1) or the id of the body of the CIS that it is of, `address` where its door is
    (https, host and port), `tls` the certificate that it shows there and elsewhere (DER), `key` the public key of its
    messages (SubjectPublicKeyInfo, DER), `generation` grows with each change of it; `since` and `until` bound when the
    card holds.
    """

    node: str
    name: str
    state: str
    address: str
    tls: bytes
    kind: KeyKind
    key: bytes
    generation: int
    since: datetime
    until: datetime

    def signed_bytes(self) -> bytes:
        """Return the canonical bytes that the node signs (RFC 8785)."""
        return canonical_bytes(
            {
                "node": self.node,
                "name": self.name,
                "state": self.state,
                "address": self.address,
                "tls": self.tls.hex(),
                "kind": self.kind.value,
                "key": self.key.hex(),
                "generation": self.generation,
                "since": written(self.since),
                "until": written(self.until),
            }
        )

    def digest(self) -> bytes:
        """Return the SHA-256 of the signed bytes: what two people read to each other to compare a card."""
        return hashlib.sha256(self.signed_bytes()).digest()

    def fingerprint(self) -> bytes:
        """Return the SHA-256 of the TLS certificate, 32 bytes."""
        return hashlib.sha256(self.tls).digest()

    def holds_at(self, at: datetime) -> bool:
        """Tell whether the card holds at a moment."""
        return self.since <= at < self.until


class SignedCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card with the signature of its own key and, where it follows another, that of the key before."""

    card: Card
    signature: bytes
    before: bytes = b""


class PinnedKey(msgspec.Struct, frozen=True):
    """A key of a peer and the numbers of the messages that it may sign; `last` is None while it is the current one."""

    kind: KeyKind
    key: bytes
    first: int = 1
    last: int | None = None

    def may_sign(self, number: int) -> bool:
        """Tell whether a message of this number may be signed by it."""
        return self.first <= number and (self.last is None or number <= self.last)


class PeerState(StrEnum):
    """Whether messages go to a peer and are taken from it."""

    OPEN = "open"
    STOPPED = "stopped"
    """It signed two histories: nothing more is taken from it."""
    REVOKED = "revoked"


class Changed(msgspec.Struct, frozen=True):
    """A change of what is known of a peer: when, by whom (`account:<id>`, or the peer itself), how, and why."""

    at: datetime
    actor: str
    how: str
    reason: str
    card: bytes


class Peer(msgspec.Struct, frozen=True):
    """A node as it is known here, one's own among them: its card, its keys with the latest last, what was changed."""

    signed: SignedCard
    keys: tuple[PinnedKey, ...]
    state: PeerState = PeerState.OPEN
    changes: tuple[Changed, ...] = ()

    @property
    def node(self) -> str:
        """Return its name."""
        return self.signed.card.node

    @property
    def card(self) -> Card:
        """Return its card."""
        return self.signed.card

    def signed_message(self, number: int, data: bytes, signature: bytes) -> bool:
        """Tell whether a key of the peer that may sign this number signed these bytes of an envelope."""
        return any(one.may_sign(number) and signed(one, ENVELOPE + data, signature) for one in self.keys)

    def signed_receipt(self, data: bytes, signature: bytes) -> bool:
        """Tell whether a key of the peer signed these bytes of a receipt; a former one did so in its time."""
        return any(signed(one, RECEIPT + data, signature) for one in self.keys)


@dataclass(frozen=True, slots=True)
class NodeKey:
    """The key by which this node signs messages: its public half as cards hold it, and the means to sign."""

    key: bytes
    sign: Callable[[bytes], bytes]


def node_key(vault: Vault, node: str, generation: int) -> NodeKey:
    """Return the key of a node in one of its generations, derived from its vault."""
    use = f"interstate/messages/{node}/{generation}"
    private = Ed25519PrivateKey.from_private_bytes(use_key(vault.secret(Secret.LOG), use))
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return NodeKey(public, private.sign)


def card_signed(card: Card, key: NodeKey, before: NodeKey | None = None) -> SignedCard:
    """Return a card signed by its own key and, where it follows another, by the key before."""
    data = CARD + card.signed_bytes()
    return SignedCard(card, key.sign(data), b"" if before is None else before.sign(data))


def must_be_a_card(one: SignedCard) -> Card:
    """Return a card that is whole and signed by its own key; Problem `cis.peer.card`."""
    card = one.card
    if not NAME.fullmatch(card.node) or not OF_STATE_OR_BODY.fullmatch(card.state) or not card.name.strip():
        raise CARD_WRONG.at("node")
    if not re.fullmatch(r"https://[A-Za-z0-9.:\[\]-]+", card.address) or len(card.address) > LONGEST_ADDRESS:
        raise CARD_WRONG.at("address")
    if card.since.tzinfo is None or card.until.tzinfo is None or card.until <= card.since or card.generation < 1:
        raise CARD_WRONG.at("until")
    if not _is_of_a_machine(card.tls):
        raise CARD_WRONG.at("tls")
    if not signed(PinnedKey(card.kind, card.key), CARD + card.signed_bytes(), one.signature):
        raise CARD_WRONG.at("signature")
    return card


def admitted(one: SignedCard, actor: str, reason: str, at: datetime) -> Peer:
    """Return a peer whose card is put in for the first time; Problem `cis.peer.card`."""
    card = must_be_a_card(one)
    change = Changed(at, actor, "admitted", reason, card.digest())
    return Peer(one, (PinnedKey(card.kind, card.key),), changes=(change,))


def handed_on(peer: Peer, one: SignedCard, number: int, at: datetime) -> Peer:
    """Return a peer after it told its next card itself, in its message of this number; a card again changes nothing.

    Problems `cis.peer.card`; `cis.peer.not_handed_on` where the key before did not sign, or it is no later card.
    """
    card = _must_follow(peer, one)
    if one.card == peer.card:
        return peer
    current = peer.keys[-1]
    later = card.node == peer.node and card.generation > peer.card.generation
    if not later or not signed(current, CARD + card.signed_bytes(), one.before):
        raise KEY_NOT_HANDED_ON.at()
    change = Changed(at, f"node:{peer.node}", "handed_on", "", card.digest())
    return _with_card(peer, one, number, change)


def put_by_hand(peer: Peer, one: SignedCard, taken: int, actor: str, reason: str, at: datetime) -> Peer:
    """Return a peer whose card somebody changed by a signed act; `taken` is the last message that was taken.

    Problems `cis.peer.card`, `cis.peer.absent` for a card of another node.
    """
    if one.card.node != peer.node or peer.state is PeerState.REVOKED:
        raise PEER_ABSENT.at()
    card = _must_follow(peer, one)
    return _with_card(peer, one, taken, Changed(at, actor, "by_hand", reason, card.digest()))


def moved(peer: Peer, state: PeerState, actor: str, reason: str, at: datetime) -> Peer:
    """Return a peer in another state."""
    change = Changed(at, actor, state.value, reason, peer.card.digest())
    return replace(peer, state=state, changes=(*peer.changes, change))


def _must_follow(peer: Peer, one: SignedCard) -> Card:
    """Return the next card of a peer: a node speaks for one state as long as it is known. Problem `cis.peer.card`."""
    card = must_be_a_card(one)
    if card.state != peer.card.state:
        raise CARD_WRONG.at("state")
    return card


def _with_card(peer: Peer, one: SignedCard, last: int, change: Changed) -> Peer:
    *former, current = peer.keys
    if (current.kind, current.key) == (one.card.kind, one.card.key):
        keys = peer.keys
    else:
        keys = (*former, replace(current, last=last), PinnedKey(one.card.kind, one.card.key, last + 1))
    return replace(peer, signed=one, keys=keys[-KEYS_KEPT:], changes=(*peer.changes, change)[-KEYS_KEPT:])


def signed(pinned: PinnedKey, data: bytes, signature: bytes) -> bool:
    """Tell whether a key signed bytes; a key that cannot be read signed nothing."""
    try:
        key = load_der_public_key(pinned.key)
        match pinned.kind:
            case KeyKind.ED25519 if isinstance(key, Ed25519PublicKey):
                key.verify(signature, data)
            case KeyKind.ECDSA_P256 if isinstance(key, ec.EllipticCurvePublicKey) and key.key_size == 256:
                key.verify(signature, data, ec.ECDSA(SHA256()))
            case _:
                return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def _is_of_a_machine(der: bytes) -> bool:
    """Tell whether bytes are a certificate that issues no others: a pin on it trusts nobody else."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return not found.value.ca
