"""Snort 3 `alert_json`: kind 1; the port scan inspector (gid 122) and the class of scans are part of a scan."""

from __future__ import annotations

from typing import Any, Final

from almasu_module.formats.fields import host, number, text
from almasu_module.formats.stamps import in_year, micros, seconds
from almasu_module.reading import Context, Finding, Probe, Reading, Unreadable
from almasu_module.sensors.suricata import SCAN, SCAN_CLASSES

SENSOR: Final = "snort"
PORT_SCAN: Final = 122
SEVERITY: Final = {1: 9, 2: 6, 3: 3, 4: 1}


def read(record: dict[str, Any], context: Context) -> Reading:
    """Read one record. Its `timestamp` tells no year, so `seconds` is preferred."""
    rule = text(record.get("rule")) or ":".join(str(number(record.get(part))) for part in ("gid", "sid", "rev"))
    gid = number(record.get("gid")) or number(rule.partition(":")[0])
    name = text(record.get("msg"))
    source, _ = ended(record, "src")
    target, port = ended(record, "dst")
    device = text(record.get("iface"))
    if not (rule.strip("0:") or name):
        raise Unreadable("bad.fields", "rule")
    if source and (gid == PORT_SCAN or text(record.get("class")).lower() in SCAN_CLASSES or SCAN.search(name)):
        return Probe(moment(record, context), SENSOR, rule, source, target, port, scan=True, name=name, device=device)
    severity = SEVERITY.get(number(record.get("priority")), 0)
    action = text(record.get("action"))
    at = moment(record, context)
    return Finding(1, at, SENSOR, rule, "ids.alert", source, target, "", name, action, severity, device)


def ended(record: dict[str, Any], side: str) -> tuple[str, int]:
    """Return address and port of one side, from their own fields or from `address:port`."""
    address, port = text(record.get(f"{side}_addr")), number(record.get(f"{side}_port"), 65535)
    pair = text(record.get(f"{side}_ap"))
    if not address and pair:
        address, _, said = pair.rpartition(":")
        port = port or number(said, 65535)
    return host(address), port


def moment(record: dict[str, Any], context: Context) -> int:
    """Return when it happened: `seconds`, else `MM/DD-HH:MM:SS.ffffff` or `YY/MM/DD-...`."""
    said = record.get("seconds")
    if isinstance(said, int) and not isinstance(said, bool):
        return seconds(said)
    day, dash, clock = text(record.get("timestamp")).partition("-")
    try:
        *year, month, date = (int(part) for part in day.split("/"))
        hour, minute, second = clock.partition(".")[0].split(":")
        known = Context(context.now, context.zone, 2000 + year[0] % 100) if year else context
        at = micros(in_year(known, month, date, int(hour), int(minute), int(second)))
        return at + int((clock.partition(".")[2] or "0")[:6].ljust(6, "0"))
    except ValueError as error:
        raise Unreadable("bad.time", f"{day}{dash}{clock}"[:40]) from error
