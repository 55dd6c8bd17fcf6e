"""The editions of an advisory: their numbers and moments go together (CSAF 2.0, 6.1.14 to 6.1.22 and 6.1.30)."""

from __future__ import annotations

from collections.abc import Iterator

from almasu.kernel.interchange.csaf_document import FaultFound, Tracking
from almasu.kernel.interchange.csaf_twice import twice
from almasu.law import moment


def of_history(tracking: Tracking) -> Iterator[FaultFound]:
    """Yield what is wrong with the editions."""
    history = tracking.revision_history
    numbers = [one.number for one in history]
    yield from (FaultFound("6.1.22", one) for one in twice(numbers))
    yield from (FaultFound("6.1.19", one) for one in numbers if _is_early(one))
    try:
        ordered = sorted(history, key=lambda one: (moment.read(one.date), _rank(one.number)))
        ranks = [_rank(one.number) for one in ordered]
    except ValueError as wrong:
        yield FaultFound("6.1.14", str(wrong)[:80])
        return
    if ranks != sorted(ranks):
        yield FaultFound("6.1.14", "revision_history")
    if _released(ordered[-1].number) != _released(tracking.version):
        yield FaultFound("6.1.16", tracking.version)
    yield from _of_status(tracking, ranks)
    steps = list(dict.fromkeys(rank[0] for rank in ranks))
    if steps != list(range(steps[0], steps[0] + len(steps))) or steps[0] > 1:
        yield FaultFound("6.1.21", "revision_history")
    if len({"." in one for one in (*numbers, tracking.version)}) > 1:
        yield FaultFound("6.1.30", tracking.version)


def _of_status(tracking: Tracking, ranks: list[tuple[int, ...]]) -> Iterator[FaultFound]:
    """Check that drafts look like drafts, and what was released like nothing else."""
    early = tracking.version == "0" or tracking.version.startswith("0.") or _is_early(tracking.version)
    if early and tracking.status != "draft":
        yield FaultFound("6.1.17", tracking.status)
    if tracking.status in ("final", "interim"):
        if any(rank[0] == 0 for rank in ranks):
            yield FaultFound("6.1.18", "revision_history")
        if _is_early(tracking.version):
            yield FaultFound("6.1.20", tracking.version)


def _is_early(number: str) -> bool:
    """Tell whether a version says that it comes before its release."""
    return "-" in number.partition("+")[0]


def _released(number: str) -> str:
    """Return a version without what it says of its build and of coming before its release."""
    return number.partition("+")[0].partition("-")[0]


def _rank(number: str) -> tuple[int, ...]:
    """Return a version for comparing; ValueError where it is neither a whole number nor a semantic version."""
    return tuple(int(part) for part in _released(number).split("."))
