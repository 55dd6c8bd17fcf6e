"""The order of the ways by brute force, written from the print of clause 3 and not from the code that is judged."""

from __future__ import annotations

from collections.abc import Iterable

NEEDS = {1: set(), 2: {1}, 3: {1, 2}, 4: {1, 2, 3, 5}, 5: {1, 2, 3}}
"""Sub-clause of clause 3: the sub-clauses whose ways must be impossible."""
NUMBERS = {"integration": 1, "workplace": 2, "request_answer": 3, "carrier": 4, "paper": 5}


def open_ways(impossible: Iterable[int], *, restricted: bool) -> set[int]:
    """Sub-clauses that the print permits; a restricted resource has sub-clause 5 alone (clause 4)."""
    if restricted:
        return {5}
    known = set(impossible)
    return {number for number, needed in NEEDS.items() if needed <= known}


def standing(proofs: Iterable[tuple[int, float, float, float]], at: float) -> set[int]:
    """Ways against which a proof (way, from, until, ended) stands at a moment."""
    return {way for way, since, until, ended in proofs if since <= at <= until and at < ended}
