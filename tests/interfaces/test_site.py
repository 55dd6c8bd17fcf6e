"""The whole address of a node: what is found at it, and who answers for what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from almasu.interfaces.site import site
from almasu.store.vault import FileVault
from almasu.wiring.settings import Settings


@pytest.fixture
def running(tmp_path: Path) -> SimpleNamespace:
    """A node of which only settings and vault are there."""
    vault = FileVault.create(tmp_path / "vault")
    return SimpleNamespace(settings=Settings(data=tmp_path, database_url=""), node=SimpleNamespace(vault=vault))


@pytest.fixture
def client(running: SimpleNamespace) -> Iterator[TestClient[Litestar]]:
    with TestClient(site(running)) as opened:  # type: ignore[arg-type]
        yield opened


@pytest.mark.parametrize("path", ["/api/v1/nothing?name=%D0%90", "/api/v1/requests/not-a-number", "/log/nothing"])
def test_programs_that_are_lost_get_a_problem_and_not_a_page(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path, headers={"authorization": "Bearer a"})
    assert (answer.status_code, answer.json()["code"]) == (404, "http.absent")
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_people_who_are_lost_get_a_page(client: TestClient[Litestar]) -> None:
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_the_description_names_the_scheme_of_sessions(client: TestClient[Litestar]) -> None:
    described = client.get("/openapi.json").json()
    assert described["components"]["securitySchemes"]["session"] == {"type": "http", "scheme": "bearer"}
