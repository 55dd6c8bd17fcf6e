"""The description of the HTTP interface is made from its own messages, and nothing of it is about to be withdrawn."""

from __future__ import annotations

import pytest
from litestar import Litestar, Router
from litestar.di import Provide

from almasu.interfaces.api.given import token_of
from almasu.interfaces.api.log import log_routes
from almasu.interfaces.api.requests import request_routes
from almasu.interfaces.api.sign_in import sign_in_routes
from almasu.interfaces.api.standing import standing_routes
from almasu.law.problem import Problem


@pytest.fixture(scope="module")
def described():
    api = Router("/api/v1", route_handlers=[sign_in_routes(), request_routes()])
    node = {"running": Provide(lambda: None, sync_to_thread=False)}
    return Litestar([api, log_routes("/log", None), standing_routes()], dependencies=node).openapi_schema.to_schema()


def test_every_way_in_is_described(described):
    assert set(described["paths"]) >= {
        "/api/v1/sign-in",
        "/api/v1/sign-in/challenge",
        "/api/v1/may-i",
        "/api/v1/requests",
        "/api/v1/requests/{request_id}/dossier",
        "/log/checkpoint",
        "/healthz",
    }


def test_nothing_about_a_person_is_given_without_a_session(described):
    open_to_all = {"/api/v1/sign-in", "/api/v1/resources", "/api/v1/works"}
    for path, ways in described["paths"].items():
        if not path.startswith("/api/v1/") or path in open_to_all:
            continue
        for way in ways.values():
            named = {one["name"]: one["required"] for one in way["parameters"]}
            assert named["Authorization"] is True, path


def test_what_is_sent_and_waited_for_has_limits(described):
    schemas = described["components"]["schemas"]
    signed = next(one for name, one in schemas.items() if name.endswith("SignedAct"))
    form = next(one for name, one in schemas.items() if name.endswith("RequestForm"))
    assert signed["properties"]["cms"]["maxLength"] == 262_144
    assert form["properties"]["resources"]["maxItems"] == 52
    [wait] = [one for one in described["paths"]["/api/v1/requests"]["post"]["parameters"] if one["name"] == "wait"]
    assert wait["schema"]["maximum"] == 25


def test_what_needs_a_session_says_by_which_scheme(described):
    for path in ("/api/v1/requests", "/api/v1/sign-in/challenge", "/api/v1/may-i"):
        assert described["paths"][path]["post"]["security"] == [{"session": []}]
    assert "security" not in described["paths"]["/api/v1/sign-in"]["post"]


@pytest.mark.parametrize("header", ["Bearer abc", "bearer abc", "BEARER  a-b_c.d~e+f/g== "])
def test_a_token_is_read_from_its_scheme(header):
    assert token_of(header) == header.split()[1]


@pytest.mark.parametrize("header", ["", "abc", "Basic abc", "Bearer", "Bearer ", "Bearer a b", "Bearer " + "a" * 200])
def test_whatever_is_no_bearer_header_gives_no_token(header):
    with pytest.raises(Problem, match=r"http\.no_session"):
        token_of(header)
