"""Alerts as STIX 2.1: a report with indicators, vulnerabilities and a course of action, each marked by its TLP.

Identifiers are made from the alert's own (UUID version 5), so that a corrected alert is a new version of the same
objects wherever it went. Objects are created by the sectoral centre: which organisation wrote it is not passed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from almasu.kernel.interchange import stix_pattern
from almasu.kernel.interchange.tlp import MARKINGS, marking
from almasu.kernel.sector.alert import ThreatAlert, VulnerabilityAlert
from almasu.kernel.sector.confidentiality import Degree
from almasu.law.canonical import Json

NAMESPACE = UUID("8b5c2f0e-6a0b-5f0e-9a54-4d2d1f5c7a11")
"""The name space of identifiers that Almasu makes (RFC 9562, version 5)."""
NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Published:
    """An alert as it left: its number, who publishes it, when first and when in this edition, its language."""

    alert: UUID
    publisher: str
    first_at: datetime
    at: datetime
    language: str


def threat_objects(alert: ThreatAlert, published: Published) -> Sequence[Mapping[str, Json]]:
    """Return the objects of a threat alert, the marking and the publisher first, the report last."""
    making = _Making(published, alert.confidentiality)
    patterns = [
        *(stix_pattern.of_address(one) for one in alert.marks.get("addresses", [])),
        *(stix_pattern.of_hash(one) for one in alert.marks.get("hashes", [])),
        *(stix_pattern.of_name(one) for one in alert.marks.get("names", [])),
    ]
    indicators = [making.indicator(pattern) for pattern in patterns]
    weaknesses = [making.vulnerability(cve, "") for cve in alert.marks.get("cves", [])]
    advice = making.advice(alert.recommendations)
    links = [making.link(advice, "mitigates", one) for one in (*indicators, *weaknesses)]
    told = [*indicators, *weaknesses, advice, *links]
    labels = [f"severity:{alert.severity}", f"threat:{alert.threat}"]
    return making.whole("threat-report", alert.source, alert.description, labels, told)


def vulnerability_objects(alert: VulnerabilityAlert, published: Published) -> Sequence[Mapping[str, Json]]:
    """Return the objects of a vulnerability alert; one without a number in CVE is told by its product."""
    making = _Making(published, alert.confidentiality)
    name = f"{alert.maker} {alert.product} {alert.versions}"
    weaknesses = [making.vulnerability(cve, alert.description) for cve in alert.cves] or [
        making.vulnerability("", alert.description, name)
    ]
    advice = making.advice(alert.recommendations)
    links = [making.link(advice, "mitigates", one) for one in weaknesses]
    labels = [f"severity:{alert.severity}"]
    return making.whole("vulnerability", name, alert.description, labels, [*weaknesses, advice, *links])


class _Making:
    """Makes the objects of one alert: what all of them say is here."""

    def __init__(self, published: Published, degree: Degree) -> None:
        self._published = published
        self._degree = degree
        self._publisher = f"identity--{uuid5(NAMESPACE, f'publisher/{published.publisher}')}"

    def indicator(self, pattern: str) -> dict[str, Json]:
        """Return an indicator of one pattern."""
        of_it: dict[str, Json] = {
            "name": pattern[:NAME_LENGTH],
            "pattern": pattern,
            "pattern_type": "stix",
            "indicator_types": ["malicious-activity"],
            "valid_from": _stamp(self._published.first_at),
        }
        return self._made("indicator", pattern, of_it)

    def vulnerability(self, cve: str, description: str, name: str = "") -> dict[str, Json]:
        """Return a vulnerability, by its number where it has one."""
        of_it: dict[str, Json] = {"name": cve or name[:NAME_LENGTH]}
        if description:
            of_it["description"] = description
        if cve:
            of_it["external_references"] = [{"source_name": "cve", "external_id": cve}]
        return self._made("vulnerability", cve or name, of_it)

    def advice(self, recommendations: str) -> dict[str, Json]:
        """Return the recommendations as a course of action."""
        first = recommendations.splitlines()[0][:NAME_LENGTH]
        return self._made("course-of-action", "advice", {"name": first, "description": recommendations})

    def link(self, source: Mapping[str, Json], word: str, target: Mapping[str, Json]) -> dict[str, Json]:
        """Return a relationship between two objects."""
        of_it: dict[str, Json] = {
            "relationship_type": word,
            "source_ref": source["id"],
            "target_ref": target["id"],
        }
        return self._made("relationship", f"{source['id']}/{word}/{target['id']}", of_it)

    def whole(
        self, kind: str, name: str, description: str, labels: Iterable[str], told: Sequence[dict[str, Json]]
    ) -> Sequence[Mapping[str, Json]]:
        """Return everything with its marking, publisher and report."""
        of_it: dict[str, Json] = {
            "name": name[:NAME_LENGTH],
            "description": description,
            "report_types": [kind],
            "published": _stamp(self._published.first_at),
            "labels": list(labels),
            "object_refs": [one["id"] for one in told],
        }
        publisher: dict[str, Json] = {
            "type": "identity",
            "spec_version": "2.1",
            "id": self._publisher,
            "created": _stamp(self._published.first_at),
            "modified": _stamp(self._published.first_at),
            "name": self._published.publisher,
            "identity_class": "organization",
        }
        return [marking(self._degree), publisher, *told, self._made("report", "report", of_it)]

    def _made(self, kind: str, what: str, of_it: Mapping[str, Json]) -> dict[str, Json]:
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": f"{kind}--{uuid5(NAMESPACE, f'{self._published.alert}/{kind}/{what}')}",
            "created_by_ref": self._publisher,
            "created": _stamp(self._published.first_at),
            "modified": _stamp(self._published.at),
            "lang": self._published.language,
            "object_marking_refs": [MARKINGS[self._degree]],
            **of_it,
        }


def bundle(objects: Sequence[Mapping[str, Json]], number: UUID) -> dict[str, Json]:
    """Return objects as a bundle; its number is of this copy alone (STIX 2.1, 8)."""
    return {"type": "bundle", "id": f"bundle--{number}", "objects": [dict(one) for one in objects]}


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
