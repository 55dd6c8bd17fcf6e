"""A plain file that a killed process left on the spool is removed, with its leaf; what is wanted stays."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from actions.provision.conftest import Zone
from actions.provision.test_feeds import file_of, sent, taking
from almasu.actions.provision.deliveries import feeds_of
from almasu.actions.provision.sweep_spool import UNTOUCHED, sweep_spool

OPENS = """
import sys, uuid
from pathlib import Path
from almasu.connectors.feed_files.spool import FolderSpool
with FolderSpool(Path(sys.argv[1])).fresh(uuid.UUID(sys.argv[2])) as out:
    out.write(b"row_id,iin\\n" * 1000)
    out.flush()
    print("open", flush=True)
    sys.stdin.read()
"""


def killed_while_opening(folder: Path, number: str) -> None:
    """Kill a process that has a file of the spool open."""
    command = [sys.executable, "-c", OPENS, str(folder), number]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.kill()


async def test_what_a_killed_process_left_in_plain_is_swept_with_its_leaf(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path)
    spool, left = feeds_of(zone.node).spool, uuid4()
    delivery = await sent(zone, file_of(tmp_path))
    await asyncio.to_thread(killed_while_opening, spool.folder, str(left))  # type: ignore[attr-defined]
    assert spool.size(left) == 11_000
    now = datetime.now(UTC)
    assert await sweep_spool(zone.node, now) == 0  # somebody may still be writing it
    assert await sweep_spool(zone.node, now + UNTOUCHED + timedelta(minutes=1)) == 1
    assert (spool.size(left), spool.size(delivery.id)) == (0, delivery.offered.size)
    assert await zone.told("provision_spool_swept") == [{"size": 11_000}]
