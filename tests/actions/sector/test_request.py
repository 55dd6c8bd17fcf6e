"""Requests between organisations and to the authorised body: taken or declined, answered, seen by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, PEOPLE, Sector
from almasu.actions.sector import answer, change_calendar, see, see_requests, take_request, write_document
from almasu.actions.sector.take_request import TakeForm
from almasu.kernel.page import PAGE_ABSENT
from almasu.kernel.sector.assignment import AnswerClock, Assignment, AssignmentState, Take
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.law.decree import Decree
from almasu.law.moment import in_astana
from almasu.law.problem import Problem, ProblemGroup

DAY = timedelta(days=1)
ASKED = {
    "subject": "Жіберушінің домені",
    "text": "Осы доменнен хат алдыңыздар ма?",
    "reason": "Шабуылдың ауқымын білу үшін.",
    "confidentiality": "amber",
}
ANSWERED = {"text": "Иә, он екі хат келді, бәрі бұғатталды.", "confidentiality": "amber"}
OUTSIDERS = ("insurer", "insurer's head")


async def drafted(sector: Sector, *addressees: str) -> UUID:
    form = Form(DocumentKind.REQUEST, ASKED, addressees=addressees)
    return (await write_document.write_document(sector.node, sector.tokens["worker"], form, sector.now())).paper.id


async def asked(sector: Sector, *addressees: str) -> UUID:
    request = await drafted(sector, *addressees)
    await sector.puts(request)
    await sector.consents(request)
    return request


async def proposes(
    sector: Sector, request: UUID, take: Take = Take.WORK, comment: str = "Журналдарды қарап шығамыз."
) -> None:
    form = TakeForm(take, comment)
    await take_request.propose_taking(sector.node, sector.tokens["other worker"], request, form, sector.now())


async def decides(sector: Sector, request: UUID) -> Assignment:
    act = await take_request.prepare_taking(sector.node, sector.tokens["other head"], request, sector.now())
    cms = sector.signed("other head", act)
    return await take_request.decide_taking(sector.node, sector.tokens["other head"], act.id, cms, sector.now())


async def answers(sector: Sector, request: UUID) -> UUID:
    token = sector.tokens["other worker"]
    written = (await answer.write_answer(sector.node, token, request, ANSWERED, sector.now())).paper.id
    await sector.puts(written, "other worker")
    await sector.consents(written, "other head")
    return written


async def seen(sector: Sector, document: UUID, who: str) -> see.Seen:
    return await see.see_document(sector.node, sector.tokens[who], document, sector.now())


async def test_a_request_goes_from_its_draft_to_its_answer_with_a_consent_at_every_step(sector: Sector) -> None:
    request = await drafted(sector, OTHER_BANK, "")
    for who in ("other worker", "centre"):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await seen(sector, request, who)
    await sector.puts(request)
    await sector.consents(request)
    part = (await seen(sector, request, "other worker")).asked
    assert part is not None
    assert part.take_by is not None
    assert part.answer_by is not None
    assert (part.take_by - sector.now()).days <= 4
    with pytest.raises(Problem, match=r"sector\.stage"):
        await answer.write_answer(sector.node, sector.tokens["other worker"], request, ANSWERED, sector.now())
    with pytest.raises(Problem, match=r"sector\.words_needed"):
        await proposes(sector, request, Take.DECLINE, "")
    await proposes(sector, request)
    outside = (await seen(sector, request, "worker")).asked_of
    assert {one.organisation: one.state.value for one in outside} == {OTHER_BANK: "received", "": "received"}
    assert all(one.proposed is None for one in outside), "what is proposed to the head there is their own"
    (waits,) = (await see_requests.requests_to_decide(sector.node, sector.tokens["other head"], sector.now())).items
    assert waits.kept.paper.id == request
    assert (await decides(sector, request)).state is AssignmentState.IN_WORK
    written = await answers(sector, request)
    for who in ("worker", "head", "centre"):
        reply = await seen(sector, written, who)
        assert (reply.values["text"], reply.answers) == (ANSWERED["text"], request)
    done = next(one for one in (await seen(sector, request, "worker")).asked_of if one.organisation)
    assert (done.state, done.answer, done.head) == (AssignmentState.ANSWERED, written, None)
    assert await sector.steps("sector_assignment_moved") == [
        "received",
        "received",
        "opened",
        "proposed",
        "in_work",
        "answered",
    ]


async def test_a_request_is_declined_with_a_comment_that_its_sender_reads(sector: Sector) -> None:
    request = await asked(sector, OTHER_BANK)
    await proposes(sector, request, Take.DECLINE, "Бізде мұндай жүйе жоқ.")
    token = sector.tokens["other worker"]
    await take_request.take_proposal_back(sector.node, token, request, sector.now())
    await proposes(sector, request, Take.DECLINE, "Бізде ондай жүйе болған емес.")
    assert (await decides(sector, request)).state is AssignmentState.DECLINED
    (part,) = (await seen(sector, request, "worker")).asked_of
    assert part.taken is not None
    assert part.taken.comment == "Бізде ондай жүйе болған емес."
    with pytest.raises(Problem, match=r"sector\.stage"):
        await answer.write_answer(sector.node, token, request, ANSWERED, sector.now())


async def test_nobody_but_sender_addressees_and_centre_knows_of_a_request(sector: Sector) -> None:
    before = {who: await counted(sector, who) for who in OUTSIDERS}
    request = await asked(sector, OTHER_BANK, "")
    await proposes(sector, request)
    await decides(sector, request)
    written = await answers(sector, request)
    node, at = sector.node, sector.now()
    for who in OUTSIDERS:
        assert await counted(sector, who) == before[who]
        for document in (request, written):
            with pytest.raises(Problem, match=r"paper\.unknown"):
                await seen(sector, document, who)
    for act in (
        take_request.propose_taking(node, sector.tokens["insurer"], request, TakeForm(Take.WORK, "a b c"), at),
        answer.write_answer(node, sector.tokens["insurer"], request, ANSWERED, at),
        take_request.prepare_taking(node, sector.tokens["insurer's head"], request, at),
    ):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await act
    assert "addressees" not in (await seen(sector, request, "other worker")).values, (
        "whom else it went to is not theirs"
    )
    assert (await seen(sector, request, "other worker")).asked_of == ()
    second = await asked(sector, OTHER_BANK, INSURER)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await seen(sector, written, "insurer")
    assert (await seen(sector, second, "insurer")).asked is not None


async def counted(sector: Sector, who: str) -> tuple[int, ...]:
    """How much somebody sees in each list."""
    node, token, at = sector.node, sector.tokens[who], sector.now()
    return (
        len((await see.documents(node, token, "", 50, at)).items),
        len((await see_requests.asked_of_us(node, token, "", 50, at)).items),
        len((await see_requests.asked_by_us(node, token, "", 50, at)).items),
        len((await see.waiting(node, token, at)).items),
    )


async def test_clocks_bind_organisations_and_stand_before_both_sides_and_the_centre(sector: Sector) -> None:
    request = await asked(sector, OTHER_BANK, "")
    received = in_astana(sector.now()).date()
    due = (await seen(sector, request, "other worker")).due
    assert due is not None
    assert due.term == "asoi.request_decision"
    sector.world.clock.at += 5 * DAY
    await sector.again()
    (late,) = (await see_requests.late_requests(sector.node, sector.tokens["centre"], sector.now())).items
    assert (late.part.organisation, late.part.take_by) == (OTHER_BANK, due.deadline.due)
    (waits,) = (await see_requests.open_requests(sector.node, sector.tokens["other worker"], sector.now())).items
    assert waits.part.is_late(sector.now())
    parts = {one.organisation: one for one in (await seen(sector, request, "worker")).asked_of}
    assert parts[OTHER_BANK].is_late(sector.now())
    assert not parts[""].is_late(sector.now() + 400 * DAY)
    assert parts[""].due_at is None
    await proposes(sector, request)
    taken = await decides(sector, request)
    assert taken.answer_by is not None
    clock = (await seen(sector, request, "other worker")).due
    assert clock is not None
    assert (clock.term, clock.deadline.due) == ("asoi.answer", taken.answer_by)
    assert clock.deadline.start.date() == received, "ten working days from the receipt"


async def test_the_other_reading_of_the_ten_days_is_a_dated_datum(sector: Sector) -> None:
    law = sector.node.sector
    assert law is not None
    assert law.answer_clock(sector.now()) is AnswerClock.RECEIPT
    other = replace(law, answer_clocks=(*law.answer_clocks, (date(2026, 11, 1), AnswerClock.WORK_DONE)))
    sector.world.node = replace(sector.node, sector=other)
    request = await asked(sector, OTHER_BANK)
    await proposes(sector, request)
    assert (await decides(sector, request)).answer_by is None
    sector.world.clock.at += 30 * DAY
    await sector.again()
    assert not (await seen(sector, request, "other worker")).asked_of
    token = sector.tokens["other worker"]
    done = await take_request.note_work_done(sector.node, token, request, sector.now())
    assert done.answer_by is not None
    assert done.answer_by > sector.now()


async def test_an_incomplete_answer_is_returned_for_three_working_days_and_a_request_never(sector: Sector) -> None:
    request = await asked(sector, OTHER_BANK)
    await proposes(sector, request)
    await decides(sector, request)
    written = await answers(sector, request)
    first = next(iter((await seen(sector, request, "worker")).asked_of)).answered_at
    with pytest.raises(Problem, match=r"sector\.not_returnable"):
        await sector.returns(request)
    await sector.returns(written, "қай күндері келгені айтылмаған")
    back = await seen(sector, written, "other worker")
    assert back.kept.document.stage is Stage.RETURNED
    assert back.due is not None
    assert back.due.term == "asoi.correction"
    assert (await seen(sector, written, "worker")).kept.document.remarks == ()
    sector.world.clock.at += timedelta(minutes=10)
    again = Form(DocumentKind.ANSWER, {**ANSWERED, "text": "Он екі хат 14 қарашада келді."})
    await write_document.rewrite_document(sector.node, sector.tokens["other worker"], written, again, sector.now())
    await sector.puts(written, "other worker")
    await sector.consents(written, "other head")
    assert (await seen(sector, written, "worker")).values["text"] == "Он екі хат 14 қарашада келді."
    assert next(iter((await seen(sector, request, "worker")).asked_of)).answered_at == first


async def test_the_head_entrusts_a_request_to_one_worker(sector: Sector) -> None:
    """The request comes to the bank that has two workers."""
    form = Form(DocumentKind.REQUEST, ASKED, addressees=(BANK,))
    written = await write_document.write_document(sector.node, sector.tokens["insurer"], form, sector.now())
    request = written.paper.id
    await sector.puts(request, "insurer")
    await sector.consents(request, "insurer's head")
    node, head = sector.node, sector.tokens["head"]
    offered = {one.person.iin: one.id for one in await take_request.colleagues(node, head, sector.now())}
    assert set(offered) == {PEOPLE["worker"][0], PEOPLE["second worker"][0]}
    with pytest.raises(Problem, match=r"sector\.not_a_worker"):
        await take_request.entrust(node, head, request, UUID(int=5), sector.now())
    await take_request.entrust(node, head, request, offered[PEOPLE["second worker"][0]], sector.now())
    choice = TakeForm(Take.WORK, "Қарап шығамыз, жауап береміз.")
    with pytest.raises(Problem, match=r"sector\.entrusted"):
        await take_request.propose_taking(node, sector.tokens["worker"], request, choice, sector.now())
    done = await take_request.propose_taking(node, sector.tokens["second worker"], request, choice, sector.now())
    assert done.state is AssignmentState.PROPOSED
    (part,) = (await seen(sector, request, "insurer")).asked_of
    assert part.worker is None, "who works on it is the addressee's own"


async def test_the_authorised_body_takes_and_answers_by_itself(sector: Sector) -> None:
    request = await asked(sector, "")
    node, token = sector.node, sector.tokens["centre"]
    form = TakeForm(Take.WORK, "Жауап әзірлеп жатырмыз.")
    taken = await take_request.propose_taking(node, token, request, form, sector.now())
    assert (taken.state, taken.due_at) == (AssignmentState.IN_WORK, None)
    with pytest.raises(ProblemGroup):
        await answer.prepare_answer_of_centre(node, token, request, {}, sector.now())
    for text in ("Талап 3-тармақта.", "Талап 3 және 4-тармақтарда."):
        act = await answer.prepare_answer_of_centre(node, token, request, {**ANSWERED, "text": text}, sector.now())
        sent = await answer.answer_of_centre(node, token, act.id, sector.signed("centre", act), sector.now())
        assert (await seen(sector, sent.paper.id, "worker")).values["text"] == text
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await seen(sector, sent.paper.id, "other worker")


async def test_an_answer_is_written_from_its_request_alone_and_once(sector: Sector) -> None:
    request = await asked(sector, OTHER_BANK)
    await proposes(sector, request)
    await decides(sector, request)
    node, token = sector.node, sector.tokens["other worker"]
    with pytest.raises(Problem, match=r"sector\.answer_of_what"):
        await write_document.write_document(node, token, Form(DocumentKind.ANSWER, ANSWERED), sector.now())
    first = await answer.write_answer(node, token, request, ANSWERED, sector.now())
    with pytest.raises(Problem, match=r"sector\.stage"):
        await answer.write_answer(node, token, request, ANSWERED, sector.now())
    await write_document.give_up(node, token, first.paper.id, sector.now())
    again = await answer.write_answer(node, token, request, ANSWERED, sector.now())
    assert (again.paper.id, again.document.stage) == (first.paper.id, Stage.DRAFT)


async def test_a_decree_moves_both_clocks_of_a_request(sector: Sector) -> None:
    request = await asked(sector, OTHER_BANK)
    before = (await seen(sector, request, "other worker")).asked
    assert before is not None
    assert before.take_by is not None
    assert before.answer_by is not None
    day = in_astana(before.take_by).date()
    decree = Decree("Үкіметтің № 900 қаулысы", day - DAY, (day,), ())
    token = sector.tokens["centre"]
    act = await change_calendar.prepare_calendar(sector.node, token, decree, sector.now())
    done = await change_calendar.change_calendar(sector.node, token, act.id, sector.signed("centre", act), sector.now())
    assert done.moved == 2
    after = (await seen(sector, request, "other worker")).asked
    assert after is not None
    assert after.take_by is not None
    assert after.answer_by is not None
    assert after.take_by > before.take_by
    assert after.answer_by > before.answer_by


async def test_lists_go_on_by_cursors_that_serve_nobody_else(sector: Sector) -> None:
    for _ in range(3):
        sector.world.clock.at += timedelta(minutes=1)
        await asked(sector, OTHER_BANK)
    node, at = sector.node, sector.now()
    readers = {
        "other worker": (see.documents, see_requests.asked_of_us),
        "worker": (see.documents, see_requests.asked_by_us),
        "centre": (see_requests.asked_by_us,),
    }
    cursors: list[str] = []
    for who, lists in readers.items():
        for read in lists:
            met: list[UUID] = []
            after = ""
            while True:
                page = await read(node, sector.tokens[who], after, 2, at)
                met += [one.paper.id if hasattr(one, "paper") else one.kept.paper.id for one in page.items]
                after = page.after
                if not after:
                    break
                cursors.append(after)
            assert len(met) == len(set(met)) == 3, who
    for foreign in (*cursors[1:], "x", "A" * 56):
        with pytest.raises(Problem, match=PAGE_ABSENT.code):
            await see.documents(node, sector.tokens["insurer"], foreign, 2, at)
