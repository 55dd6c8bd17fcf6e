"""Public keys and the one hash and signature that goes with each kind. Nothing else is accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from almasu_verify import curves
from almasu_verify.der import INTEGER, OCTETS, SEQUENCE, Element, whole
from almasu_verify.faults import Refused
from almasu_verify.streebog import streebog256, streebog512

SHA256 = "2.16.840.1.101.3.4.2.1"
_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


def sha256(data: bytes) -> bytes:
    """Return the SHA-256."""
    return hashlib.sha256(data).digest()


class Suite(NamedTuple):
    """What goes together: the hash of CMS, its signature identifiers, the signature identifier of certificates."""

    hashing: str
    signing: frozenset[str]
    sealing: str
    digest: Callable[[bytes], bytes]


GOST_512_SIGNED, GOST_256_SIGNED = "1.2.398.3.10.1.1.2.3.2", "1.2.398.3.10.1.1.2.3.1"
RSA, RSA_SIGNED = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"
EC, EC_SIGNED, ON_P256 = "1.2.840.10045.2.1", "1.2.840.10045.4.3.2", "1.2.840.10045.3.1.7"
SUITES: dict[str, Suite] = {
    "gost-2015-512": Suite("1.2.398.3.10.1.3.3", frozenset({GOST_512_SIGNED}), GOST_512_SIGNED, streebog512),
    "gost-2015-256": Suite("1.2.398.3.10.1.3.2", frozenset({GOST_256_SIGNED}), GOST_256_SIGNED, streebog256),
    "rsa-sha256": Suite(SHA256, frozenset({RSA, RSA_SIGNED}), RSA_SIGNED, sha256),
    "p256-sha256": Suite(SHA256, frozenset({EC_SIGNED}), EC_SIGNED, sha256),
}
GOSTS = {
    ("1.2.398.3.10.1.1.2.2", "1.2.398.3.10.1.1.2.2.1"): ("gost-2015-512", curves.GOST_512),
    ("1.2.398.3.10.1.1.2.1", "1.2.398.3.10.1.1.2.1.1"): ("gost-2015-256", curves.GOST_256),
}


class Key(NamedTuple):
    """A public key: its family (empty where we do not know it) and two numbers, a point or RSA's n and e."""

    family: str
    numbers: tuple[int, int]

    @property
    def suite(self) -> Suite:
        """Return what goes with the key; Refused for an unknown or a weak one."""
        if self.family not in SUITES:
            raise Refused("key: unknown algorithm")
        n, e = self.numbers
        if self.family == "rsa-sha256" and (not 2048 <= n.bit_length() <= 8192 or e < 65537):
            raise Refused("key: weak")
        return SUITES[self.family]

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Tell whether a signature over a message is this key's."""
        return _is_signed(self, message, signature)


@lru_cache(maxsize=64)
def _is_signed(key: Key, message: bytes, signature: bytes) -> bool:
    if key.family == "gost-2015-512":
        return curves.gost_verified(key.numbers, streebog512(message), signature, curves.GOST_512)
    if key.family == "gost-2015-256":
        return curves.gost_verified(key.numbers, streebog256(message), signature, curves.GOST_256)
    if key.family == "rsa-sha256":
        return _rsa_signed(key.numbers, message, signature)
    return key.family == "p256-sha256" and _ec_signed(key.numbers, message, signature)


def read_key(info: Element) -> Key:
    """Return the key of a SubjectPublicKeyInfo."""
    reader = info.inside()
    algorithm = reader.take(SEQUENCE).inside()
    bits = reader.next().bits()
    reader.end()
    name = algorithm.next().oid()
    if name == RSA:
        numbers = whole(bits).inside()
        n, e = numbers.take(INTEGER).integer(), numbers.take(INTEGER).integer()
        numbers.end()
        return Key("rsa-sha256", (n, e))
    if name == EC:
        return _ec_key(algorithm.next(), bits)
    known = [one for one in GOSTS if one[0] == name]
    if not known:
        return Key("", (0, 0))
    family = GOSTS.get((name, algorithm.take(SEQUENCE).inside().next().oid()))
    if family is None:
        return Key("", (0, 0))
    data = whole(bits).must_be(OCTETS).content
    size = family[1].size
    if len(data) != 2 * size:
        raise Refused("key: a point of another size")
    return Key(family[0], (int.from_bytes(data[:size], "little"), int.from_bytes(data[size:], "little")))


def _ec_key(curve: Element, bits: bytes) -> Key:
    if curve.oid() != ON_P256:
        return Key("", (0, 0))
    point = (int.from_bytes(bits[1:33], "big"), int.from_bytes(bits[33:], "big"))
    if len(bits) != 65 or bits[0] != 4 or not curves.is_key(point, curves.P256):
        raise Refused("key: not a point of the curve")
    return Key("p256-sha256", point)


def _rsa_signed(numbers: tuple[int, int], message: bytes, signature: bytes) -> bool:
    """Verify PKCS #1 v1.5 by building the one padding there is (RFC 8017, 8.2.2)."""
    n, e = numbers
    size = (n.bit_length() + 7) // 8
    value = int.from_bytes(signature, "big")
    if len(signature) != size or value >= n:
        return False
    ending = _PREFIX + sha256(message)
    wanted = b"\x00\x01" + b"\xff" * (size - len(ending) - 3) + b"\x00" + ending
    return pow(value, e, n).to_bytes(size, "big") == wanted


def _ec_signed(point: tuple[int, int], message: bytes, signature: bytes) -> bool:
    try:
        reader = whole(signature).inside()
        r, s = reader.take(INTEGER).integer(), reader.take(INTEGER).integer()
        reader.end()
    except Refused:
        return False
    return curves.ecdsa_verified(point, message, r, s)
