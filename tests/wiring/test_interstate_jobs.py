"""The standing work of a node of states: whom bodies may be asked about blindly, and that no log tells of requests."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from almasu.wiring import between_nodes, interstate_jobs
from almasu.wiring.interstate_jobs import known_subjects
from almasu.wiring.settings import Settings

CASES = {
    "kz-knb": ["A1", "A2"],
    "kz-interior": ["A3"],
    "kz-finance": [],
    "../secret": [],
    "*": [],
    "": [],
}


@pytest.mark.parametrize("body", CASES)
async def test_a_body_is_known_by_its_own_file_alone(tmp_path: Path, body: str) -> None:
    folder = tmp_path / "known"
    folder.mkdir()
    (folder / "kz-knb.txt").write_text("A1\n A2 \n\n")
    (folder / "kz-interior.txt").write_text("A3\n")
    (tmp_path / "secret.txt").write_text("A4\n")
    settings = Settings(data=tmp_path, database_url="", node="kz", known_subjects=folder)
    assert list(await known_subjects(settings)("interstate/kg", body)) == CASES[body]


async def test_no_log_tells_how_many_requests_were_reminded_of_ended_or_sent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever runs the machine reads its logs and is of neither body (CIS-8.4)."""

    async def did(*_: object) -> int:
        return 3

    caplog.set_level(logging.DEBUG, "almasu")
    for name in ("remind", "remind_of_reviews", "end_standing", "end_offers", "list_left"):
        monkeypatch.setattr(interstate_jobs, name, did)
    monkeypatch.setattr(between_nodes, "send_due", did)
    running: Any = SimpleNamespace(
        node=None, now=lambda: datetime(2026, 11, 22, tzinfo=UTC), settings=SimpleNamespace(peers_origins=())
    )
    monkeypatch.setattr(interstate_jobs, "noticing_of", lambda _: SimpleNamespace(round=did))
    async with AsyncExitStack() as stack:
        for job in interstate_jobs.interstate_jobs(running, stack):
            await job.work()
    await between_nodes.sending(running, SimpleNamespace(), set())()  # type: ignore[arg-type]
    assert caplog.records == []
