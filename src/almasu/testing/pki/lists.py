"""Revocation lists: a base list that is fixed for half a day, and a delta over it (RFC 5280, 5).

Numbers are seconds since 1970, so they grow without being kept. nextUpdate is half a year off, as in the national test
authority: it proves no freshness, and a verifier must have an age limit of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from asn1crypto import core, crl, x509

from almasu.testing.pki.algorithms import signature_identifier
from almasu.testing.pki.extensions import extension, issuer_key
from almasu.testing.pki.issuing import moment
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.public import key_identifier
from almasu.testing.pki.standing import Event, Reason, Withdrawn, withdrawn_of

BASE_LIFE = timedelta(hours=12)
NEXT_UPDATE = timedelta(days=180)


def base_moment(at: datetime) -> datetime:
    """Return when the base list in force at a moment was made."""
    return datetime.fromtimestamp(int(at.timestamp()) // _seconds(BASE_LIFE) * _seconds(BASE_LIFE), UTC)


def base_list(authority: SigningKey, events: Iterable[Event], at: datetime) -> bytes:
    """Return the DER of the base list in force at a moment."""
    made = base_moment(at)
    return _signed(authority, withdrawn_of(events, authority.label, made), made, ())


def delta_list(authority: SigningKey, events: Iterable[Event], at: datetime) -> bytes:
    """Return the DER of the delta list at a moment: what changed since the base, releases as removeFromCRL."""
    made = base_moment(at)
    events = tuple(events)
    before, now = withdrawn_of(events, authority.label, made), withdrawn_of(events, authority.label, at)
    changed = {serial: one for serial, one in now.items() if before.get(serial) != one}
    changed |= {serial: Withdrawn(at, Reason.REMOVED) for serial in before if serial not in now}
    indicator = extension("2.5.29.27", core.Integer(_number(made)), critical=True)
    return _signed(authority, changed, at, (indicator,))


def _signed(
    authority: SigningKey, entries: Mapping[str, Withdrawn], at: datetime, more: tuple[x509.Extension, ...]
) -> bytes:
    number = extension("2.5.29.20", core.Integer(_number(at)))
    body: dict[str, object] = {
        "version": "v2",
        "signature": signature_identifier(authority.algorithm),
        "issuer": x509.Certificate.load(authority.certificate).subject,
        "this_update": moment(at),
        "next_update": moment(at + NEXT_UPDATE),
        "crl_extensions": [
            crl.TBSCertListExtension.load(one.dump())
            for one in (number, issuer_key(key_identifier(authority.secret)), *more)
        ],
    }
    if entries:
        body["revoked_certificates"] = [_entry(serial, one) for serial, one in sorted(entries.items())]
    signed = crl.TbsCertList(body)
    whole: bytes = crl.CertificateList(
        {
            "tbs_cert_list": signed,
            "signature_algorithm": signature_identifier(authority.algorithm),
            "signature": authority.sign(signed.dump()),
        }
    ).dump()
    return whole


def _entry(serial: str, one: Withdrawn) -> crl.RevokedCertificate:
    fields: dict[str, object] = {"user_certificate": int(serial, 16), "revocation_date": moment(one.since)}
    if one.reason is not Reason.UNSPECIFIED:  # RFC 5280, 5.3.1: unspecified is said by leaving it out
        reason = extension("2.5.29.21", crl.CRLReason(one.reason.value))
        fields["crl_entry_extensions"] = [crl.CRLEntryExtension.load(reason.dump())]
    return crl.RevokedCertificate(fields)


def _number(at: datetime) -> int:
    return int(at.timestamp())


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
