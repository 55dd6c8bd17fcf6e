"""Events of a SIEM as CEF, LEEF or structured data of syslog: the organisation's own map first, then what the event
says.
"""

from __future__ import annotations

import re
from typing import Final

from almasu_module.formats.cef import Event
from almasu_module.formats.fields import address, host, number, text
from almasu_module.formats.stamps import any_of
from almasu_module.formats.syslog import Syslog
from almasu_module.reading import Context, Finding, Logon, Probe, Quiet, Reading, Unreadable
from almasu_module.sensors.waf import path_of
from almasu_module.sensors.windows import read_flat

WINDOWS: Final = re.compile(r"Microsoft-Windows-[\w-]+:(\d{4})$")
FAILED: Final = re.compile(
    r"(?:log[ _-]?[oi]n|auth(?:entication)?|password|vpn|sign[ _-]?in)\w{0,8}[ _-]{0,2}(?:\w{1,20}[ _-]){0,2}"
    r"(?:fail|denied|reject|invalid|incorrect)"
    r"|(?:failed|invalid|bad|denied)[ _-](?:\w{1,20}[ _-]){0,2}(?:log[ _-]?[oi]n|auth|password|sign[ _-]?in)",
    re.IGNORECASE,
)
MALWARE: Final = re.compile(r"malware|virus|trojan|ransom|worm\b|spyware|rootkit|\bMAL[-_]\d|infected", re.IGNORECASE)
GATEWAY: Final = re.compile(r"mail|smtp|proxy|\bweb gateway|\bswg\b|sandbox|\besa\b", re.IGNORECASE)
PHISHING: Final = re.compile(r"phish|фишинг|spear", re.IGNORECASE)
WEB: Final = re.compile(
    r"\bwaf|waf\b|web ?app|app ?shield|mod_?security|sql ?inj|\bxss\b|cross-site|path trav|rce\b|webshell",
    re.IGNORECASE,
)
SCAN: Final = re.compile(r"\bscan(?:ning|ner)?\b|port[ _-]?scan|sweep|reconn", re.IGNORECASE)
INTRUSION: Final = re.compile(
    r"\b(?:ng)?ip[sd]s?\b|\bids\b|intrusion|exploit|attack|\bC2\b|command and control", re.IGNORECASE
)
SPRAY: Final = re.compile(r"spray", re.IGNORECASE)
GUESS: Final = re.compile(r"brute[ _-]?force", re.IGNORECASE)
LEAST_SEVERITY: Final = 4


def read(event: Event, context: Context, at: int) -> Reading:
    """Read one event."""
    sensor = event.format.lower()
    windows = WINDOWS.match(event.id)
    if windows:
        return read_flat(renamed(event.fields), int(windows[1]), moment(event, context, at), context)
    kind = kind_of(event, context)
    if not kind:
        return Quiet(sensor, "quiet.siem", f"{text(event.vendor)} {text(event.product)} {text(event.id)}"[:120])
    when = moment(event, context, at)
    if kind == KIND_LOGON:
        return logon(event, sensor, when)
    if kind == KIND_SCAN:
        return scan(event, sensor, when)
    return finding(event, kind, sensor, when)


KIND_LOGON: Final = 7
KIND_SPRAY: Final = 8
KIND_SCAN: Final = 6
KIND_WEB: Final = 2


def kind_of(event: Event, context: Context) -> int:
    """Return the kind, 0 for none: by the organisation's map of ids and names, else by the words of the header."""
    for said in (event.id, event.name, event.product):
        if said in context.kinds:
            return context.kinds[said]
    vendor, product, ident, name = map(text, (event.vendor, event.product, event.id, event.name))
    named = f"{ident} {name} {text(event.fields.get('cat'))}"
    head = f"{vendor} {product} {named}"
    if SPRAY.search(named):
        return KIND_SPRAY
    if FAILED.search(named) or GUESS.search(named):
        return KIND_LOGON
    if PHISHING.search(named):
        return 5
    if MALWARE.search(named):
        return 4 if GATEWAY.search(f"{vendor} {product}") else 3
    if SCAN.search(f"{ident} {name}"):
        return KIND_SCAN
    if WEB.search(head) and (event.severity >= LEAST_SEVERITY or "request" in event.fields):
        return KIND_WEB
    return 1 if INTRUSION.search(head) else 0


def moment(event: Event, context: Context, at: int) -> int:
    """Return the event's own time, else that of the header before it."""
    said = next((event.fields[key] for key in ("rt", "devTime", "end", "start") if event.fields.get(key)), "")
    if said and len(said) < 64:
        return any_of(said, context)
    return at or context.now


