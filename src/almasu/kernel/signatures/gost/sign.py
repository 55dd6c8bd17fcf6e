"""Signing and verifying under GOST 34.10-2015 and GOST 34.310-2004 in the Kazakh encoding.

A signature is r then s, each little-endian; a public key is a pair of numbers. Signing is NOT constant-time: it is for
the embedded test authority, the emulator and tests, whose keys protect nothing. Sources: RFC 7091; GOST 34.10-2015.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator

from almasu.kernel.signatures.bounded import Bounded
from almasu.kernel.signatures.gost.curves import Curve
from almasu.kernel.signatures.gost.numbers import inverse, natural
from almasu.kernel.signatures.gost.points import (
    Comb,
    Jacobian,
    Point,
    base_comb,
    comb,
    combined,
    flattened,
    is_on_curve,
    joined,
    multiplied,
)


def public_key(private: int, curve: Curve) -> Point:
    """Return the public key of a private key 0 < d < q; ValueError outside that range."""
    if not 0 < private < curve.q:
        raise ValueError("a private key lies between 0 and q")
    x, y = flattened([combined([(private, base_comb(curve))], curve)], curve)[0]
    return int(x), int(y)


def is_key(public: Point, curve: Curve) -> bool:
    """Tell whether a public key is a point of the curve inside the subgroup of prime order."""
    if not is_on_curve(public, curve):
        return False
    # With cofactor 1 every finite point of the curve has order q.
    return curve.cofactor == 1 or not multiplied(curve.q, public, curve)[2]


def deterministic_nonces(private: int, digest: bytes, curve: Curve) -> Iterator[int]:
    """Yield nonces that depend on the key and the digest only, in the manner of RFC 6979, 3.2, with HMAC-SHA-512."""
    seed = private.to_bytes(curve.size, "big") + (int.from_bytes(digest, "little") % curve.q).to_bytes(
        curve.size, "big"
    )
    key, value = bytes(64), b"\x01" * 64
    for step in (b"\x00", b"\x01"):
        key = hmac.digest(key, value + step + seed, hashlib.sha512)
        value = hmac.digest(key, value, hashlib.sha512)
    while True:
        value = hmac.digest(key, value, hashlib.sha512)
        yield int.from_bytes(value, "big") >> 512 - curve.q.bit_length()
        key = hmac.digest(key, value + b"\x00", hashlib.sha512)
        value = hmac.digest(key, value, hashlib.sha512)


def sign(private: int, digest: bytes, curve: Curve, k: Iterable[int] | None = None) -> bytes:
    """Return the signature of a digest. `k` gives nonces to try (one is nearly always enough), else deterministic ones.

    Raises ValueError for a key off its range, or when the given nonces run out.
    """
    if not 0 < private < curve.q:
        raise ValueError("a private key lies between 0 and q")
    e = int.from_bytes(digest, "little") % curve.q or 1
    for nonce in deterministic_nonces(private, digest, curve) if k is None else k:
        if not 0 < nonce < curve.q:
            continue
        r = int(flattened([combined([(nonce, base_comb(curve))], curve)], curve)[0][0]) % curve.q
        s = (r * private + nonce * e) % curve.q
        if r and s:
            return r.to_bytes(curve.size, "little") + s.to_bytes(curve.size, "little")
    raise ValueError("no usable nonce was given")


class KeyTables:
    """Combs of public keys seen more than once, at most `capacity` of them (about 130 KB each for 512 bits).

    The owner is one verifier in one thread. A key is checked once, when it is first seen.
    """

    def __init__(self, capacity: int = 256) -> None:
        self._seen: Bounded[tuple[Curve, Point], bool] = Bounded(8 * capacity)
        self._combs: Bounded[tuple[Curve, Point], Comb] = Bounded(capacity)

    def of(self, public: Point, curve: Curve) -> Comb | None:
        """Return the key's comb, or None the first time; ValueError for what is not a key of the curve."""
        place = (curve, public)
        known = self._combs.get(place)
        if known is not None:
            return known
        if self._seen.get(place) is None:
            if not is_key(public, curve):
                raise ValueError("not a key of this curve")
            self._seen.keep(place, True)
            return None
        table = comb(public, curve)
        self._combs.keep(place, table)
        return table


def verify(public: Point, digest: bytes, signature: bytes, curve: Curve, tables: KeyTables | None = None) -> bool:
    """Tell whether the signature over a digest is the key's. Anything out of range or off the curve is simply False."""
    size = curve.size
    if len(digest) != size or not is_in_range(signature, curve):
        return False
    r, s = int.from_bytes(signature[:size], "little"), int.from_bytes(signature[size:], "little")
    try:
        table = None if tables is None else tables.of(public, curve)
    except ValueError:
        return False
    if tables is None and not is_key(public, curve):
        return False
    v = inverse(int.from_bytes(digest, "little") % curve.q or 1, curve.q)
    of_base, of_key = s * v % curve.q, (curve.q - r) * v % curve.q
    if table is not None:
        point = combined([(of_base, base_comb(curve)), (of_key, table)], curve)
    else:
        point = joined(combined([(of_base, base_comb(curve))], curve), multiplied(of_key, public, curve), curve)
    return _has_x(point, r, curve)


def is_in_range(signature: bytes, curve: Curve) -> bool:
    """Tell whether a signature has two halves, each between 0 and q."""
    size = curve.size
    if len(signature) != 2 * size:
        return False
    r, s = int.from_bytes(signature[:size], "little"), int.from_bytes(signature[size:], "little")
    return 0 < r < curve.q and 0 < s < curve.q


def _has_x(point: Jacobian, r: int, curve: Curve) -> bool:
    """Tell whether the point's x is r modulo q, without an inversion."""
    x, _, z = point
    if not z:
        return False
    square = natural(z) * z % curve.p
    return any(candidate * square % curve.p == x for candidate in range(r, curve.p, curve.q))
