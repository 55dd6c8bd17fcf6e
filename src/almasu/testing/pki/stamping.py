"""The time-stamping authority, in the manner of the national one (RFC 3161).

The policy picks the algorithm; without one the hash of the imprint does. No accuracy; the nonce is echoed; the
certificate is inside when asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from asn1crypto import core, tsp

from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.gost.keys import SCHEMES
from almasu.testing.pki.algorithms import Algorithm, digest, digest_identifier
from almasu.testing.pki.cms import signed_data, signer_info, v1_reference
from almasu.testing.pki.keys import SigningKey

POLICY_GOST = "1.2.398.3.3.2.6.4"
POLICY_RSA = "1.2.398.3.3.2.6.2"
_POLICIES = {POLICY_GOST: Algorithm.GOST, POLICY_RSA: Algorithm.RSA}
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
# Length in bytes of the imprints we stamp, by object identifier of the hash.
_IMPRINTS = {
    "1.3.14.3.2.26": 20,
    "2.16.840.1.101.3.4.2.1": 32,
    "2.16.840.1.101.3.4.2.2": 48,
    "2.16.840.1.101.3.4.2.3": 64,
} | {scheme.hashing: scheme.curve.size for scheme in SCHEMES}


class _Refused(Exception):
    """The request is not stamped; the argument is the failure of RFC 3161, 2.4.2."""


class _Rejection(core.Sequence):  # type: ignore[misc]  # the library's TimeStampResp insists on a token
    _fields = [("status", tsp.PKIStatusInfo)]  # noqa: RUF012 - asn1crypto's own form


def stamp(request: bytes, keys: Mapping[Algorithm, SigningKey], at: datetime) -> bytes:
    """Return the DER of the TimeStampResp: granted with a token, or rejected with the failure named."""
    try:
        asked = tsp.TimeStampReq.load(request, strict=True)
        policy = _policy(asked)
        token = _token(asked, policy, keys[_POLICIES[policy]], at)
        return der.sequence(tsp.PKIStatusInfo({"status": "granted"}).dump(), token)
    except _Refused as refusal:
        return _rejected(str(refusal))
    except (ValueError, TypeError, KeyError):
        return _rejected("bad_data_format")


def _policy(asked: tsp.TimeStampReq) -> str:
    hashed = asked["message_imprint"]["hash_algorithm"]["algorithm"].dotted
    if asked["version"].native != "v1" or asked["extensions"].native:
        raise _Refused("bad_request" if asked["version"].native != "v1" else "unaccepted_extensions")
    if hashed not in _IMPRINTS:
        raise _Refused("bad_alg")
    if len(asked["message_imprint"]["hashed_message"].native) != _IMPRINTS[hashed]:
        raise _Refused("bad_data_format")
    if not asked["req_policy"].native:
        return POLICY_GOST if hashed.startswith("1.2.398.") else POLICY_RSA
    wanted = asked["req_policy"].dotted
    if wanted not in _POLICIES:
        raise _Refused("unaccepted_policy")
    return str(wanted)


def _token(asked: tsp.TimeStampReq, policy: str, key: SigningKey, at: datetime) -> bytes:
    fields: dict[str, object] = {
        "version": "v1",
        "policy": policy,
        "message_imprint": asked["message_imprint"],
        "serial_number": secrets.randbits(159) + 1,
        "gen_time": core.GeneralizedTime(at.astimezone(UTC).replace(microsecond=0)),
    }
    if asked["nonce"].native is not None:
        fields["nonce"] = asked["nonce"].native
    content = tsp.TSTInfo(fields).dump()
    signer = signer_info(key, _TST_INFO, digest(key.algorithm, content), at, v1_reference(key.certificate))
    inside = [key.certificate] if asked["cert_req"].native else []
    return signed_data(3, _TST_INFO, content, key, signer, inside)


def _rejected(failure: str) -> bytes:
    status = tsp.PKIStatusInfo({"status": "rejection", "fail_info": {failure}})
    whole: bytes = _Rejection({"status": status}).dump()
    return whole


def token_over(data: bytes, family: Algorithm, keys: Mapping[Algorithm, SigningKey], at: datetime) -> bytes:
    """Return the DER of a time-stamp token over the data, hashed and signed in the family given (GOST or RSA)."""
    imprint = {"hash_algorithm": digest_identifier(family), "hashed_message": digest(family, data)}
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True})
    policy = _policy(asked)
    return _token(asked, policy, keys[_POLICIES[policy]], at)
