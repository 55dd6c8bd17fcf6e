"""What acts on scans need of the outside: a program that reads the words of a picture, where one is installed."""

from __future__ import annotations

from typing import Protocol


class NotRead(Exception):
    """The program could not read the picture within its limits."""


class ScanReader(Protocol):
    """Reads printed words; what it says is a help for whoever keys a paper, never data."""

    async def read(self, picture: bytes) -> str:
        """Return the words of a PNG or JPEG, line by line; NotRead where there is nothing to be had of it."""
        ...
