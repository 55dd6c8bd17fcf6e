"""The evidence of a signature as a node keeps it, and telling its story again under named roots."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from almasu_verify.certificates import (
    DIGITAL_SIGNATURE,
    NON_REPUDIATION,
    Certificate,
    Trust,
    build_path,
)
from almasu_verify.cms import DATA, check_signer, read_cms
from almasu_verify.faults import Refused, Undecided
from almasu_verify.keys import sha256
from almasu_verify.notes import decoded
from almasu_verify.reading import moment, parsed
from almasu_verify.revocation import check_lists, check_ocsp, read_list

SIGNING, INDIVIDUAL, NATIONAL = "1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1", "1.2.398.3.3.4"
POLICIES = {"1.2.398.3.3.2", "1.2.398.3.3.2.1", "1.2.398.3.3.2.3"}
Told = tuple[str, str, str]


class Evidence(NamedTuple):
    """What is kept of one accepted signature; parts are in their places."""

    at: datetime
    profile: str
    expected: dict[str, Any]
    content: bytes
    cms: bytes
    chain: tuple[bytes, ...]
    revocation: dict[str, Any]
    authorities: tuple[bytes, ...]


def read_evidence(bundle: bytes, parts: list[bytes]) -> Evidence:
    """Return the evidence in a bundle; Refused where a part is missing, changed or of no use."""
    held = {sha256(part): part for part in parts}
    used = set()

    def part(text: str) -> bytes:
        digest = decoded(text)
        if digest not in held:
            raise Refused("a part of the evidence is missing")
        used.add(digest)
        return held[digest]

    try:
        evidence = _read(parsed(bundle), part)
    except (KeyError, TypeError, AttributeError) as bad:
        raise Refused("the evidence cannot be read") from bad
    if used != set(held) or len(held) != len(parts):
        raise Refused("the parts are not those of the evidence")
    return evidence


def _read(given: dict[str, Any], part: Callable[[str], bytes]) -> Evidence:
    if (given["format"], given["version"], given["signer"], given["stamp"]) != (
        "almasu-signature-evidence",
        2,
        0,
        None,
    ):
        raise Refused("not evidence of this version")
    found = dict(given["revocation"])
    kind = found["kind"]
    if kind in ("ocsp", "remembered"):
        found.update(answer=part(found["answer"]), nonce=decoded(found["nonce"]))
    if kind == "remembered":
        found["checked_at"] = moment(found["checked_at"])
    if kind == "crl":
        delta = found["delta"]
        found.update(base=part(found["base"]), delta=None if delta is None else part(delta))
    return Evidence(
        moment(given["at"]),
        given["profile"],
        dict(given["expected"]),
        decoded(given["content"]),
        decoded(given["cms"]),
        tuple(part(one) for one in given["chain"]),
        found,
        tuple(part(one) for one in given["authorities"]),
    )


def tell(evidence: Evidence, trust: Trust) -> list[Told]:
    """Return the outcome and a detail of the steps signature, path, purpose and revocation, in this order."""
    told: list[Told] = []
    try:
        certificate, enclosed = _signature(evidence)
        told.append(("signature", "passed", ""))
        path = build_path(certificate, enclosed, trust, evidence.at)
        told.append(("path", "passed", ""))
        _purpose(certificate, evidence)
        told.append(("purpose", "passed", certificate.name))
        told.append(("revocation", *_revocation(path, evidence)))
    except Refused as bad:
        told.append((_next(told), "failed", str(bad)))
    except Undecided as bad:
        told.append((_next(told), "indeterminate", str(bad)))
    return told + [(code, "indeterminate", "") for code in CODES[len(told) :]]


CODES = ("signature", "path", "purpose", "revocation")


def _next(told: list[Told]) -> str:
    return CODES[len(told)]


def _signature(evidence: Evidence) -> tuple[Certificate, list[Certificate]]:
    """Make sure that the act is the expected one, alive then, and signed byte for byte."""
    act, expected = parsed(evidence.content), evidence.expected
    if not isinstance(act, dict) or (act.get("format"), act.get("version")) != ("almasu-act", 1):
        raise Refused("act.unreadable")
    wanted = {"purpose": "purpose", "audience": "audience", "actor": "iin", "nonce": "nonce"}
    for name, other in wanted.items():
        if act.get(name) != expected[other]:
            raise Refused(f"act: another {name}")
    issued, expires = moment(act.get("issued")), moment(act.get("expires"))
    if not issued - timedelta(minutes=1) <= evidence.at <= expires:
        raise Refused("act.expired")
    signed = read_cms(evidence.cms)
    if signed.content_type != DATA:
        raise Refused("cms.content_type")
    if signed.content is not None and signed.content != evidence.content:
        raise Refused("cms.content_differs")
    return check_signer(signed, evidence.content, expected["names_certificate"])


def _purpose(certificate: Certificate, evidence: Evidence) -> None:
    """Make sure that the key may sign such acts and is the expected person's."""
    needed, extended = DIGITAL_SIGNATURE | NON_REPUDIATION, set(certificate.extended)
    if certificate.usage is None or certificate.usage & needed != needed:
        raise Refused("purpose.key_usage")
    if SIGNING not in extended:
        raise Refused("purpose.not_a_signing_key")
    for one in extended:
        if one != SIGNING and one != NATIONAL and not one.startswith(NATIONAL + "."):
            raise Refused("purpose.foreign_system")
    if INDIVIDUAL not in extended:
        raise Refused("purpose.role")
    if not POLICIES & set(certificate.policies):
        raise Refused("purpose.policy")
    if not certificate.iin:
        raise Refused("identity.no_iin")
    if certificate.iin != evidence.expected["iin"]:
        raise Refused("identity.other_person")


def _revocation(path: list[Certificate], evidence: Evidence) -> tuple[str, str]:
    found, kind = evidence.revocation, evidence.revocation["kind"]
    leaf, issuer = path[0], path[min(1, len(path) - 1)]
    if kind == "ocsp":
        check_ocsp(found["answer"], leaf.serial, issuer, found["nonce"], evidence.at)
    elif kind == "remembered":
        if not timedelta(0) <= evidence.at - found["checked_at"] <= timedelta(minutes=5):
            raise Undecided("ocsp.stale")
        check_ocsp(found["answer"], leaf.serial, issuer, found["nonce"], found["checked_at"])
    elif kind == "crl":
        check_lists(found["base"], found["delta"], leaf.serial, issuer, evidence.at, timedelta(hours=24))
    else:
        raise Undecided("revocation.unreachable")
    return _authorities(path, evidence)


def _authorities(path: list[Certificate], evidence: Evidence) -> tuple[str, str]:
    """Make sure by its issuer's list that no authority between was revoked."""
    for authority, issuer in itertools.pairwise(path[1:]):
        data = _list_of(evidence, issuer)
        if data is None and evidence.profile == "prod":
            raise Undecided("revocation.authority_not_checked")
        if data is None:
            return "warned", "revocation.authority_noted"
        check_lists(data, None, authority.serial, issuer, evidence.at, timedelta(days=366))
    return "passed", ""


def _list_of(evidence: Evidence, issuer: Certificate) -> bytes | None:
    for data in evidence.authorities:
        try:
            if read_list(data).issuer == issuer.subject:
                return data
        except Refused:
            continue
    return None
