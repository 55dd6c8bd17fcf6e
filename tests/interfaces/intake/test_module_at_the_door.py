"""The real module and the real intake: what sensors wrote is durable at the centre, once, also after the module was
killed.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from almasu.testing.asoi import dialects
from almasu.testing.asoi.attacks import Attack
from interfaces.intake.conftest import Door

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COUNT = 1200


async def taken(door: Door) -> int:
    async with door.store.database.connection() as connection:
        row = await (await connection.execute("select coalesce(sum(signals), 0) from signal_deliveries")).fetchone()
    return int(row[0]) if row else 0


async def test_what_a_module_reads_reaches_the_centre_once_though_it_was_killed(door: Door, tmp_path: Path) -> None:
    pair = await door.let_in("soc-1")
    alerts = (dialects.suricata(Attack(AT, rule=number)) for number in range(COUNT))
    (tmp_path / "eve.json").write_bytes(b"\n".join(alerts) + b"\n")
    (tmp_path / "module.toml").write_text(
        f'state = "{tmp_path}/state"\nreport = 0.05\ncommit = 0.05\n'
        f'[centre]\naddress = "{door.address}"\ncertificate = "{pair.certificate}"\nkey = "{pair.key}"\n'
        f'authority = "{door.authority.certificate}"\nbatch = 100\n[[input]]\nfile = "eve.json"\n'
    )
    command = [sys.executable, "-m", "almasu_module", "run", "--config", str(tmp_path / "module.toml")]
    first = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert first.stderr is not None
    await first.stderr.readline()  # it reads by now
    first.kill()
    await first.communicate()
    second = await asyncio.create_subprocess_exec(*command, "--drain", stderr=asyncio.subprocess.PIPE)
    _, said = await second.communicate()
    assert second.returncode == 0, said
    assert await taken(door) == COUNT
