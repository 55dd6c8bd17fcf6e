"""Scores of an advisory: CVSS 2, 3.0 and 3.1 are whole, agree with their vector, and are computed from it (CSAF 2.0,
6.1.8 to 6.1.10; CVSS v2.0 guide, 3.2; CVSS v3.1 specification, 7). Temporal and environmental scores are not
computed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from almasu.kernel.interchange.csaf_document import Document, FaultFound

Cvss = Mapping[str, object]
Weights = Mapping[str, Mapping[str, float]]
_WORDS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "AV": ("attackVector", {"N": "NETWORK", "A": "ADJACENT_NETWORK", "L": "LOCAL", "P": "PHYSICAL"}),
    "AC": ("attackComplexity", {"L": "LOW", "H": "HIGH"}),
    "PR": ("privilegesRequired", {"N": "NONE", "L": "LOW", "H": "HIGH"}),
    "UI": ("userInteraction", {"N": "NONE", "R": "REQUIRED"}),
    "S": ("scope", {"U": "UNCHANGED", "C": "CHANGED"}),
    "C": ("confidentialityImpact", {"N": "NONE", "L": "LOW", "H": "HIGH"}),
    "I": ("integrityImpact", {"N": "NONE", "L": "LOW", "H": "HIGH"}),
    "A": ("availabilityImpact", {"N": "NONE", "L": "LOW", "H": "HIGH"}),
}
_WORDS_2: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "AV": ("accessVector", {"N": "NETWORK", "A": "ADJACENT_NETWORK", "L": "LOCAL"}),
    "AC": ("accessComplexity", {"L": "LOW", "M": "MEDIUM", "H": "HIGH"}),
    "Au": ("authentication", {"N": "NONE", "S": "SINGLE", "M": "MULTIPLE"}),
    "C": ("confidentialityImpact", {"N": "NONE", "P": "PARTIAL", "C": "COMPLETE"}),
    "I": ("integrityImpact", {"N": "NONE", "P": "PARTIAL", "C": "COMPLETE"}),
    "A": ("availabilityImpact", {"N": "NONE", "P": "PARTIAL", "C": "COMPLETE"}),
}
_IMPACT: Final = {"N": 0.0, "L": 0.22, "H": 0.56}
_WEIGHTS: Final[Weights] = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "UI": {"N": 0.85, "R": 0.62},
    "C": _IMPACT,
    "I": _IMPACT,
    "A": _IMPACT,
}
_PRIVILEGES: Final[Weights] = {"U": {"N": 0.85, "L": 0.62, "H": 0.27}, "C": {"N": 0.85, "L": 0.68, "H": 0.5}}
_IMPACT_2: Final = {"N": 0.0, "P": 0.275, "C": 0.660}
_WEIGHTS_2: Final[Weights] = {
    "AV": {"N": 1.0, "A": 0.646, "L": 0.395},
    "AC": {"L": 0.71, "M": 0.61, "H": 0.35},
    "Au": {"N": 0.704, "S": 0.56, "M": 0.45},
    "C": _IMPACT_2,
    "I": _IMPACT_2,
    "A": _IMPACT_2,
}
_SEVERITIES: Final = ((9.0, "CRITICAL"), (7.0, "HIGH"), (4.0, "MEDIUM"), (0.1, "LOW"), (0.0, "NONE"))
_NEAR: Final = 0.01


def of_scores(read: Document) -> Iterator[FaultFound]:
    """Yield what is wrong with the scores."""
    for place, one in enumerate(read.vulnerabilities):
        for score in one.scores:
            where = f"vulnerabilities/{place}"
            if score.cvss_v3 is not None:
                yield from _of_third(score.cvss_v3, where)
            if score.cvss_v2 is not None:
                yield from _of_second(score.cvss_v2, where)


def _of_third(said: Cvss, where: str) -> Iterator[FaultFound]:
    version, vector, severity = said.get("version"), said.get("vectorString"), said.get("baseSeverity")
    prefix = f"CVSS:{version}/"
    if version not in ("3.0", "3.1") or not isinstance(vector, str) or not vector.startswith(prefix):
        yield FaultFound("6.1.8", f"{where} {str(vector)[:80]}")
        return
    metrics = _metrics(vector.removeprefix(prefix), _WORDS)
    told = _told(said)
    if metrics is None or told is None or severity not in {name for _, name in _SEVERITIES}:
        yield FaultFound("6.1.8", f"{where} {vector[:80]}")
        return
    yield from _unlike(said, metrics, _WORDS, where)
    computed = base_of_third(metrics)
    called = next(name for least, name in _SEVERITIES if told >= least)
    if min(abs(told - one) for one in computed) > _NEAR or severity != called:
        yield FaultFound("6.1.9", f"{where} {told} {severity} {vector[:80]}")


def _of_second(said: Cvss, where: str) -> Iterator[FaultFound]:
    vector, told = said.get("vectorString"), _told(said)
    metrics = _metrics(vector, _WORDS_2) if isinstance(vector, str) else None
    if said.get("version") != "2.0" or metrics is None or told is None:
        yield FaultFound("6.1.8", f"{where} {str(vector)[:80]}")
        return
    yield from _unlike(said, metrics, _WORDS_2, where)
    if abs(told - base_of_second(metrics)) > _NEAR:
        yield FaultFound("6.1.9", f"{where} {told} {str(vector)[:80]}")


def _told(said: Cvss) -> float | None:
    """Return the score that is told, nothing where it is none."""
    score = said.get("baseScore")
    fits = isinstance(score, int | float) and not isinstance(score, bool) and 0 <= score <= 10
    return float(score) if fits and isinstance(score, int | float) else None


def _metrics(vector: str, words: Mapping[str, tuple[str, Mapping[str, str]]]) -> Mapping[str, str] | None:
    """Return a vector by its metrics, nothing where one is told twice or a base one lacks a value of its own."""
    pairs = [part.partition(":")[::2] for part in vector[:400].split("/")]
    metrics = dict(pairs)
    whole = len(metrics) == len(pairs) and all(metrics.get(name) in values for name, (_, values) in words.items())
    return metrics if whole and all(metrics.values()) else None


def _unlike(
    said: Cvss, metrics: Mapping[str, str], words: Mapping[str, tuple[str, Mapping[str, str]]], where: str
) -> Iterator[FaultFound]:
    """Yield the properties that say something else than the vector."""
    for name, (property_, values) in words.items():
        if property_ in said and said[property_] != values[metrics[name]]:
            yield FaultFound("6.1.10", f"{where} {property_}")


def base_of_third(metrics: Mapping[str, str]) -> tuple[float, float]:
    """Return the base score of CVSS 3: rounded up as 3.1 says, and as 3.0 says."""
    weight = {name: values[metrics[name]] for name, values in _WEIGHTS.items()}
    privileges = _PRIVILEGES[metrics["S"]][metrics["PR"]]
    lost = 1 - (1 - weight["C"]) * (1 - weight["I"]) * (1 - weight["A"])
    changed = metrics["S"] == "C"
    impact = 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15 if changed else 6.42 * lost
    if impact <= 0:
        return 0.0, 0.0
    ease = 8.22 * weight["AV"] * weight["AC"] * privileges * weight["UI"]
    whole = min((1.08 if changed else 1.0) * (impact + ease), 10)
    return math.ceil(round(whole * 100_000) / 10_000) / 10, math.ceil(whole * 10) / 10


def base_of_second(metrics: Mapping[str, str]) -> float:
    """Return the base score of CVSS 2."""
    weight = {name: values[metrics[name]] for name, values in _WEIGHTS_2.items()}
    impact = 10.41 * (1 - (1 - weight["C"]) * (1 - weight["I"]) * (1 - weight["A"]))
    ease = 20 * weight["AV"] * weight["AC"] * weight["Au"]
    return round((0.6 * impact + 0.4 * ease - 1.5) * (1.176 if impact else 0.0), 1)
