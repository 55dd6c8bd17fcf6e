"""A bag: what waits for a node, sealed for that node alone, as one file for a courier (CIS-6.1, CIS-8.4).

Whoever packs, carries or unloads it reads nothing of it, and its size tells little: it is sealed by HPKE (RFC 9180,
P-256, HKDF-SHA256, AES-256-GCM) for the key of the certificate that the node shows at its door. Who sent what is told
by the signature of each message inside, not by the bag.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from almasu.kernel.interstate.messages import Form, Sent, Told
from almasu.kernel.interstate.problems_of_messages import BAG_WRONG

MAGIC = b"almasu bag 1\n"
MOST_BYTES = 960 * 1024
"""Bytes of a bag: what waits beyond goes into the next one."""
ROOM_IN_IT = MOST_BYTES - 128 * 1024
"""Bytes of messages in a bag; the rest is for its own words and for padding."""
STEP = 64 * 1024
"""A bag is padded to a multiple of this: one message more does not show."""
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Label(msgspec.Struct, frozen=True):
    """How a bag goes: its number in the register, its seal, who carries it, on what, when it was handed over."""

    number: str
    seal: str
    courier: str
    form: Form
    handed_at: datetime


class Bag(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Messages in their order, or what was told of those that came; `sender` and `receiver` are names of nodes.

    `anew` has for a message, by its number, the signatures of later keys of the sender: where its card was changed by
    hand meanwhile the first one is believed no more.
    """

    sender: str
    receiver: str
    messages: tuple[Sent, ...] = ()
    label: Label | None = None
    told: Told | None = None
    anew: Mapping[int, tuple[bytes, ...]] = {}
    padding: bytes = b""


def sealed(bag: Bag, certificate: bytes) -> bytes:
    """Return the file of a bag for whoever has the key of a certificate (DER); Problem `cis.message.bag`."""
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except ValueError as wrong:
        raise BAG_WRONG.at("node") from wrong
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.key_size != 256:
        raise BAG_WRONG.at("node")
    plain = len(msgspec.msgpack.encode(bag))
    padded = msgspec.structs.replace(bag, padding=bytes(-plain % STEP))
    return MAGIC + _SUITE.encrypt(msgspec.msgpack.encode(padded), key, MAGIC + bag.receiver.encode())


def opened(file: bytes, key: bytes, receiver: str) -> Bag:
    """Return what is in a bag that was sealed for the key of a node (PEM); Problem `cis.message.bag` for any other."""
    if not file.startswith(MAGIC) or len(file) > MOST_BYTES + STEP:
        raise BAG_WRONG.at("file")
    private = load_pem_private_key(key, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.key_size != 256:
        raise BAG_WRONG.at("file")
    try:
        data = _SUITE.decrypt(file[len(MAGIC) :], private, MAGIC + receiver.encode())
        bag = msgspec.msgpack.decode(data, type=Bag)
    except (InvalidTag, ValueError, RecursionError, msgspec.MsgspecError) as wrong:
        raise BAG_WRONG.at("file") from wrong
    if bag.receiver != receiver:
        raise BAG_WRONG.at("file")
    return bag
