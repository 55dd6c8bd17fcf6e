"""Windows: failed logons (4625, 4771, 4776, 4768), explicit ones (4648), good ones (4624), and Defender's finds
(1116, 1117).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from almasu_module.formats.fields import address, inside, number, table, text
from almasu_module.formats.stamps import iso, seconds
from almasu_module.formats.xml import event_of
from almasu_module.reading import Context, Finding, Logon, Quiet, Reading

SENSOR: Final = "windows"
FAILED: Final = {4625, 4771, 4776, 4768, 4648}
GOOD: Final = {4624}
FOUND: Final = {1006, 1015, 1116}
ACTED: Final = {1007, 1117, 1118, 1119}
PASSED: Final = ("0x0", "0x00000000", "0")  # 4768 and 4776 are written for good logons too
NETWORKED: Final = ("3", "8", "10", "")  # logon types that come over a network


def read_xml(line: str, context: Context) -> Reading:
    """Read an event as XML."""
    fields = event_of(line)
    return read_flat(fields, number(fields.get("EventID")), moment(fields.get("TimeCreated", ""), context), context)


def read_json(record: dict[str, Any], context: Context) -> Reading:
    """Read an event as JSON: winlogbeat, NXLog, Wazuh's `data.win`, or the plain shape of `EventData`."""
    nested = table(record.get("winlog")) or table(inside(record, "data", "win"))
    data = table(nested.get("event_data")) or table(nested.get("eventdata"))
    data = data or table(record.get("EventData")) or table(inside(record, "Event", "EventData")) or record
    system = table(nested.get("system")) or table(inside(record, "Event", "System"))
    code = (
        first(record, "EventID", "event_id", "EventId")
        or first(nested, "event_id")
        or first(system, "eventID", "EventID")
    )
    code = code or text(inside(record, "event", "code")) or text(inside(system, "EventID", "#text"))
    said = first(record, "@timestamp", "EventTime", "TimeCreated", "UtcTime", "timestamp") or first(
        system, "systemTime"
    )
    said = (
        said
        or text(inside(system, "TimeCreated", "SystemTime"))
        or text(inside(system, "TimeCreated", "#attributes", "SystemTime"))
    )
    fields = {key[:1].upper() + key[1:]: text(value) for key, value in data.items() if isinstance(value, str | int)}
    fields["Computer"] = (
        first(record, "Hostname", "Computer", "computer_name")
        or first(nested, "computer_name")
        or first(system, "computer", "Computer")
    )
    return read_flat(fields, number(code), moment(said, context), context)


def first(record: Mapping[str, Any], *names: str) -> str:
    """Return the first of several fields that says something."""
    return next((said for said in (text(record.get(name)) for name in names) if said), "")


def moment(said: str, context: Context) -> int:
    """Return the event's own time; an event without one happened when it came."""
    if not said:
        return context.now
    if said.isascii() and said.isdigit():
        return seconds(int(said) / 1000 if len(said) > 11 else int(said))
    return iso(said, context)


def read_flat(fields: Mapping[str, str], code: int, at: int, _: Context) -> Reading:
    """Read the fields of an event, whatever shape they came in."""
    computer = fields.get("Computer", "")
    if code in FAILED | GOOD:
        return logon(fields, code, at, computer)
    if code in FOUND:
        name = next((fields[key] for key in ("Threat Name", "ThreatName", "ThreatName") if fields.get(key)), "")
        where = fields.get("Path", "") or computer
        return Finding(
            3, at, SENSOR, str(code), "malware.found", "", text(where), "", text(name), severity=7, device=computer
        )
    if code in ACTED:
        return Quiet(SENSOR, "quiet.windows.acted", str(code))
    return Quiet(SENSOR, "quiet.windows", str(code) if code else "")


def logon(fields: Mapping[str, str], code: int, at: int, computer: str) -> Reading:
    """Read a logon. Machine accounts (they end in $) and those inside one computer are no guessing of people's
    passwords.
    """
    status = fields.get("Status", "").lower()
    if code in (4776, 4768) and (status in PASSED or not status):
        return Quiet(SENSOR, "quiet.windows", str(code))
    account = fields.get("TargetUserName", "")
    source = address(fields.get("IpAddress", "")) or address(fields.get("Workstation", "").strip("\\"))
    if not account or account == "-" or account.endswith("$") or fields.get("LogonType", "") not in NETWORKED:
        return Quiet(SENSOR, "quiet.windows.local", str(code))
    failed = 0 if code in GOOD else 1
    return Logon(at, SENSOR, str(code), source, text(account), computer, failed, computer)
