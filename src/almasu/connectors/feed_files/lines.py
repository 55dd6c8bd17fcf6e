"""Lines of a file with the byte each of them ends at: what `csv` and a JSON decoder do not tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import LONGEST_LINE, MOST_BYTES, Broken

MARK = "\ufeff"
"""What may stand before the first line; `at_once` leaves it there."""
MOST_AT_ONCE = 8 << 20
"""Bytes of whole lines that are taken at once. Fewer than `FEWEST` lines of them are long: those go one at a time."""
FEWEST = 256
LONGEST_AT_ONCE = 1 << 16


class Lines:
    """Decoded lines of a binary file. `offset` is where the last of them ended, `line` its number.

    Broken: a line that is too long or not UTF-8, or too many bytes since `begin` was called last.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._since = 0
        self.offset = 0
        self.line = 0
        self.is_open = False
        """Whether the last line has no line break at its end."""

    def go_to(self, offset: int, line: int) -> None:
        """Go on behind a line that was read before."""
        self._file.seek(offset)
        self.offset = self._since = offset
        self.line = line

    def begin(self) -> None:
        """Count the bytes of the next rows anew."""
        self._since = self.offset

    def at_once(self, most: int) -> str | None:
        """Return up to so many whole lines as one text, and stand behind them; empty at the end of the file.

        None, and nothing is moved, where a line may be too long or is not UTF-8: only one at a time are such told.
        """
        begun = self.offset
        data = self._file.read(MOST_AT_ONCE)
        ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))[:most]
        is_open = len(data) < MOST_AT_ONCE and len(ends) < most and not data.endswith(b"\n") and bool(data)
        whole = data if is_open else data[: int(ends[-1]) + 1] if len(ends) else b""
        are_many = len(data) < MOST_AT_ONCE or len(ends) >= min(FEWEST, most)
        text = _decoded(whole) if are_many and _are_short(ends, len(whole)) else None
        if text is None:
            self._file.seek(begun)
            return None
        self.offset += len(whole)
        self.line += len(ends) + is_open
        self.is_open = is_open
        self._file.seek(self.offset)
        return text

    def __iter__(self) -> Iterator[str]:
        """Yield the lines from here on, each with its break."""
        readline = self._file.readline
        while raw := readline(LONGEST_LINE + 1):
            self.offset += len(raw)
            self.line += 1
            if len(raw) > LONGEST_LINE or self.offset - self._since > MOST_BYTES:
                raise Broken(self.line, Reason.TOO_LONG)
            try:
                text = raw.decode()
            except UnicodeDecodeError as wrong:
                raise Broken(self.line, Reason.NOT_UTF8) from wrong
            if not raw.endswith(b"\n"):
                self.is_open = True
            yield text.removeprefix(MARK) if self.line == 1 else text


def _are_short(ends: np.ndarray[tuple[int], np.dtype[np.intp]], size: int) -> bool:
    return int(np.diff(ends, prepend=-1, append=size).max(initial=0)) <= LONGEST_AT_ONCE


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
