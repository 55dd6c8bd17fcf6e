"""The header of a syslog line: RFC 5424 with structured data, RFC 3164, or the stamps of rsyslog's files."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from almasu_module.formats.stamps import bsd, iso
from almasu_module.reading import Context, Unreadable

PRI: Final = re.compile(r"<(\d{1,3})>")
NEW: Final = re.compile(r"1 (\S+) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) ")
OLD: Final = re.compile(r"([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) (?:(\S+) +)?")
FILE: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,20}) (\S+) +")
TAG: Final = re.compile(r"([\w.()/-]{1,64})(?:\[(\d{1,10})\])?: ?")
MOST_PRI: Final = 191
MOST_PARAMETERS: Final = 256
MOST_ELEMENTS: Final = 64
NAME: Final = re.compile(r'([^\s="\]\x00-\x1f]{1,64})')
BARE: Final = ("CEF:", "LEEF:", "{", "<Event")


class Syslog(msgspec.Struct, frozen=True):
    """A line with its header taken off. `data` is structured data: id to parameters."""

    at: int
    host: str = ""
    app: str = ""
    id: str = ""
    message: str = ""
    data: dict[str, dict[str, str]] = {}


def opened(line: str, context: Context) -> Syslog | None:
    """Return the parts of a line with a syslog header, nothing for a line without one; refuse a broken header."""
    found = PRI.match(line)
    rest = line
    if found:
        if int(found[1]) > MOST_PRI:
            raise Unreadable("bad.syslog", f"PRI {found[1]}")
        rest = line[found.end() :]
    if found and rest.startswith("1 "):
        return new(rest, context)
    for shape, stamp in ((OLD, bsd), (FILE, iso)):
        matched = shape.match(rest)
        if matched:
            return old(stamp(matched[1], context), matched[2] or "", rest[matched.end() :])
    return old(context.now, "", rest) if found else None


def old(at: int, host: str, rest: str) -> Syslog:
    """Return a line of the older form; records that begin at once have no tag."""
    if host.startswith(BARE):
        return Syslog(at, message=f"{host} {rest}")
    tag = None if rest.startswith(BARE) else TAG.match(rest)
    if tag:
        return Syslog(at, host, tag[1], message=rest[tag.end() :])
    return Syslog(at, host, message=rest)


def new(rest: str, context: Context) -> Syslog:
    """Return a line of RFC 5424."""
    found = NEW.match(rest)
    if not found:
        raise Unreadable("bad.syslog", "header")
    at = context.now if found[1] == "-" else iso(found[1], context)
    data, end = structured(rest, found.end())
    message = rest[end:].removeprefix(" ").removeprefix("\ufeff")
    host, app, _, ident = ("" if part == "-" else part for part in found.groups()[1:])
    return Syslog(at, host, app, ident, message, data)


def structured(rest: str, at: int) -> tuple[dict[str, dict[str, str]], int]:
    """Return the structured data that begins at a place, and where it ends."""
    if rest[at : at + 1] == "-" and rest[at + 1 : at + 2] in ("", " "):
        return {}, at + 1
    data: dict[str, dict[str, str]] = {}
    while rest[at : at + 1] == "[":
        ident = NAME.match(rest, at + 1)
        if not ident or len(data) == MOST_ELEMENTS:
            raise Unreadable("bad.syslog", "structured data")
        parameters, at = element(rest, ident.end())
        data[ident[1]] = parameters
    if not data or rest[at : at + 1] not in ("", " "):
        raise Unreadable("bad.syslog", "structured data")
    return data, at


def element(rest: str, at: int) -> tuple[dict[str, str], int]:
    """Return the parameters of one element, and where its bracket closes."""
    parameters: dict[str, str] = {}
    while rest[at : at + 1] == " ":
        name = NAME.match(rest, at + 1)
        if not name or rest[name.end() : name.end() + 2] != '="' or len(parameters) == MOST_PARAMETERS:
            raise Unreadable("bad.syslog", "structured data")
        parameters[name[1]], at = quoted(rest, name.end() + 2)
    if rest[at : at + 1] != "]":
        raise Unreadable("bad.syslog", "structured data is not closed")
    return parameters, at + 1


QUOTED: Final = re.compile(r'((?:[^"\\\]]|\\.)*)"', re.DOTALL)
ESCAPED: Final = re.compile(r'\\(["\\\]])')


def quoted(rest: str, at: int) -> tuple[str, int]:
    """Return a parameter's value without its escapes, and where it ends."""
    found = QUOTED.match(rest, at)
    if not found:
        raise Unreadable("bad.syslog", "structured data is not closed")
    return ESCAPED.sub(r"\1", found[1]), found.end()
