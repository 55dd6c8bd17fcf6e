"""All that lies under a material goes with it in one act, and whoever waited for it is told (FMA-6.1, FMA-6.2)."""

from __future__ import annotations

from actions.provision.conftest import Zone
from actions.provision.test_asking import with_sets
from actions.provision.test_keying import FIELDS, PNG, TYPED, received_paper
from actions.provision.test_ladder import letter, steps
from actions.provision.test_papers import ON_REQUEST
from almasu.actions.provision import destroy, keyings, prove, scans, see_received
from almasu.actions.provision.keyings import ToKey, ToType
from almasu.kernel.provision.keying import KeyingState
from almasu.kernel.provision.material import Holds
from almasu.kernel.provision.way import ORDER, Way
from kernel.provision.acts import data_set

WHY = "Тапсырма аяқталды, керек емес."


async def test_the_list_of_destroyed_materials_tells_what_went_and_no_keying_waits_for_one(zone: Zone) -> None:
    await with_sets(zone, data_set(fields=FIELDS, keys=["plate"], **ON_REQUEST))
    for way in ORDER[: ORDER.index(Way.PAPER)]:
        await zone.signs("responsible", prove.prepare_letter, prove.record_letter, letter(zone, way))
    await steps(zone, Way.PAPER)
    sheaf, material = await received_paper(zone)
    node, officer, second, at = zone.node, zone.tokens["officer"], zone.tokens["second officer"], zone.now()
    await scans.keep_scan(node, officer, sheaf, material, 2, PNG, at)
    once, differs, alike, given_up = [
        await keyings.key_first(node, officer, ToKey(sheaf, material, TYPED), at) for _ in range(4)
    ]
    await keyings.key_again(node, second, differs.id, ToType({**TYPED, "owner": "Үсен"}), at)
    await keyings.key_again(node, second, alike.id, ToType(TYPED), at)
    await keyings.drop(node, officer, given_up.id, keyings.ToDrop("Қате парақтан терілген."), at)
    act = await destroy.prepare_destruction(node, officer, material, WHY, at)
    assert "«2026/7»".encode() in act.data, "who signs reads which material"
    await destroy.destroy(node, officer, act.id, zone.cms("officer", act), at)

    (ended,) = await see_received.destroyed_materials(node, officer, zone.now())
    assert ended.material.destroyed is not None
    assert ended.material.destroyed.held == Holds(received=1, looks=0, scans=1, keyings=3)
    assert ended.material.destroyed.contents == 6, "a set, a scan, three first hands and the one that differs"
    assert await keyings.waiting_keyings(node, officer, zone.now()) == []
    for keyed, contents in ((once, 1), (differs, 2)):
        after = await keyings.one_keying(node, officer, keyed.id, zone.now())
        assert after.dropped is not None
        assert (after.state, after.dropped.by, after.dropped.contents) == (KeyingState.DROPPED, None, contents)
    assert (await keyings.one_keying(node, officer, alike.id, zone.now())).state is KeyingState.RECEIVED
    moved = (await zone.told("provision_keying_moved"))[-2:]
    assert [(one["step"], one["material"]) for one in moved] == [("gone_with_material", str(material))] * 2
    last = (await zone.told("provision_material_moved"))[-1]
    assert (last["received"], last["looks"], last["scans"], last["keyings"], last["contents"]) == (1, 0, 1, 3, 6)
    async with node.store.transaction() as transaction:
        assert await transaction.papers.set_back() == [], "each version has its leaf"
