"""One wave of attacks on a market, as the sensors of each bank write it down: all eight kinds of clause 8.

The same attackers come to every bank, from the same addresses and with the same letters; the banks have sensors of
different makers. Times are those of the banks' clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from almasu.law.moment import in_astana
from almasu.testing.asoi import dialects
from almasu.testing.asoi.attacks import Attack

EXPLOITER = "203.0.113.66"
SCANNER = "203.0.113.80"
GUESSER = "203.0.113.90"
SPRAYER = "203.0.113.99"
SENDER = "security@pay-confirm.example.org"
LINK = "https://login.pay-confirm.example.org/kz"
PORTS, TRIES, ACCOUNTS = 24, 12, 14
"""Ports of one scan, passwords tried at one account, accounts tried with one password."""
_STEP = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Written:
    """A record as a sensor writes it: the file below the bank's folder, and its bytes without the end of line."""

    file: str
    record: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file that sensors write to, and whose records the module is told to read there."""

    file: str
    sensor: str


MAIL = Source("mail", "eml")
"""A folder: each letter is a file of its own."""
SOURCES = (
    Source("eve.json", "suricata"),
    Source("snort.json", "snort"),
    Source("modsecurity.json", "modsecurity"),
    Source("wazuh.json", "wazuh"),
    Source("clamd.log", "clamav"),
    Source("rspamd.json", "rspamd"),
    Source("auth.log", "sshd"),
    Source("windows.log", "windows"),
    Source("firewall.log", "firewall"),
    Source("siem.log", "auto"),
)
_Dialect = Callable[[Attack], bytes]
_INTRUSIONS: tuple[tuple[str, _Dialect], ...] = (
    ("eve.json", dialects.suricata),
    ("snort.json", dialects.snort),
    ("siem.log", dialects.cef),
)
_WEB: tuple[_Dialect, ...] = (dialects.modsecurity2, dialects.modsecurity3, dialects.coraza)
_GUESSED: tuple[tuple[str, _Dialect], ...] = (("auth.log", dialects.sshd), ("siem.log", dialects.syslog5424))
_SPRAYED: tuple[tuple[str, _Dialect], ...] = (
    ("windows.log", dialects.windows_json),
    ("windows.log", dialects.windows_xml),
    ("siem.log", dialects.windows_cef),
    ("siem.log", dialects.leef),
)


def wave(number: int, host: str, target: str, at: datetime) -> Iterator[Written]:
    """Yield what the sensors of one bank write about the wave that ends at a moment.

    `number` decides whose sensors the bank has, `host` and `target` are its name and address on the outside.
    """
    begins = in_astana(at) - timedelta(minutes=4)
    one = Attack(begins, EXPLOITER, target, host=host, sender=SENDER, links=(LINK,))
    file, intrusion = _INTRUSIONS[number % len(_INTRUSIONS)]
    yield from (Written(file, intrusion(replace(one, at=begins + _STEP * n))) for n in range(3))
    yield Written("modsecurity.json", _WEB[number % len(_WEB)](replace(one, path="/api/transfer")))
    yield Written("wazuh.json", dialects.wazuh(replace(one, name="Trojan found", source="")))
    yield Written("clamd.log", dialects.clamd(one))
    yield from chain(_letters(number, one), _scanned(one), _guessed(number, one), _sprayed(number, one))


def _letters(number: int, one: Attack) -> Iterator[Written]:
    if number % 2:
        yield Written(f"{MAIL.file}/{int(one.at.timestamp())}.eml", dialects.eml(one))
    else:
        yield Written("rspamd.json", dialects.rspamd(one))


def _scanned(one: Attack) -> Iterator[Written]:
    for n in range(PORTS):
        packet = replace(one, at=one.at + _STEP * n, source=SCANNER, port=1000 + n)
        yield Written("firewall.log", dialects.firewall(packet))


def _guessed(number: int, one: Attack) -> Iterator[Written]:
    """Yield many passwords at one account."""
    file, write = _GUESSED[number % len(_GUESSED)]
    for n in range(TRIES):
        yield Written(file, write(replace(one, at=one.at + _STEP * n, source=GUESSER, account="root")))


def _sprayed(number: int, one: Attack) -> Iterator[Written]:
    """Yield one password at many accounts, or what a SIEM has to tell of it."""
    """Yield one password at many accounts."""
    place = number % (len(_SPRAYED) + 1)
    if place == len(_SPRAYED):
        yield Written("siem.log", dialects.structured(replace(one, source=SPRAYER)))
        return
    file, write = _SPRAYED[place]
    for n in range(ACCOUNTS):
        tried = replace(one, at=one.at + _STEP * n, source=SPRAYER, account=f"teller{n}")
        yield Written(file, write(tried))
