"""Diagnostics over HTTP: test registers and services now, about nobody, and read what came (SIO25-14.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import JSONBody

from almasu.actions.operating.diagnose import diagnose, diagnoses
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.messages import Words
from almasu.interfaces.api.saying import words
from almasu.kernel.operating.diagnosis import Diagnosis, remedy_of
from almasu.wiring.watching import open_examiners

Place = Annotated[str, msgspec.Meta(max_length=200)]


class DiagnosisLine(msgspec.Struct, frozen=True):
    """The latest test of a register (`resource:12`) or a service (`service:ocsp`), and what to do about it."""

    place: str
    tested_at: datetime
    finding: str
    because: str
    millis: int
    remedy: Words


class WhatToTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Places to test now; everything where none is named."""

    places: Annotated[tuple[Place, ...], msgspec.Meta(max_length=100)] = ()


@get("/operator/diagnostics")
async def tests(running: OfNode, authorization: Bearer) -> tuple[DiagnosisLine, ...]:
    """Return the latest test of each register and service."""
    found = await diagnoses(running.node, token_of(authorization), running.now())
    return tuple(map(_line, found))


@post("/operator/diagnostics", status_code=201)
async def test_now(running: OfNode, authorization: Bearer, data: JSONBody[WhatToTest]) -> tuple[DiagnosisLine, ...]:
    """Test registers and services now, about nobody; a place tested within half a minute is not asked again."""
    token = token_of(authorization)
    async with open_examiners(running) as examiners:
        some = [one for one in examiners if not data.places or one.place in data.places]
        await diagnose(running.node, token, some, running.now())
    found = await diagnoses(running.node, token, running.now())
    return tuple(_line(one) for one in found if not data.places or one.place in data.places)


def diagnostics_routes() -> Router:
    """Return the routes of diagnostics."""
    return Router("/", route_handlers=[tests, test_now], guards=[with_session], security=[{"session": []}])


def _line(one: Diagnosis) -> DiagnosisLine:
    return DiagnosisLine(one.place, one.begun_at, one.finding.value, one.code, one.millis, words(remedy_of(one)))
