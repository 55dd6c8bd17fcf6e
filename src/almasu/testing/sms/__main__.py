"""Run as `python -m almasu.testing.sms SMPP-PORT HTTP-PORT`."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import suppress

from almasu.testing.sms.centre import Centre
from almasu.testing.sms.telephone import carrier


async def _forever(smpp: int, http: int) -> None:
    async with carrier(Centre(), smpp, http):
        await asyncio.Event().wait()


def main() -> None:
    """Serve until the process is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("smpp", type=int)
    parser.add_argument("http", type=int)
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_forever(chosen.smpp, chosen.http))


if __name__ == "__main__":
    main()
