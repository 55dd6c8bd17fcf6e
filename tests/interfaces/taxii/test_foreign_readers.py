"""Programs of others, unchanged, on what the node gives: PyMISP reads the feed, validators judge advisories and STIX.

They are no part of the product, and loaded by the trials alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from almasu.kernel.interchange.stix_incident import stix_of
from almasu.kernel.interchange.stix_out import bundle, threat_objects, vulnerability_objects
from interfaces.taxii.test_feeds import THREAT, VULNERABILITY, as_dict, publish, published
from kernel.interchange.test_iodef import CARDS, TOLD

pytestmark = pytest.mark.trial
HELD = {"ip-dst": "198.51.100.7", "domain": "courier.example", "vulnerability": "CVE-2026-1001"}


async def test_pymisp_reads_every_file_of_the_feed_and_makes_the_same_manifest_and_hashes(door) -> None:
    import pymisp

    machine = await door.machine()
    marks = {**THREAT.marks, "cves": ["CVE-2026-1001"], "hashes": ["ab" * 32]}
    await publish(door, THREAT.__class__(**{**as_dict(THREAT), "marks": marks}), published())

    async def fetched(name: str) -> str:
        return await (await door.get(machine, f"/feeds/misp/{name}")).text()

    ((number, entry),) = json.loads(await fetched("manifest.json")).items()
    event = pymisp.MISPEvent()
    event.load(await fetched(f"{number}.json"))
    found = {one.type: one.value for one in event.attributes if one.type in HELD}
    assert (event.uuid, event.info, event.threat_level_id, event.published) == (number, THREAT.source, 1, True)
    assert found == HELD
    assert [one.value for one in event.attributes if one.type == "sha256"] == ["ab" * 32]
    assert "tlp:green" in {tag.name for tag in event.tags}
    theirs = event.manifest[number]
    for name in ("info", "date", "analysis", "threat_level_id", "timestamp"):
        assert str(theirs[name]) == str(entry[name]), name
    ours = {line.partition(",")[0] for line in (await fetched("hashes.csv")).splitlines()}
    assert set(event.attributes_hashes("md5")) <= ours


async def test_a_validator_of_csaf_finds_no_mandatory_fault_in_what_is_published(door, tmp_path: Path) -> None:
    several = ("CVE-2026-1002", "CVE-2026-1003")
    for changed in ({"cves": ("CVE-2026-1001",)}, {"cves": several}, {"cves": ()}):
        alert = VULNERABILITY.__class__(**{**as_dict(VULNERABILITY), **changed})
        await publish(door, alert, published())
    names = (await (await door.get(None, "/csaf/white/index.txt")).text()).split()
    assert len(names) == 3
    for name in names:
        file = tmp_path / Path(name).name
        file.write_bytes(await (await door.get(None, f"/csaf/white/{name}")).read())
        command = (
            "-m",
            "csaf",
            "validate",
            "--spec-version",
            "v20",
            "--no-network",
            "--preset",
            "mandatory",
            str(file),
        )
        running = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
        said, _ = await running.communicate()
        assert (running.returncode, b"Overall: PASS" in said) == (0, True), said.decode()


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_a_strict_validator_of_stix_finds_no_fault_in_cards_that_are_taken_along(number: int) -> None:
    must_hold(stix_of(CARDS[number], TOLD).data.decode())


async def test_a_strict_validator_of_stix_finds_no_fault_in_what_is_published() -> None:
    for objects in (threat_objects(THREAT, published()), vulnerability_objects(VULNERABILITY, published())):
        must_hold(json.dumps(bundle(objects, uuid4())))


def must_hold(stix: str) -> None:
    import stix2validator

    strict = stix2validator.ValidationOptions(version="2.1", strict=True, enforce_refs=True)
    judged = stix2validator.validate_string(stix, strict)
    assert judged.is_valid, [str(one) for one in judged.errors]
