"""Web application firewalls: ModSecurity 2 and 3 and Coraza as JSON. Which rules make a signal of kind 2 is one
question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from almasu_module.formats.fields import host, inside, number, row, table, text
from almasu_module.formats.stamps import apache, ctime, iso, seconds
from almasu_module.reading import Context, Finding, Quiet, Reading, Unreadable

IN_BRACKETS: Final = re.compile(r'\[(id|msg|severity|uri|hostname|data) "((?:[^"\\]|\\.){0,400})"?\]')
# Rules of the core set that score, count or hold the protocol: alone they name no attack.
NO_ATTACK: Final = ("200", "900", "901", "903", "905", "911", "912", "920", "949", "959", "980", "960")
CORE: Final = re.compile(r"^(?:9\d{5}|200\d{3})$")
LEVELS: Final = {
    "emergency": 10,
    "alert": 9,
    "critical": 9,
    "error": 7,
    "warning": 5,
    "notice": 3,
    "info": 1,
    "debug": 0,
}
MOST_MESSAGES: Final = 200


class Hit(msgspec.Struct, frozen=True):
    """One rule that matched."""

    rule: str
    name: str
    severity: int

    @property
    def attack(self) -> bool:
        """Tell whether the rule names an attack rather than a breach of protocol or a score."""
        return bool(self.rule) and not (CORE.match(self.rule) and self.rule[:3] in NO_ATTACK)


class Transaction(msgspec.Struct, frozen=True):
    """What the three dialects tell alike."""

    at: int
    sensor: str
    source: str
    host: str
    path: str
    blocked: bool
    status: int
    hits: tuple[Hit, ...]


def judged(one: Transaction, context: Context) -> Reading:
    """Make a finding of a transaction in which a rule named an attack."""
    attacks = [hit for hit in one.hits if hit.attack]
    why = "waf.attack"
    if not attacks and one.hits and context.protocol_violations:
        attacks, why = list(one.hits), "waf.protocol"
    if not attacks:
        rules = ", ".join(dict.fromkeys(hit.rule for hit in one.hits))
        return Quiet(one.sensor, "quiet.waf.protocol" if one.hits else "quiet.waf", rules)
    worst = max(attacks, key=lambda hit: hit.severity)
    action = "blocked" if one.blocked else "detected"
    target = f"{one.host}{one.path}"
    return Finding(2, one.at, one.sensor, worst.rule, why, one.source, target, "", worst.name, action, worst.severity)


def level(said: object) -> int:
    """Return a severity by its syslog name or number as 0..10."""
    clean = text(said).lower()
    if clean.isascii() and clean.isdigit() and len(clean) == 1:
        return list(LEVELS.values())[min(int(clean), 7)]
    return LEVELS.get(clean, 0)


def path_of(uri: str) -> str:
    """Return the path of a request without its query, which may hold personal data."""
    try:
        return urlsplit(uri).path[:256] if "://" in uri else uri.partition("?")[0].partition("#")[0][:256]
    except ValueError:
        return uri.partition("?")[0][:256]


def header(headers: object, name: str) -> str:
    """Return one header, whatever the letters' case and whether its value is a text or a list."""
    for key, value in table(headers).items():
        if key.lower() == name:
            return text(value[0] if isinstance(value, list) and value else value)
    return ""


def modsecurity2(record: dict[str, Any], context: Context) -> Reading:
    """Read ModSecurity 2: `audit_data.messages` are texts with fields in brackets."""
    deal, request, audit = (table(record.get(part)) for part in ("transaction", "request", "audit_data"))
    hits = tuple(unique(bracketed(text_of) for text_of in row(audit.get("messages"))[:MOST_MESSAGES]))
    line = text(request.get("request_line")).split(" ")
    one = Transaction(
        apache(text(deal.get("time"))),
        "modsecurity",
        host(deal.get("remote_address")),
        header(request.get("headers"), "host"),
        path_of(line[1] if len(line) > 1 else ""),
        "action" in audit and inside(audit, "action", "intercepted") is True,
        number(inside(record, "response", "status"), 999),
        hits,
    )
    return judged(one, context)


def bracketed(message: object) -> Hit:
    """Return the rule that a message of ModSecurity names."""
    found: dict[str, str] = {}
    for key, value in IN_BRACKETS.findall(message[:8192] if isinstance(message, str) else ""):
        found.setdefault(key, value)
    return Hit(text(found.get("id")), text(found.get("msg")), level(found.get("severity")))


