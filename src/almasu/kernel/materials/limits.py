"""Limits of the house on what leaves the exchange and how long it lives; each is a setting of the node."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """`copy_lives` is how long a copy may stay on a local device: our reading of "at once" (SIO25-19.1).

    `most_copies_out` is how many copies one officer holds at a time (SIO25-18). `backups_last` is how long a backup of
    the vault is kept: after that no copy of a destroyed key exists (SIO25-19.2). `countersignature_lives` is how long
    the head's signature may be waited for and used (SIO25-3.1).
    """

    copy_lives: timedelta = timedelta(hours=8)
    most_copies_out: int = 10
    backups_last: timedelta = timedelta(days=35)
    countersignature_lives: timedelta = timedelta(days=3)
