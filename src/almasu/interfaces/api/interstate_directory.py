"""One entry of the directory over HTTP, with everything that was ever entered of it (CIS-5.1, CIS-16.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get
from litestar.params import PathParameter

from almasu.actions.interstate.directory import EnteredBody, EnteredNotice, EnteredSystem, paper_number
from almasu.actions.interstate.directory_history import Version, directory_entry
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.kernel.interstate.parties import Body, Party, Span
from almasu.kernel.interstate.systems import System

Kind = Annotated[str, PathParameter(max_length=10, description="party, body or system")]
Name = Annotated[str, PathParameter(max_length=400, description="the code of a state, the id of a body or of a system")]


class VersionLine(msgspec.Struct, frozen=True):
    """What was entered at a moment, by whom: one of the three; `struck` where it strikes out a notice.

    `due_at` is until when the depositary was to be told of the change (CIS-5.2).
    """

    at: datetime
    by: str
    struck: bool
    due_at: datetime | None = None
    body: EnteredBody | None = None
    notice: EnteredNotice | None = None
    system: EnteredSystem | None = None


class EntryLine(msgspec.Struct, frozen=True):
    """An entry as it stands: one of the three, and its versions, the latest first.

    `bound` is from when until when the Agreement binds a Party, as the notices that stand have it.
    """

    versions: tuple[VersionLine, ...]
    party: Party | None = None
    body: Body | None = None
    system: System | None = None
    bound: tuple[Span, ...] = ()


@get("/directory/{kind:str}/{name:str}")
async def entry_of_directory(running: OfNode, authorization: Bearer, kind: Kind, name: Name) -> EntryLine:
    """Return one entry with its history."""
    number = paper_number(kind, name)
    found = await directory_entry(running.node, token_of(authorization), number, running.now())
    versions = tuple(_version(one) for one in found.versions)
    match found.of:
        case Party() as party:
            return EntryLine(versions, party=party, bound=found.directory.bound_spans(party.code))
        case Body() as body:
            return EntryLine(versions, body=body)
        case System() as system:
            return EntryLine(versions, system=system)


def _version(one: Version) -> VersionLine:
    match one.said:
        case EnteredBody() as body:
            return VersionLine(one.at, one.by, one.struck, one.due_at, body=body)
        case EnteredNotice() as notice:
            return VersionLine(one.at, one.by, one.struck, one.due_at, notice=notice)
        case EnteredSystem() as system:
            return VersionLine(one.at, one.by, one.struck, one.due_at, system=system)
