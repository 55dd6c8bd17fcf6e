"""Foreigners: passports, and for those who work or settle here an IIN. Their names are written in Latin only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from almasu.testing.country.days import TODAY, YEAR
from almasu.testing.country.dice import stream
from almasu.testing.country.names import Names
from almasu.testing.country.population import Column

VISITOR, WORKER, HOME_WORKER, RESIDENT = range(4)


@dataclass(slots=True)
class Foreigners:
    """One row a foreigner. `kind` tells why they are here; only visitors have no IIN."""

    country: Column
    woman: NDArray[np.bool_]
    born: Column
    surname: Column
    given: Column
    kind: Column
    region: Column

    @property
    def size(self) -> int:
        """Return how many foreigners there are."""
        return len(self.country)


def make_foreigners(seed: int, people: int, names: Names, regions: NDArray[np.int32]) -> Foreigners:
    """Return one foreigner for every twenty-five people."""
    dice = stream(seed, "foreigners")
    count = max(60, people // 25)
    shares = np.array([share for _, share, _ in names.foreign], dtype=float)
    country = dice.choice(len(shares), count, p=shares / shares.sum()).astype(np.int32)
    woman = dice.random(count) < 0.36
    spans = np.array([(pool.surnames, pool.men, pool.women) for _, _, pool in names.foreign])
    family = spans[country, 0]
    first = np.where(woman[:, None], spans[country, 2], spans[country, 1])
    return Foreigners(
        country,
        woman,
        (TODAY - (19 + dice.random(count) * 45) * YEAR).astype(np.int32),
        (family[:, 0] + dice.random(count) * (family[:, 1] - family[:, 0])).astype(np.int32),
        (first[:, 0] + dice.random(count) * (first[:, 1] - first[:, 0])).astype(np.int32),
        dice.choice(4, count, p=[0.62, 0.10, 0.16, 0.12]).astype(np.int32),
        regions[dice.integers(0, len(regions), count)],
    )
