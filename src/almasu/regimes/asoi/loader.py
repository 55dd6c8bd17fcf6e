"""The sheets of the regime as bytes in, a checked catalogue out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from almasu.kernel.sector.alert import MARKS, ThreatAlert, VulnerabilityAlert
from almasu.kernel.sector.assignment import AnswerClock
from almasu.kernel.sector.catalogue import Catalogue, IncidentKind, SignalKind
from almasu.kernel.sector.fields import Field, FieldKind, Option
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet

SIGNALS, INCIDENTS = 8, 6


class _Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: Words


class _Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    label: Words
    kind: FieldKind
    cites: tuple[str, ...]
    required: bool = False
    options: str = ""


class _Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    code: str
    name: Words
    rsit: str
    cites: tuple[str, ...]
    outer: bool = False


class _Incident(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    code: str
    name: Words
    rsit: str
    cites: tuple[str, ...]
    fields: tuple[_Field, ...]


class _Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signals: tuple[_Signal, ...]
    incidents: tuple[_Incident, ...]


class _Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    profile: tuple[_Field, ...]
    worker: tuple[_Field, ...]
    alert: tuple[_Field, ...]
    vulnerability: tuple[_Field, ...]
    request: tuple[_Field, ...]
    answer: tuple[_Field, ...]
    incident: tuple[_Field, ...]


class _Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    since: date
    start: AnswerClock
    cites: tuple[str, ...]


class _Readings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    answer_clock: tuple[_Clock, ...]


_Lists = dict[str, tuple[_Option, ...]]


def read_catalogue(kinds: SheetFile, forms: SheetFile, lists: SheetFile) -> Catalogue:
    """Return the catalogue; Fault where a file has another shape, a number is missing, or a list is unknown."""
    known = {
        code: tuple(Option(one.code, one.name.text()) for one in options)
        for code, options in read_sheet(lists, _Lists).items()
    }
    of_kinds, of_forms = read_sheet(kinds, _Kinds), read_sheet(forms, _Forms)
    _must_count(kinds.name, [one.number for one in of_kinds.signals], SIGNALS)
    _must_count(kinds.name, [one.number for one in of_kinds.incidents], INCIDENTS)
    fields = _Fields(forms.name, known)
    _must_fill(forms.name, of_forms.alert, {*ThreatAlert.__struct_fields__} - {"marks", "attachments"} | {*MARKS})
    _must_fill(forms.name, of_forms.vulnerability, {*VulnerabilityAlert.__struct_fields__})
    return Catalogue(
        signals=tuple(
            SignalKind(one.number, one.code, one.name.text(), one.rsit, one.outer, one.cites)
            for one in of_kinds.signals
        ),
        incidents=tuple(
            IncidentKind(one.number, one.code, one.name.text(), one.rsit, one.cites, fields.of(one.fields))
            for one in of_kinds.incidents
        ),
        profile=fields.of(of_forms.profile),
        worker=fields.of(of_forms.worker),
        alert=fields.of(of_forms.alert),
        vulnerability=fields.of(of_forms.vulnerability),
        request=fields.of(of_forms.request),
        answer=fields.of(of_forms.answer),
        incident=fields.of(of_forms.incident),
    )


def read_answer_clocks(readings: SheetFile) -> tuple[tuple[date, AnswerClock], ...]:
    """Return from which day on the term of an answer begins with what, the earliest first (ASOI-14.2).

    Fault where the days do not follow each other.
    """
    clocks = tuple((one.since, one.start) for one in read_sheet(readings, _Readings).answer_clock)
    if not clocks or sorted({since for since, _ in clocks}) != [since for since, _ in clocks]:
        raise Fault(f"{readings.name}: the days of answer_clock do not follow each other")
    return clocks


class _Fields:
    """Makes fields of rows; a choice names the list its options come from."""

    def __init__(self, file: str, lists: dict[str, tuple[Option, ...]]) -> None:
        self._file = file
        self._lists = lists

    def of(self, rows: Iterable[_Field]) -> tuple[Field, ...]:
        """Return the fields of a form; Fault where a choice has no list or a field that is no choice names one."""
        return tuple(self._field(row) for row in rows)

    def _field(self, row: _Field) -> Field:
        if (row.kind is FieldKind.CHOICE) != (row.options in self._lists):
            raise Fault(f"{self._file}: the field {row.name} and its list {row.options!r} do not fit")
        options = self._lists.get(row.options, ())
        return Field(row.name, row.label.text(), row.kind, row.required, row.cites, options)


def _must_count(file: str, numbers: list[int], count: int) -> None:
    if numbers != list(range(1, count + 1)):
        raise Fault(f"{file}: the numbers are {numbers}, not 1 to {count}")


def _must_fill(file: str, rows: Iterable[_Field], names: set[str]) -> None:
    found = {row.name for row in rows}
    if found != names:
        raise Fault(f"{file}: the fields {sorted(found ^ names)} are too many or missing")
