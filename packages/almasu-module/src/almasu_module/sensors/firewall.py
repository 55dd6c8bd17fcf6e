"""Packet filters: iptables and nftables log lines. A packet that was turned away is a probe; many make a scan (kind
6).
"""

from __future__ import annotations

import re
from typing import Final

from almasu_module.formats.fields import address, number, text
from almasu_module.reading import Context, Probe, Quiet, Reading

SENSOR: Final = "firewall"
FIELD: Final = re.compile(r"\b(SRC|DST|PROTO|DPT)=([0-9A-Za-z.:_-]{1,45})")
LET_IN: Final = re.compile(r"\b(?:accept(?:ed)?|allow(?:ed)?|pass(?:ed)?|permit(?:ted)?)\b", re.IGNORECASE)
SCANNER: Final = re.compile(
    r"(?:attackalert|scanlogd|portscan)\b.*?(?:from|host:)?\s*(\d{1,3}(?:\.\d{1,3}){3})", re.IGNORECASE
)


def looks_like(message: str) -> bool:
    """Tell whether a line is of a packet filter."""
    return " SRC=" in message and " DST=" in message


def read(message: str, _: Context, at: int, host: str, app: str) -> Reading:
    """Read the message behind a syslog header; its prefix says whether the packet was let in."""
    prefix = f"{app} {message.partition('IN=')[0]}"
    fields = dict(FIELD.findall(message[:2048]))
    source, target = address(fields.get("SRC", "")), address(fields.get("DST", ""))
    if not source or not target:
        return Quiet(SENSOR, "quiet.unknown")
    if LET_IN.search(prefix):
        return Quiet(SENSOR, "quiet.firewall.accepted")
    rule = text(prefix)[:64] or "drop"
    return Probe(at, SENSOR, rule, source, target, number(fields.get("DPT"), 65535), device=host)


def read_scanner(message: str, at: int, host: str) -> Reading | None:
    """Read a line of scanlogd or portsentry, which name a scan themselves."""
    found = SCANNER.search(message[:1024])
    if not found or not address(found[1]):
        return None
    return Probe(at, "scanlog", "scan", address(found[1]), host, scan=True, name="port scan", device=host)
