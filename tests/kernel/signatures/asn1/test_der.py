"""Strict DER: what we write we read back, and every trick of BER is refused by its name."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import core
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import DerError, DerFault, walk, whole


@given(st.integers(-(2**300), 2**300))
def test_integers_survive_and_agree_with_another_encoder(value):
    written = der.integer(value)
    assert whole(written).integer() == value
    assert core.Integer(value).dump() == written


@given(st.lists(st.integers(0, 2**70), min_size=1, max_size=8), st.integers(0, 2), st.integers(0, 39))
def test_identifiers_survive_and_agree_with_another_encoder(arcs, first, second):
    dotted = ".".join(map(str, (first, second, *arcs)))
    written = der.oid(dotted)
    if len(written) > 66:
        return
    assert whole(written).oid() == dotted
    assert core.ObjectIdentifier(dotted).dump() == written


@given(st.binary(max_size=70_000))
def test_octets_of_any_length_survive(content):
    assert whole(der.octet_string(content)).octets() == content


@given(st.integers(-631_152_000, 2_524_607_999))
def test_times_survive_to_the_second(seconds):
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert whole(der.time(at)).time() == at
    assert whole(der.generalized_time(at)).time() == at


@given(st.text(max_size=100))
def test_texts_survive(text):
    assert whole(der.utf8(text)).text() == text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", DerFault.TRUNCATED),
        ("30", DerFault.TRUNCATED),
        ("3001", DerFault.TRUNCATED),
        ("308200", DerFault.TRUNCATED),
        ("30800000", DerFault.INDEFINITE),
        ("30810100", DerFault.NOT_MINIMAL),
        ("3082000100", DerFault.NOT_MINIMAL),
        ("30850000000001", DerFault.TOO_BIG),
        ("1f0100", DerFault.UNEXPECTED),
        ("3f8101000500", DerFault.UNEXPECTED),
        ("050000", DerFault.TRAILING),
    ],
)
def test_broken_elements_are_refused_by_name(data, fault):
    with pytest.raises(DerError) as refused:
        whole(bytes.fromhex(data))
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("data", "method"),
    [
        ("0200", "integer"),
        ("02020001", "integer"),
        ("0202ff80", "integer"),
        ("010101", "boolean"),
        ("0100", "boolean"),
        ("0300", "bits"),
        ("030101", "bits"),
        ("03020107", "flags"),
        ("030208ff", "flags"),
        ("030101", "flags"),
        ("0600", "oid"),
        ("060180", "oid"),
        ("06028001", "oid"),
        ("0641" + "2a" * 65, "oid"),
        ("0c01ff", "text"),
        ("0401ff", "text"),
        ("170b323630313031303030305a", "time"),
        ("170d3236303130313030303030302b", "time"),
        ("170d3236303233303030303030305a", "time"),
        ("1811323032363031303130303030303030352e5a", "time"),
        ("181232303236303130313030303030302e31305a", "time"),
        ("0401ff", "time"),
    ],
)
def test_malformed_values_are_refused(data, method):
    with pytest.raises(DerError):
        getattr(whole(bytes.fromhex(data)), method)()


def test_a_fraction_of_a_second_is_cut_off():
    written = der.element(0x18, b"20260101000000.123Z")
    assert whole(written).time() == datetime(2026, 1, 1, tzinfo=UTC)


def test_nesting_and_numbers_are_bounded():
    deep = b""
    for _ in range(40):
        deep = der.sequence(deep)
    with pytest.raises(DerError) as refused:
        walk(whole(deep))
    assert refused.value.fault is DerFault.TOO_BIG
    with pytest.raises(DerError):
        walk(whole(der.sequence(*([der.null()] * 20_001))))
    with pytest.raises(DerError):
        whole(der.sequence(der.null(), der.null())).inside(0x30).all(1)


def test_what_a_constructed_element_holds_must_be_elements():
    with pytest.raises(DerError):
        walk(whole(der.sequence(der.element(0x30, b"\x30\x80\x00\x00"))))


def test_a_set_is_written_in_order():
    assert der.set_of(der.integer(300), der.integer(2)) == der.element(0x31, der.integer(2) + der.integer(300))


@given(st.binary(max_size=200))
def test_any_bytes_are_der_or_a_der_error(data):
    with suppress(DerError):
        walk(whole(data))
