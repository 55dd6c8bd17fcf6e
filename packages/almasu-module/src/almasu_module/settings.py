"""The module's configuration: one TOML file; unknown keys are refused, so that a misspelt safeguard is never silently
off.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from datetime import timedelta, timezone
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from almasu_module.judging.guessing import Thresholds
from almasu_module.judging.judge import Policy
from almasu_module.judging.minimise import Mode
from almasu_module.judging.perimeter import PRIVATE
from almasu_module.judging.rollup import Windows
from almasu_module.sensors.dispatch import SENSORS

OFFSET: Final = re.compile(r"^([+-])(\d\d):(\d\d)$")
ADDRESS: Final = re.compile(r"^(.*):(\d{1,5})$")
LEAST_KEY: Final = 16
SECOND: Final = 1_000_000

Positive = Annotated[int, msgspec.Meta(ge=1)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]


class Refused(Exception):
    """What is wrong with the configuration, said to the engineer."""


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One source of records: exactly one of `file`, `folder`, `udp`, `tcp`, `tls`.

    file: a file that is followed through rotations; `-` reads standard input.
    folder: a folder where each new file is one record (`.eml`, JSON verdicts); `match` says which files.
    udp, tcp, tls: `address:port` to receive syslog on; tls needs `certificate` and `key`, `clients` asks for
    certificates. sensor: whose records these are; `auto` recognises each record by its shape. zone, year: of stamps
    that tell none. received: parts of paths that hold what came from outside (ClamAV kind 4). kinds: event id or name
    of a SIEM to kind 1..8. reported: every mail of the folder was reported as phishing.
    """

    file: str = ""
    folder: str = ""
    match: str = "*"
    udp: str = ""
    tcp: str = ""
    tls: str = ""
    certificate: str = ""
    key: str = ""
    clients: str = ""
    sensor: str = "auto"
    zone: str = ""
    year: Annotated[int, msgspec.Meta(ge=0, le=9999)] = 0
    received: tuple[str, ...] = ()
    kinds: dict[str, Annotated[int, msgspec.Meta(ge=1, le=8)]] = {}
    reported: bool = True
    protocol_violations: bool = False
    most_line: Annotated[int, msgspec.Meta(ge=1024, le=16 * 1024 * 1024)] = 1024 * 1024

    @property
    def name(self) -> str:
        """Return what the input is called in positions and reports."""
        for way in ("file", "folder", "udp", "tcp", "tls"):
            if getattr(self, way):
                return f"{way}:{getattr(self, way)}"
        return ""


