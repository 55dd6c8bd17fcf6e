"""What a browser asks of the gateway, read off the connection: nothing of it is believed further than it goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from almasu.interfaces.languages import language_accepted, language_named
from almasu.kernel.provision.look import is_ours
from almasu.law.text import Language

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
LANGUAGE_COOKIE = "almasu-language"
"""The language that the person chose in the portal: its link to the gateway names it, and the gateway keeps it."""


class TooLarge(Exception):
    """The body is larger than it may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: method, path as it was written, query, headers by lower-case name (the first of each)."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]

    @property
    def target(self) -> str:
        """Return path and query as an application is asked for them."""
        return self.path + (f"?{self.query}" if self.query else "")

    @property
    def language(self) -> Language:
        """Return the language to answer in."""
        named = self.language_told
        chosen = named or language_named(self.cookie(LANGUAGE_COOKIE))
        return chosen or language_accepted(self.headers.get("accept-language", "")) or Language.KK

    @property
    def language_told(self) -> Language | None:
        """Return the language that a link to a page of ours names, None for an application's own members."""
        return language_named(self.named("language")) if is_ours(self.path) else None

    def cookie(self, name: str) -> str:
        """Return a cookie, empty where there is none or they cannot be read."""
        try:
            found = SimpleCookie(self.headers.get("cookie", "")).get(name)
        except CookieError:
            return ""
        return "" if found is None else found.value

    def named(self, name: str) -> str:
        """Return a member of the query, empty where it is not there."""
        try:
            return parse_qs(self.query, max_num_fields=10).get(name, [""])[0]
        except ValueError:
            return ""

    def comes_from(self, *sites: str) -> bool:
        """Tell whether a page of one of these sites made the browser ask; a program and a typed address always may."""
        return self.headers.get("sec-fetch-site", "none").strip().lower() in ("none", "same-origin", *sites)


def asked_in(scope: Scope) -> Asked:
    """Return what a connection asks."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    raw = scope.get("raw_path") or scope["path"].encode()
    query = scope["query_string"].decode("latin-1")
    return Asked(scope["method"], raw.decode("latin-1").partition("?")[0], query, headers)


async def body_of(receive: Receive, most: int) -> bytes:
    """Return the body; TooLarge beyond so many bytes."""
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise TooLarge
        more = message.get("more_body", False)
    return b"".join(parts)
