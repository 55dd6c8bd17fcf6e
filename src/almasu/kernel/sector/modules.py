"""Integration modules on their way in: what is applied for, and what is wrong with it (ASOI-3.8, ASOI-7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from almasu.law import moment
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

LONGEST_NAME = 64
LONGEST_TERM = timedelta(days=3 * 366)
BY_CERTIFICATE = "certificate"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

NAME = ProblemKind(
    "sector.module_name",
    422,
    Text(kk="Модульдің атауы танылмады.", ru="Имя модуля не распознано.", en="The module's name is not recognised."),
    Text(kk="1-ден 64-ке дейін таңба жазыңыз.", ru="Напишите от 1 до 64 знаков.", en="Write from 1 to 64 characters."),
    ("ASOI-3.8",),
)
CERTIFICATE = ProblemKind(
    "sector.module_certificate",
    422,
    Text(
        kk="Бұл сертификаттың SHA-256 ізі емес.",
        ru="Это не отпечаток SHA-256 сертификата.",
        en="This is not the SHA-256 fingerprint of a certificate.",
    ),
    Text(
        kk="Модуль сертификатының ізін 64 он алтылық цифрмен жазыңыз.",
        ru="Напишите отпечаток сертификата модуля: 64 шестнадцатеричные цифры.",
        en="Write the fingerprint of the module's certificate: 64 hexadecimal digits.",
    ),
    ("ASOI-3.8",),
)
TERM = ProblemKind(
    "sector.module_term",
    422,
    Text(
        kk="Мерзім болашақта, үш жылдан аспайтын күн болуы тиіс.",
        ru="Срок должен быть в будущем и не дальше трёх лет.",
        en="The term must end in the future, within three years.",
    ),
    Text(
        kk="Күн мен уақытты ығысуымен жазыңыз: 2027-11-20T09:30+05:00.",
        ru="Напишите дату и время со смещением: 2027-11-20T09:30+05:00.",
        en="Write date and time with the offset: 2027-11-20T09:30+05:00.",
    ),
    ("ASOI-3.8",),
)
CERTIFICATE_USED = ProblemKind(
    "sector.module_certificate_used",
    409,
    Text(
        kk="Бұл сертификат бұрын мәлімделген.",
        ru="Этот сертификат уже заявлен.",
        en="This certificate was applied for already.",
    ),
    Text(
        kk="Модульге жаңа сертификат шығарыңыз.",
        ru="Выпустите модулю новый сертификат.",
        en="Issue a new certificate to the module.",
    ),
    ("ASOI-3.8",),
)
MODULE_ABSENT = ProblemKind(
    "sector.module_absent",
    404,
    Text(kk="Мұндай модуль жоқ.", ru="Такого модуля нет.", en="There is no such module."),
    Text(kk="Модульдер тізімінен таңдаңыз.", ru="Выберите модуль из списка.", en="Choose a module from the list."),
    ("ASOI-3.8",),
)


class ModuleState(StrEnum):
    """Where a module stands."""

    APPLIED = "applied"
    LET_IN = "let_in"
    SHUT_OUT = "shut_out"


class Module(msgspec.Struct, frozen=True):
    """A module of an organisation (a BIN): SHA-256 of its client certificate in hexadecimal, until when it may send."""

    organisation: str
    name: str
    certificate: str
    until: datetime

    def told(self) -> dict[str, str]:
        """Return the module as a signed act says it."""
        return {
            "organisation": self.organisation,
            "name": self.name,
            "certificate": self.certificate,
            "until": moment.written(self.until),
        }


def module_of(typed: Mapping[str, str], organisation: str, at: datetime) -> tuple[Module | None, tuple[Problem, ...]]:
    """Return the module that was typed, or the Problems, each with its field."""
    name = typed.get("name", "").strip()
    certificate = typed.get("certificate", "").replace(":", "").strip().lower()
    until = _moment(typed.get("until", ""))
    problems: list[Problem] = []
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        problems.append(NAME.at("name"))
    if not _FINGERPRINT.fullmatch(certificate):
        problems.append(CERTIFICATE.at("certificate"))
    if until is None or not at < until <= at + LONGEST_TERM:
        problems.append(TERM.at("until"))
    if problems or until is None:
        return None, tuple(problems)
    return Module(organisation, name, certificate, until), ()


def _moment(typed: str) -> datetime | None:
    try:
        return moment.read(typed.strip())
    except ValueError:
        return None
