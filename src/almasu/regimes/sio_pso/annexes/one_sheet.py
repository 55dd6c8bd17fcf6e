"""One annex sheet read for one edition: bytes in, checked nouns of the kernel out. Faults name file and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from almasu.kernel.annexes.annex import Annex
from almasu.kernel.annexes.application import ApplicationField, ApplicationForm
from almasu.kernel.annexes.consent import ConsentTerms, Paragraph
from almasu.kernel.annexes.dismissal import DismissalMeasures, Measure
from almasu.kernel.annexes.emergency import Column, EmergencyForm, Situation
from almasu.kernel.annexes.workplace import Check, Condition, WorkplaceConditions
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, read_sheet
from almasu.law.text import Text
from almasu.regimes.sio_pso.annexes import rows

Known = TypeVar("Known", bound=rows.Row)


def _wanted(number: int, clause: str) -> Text:
    return Text(
        kk=f"№ 21 қағидалардың {number}-қосымшасы ({clause})",
        ru=f"приложение {number} к Правилам № 21 ({clause})",
        en=f"annex {number} of Rules No. 21 ({clause})",
    )


_WANTED: Mapping[str, Text] = {
    **{f"SIO25-R21.{number}": _wanted(number, f"SIO25-R21.{number}") for number in (4, 5, 6, 7)},
    "SIO25-R21.15cl": Text(
        kk="№ 21 қағидалардың 15-тармағы (SIO25-R21.15cl)",
        ru="пункт 15 Правил № 21 (SIO25-R21.15cl)",
        en="clause 15 of Rules No. 21 (SIO25-R21.15cl)",
    ),
}


def read_workplace(file: SheetFile, year: str) -> WorkplaceConditions:
    """Return the conditions of an edition; Fault for a number without its least, or a least without a number."""
    sheet = read_sheet(file, rows.WorkplaceSheet)
    conditions = _of(file, year, sheet.conditions)
    for row in conditions:
        if (row.check is Check.AT_LEAST) != (row.least is not None):
            raise Fault(f"{file.name}: {row.code}: a least belongs to `at_least`, and only to it")
    return WorkplaceConditions(
        annex=_annex(file, sheet, year),
        conditions=tuple(
            Condition(
                number=row.number,
                code=row.code,
                says=row.says.text(),
                check=row.check,
                least=None if row.least is None else Decimal(str(row.least)),
                unit=row.unit,
                weight=row.weight,
                cites=row.cites,
            )
            for row in conditions
        ),
        renewed_after_days=sheet.renewed_after_days,
    )


def read_application(file: SheetFile, year: str) -> ApplicationForm:
    """Return the form of an edition; Fault where a field is optional for a kind that does not show it."""
    sheet = read_sheet(file, rows.ApplicationSheet)
    return ApplicationForm(
        annex=_annex(file, sheet, year),
        fields=tuple(_field(file, row) for row in _of(file, year, sheet.fields)),
    )


def _field(file: SheetFile, row: rows.FieldRow) -> ApplicationField:
    asked_for, optional = frozenset(row.kinds), frozenset(row.optional_for)
    if optional - asked_for:
        raise Fault(f"{file.name}: {row.code} is optional for a kind that does not show it")
    return ApplicationField(
        code=row.code,
        label=row.label.text(),
        shape=row.shape,
        given_by=row.given_by,
        asked_for=asked_for,
        required_for=asked_for - optional,
        most=row.most,
        cites=row.cites,
    )


def read_consent(file: SheetFile, year: str) -> ConsentTerms:
    """Return the terms of an edition; Fault names the place that is malformed or lacks a language."""
    sheet = read_sheet(file, rows.ConsentSheet)
    paragraphs = tuple(Paragraph(row.says.text(), row.cites) for row in sheet.paragraphs)
    return ConsentTerms(_annex(file, sheet, year), paragraphs)


def read_emergency(file: SheetFile, year: str) -> EmergencyForm:
    """Return the form of the journal of an edition."""
    sheet = read_sheet(file, rows.EmergencySheet)
    return EmergencyForm(
        annex=_annex(file, sheet, year),
        situations=tuple(
            Situation(row.number, row.code, row.name.text(), row.cites) for row in _of(file, year, sheet.situations)
        ),
        columns=tuple(
            Column(row.number, row.code, row.label.text(), row.shape, row.required, row.most, row.cites)
            for row in _of(file, year, sheet.columns)
        ),
    )


def read_dismissal(file: SheetFile, year: str) -> DismissalMeasures:
    """Return the measures of an edition."""
    sheet = read_sheet(file, rows.DismissalSheet)
    measures = tuple(Measure(row.code, row.says.text(), row.cites) for row in _of(file, year, sheet.measures))
    return DismissalMeasures(_annex(file, sheet, year), sheet.signed_by, sheet.takes_effect_at_once, measures)


def _annex(file: SheetFile, sheet: rows.Head, year: str) -> Annex:
    """Return the head of a sheet. A sheet stands in only in the edition that refers to Rules No. 21."""
    wanted = _WANTED.get(sheet.stand_in_for) if sheet.stand_in_for else None
    if sheet.stand_in_for and wanted is None:
        raise Fault(f"{file.name}: stands in for the unknown text {sheet.stand_in_for}")
    stands_in = year == "2025" and wanted is not None
    return Annex(
        version=sheet.version,
        title=sheet.title.text(),
        place=sheet.place.text(),
        stand_in_for=sheet.stand_in_for if stands_in else "",
        wanted=wanted if stands_in else None,
        sha256=file.sha256,
    )


def _of(file: SheetFile, year: str, all_rows: Iterable[Known]) -> tuple[Known, ...]:
    """Return the rows an edition knows; Fault where two share a code or a row names an edition that is not."""
    known = tuple(all_rows)
    for row in known:
        if set(row.editions) - set(rows.EVERY):
            raise Fault(f"{file.name}: {row.code} names an unknown edition")
    own = tuple(row for row in known if year in row.editions)
    if len({row.code for row in own}) != len(own):
        raise Fault(f"{file.name}: two rows share a code")
    return own
