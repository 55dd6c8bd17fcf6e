"""The sheet of Parties and bodies as bytes in, a checked directory out."""

from __future__ import annotations

from datetime import date

import msgspec

from almasu.kernel.interstate.parties import Body, BodyKind, Directory, Notice, Party
from almasu.kernel.interstate.systems import JointRight, System
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet


class _Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: Words
    signed: bool | None = None
    notices: tuple[Notice, ...] = ()


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    party: str
    kind: BodyKind
    name: Words
    since: date
    until: date | None = None
    told_on: date | None = None
    contact: str = ""


class _System(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: Words
    tasks: str
    owner: str
    holder: str
    joint: JointRight
    entrusted: str


class _Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parties: tuple[_Party, ...]
    bodies: tuple[_Body, ...]
    systems: tuple[_System, ...] = ()


def read_directory(file: SheetFile) -> Directory:
    """Return the directory; Fault where a code or an id stands twice, or a body is of no Party that is listed."""
    sheet = read_sheet(file, _Sheet)
    codes, numbers = [one.code for one in sheet.parties], [one.id for one in sheet.bodies]
    if len(set(codes)) < len(codes) or len(set(numbers)) < len(numbers):
        raise Fault(f"{file.name}: a Party or a body stands twice")
    for one in sheet.bodies:
        if (one.kind is BodyKind.COMPETENT) != (one.party in codes):
            raise Fault(f"{file.name}: the body {one.id} is of no Party that is listed")
    return Directory(
        tuple(Party(one.code, one.name.text(), one.signed, one.notices) for one in sheet.parties),
        tuple(
            Body(one.id, one.party, one.kind, one.name.text(), one.since, one.until, one.told_on, one.contact)
            for one in sheet.bodies
        ),
    )


def read_systems(file: SheetFile) -> tuple[System, ...]:
    """Return the systems that the act itself names, without cards; Fault where a body of one is not listed."""
    sheet = read_sheet(file, _Sheet)
    known = {one.id for one in sheet.bodies}
    for one in sheet.systems:
        if not {one.owner, one.holder, one.entrusted} <= known:
            raise Fault(f"{file.name}: the system {one.id} names a body that is not listed")
    return tuple(
        System(one.id, one.name.text(), one.tasks, one.owner, one.holder, (), None, one.joint, one.entrusted)
        for one in sheet.systems
    )
