"""The whole address of a node: what is found at it, and who answers for what is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from almasu.actions.turn_pages import listing
from almasu.interfaces.site import portal_settings, site
from almasu.kernel.page import Collection
from almasu.kernel.sealing.vault import Secret
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.settings import Settings


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A node of which only settings and vault are there."""
    folder = tmp_path_factory.mktemp("node")
    vault = FileVault.create(folder / "vault")
    settings = Settings(data=folder, database_url="")
    node = SimpleNamespace(vault=vault, resources={})
    return SimpleNamespace(
        settings=settings, node=node, main=None, supervision=None, law=open_law(), now=lambda: datetime.now(UTC)
    )


@pytest.fixture(scope="module")
def client(running: SimpleNamespace) -> Iterator[TestClient[Litestar]]:
    with TestClient(site(running)) as opened:  # type: ignore[arg-type]
        yield opened


def test_forms_and_lists_have_keys_of_their_own(running: SimpleNamespace) -> None:
    secret = running.node.vault.secret(Secret.FORMS)
    forms = bytes.fromhex(portal_settings(running).csrf_secret)
    assert len({secret, forms, listing(running.node, "account:1", Collection.USES).key}) == 3


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
