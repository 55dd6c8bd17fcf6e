"""GOST R 34.10-2012 and GOST 34.310-2004 signatures with their hashes, in the encodings Kazakhstan uses."""

from almasu.kernel.signatures.gost.curves import CURVE_256_A, CURVE_512_A, CURVE_2004_A, Curve
from almasu.kernel.signatures.gost.sign import KeyTables, is_key, public_key, sign, verify
from almasu.kernel.signatures.gost.streebog import streebog256, streebog512

__all__ = [
    "CURVE_256_A",
    "CURVE_512_A",
    "CURVE_2004_A",
    "Curve",
    "KeyTables",
    "is_key",
    "public_key",
    "sign",
    "streebog256",
    "streebog512",
    "verify",
]
