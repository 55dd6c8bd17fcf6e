"""What the made-up publishers of a demo say: advisories of makers, campaigns of a community, two lists of CVE, and a
collection of a partner.
"""

from __future__ import annotations

import gzip
import json
from uuid import UUID, uuid5

from almasu.law.canonical import Json
from almasu.testing.published.collection import PublishedCollection
from almasu.testing.published.server import Publisher

FLAWS = (
    ("ALMA-2026-01", "Alma", "VPN Gate", "<4.2", "CVE-2026-71001", 9.8, "A crafted packet runs code before sign-in."),
    ("ALMA-2026-02", "Alma", "VPN Gate", "<4.3", "CVE-2026-71002", 5.3, "Names of accounts can be guessed by timing."),
    ("TOBYL-SA-7", "Tobyl", "Mail Gateway", "<=7.1", "CVE-2026-71003", 8.1, "An attachment passes the scanner unread."),
    ("ESIL-114", "Esil", "Core Ledger Web", "<2.9", "CVE-2026-71004", 7.5, "A teller's page runs a customer's script."),
)
"""Number, maker, product, versions, CVE, score and what is wrong, as made-up makers told it."""
CAMPAIGNS = (
    ("False notices of a tax refund", (("domain", "salyq-kz.example"), ("ip-dst", "203.0.113.44"))),
    (
        "Loader in a delivery note",
        (("sha256", "9f2c" * 16), ("url", "https://jetkizu.example/doc.lnk"), ("ip-src", "198.51.100.23")),
    ),
)
"""What a campaign is called, and its attributes by type and value, as a community that uses MISP shares them."""
COLLECTION = "taxii2/partners/collections/6d1f1f0e-6c3f-4a0e-9d8a-2f5b6c7d8e90/"
"""Where the collection of a partner lies, without the leading slash."""
SHARED = (
    ("A server that phishing pages report to", "[ipv4-addr:value = '203.0.113.61']"),
    ("Pages that look like a bank's", "[domain-name:value = 'kerege-bank.example']"),
    ("A loader", f"[file:hashes.'SHA-256' = '{'4b1d' * 16}']"),
)
"""Indicators by name and pattern, as a partner shares them over TAXII."""
_EXPLOITED = ("CVE-2026-71001", "CVE-2026-71003")
_OF_EVENTS = UUID("2f7a3a52-50d1-4a3b-9a05-0f7c5d1d7a01")


def publish_everything(publisher: Publisher, base: str) -> None:
    """Publish it all at an address without a slash at the end; one advisory among them is broken, as happens."""
    for day, flaw in enumerate(FLAWS, start=10):
        publisher.publish_advisory(base, f"2026/{flaw[0].lower()}.json", _advisory(*flaw), f"2026-11-{day}", rolie=True)
    publisher.publish_advisory(base, "2026/broken.json", b'{"document": {}}', "2026-11-19", rolie=True)
    for number, (name, attributes) in enumerate(CAMPAIGNS, start=1):
        event = str(uuid5(_OF_EVENTS, name))
        publisher.publish_event(event, _event(event, name, attributes), str(1_795_000_000 + number))
    publisher.collections[f"{COLLECTION}objects/"] = _collection()
    listed = [{"cveID": cve, "dueDate": "2026-12-11", "vulnerabilityName": cve} for cve in _EXPLOITED]
    publisher.files["kev.json"] = json.dumps({"vulnerabilities": listed}).encode()
    rows = "".join(f"{flaw[4]},{0.9 / place:.4f},{1 - place / 100:.4f}\n" for place, flaw in enumerate(FLAWS, start=1))
    publisher.files["epss.csv.gz"] = gzip.compress(f"#model_version:v1\ncve,epss,percentile\n{rows}".encode(), mtime=0)


def _collection() -> PublishedCollection:
    """Return the collection of a partner, an indicator a day."""
    made = PublishedCollection()
    for day, (name, pattern) in enumerate(SHARED, start=16):
        at = f"2026-11-{day}T09:00:00.000Z"
        number = f"indicator--{uuid5(_OF_EVENTS, pattern)}"
        said: dict[str, Json] = {"type": "indicator", "spec_version": "2.1", "id": number, "name": name}
        said |= {"created": at, "modified": at, "valid_from": at, "pattern": pattern, "pattern_type": "stix"}
        made.objects.append((at, said))
    return made


def _advisory(number: str, maker: str, product: str, versions: str, cve: str, score: float, what: str) -> bytes:
    """Return an advisory of CSAF 2.0."""
    severity = "CRITICAL" if score >= 9 else "HIGH" if score >= 7 else "MEDIUM"
    branch = {
        "category": "product_version_range",
        "name": f"vers:generic/{versions}",
        "product": {"name": f"{maker} {product} {versions}", "product_id": "P1"},
    }
    made = {
        "document": {
            "category": "csaf_security_advisory",
            "csaf_version": "2.0",
            "distribution": {"tlp": {"label": "WHITE"}},
            "notes": [{"category": "summary", "text": what}],
            "publisher": {"category": "vendor", "name": maker, "namespace": f"https://{maker.lower()}.example"},
            "title": f"{product}: {what}",
            "tracking": {
                "current_release_date": "2026-11-10T08:00:00Z",
                "id": number,
                "initial_release_date": "2026-11-10T08:00:00Z",
                "revision_history": [{"date": "2026-11-10T08:00:00Z", "number": "1", "summary": "First told."}],
                "status": "final",
                "version": "1",
            },
        },
        "product_tree": {
            "branches": [
                {
                    "category": "vendor",
                    "name": maker,
                    "branches": [{"category": "product_name", "name": product, "branches": [branch]}],
                }
            ]
        },
        "vulnerabilities": [
            {
                "cve": cve,
                "notes": [{"category": "description", "text": what}],
                "product_status": {"known_affected": ["P1"]},
                "remediations": [
                    {"category": "vendor_fix", "details": "Install the next version.", "product_ids": ["P1"]}
                ],
                "scores": [
                    {
                        "products": ["P1"],
                        "cvss_v3": {
                            "version": "3.1",
                            "baseScore": score,
                            "baseSeverity": severity,
                            "vectorString": _VECTORS[score],
                        },
                    }
                ],
            }
        ],
    }
    return json.dumps(made, ensure_ascii=False).encode()


_VECTORS = {
    9.8: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    8.1: "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H",
    7.5: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
    5.3: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N",
}
"""A vector that has each score."""


def _event(number: str, name: str, attributes: tuple[tuple[str, str], ...]) -> dict[str, object]:
    return {
        "uuid": number,
        "info": name,
        "date": "2026-11-20",
        "threat_level_id": "2",
        "analysis": "2",
        "published": True,
        "timestamp": "1795000000",
        "Orgc": {"name": "Community", "uuid": str(_OF_EVENTS)},
        "Tag": [{"name": "tlp:green"}],
        "Attribute": [
            {
                "uuid": str(uuid5(_OF_EVENTS, f"{name} {value}")),
                "type": kind,
                "category": "Network activity" if kind != "sha256" else "Payload delivery",
                "value": value,
                "to_ids": True,
                "timestamp": "1795000000",
            }
            for kind, value in attributes
        ],
    }
