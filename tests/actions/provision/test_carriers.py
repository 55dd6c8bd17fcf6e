"""Carriers through the real acts, keys and files: packed, signed for, handed on, read in, put away (FMA-3.4)."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
import pyrage
import pytest

from actions.provision.conftest import BODY, Zone
from actions.provision.test_feeds import all_rows, seen, ten_fields
from actions.provision.test_finding import finds, opens
from actions.provision.test_joint_acts import drafts, in_force
from actions.provision.test_ladder import letter, steps
from almasu.actions.provision import carriers as acts
from almasu.actions.provision import prove, read_delivery
from almasu.actions.provision.carriers import ToHandOn, ToPutAway, ToReceive, ToSign
from almasu.actions.provision.ended_carrier import ended_carrier
from almasu.actions.provision.read_carrier import ToRead, add_to_carrier, read_carrier
from almasu.actions.provision.see_overview import overview
from almasu.kernel.provision import came as came_by
from almasu.kernel.provision.carrier import CarriedFile, Carrier, CarrierState, Manifest, Medium
from almasu.kernel.provision.carrier_print import printed_end
from almasu.kernel.provision.delivery import DeliveryState
from almasu.kernel.provision.joint_act import FileFormat
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.way import ORDER, Way
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Language
from almasu.testing.feeds.made_files import rows, write_feed
from almasu.wiring.carrier_packing import NotPacked, ToPack, found_on, packed
from almasu.wiring.end_pdf import carrier_end_pdf_of
from kernel.provision.acts import act_of

CONTENT = act_of(ten_fields())


@dataclass
class OnCarrier:
    """A zone in which a set goes by carrier, and a folder for media."""

    zone: Zone
    folder: Path

    def packs(self, name: str = "medium", many: int = 2) -> tuple[Manifest, Path]:
        """Pack made-up rows as several files of one set."""
        files = [self.folder / f"{name}-part{number}.csv" for number in range(many)]
        for number, file in enumerate(files):
            write_feed(file, FileFormat.CSV, rows(40, number, 10**9))
        told = ToPack(CONTENT, "vehicles", files, self.recipient, "Н-1", Medium.USB, date(2026, 11, 20))
        place = self.folder / name
        return packed(told, place), place

    @property
    def recipient(self) -> str:
        assert self.zone.node.carriers is not None
        return self.zone.node.carriers.recipient

    async def describes(self, manifest: Manifest) -> Carrier:
        zone = self.zone
        return await acts.describe_carrier(zone.node, zone.tokens["responsible"], manifest, zone.now())

    async def travels(self, manifest: Manifest) -> Carrier:
        """Describe, sign, hand over and receive."""
        zone = self.zone
        made = await self.describes(manifest)
        await zone.signs("head", acts.prepare_signature, acts.sign_manifest, ToSign(made.id))
        told = ToHandOn("Мемлекеттік фельдъегерь қызметі", "П-7", "Р-1")
        await acts.hand_on(zone.node, zone.tokens["responsible"], made.id, told, zone.now())
        there = ToReceive("ВХ-9", "П-7")
        return await acts.receive_carrier(zone.node, zone.tokens["officer"], made.id, there, zone.now())

    async def sends(self, number: UUID, name: str, data: bytes) -> None:
        zone = self.zone
        await add_to_carrier(zone.node, zone.tokens["officer"], number, name, 0, data, zone.now())

    async def sends_all(self, number: UUID, place: Path) -> None:
        for name, data in encrypted_files(place).items():
            await self.sends(number, name, data)

    async def reads(self, number: UUID, *present: str) -> Carrier:
        zone = self.zone
        return await read_carrier(zone.node, zone.tokens["officer"], number, ToRead(present), zone.now())

    async def puts_away(self, number: UUID, end: CarrierState) -> Carrier:
        told = ToPutAway(number, end, "А-3")
        made = await self.zone.signs("officer", acts.prepare_putting_away, acts.put_away, told)
        assert isinstance(made, Carrier)
        return made


def encrypted_files(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(place.glob("*.age"))}


@pytest.fixture
async def by_carrier(zone: Zone, tmp_path: Path) -> OnCarrier:
    """A set that stepped down to the carrier under four standing letters."""
    await in_force(zone, await drafts(zone, content=CONTENT))
    for way in ORDER[:-1]:
        await zone.signs("responsible", prove.prepare_letter, prove.record_letter, letter(zone, way))
    await steps(zone, Way.CARRIER)
    return OnCarrier(zone, tmp_path)


def code_of(told: pytest.ExceptionInfo[Problem]) -> str:
    return told.value.kind.code


async def test_a_carrier_is_packed_signed_for_handed_on_read_in_and_destroyed(by_carrier: OnCarrier) -> None:
    zone = by_carrier.zone
    manifest, place = by_carrier.packs()
    assert (manifest.rows, len(manifest.files), manifest.secrecy) == (80, 2, Secrecy.PERSONAL)
    assert all(b"iin" not in data for data in encrypted_files(place).values())
    made = await by_carrier.describes(manifest)
    with pytest.raises(Problem) as hidden:
        await acts.one_carrier(zone.node, zone.tokens["officer"], made.id, zone.now())
    assert code_of(hidden) == "paper.unknown"
    told = ToHandOn("Курьер", "П-7", "Р-1")
    with pytest.raises(Problem, match=r"handing\.state"):
        await acts.hand_on(zone.node, zone.tokens["responsible"], made.id, told, zone.now())
    await zone.signs("head", acts.prepare_signature, acts.sign_manifest, ToSign(made.id))
    for taker in ("Курьер", "Екінші курьер"):
        told = ToHandOn(taker, "П-7", "Р-1")
        await acts.hand_on(zone.node, zone.tokens["responsible"], made.id, told, zone.now())
    with pytest.raises(Problem, match=r"carrier\.chain"):
        await acts.receive_carrier(zone.node, zone.tokens["officer"], made.id, ToReceive("ВХ-9", "П-8"), zone.now())
    there = await acts.receive_carrier(zone.node, zone.tokens["officer"], made.id, ToReceive("ВХ-9", "П-7"), zone.now())
    assert [(one.giver, one.taker) for one in there.chain] == [
        (BODY, "Курьер"),
        ("Курьер", "Екінші курьер"),
        ("Екінші курьер", zone.accounts["officer"].body_bin),
    ]
    await by_carrier.sends_all(made.id, place)
    done = await by_carrier.reads(made.id, *encrypted_files(place))
    assert (done.state, done.is_late(zone.now())) == (CarrierState.READ_IN, False)
    with pytest.raises(Problem, match=r"handing\.state"):
        await ended_carrier(zone.node, zone.tokens["officer"], made.id, zone.now())
    with pytest.raises(Problem, match=r"carrier\.still_read"):
        await by_carrier.puts_away(made.id, CarrierState.DESTROYED)
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    assert done.delivery is not None
    delivery = (await seen(zone, done.delivery)).delivery
    assert (delivery.state, delivery.way, delivery.position.accepted) == (DeliveryState.DONE, Way.CARRIER, 80)
    assert await all_rows(zone, delivery.id) == [tuple(row) for part in (0, 1) for row in rows(40, part, 10**9)]
    assert delivery.verdicts["fma_provision.carrier_in_its_turn"] == "met"
    assert delivery.verdicts["fma_provision.carrier_is_encrypted"] == "met"
    assert not list((by_carrier.folder / "carriers").iterdir()), "nothing of the carrier is left with the node"
    (card,) = await finds(zone, await opens(zone, "2026/120"), next(iter(rows(40, 0, 10**9)))[1])
    came = card.received.provenance
    assert (came.way, came.delivery, came.sha256) == (Way.CARRIER, delivery.id, delivery.offered.sha256)
    assert card.came == came_by.OnCarrier(made.id, "Н-1", manifest.sha256, delivery.number)

    zone.world.clock.forward(days=20)
    await zone.again()
    late = await overview(zone.node, zone.tokens["head of agency"], zone.now())
    assert [(one.number, one.body) for one in late.carriers_late] == [("Н-1", BODY)]
    gone = await by_carrier.puts_away(made.id, CarrierState.DESTROYED)
    assert (gone.state, gone.ending) == (CarrierState.DESTROYED, "А-3")
    ended = await ended_carrier(zone.node, zone.tokens["head"], made.id, zone.now())
    assert (ended.by, ended.carrier.ended_act is not None) == (zone.accounts["officer"].person.full_name(), True)
    document = printed_end(ended.carrier, ended.names, Language.RU)
    assert document.title == "Акт уничтожения электронного носителя № А-3"
    assert all(one in document.opening for one in ("Ministry", "№ Н-1", "USB", "П-7", "сверены с описью"))
    assert [len(part.rows) for part in document.parts] == [3, 4]
    assert (await carrier_end_pdf_of(ended, Language.KK)).startswith(b"%PDF-")
    assert not (await overview(zone.node, zone.tokens["head"], zone.now())).carriers_late
    told_steps = [one["step"] for one in await zone.told("provision_carrier_moved")]
    assert told_steps == ["described", "signed", "handed_on", "handed_on", "received", "read_in", "put_away"]
    page = await acts.listed_carriers(zone.node, zone.tokens["stranger"], "", zone.now())
    assert page.items == []


async def test_what_is_not_as_the_manifest_says_is_named_and_nothing_of_it_is_loaded(by_carrier: OnCarrier) -> None:
    zone = by_carrier.zone
    manifest, place = by_carrier.packs()
    made = await by_carrier.travels(manifest)
    whole = encrypted_files(place)
    first, second = whole
    turned = whole[second][:-1] + bytes([whole[second][-1] ^ 1])
    cases: dict[str, tuple[dict[str, bytes], tuple[str, ...], set[str]]] = {
        "one is missing": ({first: whole[first]}, (), {second}),
        "one is cut": ({first: whole[first], second: whole[second][:-9]}, (), {second}),
        "one has another hash": ({first: whole[first], second: turned}, (), {second}),
        "one is too many": (whole, (first, second, "autorun.inf"), {"autorun.inf"}),
        "none came": ({}, (), {first, second}),
    }
    for says, (sent, present, names) in cases.items():
        for name, data in sent.items():
            await by_carrier.sends(made.id, name, data)
        with pytest.raises(ProblemGroup) as bad:
            await by_carrier.reads(made.id, *present)
        assert {one.kind.code for one in bad.value.problems} == {"provision.carrier.manifest"}, says
        assert all(any(name in one.title.en for name in names) for one in bad.value.problems), says
        assert len(bad.value.problems) == len(names), says
    with pytest.raises(Problem, match=r"not_in_manifest"):
        await by_carrier.sends(made.id, "autorun.inf", b"x")
    with pytest.raises(Problem, match=r"delivery\.size"):
        await by_carrier.sends(made.id, first, whole[first] + b"x")
    refused = await acts.refuse_carrier(zone.node, zone.tokens["officer"], made.id, zone.now())
    assert refused.state is CarrierState.REFUSED
    assert (await by_carrier.puts_away(made.id, CarrierState.RETURNED)).state is CarrierState.RETURNED
    async with zone.node.store.transaction() as transaction:
        assert not await transaction.deliveries.listed(None, None, 9)
    assert [one["reason"] for one in await zone.told("provision_carrier_unread")] == ["provision.carrier.manifest"] * 5
    assert not list((by_carrier.folder / "feeds").glob("*"))


async def test_what_was_damaged_before_it_was_described_is_named_and_no_part_of_it_stays(by_carrier: OnCarrier) -> None:
    made_of, _ = by_carrier.packs("damaged")
    whole = pyrage.encrypt(b"x" * 200_000, [pyrage.x25519.Recipient.from_str(by_carrier.recipient)])
    flipped, cut, longer = bytearray(whole), whole[:150_000], whole + bytes(70_000)
    flipped[-70_000] ^= 1
    for number, data in (("Н-5", bytes(flipped)), ("Н-6", cut), ("Н-7", longer)):
        told = msgspec.structs.replace(made_of, number=number, files=(_carried("0.age", data, 40),))
        made = await by_carrier.travels(told)
        await by_carrier.sends(made.id, "0.age", data)
        with pytest.raises(Problem) as closed:
            await by_carrier.reads(made.id)
        assert code_of(closed) == "provision.carrier.not_opened"
        assert not list((by_carrier.folder / "feeds").glob("*"))


async def test_what_is_for_another_key_or_lies_about_its_rows_does_not_count(by_carrier: OnCarrier) -> None:
    zone, folder = by_carrier.zone, by_carrier.folder
    other = str(pyrage.x25519.Identity.generate().to_public())
    foreign, _ = by_carrier.packs("foreign")
    strange = folder / "strange"
    strange.mkdir()
    files = []
    for number, file in enumerate(sorted(folder.glob("foreign-part*.csv"))):
        data = pyrage.encrypt(file.read_bytes(), [pyrage.x25519.Recipient.from_str(other)])
        (strange / f"{number}.age").write_bytes(data)
        files.append((f"{number}.age", data))
    lying = msgspec.structs.replace(
        foreign, number="Н-2", files=tuple(_carried(name, data, 40) for name, data in files)
    )
    made = await by_carrier.travels(lying)
    await by_carrier.sends_all(made.id, strange)
    with pytest.raises(Problem) as closed:
        await by_carrier.reads(made.id)
    assert code_of(closed) == "provision.carrier.not_opened"
    assert not list((folder / "feeds").glob("*"))

    for number, count in (("Н-3", 39), ("Н-4", 40)):
        data = pyrage.encrypt(
            (folder / "foreign-part0.csv").read_bytes(), [pyrage.x25519.Recipient.from_str(by_carrier.recipient)]
        )
        told = msgspec.structs.replace(foreign, number=number, files=(_carried("0.age", data, count),))
        made = await by_carrier.travels(told)
        await by_carrier.sends(made.id, "0.age", data)
        both = await asyncio.gather(*(by_carrier.reads(made.id) for _ in range(2)), return_exceptions=True)
        (done,) = [one for one in both if isinstance(one, Carrier)]
        await read_delivery.read_waiting(zone.node, zone.now)
        assert done.delivery is not None
        delivery = (await seen(zone, done.delivery)).delivery
        if count == 40:
            assert delivery.state is DeliveryState.DONE
        else:
            assert delivery.because is not None
            assert delivery.because.code == "provision.carrier.rows"
    assert not list((folder / "feeds").glob("*"))


def _carried(name: str, data: bytes, count: int) -> CarriedFile:
    return CarriedFile(name, len(data), hashlib.sha256(data).hexdigest(), count)


async def test_a_carrier_is_described_once_under_its_act_in_its_turn(by_carrier: OnCarrier) -> None:
    zone = by_carrier.zone
    manifest, place = by_carrier.packs()
    change = msgspec.structs.replace
    cases = {
        "provision.transfer.refused": change(manifest, cipher="zip"),
        "provision.carrier.act": change(manifest, act="0" * 64),
        "provision.paper.card_only": change(manifest, secrecy=Secrecy.RESTRICTED),
        "provision.act.not_covered": change(manifest, data_set="others"),
        "provision.duty": change(manifest, body="990340000371"),
        "provision.carrier.one_file": change(manifest, format=FileFormat.XML),
        "provision.carrier.not_encrypted": change(manifest, key_of=""),
    }
    for code, told in cases.items():
        with pytest.raises(Problem) as refused:
            await by_carrier.describes(told)
        assert code_of(refused) == code
    both = await asyncio.gather(*(by_carrier.describes(manifest) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in both) == ["Carrier", "Problem"]
    with pytest.raises(Problem, match=r"carrier\.replayed"):
        await by_carrier.describes(change(manifest, number="Н-2"))
    with pytest.raises(Problem, match=r"carrier\.number"):
        await by_carrier.describes(change(manifest, packed_on=date(2026, 11, 21)))
    assert {name for name, _ in found_on(place, manifest).items()} == {one.name for one in manifest.files}
    with pytest.raises(NotPacked, match="by a schedule"):
        packed(ToPack(CONTENT, "unknown", [], by_carrier.recipient, "1", Medium.USB, date(2026, 11, 20)), place)
    zone.world.clock.forward(days=31)
    await zone.again()
    later = change(manifest, number="Н-5", files=(change(manifest.files[0], sha256="f" * 64),))
    with pytest.raises(Problem) as better:
        await by_carrier.describes(later)
    assert code_of(better) == "provision.way.better_open", "its letters lapsed: a better way is open"
