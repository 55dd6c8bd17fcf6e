"""The sheets of the regime: roles and grounds, purposes, values of the house. Bytes in, checked data out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from almasu.kernel.grounds.called import Called
from almasu.kernel.parties.account import Role
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025
from almasu.regimes.sio_pso.reasons import Floor


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: a permanent code, its words, the clauses it rests on."""

    code: str
    name: Text
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form in the names of resources and what it stands for."""

    short: Text
    name: Text
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Everything the rules and forms of the regime need from data.

    `grounds`, `purposes` and `roles` are by code, in the order shown; `purposes_of_2022` and `purposes_of_2025` tell
    which codes each edition knows; the start days are those set at this node.
    """

    body: Text
    roles: Mapping[Role, Listed]
    grounds: Mapping[str, Listed]
    grounds_of: Mapping[Role, frozenset[str]]
    purposes: Mapping[str, Listed]
    purposes_of_2022: frozenset[str]
    purposes_of_2025: frozenset[str]
    justification_floor: Floor
    most_subjects: int
    start_2022: date
    start_2025: date
    abbreviations: tuple[Abbreviation, ...]

    def called(self) -> Called:
        """Return what grounds and purposes are called."""
        grounds = {code: one.name for code, one in self.grounds.items()}
        return Called(grounds, {code: one.name for code, one in self.purposes.items()})


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    cites: tuple[str, ...]
    name: Words

    def listed(self) -> Listed:
        return Listed(self.code, self.name.text(), self.cites)


class _RoleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: Role
    cites: tuple[str, ...]
    name: Words
    grounds: tuple[str, ...]


class _Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: Words
    grounds: tuple[_Row, ...]
    roles: tuple[_RoleRow, ...]


class _PurposeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    editions: tuple[str, ...]
    cites: tuple[str, ...]
    name: Words


class _AbbreviationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    cites: tuple[str, ...]
    short: Words
    name: Words


class _FloorValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    letters: int
    words: int
    cites: tuple[str, ...]
    re_read_on: date


class _Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    cites: tuple[str, ...]
    re_read_on: date


class _Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    justification_floor: _FloorValue
    most_subjects: _Number


def read_sheets(
    roles: SheetFile,
    purposes: SheetFile,
    terms: SheetFile,
    abbreviations: SheetFile,
    start_2022: date = EDITION_2022,
    start_2025: date = EDITION_2025,
) -> Sheets:
    """Return the checked sheets; Fault where a file has another shape or a role names an unknown ground."""
    table = read_sheet(roles, _Roles)
    grounds = {row.code: row.listed() for row in table.grounds}
    _check_grounds(table, grounds, roles.name)
    aims = read_sheet(purposes, tuple[_PurposeRow, ...])
    values = read_sheet(terms, _Terms)
    return Sheets(
        body=table.body.text(),
        roles={row.code: Listed(row.code.value, row.name.text(), row.cites) for row in table.roles},
        grounds=grounds,
        grounds_of={row.code: frozenset(row.grounds) for row in table.roles},
        purposes={row.code: Listed(row.code, row.name.text(), row.cites) for row in aims},
        purposes_of_2022=_of_edition(aims, "2022"),
        purposes_of_2025=_of_edition(aims, "2025"),
        justification_floor=Floor(values.justification_floor.letters, values.justification_floor.words),
        most_subjects=values.most_subjects.number,
        start_2022=start_2022,
        start_2025=start_2025,
        abbreviations=tuple(
            Abbreviation(row.short.text(), row.name.text(), row.cites)
            for row in read_sheet(abbreviations, tuple[_AbbreviationRow, ...])
        ),
    )


def _check_grounds(table: _Roles, grounds: Mapping[str, Listed], name: str) -> None:
    for role in table.roles:
        for ground in role.grounds:
            if ground not in grounds:
                raise Fault(f"{name}: the role {role.code.value} names the unknown ground {ground}")


def _of_edition(aims: tuple[_PurposeRow, ...], edition: str) -> frozenset[str]:
    return frozenset(row.code for row in aims if edition in row.editions)
