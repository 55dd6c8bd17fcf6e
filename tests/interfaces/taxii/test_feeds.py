"""Alerts as machines get them: over TAXII, as a feed of MISP, as a provider of CSAF; each down to its degree."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from almasu.actions.interchange.publish import publish_threat, publish_vulnerability
from almasu.interfaces.taxii.headers import MEDIA
from almasu.kernel.interchange import csaf_check, csaf_out, misp
from almasu.kernel.interchange.collection import ALERTS, VULNERABILITIES
from almasu.kernel.interchange.csaf_in import advisory_in
from almasu.kernel.interchange.stix_out import Published
from almasu.kernel.sector.alert import ThreatAlert, VulnerabilityAlert
from almasu.kernel.sector.confidentiality import Degree
from almasu.law.problem import Problem
from almasu.wiring.running import now
from interfaces.taxii.conftest import BANK, ROOT

THREAT = ThreatAlert(
    source="A mail campaign",
    threat="phishing",
    severity="high",
    confidentiality=Degree.GREEN,
    description="Letters in the name of a courier.",
    recommendations="Block the sender.",
    marks={"addresses": ["198.51.100.7"], "names": ["courier.example"], "cves": ["CVE-2026-1001"]},
)
VULNERABILITY = VulnerabilityAlert(
    maker="Maker",
    product="Gateway",
    versions="< 4.2",
    confidentiality=Degree.CLEAR,
    description="An overflow.",
    recommendations="Update to 4.2.",
    severity="critical",
    cves=("CVE-2026-1002",),
)


def published() -> Published:
    at = now()
    return Published(uuid4(), "Sectoral centre", at, at, "kk")


async def publish(door, alert, told):
    async with door.exchange.store.transaction() as transaction:
        if isinstance(alert, ThreatAlert):
            await publish_threat(door.exchange.random, transaction, alert, told)
        else:
            await publish_vulnerability(door.exchange.random, transaction, alert, told, [told.first_at, told.at])


async def test_a_published_alert_is_read_over_taxii_and_a_correction_is_its_next_version(door):
    machine, told = await door.machine(narrowest=Degree.GREEN), published()
    await publish(door, THREAT, told)
    objects = f"{ROOT}collections/{ALERTS.id}/objects/"
    first = (await (await door.get(machine, objects)).json(content_type=MEDIA))["objects"]
    types = [one["type"] for one in first]
    assert types[:2] == ["marking-definition", "identity"]
    assert types.count("indicator") == 2
    corrected = replace(told, at=told.at + timedelta(hours=1))
    await publish(door, THREAT.__class__(**{**as_dict(THREAT), "description": "Corrected."}), corrected)
    later = (await (await door.get(machine, objects)).json(content_type=MEDIA))["objects"]
    assert {one["id"] for one in later} == {one["id"] for one in first}
    report = next(one for one in later if one["type"] == "report")
    assert report["description"] == "Corrected."
    assert [one["kind"] for one in await door.leaves()][:1] == ["objects_added"]


async def test_a_narrow_alert_is_on_no_channel_of_a_machine_that_may_not_read_it(door):
    wide, narrow = await door.machine(narrowest=Degree.GREEN), await door.machine()
    await publish(door, THREAT.__class__(**{**as_dict(THREAT), "confidentiality": Degree.AMBER_STRICT}), published())
    hidden = VULNERABILITY.__class__(**{**as_dict(VULNERABILITY), "confidentiality": Degree.AMBER_STRICT})
    await publish(door, hidden, published())
    for path in (
        "/feeds/misp/manifest.json",
        "/feeds/misp/hashes.csv",
        "/csaf/amber/index.txt",
        "/csaf/white/index.txt",
    ):
        assert len(await (await door.get(wide, path)).text()) <= 2, path
    event = next(iter(json.loads(await (await door.get(narrow, "/feeds/misp/manifest.json")).text())))
    assert (await door.get(wide, f"/feeds/misp/{event}.json")).status == 404
    assert (await door.get(narrow, f"/feeds/misp/{event}.json")).status == 200
    name = (await (await door.get(narrow, "/csaf/amber/index.txt")).text()).strip()
    assert (await door.get(wide, f"/csaf/amber/{name}")).status == 404
    assert (await door.get(narrow, f"/csaf/amber/{name}")).status == 200
    for collection in (ALERTS, VULNERABILITIES):
        told = await (await door.get(wide, f"{ROOT}collections/{collection.id}/objects/")).json(content_type=MEDIA)
        assert {one["type"] for one in told.get("objects", [])} <= {"marking-definition", "identity"}


async def test_red_goes_to_nobody(door):
    with pytest.raises(Problem, match=r"sector\.red_to_all"):
        await publish(door, THREAT.__class__(**{**as_dict(THREAT), "confidentiality": Degree.RED}), published())


async def test_a_misp_reads_the_feed(door):
    machine, told = await door.machine(), published()
    await publish(door, THREAT, told)
    manifest = json.loads(await (await door.get(machine, "/feeds/misp/manifest.json")).text())
    ((number, entry),) = manifest.items()
    assert entry["info"] == THREAT.source
    body = await (await door.get(machine, f"/feeds/misp/{number}.json")).read()
    assert misp.alert_in(body).fields["addresses"] == "198.51.100.7"
    hashes = (await (await door.get(machine, "/feeds/misp/hashes.csv")).text()).splitlines()
    assert f"{hashlib.md5(b'courier.example').hexdigest()},{number}" in hashes
    assert (await door.get(None, "/feeds/misp/manifest.json")).status == 401
    apart = await door.machine(reads=(VULNERABILITIES.id,), writes=())
    assert (await door.get(apart, "/feeds/misp/manifest.json")).status == 404
    assert "files_given" in [one["kind"] for one in await door.leaves()]


async def test_a_provider_of_csaf_gives_its_metadata_lists_digests_and_valid_advisories(door):
    told = published()
    await publish(door, VULNERABILITY, replace(told, at=told.at + timedelta(days=1)))
    metadata = json.loads(await (await door.get(None, "/csaf/provider-metadata.json")).text())
    assert metadata["role"] == "csaf_provider"
    assert metadata["canonical_url"].endswith("/csaf/provider-metadata.json")
    name = (await (await door.get(None, "/csaf/white/index.txt")).text()).strip()
    assert name in await (await door.get(None, "/csaf/white/changes.csv")).text()
    body = await (await door.get(None, f"/csaf/white/{name}")).read()
    assert csaf_check.faults_of(body) == ()
    read = advisory_in(body, {})
    assert (read.cves, read.version) == (("CVE-2026-1002",), "2")
    assert name.endswith(f"/{read.number.lower()}.json")
    for kind in ("sha256", "sha512"):
        line = await (await door.get(None, f"/csaf/white/{name}.{kind}")).text()
        assert line == f"{hashlib.new(kind, body).hexdigest()}  {name.rsplit('/', 1)[-1]}\n"
    feed = json.loads(await (await door.get(None, "/csaf/white/feed.json")).text())["feed"]
    assert [one["content"]["src"].endswith(f"/csaf/white/{name}") for one in feed["entry"]] == [True]
    assert {one["rel"] for one in feed["entry"][0]["link"]} == {"self", "hash"}
    service = json.loads(await (await door.get(None, "/csaf/service.json")).text())["service"]
    assert [one["href"].rsplit("/", 2)[-2] for one in service["workspace"][0]["collection"]] == list(csaf_out.LABELS)
    feeds = [one["rolie"]["feeds"][0]["url"] for one in metadata["distributions"]]
    assert {one.rsplit("/", 1)[-1] for one in feeds} == {"feed.json"}
    assert (await door.get(None, "/csaf/green/feed.json")).status == 401
    assert (await door.get(None, "/csaf/green/index.txt")).status == 401
    assert (await door.get(None, "/csaf/white/no.json")).status == 404
    assert (await door.get(await door.machine(BANK), "/csaf/green/index.txt")).status == 200


def as_dict(alert: object) -> dict[str, object]:
    return {name: getattr(alert, name) for name in alert.__struct_fields__}  # type: ignore[attr-defined]
