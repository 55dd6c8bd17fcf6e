"""What headers say: who asks, which types are wanted and given (RFC 7617, RFC 9110; TAXII 2.1, 3.2 and 3.8)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from almasu.actions.interchange.exchange import Shown
from almasu.interfaces.known_connection import CERTIFICATE, SHA256
from almasu.kernel.interchange.problems import NOT_ACCEPTABLE, WRONG_MEDIA

TAXII = "application/taxii+json"
MEDIA = "application/taxii+json;version=2.1"
STIX_MEDIA = "application/stix+json;version=2.1"
LONGEST = 4_000
_ANY = frozenset({"*/*", "application/*"})

Scope = Mapping[str, Any]


def header(scope: Scope, name: bytes) -> str:
    """Return a header's value, several joined by commas, empty where there is none."""
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)[:LONGEST]


def shown_by(scope: Scope) -> Shown:
    """Return what a machine showed: Basic with its number and token, Bearer with the token, or its certificate."""
    scheme, _, rest = header(scope, b"authorization").partition(" ")
    if scheme.lower() == "bearer":
        return Shown(token=rest.strip())
    if scheme.lower() == "basic":
        try:
            number, _, token = base64.b64decode(rest.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return Shown()
        return Shown(number, token)
    certificate: bytes = scope.get("extensions", {}).get(CERTIFICATE, {}).get(SHA256, b"")
    return Shown(certificate=certificate.hex())


def must_accept(scope: Scope) -> None:
    """Make sure that the client takes what is given; Problem `interchange.not_acceptable` else."""
    said = header(scope, b"accept")
    if said and not any(_is_ours(one, wide=True) for one in said.split(",")):
        raise NOT_ACCEPTABLE.at("Accept")


def must_be_envelope(scope: Scope) -> None:
    """Make sure of the type of what is sent; Problem `interchange.wrong_media` else."""
    if not _is_ours(header(scope, b"content-type"), wide=False):
        raise WRONG_MEDIA.at("Content-Type")


def _is_ours(said: str, *, wide: bool) -> bool:
    """Tell whether a media type is that of TAXII 2.1; one without a version is meant to be the latest."""
    kind, *parameters = (part.strip().lower() for part in said.split(";"))
    named = dict(one.partition("=")[::2] for one in parameters)
    if kind == TAXII:
        return named.get("version", "2.1").strip('"') == "2.1" and named.get("q", "1") not in ("0", "0.0", "0.000")
    return wide and kind in _ANY
