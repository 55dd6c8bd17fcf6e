"""Signing in over HTTP: a challenge that ran out is renewed within its session."""

from __future__ import annotations

import base64

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.conftest import OFFICER, StoppedClock
from almasu.kernel.signatures.prepared import LIFE
from almasu.store.database import Database

Client = AsyncTestClient[Litestar]


def signed(act: str) -> dict[str, str]:
    return {"act": act, "cms": base64.b64encode(f"signed {OFFICER} {act}".encode()).decode()}


async def test_a_challenge_that_ran_out_is_renewed_in_its_session(program: Client, clock: StoppedClock) -> None:
    begun = (await program.post("/api/v1/sign-in")).json()
    session = {"authorization": f"Bearer {begun['session']}"}
    clock.forward(seconds=LIFE.total_seconds())
    late = await program.post("/api/v1/sign-in/proof", json=signed(begun["challenge"]["id"]), headers=session)
    assert late.json()["code"] == "signature.act_gone"
    renewed = await program.post("/api/v1/sign-in/challenge", headers=session)
    act = renewed.json()
    assert renewed.status_code == 201
    assert act["purpose"] == begun["challenge"]["purpose"]
    assert (act["id"], act["data"]) != (begun["challenge"]["id"], begun["challenge"]["data"])
    proved = await program.post("/api/v1/sign-in/proof", json=signed(act["id"]), headers=session)
    assert proved.json()["code"] == "account.not_registered"


async def test_nobody_renews_a_challenge_of_a_session_there_is_not(program: Client) -> None:
    answer = await program.post("/api/v1/sign-in/challenge", headers={"authorization": "Bearer nobody"})
    assert (answer.status_code, answer.json()["code"]) == (401, "session.ended")


@pytest.mark.parametrize("address", ["/api/v1/sign-in", "/api/v1/visits"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_page_of_another_site_begins_nothing(
    program: Client, database: Database, address: str, site: str
) -> None:
    headers = {"sec-fetch-site": site, "origin": "https://elsewhere.example", "content-type": "text/plain"}
    answer = await program.post(address, content=b"", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "http.from_elsewhere")
    assert "session" not in answer.json()
    async with database.connection() as connection:
        begun = await (await connection.execute("select count(*) from sessions")).fetchone()
    assert begun == (0,)
    assert (await program.post(address, headers={"sec-fetch-site": "same-origin"})).status_code == 201
