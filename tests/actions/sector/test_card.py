"""Incident cards: six kinds, the head's consent, the centre alone sees them, they grow and are returned (ASOI-12)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from actions.sector.conftest import Sector
from almasu.actions.sector import see, write_document
from almasu.actions.sector.export_card import Form as Taken
from almasu.actions.sector.export_card import export_card
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.kernel.sector.incident import Report
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup

EVERY = {
    "place": "Алматы филиалы",
    "noticed_by": "technical_means",
    "characteristics": "Сыртқы мекенжайдан рұқсатсыз кіру.",
    "outcome": "done",
}
OF_KIND = {
    "exploitation": {"product": "Mail Gateway"},
    "unauthorised_access": {"system": "АБЖ", "data_touched": "no"},
    "denial_of_service": {"target": "интернет-банк", "attack": "volume"},
    "server_infected": {"hosts": "srv-01", "isolated": "yes"},
    "unsanctioned_transfer": {"channel": "card", "transfers": "3", "tenge": "1500000", "police_told": "yes"},
    "outage": {"systems": "процессинг"},
}
LASTED = {"denial_of_service": timedelta(minutes=20), "outage": timedelta(minutes=61)}


def form(sector: Sector, kind: str, report: Report = Report.FIRST, **change: str) -> Form:
    at = sector.now()
    times = {"detected_at": moment.written(at - timedelta(minutes=5))}
    if kind in LASTED:
        times |= {"began_at": moment.written(at - LASTED[kind]), "ended_at": moment.written(at)}
    return Form(DocumentKind.INCIDENT_CARD, {**EVERY, **OF_KIND[kind], **times, **change}, kind, report)


async def sent(sector: Sector, kind: str) -> UUID:
    written = await write_document.write_document(
        sector.node, sector.tokens["worker"], form(sector, kind), sector.now()
    )
    await sector.puts(written.paper.id)
    await sector.consents(written.paper.id)
    return written.paper.id


async def test_a_card_of_each_kind_reaches_the_centre_and_nobody_else(sector: Sector) -> None:
    for kind in OF_KIND:
        card = await sent(sector, kind)
        seen = await see.see_document(sector.node, sector.tokens["centre"], card, sector.now())
        assert seen.values["place"] == EVERY["place"]
        document = seen.kept.document
        assert document.written_at <= document.consents[0].at <= document.sendings[0].at
        for who in ("other worker", "other head", "insurer"):
            with pytest.raises(Problem, match=r"paper\.unknown"):
                await see.see_document(sector.node, sector.tokens[who], card, sector.now())
            assert (await see.documents(sector.node, sector.tokens[who], "", 50, sector.now())).items == []
            with pytest.raises(Problem, match=r"paper\.unknown"):
                await export_card(sector.node, sector.tokens[who], card, Taken.STIX, sector.now())
        for whose in ("worker", "centre"):
            for taken in Taken:
                made = await export_card(sector.node, sector.tokens[whose], card, taken, sector.now())
                assert EVERY["characteristics"] in made.data.decode()


async def test_an_outage_of_an_hour_is_none_of_kind_6(sector: Sector) -> None:
    began = moment.written(sector.now() - timedelta(minutes=60))
    with pytest.raises(ProblemGroup) as refused:
        await write_document.write_document(
            sector.node, sector.tokens["worker"], form(sector, "outage", began_at=began), sector.now()
        )
    assert [one.kind.code for one in refused.value.problems] == ["sector.outage_too_short"]


async def test_an_insurer_is_not_bound_by_clause_12(sector: Sector) -> None:
    with pytest.raises(Problem, match=r"sector\.not_bound"):
        await write_document.write_document(sector.node, sector.tokens["insurer"], form(sector, "outage"), sector.now())


async def test_a_card_grows_from_its_first_notice_to_its_final_one(sector: Sector) -> None:
    card = await sent(sector, "server_infected")
    more = form(sector, "server_infected", Report.FINAL, malware="Trojan.Example")
    await write_document.rewrite_document(sector.node, sector.tokens["worker"], card, more, sector.now())
    before = await see.see_document(sector.node, sector.tokens["centre"], card, sector.now())
    assert "malware" not in before.values, "until the head consents anew"
    await sector.puts(card)
    await sector.consents(card)
    after = await see.see_document(sector.node, sector.tokens["centre"], card, sector.now())
    assert after.values["malware"] == "Trojan.Example"
    assert len(after.kept.document.sendings) == 2
    with pytest.raises(Problem, match=r"sector\.report_back"):
        await write_document.rewrite_document(
            sector.node, sector.tokens["worker"], card, form(sector, "server_infected"), sector.now()
        )


async def test_an_incomplete_card_is_returned_for_three_working_days(sector: Sector) -> None:
    card = await sent(sector, "exploitation")
    await sector.returns(card, "зардап шеккен тораптар аталмаған")
    seen = await see.see_document(sector.node, sector.tokens["worker"], card, sector.now())
    assert seen.kept.document.stage is Stage.RETURNED
    assert seen.due is not None
    assert seen.due.deadline.last_day.isoformat() == "2026-11-25"
    again = form(sector, "exploitation", hosts="mail-01")
    await write_document.rewrite_document(sector.node, sector.tokens["worker"], card, again, sector.now())
    await sector.puts(card)
    await sector.consents(card)
    mended = await see.see_document(sector.node, sector.tokens["centre"], card, sector.now())
    assert mended.values["hosts"] == ["mail-01"]
    assert mended.kept.document.correct_by is None
