"""Whatever ends the process that makes a pack, nothing readable of it stays on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from almasu.store.archive.workshop import HELD, sweep, workshop

SECRET = "850101300015"
MAKING = """
import sys
from datetime import datetime, UTC
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from almasu.store.archive.packs import StoredPacks
from almasu.store.archive.tables import write_tables
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from store.archive.conftest import fact
import secrets, uuid
home = Path(sys.argv[1])
packs = StoredPacks(home / "packs", Sealer(FileVault.create(home / "vault"), secrets.token_bytes))
with packs.begin(uuid.uuid4()) as work:
    work.add([fact(number, subject="850101300015") for number in range(5000)])
    write_tables(work.table, work.folder)
    (work.folder / "plain").write_text("850101300015")
    print("made", flush=True)
    sys.stdin.read()
"""
TESTS = str(Path(__file__).parents[2])


@pytest.fixture
def making(tmp_path):
    """A process in the middle of a pack, with plain files on disk."""
    command = [sys.executable, "-c", MAKING, str(tmp_path), TESTS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"made\n"
        assert readable(tmp_path)
        yield process
        process.kill()


def readable(home: Path) -> list[Path]:
    found = []
    for path in home.rglob("*"):
        try:
            if path.is_file() and SECRET.encode() in path.read_bytes():
                found.append(path)
        except OSError:
            continue
    return found


def keeper_of(process) -> int:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    [keeper] = [int(one) for one in children if b"keeper" in Path(f"/proc/{one}/cmdline").read_bytes()]
    return keeper


def gone(path: Path) -> bool:
    until = time.monotonic() + 20
    while list(path.glob("making-*")) and time.monotonic() < until:
        os.sched_yield()
    return not list(path.glob("making-*"))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are told by /proc")
def test_a_killed_process_leaves_nothing_readable(making, tmp_path):
    making.send_signal(signal.SIGKILL)
    making.wait()
    assert gone(tmp_path / "packs")
    assert not readable(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are told by /proc")
def test_what_is_killed_together_with_its_keeper_is_swept_before_the_next_work(making, tmp_path):
    os.kill(keeper_of(making), signal.SIGKILL)
    making.send_signal(signal.SIGKILL)
    making.wait()
    assert readable(tmp_path)
    with workshop(tmp_path / "packs") as folder:
        assert not readable(tmp_path)
        assert folder.is_dir()
    assert not list((tmp_path / "packs").glob("making-*"))


def test_work_of_a_living_process_is_not_swept(making, tmp_path):
    assert sweep(tmp_path / "packs") == 0
    assert readable(tmp_path)


def test_a_folder_whose_lock_is_gone_is_swept_once_it_is_old(tmp_path):
    left = tmp_path / "making-left"
    left.mkdir()
    (left / "plain").write_text(SECRET)
    assert sweep(tmp_path) == 0
    os.utime(left, (0, 0))
    assert sweep(tmp_path) == 1


def test_the_folder_is_private_and_goes_with_the_work_even_where_it_fails(tmp_path):
    def broken_off() -> None:
        with workshop(tmp_path / "packs") as folder:
            assert folder.stat().st_mode & 0o077 == 0
            assert (folder / HELD).stat().st_mode & 0o077 == 0
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert list((tmp_path / "packs").iterdir()) == []
