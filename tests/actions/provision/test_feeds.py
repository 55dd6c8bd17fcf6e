"""Feeds through the real acts and the real store: kept in blocks, gone on with, counted whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from actions.provision.channelled import ToldReach, channelled, registers
from actions.provision.conftest import BODY, Zone
from actions.provision.test_joint_acts import drafts, in_force
from almasu.actions.provision import channels, find_rows, read_delivery, see_deliveries, take_delivery
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.deliveries import feeds_of, secrets_of
from almasu.actions.provision.drop_replaced import drop_replaced
from almasu.actions.provision.measure_channel import measure_now
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.row_report import report_csv
from almasu.actions.provision.take_back import Why, take_back
from almasu.connectors.feed_files import csv_files
from almasu.connectors.feed_files.reading import BlocksApart, ReadsApart, ReadsHere
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.kernel.provision.deliveries_port import Blocks, Feeds, ReadBlock, Reads
from almasu.kernel.provision.delivery import Delivery, DeliveryState, Offered
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.progress import OutOfTurn
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.joint_act import DataSet, Extent, FileFormat
from almasu.kernel.provision.way import Way
from almasu.law.problem import Fault, Problem
from almasu.testing.feeds.made_files import rows, write_feed
from connectors.feed_files.conftest import FIELDS
from kernel.provision.acts import act_of, data_set

ROWS = 1_000


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "ROWS", 100)


def ten_fields(extent: Extent = Extent.FULL) -> DataSet:
    schedule = {"period": "monthly", "extent": extent.value, "format": "csv", "day": 20, "hour": 6}
    return data_set(fields=FIELDS, keys=["iin", "plate"], schedule=schedule)


async def taking(zone: Zone, folder: Path, extent: Extent = Extent.FULL, *, apart: bool = False) -> None:
    """A zone whose act is in force and that takes files."""
    await taking_set(await channelled(zone), folder, ten_fields(extent), apart=apart)


async def taking_set(zone: Zone, folder: Path, of_set: DataSet, *, apart: bool = False) -> None:
    """A zone with a channel whose act has this set, and that takes files of it."""
    spool = FolderSpool(folder / "spool")
    reads: Reads = ReadsApart(spool) if apart else ReadsHere(spool)
    zone.world.node = replace(zone.node, feeds=Feeds(spool, reads))
    await in_force(zone, await drafts(zone, content=act_of(of_set)))


def offered(data: bytes, **told: object) -> Offered:
    digest = hashlib.sha256(data).hexdigest()
    words = {"data_set": "vehicles", "format": FileFormat.CSV, "name": "feed.csv", "sha256": digest}
    return Offered(**{"size": len(data), **words, **told})  # type: ignore[arg-type]


def file_of(folder: Path, seed: int = 3, wrong: int = 250, rows_of: int = ROWS) -> bytes:
    place = folder / "made.csv"
    write_feed(place, FileFormat.CSV, rows(rows_of, seed, wrong))
    return place.read_bytes()


async def sent(zone: Zone, data: bytes, **told: object) -> Delivery:
    token = zone.tokens["responsible"]
    delivery = await take_delivery.take_delivery(zone.node, token, offered(data, **told), zone.now())
    half = len(data) // 2
    assert await take_delivery.add_to_file(zone.node, token, delivery.id, 0, data[:half], zone.now()) == half
    await take_delivery.add_to_file(zone.node, token, delivery.id, half, data[half:], zone.now())
    return delivery


async def seen(zone: Zone, number: UUID) -> see_deliveries.SeenDelivery:
    return await see_deliveries.see_delivery(zone.node, zone.tokens["officer"], number, zone.now())


async def all_rows(zone: Zone, number: UUID) -> list[tuple[str | None, ...]]:
    found: list[tuple[str | None, ...]] = []
    async with zone.node.store.transaction() as transaction:
        delivery = await transaction.deliveries.one(number)
        assert delivery is not None
        for segment in range(1, delivery.position.number + 1):
            kept = await transaction.deliveries.rows(delivery, segment)
            found += zip(*kept.columns, strict=True)
    return found


async def test_a_delivery_interrupted_anywhere_is_exactly_its_file(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path)
    data = file_of(tmp_path)
    delivery = await sent(zone, data)
    state = (await seen(zone, delivery.id)).delivery
    assert (state.state, state.position.share) == (DeliveryState.READING, 0.0)
    for stop in (1, 3, 2):
        blocks = feeds_of(zone.node).reads.behind(state, secrets_of(zone.node, state))
        for _ in range(stop):
            one = await blocks.next()
            assert one is not None
            last = one
            state = await read_delivery.keep_block(zone.node, delivery.id, last, zone.now())
        with pytest.raises(OutOfTurn):
            await read_delivery.keep_block(zone.node, delivery.id, last, zone.now())
        async with zone.node.store.transaction() as transaction:
            assert not await find_rows.present_rows(transaction, state.body, "vehicles", "iin", "850412300016")
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    with pytest.raises(OutOfTurn):
        await read_delivery.read_delivery(zone.node, delivery.id, zone.now)

    done = await seen(zone, delivery.id)
    position = done.delivery.position
    assert (done.delivery.state, position.accepted, position.rejected) == (DeliveryState.DONE, ROWS - 4, 4)
    assert [(one.line, one.field, one.reason.value) for one in done.flaws] == [
        (line, "iin", "check_digit") for line in (251, 501, 751, 1_001)
    ]
    expected = [tuple(row) for number, row in enumerate(rows(ROWS, 3, 250)) if number % 250 != 249]
    assert await all_rows(zone, delivery.id) == expected
    assert feeds_of(zone.node).spool.size(delivery.id) == 0
    kept = [one for one in await zone.told("provision_block_kept") if one["block"]]
    assert [one["block"] for one in kept] == list(range(1, 11))
    moves = [(one["state"], one["rejected"]) for one in await zone.told("provision_delivery_moved")]
    assert moves == [("taking", 0), ("done", 4)]

    wanted = expected[500]
    async with zone.node.store.transaction() as transaction:
        found = await find_rows.present_rows(transaction, done.delivery.body, "vehicles", "plate", str(wanted[3]))
    assert {row.values for row in found} == {row for row in expected if row[3] == wanted[3]}
    _, told = await see_deliveries.give_row_report(zone.node, zone.tokens["head"], delivery.id, zone.now())
    assert len(told) == 4
    with pytest.raises(Problem) as absent:
        await see_deliveries.see_delivery(zone.node, zone.tokens["stranger"], delivery.id, zone.now())
    assert absent.value.kind.code == "provision.delivery.absent"
    page = await see_deliveries.deliveries(zone.node, zone.tokens["officer"], "", 10, zone.now())
    assert [one.id for one in page.items] == [delivery.id]
    async with zone.world.database.transaction() as connection:
        await connection.execute("update provision_segments set keys = keys || ''::bytea, data = data || '\\x00'")
    with pytest.raises(Fault):
        await all_rows(zone, delivery.id)


async def test_changes_build_on_the_last_delivery_and_a_later_row_wins(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path, Extent.INCREMENTAL)
    first = file_of(tmp_path, wrong=10**9, rows_of=300)
    base = await sent(zone, first)
    await read_delivery.read_waiting(zone.node, zone.now)
    lines = first.decode().splitlines()
    changed = lines[5].split(",")
    plate, gone = changed[3], lines[9].split(",")
    changed[7] = "Жаңа иесі"
    words = [f"_change,{lines[0]}", f"put,{','.join(changed)}", f"gone,,{gone[1]},,{gone[3]},,,,,,"]
    data = "\n".join(words).encode()
    with pytest.raises(Problem) as gap:
        await sent(zone, data, builds_on=7)
    assert gap.value.kind.code == "provision.delivery.gap"
    await sent(zone, data, builds_on=base.number)
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    async with zone.node.store.transaction() as transaction:
        now = await find_rows.present_rows(transaction, base.body, "vehicles", "plate", plate)
        none = await find_rows.present_rows(transaction, base.body, "vehicles", "iin", gone[1])
    assert "Жаңа иесі" in {row.values[7] for row in now}
    assert gone[3] not in {row.values[3] for row in none}


async def test_a_full_set_without_rows_counts_only_where_that_was_said_and_the_one_before_can_come_back(
    zone: Zone, tmp_path: Path
) -> None:
    await taking(zone, tmp_path)
    data = file_of(tmp_path, wrong=10**9, rows_of=3)
    head, plate = data.partition(b"\n")[0] + b"\n", data.splitlines()[1].split(b",")[3].decode()

    async def given(file: bytes, **told: object) -> tuple[Delivery, str | None, int]:
        number = (await sent(zone, file, **told)).id
        await read_delivery.read_waiting(zone.node, zone.now)
        one = (await seen(zone, number)).delivery
        return one, one.because and one.because.code, await held()

    async def held() -> int:
        async with zone.node.store.transaction() as transaction:
            return len(await find_rows.present_rows(transaction, BODY, "vehicles", "plate", plate))

    async def takes_back(number: UUID, who: str = "responsible", why: str = "Файл қатемен берілді.") -> Delivery:
        return await take_back(zone.node, zone.tokens[who], number, Why(why), zone.now())

    async with zone.node.store.transaction() as transaction:
        under = await StoredJointActs(transaction.papers).act_in_force(BODY, "vehicles", zone.now())
        for term in (1, 0):
            await KeptObligations(zone.node, transaction, "system:test").owe(under, zone.now() - timedelta(days=term))

    async def owed() -> int:
        async with zone.node.store.transaction() as transaction:
            return len(await KeptObligations(zone.node, transaction, "").open_of(BODY, "vehicles"))

    assert await owed() == 2
    whole, because, rows_held = await given(data, rows=3)
    assert (whole.state, because, rows_held) == (DeliveryState.DONE, None, 1)
    assert await owed() == 0, "a whole set settles the term before, too"
    for file, told, code in ((head, {}, "empty"), (head, {"rows": 3}, "rows"), (data, {"rows": 0}, "rows")):
        _, because, rows_held = await given(file, **told)
        assert (because, rows_held) == (f"provision.delivery.{code}", 1)
    empty, because, rows_held = await given(head, rows=0)
    assert (empty.state, because, rows_held) == (DeliveryState.DONE, None, 0)
    for number, who, why, code in (
        (whole.id, "responsible", "Файл қатемен берілді.", "provision.delivery.not_the_last"),
        (empty.id, "responsible", "қате", "provision.words_needed"),
        (empty.id, "officer", "Файл қатемен берілді.", "account.role"),
        (empty.id, "stranger", "Файл қатемен берілді.", "provision.delivery.absent"),
    ):
        with pytest.raises(Problem) as refused:
            await takes_back(number, who, why)
        assert (refused.value.kind.code, await held()) == (code, 0)
    back = await takes_back(empty.id)
    assert (back.state, await held()) == (DeliveryState.WITHDRAWN, 1), "the one before counts again"
    assert await takes_back(whole.id)
    assert await owed() == 2
    moves = [(one["state"], one.get("why")) for one in await zone.told("provision_delivery_moved")]
    assert moves[-1] == ("withdrawn", "Файл қатемен берілді.")


async def test_what_is_no_file_of_the_act_leaves_nothing_behind(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path, apart=True)
    data = file_of(tmp_path, wrong=7, rows_of=1_200)
    token = zone.tokens["responsible"]
    cases: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("provision.delivery.format", "responsible", {"format": FileFormat.XML}),
        ("provision.act.not_covered", "responsible", {"data_set": "unknown"}),
        ("provision.act.none_in_force", "stranger", {}),
        ("account.role", "officer", {}),
    )
    for code, who, told in cases:
        with pytest.raises(Problem) as refused:
            await take_delivery.take_delivery(zone.node, zone.tokens[who], offered(data, **told), zone.now())
        assert refused.value.kind.code == code
    wrong = await sent(zone, data)
    await read_delivery.read_waiting(zone.node, zone.now)
    broken = await sent(zone, data[: len(data) // 2])
    await read_delivery.read_waiting(zone.node, zone.now)
    other = await sent(zone, data, sha256="0" * 64)
    too_wrong = (wrong.id, "provision.delivery.too_wrong")
    for number, because in (too_wrong, (broken.id, None), (other.id, "provision.delivery.digest")):
        found = (await seen(zone, number)).delivery
        assert (found.state, found.because and found.because.code) == (DeliveryState.REFUSED, because)
        if found.position.number:
            with pytest.raises(Fault):
                await all_rows(zone, number)
        assert feeds_of(zone.node).spool.size(number) == 0
        assert zone.node.vault.material_gone(number)
    assert (await seen(zone, broken.id)).delivery.refused is not None
    held = await take_delivery.take_delivery(zone.node, token, offered(data), zone.now())
    for offset, part, code in ((5, data[5:9], "offset"), (0, data + b"x", "size")):
        with pytest.raises(Problem) as refused:
            await take_delivery.add_to_file(zone.node, token, held.id, offset, part, zone.now())
        assert refused.value.kind.code == f"provision.delivery.{code}"


def test_the_report_tells_what_mends_each_flaw_and_against_which_clause_it_is() -> None:
    told = report_csv([Rejected(7, "iin", reason) for reason in Reason]).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(told)))
    assert [one["reason"] for one in lines] == [one.value for one in Reason]
    for one in lines:
        assert len({one[f"remedy_{language}"] for language in ("kk", "ru", "en")} - {""}) == 3, one["reason"]
        assert one["clause"] in ("FMA-3.1", "FMA-5")
    assert (lines[0]["line"], lines[0]["field"]) == ("7", "iin")


def test_a_column_called_like_a_formula_is_no_formula_in_the_report() -> None:
    told = report_csv([Rejected(1, "=HYPERLINK(1)", Reason.BEYOND_ACT), Rejected(2, "iin", Reason.CHECK_DIGIT)])
    assert [line.split(",")[1] for line in told.decode("utf-8-sig").splitlines()[1:]] == ["'=HYPERLINK(1)", "iin"]


class FallingReads:
    """Reads whose process is killed at once, each time."""

    def __init__(self, kept: Reads) -> None:
        self.kept = kept

    def behind(self, delivery: Delivery, secrets: Sequence[bytes]) -> Blocks:
        return Falling(self.kept.behind(delivery, secrets))


class Falling:
    """One block comes, and then the reader is gone."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks, self.told = blocks, False

    async def next(self) -> ReadBlock | None:
        if isinstance(self.blocks, BlocksApart):
            for process in await self.blocks.start():
                process.kill()
        return await self.blocks.next()

    async def stop(self) -> None:
        await self.blocks.stop()


