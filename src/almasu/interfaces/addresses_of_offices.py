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
from almasu.kernel.powers.supervising import SEE_USES

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
    "/offices/operator/lawfulness/{request}": CONTROL_LAWFULNESS,
    "/offices/operator/lawfulness/{request}/breach": REPORT_BREACH,
    "/offices/operator/services": TRY_SERVICES,
    "/offices/operator/archive": TRY_SERVICES,
}
OWNER: Mapping[str, Power] = {
    "/offices/owner": SEE_USES,
    "/offices/owner/uses": SEE_USES,
    "/offices/owner/statement": SEE_USES,
}
OF_OFFICES: Mapping[str, Power] = MappingProxyType({**OPERATOR, **OWNER})


def power_at(path: str, places: Mapping[str, Power] = OF_OFFICES) -> Power | None:
    """Return the power of a path of an office, None where nobody named it: a sign page is its deed's."""
    return places.get(path.removesuffix("/sign/{act}"))
