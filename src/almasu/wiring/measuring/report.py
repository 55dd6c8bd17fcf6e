"""Measure the controller's report: misuse found in a made-up year, and the pack of a month of many requests."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from statistics import fmean, median

from almasu.kernel.control.oddity import OddityKind
from almasu.law.moment import astana
from almasu.store.archive.facts_table import facts_table
from almasu.testing.misuse.score import Month, Score, scored
from almasu.testing.misuse.stories import MadeYear, year_with_misuse
from almasu.wiring.measuring.figures import Figure, figure
from almasu.wiring.measuring.report_pack import pack_measured

SEED = 20261120
SEEDS, FULL_SEEDS = 3, 7
"""How many made-up years are looked at: one year alone flatters or wrongs the rules. They were set on other seeds."""
OFFICERS, FULL_OFFICERS = 120, 300
STORIES, FULL_STORIES = 5, 12
"""Stories of each kind: one for every two officers. Where misuse is rarer, precision is lower by as much."""
ROWS, FULL_ROWS = 20_000, 1_000_000
RECALL, PRECISION = 0.9, 0.9
"""The goals of the benchmark: of the stories told, and of the oddities that name somebody of a story."""


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Measure a pack of a month, then the finding of misuse."""
    rows = FULL_ROWS if full else ROWS
    figures = pack_measured(rows, told)
    officers, each = (FULL_OFFICERS, FULL_STORIES) if full else (OFFICERS, STORIES)
    scores = []
    for number in range(FULL_SEEDS if full else SEEDS):
        told(f"a year of work with misuse in it, seed {SEED + number}")
        scores.append(misuse_score(year_with_misuse(SEED + number, officers, each)))
    return [*figures, *_misuse(scores, officers, each)]


def _misuse(scores: Sequence[Score], officers: int, each: int) -> list[Figure]:
    """Return the median over the years, and the worst of them beside it."""
    recalls = [score.recall_of_all() for score in scores]
    precisions = [score.precision for score in scores]
    found = median(score.found for score in scores)
    kinds = [
        figure(f"recall {kind.value}", fmean(score.recall[kind] for score in scores), "share", None)
        for kind in OddityKind
    ]
    return [
        figure("misuse recall", median(recalls), "share", RECALL),
        figure("misuse recall at worst", min(recalls), "share", None),
        figure("misuse precision", median(precisions), "share", PRECISION),
        figure("misuse precision at worst", min(precisions), "share", None),
        figure("years", len(scores), "seeds", None),
        figure("officers for each story", officers / (each * len(OddityKind)), "officers", None),
        figure("oddities an officer a month", found / officers / 12, "oddities", 1.0),
        *kinds,
    ]


def misuse_score(made: MadeYear) -> Score:
    """Return how well month after month of the made-up year tells its stories."""
    with tempfile.TemporaryDirectory() as folder, facts_table(Path(folder)) as table:
        table.add(made.year.facts)
        table.surround(made.surroundings)
        months = [Month(since, until, table.oddities(since, until)) for since, until in _months()]
    return scored(made.stories, months)


def _months() -> Iterator[tuple[datetime, datetime]]:
    for month in range(1, 13):
        until = datetime(2026 + month // 12, month % 12 + 1, 1, tzinfo=astana())
        yield datetime(2026, month, 1, tzinfo=astana()), until
