"""One run of pulling collections of others: `python -m almasu.interfaces.taxii.pulling SETTINGS`, by a timer."""

from __future__ import annotations

import argparse
import asyncio
import logging
from pathlib import Path

from almasu.wiring.interchange import open_exchange
from almasu.wiring.pulling import PullSettings, pull_all
from almasu.wiring.running import now
from almasu.wiring.settings import read_as

log = logging.getLogger(__name__)


async def run(settings: PullSettings) -> None:
    """Pull every source once."""
    async with open_exchange(settings.database, settings.vault, settings.key_token) as exchange:
        async for name, told in pull_all(exchange, settings, now):
            stopped = told.stopped
            log.info("%s: %d kept, %d refused, %s %s", name, told.kept, told.refused, stopped.why, stopped.detail)


def main() -> None:
    """Pull the sources of the settings file that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(run(read_as(PullSettings, parser.parse_args().settings)))


if __name__ == "__main__":
    main()
