"""What the law's sheets say where they are used: stand-ins are marked, short forms are explained."""

from __future__ import annotations

from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.views.asking import Catalogue, ShortForm
from almasu.interfaces.portal.views.people import Consent, SessionToken, Stage
from almasu.wiring.law import open_law
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.reading_pages import words_of

Client = AsyncTestClient[Litestar]
LAW = open_law().sio_pso


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "МБД: мемлекеттік деректер базасы; ДБ: деректер базасы"), ("ru", "ГБД: государственная база данных")],
)
async def test_short_forms_are_explained_below_the_resources(
    desk: FakeDesk, officer: Client, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    plain = desk.catalogue

    async def catalogue(session: SessionToken) -> Catalogue:
        short = tuple(ShortForm(one.short, one.name) for one in LAW.sheets.abbreviations)
        return replace(await plain(session), abbreviations=short)

    monkeypatch.setattr(desk, "catalogue", catalogue)
    officer.cookies.set("almasu-language", language)
    assert words in words_of((await officer.get("/requests/new")).text)


@pytest.mark.parametrize(("edition", "marked"), [("SIO-2025", True), ("SIO-2022", False)])
async def test_a_consent_that_stands_in_for_another_says_so(
    desk: FakeDesk, client: Client, monkeypatch: pytest.MonkeyPatch, edition: str, marked: bool
) -> None:
    plain = desk.consent
    notice = LAW.annexes.consent(edition).annex.notice()

    async def consent(session: SessionToken) -> Consent:
        return replace(await plain(session), notice=notice)

    monkeypatch.setattr(desk, "consent", consent)
    client.cookies.set("almasu-language", "ru")
    client.cookies.set(SETTINGS.session_cookie, desk.at(Stage.CONSENT))
    page = words_of((await client.get("/consent")).text)
    assert ("вместо него пока служит" in page) is marked


@pytest.mark.parametrize(("language", "words"), [("kk", "міндетті екенін растайсыз"), ("ru", "обязательность для вас")])
async def test_the_entry_says_that_use_binds(client: Client, language: str, words: str) -> None:
    client.cookies.set("almasu-language", language)
    page = (await client.get("/sign-in")).text
    assert words in words_of(page)
    assert "SIO22-A5.5" in page
