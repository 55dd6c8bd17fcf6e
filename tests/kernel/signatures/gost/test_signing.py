"""GOST signatures: round trips, the standard's example, an implementation that is not ours, keys and ranges."""

from __future__ import annotations

import gostcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.signatures.gost import numbers
from almasu.kernel.signatures.gost.curves import CURVE_256_A, CURVE_512_A, CURVE_2004_A
from almasu.kernel.signatures.gost.keys import SCHEMES, point_bytes, read_point, scheme_of_key
from almasu.kernel.signatures.gost.points import comb, combined, flattened, is_on_curve, multiplied
from almasu.kernel.signatures.gost.sign import (
    KeyTables,
    deterministic_nonces,
    is_in_range,
    is_key,
    public_key,
    sign,
    verify,
)

CURVES = [CURVE_512_A, CURVE_256_A, CURVE_2004_A]
ORACLE_CURVES = gostcrypto.gostsignature.CURVES_R_1323565_1_024_2019
ORACLES = [
    (CURVE_512_A, gostcrypto.gostsignature.MODE_512, "id-tc26-gost-3410-12-512-paramSetA"),
    (CURVE_256_A, gostcrypto.gostsignature.MODE_256, "id-tc26-gost-3410-2012-256-paramSetA"),
    (CURVE_2004_A, gostcrypto.gostsignature.MODE_256, "id-tc26-gost-3410-2012-256-paramSetB"),
]


def scalars(curve):
    return st.integers(1, curve.q - 1)


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.name)
def test_the_base_point_lies_on_the_curve_and_has_order_q(curve):
    base = (curve.x, curve.y)
    assert is_on_curve(base, curve)
    assert not multiplied(curve.q, base, curve)[2]


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.name)
@settings(deadline=None, max_examples=15)
@given(st.data())
def test_what_is_signed_verifies_and_nothing_else(curve, data):
    private = data.draw(scalars(curve))
    digest = data.draw(st.binary(min_size=curve.size, max_size=curve.size))
    bit = data.draw(st.integers(0, 16 * curve.size - 1))
    public, signature = public_key(private, curve), sign(private, digest, curve)
    tables = KeyTables(2)
    for known in (None, tables, tables, tables):
        assert verify(public, digest, signature, curve, known)
        changed = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(2 * curve.size, "little")
        assert not verify(public, digest, changed, curve, known)


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.name)
@settings(deadline=None, max_examples=15)
@given(st.data())
def test_a_comb_multiplies_as_windows_do(curve, data):
    point, scalar = public_key(data.draw(scalars(curve)), curve), data.draw(scalars(curve))
    by_comb = combined([(scalar, comb(point, curve))], curve)
    by_windows = multiplied(scalar, point, curve)
    assert flattened([by_comb], curve) == flattened([by_windows], curve)


@pytest.mark.parametrize(("curve", "mode", "name"), ORACLES, ids=[curve.name for curve, _, _ in ORACLES])
def test_another_implementation_accepts_our_signatures(curve, mode, name):
    """Kazakhstan writes r and s little-endian; others write numbers big-endian and hashes reversed."""
    oracle = gostcrypto.gostsignature.new(mode, ORACLE_CURVES[name])
    private, digest = 0x1234567890ABCDEF << 100, bytes(range(curve.size))
    size = curve.size
    signature = sign(private, digest, curve)
    public = public_key(private, curve)
    theirs = bytearray(b"".join(coordinate.to_bytes(size, "big") for coordinate in public))
    assert theirs == oracle.public_key_generate(bytearray(private.to_bytes(size, "big")))
    written = bytearray(signature[:size][::-1] + signature[size:][::-1])
    assert oracle.verify(theirs, bytearray(digest[::-1]), written)


