"""The directory of organisations as a sheet (SIO22-A4.3, SIO22-A4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec

from almasu.kernel.applications.organisation import Organisation
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bin: Annotated[str, msgspec.Meta(pattern="^[0-9]{12}$")]
    code: Annotated[str, msgspec.Meta(max_length=20)]
    name: Words


def read_organisations(file: SheetFile) -> Mapping[str, Organisation]:
    """Return the organisations by their BIN; Fault where two share one."""
    rows = read_sheet(file, tuple[_Row, ...])
    found = {row.bin: Organisation(row.bin, row.name.text(), row.code) for row in rows}
    if len(found) != len(rows):
        raise Fault(f"{file.name}: two organisations share a BIN")
    return found
