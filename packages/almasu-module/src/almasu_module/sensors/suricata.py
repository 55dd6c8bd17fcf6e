"""Suricata EVE: `event_type` alert is kind 1, or part of a scan when the rule says so; other events are no signals."""

from __future__ import annotations

import re
from typing import Any, Final

from almasu_module.formats.fields import host, inside, number, table, text
from almasu_module.formats.stamps import iso
from almasu_module.reading import Context, Finding, Probe, Quiet, Reading

SENSOR: Final = "suricata"
SCAN: Final = re.compile(
    r"\b(?:port ?)?scan(?:ning|ner)?\b|\bportscan|\bport ?sweep|\bnmap\b|\bmasscan\b", re.IGNORECASE
)
SCAN_CLASSES: Final = ("detection of a network scan", "network-scan")
SEVERITY: Final = {1: 9, 2: 6, 3: 3, 4: 1}


def read(record: dict[str, Any], context: Context) -> Reading:
    """Read one record."""
    event = text(record.get("event_type"))
    if event != "alert":
        return Quiet(SENSOR, "quiet.event", event)
    alert = table(record.get("alert"))
    rule = f"{number(alert.get('gid'))}:{number(alert.get('signature_id'))}:{number(alert.get('rev'))}"
    name = text(alert.get("signature"))
    at = iso(text(record.get("timestamp")), context)
    source, target = host(record.get("src_ip")), host(record.get("dest_ip"))
    attacker = alert.get("source")
    if isinstance(attacker, dict) and attacker.get("ip"):  # the rule says which side attacks
        source, target = host(attacker.get("ip")), host(inside(alert, "target", "ip"))
    if source and (text(alert.get("category")).lower() in SCAN_CLASSES or SCAN.search(name)):
        port = number(record.get("dest_port"), 65535)
        return Probe(at, SENSOR, rule, source, target, port, scan=True, name=name, device=text(record.get("host")))
    return Finding(
        1,
        at,
        SENSOR,
        rule,
        "ids.alert",
        source,
        target,
        name=name,
        action=text(alert.get("action")),
        severity=SEVERITY.get(number(alert.get("severity")), 0),
        device=text(record.get("host")),
    )
