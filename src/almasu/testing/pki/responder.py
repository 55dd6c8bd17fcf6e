"""The OCSP responder, in the manner of the national one (RFC 6960).

Delegated certificate, responder named by name, no nextUpdate, the nonce echoed as it came, extended-revoke declared,
and a serial that was never issued answered as revoked on 01.01.1970 with certificateHold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import core, ocsp, x509

from almasu.kernel.signatures.asn1 import writer as der
from almasu.testing.pki.algorithms import signature_identifier
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.public import key_bits
from almasu.testing.pki.standing import Event, Reason, Withdrawn, withdrawn_of

NEVER_ISSUED = datetime(1970, 1, 1, tzinfo=UTC)
MOST_QUESTIONS = 8
_BASIC = "1.3.6.1.5.5.7.48.1.1"
_SUCCESSFUL = 0
_NONCE = "1.3.6.1.5.5.7.48.1.2"
_EXTENDED_REVOKE = "1.3.6.1.5.5.7.48.1.9"
_HASHES: Mapping[str, Callable[[bytes], bytes]] = {
    "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "sha256": lambda data: hashlib.sha256(data).digest(),
}


@dataclass(frozen=True, slots=True)
class Answering:
    """One authority's responder: the authority's label and certificate, the responder's key, the serials issued."""

    label: str
    authority: bytes
    responder: SigningKey
    issued: frozenset[str]

    def answers_for(self, question: ocsp.CertId) -> bool:
        """Return whether the question names this authority by its name and key, with a hash we know."""
        known = _HASHES.get(question["hash_algorithm"]["algorithm"].native)
        if known is None:
            return False
        certificate = x509.Certificate.load(self.authority)
        info = certificate["tbs_certificate"]["subject_public_key_info"].dump()
        named = known(certificate.subject.dump()), known(key_bits(info))
        return named == (question["issuer_name_hash"].native, question["issuer_key_hash"].native)


def answer(request: bytes, authorities: Iterable[Answering], events: Iterable[Event], at: datetime) -> bytes:
    """Return the DER of the OCSP response: signed, or malformed_request, or unauthorized for a foreign issuer."""
    try:
        asked = ocsp.OCSPRequest.load(request, strict=True)["tbs_request"]
        questions = [one["req_cert"] for one in asked["request_list"]]
        nonce = _nonce(asked)
        answering = _who_answers(questions, authorities)
    except (ValueError, TypeError, KeyError):
        return _unsigned("malformed_request")
    if answering is None:
        return _unsigned("unauthorized")
    standing = withdrawn_of(events, answering.label, at)
    answers = [_single(answering, question, standing, at) for question in questions]
    return _signed(answering.responder, answers, nonce, at)


def _who_answers(questions: list[ocsp.CertId], authorities: Iterable[Answering]) -> Answering | None:
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise ValueError("number of questions")
    for one in authorities:
        if all(one.answers_for(question) for question in questions):
            return one
    return None


def _nonce(asked: ocsp.TBSRequest) -> bytes | None:
    for one in asked["request_extensions"] or ():
        if one["extn_id"].dotted == _NONCE:
            value: bytes = bytes(one["extn_value"].contents)
            if len(value) > 64:
                raise ValueError("nonce too long")
            return value
    return None


def _single(
    answering: Answering, question: ocsp.CertId, standing: Mapping[str, Withdrawn], at: datetime
) -> ocsp.SingleResponse:
    serial = f"{question['serial_number'].native:040x}"
    if serial not in answering.issued:
        status = _revoked(Withdrawn(NEVER_ISSUED, Reason.HOLD))
    elif serial in standing:
        status = _revoked(standing[serial])
    else:
        status = ocsp.CertStatus(name="good", value=core.Null())
    return ocsp.SingleResponse({"cert_id": question, "cert_status": status, "this_update": _whole(at)})


def _revoked(one: Withdrawn) -> ocsp.CertStatus:
    fields: dict[str, object] = {"revocation_time": _whole(one.since)}
    if one.reason is not Reason.UNSPECIFIED:
        fields["revocation_reason"] = one.reason.value
    return ocsp.CertStatus(name="revoked", value=ocsp.RevokedInfo(fields))


def _signed(responder: SigningKey, answers: list[ocsp.SingleResponse], nonce: bytes | None, at: datetime) -> bytes:
    own = x509.Certificate.load(responder.certificate)
    body = ocsp.ResponseData(
        {
            "responder_id": ocsp.ResponderId(name="by_name", value=own.subject),
            "produced_at": _whole(at),
            "responses": answers,
            "response_extensions": [*_echo(nonce), _declaration()],
        }
    )
    signed = body.dump()
    basic = der.sequence(
        signed,
        signature_identifier(responder.algorithm).dump(),
        der.bit_string(responder.sign(signed)),
        der.explicit(0, der.sequence(responder.certificate)),
    )
    carried = der.sequence(der.oid(_BASIC), der.octet_string(basic))
    return der.sequence(der.enumerated(_SUCCESSFUL), der.explicit(0, carried))


def _echo(nonce: bytes | None) -> list[ocsp.ResponseDataExtension]:
    if nonce is None:
        return []
    value = core.ParsableOctetString(nonce)
    return [ocsp.ResponseDataExtension({"extn_id": _NONCE, "critical": False, "extn_value": value})]


def _declaration() -> ocsp.ResponseDataExtension:
    value = core.ParsableOctetString(core.Null().dump())
    return ocsp.ResponseDataExtension({"extn_id": _EXTENDED_REVOKE, "critical": False, "extn_value": value})


def _unsigned(status: str) -> bytes:
    whole: bytes = ocsp.OCSPResponse({"response_status": status}).dump()
    return whole


def _whole(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
