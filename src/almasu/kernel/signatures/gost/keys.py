"""How GOST keys and algorithms are written in Kazakh certificates: object identifiers, SPKI, point encoding.

The public key is BIT STRING { OCTET STRING { x little-endian, y little-endian } }.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.gost.curves import CURVE_256_A, CURVE_512_A, CURVE_2004_A, Curve
from almasu.kernel.signatures.gost.gost94 import D_TEST, gost34311
from almasu.kernel.signatures.gost.points import Point
from almasu.kernel.signatures.gost.streebog import streebog256, streebog512


@dataclass(frozen=True, slots=True)
class GostScheme:
    """One family of GOST signatures as the national authority writes it (oid register of root.gov.kz).

    `key`, `parameters`, `hashing` and `signing` are dotted object identifiers; `signing` covers hash and signature.
    """

    name: str
    key: str
    parameters: str
    hashing: str
    hashing_parameters: str
    signing: str
    curve: Curve
    digest: Callable[[bytes], bytes]


def d_test(data: bytes) -> bytes:
    """Return GOST 34.311-95 with the S-box that Kazakhstan uses."""
    return gost34311(data, D_TEST)


GOST_512 = GostScheme(
    name="gost-2015-512",
    key="1.2.398.3.10.1.1.2.2",
    parameters="1.2.398.3.10.1.1.2.2.1",
    hashing="1.2.398.3.10.1.3.3",
    hashing_parameters="1.2.398.3.10.1.3.3",
    signing="1.2.398.3.10.1.1.2.3.2",
    curve=CURVE_512_A,
    digest=streebog512,
)
GOST_256 = GostScheme(
    name="gost-2015-256",
    key="1.2.398.3.10.1.1.2.1",
    parameters="1.2.398.3.10.1.1.2.1.1",
    hashing="1.2.398.3.10.1.3.2",
    hashing_parameters="1.2.398.3.10.1.3.2",
    signing="1.2.398.3.10.1.1.2.3.1",
    curve=CURVE_256_A,
    digest=streebog256,
)
GOST_2004 = GostScheme(
    name="gost-2004",
    key="1.2.398.3.10.1.1.1.1",
    parameters="1.2.398.3.10.1.1.1.1.1",
    hashing="1.2.398.3.10.1.3.1",
    hashing_parameters="1.2.398.3.10.1.3.1.1.0",
    signing="1.2.398.3.10.1.1.1.2",
    curve=CURVE_2004_A,
    digest=d_test,
)
SCHEMES = (GOST_512, GOST_256, GOST_2004)


def scheme_of_key(key_oid: str, parameters_oid: str) -> GostScheme | None:
    """Return the scheme of a key algorithm with its curve, or None where we do not know it."""
    for scheme in SCHEMES:
        if (scheme.key, scheme.parameters) == (key_oid, parameters_oid):
            return scheme
    return None


def point_bytes(public: Point, scheme: GostScheme) -> bytes:
    """Return x then y, little-endian."""
    return b"".join(int(coordinate).to_bytes(scheme.curve.size, "little") for coordinate in public)


def read_point(octets: bytes, scheme: GostScheme) -> Point:
    """Return the point written as x then y, little-endian; ValueError for another length. The curve is not checked."""
    size = scheme.curve.size
    if len(octets) != 2 * size:
        raise ValueError("a GOST public key is two coordinates")
    return int.from_bytes(octets[:size], "little"), int.from_bytes(octets[size:], "little")


def algorithm(scheme: GostScheme) -> bytes:
    """Return the DER AlgorithmIdentifier of a key of the scheme, with its curve and hash."""
    parameters = der.sequence(der.oid(scheme.parameters), der.oid(scheme.hashing_parameters))
    return der.sequence(der.oid(scheme.key), parameters)


def subject_public_key_info(public: Point, scheme: GostScheme) -> bytes:
    """Return the DER SubjectPublicKeyInfo of a public key."""
    return der.sequence(algorithm(scheme), der.bit_string(der.octet_string(point_bytes(public, scheme))))
