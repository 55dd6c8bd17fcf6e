"""Scores of an advisory: CVSS 2, 3.0 and 3.1 are whole, agree with their vector, and are computed from it (CSAF 2.0,
6.1.8 to 6.1.10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cvss import CVSS2, CVSS3, CVSSError

from almasu.kernel.interchange.csaf_document import Document, FaultFound

Cvss = Mapping[str, object]
_COMPUTED: Final = ("baseScore", "temporalScore", "environmentalScore")
_CALLED: Final = ("baseSeverity", "temporalSeverity", "environmentalSeverity")
_LONGEST: Final = 400
"""Of a vector; with every metric there is it has half of that."""
_NEAR: Final = 0.01


def of_scores(read: Document) -> Iterator[FaultFound]:
    """Yield what is wrong with the scores."""
    for place, one in enumerate(read.vulnerabilities):
        for score in one.scores:
            where = f"vulnerabilities/{place}"
            if score.cvss_v3 is not None:
                yield from _of_one(score.cvss_v3, where, ("3.0", "3.1"))
            if score.cvss_v2 is not None:
                yield from _of_one(score.cvss_v2, where, ("2.0",))


def _of_one(said: Cvss, where: str, versions: tuple[str, ...]) -> Iterator[FaultFound]:
    version, vector = said.get("version"), said.get("vectorString")
    read = _read(vector) if version in versions and isinstance(vector, str) else None
    asked = ("baseScore",) if versions == ("2.0",) else ("baseScore", "baseSeverity")
    scores = {name: _told(said[name]) for name in _COMPUTED if name in said}
    whole = all(name in said for name in asked) and None not in scores.values()
    if read is None or read["version"] != version or not whole or not _called(said):
        yield FaultFound("6.1.8", f"{where} {str(vector)[:80]}")
        return
    for name in said.keys() & read.keys() - {*_COMPUTED, *_CALLED, "version", "vectorString"}:
        if said[name] != read[name] and not (name.startswith("modified") and said[name] == "NOT_DEFINED"):
            yield FaultFound("6.1.10", f"{where} {name[:40]}")
    unlike = [name for name, told in scores.items() if _unlike(told, read[name])]
    unlike += [name for name in _CALLED if name in said and name in read and said[name] != read[name]]
    if unlike:
        yield FaultFound("6.1.9", f"{where} {unlike[0]} {said[unlike[0]]} {str(vector)[:80]}")


def _read(vector: str) -> Cvss | None:
    """Return what a vector says by the names of CSAF, nothing where it is none."""
    if len(vector) > _LONGEST:
        return None
    try:
        read = CVSS3(vector) if vector.startswith("CVSS:3") else CVSS2(vector)
    except CVSSError:
        return None
    # Version 2 tells a score that its vector has no metrics for as nothing, and as zero by the names of CSAF.
    scores = dict(zip(_COMPUTED, read.scores(), strict=True))
    return {**read.as_json(), **scores}


def _told(score: object) -> float | None:
    """Return the score that is told, nothing where it is none."""
    fits = isinstance(score, int | float) and not isinstance(score, bool) and 0 <= score <= 10
    return float(score) if fits and isinstance(score, int | float) else None


def _called(said: Cvss) -> bool:
    """Tell whether severities are words of the standard."""
    words = {"NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"}
    return all(isinstance(said[name], str) and said[name] in words for name in _CALLED if name in said)


def _unlike(told: float | None, computed: object) -> bool:
    return isinstance(computed, int | float) and told is not None and abs(told - float(computed)) > _NEAR
