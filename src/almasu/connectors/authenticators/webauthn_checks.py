"""WebAuthn answers checked against our host: user verification is required, at making and at each use (SIO25-9).

The answer is JSON as `PublicKeyCredential.toJSON()` gives it. Attestation is not asked for: the model is recorded as
the authenticator tells it and proves nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import CredentialDeviceType

from almasu.kernel.parties.authenticator import Authenticator

MOST_BYTES = 32_768


@dataclass(frozen=True, slots=True)
class WebauthnChecks:
    """Implements `almasu.kernel.parties.port.Authenticators`; `origins` are the portal's addresses in a browser."""

    relying_party: str
    origins: tuple[str, ...]

    def made(self, answer: bytes, challenge: bytes) -> Authenticator | None:
        """Return the new authenticator that answered a challenge, None where anything about the answer is wrong."""
        said = _read(answer)
        if said is None:
            return None
        try:
            made = verify_registration_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=self.relying_party,
                expected_origin=list(self.origins),
                require_user_verification=True,
            )
        except _WRONG:
            return None
        synced = made.credential_device_type is CredentialDeviceType.MULTI_DEVICE
        return Authenticator(made.credential_id, made.credential_public_key, made.sign_count, made.aaguid, synced)

    def used(self, answer: bytes, challenge: bytes, known: Authenticator) -> int | None:
        """Return the counter after a known authenticator answered a challenge, None where anything is wrong."""
        said = _read(answer)
        if said is None:
            return None
        try:
            used = verify_authentication_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=self.relying_party,
                expected_origin=list(self.origins),
                credential_public_key=known.key,
                credential_current_sign_count=known.counter,
                require_user_verification=True,
            )
        except _WRONG:
            return None
        return used.new_sign_count if used.credential_id == known.id else None


# The library raises its own exceptions for what it checks, and Python's where the bytes are no CBOR, base64 or JSON.
_WRONG = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, AttributeError)


def _read(answer: bytes) -> dict[str, object] | None:
    """Return the answer as an object, None where it is too large or no JSON object."""
    if len(answer) > MOST_BYTES:
        return None
    try:
        return msgspec.json.decode(answer, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError):
        return None
