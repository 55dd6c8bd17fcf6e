"""A draft card from an incident of others: the file as it came, every loss named, its own organisation's alone."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest

from actions.sector.conftest import Sector
from actions.sector.test_card import EVERY, OF_KIND
from almasu.actions.sector import given_files, given_incidents
from almasu.actions.sector.given_incidents import Filled, GivenIncident
from almasu.kernel.interchange.stix_incident import stix_of
from almasu.kernel.sector.content import card_in
from almasu.kernel.sector.incident import Card, Report
from almasu.law.problem import Problem, ProblemGroup
from kernel.interchange.test_iodef import CARDS, TOLD
from kernel.interchange.test_stix_incident_in import FOREIGN, bundle

OURS = CARDS[3]


async def gives(sector: Sector, data: bytes, who: str = "worker") -> UUID:
    return (await given_files.give_file(sector.node, sector.tokens[who], data, sector.now())).file.id


async def looks(sector: Sector, file: UUID, kind: str = "", who: str = "worker") -> GivenIncident:
    token, at = sector.tokens[who], sector.now()
    given = await given_files.given_file(sector.node, sector.tokens["worker"], file, at)
    (told,) = given_incidents.incidents_of(sector.node, given.file)
    return await given_incidents.given_incident(sector.node, token, file, told.id, kind, at)


def filled(one: GivenIncident, kind: str = "", **more: str) -> Filled:
    return Filled(one.file.id, one.told.id, kind, one.taken.report, {**one.taken.fields, **more})


async def test_a_card_taken_along_fills_in_a_draft_of_the_same_card(sector: Sector) -> None:
    data = stix_of(OURS, TOLD).data
    one = await looks(sector, await gives(sector, data))
    assert one.kind is not None
    refused = ["noticed_by", "hosts"]
    named = [loss.named for loss in one.taken.losses if loss.because]
    assert (one.kind.code, named, one.file.body) == (OURS.kind, refused, data)
    more = {"isolated": "yes", "noticed_by": "user", "hosts": "srv-1"}
    kept = await given_incidents.write_card(sector.node, sector.tokens["worker"], filled(one, **more), sector.now())
    card = card_in(kept.document.kind, kept.document.content)
    assert isinstance(card, Card)
    assert (card.kind, card.report, card.detected_at) == (OURS.kind, OURS.report, OURS.detected_at)
    assert card.values == {**OURS.values, "isolated": True, "noticed_by": "user", "hosts": ["srv-1"]}
    entries = await sector.world.entries()
    says = [one["says"] for one in entries if one["kind"] == "sector_document_moved"]
    assert [(one["from"], one["lost"]) for one in says] == [(hashlib.sha256(data).hexdigest(), 2)]


async def test_what_the_file_does_not_say_a_person_writes(sector: Sector) -> None:
    one = await looks(sector, await gives(sector, bundle(*FOREIGN)))
    assert len(one.taken.losses) == 15
    token = sector.tokens["worker"]
    with pytest.raises(ProblemGroup) as missing:
        await given_incidents.write_card(sector.node, token, filled(one), sector.now())
    assert {each.where for each in missing.value.problems} >= {"place", "isolated"}
    chosen = "unauthorised_access"
    kept = await given_incidents.write_card(
        sector.node, token, filled(one, chosen, **EVERY, **OF_KIND[chosen]), sector.now()
    )
    card = card_in(kept.document.kind, kept.document.content)
    assert card is not None
    assert (card.kind, card.report) == ("unauthorised_access", Report.MORE)
    with pytest.raises(Problem, match=r"sector\.no_such_kind"):
        await looks(sector, one.file.id, "flood")


async def test_an_incident_is_its_own_organisations_alone(sector: Sector) -> None:
    file = await gives(sector, bundle(*FOREIGN))
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await looks(sector, file, who="other worker")
    one = await looks(sector, file)
    token, at = sector.tokens["worker"], sector.now()
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await given_incidents.given_incident(sector.node, token, file, UUID(int=7), "", at)
    foreign = filled(one)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await given_incidents.write_card(sector.node, sector.tokens["other worker"], foreign, at)
