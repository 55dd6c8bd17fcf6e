"""Vulnerability alerts as CSAF 2.0 advisories, and what a provider of them publishes beside (CSAF 2.0, 7.1).

Each advisory keeps its number through its editions; every edition is a revision of its history.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from almasu.kernel.interchange.shelf import File
from almasu.kernel.interchange.stix_out import NAMESPACE, Published
from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.concerns import affected_by
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.software import Item
from almasu.law.canonical import Json

_LABELS = {
    Degree.RED: "RED",
    Degree.AMBER_STRICT: "AMBER",
    Degree.AMBER: "AMBER",
    Degree.GREEN: "GREEN",
    Degree.CLEAR: "WHITE",
}
"""CSAF 2.0 knows TLP 1: AMBER+STRICT is written as AMBER with words that say what it is."""
LABELS = ("white", "green", "amber")
"""The folders, by their label of TLP."""
FEED, SERVICE = "feed.json", "service.json"
STRICT = "TLP:AMBER+STRICT: within the recipient's own organisation only."


def file_name(published: Published) -> str:
    """Return the name of an advisory's file: its number in small letters, in the folder of its first year."""
    return f"{published.first_at.astimezone(UTC).year}/{_number(published).lower()}.json"


def advisory_of(alert: VulnerabilityAlert, published: Published, editions: Sequence[datetime]) -> dict[str, Json]:
    """Return an alert as an advisory; `editions` are the moments of all its editions, the present one last."""
    first, now = _stamp(editions[0]), _stamp(editions[-1])
    history: list[Json] = [
        {"number": str(number), "date": _stamp(at), "summary": "Corrected edition." if number > 1 else "First edition."}
        for number, at in enumerate(editions, 1)
    ]
    distribution: dict[str, Json] = {"tlp": {"label": _LABELS[alert.confidentiality]}}
    if alert.confidentiality is Degree.AMBER_STRICT:
        distribution["text"] = STRICT
    name = f"{alert.maker} {alert.product} {alert.versions}"
    return {
        "document": {
            "category": "csaf_security_advisory",
            "csaf_version": "2.0",
            "title": name[:300],
            "lang": published.language,
            "distribution": distribution,
            "notes": [{"category": "description", "text": alert.description}],
            "publisher": _publisher(published.publisher),
            "tracking": {
                "id": _number(published),
                "status": "final",
                "version": str(len(editions)),
                "initial_release_date": first,
                "current_release_date": now,
                "revision_history": history,
            },
            "aggregate_severity": {"text": alert.severity},
        },
        "product_tree": {"branches": _branches(alert)},
        "vulnerabilities": [_vulnerability(alert, cve) for cve in alert.cves or ("",)],
    }


def provider_metadata(address: str, publisher: str, at: datetime) -> dict[str, Json]:
    """Return the metadata of the provider; `address` is that of its folder and ends with a slash."""
    return {
        "canonical_url": f"{address}provider-metadata.json",
        "distributions": [
            {
                "directory_url": f"{address}{label}/",
                "rolie": {"feeds": [{"tlp_label": label.upper(), "url": f"{address}{label}/{FEED}"}]},
            }
            for label in LABELS
        ],
        "last_updated": _stamp(at),
        "list_on_CSAF_aggregators": False,
        "metadata_version": "2.0",
        "mirror_on_CSAF_aggregators": False,
        "publisher": _publisher(publisher),
        "role": "csaf_provider",
    }


def labelled(files: Sequence[File], label: str) -> Sequence[File]:
    """Return the files of a folder, which is named by its label of TLP."""
    return [one for one in files if _LABELS[one.degree].lower() == label]


def index_of(files: Sequence[File]) -> str:
    """Return the list of all files of a folder (7.1.12)."""
    return "".join(f"{one.name}\n" for one in sorted(files, key=lambda one: one.name))


def changes_of(files: Sequence[File]) -> str:
    """Return when each file of a folder changed last, newest first (7.1.13)."""
    return "".join(f'"{one.name}","{_stamp(one.at)}"\n' for one in sorted(files, key=lambda one: one.at, reverse=True))


