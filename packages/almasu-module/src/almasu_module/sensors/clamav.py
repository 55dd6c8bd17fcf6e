"""ClamAV: `FOUND` lines of clamd and clamscan. What came by mail or stream is kind 4, what lay on a disk kind 3."""

from __future__ import annotations

import re
from typing import Final

from almasu_module.formats.fields import text
from almasu_module.formats.stamps import ctime
from almasu_module.reading import Context, Finding, Quiet, Reading, Unreadable

SENSOR: Final = "clamav"
LINE: Final = re.compile(r"(?:([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}) -> )?(.*)$", re.DOTALL)
FOUND: Final = re.compile(r"(.+): (\S{1,256}?)(?:\(([0-9a-f]{32}):(\d{1,15})\))? FOUND$", re.DOTALL)
RECEIVED: Final = re.compile(r"^(?:instream|fd\[)|/mail/|/spool/|/maildir/|\.eml$|\.msg$|/quarantine/", re.IGNORECASE)
MOST_LINE: Final = 8192  # a path of Linux has 4096 bytes at most
NO_MALWARE: Final = ("Heuristics.Encrypted.", "Heuristics.Limits.", "PUA.", "Heuristics.Structured.")


STAMPED: Final = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} -> ")


def looks_like(line: str) -> bool:
    """Tell whether a line is of clamd or a find of clamscan."""
    return line.endswith(" FOUND") or STAMPED.match(line) is not None


def read(line: str, context: Context, at: int = 0) -> Reading:
    """Read one line; `at` is the time of a syslog header before it, if there was one."""
    if len(line) > MOST_LINE:
        raise Unreadable("bad.long")
    parts = LINE.match(line)
    stamp, said = (parts[1], parts[2]) if parts else (None, line)
    found = FOUND.match(said.rstrip())
    if not found:
        return Quiet(SENSOR, "quiet.clamav")
    place, name, md5 = found[1], found[2], found[3] or ""
    if name.startswith(NO_MALWARE):
        return Quiet(SENSOR, "quiet.clamav.heuristic", name)
    came = RECEIVED.search(place) or any(part in place for part in context.received)
    when = at or (ctime(stamp, context) if stamp else context.now)
    kind, why = (4, "malware.received") if came else (3, "malware.found")
    hashes = (f"md5:{md5}",) if md5 else ()
    target = text("instream" if place.startswith("instream(") and place.endswith(")") else place)
    return Finding(kind, when, SENSOR, name, why, "", target, name=name, severity=7, hashes=hashes)
