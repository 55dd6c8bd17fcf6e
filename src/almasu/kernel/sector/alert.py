"""What alerts say: the six fields of a threat alert (ASOI-10), the product and remedy of a vulnerability (ASOI-3.5)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.fields import Value, checked
from almasu.kernel.sector.problems import CHANNEL_TOO_NARROW
from almasu.law.problem import Problem


class ThreatAlert(msgspec.Struct, frozen=True):
    """A threat alert: source of origin, type, degree of threat, degree of confidentiality, description, advice.

    `marks` are the signs by which others may find it in their systems, by kind: addresses, hashes, vulnerabilities.
    """

    source: str
    threat: str
    severity: str
    confidentiality: Degree
    description: str
    recommendations: str
    marks: dict[str, list[str]] = {}


class VulnerabilityAlert(msgspec.Struct, frozen=True):
    """A vulnerability found at a maker of software or equipment that the sector uses."""

    maker: str
    product: str
    versions: str
    confidentiality: Degree
    description: str
    recommendations: str
    severity: str
    cves: tuple[str, ...] = ()


MARKS = ("addresses", "hashes", "cves", "names")
"""Fields of the form that are marks of the threat; none of them is demanded by the act."""


def threat_alert_of(catalogue: Catalogue, typed: Mapping[str, str]) -> tuple[ThreatAlert | None, tuple[Problem, ...]]:
    """Return the alert that was typed, or the Problems that stand in its way, each with its field."""
    values, problems = checked(catalogue.alert, typed)
    problems += _too_narrow(values)
    if problems:
        return None, problems
    marks = {name: values.pop(name) for name in MARKS if name in values}
    return msgspec.convert({**values, "marks": marks}, ThreatAlert), ()


def vulnerability_alert_of(
    catalogue: Catalogue, typed: Mapping[str, str]
) -> tuple[VulnerabilityAlert | None, tuple[Problem, ...]]:
    """Return the alert that was typed, or the Problems that stand in its way, each with its field."""
    values, problems = checked(catalogue.vulnerability, typed)
    problems += _too_narrow(values)
    return (None, problems) if problems else (msgspec.convert(values, VulnerabilityAlert), ())


def _too_narrow(values: Mapping[str, Value]) -> tuple[Problem, ...]:
    degree = values.get("confidentiality")
    if degree is None or Degree(str(degree)).for_all_organisations:
        return ()
    return (CHANNEL_TOO_NARROW.at("confidentiality"),)
