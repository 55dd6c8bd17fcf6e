"""The evidence pack over HTTP: for a session only, as a file to be saved, in the form that was asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from almasu.interfaces.api import evidence
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.kernel.evidence_pack.page import pack_inside
from almasu.kernel.evidence_pack.problems import NOT_YET
from almasu.kernel.grounds.called import Called
from kernel.evidence_pack.making import Making

MAKING = Making()
RUNNING = SimpleNamespace(node=SimpleNamespace(law=SimpleNamespace(called=Called())))
NUMBER = uuid4()


@pytest.fixture
async def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The routes over a node whose packs are made by the test."""
    asked: list[tuple[str, UUID, bool]] = []

    async def made_pack(running: object, token: str, request: UUID, open_answers: bool) -> object:
        asked.append((token, request, open_answers))
        if token == "early":
            raise NOT_YET.at()
        return SimpleNamespace(number=NUMBER, data=MAKING.file(), pack=MAKING.pack(), who="Сағынтаев Нұрлан")

    monkeypatch.setattr(evidence, "made_pack", made_pack)
    monkeypatch.setattr(evidence, "keys_for_readers", lambda _: MAKING.keys)
    app = Litestar(
        [Router("/api/v1", route_handlers=[evidence.evidence_routes()])],
        dependencies={"running": Provide(lambda: RUNNING, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
    )
    async with AsyncTestClient(app) as client:
        client.asked = asked  # type: ignore[attr-defined]
        yield client


async def test_the_pack_comes_as_json_or_as_a_page(client: Any) -> None:
    request, bearer = uuid4(), {"authorization": "Bearer officer"}
    plain = await client.get(f"/api/v1/requests/{request}/evidence", headers=bearer)
    assert (plain.status_code, plain.content) == (200, MAKING.file())
    assert plain.headers["content-disposition"] == f'attachment; filename="almasu-evidence-{NUMBER}.json"'
    assert plain.headers["cache-control"] == "no-store"
    page = await client.get(f"/api/v1/requests/{request}/evidence?form=page&answers=open", headers=bearer)
    assert page.headers["content-type"].startswith("text/html")
    assert pack_inside(page.content) == MAKING.file()
    assert client.asked == [("officer", request, False), ("officer", request, True)]


async def test_the_document_is_a_pdf_whose_answers_stay_closed_unless_asked(client: Any) -> None:
    request, bearer = uuid4(), {"authorization": "Bearer officer"}
    document = await client.get(f"/api/v1/requests/{request}/evidence.pdf?language=ru", headers=bearer)
    assert document.headers["content-type"].startswith("application/pdf")
    assert document.content.startswith(b"%PDF-")
    assert client.asked == [("officer", request, False)]


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("", {}, 401),
        ("?form=exe", {"authorization": "Bearer officer"}, 400),
        ("", {"authorization": "Bearer early"}, 409),
    ],
)
async def test_a_no_is_a_problem(client: Any, query: str, headers: dict[str, str], status: int) -> None:
    answer = await client.get(f"/api/v1/requests/{uuid4()}/evidence{query}", headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_the_keys_are_for_everybody(client: Any) -> None:
    answer = await client.get("/api/v1/evidence-keys")
    assert answer.text == MAKING.keys.text()
