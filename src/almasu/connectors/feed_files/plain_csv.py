"""CSV without a quote whose every line has as many values as the head: parted into columns, not into rows.

Many times faster than `csv` and the same by its grammar (RFC 4180): without quotes a comma or a line break always
parts. What is not so plain is left to `csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LINE_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Table:
    """Values by column of the file, all columns of one length and at least one row."""

    columns: Sequence[Sequence[str]]


def is_plain(text: str) -> bool:
    """Tell whether a text has neither quotes nor carriage returns but those before a line break."""
    return '"' not in text and text.count("\r") == text.count(f"\r{LINE_BREAK}")


def parted(text: str, delimiter: str, width: int) -> Table | None:
    """Return the table that whole lines are; None where quotes, lone carriage returns or widths need a closer look."""
    plain = text.replace("\r\n", LINE_BREAK) if "\r" in text else text
    if width < 2 or not plain or '"' in plain or "\r" in plain:
        return None
    if not plain.endswith(LINE_BREAK):
        plain = f"{plain}{LINE_BREAK}"
    if not _is_table(plain.encode(), ord(delimiter), width):
        return None
    values = plain.replace(LINE_BREAK, delimiter).split(delimiter)
    values.pop()
    return Table([values[place::width] for place in range(width)])


def _is_table(data: bytes, delimiter: int, width: int) -> bool:
    """Tell whether each `width`th of all delimiters and line breaks, and no other one, is a line break."""
    characters = np.frombuffer(data, dtype=np.uint8)
    breaks = characters == ord(LINE_BREAK)
    marks = breaks[breaks | (characters == delimiter)]
    if len(marks) % width:
        return False
    table = marks.reshape(-1, width)
    return bool(table[:, -1].all()) and not bool(table[:, :-1].any())