class Centre(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where signals go: the node's address, our client certificate and its key, the authority we trust for the node.

    batch: signals in one request. patience: seconds until an answer. retry: seconds of the first wait after a failure.
    heartbeat: seconds without signals until the centre is told that the module lives; the centre may ask for less.
    """

    address: str
    certificate: str
    key: str
    authority: str
    batch: Annotated[int, msgspec.Meta(ge=1, le=2000)] = 1000
    patience: Seconds = 30.0
    retry: Seconds = 0.5
    heartbeat: Seconds = 300.0


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file.

    state: folder of the queue, positions and status. internal: the organisation's own networks (outside them is the
    outer perimeter). scanners: addresses of its own permitted scanners. accounts: `hash` under `account_key` or
    `cut`. passwords, logons: tries at one account, accounts of one source, within `logon_window` seconds.
    """

    input: tuple[Input, ...]
    state: str = "/var/lib/almasu-module"
    centre: Centre | None = None
    zone: str = "+05:00"
    internal: tuple[str, ...] = PRIVATE
    scanners: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()
    accounts: Mode = "hash"
    account_key: str = ""
    passwords: Positive = 8
    logons: Positive = 8
    logon_window: Seconds = 600.0
    ports: Positive = 15
    scan_window: Seconds = 300.0
    rollup: Seconds = 60.0
    report: Seconds = 10.0
    fsync: Literal["commit", "never"] = "commit"
    commit: Seconds = 1.0
    queue_bytes: Annotated[int, msgspec.Meta(ge=1024 * 1024)] = 8 * 1024**3
    most_open: Positive = 4_000

    def policy(self) -> Policy:
        """Return the numbers that judge."""
        windows = Windows(
            *(round(one * SECOND) for one in (self.rollup, self.logon_window, self.scan_window, self.report))
        )
        thresholds = Thresholds(self.passwords, self.logons, windows.logons, self.most_open)
        return Policy(windows, thresholds, self.ports, self.most_open)


def read_settings(path: Path) -> Settings:
    """Read and check a file; raise `Refused` with what is wrong and where. Relative paths are taken from the file's
    folder.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = msgspec.convert(placed(raw, path.resolve().parent), Settings)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Refused(f"{path}: {error}") from error
    for wrong in wrongs(settings):
        raise Refused(f"{path}: {wrong}")
    return settings


PATHS: Final = ("file", "folder", "certificate", "key", "clients", "authority", "state", "account_key")


def placed(value: object, folder: Path) -> object:
    """Return the file's values with relative paths made absolute."""
    if isinstance(value, list):
        return [placed(one, folder) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: str(folder / one)
        if key in PATHS and isinstance(one, str) and one not in ("", "-")
        else placed(one, folder)
        for key, one in value.items()
    }


def wrongs(settings: Settings) -> list[str]:
    """Return what is wrong beyond types."""
    found = [f"{one!r} is no network" for one in (*settings.internal, *settings.scanners) if not is_network(one)]
    found += [
        f"zone {one!r} is not like +05:00"
        for one in {settings.zone, *(each.zone for each in settings.input)}
        if one and not OFFSET.match(one)
    ]
    for place, one in enumerate(settings.input, 1):
        ways = [way for way in ("file", "folder", "udp", "tcp", "tls") if getattr(one, way)]
        if len(ways) != 1:
            found.append(f"input {place} needs exactly one of file, folder, udp, tcp, tls")
        if one.sensor not in SENSORS:
            found.append(f"input {place}: sensor {one.sensor!r} is none of {', '.join(SENSORS)}")
        if one.tls and not (one.certificate and one.key):
            found.append(f"input {place}: tls needs certificate and key")
        found += [
            f"input {place}: {said!r} is not like 0.0.0.0:514"
            for said in (one.udp, one.tcp, one.tls)
            if said and not ADDRESS.match(said)
        ]
    if not settings.input:
        found.append("no input")
    if settings.centre and not settings.centre.address.startswith("https://"):
        found.append("centre.address must begin with https://")
    return found


def is_network(said: str) -> bool:
    """Tell whether a text is an address or a network."""
    try:
        ipaddress.ip_network(said, strict=False)
    except ValueError:
        return False
    return True


def zone_of(said: str) -> timezone:
    """Return a fixed offset from a text like +05:00."""
    found = OFFSET.match(said)
    if not found:
        raise Refused(f"zone {said!r} is not like +05:00")
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)


def host_and_port(said: str) -> tuple[str, int]:
    """Return address and port of a text like 0.0.0.0:514."""
    found = ADDRESS.match(said)
    if not found:
        raise Refused(f"{said!r} is not like 0.0.0.0:514")
    return found[1].strip("[]") or "0.0.0.0", int(found[2])  # noqa: S104 - the engineer left the address out


def key_of(settings: Settings) -> bytes | None:
    """Return the organisation's key for hashing accounts, nothing when none is configured."""
    if not settings.account_key:
        return None
    try:
        key = Path(settings.account_key).read_bytes().strip()
    except OSError as error:
        raise Refused(f"account_key: {error.strerror}") from error
    if len(key) < LEAST_KEY:
        raise Refused(f"account_key: fewer than {LEAST_KEY} bytes")
    return key
