"""The process of the made-up country: generates it, then serves its registers; 1, 50 and 51 stand with their providers.

Run as `python -m almasu.wiring.demo.simulated DATA`; the superuser's URL of the registers' server comes in the
environment, since a command line can be read by everybody on the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import uvloop

from almasu.kernel.answers import SubjectKey
from almasu.testing.country.country import Country
from almasu.testing.registers.misbehaviour import Conduct
from almasu.wiring import names, relations
from almasu.wiring.demo.plan import REGISTERS_URL, SUBJECTS, DemoPlan
from almasu.wiring.lasting import let_last
from almasu.wiring.made_up_world import made_up_world
from almasu.wiring.running import now
from almasu.wiring.simulators import promise, simulating


async def serve(data: Path) -> None:
    """Generate the country of the folder's plan and serve it until the process is told to stop."""
    plan = msgspec.json.decode((data / "demo.json").read_bytes(), type=DemoPlan)
    elsewhere = {**names.sheets_at(plan.names), **relations.sheets_at(plan.relations)}
    promise(data / "registers", plan.register_ports(), now(), elsewhere)
    world, country = made_up_world(plan.seed, plan.people, _progress)
    url = os.environ[REGISTERS_URL]
    told = [(key.kind.value, key.value, words) for key, words in worth_asking(country)]
    (data / "registers" / SUBJECTS).write_bytes(msgspec.json.encode(told))
    async with simulating(data / "registers", world, Conduct(), url, plan.register_ports(), now, elsewhere):
        let_last()
        await asyncio.Event().wait()


def worth_asking(country: Country) -> Iterator[tuple[SubjectKey, str]]:
    """Yield people and companies who take part in the country's planted stories, with the story in a few words."""
    for story in country.subjects_of_interest():
        yield story.start, story.title.en


def _progress(what: str, share: float) -> None:
    """Write to the log how far the country is; the demo's command line reads it there."""
    sys.stderr.write(f"country {share:4.0%} {what}\n")


def main() -> None:
    """Serve the country of a demo's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(parser.parse_args().data))


if __name__ == "__main__":
    main()