async def test_a_file_that_fells_its_reader_each_time_is_refused_in_words(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path, apart=True)
    feeds = feeds_of(zone.node)
    zone.world.node = replace(zone.node, feeds=Feeds(feeds.spool, FallingReads(feeds.reads)))
    delivery = await sent(zone, file_of(tmp_path))
    for fall in range(1, read_delivery.MOST_FALLS):
        assert await read_delivery.read_waiting(zone.node, zone.now) == 0
        assert (await seen(zone, delivery.id)).delivery.falls == fall
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    refused = (await seen(zone, delivery.id)).delivery
    assert refused.because is not None
    assert (refused.state, refused.because.code) == (DeliveryState.REFUSED, "provision.delivery.falls")
    assert feeds.spool.size(delivery.id) == 0
    told = await zone.told("provision_delivery_moved")
    assert [one["falls"] for one in told if "falls" in one] == [1, 2, 3, 4, 5]
    assert told[-1]["because"] == "provision.delivery.falls"
    assert await read_delivery.read_waiting(zone.node, zone.now) == 0


async def test_no_file_is_taken_over_a_channel_that_is_open_to_the_internet(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path)
    reach = ToldReach()
    await registers(zone, reach)
    reach.change = {"reaches_internet": True}
    zone.world.clock.forward(minutes=1)
    await measure_now(zone.node, reach, zone.tokens["responsible"], Way.INTEGRATION, zone.now())
    with pytest.raises(Problem, match=r"provision\.transfer\.refused"):
        await sent(zone, file_of(tmp_path, rows_of=20))


