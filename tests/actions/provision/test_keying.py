"""An ordinary paper at the Agency: scanned and keyed twice, a third decides; of a restricted one only the card."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from actions.provision.conftest import Zone
from actions.provision.test_asking import with_sets
from actions.provision.test_joint_acts import drafts, in_force
from actions.provision.test_ladder import letter, steps
from actions.provision.test_papers import ON_REQUEST, hands_over, receives, sends
from almasu.actions.provision import destroy, keyings, materials, prove, scans, see_received, use_received
from almasu.actions.provision.keyings import ToKey, ToType
from almasu.actions.provision.use_received import Asked
from almasu.kernel.provision.came import OnPaper
from almasu.kernel.provision.keying import KeyingState
from almasu.kernel.provision.paper import ScanLies
from almasu.kernel.provision.received import Use
from almasu.kernel.provision.under_material import UnderKind
from almasu.kernel.provision.way import ORDER, Way
from almasu.law.problem import Problem, ProblemGroup
from kernel.provision.acts import act_of, data_set, field

USE = ("laundering", "Тапсырма бойынша қажет болды.")
PDF, PNG = b"%PDF-1.7 made up", b"\x89PNG\r\n\x1a\n made up"
FIELDS = [field("row_id", "integer", "open"), field("plate", twice=True), field("owner", twice=True)]
TYPED = {"row_id": "7", "plate": "123ABC01", "owner": "Асан"}


class SaysWhatItGot:
    """Reads no words, and says how much it was given."""

    async def read(self, picture: bytes) -> str:
        return f"{len(picture)} bytes"


async def received_paper(zone: Zone) -> tuple[UUID, UUID]:
    """A paper that lies at the Agency, and an officer's material."""
    sheaf = await sends(zone)
    await hands_over(zone, sheaf.id)
    await receives(zone, sheaf.id)
    until = zone.now() + timedelta(days=30)
    return sheaf.id, await materials.open_material(
        zone.node, zone.tokens["officer"], "2026/7", "laundering", until, zone.now()
    )