def count_of(event: Event) -> int:
    """Return how many events this one stands for."""
    said = (number(event.fields.get(key)) for key in ("cnt", "count", "attempts", "eventCount"))
    return next((found for found in said if found), 1)


def fields_of(event: Event) -> tuple[str, str, str]:
    """Return source, target and account in whatever names CEF and LEEF give them."""
    fields = event.fields
    source = address(fields.get("src", "") or fields.get("sourceAddress", ""))
    target = next((host(fields[key]) for key in ("dst", "dhost", "dvchost", "identHostName") if fields.get(key)), "")
    account = next((text(fields[key]) for key in ("duser", "usrName", "suser", "accountName") if fields.get(key)), "")
    return source, target, account


def logon(event: Event, sensor: str, at: int) -> Reading:
    """Read one failed logon, or a guessing that the SIEM itself put together."""
    source, target, account = fields_of(event)
    count = count_of(event)
    rule = text(event.id) or text(event.name)
    if GUESS.search(f"{event.id} {event.name}") and account:
        return Finding(7, at, sensor, rule, "guessing.sensor", source, target, account, text(event.name), count=count)
    if not account or not source:
        return Quiet(sensor, "quiet.siem.logon", rule)
    return Logon(at, sensor, rule, source, account, target, count)


def scan(event: Event, sensor: str, at: int) -> Reading:
    """Read a scan that the sensor itself saw."""
    source, target, _ = fields_of(event)
    ports = number(event.fields.get("portsScanned"), 65535)
    target = target or text(event.fields.get("dst"))
    return Probe(
        at, sensor, text(event.id), source, target, number(event.fields.get("dpt") or event.fields.get("dstPort"),
        65535), count_of(event), scan=True, name=text(event.name), ports=ports, )  # fmt: skip


def finding(event: Event, kind: int, sensor: str, at: int) -> Finding:
    """Return the finding of an event of the other kinds."""
    source, target, _ = fields_of(event)
    fields = event.fields
    if kind == KIND_WEB and fields.get("request"):
        target = f"{target}{path_of(fields['request'])}"
    digest = text(fields.get("fileHash"))
    known = {32: "md5", 40: "sha1", 64: "sha256"}.get(len(digest))
    sender = text(fields.get("suser")) if kind in (4, 5) and "@" in fields.get("suser", "") else ""
    rules = text(fields.get("cs2")) if fields.get("cs2Label") == "ruleIds" else ""
    why = {
        1: "ids.alert",
        2: "waf.attack",
        3: "malware.found",
        4: "malware.received",
        5: "phishing.verdict",
        8: "spraying.sensor",
    }
    return Finding(
        kind, at, sensor, rules.partition(",")[0] or text(event.id), why[kind], source, target, "", text(event.name),
        text(fields.get("act")), event.severity, text(fields.get("dvchost")), sender,
        hashes=(f"{known}:{digest.lower()}",) if known else (), count=count_of(event),
        accounts=max(number(fields.get("accounts")), 2) if kind == KIND_SPRAY else 0,
    )  # fmt: skip


def renamed(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields of a Windows event sent as CEF by the names that Windows gives them."""
    names = {"duser": "TargetUserName", "src": "IpAddress", "dvchost": "Computer", "shost": "Workstation"}
    return {names.get(key, key): value for key, value in fields.items()}


def structured(line: Syslog, parameters: dict[str, str]) -> Reading:
    """Read a signal that a SIEM put into structured data: `signal@... type src account accounts attempts`."""
    kind = number(parameters.get("type"))
    source, account = address(parameters.get("src", "")), text(parameters.get("account") or parameters.get("user"))
    if not 1 <= kind <= KIND_SPRAY:
        raise Unreadable("bad.kind", str(kind))
    count = max(number(parameters.get("attempts")), number(parameters.get("count")), 1)
    target = host(parameters.get("dst") or line.host)
    rule = text(parameters.get("rule")) or line.id or "signal"
    if kind == KIND_LOGON and not account:
        return Quiet("siem", "quiet.siem.logon", rule)
    accounts = max(number(parameters.get("accounts")), 2) if kind == KIND_SPRAY else 0
    why = {7: "guessing.sensor", 8: "spraying.sensor"}.get(kind, "siem.signal")
    if kind == KIND_SCAN:
        ports = number(parameters.get("ports"), 65535)
        return Probe(line.at, "siem", rule, source, target, count=count, scan=True, device=line.host, ports=ports)
    return Finding(
        kind, line.at, "siem", rule, why, source, target, account, count=count, accounts=accounts, device=line.host
    )