@pytest.mark.parametrize(("curve", "mode", "name"), ORACLES, ids=[curve.name for curve, _, _ in ORACLES])
def test_we_accept_the_signatures_of_another_implementation(curve, mode, name):
    oracle = gostcrypto.gostsignature.new(mode, ORACLE_CURVES[name])
    private, digest, size = 0xABCDEF, bytes(range(curve.size)), curve.size
    written = bytes(oracle.sign(bytearray(private.to_bytes(size, "big")), bytearray(digest[::-1])))
    signature = written[:size][::-1] + written[size:][::-1]
    assert verify(public_key(private, curve), digest, signature, curve)


def test_the_nonce_depends_on_key_and_digest_only():
    first, again = (next(deterministic_nonces(7, bytes(64), CURVE_512_A)) for _ in range(2))
    other_key = next(deterministic_nonces(8, bytes(64), CURVE_512_A))
    other_digest = next(deterministic_nonces(7, b"\x01" * 64, CURVE_512_A))
    assert first == again
    assert len({first, other_key, other_digest}) == 3


def test_a_nonce_may_be_given_and_a_bad_one_is_passed_over():
    curve = CURVE_256_A
    digest = b"\x05" * 32
    signature = sign(11, digest, curve, [0, curve.q, 12345])
    assert signature == sign(11, digest, curve, [12345])
    with pytest.raises(ValueError, match="nonce"):
        sign(11, digest, curve, [0])


@pytest.mark.parametrize("private", [0, -1, CURVE_256_A.q])
def test_a_private_key_off_its_range_is_refused(private):
    with pytest.raises(ValueError, match="between 0 and q"):
        public_key(private, CURVE_256_A)
    with pytest.raises(ValueError, match="between 0 and q"):
        sign(private, bytes(32), CURVE_256_A)


def test_a_digest_of_zero_is_signed_as_one():
    """RFC 7091, 6.1, step 2."""
    curve = CURVE_256_A
    assert verify(public_key(5, curve), bytes(32), sign(5, bytes(32), curve), curve)


@pytest.mark.parametrize("length", [0, 63, 65, 127, 129])
def test_a_signature_of_another_length_is_out_of_range(length):
    assert not is_in_range(b"\x01" * length, CURVE_512_A)
    assert not verify(public_key(5, CURVE_512_A), bytes(64), b"\x01" * length, CURVE_512_A)


def test_a_digest_of_another_length_verifies_nothing():
    assert not verify(public_key(5, CURVE_512_A), bytes(32), sign(5, bytes(64), CURVE_512_A), CURVE_512_A)


def test_what_is_no_key_gets_no_table():
    with pytest.raises(ValueError, match="not a key"):
        KeyTables().of((1, 1), CURVE_512_A)
    assert not verify((1, 1), bytes(64), b"\x01" * 128, CURVE_512_A, KeyTables())
    assert not is_key((-1, 0), CURVE_512_A)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_a_public_key_survives_being_written(scheme):
    point = public_key(99, scheme.curve)
    assert read_point(point_bytes(point, scheme), scheme) == point
    assert scheme_of_key(scheme.key, scheme.parameters) is scheme
    with pytest.raises(ValueError, match="two coordinates"):
        read_point(b"\x00", scheme)


def test_an_unknown_curve_has_no_scheme():
    assert scheme_of_key("1.2.398.3.10.1.1.2.2", "1.2.3") is None


def test_plain_numbers_give_the_same_results(monkeypatch):
    """Where gmpy2 is not installed everything works on int."""
    from almasu.kernel.signatures.gost import points

    curve = CURVE_256_A
    signature, public = sign(77, b"\x07" * 32, curve), public_key(77, curve)
    monkeypatch.setattr(points, "natural", int)
    points.base_comb.cache_clear()
    try:
        assert sign(77, b"\x07" * 32, curve) == signature
        assert verify(public, b"\x07" * 32, signature, curve)
        assert verify(public, b"\x07" * 32, signature, curve, KeyTables())
    finally:
        points.base_comb.cache_clear()


def test_there_is_no_inverse_of_zero():
    with pytest.raises(ValueError, match=r"inverse|invertible"):
        numbers.inverse(numbers.natural(0), 7)
