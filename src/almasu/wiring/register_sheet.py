"""The file that says where each register is and how it is spoken to (`registers.yaml`), and the secrets beside it.

A secret is named by a path relative to the file; its own file must be closed to everybody but its owner.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from almasu.connectors.register_xroad.register import UserHeader
from almasu.kernel.exchange.limits import Limits
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

OTHERS = 0o077
Seconds = Annotated[float, msgspec.Meta(gt=0, le=300)]

UNREADABLE = ProblemKind(
    "registers.unreadable",
    500,
    Text(
        kk="Тізілімдер файлы оқылмады: {because}",
        ru="Файл реестров не читается: {because}",
        en="The file of registers cannot be read: {because}",
    ),
    Text(
        kk="Аталған жолды түзетіңіз; файлдың үлгісін `almasu registers simulate` жазып береді.",
        ru="Исправьте названное место; образец файла записывает `almasu registers simulate`.",
        en="Mend the place named; `almasu registers simulate` writes a sample of the file.",
    ),
)
OPEN_SECRET = ProblemKind(
    "registers.open_secret",
    500,
    Text(
        kk="«{name}» құпия файлын басқалар да оқи алады.",
        ru="Файл секрета «{name}» могут читать посторонние.",
        en="The secret file {name} can be read by others.",
    ),
    Text(
        kk="Файлды тек иесі оқи алатындай етіп жабыңыз (chmod 600).",
        ru="Закройте файл для всех, кроме владельца (chmod 600).",
        en="Close the file to everybody but its owner (chmod 600).",
    ),
)


class Tls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """PEM files: roots that servers are trusted by; our certificate and key where a client certificate is asked."""

    roots: str
    certificate: str = ""
    key: str = ""


class RestSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="protocol", tag="rest"):
    """A REST register: its address, and the file with our API key."""

    url: str
    key: str
    seconds: Seconds
    tls: Tls | None = None


class ShepSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="protocol", tag="shep"):
    """A register behind the gateway, by its serviceId."""

    service: str
    seconds: Seconds


class XroadSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="protocol", tag="xroad"):
    """A register behind X-Road, by its service identifier of five parts."""

    service: str
    seconds: Seconds


class SqlSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="protocol", tag="sql"):
    """A register's database: `password` names a file, `function` the owner's function, `roots` a PEM file."""

    host: str
    port: int
    database: str
    user: str
    password: str
    function: str
    seconds: Seconds
    roots: str = ""


class GatewaySheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who we are at the gateway: sender, files with password, key (PEM) and certificate, the gateway's certificates."""

    url: str
    sender: str
    password: str
    key: str
    certificate: str
    trusted: tuple[str, ...]
    tls: Tls | None = None


class SecurityServerSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our own X-Road security server and our identifier there; `user` is as the joint act has it."""

    url: str
    client: str
    user: UserHeader = UserHeader.ROLE_AND_PSEUDONYM
    represented_party: str = ""
    tls: Tls | None = None


class LimitsSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most one answer may hold, where the usual limits do not fit."""

    size: int = Limits().size
    records: int = Limits().records


RegisterSheet = RestSheet | ShepSheet | XroadSheet | SqlSheet


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. `inner_ranges` lists private and loopback ranges that registers may lie in."""

    format: Literal["almasu-registers"] = "almasu-registers"
    inner_ranges: tuple[str, ...] = ()
    limits: LimitsSheet = LimitsSheet()
    gateway: GatewaySheet | None = None
    security_server: SecurityServerSheet | None = None
    registers: dict[int, RegisterSheet]


def read_sheet(path: Path) -> Sheet:
    """Return the sheet of a file; Problem `registers.unreadable` where it is none."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=Sheet, strict=False)
    except (OSError, msgspec.MsgspecError) as wrong:
        raise UNREADABLE.at(path.name, because=str(wrong)) from wrong


def write_sheet(path: Path, sheet: Sheet) -> None:
    """Write a sheet, whole or not at all: a node may be reading it."""
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.yaml.encode(sheet))
    draft.replace(path)


def secret(folder: Path, name: str) -> bytes:
    """Return what a secret file holds; Problem where it is missing or open to others."""
    path = folder / name
    try:
        if path.stat().st_mode & OTHERS:
            raise OPEN_SECRET.at(name, name=name)
        return path.read_bytes().strip()
    except OSError as wrong:
        raise UNREADABLE.at(name, because=str(wrong)) from wrong
