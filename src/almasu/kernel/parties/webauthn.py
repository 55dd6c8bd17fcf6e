"""What a browser is told to make or use a credential: the JSON forms of WebAuthn level 3."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping

from almasu.kernel.parties.authenticator import ALGORITHMS, MILLISECONDS
from almasu.law.canonical import Json


def creation_options(
    relying_party: str, user: bytes, name: str, challenge: bytes, known: Iterable[bytes]
) -> Mapping[str, Json]:
    """Return PublicKeyCredentialCreationOptionsJSON: the user is always to be verified, by finger or face."""
    return {
        "rp": {"id": relying_party, "name": "Almasu"},
        "user": {"id": base64url(user), "name": name, "displayName": name},
        "challenge": base64url(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": algorithm} for algorithm in ALGORITHMS],
        "timeout": MILLISECONDS,
        "excludeCredentials": _credentials(known),
        "authenticatorSelection": {"residentKey": "discouraged", "userVerification": "required"},
        "attestation": "none",
    }


def use_options(relying_party: str, challenge: bytes, known: Iterable[bytes]) -> Mapping[str, Json]:
    """Return PublicKeyCredentialRequestOptionsJSON for the credentials that are known."""
    return {
        "rpId": relying_party,
        "challenge": base64url(challenge),
        "timeout": MILLISECONDS,
        "allowCredentials": _credentials(known),
        "userVerification": "required",
    }


def base64url(data: bytes) -> str:
    """Return bytes as base64url without padding, as WebAuthn's JSON has them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _credentials(known: Iterable[bytes]) -> list[Json]:
    return [{"type": "public-key", "id": base64url(one)} for one in known]
