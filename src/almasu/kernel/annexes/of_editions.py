"""Every annex that the Rules refer to, by edition, as acts and screens ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almasu.kernel.annexes.application import ApplicationForm
from almasu.kernel.annexes.consent import ConsentTerms
from almasu.kernel.annexes.dismissal import DismissalMeasures
from almasu.kernel.annexes.emergency import EmergencyForm
from almasu.kernel.annexes.workplace import WorkplaceConditions
from almasu.law.problem import Fault


@dataclass(frozen=True, slots=True)
class Annexes:
    """Every annex by the id of the edition (`SIO-2022`, `SIO-2025`). An unknown edition is a Fault."""

    workplaces: Mapping[str, WorkplaceConditions]
    applications: Mapping[str, ApplicationForm]
    consents: Mapping[str, ConsentTerms]
    emergencies: Mapping[str, EmergencyForm]
    dismissals: Mapping[str, DismissalMeasures]

    def workplace_conditions(self, edition: str) -> WorkplaceConditions:
        """Return the conditions for working with the exchange (annex 3 of 2022, annex 4 of Rules No. 21)."""
        return self.workplaces[_known(edition, self.workplaces)]

    def application_form(self, edition: str) -> ApplicationForm:
        """Return the form of the application for access (annex 4 of 2022, annex 5 of Rules No. 21)."""
        return self.applications[_known(edition, self.applications)]

    def consent(self, edition: str) -> ConsentTerms:
        """Return the terms signed at first entry (annex 5 of 2022, annex 6 of Rules No. 21)."""
        return self.consents[_known(edition, self.consents)]

    def emergency_journal(self, edition: str) -> EmergencyForm:
        """Return the form of the journal of emergencies (annex 6 of 2022, annex 7 of Rules No. 21)."""
        return self.emergencies[_known(edition, self.emergencies)]

    def dismissal(self, edition: str) -> DismissalMeasures:
        """Return the measures on dismissal or suspension (clause 7 of 2022, clause 15 of Rules No. 21)."""
        return self.dismissals[_known(edition, self.dismissals)]

    def cites(self) -> Mapping[str, tuple[str, ...]]:
        """Return every clause that a sheet names, by the version of the sheet: the wiring checks that all exist."""
        found: dict[str, tuple[str, ...]] = {}
        for workplace in self.workplaces.values():
            found[workplace.annex.version] = _all(*(one.cites for one in workplace.conditions))
        for application in self.applications.values():
            found[application.annex.version] = _all(*(one.cites for one in application.fields))
        for consent in self.consents.values():
            found[consent.version] = _all(*(one.cites for one in consent.clauses))
        for emergency in self.emergencies.values():
            situations = (one.cites for one in emergency.situations)
            found[emergency.annex.version] = _all(*situations, *(one.cites for one in emergency.columns))
        for dismissal in self.dismissals.values():
            found[dismissal.annex.version] = _all(*(one.cites for one in dismissal.measures))
        return found


def _known(edition: str, sheets: Mapping[str, object]) -> str:
    if edition not in sheets:
        raise Fault(f"no annexes of the edition {edition}")
    return edition


def _all(*cites: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({clause for some in cites for clause in some}))
