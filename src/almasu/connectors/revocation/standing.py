"""The standing of one certificate, asked at the configured responder; outages are values, never exceptions.

Addresses inside certificates are never followed. An answer that came is never passed over for a list, however it looks:
only silence is (RFC 6960 leaves this to us; a downgrade would be an attacker's wish).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.revocation.lists import Lists
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.signatures.certificate import Certificate
from almasu.kernel.signatures.revocation.crl import RevocationList
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable
from almasu.kernel.signatures.revocation.ocsp import ocsp_request

MOST_BYTES = 64 * 1024
NONCE_BYTES = 32
_HEADERS = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}


@dataclass(frozen=True, slots=True)
class RevocationPlaces:
    """Where revocation is asked.

    `responder` is the OCSP address; `lists` the base and delta lists of the issuing authorities, `root_lists` those of
    the roots, in any order; `seconds` the patience with one call; `keep` how long a list is used before it is asked
    for again.
    """

    responder: str
    lists: tuple[str, ...] = ()
    root_lists: tuple[str, ...] = ()
    seconds: float = 3.0
    keep: float = 600.0


class OutsideRevocation:
    """Asks the responder, and takes the lists where the responder is silent."""

    def __init__(
        self, caller: Caller, places: RevocationPlaces, nonce: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        caller.check(places.responder)
        self._caller = caller
        self._places = places
        self._nonce = nonce
        self._lists = Lists(caller, places.lists, places.seconds, places.keep)
        self._root_lists = Lists(caller, places.root_lists, places.seconds, places.keep)

    async def standing(self, certificate: Certificate, issuer: Certificate) -> RevocationEvidence:
        """Return the responder's answer, or the lists of the issuer, or why there is neither."""
        nonce = self._nonce(NONCE_BYTES)
        asked = ocsp_request(certificate, issuer, nonce)
        came = await self._caller.post(self._places.responder, asked, _HEADERS, self._places.seconds, MOST_BYTES)
        match came:
            case Came(status=200, body=body):
                return OcspAnswer(body, nonce)
            case Came(status=status):
                return await self._from_lists(issuer, Unreachable(f"HTTP {status}"))
            case Unreadable(raw=raw):
                return OcspAnswer(raw, nonce)
            case NoReply(reason=reason):
                return await self._from_lists(issuer, Unreachable(reason))

    async def silent(self, certificate: Certificate, issuer: Certificate) -> str:
        """Return why the responder does not answer about a certificate, empty where it does; lists do not count."""
        asked = ocsp_request(certificate, issuer, self._nonce(NONCE_BYTES))
        came = await self._caller.post(self._places.responder, asked, _HEADERS, self._places.seconds, MOST_BYTES)
        match came:
            case Came(status=200):
                return ""
            case Came(status=status):
                return f"HTTP {status}"
            case Unreadable(reason=reason) | NoReply(reason=reason):
                return reason

    async def authority_lists(self) -> Sequence[bytes]:
        """Return the lists of the roots, as they came."""
        return [one.raw for one in await self._root_lists.all()]

    async def _from_lists(self, issuer: Certificate, why: Unreachable) -> RevocationEvidence:
        own = [one for one in await self._lists.all() if one.issuer == issuer.subject]
        base = _newest(one for one in own if one.base is None)
        delta = _newest(one for one in own if one.base is not None)
        return why if base is None else CrlSet(base.raw, None if delta is None else delta.raw, why)


def _newest(lists: Iterable[RevocationList]) -> RevocationList | None:
    return max(lists, key=lambda one: one.this_update, default=None)
