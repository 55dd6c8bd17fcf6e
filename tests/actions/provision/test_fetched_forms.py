"""Every form of file over both protocols, from a real server to rows that count: whole sets, changes, and broken files.

What a broken file is told is `tests/connectors/feed_files/test_reading.py`; here it comes from the body's own server,
and what came before it goes on to count.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import asyncssh
import pytest

from actions.provision.channelled import channelled
from actions.provision.conftest import Zone
from actions.provision.test_feeds import all_rows, seen, taking_set
from actions.provision.test_fetched_feeds import PASSWORD, from_server, round_of, shelf_of
from almasu.actions.provision import read_delivery
from almasu.kernel.provision.delivery import DeliveryState
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.joint_act import DataSet, Extent, FileFormat
from almasu.testing.feeds.made_files import rows, write_feed
from almasu.testing.feeds.servers import USER, sftp_server
from almasu.wiring.feed_sources import HttpsSheet, SftpSheet
from connectors.feed_files.conftest import FIELDS
from connectors.feed_files.test_reading import DOCTYPE, xml, xml_row
from kernel.provision.acts import data_set

ROWS = 120
Puts = Callable[[bytes], None]
BROKEN = {
    FileFormat.CSV: ("row_id,iin\n1,2\n".encode("utf-16"), (1, "", "not_utf8")),
    FileFormat.JSON_LINES: (b'{"row_id": 1', (1, "", "truncated")),
    FileFormat.XML: (f"{DOCTYPE}{xml(xml_row(iin='&b;'))}".encode(), (1, "", "markup")),
    FileFormat.PARQUET: (b"PAR1" + b"\xff" * 90 + b"\xff\xff\xff\x7fPAR1", (1, "", "malformed")),
}


def set_of(form: FileFormat, extent: Extent) -> DataSet:
    schedule = {"period": "monthly", "extent": extent.value, "format": form.value, "day": 20, "hour": 6}
    return data_set(fields=FIELDS, keys=["iin", "plate"], schedule=schedule)


def file_of(folder: Path, form: FileFormat, seed: int) -> bytes:
    place = folder / f"made.{form.value}"
    write_feed(place, form, rows(ROWS, seed, wrong=100))
    return place.read_bytes()


@asynccontextmanager
async def over_https(folder: Path, data: bytes) -> AsyncIterator[tuple[HttpsSheet, Puts]]:
    async with shelf_of(folder, data, "feed") as (shelf, sheet):

        def puts(other: bytes) -> None:
            shelf.data = other

        yield sheet, puts


@asynccontextmanager
async def over_sftp(folder: Path, data: bytes) -> AsyncIterator[tuple[SftpSheet, Puts]]:
    shelf, known = folder / "shelf", folder / "known"
    shelf.mkdir()
    known.write_bytes(asyncssh.generate_private_key("ssh-ed25519").export_public_key())
    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o600)

    def puts(other: bytes) -> None:
        (shelf / "feed").write_bytes(other)

    puts(data)
    async with sftp_server(shelf, PASSWORD, known) as (port, host_key):
        yield (
            SftpSheet(
                host="localhost", port=port, user=USER, path="/feed", host_key=host_key, password="password", seconds=20
            ),
            puts,
        )


async def comes(zone: Zone) -> UUID:
    """Fetch the file and read it; return the number of its delivery."""
    state, fetch = await round_of(zone)
    assert (state, fetch.because) == ("taken", None)
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    return fetch.delivery


@pytest.mark.parametrize("extent", list(Extent))
@pytest.mark.parametrize("over", [over_https, over_sftp], ids=["https", "sftp"])
@pytest.mark.parametrize("form", list(FileFormat))
async def test_a_file_of_every_form_comes_over_both_protocols_and_a_broken_one_leaves_what_counts(
    zone: Zone, tmp_path: Path, form: FileFormat, over: Callable[..., object], extent: Extent
) -> None:
    await taking_set(await channelled(zone), tmp_path, set_of(form, extent))
    first, second, (broken, told) = file_of(tmp_path, form, 1), file_of(tmp_path, form, 2), BROKEN[form]
    async with over(tmp_path, first) as (sheet, puts):  # type: ignore[attr-defined]
        from_server(zone, tmp_path, sheet)
        one = await comes(zone)
        assert (await round_of(zone))[0] == "unchanged"
        puts(second)
        two = await comes(zone)
        puts(broken)
        three = await comes(zone)
    for number in (one, two):
        card = (await seen(zone, number)).delivery
        assert (card.state, card.position.accepted, card.position.rejected) == (DeliveryState.DONE, ROWS - 1, 1)
        assert [row[0] for row in await all_rows(zone, number)] == [str(row) for row in range(ROWS) if row != 99]
    refused = (await seen(zone, three)).delivery
    assert (refused.state, refused.refused) == (DeliveryState.REFUSED, Rejected(told[0], told[1], Reason(told[2])))
    assert zone.node.vault.material_gone(three)
