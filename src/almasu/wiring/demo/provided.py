"""The providers of a demo: fills them from the registers of the made-up country once, then serves each at its port.

Run as `python -m almasu.wiring.demo.provided DATA`; the URLs of their own databases come in the environment. One
process stands for both owners, so that the country is made once.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from almasu.kernel.answers import Record
from almasu.kernel.names.answers import INDIVIDUALS
from almasu.kernel.relations.called import NAMING
from almasu.kernel.relations.readings import READINGS
from almasu.provider.names.people import Person
from almasu.testing.country.country import Country
from almasu.testing.people import PEOPLE
from almasu.wiring import names, relations
from almasu.wiring.demo.plan import HOST, DemoPlan


class Held:
    """What the registers of a plan's country hold; the country is made when the first record is wanted."""

    def __init__(self, plan: DemoPlan) -> None:
        self._plan = plan
        self.content = f"{plan.seed}-{plan.people}"

    @cached_property
    def _country(self) -> Country:
        return Country.generate(self._plan.seed, self._plan.people, PEOPLE)

    def links(self) -> Iterator[tuple[int, Record]]:
        """Yield the records that may become links or name who is linked, each with the number of its register."""
        for number in sorted(READINGS.keys() | NAMING.keys()):
            for record in self._country.news(number):
                yield number, record

    def people(self) -> Iterator[Person]:
        """Yield everybody whom the register of people holds."""
        yield from names.people_of(self._records_of_people(), _say)

    def _records_of_people(self) -> Iterator[Record]:
        yield from self._country.rows(INDIVIDUALS)


async def serve(data: Path, names_url: str, relations_url: str, plan: DemoPlan) -> None:
    """Serve both providers until the process is told to stop."""
    keys = data / "registers"
    async with (
        names.serving(names_url, names.keys_in(keys), HOST, plan.names),
        relations.serving(relations_url, relations.keys_in(keys), HOST, plan.relations),
    ):
        await asyncio.Event().wait()


def main() -> None:
    """Fill and serve the providers of a demo's folder until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    plan = msgspec.json.decode((data / "demo.json").read_bytes(), type=DemoPlan)
    names_url, relations_url = os.environ[names.DATABASE_URL], os.environ[relations.DATABASE_URL]
    held = Held(plan)
    names.fill_once(names_url, held.content, held.people(), _say)
    relations.fill_once(relations_url, held.content, held.links(), _say)
    asyncio.run(serve(data, names_url, relations_url, plan))


def _say(step: str, share: float) -> None:
    sys.stderr.write(f"providers {share:4.0%} {step}\n")


if __name__ == "__main__":
    main()
