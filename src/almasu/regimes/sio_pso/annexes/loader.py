"""All annexes of both editions from their sheets: the package's own, and those a node puts in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from almasu.kernel.annexes.of_editions import Annexes
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.regimes.sio_pso.annexes.one_sheet import (
    read_application,
    read_consent,
    read_dismissal,
    read_emergency,
    read_workplace,
)

OWN = ("workplace", "application", "consent_2022", "consent_2025", "emergency", "dismissal")
"""The package's own sheets, by the stem of their files."""
REPLACEABLE: Mapping[str, str] = {
    "workplace_sheet": "workplace",
    "application_sheet": "application",
    "consent_sheet": "consent_2025",
    "emergency_sheet": "emergency",
    "dismissal_sheet": "dismissal",
}
"""The settings that name another sheet for the edition of 2025, and the own sheet that each replaces."""
_FIELDS = ("kind", "surname", "given_name", "iin", "organisation", "position", "mobile_phone", "signature")
_COLUMNS = ("started_at", "cause", "measures")
Read = TypeVar("Read")


def read_annexes(own: Mapping[str, SheetFile], replaced: Mapping[str, SheetFile]) -> Annexes:
    """Return the annexes: `own` by stem (`OWN`), `replaced` by setting (`REPLACEABLE`).

    Fault where a sheet is malformed, lacks what the exchange works with, or keeps the version of the one it replaces.
    """
    of_2025 = dict(own)
    for setting, stem in REPLACEABLE.items():
        if setting in replaced:
            of_2025[stem] = replaced[setting]
    annexes = Annexes(
        workplaces=_both(read_workplace, own["workplace"], of_2025["workplace"]),
        applications=_both(read_application, own["application"], of_2025["application"]),
        consents=_both(read_consent, own["consent_2022"], of_2025["consent_2025"]),
        emergencies=_both(read_emergency, own["emergency"], of_2025["emergency"]),
        dismissals=_both(read_dismissal, own["dismissal"], of_2025["dismissal"]),
    )
    form = annexes.application_form("SIO-2025")
    _has(form.annex.version, _FIELDS, (field.code for field in form.fields))
    journal = annexes.emergency_journal("SIO-2025")
    _has(journal.annex.version, _COLUMNS, (column.code for column in journal.columns))
    _is_another_version(own, replaced, annexes)
    return annexes


def _is_another_version(own: Mapping[str, SheetFile], replaced: Mapping[str, SheetFile], annexes: Annexes) -> None:
    """Raise Fault where a sheet keeps the version of the one that it replaces."""
    before, now = "SIO-2022", "SIO-2025"
    versions = {
        "workplace_sheet": (
            annexes.workplace_conditions(before).annex.version,
            annexes.workplace_conditions(now).annex.version,
        ),
        "application_sheet": (
            annexes.application_form(before).annex.version,
            annexes.application_form(now).annex.version,
        ),
        "consent_sheet": (read_consent(own["consent_2025"], "2025").version, annexes.consent(now).version),
        "emergency_sheet": (
            annexes.emergency_journal(before).annex.version,
            annexes.emergency_journal(now).annex.version,
        ),
        "dismissal_sheet": (annexes.dismissal(before).annex.version, annexes.dismissal(now).annex.version),
    }
    for setting, file in replaced.items():
        was, is_now = versions[setting]
        if was == is_now:
            raise Fault(f"{file.name}: another wording needs another version than {was}")


def _both(read: Callable[[SheetFile, str], Read], of_2022: SheetFile, of_2025: SheetFile) -> Mapping[str, Read]:
    return {"SIO-2022": read(of_2022, "2022"), "SIO-2025": read(of_2025, "2025")}


def _has(sheet: str, needed: Iterable[str], given: Iterable[str]) -> None:
    """Refuse a sheet without what the exchange itself works with, whatever else it asks."""
    lacking = sorted(set(needed) - set(given))
    if lacking:
        raise Fault(f"{sheet} lacks what the exchange works with: {', '.join(lacking)}")
