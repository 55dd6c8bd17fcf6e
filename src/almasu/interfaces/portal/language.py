"""The language of a page: the person's choice, else the browser's, else the node's; kept in a cookie."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from almasu.interfaces.languages import language_accepted, language_named
from almasu.interfaces.portal.settings import PortalSettings
from almasu.law.text import Language

LANGUAGE_COOKIE = "almasu-language"
_YEAR = 365 * 24 * 3600


def chosen_language(connection: ASGIConnection[Any, Any, Any, Any], settings: PortalSettings) -> Language:
    """Return the language to answer in."""
    kept = language_named(connection.cookies.get(LANGUAGE_COOKIE, ""))
    return kept or language_accepted(connection.headers.get("accept-language", "")) or settings.language


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
