"""A node of another state that signed two messages which contradict each other, and the evidence that is kept of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from actions.interstate.conftest import State
from almasu.actions.interstate.messages.keeping_evidence import keep_evidence
from almasu.actions.interstate.messages.peers import register_peer
from almasu.kernel.interstate.channel import FIRST, Envelope
from almasu.kernel.interstate.evidence import Bare, SignedTwice, written_evidence
from almasu.kernel.interstate.peers import ENVELOPE, Card, KeyKind, card_signed, node_key
from almasu.testing.pki.transport import TransportAuthority

LIAR = "interstate/by"


async def evidence_of_a_liar(state: State, folder: Path) -> UUID:
    """Keep evidence at a node that one in Belarus told two histories; return its number."""
    at, vault = state.now(), state.node.vault
    issued = TransportAuthority(folder / "liar", at).node("BY")
    tls = x509.load_pem_x509_certificate(issued.certificate.read_bytes()).public_bytes(Encoding.DER)
    key, since, until = node_key(vault, LIAR, 1), at - timedelta(days=1), at + timedelta(days=900)
    card = card_signed(Card(LIAR, "BY", "BY", "https://127.0.0.1", tls, KeyKind.ED25519, key.key, 1, since, until), key)
    told = [Envelope(LIAR, state.node.audience, 1, FIRST, "parcel", content * 32, at) for content in (b"\x01", b"\x02")]
    twice = [Bare(one, key.sign(ENVELOPE + one.signed_bytes())) for one in told]
    async with state.node.store.transaction() as transaction:
        peer = await register_peer(state.node, transaction, card, "system:test", "", at, {})
        found = SignedTwice(state.node.audience, card, peer.keys, twice[0], twice[1])
        return (await keep_evidence(state.node, transaction, LIAR, written_evidence(found), at)).number
