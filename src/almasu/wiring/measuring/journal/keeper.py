"""The keeper of the bench's log as a process: `python -m ... '{"url", "folder", "witnesses"}'`."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

import aiohttp

from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import read_key
from almasu.kernel.journal.policy import Witness
from almasu.store.database import Database
from almasu.wiring.journal import JournalPlace, OneGeneration, keeper_of, policy_of
from almasu.wiring.keep_log import keep_log
from almasu.wiring.measuring.journal.place import ORIGIN, SECRET


async def keep(told: dict[str, Any]) -> None:
    """Keep the log until the process is told to stop."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    keys = keys_of(ORIGIN, SECRET)
    witnesses = [Witness(f"w{at}", read_key(one["vkey"]), one["url"]) for at, one in enumerate(told["witnesses"])]
    policy = policy_of(keys, witnesses, len(witnesses))
    database = await Database.open(told["url"], 4)
    async with aiohttp.ClientSession(trust_env=False) as session:
        place = JournalPlace(ORIGIN, Path(told["folder"]))
        await keep_log(await keeper_of(database, place, OneGeneration(keys), policy, session), stop)
    await database.close()


def main() -> None:
    """Run the keeper that the first argument describes."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(keep(json.loads(sys.argv[1])))


if __name__ == "__main__":
    main()
