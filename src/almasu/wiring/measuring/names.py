"""Measure the matching of names and the search by name.

Quality first: pairs of one person, siblings, namesakes and strangers in all spellings with the noise of real lists.
Then speed: an index of made-up names in a database of its own, asked in Kazakh, Russian and Latin, beside one row read
by its index.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import msgspec
import psycopg

from almasu.kernel.names.match import POSSIBLE, match
from almasu.provider.names.asking import SESSION, Asker
from almasu.provider.names.filling import fill
from almasu.provider.names.people import Person, Written
from almasu.provider.names.statements import statements
from almasu.store.postgres import embedded
from almasu.testing.country.dice import Draw
from almasu.testing.country.many_names import Bearer as MadeUp
from almasu.testing.country.many_names import bearers
from almasu.testing.country.name_trials import (
    NOISES,
    SPELLINGS,
    Trial,
    Truth,
    kazakh_words,
    trials,
)
from almasu.wiring.measuring.busy import Busy
from almasu.wiring.measuring.figures import Figure, figure, megabytes, memory_peak, percentile
from almasu.wiring.running import now

NAMES, NAMES_OF_FULL = 100_000, 1_000_000
PEOPLE, PEOPLE_OF_FULL = 100, 1_000
ASKED, ASKED_OF_FULL = 600, 3_000
SEED = 2026
SEEDS = (2026, 7, 41, 1001)
SEARCH_MS = 50.0
# What must be reached on the fixed sets; the tests hold the matcher to the same numbers.
RECALL, PRECISION, FALSE_HITS = 0.985, 0.995, 0.01
NOISES_OF_SEARCH = ("as_it_is", "turned", "without_patronymic", "dzh", "slip")


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Score the trials, fill an index of its own and ask it."""
    figures = quality(PEOPLE_OF_FULL if full else PEOPLE)
    told("trials scored")
    count, asked = (NAMES_OF_FULL, ASKED_OF_FULL) if full else (NAMES, ASKED)
    with tempfile.TemporaryDirectory(prefix="almasu-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with embedded(folder / "postgres") as url:
            began = time.perf_counter()
            fill(url, "bench", made_up(count), now(), lambda step, share: told(f"{share:4.0%} {step}"))
            seconds = time.perf_counter() - began
            figures += [
                figure("names", count, "names", None),
                figure("filling", count / seconds, "names/s", None),
                *asyncio.run(_asked(url, count, asked, told)),
                figure("index_size", megabytes(url, statements()["size"]), "MB", None),
                figure("memory_peak", memory_peak(), "MB", None),
            ]
    return figures


def quality(people: int) -> list[Figure]:
    """Return recall, precision and false hits over the trials of so many people a seed, and pairs scored a second."""
    by_seed = [list(trials(seed, people)) for seed in SEEDS]
    began = time.perf_counter()
    hits = [[match(one.one, one.other).score >= POSSIBLE for one in pairs] for pairs in by_seed]
    seconds = time.perf_counter() - began
    pairs = [pair for seed in by_seed for pair in seed]
    shares = shares_of(pairs, [hit for seed in hits for hit in seed])
    worst = [shares_of(*one) for one in zip(by_seed, hits, strict=True)]
    others = [one for one in Truth if one is not Truth.ONE_PERSON]
    return [
        figure("recall", shares["recall"], "share", RECALL),
        figure("recall_worst", min(one["recall"] for one in worst), "share", RECALL),
        figure("precision", shares["precision"], "share", PRECISION),
        figure("precision_worst", min(one["precision"] for one in worst), "share", PRECISION),
        *(figure(f"false_hits_{one}", shares[one], "share", FALSE_HITS) for one in others),
        figure("pairs_scored", len(pairs) / seconds, "pairs/s", None),
    ]


def shares_of(pairs: list[Trial], hits: list[bool]) -> dict[str, float]:
    """Return recall, precision, and the share of hits for each truth and for each way a name was written."""
    all_of, hit_of = Counter[str](), Counter[str]()
    for pair, hit in zip(pairs, hits, strict=True):
        for name in (pair.truth, pair.how) if pair.truth is Truth.ONE_PERSON else (pair.truth,):
            all_of[name] += 1
            hit_of[name] += hit
    shares = {name: hit_of[name] / count for name, count in all_of.items()}
    shares["recall"] = shares[Truth.ONE_PERSON]
    shares["precision"] = hit_of[Truth.ONE_PERSON] / max(1, sum(hits))
    return shares


def made_up(count: int) -> Iterator[Person]:
    """Yield people as the register holds them: written in Kazakh, in capitals, with what a record must have."""
    for row, one in enumerate(bearers(SEED, count)):
        surname, given, *patronymic = (word.upper() for word in kazakh_words(one.name))
        party, born = f"{row:012d}", date.fromordinal(one.born)
        record = {
            "iin": party,
            "surname": surname,
            "given_name": given,
            "patronymic": " ".join(patronymic) or None,
            "birth_date": born.isoformat(),
            "sex": "female" if one.woman else "male",
            "citizenship": "KZ",
            "life_status": "alive",
        }
        name = Written(surname, given, " ".join(patronymic))
        yield Person(party, (name,), born, f"{row:09d}", msgspec.json.encode(record).decode())


def questions(count: int, asked: int) -> Iterator[tuple[str, str, date | None]]:
    """Yield who is meant, the name as an officer types it, and the birth date for every other question."""
    for row, one in enumerate(bearers(SEED, count)):
        if row == asked:
            return
        yield f"{row:012d}", *_typed(row, one)


def _typed(row: int, one: MadeUp) -> tuple[str, date | None]:
    draw = Draw(SEED, 79, row)
    noise = NOISES[draw.one(NOISES_OF_SEARCH)]
    words = noise(draw.one(tuple(SPELLINGS.values()))(one.name), draw)
    return " ".join(words), date.fromordinal(one.born) if row % 2 else None


async def _asked(url: str, count: int, asked: int, told: Callable[[str], None]) -> list[Figure]:
    took: list[float] = []
    worked: list[float] = []
    found = unsettled = 0
    async with AsyncExitStack() as stack:
        connection = await stack.enter_async_context(
            await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION)
        )
        row = await _one_row(connection)
        asker, busy = Asker(connection), Busy(connection)
        for party, name, born in questions(count, asked):
            began, before = time.perf_counter(), busy.milliseconds()
            records = await asker.named(name, born)
            took.append((time.perf_counter() - began) * 1e3)
            worked.append(busy.milliseconds() - before)
            if len(took) % 500 == 0:
                told(f"{len(took)} of {asked} names looked for")
            is_found = any(record["iin"] == party for record in records or ())
            found += is_found
            unsettled += not is_found and (records is None or any(record["others_left_out"] for record in records))
    return [
        figure("index_row_p50", row, "ms", None),
        figure("search_p50", percentile(took, 0.5), "ms", row),
        figure("search_p95", percentile(took, 0.95), "ms", SEARCH_MS),
        figure("search_p99", percentile(took, 0.99), "ms", None),
        figure("search_busy_p95", percentile(worked, 0.95), "ms", SEARCH_MS),
        figure("search_asked_for_more_words", unsettled / asked, "share", None),
        figure("search_found_of_others", found / max(1, asked - unsettled), "share", RECALL),
    ]


async def _one_row(connection: psycopg.AsyncConnection[tuple[object, ...]]) -> float:
    """Return the milliseconds of one row read by its index."""
    took = []
    for number in range(200):
        began = time.perf_counter()
        cursor = connection.cursor(binary=True)
        await cursor.execute(statements()["one_bearer"], {"surname": number, "given": number + 1}, prepare=True)
        await cursor.fetchall()
        took.append((time.perf_counter() - began) * 1e3)
    return percentile(took, 0.5)
