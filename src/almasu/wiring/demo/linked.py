"""The provider of links in a demo: fills its graph from the registers of the made-up country once, then serves it.

Run as `python -m almasu.wiring.demo.linked DATA`; the URL of its own database comes in the environment.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from almasu.kernel.answers import Record
from almasu.kernel.relations.readings import READINGS
from almasu.testing.country.country import Country
from almasu.testing.people import PEOPLE
from almasu.wiring.demo.plan import HOST, DemoPlan
from almasu.wiring.relations import DATABASE_URL, fill_once, serve_until_stopped


def records_of(plan: DemoPlan) -> Iterator[tuple[int, Record]]:
    """Yield what the registers of a plan's country hold that may become links; the country is made at the first one."""
    country = Country.generate(plan.seed, plan.people, PEOPLE)
    for number in READINGS:
        for record in country.news(number):
            yield number, record


def main() -> None:
    """Fill and serve the links of a demo's folder until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    plan = msgspec.json.decode((data / "demo.json").read_bytes(), type=DemoPlan)
    url = os.environ[DATABASE_URL]
    fill_once(url, f"{plan.seed}-{plan.people}", records_of(plan), _say)
    serve_until_stopped(url, data / "registers", HOST, plan.relations, lambda address: _say(address, 1.0))


def _say(step: str, share: float) -> None:
    sys.stderr.write(f"links {share:4.0%} {step}\n")


if __name__ == "__main__":
    main()
