"""Cookies of a body's application in the browser of whoever sits at it: kept apart by session, bound to the gateway.

The gateway serves every body on one host: without a prefix of the session one body would be told what another one set,
and a seat issued anew would go on where a revoked one was cut (FMA-3.2, FMA-6.1; RFC 6265 5.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from uuid import UUID

MOST_COOKIES = 20
MOST_FORGOTTEN = 100
LONGEST_COOKIE = 4_000
_OF_APPLICATIONS = "arm-"
"""What begins the name of every cookie of an application: ours are never told to one."""
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
_BOUND = "Path=/; HttpOnly; SameSite=Strict"


def reach_both(one: str, other: str, *, bound_by_tls: bool) -> bool:
    """Tell whether cookies of one host may reach another: a cookie knows no port (RFC 6265 8.5).

    A page may set cookies for the domain above its host too (RFC 6265 5.3), unless TLS lets each be bound to its host
    by the prefix `__Host-`. An address has no domain above it. Hosts are lower-case, addresses without brackets.
    """
    one, other = one.rstrip("."), other.rstrip(".")
    if one == other:
        return True
    above = [host.split(".")[-2:] for host in (one, other)]
    return not bound_by_tls and not _is_address(one) and not _is_address(other) and above[0] == above[1]


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def theirs(cookies: str, sitting: UUID) -> str:
    """Return of a browser's cookies those that the application set in this session, by the names that it gave them."""
    prefix = _prefix(sitting)
    own = [f"{name.removeprefix(prefix)}={value}" for name, value in _pairs(cookies) if name.startswith(prefix)]
    return "; ".join(own[:MOST_COOKIES])


def bound(said: Sequence[str], sitting: UUID) -> tuple[str, ...]:
    """Return an application's cookies bound anew: to our host, below a prefix, unseen by scripts."""
    prefix = _prefix(sitting)
    return tuple(
        f"{prefix}{name}={value}; {_BOUND}{age}" for one in said[:MOST_COOKIES] for name, value, age in _set_by(one)
    )


def forgotten(cookies: str) -> tuple[str, ...]:
    """Return what makes a browser forget every cookie of an application that it shows."""
    names = [name for name, _ in _pairs(cookies) if name.startswith(_OF_APPLICATIONS) and _NAME.fullmatch(name)]
    return tuple(f"{name}=; {_BOUND}; Max-Age=0" for name in names[:MOST_FORGOTTEN])


def _prefix(sitting: UUID) -> str:
    return f"{_OF_APPLICATIONS}{sitting.hex}-"


def _pairs(cookies: str) -> Iterator[tuple[str, str]]:
    for one in cookies.split(";"):
        name, _, value = one.strip().partition("=")
        yield name, value


def _set_by(header: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, value and age of what one header sets; a quoted value could smuggle attributes, and is left out."""
    try:
        morsels = SimpleCookie(header[:LONGEST_COOKIE])
    except CookieError:
        return
    for name, morsel in morsels.items():
        if ";" not in morsel.coded_value and morsel.coded_value.isprintable():
            age = morsel["max-age"]
            yield name, morsel.coded_value, f"; Max-Age={age}" if age.isdecimal() and len(age) < 10 else ""
