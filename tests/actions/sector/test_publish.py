"""A vulnerability alert of the centre: to every organisation, each decides within its own working day (ASOI-3.5)."""

from __future__ import annotations

import pytest

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, Sector
from almasu.actions.sector import publish, return_document, see
from almasu.kernel.sector.receipt import ReceiptState
from almasu.law.problem import Problem, ProblemGroup

FIELDS = {
    "maker": "Example Soft",
    "product": "Mail Gateway",
    "versions": "до 4.2",
    "cves": "CVE-2026-12345",
    "severity": "critical",
    "confidentiality": "green",
    "description": "Удалённое выполнение кода.",
    "recommendations": "Обновить до 4.3.",
}


async def test_it_reaches_every_organisation_and_each_decides(sector: Sector) -> None:
    token = sector.tokens["centre"]
    act = await publish.prepare_publishing(sector.node, token, FIELDS, sector.now())
    alert = (await publish.publish(sector.node, token, act.id, sector.signed("centre", act), sector.now())).paper.id
    seen = await see.see_document(sector.node, token, alert, sector.now())
    assert {part.organisation for part in seen.parts} == {BANK, OTHER_BANK, INSURER}
    await sector.proposes(alert)
    await sector.decides(alert)
    own = await see.see_document(sector.node, sector.tokens["other head"], alert, sector.now())
    assert own.part is not None
    assert own.part.state is ReceiptState.ACCEPTED
    assert own.values["product"] == "Mail Gateway"
    with pytest.raises(Problem, match=r"sector\.not_returnable"):
        await return_document.prepare_return(sector.node, token, alert, "бір нәрсе жетіспейді", sector.now())


async def test_it_needs_product_maker_and_recommendations_and_is_never_red(sector: Sector) -> None:
    wrong = FIELDS | {"maker": "", "product": "", "recommendations": "", "confidentiality": "red"}
    with pytest.raises(ProblemGroup) as refused:
        await publish.prepare_publishing(sector.node, sector.tokens["centre"], wrong, sector.now())
    assert {one.where for one in refused.value.problems} >= {"maker", "product", "recommendations", "confidentiality"}


@pytest.mark.parametrize("who", ["worker", "head"])
async def test_only_the_centre_publishes_it(sector: Sector, who: str) -> None:
    with pytest.raises(Problem, match=r"account\.role"):
        await publish.prepare_publishing(sector.node, sector.tokens[who], FIELDS, sector.now())
