"""What alerts say: the six fields of a threat alert (ASOI-10), the product and remedy of a vulnerability (ASOI-3.5)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.fields import Value, checked
from almasu.kernel.sector.problems import CHANNEL_TOO_NARROW
from almasu.kernel.sector.software import items_of
from almasu.law.problem import Problem, ProblemGroup


class ThreatAlert(msgspec.Struct, frozen=True):
    """A threat alert: source of origin, type, degree of threat, degree of confidentiality, description, advice.

    `marks` are the signs by which others may find it in their systems, by kind: addresses, hashes, vulnerabilities.
    `attachments` are SHA-256 digests in hexadecimal by the names the files were given.
    """

    source: str
    threat: str
    severity: str
    confidentiality: Degree
    description: str
    recommendations: str
    marks: dict[str, list[str]] = {}
    attachments: dict[str, str] = {}


class VulnerabilityAlert(msgspec.Struct, frozen=True):
    """A vulnerability found at a maker of software or equipment that the sector uses.

    `affected` are its products one by one, to be matched with what organisations declare: maker, product, versions, CPE
    or purl, parted by bars.
    """

    maker: str
    product: str
    versions: str
    confidentiality: Degree
    description: str
    recommendations: str
    severity: str
    cves: tuple[str, ...] = ()
    affected: tuple[str, ...] = ()


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
    problems += (*_too_narrow(values), *_unreadable(values))
    return (None, problems) if problems else (msgspec.convert(values, VulnerabilityAlert), ())


def _too_narrow(values: Mapping[str, Value]) -> tuple[Problem, ...]:
    degree = values.get("confidentiality")
    if degree is None or Degree(str(degree)).for_all_organisations:
        return ()
    return (CHANNEL_TOO_NARROW.at("confidentiality"),)


def _unreadable(values: Mapping[str, Value]) -> tuple[Problem, ...]:
    """Return the lines of products that name none."""
    try:
        items_of("\n".join(str(line) for line in _lines(values.get("affected"))), "affected")
    except Problem as wrong:
        return (wrong,)
    except ProblemGroup as wrong:
        return wrong.problems
    return ()


def _lines(value: Value | None) -> list[str]:
    return value if isinstance(value, list) else []
