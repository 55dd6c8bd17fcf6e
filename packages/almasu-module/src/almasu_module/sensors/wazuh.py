"""Wazuh alerts.json: the groups of a rule say which kind; operational events are no signals."""

from __future__ import annotations

import re
from typing import Any, Final

from almasu_module.formats.fields import address, inside, number, row, table, text
from almasu_module.formats.stamps import iso
from almasu_module.reading import Context, Finding, Logon, Probe, Quiet, Reading, Unreadable
from almasu_module.sensors.waf import bracketed

SENSOR: Final = "wazuh"
OPERATIONAL: Final = {
    "system_error",
    "active_response",
    "ossec_active_response",
    "service_availability",
    "agent_flooding",
}
MALWARE: Final = {"virus", "malware", "rootkit", "trojan", "virustotal", "yara", "ransomware"}
HOST: Final = {
    "rootcheck",
    "sysmon",
    "windows_defender",
    "sophos",
    "fireeye",
    "eset",
    "paps",
    "trend_micro",
    "mcafee",
    "kaspersky",
    "symantec",
}
THREAT: Final = re.compile(
    r"virus|malware|trojan|rootkit|ransom|worm\b|backdoor|infected|threat|exploit|IOC hit"
    r"|potentially unwanted|anomaly detection",
    re.IGNORECASE,
)
SYSMON: Final = re.compile(r"^sysmon_eid\d+_detections$")
HIGH: Final = 12  # Wazuh calls rules from this level on important
SPRAYING: Final = {"T1110.003", "T1110.004"}
NAMES: Final = re.compile(
    r"(?:Failed password for (?:invalid user )?|Invalid user |authentication failure.* user=)"
    r"(.*?)(?: from \S+(?: port \d+)?.*)?$"
)
CLIENT: Final = re.compile(r"\[client ([0-9A-Fa-f.:]{2,45}?)(?::\d{1,5})?\]")
LEAST_FREQUENCY: Final = 2
MOST_LINES: Final = 100


def read(record: dict[str, Any], context: Context) -> Reading:
    """Read one alert."""
    rule = table(record.get("rule"))
    ident, level = text(rule.get("id")), number(rule.get("level"), 16)
    if not ident:
        raise Unreadable("bad.fields", "rule.id")
    groups = {text(group) for group in row(rule.get("groups"))[:64]}
    at = iso(text(record.get("timestamp")), context)
    if groups & OPERATIONAL:
        return Quiet(SENSOR, "quiet.wazuh", ident)
    if groups & {"authentication_failed", "authentication_failures", "authentication_success", "invalid_login"}:
        return authentication(record, groups, at, ident, level)
    if groups & {"ids"} or groups & {"modsecurity", "web_attack"} or {"web", "attack"} <= groups:
        return network(record, groups, at, ident, level)
    return endpoint(record, groups, at, ident, level)