async def test_a_paper_is_scanned_and_keyed_by_two_and_a_third_decides(zone: Zone) -> None:
    await in_force(zone, await drafts(zone, content=act_of(data_set(fields=FIELDS, keys=["plate"], **ON_REQUEST))))
    for way in ORDER[: ORDER.index(Way.PAPER)]:
        await zone.signs("responsible", prove.prepare_letter, prove.record_letter, letter(zone, way))
    await steps(zone, Way.PAPER)
    sheaf, material = await received_paper(zone)
    node, at = zone.node, zone.now()
    officer, second, head = (zone.tokens[who] for who in ("officer", "second officer", "head of agency"))

    for data in (b"MZ\x90", b"%PDF-" + b"0" * 1_000_000):
        with pytest.raises(Problem, match=r"paper\.scan_file"):
            await scans.keep_scan(node, officer, sheaf, material, 2, data, at)
    with pytest.raises(Problem, match=r"material\.absent"):
        await scans.keep_scan(node, second, sheaf, material, 2, PDF, at)
    kept = await scans.keep_scan(node, officer, sheaf, material, 2, PNG, at)
    assert (await scans.take_scan(node, officer, sheaf, *USE, at)).data == PNG
    with pytest.raises(Problem, match=r"material\.absent"):
        await scans.take_scan(node, second, sheaf, *USE, at)
    with pytest.raises(Problem, match=r"paper\.no_reader"):
        await scans.scan_words(node, officer, sheaf, *USE, at)
    reads = replace(node, scan_reader=SaysWhatItGot())
    assert await scans.scan_words(reads, officer, sheaf, *USE, at) == f"{len(PNG)} bytes"
    with pytest.raises(Problem, match=r"material\.absent"):
        await scans.scan_words(reads, second, sheaf, *USE, at)

    with pytest.raises(ProblemGroup):
        await keyings.key_first(node, officer, ToKey(sheaf, material, {**TYPED, "row_id": "seven"}), at)
    with pytest.raises(ProblemGroup) as beyond:
        await keyings.key_first(node, officer, ToKey(sheaf, material, {**TYPED, "salary": "5"}), at)
    assert [(one.kind.code, one.where, one.kind.cites) for one in beyond.value.problems] == [
        ("provision.act.field_beyond", "salary", ("FMA-5",))
    ]
    with pytest.raises(Problem, match=r"paper\.sheet"):
        await keyings.key_first(node, officer, ToKey(sheaf, material, TYPED, 13), at)
    keyed = await keyings.key_first(node, officer, ToKey(sheaf, material, TYPED, 2), at)
    assert (keyed.fields, keyed.state) == (("plate", "owner"), KeyingState.KEYED_ONCE)
    with pytest.raises(Problem, match=r"keyed_by_one"):
        await keyings.key_again(node, officer, keyed.id, ToType({"plate": "123ABC01"}), at)
    other = await keyings.key_again(node, second, keyed.id, ToType({"plate": "123ABC01", "owner": "Үсен"}), at)
    assert (other.state, other.differing, other.received) == (KeyingState.DIFFERS, ("owner",), None)
    with pytest.raises(Problem, match=r"keyed_by_one"):
        await keyings.side_by_side(node, second, keyed.id, at)
    assert (await keyings.side_by_side(node, head, keyed.id, at)).both == {"owner": ("Асан", "Үсен")}
    assert (await zone.told("provision_keying_viewed"))[-1]["material"] == str(material)
    done = await keyings.decide(node, head, keyed.id, ToType({"owner": "Асан Үсенов"}), at)
    assert done.received is not None
    asked = Asked(Use.OPEN, "laundering", "Тапсырма бойынша қажет болды.")
    opened = await use_received.use_received(node, officer, done.received, asked, at)
    assert [one.value for one in opened.rows[0]] == [7, "123ABC01", "Асан Үсенов"]
    came = opened.card.received.provenance
    assert (came.way, came.delivery) == (Way.PAPER, sheaf)
    hands = [zone.accounts[who].id for who in ("officer", "second officer", "head of agency")]
    assert [one.keyed_by for one in opened.rows[0]] == [tuple(hands[:1]), tuple(hands[:2]), tuple(hands)]
    paper = opened.card.came
    assert isinstance(paper, OnPaper)
    assert (paper.outgoing, paper.incoming, paper.sheet, paper.keying) == ("12-5/77", "ВХ-301", 2, keyed.id)
    assert list(opened.people) == sorted(hands)

    alike = await keyings.key_first(node, officer, ToKey(sheaf, material, TYPED), at)
    alike = await keyings.key_again(node, second, alike.id, ToType({**TYPED, "plate": " 123ABC01"}), at)
    assert (alike.state, alike.received is not None) == (KeyingState.RECEIVED, True)
    assert len(await keyings.keyings_of(node, head, sheaf, at)) == 2
    assert [one["differing"] for one in await zone.told("provision_keying_moved")] == [0, 1, 1, 0, 0]

    open_one = await keyings.key_first(node, officer, ToKey(sheaf, material, TYPED), at)
    held = await see_received.material(node, officer, material, "", 50, at)
    assert [(one.kind, one.id, one.count) for one in held.beside] == [
        (UnderKind.KEYING, open_one.id, 0),
        (UnderKind.SCAN, sheaf, 2),
    ]
    scan = kept.scan
    assert scan is not None
    assert [await scans.where_scan_lies(node, who, scan, at) for who in (officer, second)] == [
        ScanLies.WITH_YOU,
        ScanLies.WITH_ANOTHER,
    ]
    with pytest.raises(Problem, match=r"handing\.state"):
        await scans.keep_scan(node, officer, sheaf, material, 2, PDF, at)
    await zone.signs(
        "officer", destroy.prepare_destruction, destroy.destroy, material, "Тапсырма аяқталды, керек емес."
    )
    with pytest.raises(Problem, match=r"handing\.state"):
        await keyings.key_again(node, second, open_one.id, ToType(TYPED), at)
    with pytest.raises(Problem, match=r"material\.absent"):
        await scans.take_scan(node, officer, sheaf, *USE, at)
    assert await scans.where_scan_lies(node, officer, scan, at) is ScanLies.GONE
    until = at + timedelta(days=30)
    anew = await materials.open_material(node, officer, "2026/8", "laundering", until, at)
    await scans.keep_scan(node, officer, sheaf, anew, 3, PDF, at)
    assert (await scans.take_scan(node, officer, sheaf, *USE, at)).data == PDF
    assert [one.count for one in (await see_received.material(node, officer, anew, "", 50, at)).beside] == [3]


async def test_of_a_restricted_paper_nothing_is_scanned_or_keyed(zone: Zone) -> None:
    await with_sets(zone, data_set(secrecy="restricted", way="paper", **ON_REQUEST))
    sheaf, material = await received_paper(zone)
    officer, at = zone.tokens["officer"], zone.now()
    attempts = (
        scans.keep_scan(zone.node, officer, sheaf, material, 2, PDF, at),
        keyings.key_first(zone.node, officer, ToKey(sheaf, material, TYPED), at),
        keyings.to_be_keyed(zone.node, officer, sheaf, at),
    )
    for attempt in attempts:
        with pytest.raises(Problem, match=r"paper\.card_only") as refused:
            await attempt
        assert refused.value.kind.cites == ("FMA-4.2",)
