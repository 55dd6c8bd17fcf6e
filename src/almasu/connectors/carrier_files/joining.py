"""Files of one set joined to one feed: of tables the first head stands, lines are kept apart, and nothing grows."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from almasu.kernel.provision.joint_act import FileFormat

LONGEST_HEAD = 1 << 20
"""Bytes of the first line of a table."""


class OtherHead(Exception):
    """A further file of a table has another head than the first, or none."""


class Joining:
    """Writes files one after another; `most` is how many bytes they may have together.

    Each file stands between `begin` and `end`. OtherHead and OverflowError end the writing.
    """

    def __init__(self, out: BinaryIO, form: FileFormat, most: int) -> None:
        self._out = out
        self._is_table = form is FileFormat.CSV
        self._most = most
        self._head: bytes | None = None
        self._begun = b""
        self._in_head = False
        self._last = b"\n"
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of what was written."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Take bytes of the present file."""
        if self._in_head:
            self._begun += data
            if b"\n" in self._begun or len(self._begun) > LONGEST_HEAD:
                self._end_head()
        else:
            self._put(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written goes to a file at its end."""

    def begin(self) -> None:
        """Begin a file: it stands on a line of its own, and its head is looked for."""
        if self._last != b"\n":
            self._put(b"\n")
        self._in_head = self._is_table

    def end(self) -> None:
        """End the present file, where it has a head alone."""
        if self._in_head:
            self._end_head()

    def _end_head(self) -> None:
        if len(self._begun) > LONGEST_HEAD and b"\n" not in self._begun:
            raise OverflowError
        head, _, rest = self._begun.partition(b"\n")
        self._in_head, self._begun = False, b""
        bare = head.rstrip(b"\r")
        if self._head is None:
            self._head = bare
            self._put(head + b"\n")
        elif bare != self._head:
            raise OtherHead
        self._put(rest)

    def _put(self, data: bytes) -> None:
        if not data:
            return
        self.size += len(data)
        if self.size > self._most:
            raise OverflowError
        self._digest.update(data)
        self._out.write(data)
        self._last = data[-1:]
