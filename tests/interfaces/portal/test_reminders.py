"""What a person is reminded of at the desk."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.conftest import NOON
from almasu.actions.view_applications import OwnAccount
from almasu.interfaces.portal.desk_of_node.reminders import CARD, PASSWORD, reminders
from almasu.interfaces.portal.views.law import Notice, NoticeKind
from almasu.kernel.applications.application import Card
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.parties.password import standing_of
from almasu.law.text import Text
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
