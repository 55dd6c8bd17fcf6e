"""A log is kept through an outage, and the keeping ends only where nothing may be signed."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from psycopg import OperationalError

from almasu.actions.open_journal import JournalBehind
from almasu.wiring import keep_log as keeping
from almasu.wiring.keep_log import keep_log


class LostLedger:
    """A ledger whose database is gone for the first turns, and in the end kept by another process."""

    origin = "almasu/restricted/test"

    def __init__(self, outages, last):
        self.outages, self.last, self.asked = outages, last, 0

    async def take_turn(self):
        self.asked += 1
        if self.asked <= self.outages:
            raise OperationalError("the server closed the connection")
        return self.last()


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(keeping, "AFTER_FAULT_SECONDS", 0.001)
    monkeypatch.setattr(keeping, "IDLE_SECONDS", 0.001)


async def test_an_outage_of_the_database_is_said_and_the_log_is_kept_afterwards(caplog):
    stop = asyncio.Event()
    ledger = LostLedger(3, stop.set)
    async with asyncio.timeout(30):
        await keep_log(SimpleNamespace(ledger=ledger), stop)
    assert ledger.asked == 4
    said = [record.getMessage() for record in caplog.records]
    assert said == ["keeping the log almasu/restricted/test failed; trying again"] * 3


async def test_a_log_behind_its_witnesses_ends_the_worker():
    def behind():
        raise JournalBehind("the prosecutor knows 7 entries, database and archive have 5")

    with pytest.raises(JournalBehind):
        await keep_log(SimpleNamespace(ledger=LostLedger(0, behind)), asyncio.Event())
