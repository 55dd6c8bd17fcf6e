"""The catalogue as the package carries it, and people of two organisations and the centre."""

from __future__ import annotations

from datetime import datetime
from importlib import resources
from uuid import UUID

import pytest

from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.parties import Actor, Duty
from almasu.law import moment
from almasu.law.sheet import SheetFile
from almasu.regimes.asoi.loader import read_catalogue

BANK, INSURER = "210140083118", "060640004748"
NOW = moment.read("2026-11-20T09:30:00+05:00")
ACT = UUID(int=77)


def person(number: int, duty: Duty, organisation: str) -> Actor:
    return Actor(UUID(int=number), duty, organisation)


WORKER = person(1, Duty.RESPONSIBLE_WORKER, BANK)
HEAD = person(2, Duty.HEAD_OF_SECURITY, BANK)
OTHER_WORKER = person(3, Duty.RESPONSIBLE_WORKER, INSURER)
OTHER_HEAD = person(4, Duty.HEAD_OF_SECURITY, INSURER)
CENTRE = person(5, Duty.SECTORAL_CENTRE, "")
EVERYBODY = (WORKER, HEAD, OTHER_WORKER, OTHER_HEAD, CENTRE)


def at(text: str) -> datetime:
    return moment.read(f"2026-11-20T{text}:00+05:00")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    folder = resources.files("almasu.regimes.asoi").joinpath("data")
    kinds, forms, lists = (
        SheetFile(name, folder.joinpath(name).read_bytes()) for name in ("kinds.yaml", "forms.yaml", "lists.yaml")
    )
    return read_catalogue(kinds, forms, lists)
