"""The language of a page: the person's choice, else the browser's, else the node's; kept in a cookie."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from almasu.interfaces.portal.settings import PortalSettings
from almasu.law.text import Language

LANGUAGE_COOKIE = "almasu-language"
_YEAR = 365 * 24 * 3600


def chosen_language(connection: ASGIConnection[Any, Any, Any, Any], settings: PortalSettings) -> Language:
    """Return the language to answer in."""
    wanted = [connection.cookies.get(LANGUAGE_COOKIE, "")]
    accepted = connection.headers.get("accept-language", "")[:200]
    wanted += [part.split(";")[0].strip()[:2].lower() for part in accepted.split(",")]
    return next((named for code in wanted if (named := language_named(code))), settings.language)


def language_named(code: str) -> Language | None:
    """Return the language with this code, None where we do not speak it."""
    return next((language for language in Language if language.value == code), None)


def language_cookie(language: Language, settings: PortalSettings) -> Cookie:
    """Return the cookie that keeps the choice; it tells nothing about the person."""
    return Cookie(
        key=LANGUAGE_COOKIE,
        value=language.value,
        max_age=_YEAR,
        path="/",
        secure=settings.tls,
        httponly=True,
        samesite="strict",
    )
