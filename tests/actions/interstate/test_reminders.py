"""Both sides are reminded of the thirty days, each once, and outwards goes a letter that says nothing of it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from actions.interstate.conftest import Between, State, asked_for
from almasu.actions.interstate import mailboxes, see_cases, seek, steer_request, write_request
from almasu.actions.interstate.mailboxes import Mailbox, OfMailbox
from almasu.actions.interstate.remind import Which, remind, remind_of_reviews
from almasu.actions.interstate.seek import Sought
from almasu.actions.queue_notices import Sending, send_due
from almasu.kernel.interstate.asking import Subject, Way
from almasu.kernel.sector.notices import Channel, Notice, NoticePlace, words_of
from almasu.law.moment import in_astana
from almasu.law.problem import Problem

ADDRESS = "duty@example.kz"


class Letters:
    """Keeps what would be mailed."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def send(self, place: Any, to: NoticePlace, number: Any, notice: Notice, at: Any) -> str:
        self.sent.append((to.address, words_of(notice, "https://node.example.kz")))
        return ""


async def sent(between: Between, **change: object) -> Any:
    kz = between.kz
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(**change), kz.now())
    form = write_request.OfDraft(draft.paper.id)
    made = await kz.signs("head", write_request.prepare_request, write_request.send_request, form)
    await between.carry()
    return made


async def opened(state: State, who: str = "head", address: str = ADDRESS) -> Any:
    return await state.signs(who, mailboxes.prepare_mailbox, mailboxes.open_mailbox, Mailbox(address))


async def letters_of(state: State) -> list[tuple[str, str]]:
    letters = Letters()
    await send_due(state.node, Sending({Channel.MAIL: letters}), state.now())
    return letters.sent


async def test_both_sides_are_reminded_once_before_the_end_and_once_after(between: Between) -> None:
    kz, ru = between.kz, between.ru
    for state in (kz, ru):
        await opened(state)
    mine = await sent(between)
    assert [await remind(one.node, one.now()) for one in (kz, ru)] == [0, 0], "there is time enough"
    due = (await see_cases.one_case(kz.node, kz.tokens["head"], mine.paper.id, kz.now())).case.due_at
    for at, which in ((due - timedelta(days=3), Which.SOON), (due + timedelta(minutes=1), Which.OVERDUE)):
        between.clock.at = at
        await letters_of(kz), await letters_of(ru)
        for state in (kz, ru):
            assert [await remind(state.node, at), await remind(state.node, at)] == [1, 0], which
            ((address, words),) = await letters_of(state)
            assert address == ADDRESS
            assert str(mine.paper.id) not in words
            assert "documents" not in words, "nothing of it leads to the request"
    await kz.come_in()
    told = await see_cases.reminders(kz.node, kz.tokens["officer"], mine.paper.id, kz.now())
    assert [one.which for one in told] == [Which.SOON, Which.OVERDUE]


async def test_whoever_asks_is_reminded_to_look_at_a_standing_request_again_and_notes_that_it_is_needed(
    between: Between,
) -> None:
    kz, day = between.kz, in_astana(between.clock()).date()
    days = {"ends_on": day + timedelta(days=90), "review_on": day + timedelta(days=9)}
    mine = await sent(between, way=Way.STANDING, **days)
    look = partial(steer_request.look_again, kz.node)

    def again(days: int) -> steer_request.Again:
        return steer_request.Again(day + timedelta(days=days))

    assert await remind_of_reviews(kz.node, kz.now()) == 0
    between.clock.at += timedelta(days=9)
    await kz.come_in()
    assert [await remind_of_reviews(one.node, one.now()) for one in (kz, between.ru, kz)] == [1, 0, 0]
    for wrong in (again(9), again(91)):
        with pytest.raises(Problem, match=r"cis\.value"):
            await look(kz.tokens["head"], mine.paper.id, wrong, kz.now())
    kept = await look(kz.tokens["head"], mine.paper.id, again(20), kz.now())
    assert (kept.case.review_on, kept.case.review_is_due(kz.now())) == (day + timedelta(days=20), False)
    between.clock.at += timedelta(days=11)
    assert await remind_of_reviews(kz.node, kz.now()) == 1


async def test_another_body_of_the_node_gets_no_letter_and_sees_no_reminder(between: Between) -> None:
    kz = between.kz
    await opened(kz, "strange head", "other@example.kz")
    mine = await sent(between)
    due = (await see_cases.one_case(kz.node, kz.tokens["head"], mine.paper.id, kz.now())).case.due_at
    between.clock.at = due + timedelta(minutes=1)
    assert await remind(kz.node, kz.now()) == 1
    assert await letters_of(kz) == []
    await kz.come_in()
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await see_cases.reminders(kz.node, kz.tokens["stranger"], mine.paper.id, kz.now())


async def test_a_letter_goes_when_a_request_comes_and_none_once_the_mailbox_is_closed(between: Between) -> None:
    ru = between.ru
    mailbox = await opened(ru)
    await sent(between)
    assert [address for address, _ in await letters_of(ru)] == [ADDRESS]
    of = OfMailbox(mailbox.paper.id)
    await ru.signs("head", mailboxes.prepare_closing, mailboxes.close_mailbox, of)
    await sent(between)
    assert await letters_of(ru) == []
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await ru.signs("head", mailboxes.prepare_closing, mailboxes.close_mailbox, of)
    with pytest.raises(Problem, match=r"sector\.notice_place"):
        await opened(ru, address="not an address")


async def test_requests_are_found_by_number_subject_and_day_by_their_own_body_alone(between: Between) -> None:
    kz = between.kz
    first, second = await sent(between), await sent(between, subject=Subject.TERRORISM)
    today = kz.now().date()

    async def found(sought: Sought, who: str = "officer") -> list[Any]:
        page = await seek.find_cases(kz.node, kz.tokens[who], sought, "", kz.now())
        return [one.paper.id for one in page.items]

    assert await found(Sought(str(first.paper.id)[:8])) == [first.paper.id]
    assert await found(Sought(subject=Subject.TERRORISM)) == [second.paper.id]
    assert set(await found(Sought(since=today, until=today))) == {first.paper.id, second.paper.id}
    assert await found(Sought(until=today - timedelta(days=1))) == []
    assert await found(Sought(str(first.paper.id)[:8]), "stranger") == []


async def test_a_page_leads_to_the_next_and_its_cursor_serves_nobody_else(
    between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    kz = between.kz
    monkeypatch.setattr(seek, "ON_PAGE", 1)
    mine = {(await sent(between)).paper.id for _ in range(3)}
    cursor, seen = "", []
    for _ in mine:
        page = await seek.find_cases(kz.node, kz.tokens["officer"], Sought(), cursor, kz.now())
        seen += [one.paper.id for one in page.items]
        cursor, before = page.after, cursor
    assert (set(seen), len(seen), cursor) == (mine, 3, "")
    for who, sought in (("head", Sought()), ("officer", Sought(number="ab"))):
        with pytest.raises(Problem, match=r"list\.no_such_page"):
            await seek.find_cases(kz.node, kz.tokens[who], sought, before, kz.now())
