"""Every "no" over HTTP is RFC 9457: a person's problem with words and clauses, a fault of ours with a number only."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.exceptions import HTTPException
from litestar.params import JSONBody
from litestar.testing import TestClient

from almasu.interfaces.api.problems import faulted, refused_by_frame, told, told_together
from almasu.kernel.requests.problems import NOT_FOUND, TOO_LONG, TOO_MANY_RESOURCES
from almasu.law.problem import Fault, Problem, ProblemGroup

SECRET = "the key of material 7 is gone"


class Body(msgspec.Struct):
    """What a program sends."""

    number: int


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


@post("/body")
async def body(data: JSONBody[Body]) -> None:
    del data


@pytest.fixture(scope="module")
def client():
    handlers = {
        Problem: told,
        ProblemGroup: told_together,
        HTTPException: refused_by_frame,
        Exception: faulted,
    }
    app = Litestar([problem, group, fault, defect, body], exception_handlers=handlers, openapi_config=None)
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
    """A request that the frame itself refuses."""

    method: str
    path: str
    sent: object
    status: int


@pytest.mark.parametrize(
    "case",
    [
        Refused("GET", "/nowhere", None, 404),
        Refused("DELETE", "/problem", None, 405),
        Refused("POST", "/body", {"number": "seven"}, 400),
        Refused("POST", "/body", {}, 400),
    ],
)
def test_what_the_frame_refuses_is_told_in_the_same_form(client, case):
    answer = client.request(case.method, case.path, json=case.sent)
    assert answer.status_code == answer.json()["status"] == case.status
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    assert answer.json()["type"] == "about:blank"
