"""Measure the controller's report: misuse found in a made-up year, and the pack of a month of many requests."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean, median

import duckdb
import numpy

from almasu.kernel.control.oddity import OddityKind
from almasu.law.moment import astana
from almasu.store.archive.facts_table import COLUMNS, Columns, facts_table
from almasu.store.archive.tables import PARQUET, write_tables
from almasu.store.sql import load
from almasu.testing.misuse.score import Month, Score, scored
from almasu.testing.misuse.stories import MadeYear, year_with_misuse
from almasu.wiring.measuring.figures import Figure, figure

SEED = 20261120
SEEDS, FULL_SEEDS = 3, 7
"""How many made-up years are looked at: one year alone flatters or wrongs the rules. They were set on other seeds."""
OFFICERS, FULL_OFFICERS = 120, 300
STORIES, FULL_STORIES = 5, 12
"""Stories of each kind: one for every two officers. Where misuse is rarer, precision is lower by as much."""
ROWS, FULL_ROWS = 200_000, 1_000_000
BATCH = 50_000
RECALL, PRECISION = 0.9, 0.9
"""The goals of the benchmark: of the stories told, and of the oddities that name somebody of a story."""
SECONDS, MEGABYTES = 60.0, 512.0
_LETTERS = str.maketrans("0123456789abcdef", "абвгдежзиклмнопр")
_TEXTS = numpy.array(
    [f"Проверка сделки: {number:x}".translate(_LETTERS) for number in range(100_000, 200_000)], dtype=object
)


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Measure a pack first, so that its memory is its own, then the finding of misuse."""
    rows = FULL_ROWS if full else ROWS
    figures = _pack(rows, told)
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


def _pack(rows: int, told: Callable[[str], None]) -> list[Figure]:
    """Write the tables of a pack of so many requests and look for oddities in them."""
    told(f"a pack of {rows} requests")
    since = datetime(2026, 10, 1, tzinfo=astana())
    with tempfile.TemporaryDirectory() as folder, facts_table(Path(folder)) as table:
        spent = worked = 0.0
        for batch in _batches(rows):
            before, busy = time.perf_counter(), time.process_time()
            table.add_columns(batch)
            spent += time.perf_counter() - before
            worked += time.process_time() - busy
        before, busy = time.perf_counter(), time.process_time()
        write_tables(table, Path(folder))
        found = table.oddities(since, since + timedelta(days=31))
        spent += time.perf_counter() - before
        worked += time.process_time() - busy
        scan = _scanned(Path(folder) / PARQUET)
        size = (Path(folder) / PARQUET).stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        figure("pack seconds", spent, "s", SECONDS),
        figure("pack processor seconds", worked, "s", None),
        figure("pack over a plain scan", spent / scan, "times", None),
        figure("peak memory", peak, "MB", MEGABYTES),
        figure("requests", rows, "rows", None),
        figure("parquet", size / 1e6, "MB", None),
        figure("oddities", len(found), "found", None),
    ]


def _scanned(path: Path) -> float:
    """Return the seconds that one reading of every column takes."""
    with duckdb.connect(":memory:", config={"threads": 2}) as connection:
        before = time.perf_counter()
        connection.execute(load("facts_table")["plain_scan"], {"file": str(path)}).fetchall()
        return time.perf_counter() - before


def _batches(rows: int) -> Iterator[Columns]:
    """Return made-up facts of one month, in columns: 400 users with tasks of some hundred requests."""
    dice = numpy.random.default_rng(SEED)
    first = numpy.datetime64("2026-10-01T08:00:00", "us")
    for start in range(0, rows, BATCH):
        count = min(BATCH, rows - start)
        users = numpy.array([f"officer-{number:03d}" for number in dice.integers(0, 400, count)], dtype=object)
        when = first + (numpy.arange(start, start + count) * (31 * 36_000 / rows) * 1e6).astype("timedelta64[us]")
        ids = numpy.array([f"{number:032x}" for number in range(start, start + count)], dtype=object)
        subjects = numpy.array([f"{number:012d}" for number in dice.integers(0, 10**12, count)], dtype=object)
        tasks = numpy.array([f"2026/{number}" for number in dice.integers(0, 20_000, count)], dtype=object)
        numbers = numpy.array([str(number) for number in dice.integers(1, 53, count)], dtype=object)
        leaves = numpy.array([dice.bytes(32).hex() for _ in range(count)], dtype=object)
        told: dict[str, numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.generic]]] = {
            name: numpy.zeros(count, dtype="int32") for name in COLUMNS
        }
        for name in ("subject_kind", "ground", "purpose", "edition"):
            told[name] = numpy.full(count, name, dtype=object)
        told |= {"request": ids, "asked": when, "account": users, "user": users, "task": tasks, "subject": subjects}
        told |= {"justification": dice.choice(_TEXTS, count), "resources": numbers, "leaf": leaves}
        told |= {"sensitive": dice.random(count) < 0.06, "answered": numpy.ones(count, dtype="int32")}
        yield told | {"viewed_at": when + numpy.timedelta64(600, "s")}
