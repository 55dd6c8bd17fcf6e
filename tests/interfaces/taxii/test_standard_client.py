"""The OASIS libraries, unchanged, against the running server: what a security team's own tools do."""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from almasu.kernel.interchange.collection import ALERTS
from almasu.kernel.interchange.incoming import FileKind
from almasu.kernel.interchange.stix_incident import stix_of
from interfaces.taxii.conftest import ROOT, indicator
from kernel.interchange.test_iodef import CARDS, TOLD

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    stix2 = pytest.importorskip("stix2")
    v21 = pytest.importorskip("taxii2client.v21")


async def apart(work: Callable[[], Any]) -> Any:
    """Do blocking work beside the server's loop; the libraries warn of themselves."""

    def quietly() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()

    return await asyncio.to_thread(quietly)


async def test_discovery_adding_paging_manifests_versions_and_deletion_work_with_taxii2_client(door):
    machine = await door.machine()
    await door.publish([indicator(number) for number in range(1, 24)])

    def work() -> None:
        server = v21.Server(f"{door.address}/taxii2/", user=str(machine.number), password=machine.token)
        root = server.default
        assert [one.url for one in server.api_roots] == [f"{door.address}{ROOT}"]
        collections = {one.title: one for one in root.collections}
        common = collections["Threat alerts"]
        for most in (0, 5, 100):
            objects = [one for page in v21.as_pages(common.get_objects, most) for one in page.get("objects", [])]
            assert [one["id"] for one in objects] == [indicator(number)["id"] for number in range(1, 24)]
        records = [one for page in v21.as_pages(common.get_manifest, 7) for one in page["objects"]]
        assert {one["id"] for one in records} == {one["id"] for one in objects}
        after = common.get_objects(added_after=records[9]["date_added"])
        assert len(after["objects"]) == 13
        own = next(one for one in root.collections if one.can_write)
        status = own.add_objects({"objects": [indicator(1), indicator(1, modified="2026-11-21T09:00:00.000Z"), {}]})
        assert (status.status, status.success_count, status.failure_count) == ("complete", 2, 1)
        status.refresh()
        assert [one["id"] for one in status.successes] == [indicator(1)["id"]] * 2
        assert len(own.object_versions(indicator(1)["id"])["versions"]) == 2
        assert own.get_object(indicator(1)["id"])["objects"][0]["modified"] == "2026-11-21T09:00:00.000Z"
        own.delete_object(indicator(1)["id"], version="first")
        assert len(own.object_versions(indicator(1)["id"])["versions"]) == 1
        server.close()

    await apart(work)


async def test_a_collection_is_a_source_and_a_sink_of_stix2(door):
    machine = await door.machine()

    def work() -> None:
        user = {"user": str(machine.number), "password": machine.token}
        own = v21.Collection(f"{door.address}{ROOT}collections/{machine.own}/", **user)
        made = stix2.Indicator(
            id=f"indicator--{uuid4()}", pattern="[ipv4-addr:value = '198.51.100.7']", pattern_type="stix"
        )
        stix2.TAXIICollectionSink(own).add([made], version="2.1")
        source = stix2.TAXIICollectionSource(own)
        assert source.get(made.id) == made
        assert source.all_versions(made.id) == [made]
        found = source.query([stix2.Filter("type", "=", "indicator")])
        assert [one.id for one in found] == [made.id]
        assert source.get(f"indicator--{uuid4()}") is None
        own.close()

    await apart(work)


async def test_what_the_node_publishes_is_read_by_stix2(door):
    machine = await door.machine()
    await door.publish([indicator(1)])

    def work() -> None:
        user = {"user": str(machine.number), "password": machine.token}
        common = v21.Collection(f"{door.address}{ROOT}collections/{ALERTS.id}/", **user)
        one = stix2.parse(common.get_objects()["objects"][0], version="2.1")
        assert json.loads(one.serialize())["pattern"] == indicator(1)["pattern"]
        common.close()

    await apart(work)


async def test_an_incident_that_a_machine_adds_waits_for_a_person_of_its_organisation_byte_for_byte(door):
    machine, centre = await door.machine(), await door.machine("")
    card = json.loads(stix_of(CARDS[2], TOLD).data)["objects"]
    spaced = json.dumps({"objects": [*card, indicator(1)]}, indent=3).encode()

    async def files(organisation: str) -> list[bytes]:
        async with door.exchange.store.transaction() as transaction:
            page = await transaction.incoming.page(organisation, (FileKind.STIX,), None, 10)
        return [one.body for one in page]

    for _ in range(2):
        assert (await door.post(machine, machine.own, spaced)).status == 202
    assert (await door.post(centre, centre.own, spaced)).status == 202
    assert (await door.post(machine, machine.own, json.dumps({"objects": [indicator(2)]}).encode())).status == 202
    (waiting,) = await files(machine.organisation)
    assert {one["id"] for one in json.loads(waiting)["objects"]} == {one["id"] for one in card}
    assert json.dumps(card[2], indent=3).replace("\n", "\n      ").encode() in waiting
    assert await files("") == []
    deep = b'{"objects": [%s, {"type": "note", "id": "note--%s", "x_": %s1%s}]}'
    nested = deep % (json.dumps(card[2]).encode(), str(uuid4()).encode(), b"[" * 50_000, b"]" * 50_000)
    assert (await door.post(machine, machine.own, nested)).status < 500
