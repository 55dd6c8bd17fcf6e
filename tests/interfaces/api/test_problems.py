"""Every "no" over HTTP is RFC 9457: a person's problem with words and clauses, a fault of ours with a number only."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum

import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromQuery, JSONBody
from litestar.testing import TestClient

from almasu.interfaces.api.given import with_session
from almasu.interfaces.api.problems import faulted, refused_by_frame, told, told_together
from almasu.kernel.parties.problems import SESSION_ENDED
from almasu.kernel.requests.problems import NOT_FOUND, TOO_LONG, TOO_MANY_RESOURCES
from almasu.law.problem import Fault, Problem, ProblemGroup

SECRET = "the key of material 7 is gone"


TYPED = "k860314450216"


class Kind(StrEnum):
    """A closed list."""

    ONE = "one"


class Body(msgspec.Struct, forbid_unknown_fields=True):
    """What a program sends."""

    number: int
    kind: Kind = Kind.ONE


@get("/problem")
async def problem() -> None:
    raise TOO_LONG.at("task", limit="100")


@get("/group")
async def group() -> None:
    raise ProblemGroup((TOO_MANY_RESOURCES.at("resources", limit="52"), NOT_FOUND.at()))


@get("/fault")
async def fault() -> None:
    raise Fault(SECRET)


@get("/defect")
async def defect() -> None:
    raise ZeroDivisionError(SECRET)


@post("/body", request_max_body_size=500)
async def body(data: JSONBody[Body], most: FromQuery[int] = 0) -> None:
    del data, most


@post("/guarded", guards=[with_session])
async def guarded(data: JSONBody[Body]) -> None:
    del data


@get("/ended")
async def ended() -> None:
    raise SESSION_ENDED.at()


@pytest.fixture(scope="module")
def client():
    handlers = {
        Problem: told,
        ProblemGroup: told_together,
        HTTPException: refused_by_frame,
        Exception: faulted,
    }
    handlers_of = [problem, group, fault, defect, body, guarded, ended]
    app = Litestar(handlers_of, exception_handlers=handlers, openapi_config=None)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def test_a_problem_tells_what_where_how_to_mend_it_and_by_which_clause(client):
    answer = client.get("/problem")
    said = answer.json()
    assert answer.status_code == said["status"] == 422
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    assert said["type"] == "urn:almasu:problem:request.too_long"
    assert said["title"] == "The text must not exceed 100 characters."
    assert said["detail"] == "Shorten the text."
    assert said["where"] == "task"
    assert said["cites"] == ["SIO25-3.1"]
    assert said["words"]["kk"] == {"title": "Мәтін 100 таңбадан аспауға тиіс.", "remedy": "Мәтінді қысқартыңыз."}
    assert set(said["words"]) == {"kk", "ru", "en"}


def test_all_problems_of_a_form_come_together_and_the_first_gives_the_status(client):
    answer = client.get("/group")
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["problems"]] == ["request.too_many_resources", "request.not_found"]


@pytest.mark.parametrize("path", ["/fault", "/defect"])
def test_a_fault_gives_a_number_whose_details_only_the_log_has(client, caplog, path):
    with caplog.at_level(logging.ERROR):
        answer = client.get(path)
    said = answer.json()
    assert answer.status_code == 500
    assert set(said) == {"type", "title", "status", "reference"}
    assert SECRET not in answer.text
    [record] = [one for one in caplog.records if one.name == "almasu.interfaces.api.problems"]
    assert said["reference"] in record.getMessage()
    assert SECRET in str(record.exc_info)


def test_two_faults_have_two_numbers(client):
    assert client.get("/fault").json()["reference"] != client.get("/fault").json()["reference"]


@dataclass(frozen=True)
class Refused:
    """A request that the frame itself refuses, and where it is to be mended."""

    method: str
    path: str
    sent: object
    status: int
    code: str
    places: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "case",
    [
        Refused("GET", f"/nowhere/{TYPED}?{TYPED}={TYPED}", None, 404, "http.absent"),
        Refused("DELETE", f"/problem?{TYPED}={TYPED}", None, 405, "http.other_method"),
        Refused("POST", f"/body?{TYPED}={TYPED}", {"number": TYPED}, 400, "http.unreadable", ("number",)),
        Refused("POST", "/body", {"number": 1, "kind": TYPED}, 400, "http.unreadable", ("kind",)),
        Refused("POST", "/body", {"number": 1, TYPED: 1}, 400, "http.unreadable"),
        Refused("POST", "/body", {}, 400, "http.unreadable", ("number",)),
        Refused("POST", f"/body?{TYPED}={TYPED}", {"number": 1, TYPED: "x" * 1000}, 413, "http.too_large"),
        Refused("POST", f"/body?most={TYPED}", {"number": 1}, 400, "http.unreadable", ("most",)),
    ],
    ids=lambda case: f"{case.method} {case.code} {case.places}",
)
def test_what_the_frame_refuses_is_told_in_fixed_words_that_repeat_nothing(client, case):
    answer = client.request(case.method, case.path, json=case.sent)
    said = answer.json()
    assert answer.status_code == said["status"] == case.status
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    assert said["code"] == case.code
    assert set(said["words"]) == {"kk", "ru", "en"}
    assert tuple(one["where"] for one in said.get("problems", ())) == case.places
    assert TYPED not in answer.text
    assert TYPED not in str(answer.headers)


def test_another_method_is_told_which_ones_there_are(client):
    assert "GET" in client.delete("/problem").headers["allow"]


@pytest.mark.parametrize("sent", [None, "abc", "Basic YTpi", "Bearer", "Bearer a b"])
def test_without_a_session_nothing_else_is_looked_at(client, sent):
    headers = {} if sent is None else {"authorization": sent}
    answer = client.post("/guarded", content=b"no JSON", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "http.no_session")
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="almasu"'


def test_a_session_that_is_over_is_told_so_in_the_header_too(client):
    assert client.get("/ended").headers["www-authenticate"] == 'Bearer realm="almasu", error="invalid_token"'
