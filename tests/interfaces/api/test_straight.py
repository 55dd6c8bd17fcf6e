"""The straight way of signed requests does what the framework does, and leaves to it whatever is not as expected."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from litestar import Litestar, Router, post
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from litestar.params import FromQuery, JSONBody
from litestar.testing import TestClient

from almasu.interfaces.api import messages as say
from almasu.interfaces.api.given import with_session
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.refusals import LARGEST_BODY
from almasu.interfaces.api.straight import Straight
from almasu.kernel.parties.problems import ACCOUNT_BLOCKED, SESSION_ENDED
from almasu.law.problem import ProblemGroup

ACT = UUID(int=7)
BODY = b'{"act":"00000000-0000-0000-0000-000000000007","cms":"AAAA"}'
PROGRAM = {"content-type": "application/json", "authorization": "Bearer token"}
FROM_OUTSIDE = {**PROGRAM, "x-from": "outside"}


class Sent:
    """What reached the act, and by which way; raises what it is told to."""

    def __init__(self) -> None:
        self.straight: list[tuple[object, ...]] = []
        self.by_frame: list[bytes] = []
        self.wrong: Exception | None = None

    async def __call__(self, running: Any, token: str, act: say.SignedAct, wait: float) -> Any:
        self.straight.append((running, token, act.act, act.cms, wait))
        if self.wrong is not None:
            raise self.wrong
        return {"way": "straight"}


async def inside_only(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    if connection.headers.get("x-from") == "outside":
        raise ACCOUNT_BLOCKED.at()


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def program(sent: Sent) -> Iterator[TestClient[Litestar]]:
    async def sending(*given: Any) -> Any:
        # The framework copies what stands before a handler; a function stays what it is.
        return await sent(*given)

    @post("/requests", status_code=201, middleware=[Straight(sending)], guards=[with_session])
    async def submit(data: JSONBody[say.SignedAct], wait: FromQuery[float] = 0) -> dict[str, str]:
        sent.by_frame.append(data.cms)
        return {"way": "frame"}

    api = Router("/api/v1", route_handlers=[submit], guards=[inside_only], request_max_body_size=LARGEST_BODY)
    node = {"running": Provide(lambda: SimpleNamespace(name="node"), sync_to_thread=False)}
    app = Litestar([api], dependencies=node, exception_handlers=API_PROBLEMS, logging_config=None)
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(("query", "wait"), [("", 0.0), ("?wait=0", 0.0), ("?wait=10", 10.0), ("?wait=25", 25.0)])
def test_a_request_as_programs_send_it_goes_straight(
    program: TestClient[Litestar], sent: Sent, query: str, wait: float
) -> None:
    answer = program.post(f"/api/v1/requests{query}", content=BODY, headers=PROGRAM)
    assert (answer.status_code, answer.json()) == (201, {"way": "straight"})
    assert answer.headers["content-type"] == "application/json"
    assert sent.straight == [(SimpleNamespace(name="node"), "token", ACT, b"\0\0\0", wait)]
    assert sent.by_frame == []


@pytest.mark.parametrize(
    ("query", "headers", "body", "status"),
    [
        ("?wait=1.5", PROGRAM, BODY, 201),
        ("?wait=1&wait=2", PROGRAM, BODY, 201),
        ("?wait=many", PROGRAM, BODY, 400),
        ("", PROGRAM | {"content-type": "application/json; charset=utf-8"}, BODY, 201),
        ("", PROGRAM, b"", 400),
        ("", PROGRAM, b"[" * 100_000, 400),
        ("", PROGRAM, b'{"act":"7"}', 400),
        ("", PROGRAM, BODY[:-1] + b',"more":1}', 400),
        ("", PROGRAM, b'{"act":"\xff"}', 400),
        ("", PROGRAM, b'{"act":"' + b"0" * LARGEST_BODY + b'"}', 413),
    ],
    ids=[
        "a part of a second",
        "two waits",
        "no number",
        "a charset",
        "nothing",
        "nested without end",
        "no act",
        "one field more",
        "bytes that are no text",
        "too large",
    ],
)
def test_whatever_is_not_as_expected_goes_the_frameworks_way(
    program: TestClient[Litestar], sent: Sent, query: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = program.post(f"/api/v1/requests{query}", content=body, headers=headers)
    assert (answer.status_code, sent.straight) == (status, [])
    assert len(sent.by_frame) == (status == 201)


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"content-type": "application/json"}, 401, "http.no_session"),
        (FROM_OUTSIDE, 403, "account.blocked"),
    ],
    ids=["without a session", "refused by a guard"],
)
def test_every_guard_of_the_route_is_asked_before_the_body(
    program: TestClient[Litestar], sent: Sent, headers: dict[str, str], status: int, code: str
) -> None:
    answer = program.post("/api/v1/requests", content=BODY, headers=headers)
    assert (answer.status_code, answer.json()["code"], sent.straight) == (status, code, [])


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        (SESSION_ENDED.at(), 401, "session.ended"),
        (ProblemGroup((ACCOUNT_BLOCKED.at(), SESSION_ENDED.at())), 403, "account.blocked"),
        (RuntimeError("ours"), 500, None),
    ],
    ids=["a problem", "several problems", "a fault"],
)
def test_what_is_refused_is_told_in_the_interfaces_own_form(
    program: TestClient[Litestar], sent: Sent, wrong: Exception, status: int, code: str | None
) -> None:
    sent.wrong = wrong
    answer = program.post("/api/v1/requests", content=BODY, headers=PROGRAM)
    assert (answer.status_code, answer.json().get("code"), len(sent.straight)) == (status, code, 1)
    assert answer.headers["content-type"] == "application/problem+json"
    assert sent.by_frame == []


def test_a_body_in_pieces_is_read_to_its_end(program: TestClient[Litestar], sent: Sent) -> None:
    pieces = (BODY[start : start + 9] for start in range(0, len(BODY), 9))
    answer = program.post("/api/v1/requests", content=pieces, headers=PROGRAM | {"content-length": str(len(BODY))})
    assert (answer.status_code, len(sent.straight)) == (201, 1)
