"""A file is followed through every rotation without losing or repeating a line; streams are cut where they should."""

from __future__ import annotations

import asyncio
import gzip
import os
import socket
import ssl

import pytest
from almasu_module.inputs.folder import Folder
from almasu_module.inputs.lines import Frames, Framing, Lines
from almasu_module.inputs.listen import Basket, Streams, listen_udp, lost_before_us, tls_context
from almasu_module.inputs.tail import Tail
from hypothesis import given, settings
from hypothesis import strategies as st

MOST = 4096


def drained(tail, looks=4):
    found = []
    empty = 0
    while empty < looks:
        piece = tail.read()
        found += piece.records
        empty = 0 if piece.records else empty + 1
    return found


def lines(first, last):
    return [b"line %d" % number for number in range(first, last)]


def write(path, first, last, mode="ab"):
    with path.open(mode) as file:
        file.write(b"".join(one + b"\n" for one in lines(first, last)))


async def until(there):
    """Let the others run until something is there."""
    for _ in iter(there, True):
        await asyncio.sleep(0)


@pytest.fixture
def tail_of():
    """Tails that are let go of when the test ends."""
    made = []

    def tail(path, position=None, grace=1):
        made.append(Tail(path, MOST, position, grace))
        return made[-1]

    yield tail
    for one in made:
        one.close()


def test_a_file_that_grows_is_read_line_by_line_and_half_a_line_waits(tmp_path, tail_of):
    path = tmp_path / "eve.json"
    tail = tail_of(path)
    assert drained(tail) == []
    write(path, 0, 5)
    with path.open("ab") as file:
        file.write(b"half")
    assert drained(tail) == lines(0, 5)
    assert tail.position.offset == path.stat().st_size - 4
    with path.open("ab") as file:
        file.write(b" and half\n")
    assert drained(tail) == [b"half and half"]


def test_rotation_by_rename_loses_nothing_written_before_the_writer_moved_on(tmp_path, tail_of):
    path = tmp_path / "eve.json"
    write(path, 0, 5)
    tail = tail_of(path, grace=3)
    assert drained(tail, 1) == lines(0, 5)
    path.rename(tmp_path / "eve.json.1")
    write(path, 8, 10)
    write(tmp_path / "eve.json.1", 5, 8)  # the writer still has the old file open
    assert drained(tail, 6) == lines(5, 10)


def test_copy_and_truncation_is_noticed_even_when_the_file_grew_past_the_old_place(tmp_path, tail_of):
    path = tmp_path / "eve.json"
    write(path, 0, 3)
    tail = tail_of(path)
    assert drained(tail) == lines(0, 3)
    path.write_bytes(b"")
    write(path, 100, 200)
    assert drained(tail) == lines(100, 200)
    assert tail.told == ["tail.truncated"]


@pytest.mark.parametrize("packed", [False, True])
def test_after_a_stop_the_rotated_files_are_read_on_where_it_stopped(tmp_path, packed, tail_of):
    path = tmp_path / "eve.json"
    write(path, 0, 60)
    first = tail_of(path)
    assert drained(first) == lines(0, 60)
    first.close()
    position = first.position
    write(path, 60, 80)
    path.rename(tmp_path / "eve.json.2")
    os.utime(tmp_path / "eve.json.2", (1, 1))
    write(tmp_path / "eve.json.1", 80, 90)
    os.utime(tmp_path / "eve.json.1", (2, 2))
    write(path, 90, 95)
    if packed:
        old = tmp_path / "eve.json.2"
        (tmp_path / "eve.json.2.gz").write_bytes(gzip.compress(old.read_bytes()))
        os.utime(tmp_path / "eve.json.2.gz", (1, 1))
        old.unlink()
    again = tail_of(path, position)
    assert drained(again, 8) == lines(60, 95)
    assert again.told == []


def test_a_file_that_is_gone_for_good_is_told(tmp_path, tail_of):
    path = tmp_path / "eve.json"
    write(path, 0, 60)
    first = tail_of(path)
    drained(first)
    first.close()
    path.unlink()
    write(tmp_path / "other", 0, 1)
    path.write_bytes(b"new beginning\n")
    again = tail_of(path, first.position)
    assert drained(again) == [b"new beginning"]
    assert again.told == ["tail.lost"]


@settings(max_examples=100)
@given(st.lists(st.binary(max_size=40).map(lambda one: one.replace(b"\n", b"")), max_size=20), st.integers(1, 30))
def test_lines_are_the_same_however_the_bytes_come(parts, step):
    data = b"".join(one + b"\n" for one in parts)
    cutter = Lines(64)
    found = [one for at in range(0, len(data), step) for one in cutter.take(data[at : at + step]).records]
    assert found == [one for one in parts if one.strip()]