def feed_of(files: Sequence[File], address: str, label: str, at: datetime) -> dict[str, Json]:
    """Return a folder as a feed of ROLIE (RFC 8322; CSAF 2.0, 7.1.15), newest first; `address` ends with a slash."""
    here = f"{address}{label}/"
    return {
        "feed": {
            "id": f"almasu-csaf-tlp-{label}",
            "title": f"Vulnerability alerts (TLP:{label.upper()})",
            "link": [{"rel": "self", "href": f"{here}{FEED}"}, {"rel": "service", "href": f"{address}{SERVICE}"}],
            "category": [{"scheme": "urn:ietf:params:rolie:category:information-type", "term": "csaf"}],
            "updated": _stamp(max((one.at for one in files), default=at)),
            "entry": [_entry(one, here) for one in sorted(files, key=lambda one: one.at, reverse=True)],
        }
    }


def service_of(address: str) -> dict[str, Json]:
    """Return the service document that names the feeds (RFC 8322, 5; CSAF 2.0, 7.1.16)."""
    collections: list[Json] = [
        {
            "title": f"Vulnerability alerts (TLP:{label.upper()})",
            "href": f"{address}{label}/{FEED}",
            "categories": {"category": [{"scheme": "urn:ietf:params:rolie:category:information-type", "term": "csaf"}]},
        }
        for label in LABELS
    ]
    return {"service": {"workspace": [{"title": "CSAF advisories", "collection": collections}]}}


def _entry(file: File, here: str) -> dict[str, Json]:
    document = msgspec.json.decode(file.body, type=_Titled).document
    url = f"{here}{file.name}"
    hashes: list[Json] = [{"rel": "hash", "href": f"{url}.{kind}"} for kind in ("sha256", "sha512")]
    return {
        "id": document.tracking.id,
        "title": document.title,
        "link": [{"rel": "self", "href": url}, *hashes],
        "published": _stamp(file.first_at),
        "updated": _stamp(file.at),
        "content": {"type": "application/json", "src": url},
        "format": {"schema": "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", "version": "2.0"},
    }


class _Numbered(msgspec.Struct, frozen=True):
    id: str


class _Head(msgspec.Struct, frozen=True):
    title: str
    tracking: _Numbered


class _Titled(msgspec.Struct, frozen=True):
    document: _Head


def digest_line(file: File, kind: str) -> str:
    """Return the integrity file of an advisory: its SHA-256 or SHA-512 and its name (7.1.18)."""
    return f"{hashlib.new(kind, file.body).hexdigest()}  {file.name.rsplit('/', 1)[-1]}\n"


def _number(published: Published) -> str:
    return f"ASOI-{published.first_at.astimezone(UTC).year}-{published.alert.hex[:12]}".upper()


def _publisher(name: str) -> Mapping[str, Json]:
    return {"category": "coordinator", "name": name, "namespace": f"urn:uuid:{NAMESPACE}"}


def _products(alert: VulnerabilityAlert) -> tuple[Item, ...]:
    """Return the products of an alert one by one; what its fields name together is one where it lists none."""
    listed = affected_by(alert) if alert.affected else ()
    return listed or (Item(alert.maker, alert.product, alert.versions),)


def _branches(alert: VulnerabilityAlert) -> list[Json]:
    """Return the products as a tree: makers, their products, the versions of each (CSAF 2.0, 3.1.2)."""
    makers: dict[str, dict[str, list[Json]]] = {}
    for number, one in enumerate(_products(alert), 1):
        range_of = one.versions or "*"
        product: dict[str, Json] = {
            "name": f"{one.maker} {one.product} {range_of}".strip(),
            "product_id": f"ALMASU-{number}",
        }
        if one.cpe or one.purl:
            product["product_identification_helper"] = {"cpe" if one.cpe else "purl": one.name}
        leaf: dict[str, Json] = {"category": "product_version_range", "name": range_of, "product": product}
        makers.setdefault(one.maker or alert.maker, {}).setdefault(one.product, []).append(leaf)
    return [
        {
            "category": "vendor",
            "name": maker,
            "branches": [
                {"category": "product_name", "name": product, "branches": versions}
                for product, versions in products.items()
            ],
        }
        for maker, products in makers.items()
    ]


def _vulnerability(alert: VulnerabilityAlert, cve: str) -> dict[str, Json]:
    products: list[Json] = [f"ALMASU-{number}" for number, _ in enumerate(_products(alert), 1)]
    remedy: dict[str, Json] = {"category": "mitigation", "details": alert.recommendations, "product_ids": products}
    said: dict[str, Json] = {
        "notes": [{"category": "description", "text": alert.description}],
        "product_status": {"known_affected": products},
        "remediations": [remedy],
    }
    return {"cve": cve, **said} if cve else {"title": alert.product, **said}


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
