"""What a person is reminded of at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.conftest import NOON
from almasu.actions.view_applications import OwnAccount
from almasu.interfaces.portal.desk_of_node.reminders import CARD, PASSWORD, reminders
from almasu.interfaces.portal.offices_of_node.accounts.own import change_by
from almasu.interfaces.portal.views.law import Notice, NoticeKind
from almasu.kernel.applications.application import Card
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.parties.password import standing_of
from almasu.law.text import Text
from almasu.wiring.law import open_law
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.reading_pages import token_in

ACCOUNT = Account(
    id=UUID(int=1),
    person=Person("860314450216", "А", "Б", "", Text("а", "б", "c"), "+77001234567"),
    role=Role.OFFICER,
    body_bin="123456789012",
    state=AccountState.ACTIVE,
    consent_version="v1",
    consent_signed_at=NOON,
    failed_codes=0,
)


@pytest.mark.parametrize(
    ("confirmed", "until"),
    [
        ("2026-01-22", "2026-02-21"),
        ("2026-01-31", "2026-02-28"),
        ("2026-11-22", "2026-12-22"),
        ("2028-02-01", "2028-03-01"),
    ],
)
def test_nobody_is_told_a_day_for_the_password_on_which_the_entry_has_stopped(confirmed: str, until: str) -> None:
    at = datetime.fromisoformat(f"{confirmed}T15:00:00+05:00")
    kept = standing_of(replace(ACCOUNT, consent_signed_at=at), None, at)
    assert kept is not None
    due = change_by(open_law(), kept, at)
    assert due.due < kept.stop_from
    assert due.due.isoformat().startswith(f"{until}T23:59:59")


@pytest.mark.parametrize(
    ("days", "says"), [(1, []), (24, []), (25, [PASSWORD]), (30, [PASSWORD]), (170, [PASSWORD, CARD])]
)
def test_the_desk_reminds_of_password_and_card_in_time(days: int, says: list[Text]) -> None:
    at = NOON + timedelta(days=days)
    card = Card("v", {}, NOON, NOON + timedelta(days=180))
    own = OwnAccount(ACCOUNT, card, standing_of(ACCOUNT, None, at), ())
    assert [notice.says for notice in reminders(own, at)] == says


async def test_a_reminded_password_is_confirmed_at_the_desk(
    desk: FakeDesk, officer: AsyncTestClient[Litestar], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def reminded(_: object) -> tuple[Notice, ...]:
        return (Notice(NoticeKind.PASSWORD, PASSWORD, NOON, NOON + timedelta(days=6)),)

    monkeypatch.setattr(desk, "notices", reminded)
    desk.password_overdue = True
    page = (await officer.get("/")).text
    assert 'action="/eds-password"' in page
    after = await officer.post("/eds-password", data={"_csrf_token": token_in(page)})
    assert after.url.path == "/"
    assert desk.password_overdue is False
