"""Whom each clause binds: every kind of organisation tries every deed. Alerts and requests are of all (ASOI-3.3,
ASOI-11), modules and the six cards of banks, branches of banks from abroad and organisations with banking operations
alone (ASOI-7, ASOI-12).
"""

from __future__ import annotations

from collections.abc import Mapping

from actions.sector.conftest import ALERT, BANK, Sector, number
from actions.sector.test_card import OF_KIND
from actions.sector.test_card import form as card
from actions.sector.test_modules import applied
from actions.sector.test_request import ASKED
from almasu.actions.sector import see, write_document
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.parties import OrganisationKind
from almasu.law.problem import Problem

BOUND = {OrganisationKind.BANK, OrganisationKind.NON_RESIDENT_BRANCH, OrganisationKind.CERTAIN_OPERATIONS}
OF_ALL = {"threat_alert", "request"}


async def joins(sector: Sector, kind: OrganisationKind, place: int) -> None:
    organisation, iin = number(f"2201400{place:04d}"), number(f"8601013{place:04d}")
    await sector.joins(organisation, kind=kind.value)
    await sector.registers(iin, "responsible_worker", organisation)
    sector.tokens[kind.value] = await sector.comes_in(iin)


async def done_by(sector: Sector, who: str, place: int) -> Mapping[str, str]:
    """Try every deed; return each with the Problem it met, empty where it was done."""
    forms = {"threat_alert": Form(DocumentKind.THREAT_ALERT, ALERT)}
    forms["request"] = Form(DocumentKind.REQUEST, ASKED, addressees=(BANK,))
    forms |= {kind: card(sector, kind) for kind in OF_KIND}
    met = {}
    for deed, form in forms.items():
        try:
            await write_document.write_document(sector.node, sector.tokens[who], form, sector.now())
            met[deed] = ""
        except Problem as no:
            met[deed] = no.kind.code
    try:
        await applied(sector, who, certificate=f"{place:064x}")
        met["module"] = ""
    except Problem as no:
        met["module"] = no.kind.code
    return met


async def test_every_kind_of_organisation_is_bound_and_let_by_its_own_clauses(sector: Sector) -> None:
    for place, kind in enumerate(OrganisationKind, 1):
        await joins(sector, kind, place * 20)
        met = await done_by(sector, kind.value, place)
        assert len(met) == len(OF_ALL) + len(OF_KIND) + 1
        assert met == {deed: "" if deed in OF_ALL or kind in BOUND else "sector.not_bound" for deed in met}, kind
    alert = await sector.sends()
    for kind in OrganisationKind:
        inbox = (await see.waiting(sector.node, sector.tokens[kind.value], sector.now())).items
        assert [one.kept.paper.id for one in inbox] == [alert], "an alert goes to all (ASOI-3.3)"
