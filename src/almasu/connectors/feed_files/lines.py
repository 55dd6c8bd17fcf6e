"""Lines of a file with the byte each of them ends at: what `csv` and a JSON decoder do not tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import LONGEST_LINE, MOST_BYTES, Broken

_MARK = "\ufeff"


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
            yield text.removeprefix(_MARK) if self.line == 1 else text