def unique(hits: Iterable[Hit]) -> Iterable[Hit]:
    """Leave out messages without a rule."""
    return (hit for hit in hits if hit.rule)


SECTION: Final = re.compile(r"^--[0-9A-Za-z]{8}-([A-Z])--\s*$", re.MULTILINE)
FIRST: Final = re.compile(r"\[([^\]]{10,40})\] \S+ (\S+) \d+ (\S+) \d+")
MESSAGE: Final = re.compile(r"^(?:Message|Apache-Error): (.*)$", re.MULTILINE)


def modsecurity2_serial(record: str, context: Context) -> Reading:
    """Read ModSecurity 2 in its own form: sections A (who), B (request), F (response), H (what rules said), Z."""
    parts = SECTION.split(record)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    first = FIRST.search(sections.get("A", ""))
    if not first:
        raise Unreadable("bad.fields", "section A")
    said, request = sections.get("H", ""), sections.get("B", "").strip()
    line = request.partition("\n")[0].split(" ")
    name = re.search(r"^Host: *(\S+)", request, re.MULTILINE | re.IGNORECASE)
    status = re.match(r"\s*HTTP/\S+ (\d{3})", sections.get("F", ""))
    one = Transaction(
        apache(first[1]),
        "modsecurity",
        host(first[2]),
        text(name[1]) if name else host(first[3]),
        path_of(line[1] if len(line) > 1 else ""),
        "\nAction: Intercepted" in f"\n{said}",
        int(status[1]) if status else 0,
        tuple(unique(bracketed(message) for message in MESSAGE.findall(said)[:MOST_MESSAGES])),
    )
    return judged(one, context)


def modsecurity3(record: dict[str, Any], context: Context) -> Reading:
    """Read ModSecurity 3: `transaction.messages[].details.ruleId`; its ctime stamps tell no zone."""
    deal = table(record.get("transaction"))
    request = table(deal.get("request"))
    messages = [table(message) for message in row(deal.get("messages"))[:MOST_MESSAGES]]
    hits = tuple(
        unique(
            Hit(
                text(inside(message, "details", "ruleId")),
                text(message.get("message")),
                level(inside(message, "details", "severity")),
            )
            for message in messages
        )
    )
    status = number(inside(deal, "response", "http_code"), 999)
    one = Transaction(
        stamp(deal.get("time_stamp"), context),
        "modsecurity",
        host(deal.get("client_ip")),
        header(request.get("headers"), "host") or host(deal.get("host_ip")),
        path_of(text(request.get("uri"))),
        deal.get("is_interrupted") is True or status == FORBIDDEN,
        status,
        hits,
    )
    return judged(one, context)


FORBIDDEN: Final = 403


def coraza(record: dict[str, Any], context: Context) -> Reading:
    """Read Coraza: `messages[].data.id` beside the transaction."""
    deal = table(record.get("transaction"))
    request = table(deal.get("request"))
    said = [table(message) for message in row(record.get("messages"))[:MOST_MESSAGES]]
    hits = tuple(
        unique(
            Hit(
                text(inside(message, "data", "id")),
                text(inside(message, "data", "msg") or message.get("message")),
                level(inside(message, "data", "severity")),
            )
            for message in said
        )
    )
    at = deal.get("unix_timestamp")
    one = Transaction(
        nanos(at) if isinstance(at, int) else stamp(deal.get("timestamp"), context),
        "coraza",
        host(deal.get("client_ip")),
        header(request.get("headers"), "host") or text(deal.get("server_id")),
        path_of(text(request.get("uri"))),
        deal.get("is_interrupted") is True,
        number(inside(deal, "response", "status"), 999),
        hits,
    )
    return judged(one, context)


def nanos(at: int) -> int:
    """Read nanoseconds since 1970, or seconds where the number is small."""
    return seconds(at / 1e9 if at > 10**12 else at)


def stamp(value: object, context: Context) -> int:
    """Read the stamps of versions 3 and of Coraza: ctime, `2026/11/20 22:53:15`, or ISO."""
    said = text(value)
    if said[:1].isalpha():
        return ctime(said, context)
    if said[4:5] == "/":
        return iso(said.replace("/", "-"), context)
    if not said:
        raise Unreadable("bad.time", "")
    return iso(said, context)
