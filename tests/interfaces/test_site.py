"""The whole address of a node: what is found at it, and who answers for what is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.testing import TestClient

from almasu.actions.turn_pages import listing
from almasu.interfaces.site import portal_settings, site
from almasu.kernel.page import Collection
from almasu.kernel.sealing.vault import Secret
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.settings import Settings

API = "/api/v1"
FOREIGN = [
    "text/plain",
    "text/plain; charset=utf-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=a",
    "text/json",
    "application/problem+json",
    "application/jsonp",
    "application/octet-stream",
    "text/plain, application/json",
    "",
]
NOBODY = {"authorization": "Bearer nobody"}


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


def taking_documents(app: Litestar) -> list[tuple[str, str]]:
    """Every method and address of the interface of programs that takes a document."""
    found = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            ours = route.path.startswith(API) and isinstance(handler, HTTPRouteHandler)
            if ours and "data" in handler.parsed_fn_signature.parameters:
                found += [(method, filled(route.path_components)) for method in handler.http_methods]
    return sorted(found)


def filled(parts: list[object]) -> str:
    """An address with something of the right kind in place of each of its parts."""
    kinds = {UUID: str(UUID(int=7)), int: "7", str: "a"}
    return "/" + "/".join(one if isinstance(one, str) else kinds[one.type] for one in parts)  # type: ignore[attr-defined]


def test_no_address_that_takes_a_document_takes_it_as_text(client: TestClient[Litestar]) -> None:
    addresses = taking_documents(client.app)
    assert len(addresses) > 5
    for method, path in addresses:
        answer = client.request(method, path, content=b"{}", headers=NOBODY | {"content-type": "text/plain"})
        assert (answer.status_code, answer.json().get("code")) == (415, "http.not_json"), (method, path)


@pytest.mark.parametrize("kind", FOREIGN)
def test_every_other_type_is_refused_in_three_languages(client: TestClient[Litestar], kind: str) -> None:
    method, path = taking_documents(client.app)[0]
    answer = client.request(method, path, content=b"{}", headers=NOBODY | {"content-type": kind})
    told = answer.json()
    assert (answer.status_code, told["code"]) == (415, "http.not_json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert ["application/json" in told["words"][language]["remedy"] for language in ("kk", "ru", "en")] == [True] * 3


def test_a_body_of_no_type_is_refused_and_no_body_is_none(client: TestClient[Litestar]) -> None:
    method, path = taking_documents(client.app)[0]
    assert client.request(method, path, content=b"{}", headers=NOBODY).json()["code"] == "http.not_json"
    nothing = client.request(method, path, headers=NOBODY | {"content-type": "application/octet-stream"})
    assert nothing.status_code != 415


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_json_that_says_so_is_read(client: TestClient[Litestar], kind: str) -> None:
    method, path = taking_documents(client.app)[0]
    answer = client.request(method, path, content=b"{", headers=NOBODY | {"content-type": kind})
    assert answer.status_code not in (415, 500), answer.text