def test_a_line_beyond_the_limit_is_passed_over_and_counted_once():
    cutter = Lines(10)
    cuts = [cutter.take(one) for one in (b"good\nway too ", b"long ", b"for us\nfine\n", b"x" * 11 + b"\nok\n")]
    assert [one for cut in cuts for one in cut.records] == [b"good", b"fine", b"ok"]
    assert sum(cut.too_long for cut in cuts) == 2


def test_a_record_over_many_lines_stays_whole_wherever_the_stop_came(tmp_path, tail_of):
    path = tmp_path / "modsec_audit.log"
    audit = b"--0a1b2c3d-A--\n[x] y\n\n--0a1b2c3d-Z--"
    xml = b"<Event xmlns='x'>\n<System/>\n</Event>"
    whole = b"".join(one + b"\n" for one in (b"before", audit, xml, b"<Event>one line</Event>", b"after"))
    for stop in range(len(whole) + 1):
        path.write_bytes(whole[:stop])
        first = tail_of(path)
        found = drained(first, 1)
        first.close()
        with path.open("ab") as file:
            file.write(whole[stop:])
        again = tail_of(path, first.position)
        assert found + drained(again, 1) == [b"before", audit, xml, b"<Event>one line</Event>", b"after"], stop
        again.close()


def test_a_count_that_cannot_be_ends_the_stream():
    with pytest.raises(Framing):
        Frames(100).take(b"99999 <14>x")
    with pytest.raises(Framing):
        Frames(100).take(b"5 hello12x")


def test_a_folder_gives_each_new_file_once_and_goes_on_after_a_stop(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"one")
    (tmp_path / "b.txt").write_bytes(b"no")
    folder = Folder(tmp_path, "*.eml", MOST, None)
    assert folder.read().records == []  # it may still be growing
    assert folder.read().records == [b"one"]
    assert folder.read().records == []
    again = Folder(tmp_path, "*.eml", MOST, folder.position)
    (tmp_path / "c.eml").write_bytes(b"two")
    assert [one for _ in range(3) for one in again.read().records] == [b"two"]


async def test_udp_and_tcp_bring_records_and_udp_counts_what_does_not_fit(monkeypatch):
    monkeypatch.setattr("almasu_module.inputs.listen.MOST_WAITING", 3)
    basket = Basket()
    transport = await listen_udp(("127.0.0.1", 0), basket, MOST)
    port = transport.get_extra_info("sockname")[1]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        for number in range(5):
            one.sendto(b"<14>message %d" % number, ("127.0.0.1", port))
    await until(lambda: basket.dropped == 2)
    assert len(basket.take(10)) == 3
    transport.close()


async def test_what_the_system_dropped_before_we_read_is_counted_too():
    transport = await listen_udp(("127.0.0.1", 0), Basket(), MOST)
    # Nothing below gives the loop a turn, so that nobody reads.
    assert lost_before_us(transport) == 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        for _ in range(6000):
            one.sendto(b"<14>" + b"x" * 1400, transport.get_extra_info("sockname"))
    assert lost_before_us(transport) > 0
    transport.close()


@pytest.mark.parametrize("framed", [True, False])
async def test_tcp_waits_for_room_instead_of_dropping(monkeypatch, framed):
    monkeypatch.setattr("almasu_module.inputs.listen.MOST_WAITING", 3)
    basket = Basket()
    streams = Streams(basket, MOST)
    address = await streams.start(("127.0.0.1", 0), None)
    _, writer = await asyncio.open_connection(*address)
    messages = [b"<14>message %d" % number for number in range(50)]
    writer.write(b"".join(b"%d %s" % (len(one), one) if framed else one + b"\n" for one in messages))
    await writer.drain()
    found: list[bytes] = []
    await until(lambda: found.extend(basket.take(2)) or len(found) == 50)
    assert found == messages
    assert basket.dropped == 0
    writer.close()
    await streams.stop()


async def test_tls_takes_only_those_whose_certificate_is_known(authority, node, bank):
    basket = Basket()
    streams = Streams(basket, MOST)
    address = await streams.start(("127.0.0.1", 0), tls_context(node.certificate, node.key, authority.authority))
    known = ssl.create_default_context(cafile=authority.authority)
    known.load_cert_chain(bank.certificate, bank.key)
    _, writer = await asyncio.open_connection(*address, ssl=known)
    writer.write(b"<14>from a friend\n")
    await writer.drain()
    found: list[bytes] = []
    await until(lambda: bool(found.extend(basket.take(1)) or found))
    assert found == [b"<14>from a friend"]
    writer.close()
    unknown = ssl.create_default_context(cafile=authority.authority)
    reader, stranger = await asyncio.open_connection(*address, ssl=unknown)
    stranger.write(b"<14>from a stranger\n")
    with pytest.raises((OSError, asyncio.IncompleteReadError)):
        await reader.readexactly(1)
    stranger.close()
    assert basket.take(1) == []
    await streams.stop()
