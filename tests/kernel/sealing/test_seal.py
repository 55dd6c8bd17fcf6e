"""Seals: what was sealed opens with its key at its place, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.sealing.seal import committed, opened, row_key, seal, unwrapped, use_key, wrapped
from almasu.law.problem import Fault

KEY, OTHER, NONCE = b"k" * 32, b"o" * 32, b"n" * 12


@given(data=st.binary(max_size=200), place=st.text(max_size=40), nonce=st.binary(min_size=12, max_size=12))
def test_what_was_sealed_opens_at_its_place(data, place, nonce):
    assert opened(KEY, seal(KEY, data, place, nonce), place) == data


@given(data=st.binary(max_size=50), where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_single_changed_bit_does_not_open(data, where, bit):
    sealed = bytearray(seal(KEY, data, "requests/record/1", NONCE))
    sealed[where % len(sealed)] ^= 1 << bit
    with pytest.raises(Fault, match="does not open at requests/record/1"):
        opened(KEY, bytes(sealed), "requests/record/1")


@pytest.mark.parametrize(
    ("key", "place"),
    [(OTHER, "requests/record/1"), (KEY, "requests/record/2"), (KEY, "requests/evidence/1"), (KEY, "")],
)
def test_another_key_or_another_place_does_not_open(key, place):
    sealed = seal(KEY, b"870101300015", "requests/record/1", NONCE)
    with pytest.raises(Fault):
        opened(key, sealed, place)


@pytest.mark.parametrize("sealed", [b"", NONCE, NONCE + b"short"])
def test_what_was_cut_off_is_a_fault_and_never_an_empty_value(sealed):
    with pytest.raises(Fault):
        opened(KEY, sealed, "requests/record/1")


def test_every_row_has_a_key_of_its_own():
    keys = {row_key(log, place) for log in (KEY, OTHER) for place in ("requests/record/1", "requests/record/2")}
    assert len(keys) == 4
    assert {len(key) for key in keys} == {32}


def test_every_use_of_a_secret_has_a_key_of_its_own():
    keys = {use_key(secret, use) for secret in (KEY, OTHER) for use in ("forms", "cursors")}
    assert len(keys | {KEY, OTHER, row_key(KEY, "forms")}) == 7
    assert {len(key) for key in keys} == {32}


def test_a_wrapped_key_opens_under_its_material_only():
    held = wrapped(KEY, b"d" * 32)
    assert unwrapped(KEY, held) == b"d" * 32
    for material, kept in ((OTHER, held), (KEY, held[:-1] + b"\x00"), (KEY, b""), (KEY, held[:16])):
        with pytest.raises(Fault, match="does not open under its material"):
            unwrapped(material, kept)


def test_a_commitment_is_opened_by_its_salt_its_label_and_its_data():
    # SHA-256 of 32 letters s, "act", a zero byte, "data", by another tool.
    assert committed(b"s" * 32, "act", b"data") == "12025a44d1eb132da07faa43b8a4b228c203aaa05caa4355b44f918c7a4b5864"
    assert committed(b"t" * 32, "act", b"data") != committed(b"s" * 32, "act", b"data")
    assert committed(b"s" * 32, "subject", b"data") != committed(b"s" * 32, "act", b"data")


def test_a_label_cannot_flow_into_the_data():
    assert committed(b"s" * 32, "ac", b"tdata") != committed(b"s" * 32, "act", b"data")
