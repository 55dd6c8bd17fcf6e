"""Verdicts where the sector decides: in the leaf of the act, to whoever sees the document, on the command line."""

from __future__ import annotations

import secrets
from uuid import uuid4

import msgspec
import pytest

from actions.sector.conftest import Sector
from almasu.actions.sector import see
from almasu.actions.sector.explain_document import Explaining, explain_document
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.sector.kept import Held
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.rule import Finding


def words(found: tuple[Finding, ...]) -> dict[str, str]:
    return {one.rule_id.removeprefix("asoi."): verdict_word(one.verdict) for one in found}


async def test_the_leaf_of_each_decision_says_how_the_law_judged_it(sector: Sector) -> None:
    alert = await sector.sends()
    await sector.proposes(alert)
    sector.world.clock.forward(days=7)
    await sector.again()
    await sector.decides(alert)
    told = {}
    for entry in await sector.world.entries():
        said = msgspec.convert(entry["says"], dict[str, object])
        if "verdicts" in said:
            told[said["step"]] = said["verdicts"]
    assert told["sent"] == {
        "asoi.consent_precedes": "met",
        "asoi.consent_by_another": "met",
        "asoi.fields_are_filled": "met",
        "asoi.not_red_to_all": "met",
    }
    assert told["accepted"] == {
        "asoi.decided_with_consent": "met",
        "asoi.consent_by_another": "met",
        "asoi.alert_decided_in_time": "broken",
    }, "a decision that is late is taken all the same, and its lateness stands"
    node, now = sector.node, sector.now()
    author = await see.see_document(node, sector.tokens["worker"], alert, now)
    other = await see.see_document(node, sector.tokens["other worker"], alert, now)
    insurer = await see.see_document(node, sector.tokens["insurer"], alert, now)
    assert words(author.verdicts)["consent_precedes"] == "met"
    assert words(other.verdicts)["alert_decided_in_time"] == "broken"
    assert "consent_precedes" not in words(other.verdicts)
    assert insurer.verdicts == (), "what others decided is no concern of theirs"


async def test_a_draft_shows_what_still_stands_in_its_way(sector: Sector) -> None:
    draft = await sector.drafts()
    seen = await see.see_document(sector.node, sector.tokens["worker"], draft, sector.now())
    assert words(seen.verdicts) == {
        "consent_precedes": "broken",
        "fields_are_filled": "met",
        "not_red_to_all": "met",
    }
    law = sector.node.sector
    assert law is not None
    explaining = Explaining(sector.node.store, law, secrets.token_bytes, "process:test")
    assert await explain_document(explaining, draft, sector.now()) == seen.verdicts
    with pytest.raises(Problem) as refused:
        await explain_document(explaining, uuid4(), sector.now())
    assert refused.value.kind.code == "paper.unknown"


async def test_a_rule_that_is_broken_lets_nothing_leave(sector: Sector) -> None:
    """A red alert that somehow became a draft is refused where it would leave, and nothing of the step is kept."""
    draft = await sector.drafts()
    async with sector.node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(draft, PaperKind.SECTOR_DOCUMENT)
        assert paper is not None
        held = msgspec.json.decode(paper.data, type=Held)
        red = msgspec.structs.replace(
            held.document,
            content=held.document.content.replace(b'"confidentiality":"amber"', b'"confidentiality":"red"'),
        )
        moved = paper.moved(paper.state, sector.now(), msgspec.structs.replace(held, document=red))
        await transaction.papers.keep(moved)
    await sector.puts(draft)
    with pytest.raises(ProblemGroup) as refused:
        await sector.consents(draft)
    assert [(one.kind.code, one.where, one.kind.cites) for one in refused.value.problems] == [
        ("sector.rule", "asoi.not_red_to_all", ("ASOI-3.3", "ASOI-10.4"))
    ]
    assert await sector.steps("sector_document_moved") == ["written", "put_to_head"]
