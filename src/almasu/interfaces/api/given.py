"""What the handlers are given: the running node, and the session of whoever calls."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import HeaderParameter, SkipValidation

from almasu.interfaces.api.refusals import NO_SESSION, UNREADABLE
from almasu.interfaces.elsewhere import FROM_ELSEWHERE, from_elsewhere
from almasu.interfaces.languages import language_accepted
from almasu.law.text import Language
from almasu.law.typed import YEARS
from almasu.wiring.running import Running

OfNode = NamedDependency[SkipValidation[Running]]
Bearer = Annotated[str, HeaderParameter(name="Authorization", max_length=200, description="Bearer and the session")]
Reads = Annotated[
    str, HeaderParameter(name="Accept-Language", description="kk, ru or en: the language of words that are ours")
]
BEARER = Components(security_schemes={"session": SecurityScheme(type="http", scheme="bearer")})
_FORM = re.compile(r"bearer +([A-Za-z0-9._~+/-]{1,190}=*)", re.IGNORECASE)


def token_of(bearer: str) -> str:
    """Return the session token of an Authorization header (RFC 6750 2.1); Problem `http.no_session` otherwise."""
    found = _FORM.fullmatch(bearer.strip())
    if found is None or len(bearer) > 200:
        raise NO_SESSION.at()
    return found[1]


def language_read(accepted: str) -> Language:
    """Return the language of an Accept-Language header, Kazakh where it names none of ours."""
    return language_accepted(accepted) or Language.KK


def aware(at: datetime) -> datetime:
    """Return a moment that names its offset; Problem `http.unreadable` otherwise: moments are never guessed.

    Nor is one taken at the ends of the calendar, where another clock shows no moment at all.
    """
    if at.tzinfo is None or at.year not in YEARS:
        raise UNREADABLE.at()
    return at


async def of_own_site(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Begin nothing for a page of another site: its browser needs no leave to send such a request."""
    if from_elsewhere(connection.headers):
        raise FROM_ELSEWHERE.at()


async def with_session(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Let nobody further without a session, before anything else that was sent is looked at.

    Asynchronous, because the framework runs a plain guard in a thread of its own for each request.
    """
    token_of(connection.headers.get("authorization", ""))
