"""Elliptic curves: verification under GOST 34.10-2015 (RFC 7091) in the Kazakh encoding and under ECDSA on P-256."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

Point = tuple[int, int]
Jacobian = tuple[int, int, int]
INFINITY: Jacobian = (1, 1, 0)


class Curve(NamedTuple):
    """y^2 = x^3 + a x + b modulo p; the base point has the prime order q; `size` is the length of a coordinate."""

    size: int
    p: int
    a: int
    b: int
    q: int
    base: Point
    cofactor: int


# RFC 7836, A.2.1.
GOST_512 = Curve(
    64,
    2**512 - 569,
    2**512 - 572,
    0xE8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760,
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275,
    (
        3,
        0x7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4,
    ),
    1,
)
# RFC 7836, A.1 as RFC 9215 corrects it.
GOST_256 = Curve(
    32,
    2**256 - 617,
    0xC2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335,
    0x295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513,
    0x400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67,
    (
        0x91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28,
        0x32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C,
    ),
    4,
)
# SEC 2, 2.4.2.
P256 = Curve(
    32,
    0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
    0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC,
    0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    (
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    ),
    1,
)


def _doubled(point: Jacobian, curve: Curve) -> Jacobian:
    x, y, z = point
    p = curve.p
    if not z or not y:
        return INFINITY
    square = y * y % p
    s = 4 * x * square % p
    m = (3 * x * x + curve.a * pow(z, 4, p)) % p
    new = (m * m - 2 * s) % p
    return new, (m * (s - new) - 8 * square * square) % p, 2 * y * z % p


def _added(left: Jacobian, right: Jacobian, curve: Curve) -> Jacobian:
    if not left[2]:
        return right
    if not right[2]:
        return left
    p = curve.p
    (x1, y1, z1), (x2, y2, z2) = left, right
    a, b = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * b % p, x2 * a % p
    s1, s2 = y1 * b * z2 % p, y2 * a * z1 % p
    h, r = (u2 - u1) % p, (s2 - s1) % p
    if not h:
        return INFINITY if r else _doubled(left, curve)
    square = h * h % p
    cube = h * square % p
    v = u1 * square % p
    x = (r * r - cube - 2 * v) % p
    return x, (r * (v - x) - s1 * cube) % p, h * z1 * z2 % p


def _sum(first: int, of_first: Point, second: int, of_second: Point, curve: Curve) -> Jacobian:
    """Return first * of_first + second * of_second."""
    one, two = (*of_first, 1), (*of_second, 1)
    both = _added(one, two, curve)
    choice = (None, one, two, both)
    total = INFINITY
    for bit in range(max(first.bit_length(), second.bit_length()) - 1, -1, -1):
        total = _doubled(total, curve)
        chosen = choice[(first >> bit & 1) | (second >> bit & 1) << 1]
        if chosen is not None:
            total = _added(total, chosen, curve)
    return total


def _x(point: Jacobian, curve: Curve) -> int:
    if not point[2]:
        return -1
    return point[0] * pow(point[2], -2, curve.p) % curve.p


def is_key(point: Point, curve: Curve) -> bool:
    """Tell whether a point lies on the curve and in the subgroup of prime order."""
    x, y = point
    if not (0 <= x < curve.p and 0 <= y < curve.p):
        return False
    if (y * y - (x * x * x + curve.a * x + curve.b)) % curve.p:
        return False
    return curve.cofactor == 1 or not _sum(curve.q, point, 0, curve.base, curve)[2]


def gost_verified(point: Point, digest: bytes, signature: bytes, curve: Curve) -> bool:
    """Tell whether a GOST signature (r then s, each little-endian) over a digest is the key's."""
    size, q = curve.size, curve.q
    if len(signature) != 2 * size or len(digest) != size or not is_key(point, curve):
        return False
    r, s = int.from_bytes(signature[:size], "little"), int.from_bytes(signature[size:], "little")
    if not (0 < r < q and 0 < s < q):
        return False
    v = pow(int.from_bytes(digest, "little") % q or 1, -1, q)
    return _x(_sum(s * v % q, curve.base, (q - r) * v % q, point, curve), curve) % q == r


def ecdsa_verified(point: Point, message: bytes, r: int, s: int) -> bool:
    """Tell whether an ECDSA signature with SHA-256 on P-256 is the key's."""
    q = P256.q
    if not (0 < r < q and 0 < s < q) or not is_key(point, P256):
        return False
    e = int.from_bytes(hashlib.sha256(message).digest(), "big") % q
    w = pow(s, -1, q)
    x = _x(_sum(e * w % q, P256.base, r * w % q, point, P256), P256)
    return x >= 0 and x % q == r