async def test_no_file_is_taken_from_a_body_that_has_no_channel_or_closed_the_one_that_was_shut(
    zone: Zone, tmp_path: Path
) -> None:
    await taking(zone, tmp_path)
    reach, responsible = ToldReach(), zone.tokens["responsible"]
    await registers(zone, reach)
    reach.change = {"reaches_internet": True}
    zone.world.clock.forward(minutes=1)
    await measure_now(zone.node, reach, responsible, Way.INTEGRATION, zone.now())
    await channels.close_channel(zone.node, responsible, Way.INTEGRATION, zone.now())
    with pytest.raises(Problem, match="no channel of the state network registered"):
        await sent(zone, file_of(tmp_path, rows_of=20))
    await registers(zone, ToldReach())
    assert (await sent(zone, file_of(tmp_path, rows_of=20))).state is DeliveryState.TAKING


async def test_rows_that_a_full_set_replaced_are_destroyed_once_it_is_not_taken_back_any_more(
    zone: Zone, tmp_path: Path
) -> None:
    await taking(zone, tmp_path)
    first, second = [(await sent(zone, file_of(tmp_path, wrong=10**9, rows_of=rows))).id for rows in (5, 3)]
    assert await read_delivery.read_waiting(zone.node, zone.now) == 2

    async def rounds(days: int) -> tuple[int, list[DeliveryState]]:
        zone.world.clock.forward(days=days)
        await zone.again()
        dropped = await drop_replaced(zone.node, zone.now())
        return dropped, [(await seen(zone, one)).delivery.state for one in (first, second)]

    assert await rounds(days=29) == (0, [DeliveryState.DONE, DeliveryState.DONE])
    assert await rounds(days=2) == (1, [DeliveryState.REPLACED, DeliveryState.DONE])
    assert (await rounds(days=1))[0] == 0, "once"
    async with zone.node.store.transaction() as transaction:
        gone = await transaction.deliveries.one(first)
        assert gone is not None
        with pytest.raises(Fault):
            await transaction.deliveries.rows(gone, 0)
        assert [one.id for one in await transaction.deliveries.done_of(BODY, "vehicles")] == [second]
    assert (await zone.told("provision_delivery_moved"))[-1]["by"] == str(second)
    await take_back(zone.node, zone.tokens["responsible"], second, Why("Файл қатемен берілді."), zone.now())
    async with zone.node.store.transaction() as transaction:
        assert await transaction.deliveries.done_of(BODY, "vehicles") == []
