"""Which power each page, deed and file of the portal's offices stands on, by its place.

A deed stands on its power with its form, its sign page and the signature; a page by its place alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.powers.over_users import (
    ANNOUNCE_WORKS,
    CONTROL_LAWFULNESS,
    KEEP_EMERGENCIES,
    LIST_BREACHES,
    REPORT_BREACH,
    TRY_SERVICES,
)
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.supervising import (
    CUT_RESOLUTION,
    HOLD_CHECK,
    ISSUE_RESOLUTION,
    LIST_CASES,
    LIST_RESOLUTIONS,
    SEE_USES,
    TAKE_ALONG,
    TAKE_MEASURE,
)

OPERATOR: Mapping[str, Power] = {
    "/offices/operator": KEEP_EMERGENCIES,
    "/offices/operator/emergencies": KEEP_EMERGENCIES,
    "/offices/operator/emergencies/{entry}": KEEP_EMERGENCIES,
    "/offices/operator/emergencies/new": KEEP_EMERGENCIES,
    "/offices/operator/emergencies/{entry}/close": KEEP_EMERGENCIES,
    "/offices/operator/works": ANNOUNCE_WORKS,
    "/offices/operator/works/new": ANNOUNCE_WORKS,
    "/offices/operator/breaches": LIST_BREACHES,
    "/offices/operator/breaches/{report}": LIST_BREACHES,
    "/offices/operator/breaches/{report}/papers": LIST_BREACHES,
    "/offices/operator/breaches/new": REPORT_BREACH,
    "/offices/operator/lawfulness": CONTROL_LAWFULNESS,
    "/offices/operator/lawfulness/{asked}": CONTROL_LAWFULNESS,
    "/offices/operator/lawfulness/{asked}/breach": REPORT_BREACH,
    "/offices/operator/services": TRY_SERVICES,
    "/offices/operator/archive": TRY_SERVICES,
}
OWNER: Mapping[str, Power] = {
    "/offices/owner": SEE_USES,
    "/offices/owner/uses": SEE_USES,
    "/offices/owner/statement": SEE_USES,
}
SUPERVISION: Mapping[str, Power] = {
    "/offices/supervision": LIST_CASES,
    "/offices/supervision/cases/{case}": LIST_CASES,
    "/offices/supervision/cases/{case}/resolution": ISSUE_RESOLUTION,
    "/offices/supervision/cases/{case}/measure": TAKE_MEASURE,
    "/offices/supervision/resolutions/new": ISSUE_RESOLUTION,
    "/offices/supervision/resolutions/{resolution}": LIST_RESOLUTIONS,
    "/offices/supervision/resolutions/{resolution}/cut": CUT_RESOLUTION,
    "/offices/supervision/resolutions/{resolution}/export": TAKE_ALONG,
    "/offices/supervision/resolutions/{resolution}/requests/{asked}": HOLD_CHECK,
    "/offices/supervision/resolutions/{resolution}/requests/{asked}/proof": HOLD_CHECK,
}
OF_OFFICES: Mapping[str, Power] = MappingProxyType({**OPERATOR, **OWNER, **SUPERVISION})


def power_at(path: str, places: Mapping[str, Power] = OF_OFFICES) -> Power | None:
    """Return the power of a path of an office, None where nobody named it: a sign page is its deed's."""
    return places.get(path.removesuffix("/sign/{act}"))
