"""Made-up feeds: rows of a register of vehicles as a body would send them, in every form of file."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import msgspec

from almasu.kernel.provision.joint_act import DataSet, FileFormat
from almasu.kernel.subjects.identity_number import check_digit

NAMES = ("row_id", "iin", "owner_bin", "plate", "since", "colour", "value", "owner", "noted_at", "active")
COLOURS = ("red", "white", "black", "")
PEOPLE = 20_000
TYPES = ("integer", "iin", "iin", "text", "date", "code", "decimal", "text", "moment", "boolean")
MORE: tuple[dict[str, object], ...] = (
    *({},) * 3,
    {"pattern": "[0-9]{3}[A-Z]{3}[0-9]{2}"},
    {},
    {"required": False, "values": ["red", "white", "black"]},
    *({},) * 4,
)
Row = Sequence[str]


def rows(count: int, seed: int, wrong: int = 5_000) -> Iterator[Row]:
    """Yield made-up rows; one in `wrong` has a number whose check digit is wrong."""
    chance = random.Random(seed)  # noqa: S311 - made-up rows, no secret
    numbers = [_number(chance) for _ in range(min(PEOPLE, count))]
    for row in range(count):
        number = chance.choice(numbers)
        if row % wrong == wrong - 1:
            number = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
        bits = chance.getrandbits(60)
        yield (
            str(row),
            number,
            numbers[bits % len(numbers)],
            f"{bits % 1_000:03d}ABC{bits // 1_000 % 100:02d}",
            f"20{10 + bits % 16:02d}-{1 + bits % 12:02d}-{1 + bits % 28:02d}",
            COLOURS[bits % 4],
            f"{bits % 10**9}.{bits % 100:02d}",
            f"Иесі {bits % 1_000_003}",
            f"2026-11-{1 + bits % 28:02d}T{bits % 24:02d}:00:00+05:00",
            "true" if bits % 2 else "false",
        )


def made_set(form: FileFormat) -> DataSet:
    """Return the set of an act whose rows these are, given in full every month."""
    fields = [
        {"name": name, "label": _words(name), "type": kind, "secrecy": "personal", **more}
        for name, kind, more in zip(NAMES, TYPES, MORE, strict=True)
    ]
    told = {
        "code": "vehicles",
        "name": _words("Vehicles"),
        "source": "auto",
        "fields": fields,
        "keys": ["iin", "plate"],
        "secrecy": "personal",
        "way": "integration",
        "giving": "scheduled",
        "term": {"amount": 2, "unit": "working_days"},
        "schedule": {"period": "monthly", "extent": "full", "format": form.value},
    }
    return msgspec.convert(told, DataSet)


def _words(text: str) -> dict[str, str]:
    return {"kk": text, "ru": text, "en": text}


def write_feed(place: Path, form: FileFormat, made: Iterator[Row]) -> None:
    """Write rows as a file of a form."""
    match form:
        case FileFormat.CSV:
            _csv(place, made)
        case FileFormat.JSON_LINES:
            with place.open("w", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(_members(row), ensure_ascii=False)}\n" for row in made)
        case FileFormat.XML:
            _xml(place, made)
        case FileFormat.PARQUET:
            beside = place.with_suffix(".beside.csv")
            _csv(beside, made)
            with duckdb.connect(":memory:", config={"threads": 1}) as connection:
                connection.execute("set enable_progress_bar = false")
                connection.read_csv(str(beside), all_varchar=True).write_parquet(str(place))
            beside.unlink()


def _csv(place: Path, made: Iterator[Row]) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NAMES)
        writer.writerows(made)


def _members(row: Row) -> dict[str, object]:
    told: dict[str, object] = {name: value for name, value in zip(NAMES, row, strict=True) if value}
    return told | {"row_id": int(row[0]), "active": row[-1] == "true"}


def _xml(place: Path, made: Iterator[Row]) -> None:
    with place.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n')
        for row in made:
            fields = (f"<{name}>{escape(value)}</{name}>" for name, value in zip(NAMES, row, strict=True) if value)
            file.write(f"<row>{''.join(fields)}</row>\n")
        file.write("</rows>\n")


def _number(chance: random.Random) -> str:
    while True:
        digits = f"{chance.randrange(50, 99)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
        prefix = f"{digits}{chance.randrange(1, 5)}{chance.randrange(10_000):04d}"
        expected = check_digit(prefix).expected
        if expected is not None:
            return f"{prefix}{expected}"
