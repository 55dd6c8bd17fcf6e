"""Alerts as STIX 2.1: a report with indicators, vulnerabilities and a course of action, each marked by its TLP.

Identifiers are made from the alert's own, so that a corrected alert is a new version of the same objects wherever it
went; they have the form of version 4, which strict readers ask of all but observables (STIX 2.1, 2.9). Objects are
created by the sectoral centre: which organisation wrote it is not passed on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

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
    making = Making(published, alert.confidentiality)
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
    making = Making(published, alert.confidentiality)
    name = f"{alert.maker} {alert.product} {alert.versions}"
    weaknesses = [making.vulnerability(cve, alert.description) for cve in alert.cves] or [
        making.vulnerability("", alert.description, name)
    ]
    advice = making.advice(alert.recommendations)
    links = [making.link(advice, "mitigates", one) for one in weaknesses]
    labels = [f"severity:{alert.severity}"]
    return making.whole("vulnerability", name, alert.description, labels, [*weaknesses, advice, *links])


class Making:
    """Makes the objects of one alert: what all of them say is here."""

    def __init__(self, published: Published, degree: Degree) -> None:
        self._published = published
        self._degree = degree
        self._publisher = f"identity--{identifier(f'publisher/{published.publisher}')}"

    def indicator(self, pattern: str) -> dict[str, Json]:
        """Return an indicator of one pattern."""
        of_it: dict[str, Json] = {
            "name": pattern[:NAME_LENGTH],
            "description": self._published.publisher,
            "pattern": pattern,
            "pattern_type": "stix",
            "indicator_types": ["malicious-activity"],
            "valid_from": stamp(self._published.first_at),
        }
        return self.made("indicator", pattern, of_it)

    def vulnerability(self, cve: str, description: str, name: str = "") -> dict[str, Json]:
        """Return a vulnerability, by its number where it has one."""
        of_it: dict[str, Json] = {"name": cve or name[:NAME_LENGTH]}
        if description:
            of_it["description"] = description
        if cve:
            of_it["external_references"] = [{"source_name": "cve", "external_id": cve}]
        return self.made("vulnerability", cve or name, of_it)

    def advice(self, recommendations: str) -> dict[str, Json]:
        """Return the recommendations as a course of action."""
        first = recommendations.splitlines()[0][:NAME_LENGTH]
        return self.made("course-of-action", "advice", {"name": first, "description": recommendations})

    def link(self, source: Mapping[str, Json], word: str, target: Mapping[str, Json]) -> dict[str, Json]:
        """Return a relationship between two objects."""
        of_it: dict[str, Json] = {
            "relationship_type": word,
            "source_ref": source["id"],
            "target_ref": target["id"],
        }
        return self.made("relationship", f"{source['id']}/{word}/{target['id']}", of_it)

    def whole(
        self, kind: str, name: str, description: str, labels: Iterable[str], told: Sequence[dict[str, Json]]
    ) -> Sequence[Mapping[str, Json]]:
        """Return everything with its marking, publisher and report."""
        of_it: dict[str, Json] = {
            "name": name[:NAME_LENGTH],
            "description": description,
            "report_types": [kind],
            "published": stamp(self._published.first_at),
            "labels": list(labels),
            "object_refs": [one["id"] for one in told],
        }
        return [*self.frame(), *told, self.made("report", "report", of_it)]

    def frame(self) -> Sequence[dict[str, Json]]:
        """Return the marking and who publishes it."""
        publisher: dict[str, Json] = {
            "type": "identity",
            "spec_version": "2.1",
            "id": self._publisher,
            "created": stamp(self._published.first_at),
            "modified": stamp(self._published.first_at),
            "name": self._published.publisher,
            "identity_class": "organization",
        }
        return [marking(self._degree), publisher]

    def made(self, kind: str, what: str, of_it: Mapping[str, Json]) -> dict[str, Json]:
        """Return an object of a kind; `what` tells it from others of its kind in the same document."""
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": f"{kind}--{identifier(f'{self._published.alert}/{kind}/{what}')}",
            "created_by_ref": self._publisher,
            "created": stamp(self._published.first_at),
            "modified": stamp(self._published.at),
            "lang": self._published.language,
            "object_marking_refs": [MARKINGS[self._degree]],
            **of_it,
        }


def identifier(name: str) -> UUID:
    """Return the identifier of what has a name here: the same for the same name, like chance for everybody else."""
    return UUID(bytes=hashlib.sha256(NAMESPACE.bytes + name.encode()).digest()[:16], version=4)


def bundle(objects: Sequence[Mapping[str, Json]], number: UUID) -> dict[str, Json]:
    """Return objects as a bundle; its number is of this copy alone (STIX 2.1, 8)."""
    return {"type": "bundle", "id": f"bundle--{number}", "objects": [dict(one) for one in objects]}


def stamp(at: datetime) -> str:
    """Return a moment as STIX writes it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
