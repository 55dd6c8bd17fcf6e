"""One record in, one reading out: which sensor wrote it is told by the configuration or recognised by its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from almasu_module.formats.cef import cef
from almasu_module.formats.fields import record_of, table
from almasu_module.formats.leef import leef
from almasu_module.formats.mail import looks_like_mail
from almasu_module.formats.syslog import Syslog, opened
from almasu_module.reading import Broken, Context, Quiet, Reading, Unreadable
from almasu_module.sensors import clamav, firewall, siem, snort, sshd, suricata, waf, wazuh, windows
from almasu_module.sensors.mail import read_eml, read_rspamd

Json = Callable[[dict[str, Any], Context], Reading]
BY_NAME: Final[Mapping[str, Json]] = {
    "suricata": suricata.read,
    "snort": snort.read,
    "modsecurity2": waf.modsecurity2,
    "modsecurity3": waf.modsecurity3,
    "coraza": waf.coraza,
    "wazuh": wazuh.read,
    "rspamd": read_rspamd,
    "windows": windows.read_json,
}
AUTO: Final = "auto"
SENSORS: Final = (
    AUTO,
    "suricata",
    "snort",
    "modsecurity",
    "coraza",
    "wazuh",
    "rspamd",
    "eml",
    "windows",
    "clamav",
    "sshd",
    "firewall",
    "cef",
    "leef",
    "syslog",
)
WITHOUT_HEADER: Final = ("CEF:", "LEEF:", "<Event")


def read(data: bytes, sensor: str, context: Context) -> Reading:
    """Read one record; whatever is wrong with it becomes a `Broken`, never an exception."""
    try:
        return taken_apart(data, sensor, context)
    except Unreadable as broken:
        return Broken(sensor, broken.why, broken.what)
    except Exception as unforeseen:  # noqa: BLE001 - attackers write records: none may end the module
        return Broken(sensor, "bad.unforeseen", type(unforeseen).__name__)


def taken_apart(data: bytes, sensor: str, context: Context) -> Reading:
    """Read one record, or raise `Unreadable`."""
    clean = data.strip(b" \t\r\n").removeprefix(b"\xef\xbb\xbf")
    if sensor == "eml" or (sensor == AUTO and b"\n" in clean and looks_like_mail(clean)):
        return read_eml(clean, context)
    if clean[:1] == b"{":
        return json(clean, sensor, context)
    line = clean.decode("utf-8", "replace")
    if line.startswith(("<Event", "<?xml")):
        return windows.read_xml(line, context)
    if line.startswith(WITHOUT_HEADER):
        return event(line, context, 0)
    if waf.SECTION.match(line):
        return waf.modsecurity2_serial(line, context)
    header = opened(line, context)
    if header is not None:
        return behind(header, sensor, context)
    if sensor == "clamav" or clamav.looks_like(line):
        return clamav.read(line, context)
    if firewall.looks_like(line):
        return firewall.read(line, context, context.now, "", "")
    return Quiet(sensor, "quiet.unknown")


def json(data: bytes, sensor: str, context: Context) -> Reading:
    """Read a JSON record."""
    record = record_of(data)
    name = recognised(record) if sensor not in BY_NAME else sensor
    if not name:
        return Quiet(sensor, "quiet.unknown")
    return BY_NAME[name](record, context)


def recognised(record: dict[str, Any]) -> str:
    """Return the reader for a record by the fields that only its sensor writes, nothing when none knows it."""
    if "event_type" in record and ("timestamp" in record or "alert" in record):
        return "suricata"
    if "transaction" in record:
        return modsecurity(record)
    if "rule" in record and isinstance(record["rule"], dict):
        return "wazuh"
    if "symbols" in record and ("action" in record or "score" in record):
        return "rspamd"
    if {"winlog", "EventID", "EventId", "Event"} & record.keys():
        return "windows"
    if {"rule", "sid", "gid"} & record.keys() and {"msg", "seconds", "src_addr", "src_ap", "timestamp"} & record.keys():
        return "snort"
    return ""


def modsecurity(record: dict[str, Any]) -> str:
    """Return which of the three dialects a record is written in."""
    if "audit_data" in record or "request" in record:
        return "modsecurity2"
    if "messages" in table(record.get("transaction")) or "messages" not in record:
        return "modsecurity3"
    return "coraza"


def event(line: str, context: Context, at: int) -> Reading:
    """Read a line that is CEF, LEEF or an XML event from its first character on."""
    if line.startswith("<Event"):
        return windows.read_xml(line, context)
    return siem.read(cef(line) if line.startswith("CEF:") else leef(line), context, at)


def behind(header: Syslog, sensor: str, context: Context) -> Reading:
    """Read what a syslog header carries."""
    message = header.message.strip()
    own = next((part for ident, part in header.data.items() if ident.startswith("signal@")), None)
    if own is not None:
        return siem.structured(header, own)
    if message.startswith(WITHOUT_HEADER):
        return event(message, context, header.at)
    if message.startswith("{"):
        return json(message.encode("utf-8", "replace"), sensor, context)
    if header.app in sshd.PROGRAMS:
        return sshd.read(message, context, header.at, header.host)
    if firewall.looks_like(f" {message}"):
        return firewall.read(f" {message}", context, header.at, header.host, header.app)
    if message.endswith(" FOUND"):
        return clamav.read(message, context, header.at)
    scanner = firewall.read_scanner(f"{header.app} {message}", header.at, header.host)
    return scanner or Quiet(sensor, "quiet.unknown", header.app)
