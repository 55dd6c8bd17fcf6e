"""sshd: each `Failed password` is one try; lines of PAM and `Invalid user` tell the same tries again and are not
counted.
"""

from __future__ import annotations

import re
from typing import Final

from almasu_module.formats.fields import address, text
from almasu_module.reading import Context, Logon, Quiet, Reading

SENSOR: Final = "sshd"
# The name is whatever the caller typed, " from " included: the last address and port are sshd's own words.
TRY: Final = re.compile(
    r"(Failed|Accepted) (?:password|keyboard-interactive/pam) for "
    r"(?:invalid user |illegal user )?(.*) from (\S{2,64})(?: port \d{1,5})?(?: ssh\d?)?$",
    re.DOTALL,
)
REPEATED: Final = re.compile(r"message repeated (\d{1,6}) times: \[ (.*)\]$", re.DOTALL)
PROGRAMS: Final = ("sshd", "sshd-session", "dropbear")


def read(message: str, _: Context, at: int, host: str) -> Reading:
    """Read the message behind a syslog header."""
    repeated = REPEATED.match(message.strip())
    times, said = (int(repeated[1]), repeated[2]) if repeated else (1, message.strip())
    found = TRY.match(said)
    if not found:
        return Quiet(SENSOR, "quiet.sshd")
    outcome, account, source = found.groups()
    failed = 0 if outcome == "Accepted" else max(times, 1)
    rule = "accepted" if outcome == "Accepted" else "failed-password"
    return Logon(at, SENSOR, rule, address(source) or text(source), text(account), host, failed, host)
