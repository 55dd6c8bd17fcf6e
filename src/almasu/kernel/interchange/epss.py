"""The list of EPSS: how likely each published vulnerability is exploited within thirty days (FIRST; CSV, gzipped)."""

from __future__ import annotations

import csv
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 2_000_000
GZIP = b"\x1f\x8b"

UNREADABLE = ProblemKind(
    "interchange.epss_unreadable",
    422,
    Text(kk="EPSS тізімі оқылмады: {why}.", ru="Список EPSS не прочитан: {why}.", en="No list of EPSS: {why}."),
    Text(
        kk="«cve,epss,percentile» бағандары бар CSV беріңіз.",
        ru="Дайте CSV со столбцами «cve,epss,percentile».",
        en="Give a CSV with the columns cve, epss, percentile.",
    ),
    ("ASOI-3.5",),
)


def scores_in(data: bytes) -> Mapping[str, float]:
    """Return the scores of a list, 0 to 1, by CVE number; Problem `interchange.epss_unreadable` where it is none."""
    text = _text(data)
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    rows = csv.reader(lines)
    heading = next(rows, [])
    if heading[:2] != ["cve", "epss"]:
        raise UNREADABLE.at("file", why=",".join(heading)[:60])
    try:
        found = {row[0]: float(row[1]) for row, _ in zip(rows, range(MOST_ROWS), strict=False) if row}
    except (ValueError, IndexError) as wrong:
        raise UNREADABLE.at("file", why=str(wrong)[:60]) from wrong
    if not all(0.0 <= one <= 1.0 for one in found.values()):
        raise UNREADABLE.at("file", why="0..1")
    return found


def years_of(data: bytes) -> Mapping[str, bytes]:
    """Return the scores of a list by year of the number, each year as JSON."""
    years: dict[str, dict[str, float]] = defaultdict(dict)
    for cve, score in scores_in(data).items():
        years[year_of(cve)][cve] = score
    return {year: msgspec.json.encode(scores) for year, scores in years.items()}


def year_of(cve: str) -> str:
    """Return the year of a CVE number, empty where it is none."""
    year = cve[4:8]
    return year if cve.startswith("CVE-") and year.isdigit() else ""


def scores_of(bodies: Iterable[bytes]) -> Mapping[str, float]:
    """Return the scores of some years."""
    decoder = msgspec.json.Decoder(dict[str, float])
    return {cve: score for body in bodies for cve, score in decoder.decode(body).items()}


def _text(data: bytes) -> str:
    if data.startswith(GZIP):
        opening = zlib.decompressobj(wbits=31)
        try:
            data = opening.decompress(data, MOST_BYTES)
        except zlib.error as wrong:
            raise UNREADABLE.at("file", why="gzip") from wrong
        if opening.unconsumed_tail:
            raise UNREADABLE.at("file", why=f"> {MOST_BYTES}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise UNREADABLE.at("file", why="UTF-8") from wrong
