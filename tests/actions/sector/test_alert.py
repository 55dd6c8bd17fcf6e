"""A threat alert from its draft to processed: the head's hard gate, every organisation's own clock, the return."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, Sector
from almasu.actions.sector import consent, react, return_document, see, write_document
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.kernel.sector.receipt import Choice, ReceiptState
from almasu.law.moment import in_astana
from almasu.law.problem import Problem, ProblemGroup

DAY = timedelta(days=1)


async def stage_of(sector: Sector, document: UUID, who: str = "worker") -> Stage:
    return (await see.see_document(sector.node, sector.tokens[who], document, sector.now())).kept.document.stage


async def state_at(sector: Sector, document: UUID, who: str = "other worker") -> ReceiptState:
    part = (await see.see_document(sector.node, sector.tokens[who], document, sector.now())).part
    assert part is not None
    return part.state


async def test_an_alert_goes_from_its_draft_to_processed(sector: Sector) -> None:
    alert = await sector.drafts()
    assert await stage_of(sector, alert) is Stage.DRAFT
    await sector.puts(alert)
    await sector.consents(alert)
    assert await stage_of(sector, alert) is Stage.SENT
    assert await state_at(sector, alert) is ReceiptState.RECEIVED
    await sector.proposes(alert)
    await sector.decides(alert)
    assert await state_at(sector, alert) is ReceiptState.ACCEPTED
    done = await react.set_processed(sector.node, sector.tokens["other worker"], alert, sector.now())
    assert done.state is ReceiptState.PROCESSED
    assert await state_at(sector, alert, "insurer") is ReceiptState.RECEIVED, "each organisation has its own"
    assert await sector.steps("sector_document_moved") == ["written", "put_to_head", "sent"]
    steps = await sector.steps("sector_receipt_moved")
    assert sorted(steps[:2]) == ["received", "received"]
    assert steps[2:] == ["opened", "proposed", "accepted", "processed", "opened"]


async def test_it_reaches_every_organisation_but_its_author_s(sector: Sector) -> None:
    alert = await sector.sends()
    seen = await see.see_document(sector.node, sector.tokens["centre"], alert, sector.now())
    assert {part.organisation for part in seen.parts} == {OTHER_BANK, INSURER}
    own = await see.see_document(sector.node, sector.tokens["worker"], alert, sector.now())
    assert own.part is None
    assert own.parts == (), "who reacted how is the centre's to see"


async def test_the_decision_is_due_in_one_working_day(sector: Sector) -> None:
    alert = await sector.sends()
    seen = await see.see_document(sector.node, sector.tokens["other worker"], alert, sector.now())
    assert seen.part is not None
    assert seen.due is not None
    assert in_astana(seen.part.due_at).strftime("%d.%m.%Y %H:%M") == "23.11.2026 23:59", "sent on a Friday"
    assert [one.day.day for one in seen.due.deadline.skipped] == [21, 22]


async def test_whoever_did_not_decide_in_time_stands_before_the_centre(sector: Sector) -> None:
    alert = await sector.sends()
    await sector.proposes(alert)
    await sector.decides(alert)
    sector.world.clock.at += 4 * DAY
    await sector.again()
    late = (await see.see_sector(sector.node, sector.tokens["centre"], sector.now())).late.items
    assert [one.part.organisation for one in late] == [INSURER]
    assert late[0].part.is_late(sector.now())


async def test_nothing_leaves_without_the_head(sector: Sector) -> None:
    alert = await sector.drafts()
    with pytest.raises(Problem, match=r"sector\.stage"):
        await consent.prepare_consent(sector.node, sector.tokens["head"], alert, sector.now())
    await sector.puts(alert)
    act = await consent.prepare_consent(sector.node, sector.tokens["head"], alert, sector.now())
    for wrong in (b"forged x y", sector.signed("other head", act), sector.signed("worker", act)):
        with pytest.raises(Problem):
            await consent.consent(sector.node, sector.tokens["head"], act.id, wrong, sector.now())
    assert await stage_of(sector, alert) is Stage.AT_HEAD
    for who in ("other worker", "other head", "insurer", "centre"):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await see.see_document(sector.node, sector.tokens[who], alert, sector.now())


@pytest.mark.parametrize("who", ["worker", "centre", "other worker"])
async def test_nobody_but_a_head_consents(sector: Sector, who: str) -> None:
    alert = await sector.drafts()
    await sector.puts(alert)
    with pytest.raises(Problem, match=r"account\.role"):
        await consent.prepare_consent(sector.node, sector.tokens[who], alert, sector.now())


async def test_another_organisation_s_head_finds_nothing(sector: Sector) -> None:
    alert = await sector.drafts()
    await sector.puts(alert)
    for document in (alert, uuid4()):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await consent.prepare_consent(sector.node, sector.tokens["other head"], document, sector.now())


async def test_a_consent_is_for_the_edition_that_was_signed(sector: Sector) -> None:
    alert = await sector.drafts()
    await sector.puts(alert)
    act = await consent.prepare_consent(sector.node, sector.tokens["head"], alert, sector.now())
    back = await consent.prepare_send_back(
        sector.node, sector.tokens["head"], alert, "мекенжайлар жетіспейді тағы", sector.now()
    )
    await consent.send_back(sector.node, sector.tokens["head"], back.id, sector.signed("head", back), sector.now())
    form = Form(DocumentKind.THREAT_ALERT, await fields_of(sector, alert) | {"description": "Толықтырылған сипаттама."})
    await write_document.rewrite_document(sector.node, sector.tokens["worker"], alert, form, sector.now())
    await sector.puts(alert)
    with pytest.raises(Problem, match=r"sector\.another_edition"):
        await consent.consent(sector.node, sector.tokens["head"], act.id, sector.signed("head", act), sector.now())


async def fields_of(sector: Sector, document: UUID) -> dict[str, str]:
    seen = await see.see_document(sector.node, sector.tokens["worker"], document, sector.now())
    return {name: value for name, value in seen.values.items() if isinstance(value, str)}


async def test_a_red_alert_is_refused(sector: Sector) -> None:
    with pytest.raises(ProblemGroup) as refused:
        await sector.drafts(confidentiality="red")
    assert [one.kind.code for one in refused.value.problems] == ["sector.red_to_all"]


async def test_each_of_the_six_fields_is_demanded(sector: Sector) -> None:
    for field in ("source", "threat", "severity", "confidentiality", "description", "recommendations"):
        with pytest.raises(ProblemGroup) as refused:
            await sector.drafts(**{field: " "})
        assert [one.where for one in refused.value.problems] == [field]


async def test_a_refusal_says_why_and_is_never_processed(sector: Sector) -> None:
    alert = await sector.sends()
    with pytest.raises(Problem, match=r"sector\.words_needed"):
        await sector.proposes(alert, Choice.REFUSE)
    await sector.proposes(alert, Choice.REFUSE, "бізде мұндай пошта жоқ")
    await sector.decides(alert)
    assert await state_at(sector, alert) is ReceiptState.REFUSED
    with pytest.raises(Problem, match=r"sector\.not_accepted"):
        await react.set_processed(sector.node, sector.tokens["other worker"], alert, sector.now())


async def test_a_choice_exchanged_after_its_act_was_built_is_not_consented_to(sector: Sector) -> None:
    alert = await sector.sends()
    await sector.proposes(alert)
    act = await react.prepare_decision(sector.node, sector.tokens["other head"], alert, sector.now())
    await sector.proposes(alert, Choice.REFUSE, "бізде мұндай пошта жоқ")
    with pytest.raises(Problem, match=r"sector\.stage"):
        await react.decide(
            sector.node, sector.tokens["other head"], act.id, sector.signed("other head", act), sector.now()
        )


async def test_what_the_centre_returned_is_mended_and_received_anew(sector: Sector) -> None:
    alert = await sector.sends()
    await sector.proposes(alert)
    await sector.decides(alert)
    await sector.returns(alert)
    seen = await see.see_document(sector.node, sector.tokens["worker"], alert, sector.now())
    assert seen.kept.document.stage is Stage.RETURNED
    assert seen.due is not None
    assert seen.due.deadline.last_day.isoformat() == "2026-11-25", "three working days from a Friday"
    form = Form(DocumentKind.THREAT_ALERT, await fields_of(sector, alert) | {"recommendations": "Толық ұсынымдар."})
    await write_document.rewrite_document(sector.node, sector.tokens["worker"], alert, form, sector.now())
    others = await see.see_document(sector.node, sector.tokens["insurer"], alert, sector.now())
    assert others.values["recommendations"] == "Жіберушінің доменін бұғаттаңыз.", "until it is sent again"
    document = others.kept.document
    assert (document.stage, document.edition, document.remarks, document.correct_by) == (Stage.SENT, 1, (), None)
    for one in (await see.documents(sector.node, sector.tokens["insurer"], "", 50, sector.now())).items:
        assert (one.document.stage, one.document.edition) == (Stage.SENT, 1), "how it stands there is not for others"
    centre = await see.see_document(sector.node, sector.tokens["centre"], alert, sector.now())
    assert (centre.kept.document.stage, centre.kept.document.edition) == (Stage.RETURNED, 1)
    await sector.puts(alert)
    await sector.consents(alert)
    again = await see.see_document(sector.node, sector.tokens["other worker"], alert, sector.now())
    assert again.part is not None
    assert (again.part.state, again.part.edition) == (ReceiptState.RECEIVED, 2)
    assert again.values["recommendations"] == "Толық ұсынымдар."


async def test_only_the_centre_returns(sector: Sector) -> None:
    alert = await sector.sends()
    for who in ("worker", "head", "other head"):
        with pytest.raises(Problem, match=r"account\.role"):
            await return_document.prepare_return(
                sector.node, sector.tokens[who], alert, "бір нәрсе жетіспейді", sector.now()
            )


async def test_what_waits_is_ordered_by_its_deadline(sector: Sector) -> None:
    early = await sector.sends()
    sector.world.clock.at += 4 * DAY
    await sector.again()
    later = await sector.sends(description="Екінші хабарлама туралы.")
    waiting = await see.waiting(sector.node, sector.tokens["other worker"], sector.now())
    assert [one.kept.paper.id for one in waiting.items] == [early, later]
    assert waiting.items[0].author == f"Ұйым {BANK}"
    assert (await see.waiting(sector.node, sector.tokens["worker"], sector.now())).items == []


async def test_every_leaf_is_without_words_and_numbers_of_people(sector: Sector) -> None:
    await sector.sends()
    said = msgspec.json.encode(await sector.world.entries()).decode()
    for secret in ("Сағынтаев", "8501013001", "phishing", "bank-kz.example", BANK):
        assert secret not in said