def finding(kind: int, why: str, record: dict[str, Any], at: int, ident: str, level: int) -> Finding:
    """Return a finding with what every alert tells."""
    client = CLIENT.search(text(record.get("full_log")))
    source = source_of(record) or (address(client[1]) if client else "")
    agent = table(record.get("agent"))
    target = address(text(inside(record, "data", "dstip"))) or text(agent.get("name")) or address(text(agent.get("ip")))
    name = text(inside(record, "rule", "description"))
    action = text(inside(record, "data", "action"))
    return Finding(
        kind,
        at,
        SENSOR,
        ident,
        why,
        source,
        target,
        "",
        name,
        action,
        min(level * 10 // 15, 10),
        text(agent.get("name")),
    )


def source_of(record: dict[str, Any]) -> str:
    """Return the address that an alert came from."""
    data = table(record.get("data"))
    said = (text(data.get(name)) for name in ("srcip", "src_ip", "src"))
    windows = address(text(inside(data, "win", "eventdata", "ipAddress")))
    return next((found for found in map(address, said) if found), windows)


def network(record: dict[str, Any], groups: set[str], at: int, ident: str, level: int) -> Reading:
    """Read an alert of an IDS, a WAF or a scan."""
    if "recon" in groups or "scan" in groups:
        one = finding(6, "scan.sensor", record, at, ident, level)
        return Probe(at, SENSOR, ident, one.source, one.target, scan=True, name=one.name, device=one.device)
    if "ids" in groups:
        return finding(1, "ids.alert", record, at, ident, level)
    one = finding(2, "waf.attack", record, at, ident, level)
    hit = bracketed(record.get("full_log"))
    return Finding(
        2,
        at,
        SENSOR,
        ident,
        "waf.attack",
        one.source,
        one.target,
        "",
        hit.name or one.name,
        "",
        one.severity,
        one.device,
    )


def endpoint(record: dict[str, Any], groups: set[str], at: int, ident: str, level: int) -> Reading:
    """Read an alert about one computer: malware, or a detection that Wazuh ranks high."""
    name = text(inside(record, "rule", "description"))
    names_threat = bool(THREAT.search(f"{name} {text(record.get('full_log'))[:200]}"))
    families = {group.partition("_eid")[0] for group in groups} & HOST
    defender = number(inside(record, "data", "win", "system", "eventID"))
    malware = groups & MALWARE and level > 3
    if malware or ("windows_defender" in groups and (1116 <= defender <= 1119 or names_threat)):
        return finding(3, "malware.found", record, at, ident, level)
    if any(SYSMON.match(group) for group in groups):
        return finding(3, "endpoint.detection", record, at, ident, level) if level >= HIGH else low(ident, level)
    if families and names_threat and level > 3:
        return finding(3, "endpoint.detection", record, at, ident, level)
    return low(ident, level)


def low(ident: str, level: int) -> Quiet:
    """Return that an alert is no signal."""
    return Quiet(SENSOR, "quiet.wazuh", f"{ident}, level {level}")


def authentication(record: dict[str, Any], groups: set[str], at: int, ident: str, level: int) -> Reading:
    """Read a logon, or what Wazuh itself correlated over several."""
    source = source_of(record)
    names = accounts_of(record)
    frequency = number(inside(record, "rule", "frequency"), 10_000)
    agent = text(inside(record, "agent", "name"))
    if frequency < LEAST_FREQUENCY or not groups & {"authentication_failures"}:
        failed = 0 if "authentication_success" in groups else 1
        if not names or not source:
            return Quiet(SENSOR, "quiet.wazuh.logon", ident)
        return Logon(at, SENSOR, ident, source, names[0], agent, failed, agent)
    different = len(set(names))
    techniques = {text(one) for one in row(inside(record, "rule", "mitre", "id"))}
    kind = 8 if techniques & SPRAYING or different * 2 > frequency else 7
    if kind == 7 and not names:
        return Quiet(SENSOR, "quiet.wazuh.logon", ident)
    account = max(set(names), key=names.count) if kind == 7 else ""
    count, name = max(frequency, len(names)), text(inside(record, "rule", "description"))
    why = "guessing.sensor" if kind == 7 else "spraying.sensor"
    severity = min(level * 10 // 15, 10)
    return Finding(
        kind, at, SENSOR, ident, why, source, agent, account, name, severity=severity, count=count,
        accounts=max(different, 2 if kind == 8 else 1) )  # fmt: skip


def accounts_of(record: dict[str, Any]) -> list[str]:
    """Return the accounts that an alert and the lines before it name, one for each try."""
    whole = record.get("previous_output")
    lines = [*(whole.split("\n")[:MOST_LINES] if isinstance(whole, str) else []), text(record.get("full_log"))]
    named = [text(found[1]) for found in (NAMES.search(line[:1024]) for line in lines) if found and found[1]]
    data = table(record.get("data"))
    said = (text(data.get(key)) for key in ("dstuser", "srcuser", "user"))
    own = next((one for one in said if one), text(inside(data, "win", "eventdata", "targetUserName")))
    return named or ([own] if own else [])
