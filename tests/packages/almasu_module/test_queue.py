"""The queue on disk: whole after a cut at any byte, plain about a full disk, and never ahead of what is durable."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from almasu_module.judging.judge import Open
from almasu_module.spool.frames import Position
from almasu_module.spool.queue import Full, Queue
from almasu_module.spool.reader import Reader
from almasu_module.status import write_status

MOST = 64 * 1024 * 1024


def opened(folder, **more):
    return Queue(folder, more.pop("most", MOST), durable=False, **more)


def nothing():
    return Open(entries={}, trails={})


def fill(queue, commits, each=3, start=1):
    for number in range(commits):
        first = start + number * each
        signals = [b'{"n":%d}' % n for n in range(first, first + each)]
        queue.commit(signals, {"file:a": Position(1, 2, first + each - 1)}, nothing())


def everything(queue):
    reader = Reader(queue)
    found = []
    while part := reader.next(1000):
        found += part.signals
        reader.passed(part.first + len(part.signals) - 1)
    return found


def test_what_was_committed_is_read_back_in_order_by_another_process(tmp_path):
    queue = opened(tmp_path, segment=200)
    fill(queue, 40)
    queue.close()
    again = opened(tmp_path, segment=200)
    assert everything(again) == [b'{"n":%d}' % n for n in range(1, 121)]
    assert again.positions["file:a"].offset == 120
    assert again.told == []
    assert len(again.parts) > 3
    again.close()


def test_a_cut_at_any_byte_leaves_whole_commits_and_the_positions_that_belong_to_them(tmp_path):
    queue = opened(tmp_path / "whole")
    fill(queue, 4)
    queue.close()
    (segment,) = (tmp_path / "whole").glob("*.segment")
    size = segment.stat().st_size
    for cut in range(size + 1):
        folder = tmp_path / f"cut{cut}"
        shutil.copytree(tmp_path / "whole", folder)
        os.truncate(folder / segment.name, cut)
        torn = opened(folder)
        found = everything(torn)
        assert len(found) % 3 == 0
        assert found == [b'{"n":%d}' % n for n in range(1, len(found) + 1)]
        assert torn.positions.get("file:a", Position()).offset == len(found)
        fill(torn, 1, start=torn.next)
        assert len(everything(torn)) == len(found) + 3
        torn.close()
        shutil.rmtree(folder)


@pytest.mark.parametrize("junk", [b"\x00" * 50, b"\xff" * 7, b"\x10\x00\x00\x00\x00\x00\x00\x00half"])
def test_what_a_power_cut_left_behind_the_last_commit_is_cut_off_and_told(tmp_path, junk):
    queue = opened(tmp_path)
    fill(queue, 3)
    queue.close()
    (segment,) = tmp_path.glob("*.segment")
    with segment.open("ab") as file:
        file.write(junk)
    again = opened(tmp_path)
    assert again.told == [f"tail.cut {len(junk)}"]
    assert len(everything(again)) == 9
    again.close()


def test_a_changed_byte_in_the_middle_costs_its_segment_only_and_the_gap_shows(tmp_path):
    queue = opened(tmp_path, segment=300)
    fill(queue, 30)
    parts = [part.path for part in queue.parts]
    queue.close()
    data = bytearray(parts[1].read_bytes())
    data[60] ^= 0xFF
    parts[1].write_bytes(data)
    again = opened(tmp_path, segment=300)
    reader = Reader(again)
    numbers = []
    while part := reader.next(7):
        numbers += range(part.first, part.first + len(part.signals))
        reader.passed(part.first + len(part.signals) - 1)
    missing = sorted(set(range(1, 91)) - set(numbers))
    assert numbers == sorted(set(numbers))
    assert missing == list(range(missing[0], missing[-1] + 1))
    again.close()


def test_confirmed_segments_are_removed_and_positions_stay(tmp_path):
    queue = opened(tmp_path, segment=300)
    fill(queue, 30)
    queue.acknowledge(90)
    assert len(queue.parts) == 1
    queue.close()
    again = opened(tmp_path, segment=300)
    assert (again.next, again.acknowledged.number) == (91, 90)
    assert again.positions["file:a"].offset == 90
    assert Reader(again).next(10) is None
    again.close()


@pytest.mark.parametrize("written", [0, 1, 9, 40])
def test_a_full_disk_refuses_the_commit_and_leaves_the_queue_as_it_was(tmp_path, monkeypatch, written):
    queue = opened(tmp_path)
    fill(queue, 2)
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        if written and len(data) > written:
            monkeypatch.setattr(os, "write", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left")))
            return real(descriptor, bytes(data[:written]))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Full, match="No space left"):
        fill(queue, 1, start=7)
    monkeypatch.undo()
    assert (queue.next, queue.positions["file:a"].offset) == (7, 6)
    fill(queue, 1, start=7)
    queue.close()
    again = opened(tmp_path)
    assert len(everything(again)) == 9
    assert again.told == []
    again.close()


def test_a_disk_that_only_confirmed_signals_fill_is_no_dead_end(tmp_path, monkeypatch):
    real, disk = os.write, 500_000

    def small(descriptor: int, data: bytes) -> int:
        if sum(path.stat().st_size for path in tmp_path.iterdir()) + len(data) > disk:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", small)
    queue = opened(tmp_path)
    many = [b"x" * 1000] * 100
    place = Position(1, 2, 3)
    for _ in range(3):
        queue.commit(many, {"file:a": place}, nothing())
    held = queue.next - 1
    with pytest.raises(Full):  # nothing is forgotten that the centre has not confirmed
        queue.commit(many, {}, nothing())
    assert len(everything(queue)) == held
    queue.acknowledge(held)
    with pytest.raises(Full):  # this try makes the room for the next one
        queue.commit(many, {}, nothing())
    queue.close()
    again = opened(tmp_path)
    assert (again.next, again.acknowledged.number, again.positions) == (held + 1, held, {"file:a": place})
    again.commit(many, {"file:a": place}, nothing())
    assert (again.next, len(again.parts), again.told) == (held + 101, 1, [])
    again.close()


def test_a_queue_at_its_limit_waits_until_the_centre_takes_signals(tmp_path):
    queue = opened(tmp_path, most=2000, segment=500)
    with pytest.raises(Full, match="queue_bytes"):
        fill(queue, 1000)
    held = queue.next - 1
    queue.acknowledge(held)
    fill(queue, 1, start=queue.next)
    assert queue.next == held + 4
    queue.close()


def test_one_commit_larger_than_the_whole_queue_is_no_dead_end(tmp_path):
    queue = opened(tmp_path, most=500)
    fill(queue, 1, each=100)
    with pytest.raises(Full):
        fill(queue, 1, start=101)
    queue.acknowledge(100)
    fill(queue, 1, start=101)
    assert (len(queue.parts), queue.next) == (1, 104)
    assert everything(queue) == [b'{"n":%d}' % n for n in (101, 102, 103)]
    queue.close()


def test_a_snapshot_belongs_to_its_commit_even_when_the_next_one_was_torn(tmp_path):
    from almasu_module.judging.guessing import Tries, Try

    def state(at):
        return Open(entries={}, tries=Tries(by_source={"s": [Try(at, "s", "a", 1)]}, by_account={}), trails={})

    queue = opened(tmp_path)
    for at in (1, 2):
        queue.commit([b"{}"], {}, state(at))
    whole = next(tmp_path.glob("*.segment")).stat().st_size
    queue.commit([b"{}"], {}, state(3))
    queue.close()
    os.truncate(next(tmp_path.glob("*.segment")), whole + 5)
    again = opened(tmp_path)
    assert again.open_state().tries.by_source["s"][0].at == 2
    again.close()


def test_a_lost_snapshot_is_told(tmp_path):
    queue = opened(tmp_path)
    fill(queue, 2)
    queue.close()
    for path in Path(tmp_path).glob("open.*"):
        path.write_bytes(b"rubbish")
    again = opened(tmp_path)
    assert again.open_state().entries == {}
    assert "snapshot.lost" in again.told
    again.close()


def test_a_lost_confirmation_only_sends_again(tmp_path):
    queue = opened(tmp_path)
    fill(queue, 3)
    queue.acknowledge(4)
    queue.close()
    (tmp_path / "acknowledged").write_bytes(b"\x07" * 24)
    again = opened(tmp_path)
    assert again.acknowledged.number == 0
    part = Reader(again).next(10)
    assert part is not None
    assert part.first == 1
    again.close()


def test_a_status_is_told_although_the_disk_is_full(tmp_path, monkeypatch):
    path = tmp_path / "status.json"
    write_status(path, {"full": "", "waiting": 1234567})

    def full(self: Path, data: bytes) -> int:
        self.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    write_status(path, {"full": "No space left on device"})
    assert json.loads(path.read_text()) == {"full": "No space left on device"}
    assert [one.name for one in tmp_path.iterdir()] == ["status.json"]
