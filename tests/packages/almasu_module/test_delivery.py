"""Each signal has its effect once: whatever connection breaks and whenever the module is killed."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from almasu_module.delivery.client import Client, Reply, Unreachable, mutual
from almasu_module.delivery.heartbeat import Heartbeat
from almasu_module.delivery.patience import Patience, retry_after
from almasu_module.delivery.sender import Sender, Told
from almasu_module.judging.judge import Open
from almasu_module.spool.queue import Queue
from almasu_wire.batch import Answer, placed

from almasu.testing.asoi import dialects
from almasu.testing.asoi.attacks import Attack
from almasu.testing.asoi.receiver import Faults

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CONFIG = """
state = "{state}"
internal = ["10.0.0.0/8"]
report = 0.05
commit = 0.05
rollup = 1
fsync = "{fsync}"
[centre]
address = "{address}"
certificate = "{certificate}"
key = "{key}"
authority = "{authority}"
batch = {batch}
retry = 0.02
[[input]]
file = "{file}"
"""


def configured(tmp_path, centre, bank, authority, *, batch=200, fsync="never"):
    path = tmp_path / "module.toml"
    path.write_text(
        CONFIG.format(
            state=tmp_path / "state",
            address=centre.address,
            certificate=bank.certificate,
            key=bank.key,
            authority=authority.authority,
            file=tmp_path / "eve.json",
            batch=batch,
            fsync=fsync,
        )
    )
    return path


def alerts(first, last):
    return b"".join(dialects.suricata(Attack(NOW, rule=number)) + b"\n" for number in range(first, last))


def started(config, *more):
    command = [sys.executable, "-m", "almasu_module", "run", "--config", str(config), *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


def killed_again_and_again(tmp_path, centre, config, kills, per_kill):
    """Write alerts, run the module, kill it at some point, again and again; then let it end."""
    chance = random.Random(kills)
    file = tmp_path / "eve.json"
    written = 0
    for _ in range(kills):
        with file.open("ab") as eve:
            eve.write(alerts(written, written + per_kill))
        written += per_kill
        running = started(config)
        before = len(centre.signals())
        if chance.random() < 0.7:
            centre.wait_for(before + chance.randrange(1, per_kill), 20)
        else:
            select.select([running.stderr], [], [], 10)  # it has said its first word
        if chance.random() < 0.3:
            (tmp_path / f"eve.json.{written:06}").unlink(missing_ok=True)
            file.rename(tmp_path / f"eve.json.{written:06}")
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    file.touch()
    done = subprocess.run(
        [sys.executable, "-m", "almasu_module", "run", "--config", str(config), "--drain"],
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return written


def most_memory(process):
    """The most resident memory that a process ever had, in KiB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def rules(centre):
    return sorted(int(one.rule.split(":")[1]) for one in centre.signals() for _ in range(one.count))


def test_fifteen_kills_and_a_bad_network_lose_nothing_and_double_nothing(tmp_path, centre, bank, authority):
    centre.faults = Faults(before=0.1, after=0.15, torn=0.1, busy=0.05)
    written = killed_again_and_again(tmp_path, centre, configured(tmp_path, centre, bank, authority), 15, 300)
    assert rules(centre) == list(range(written))
    assert sum(held.twice + held.lost for held in centre.held.values()) == 0


@pytest.mark.trial
@pytest.mark.timeout(1800)
def test_a_hundred_kills_lose_nothing_and_double_nothing(tmp_path, centre, bank, authority):
    centre.faults = Faults(before=0.1, after=0.15, torn=0.1, busy=0.05)
    config = configured(tmp_path, centre, bank, authority, fsync="commit")
    written = killed_again_and_again(tmp_path, centre, config, 100, 1000)
    assert rules(centre) == list(range(written))
    assert sum(held.twice + held.lost for held in centre.held.values()) == 0


@pytest.mark.trial
@pytest.mark.timeout(900)
def test_half_a_million_signals_of_an_outage_are_delivered_once_within_memory(
    tmp_path, centre, bank, authority, capsys
):
    count = 500_000
    one = {
        "kind": 1,
        "sensor": "suricata",
        "rule": "1:1:1",
        "first": NOW,
        "last": NOW,
        "source": "203.0.113.7",
        "name": "x" * 80,
    }
    queue = Queue(tmp_path / "state" / "queue", 8 * 1024**3)
    for first in range(0, count, 4000):
        batch = [msgspec.json.encode({**one, "target": f"host-{number}"}) for number in range(first, first + 4000)]
        queue.commit(batch, {}, Open(entries={}, trails={}))
    queue.close()
    (tmp_path / "eve.json").touch()
    begun = time.monotonic()
    running = started(configured(tmp_path, centre, bank, authority, batch=1000), "--drain")
    assert centre.wait_for(count, 600)
    seconds = time.monotonic() - begun
    memory = most_memory(running.pid)
    running.communicate(timeout=60)
    assert len({one.target for one in centre.signals()}) == count
    assert sum(held.twice + held.lost for held in centre.held.values()) == 0
    with capsys.disabled():
        sys.stdout.write(
            f"\n{count} signals in {seconds:.1f} s: {count / seconds:,.0f}/s; most memory {memory / 1024:.1f} MB\n"
        )
    assert memory <= 64 * 1024
    assert count / seconds >= 10_000


def test_a_module_at_work_stays_small_and_tells_its_status(tmp_path, centre, bank, authority):
    (tmp_path / "eve.json").write_bytes(alerts(0, 3000) + b"{broken\n")
    running = started(configured(tmp_path, centre, bank, authority))
    assert centre.wait_for(3000, 100)
    memory = most_memory(running.pid)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=100)
    assert running.returncode == 0
    assert memory <= 64 * 1024
    status = json.loads((tmp_path / "state" / "status.json").read_text())
    assert status["records"] == 3001
    assert list(status["broken"].values()) == [1]
    assert status["waiting"] == 0
    assert b"bad.json" in said


def test_two_modules_cannot_hold_one_queue(tmp_path, centre, bank, authority):
    config = configured(tmp_path, centre, bank, authority)
    (tmp_path / "eve.json").touch()
    first = started(config)
    select.select([first.stderr], [], [], 10)
    second = subprocess.run(
        [sys.executable, "-m", "almasu_module", "run", "--config", str(config)], capture_output=True, timeout=30
    )
    assert second.returncode == 2
    assert b"in use by another module" in second.stderr
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=100)


def test_a_full_queue_is_told_plainly_and_the_file_waits_where_it_is(tmp_path, centre, bank, authority):
    config = configured(tmp_path, centre, bank, authority)
    away = centre.address.replace("127.0.0.1", "127.0.0.9")  # nobody listens there
    whole = config.read_text().replace(centre.address, away)
    config.write_text(f"queue_bytes = {1024 * 1024}\n{whole}")
    (tmp_path / "eve.json").write_bytes(alerts(0, 9_000))
    running = started(config)
    assert any(b"QUEUE FULL" in line for line in iter(running.stderr.readline, b""))
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=100)
    held = sum(path.stat().st_size for path in (tmp_path / "state" / "queue").iterdir())
    assert held < 8 * 1024 * 1024
    assert json.loads((tmp_path / "state" / "status.json").read_text())["full"] == "queue_bytes"
    config.write_text(config.read_text().replace(away, centre.address))
    subprocess.run(
        [sys.executable, "-m", "almasu_module", "run", "--config", str(config), "--drain"],
        capture_output=True,
        timeout=100,
        check=True,
    )
    assert rules(centre) == list(range(9_000))


@pytest.fixture
def queue(tmp_path):
    made = Queue(tmp_path / "queue", 10**8, durable=False)
    yield made
    made.close()


def fill(queue, count):
    body = b'{"kind":1,"sensor":"s","rule":"r","first":"2026-11-21T12:00:00Z","last":"2026-11-21T12:00:00Z"}'
    queue.commit([body] * count, {}, Open(entries={}, trails={}))


def sender_of(queue, refused=None):
    return Sender(queue, None, Patience(random.Random(1)), 10, "test", refused or (lambda *_: None))


def answered(sender, status, accepted=0, **more):
    part, body = sender.prepare(NOW)
    reply = Reply(status, msgspec.json.encode(Answer(accepted, **more)), more.get("retry"))
    return json.loads(body), sender.settle(part, reply, NOW)


def test_the_centre_may_take_a_part_and_the_rest_comes_again(queue):
    fill(queue, 10)
    sender = sender_of(queue)
    first, _ = answered(sender, 200, accepted=4)
    second, _ = answered(sender, 200, accepted=10)
    assert (first["first"], second["first"], len(second["signals"])) == (1, 5, 6)
    assert sender.prepare(NOW) is None


def test_an_answer_that_cannot_be_is_not_believed(queue):
    fill(queue, 10)
    sender = sender_of(queue)
    for accepted in (11, 10**15):
        _, step = answered(sender, 200, accepted=accepted)
        assert step.wait > 0
    assert queue.acknowledged.number == 0


def test_a_centre_restored_from_a_backup_is_served_from_where_it_stands(queue):
    fill(queue, 20)
    sender = sender_of(queue)
    answered(sender, 200, accepted=10)
    again, _ = answered(sender, 409, accepted=3)
    assert again["first"] == 11
    body, _ = answered(sender, 200, accepted=13)
    assert (body["first"], len(body["signals"])) == (4, 10)


# First number and how many, the lowest still held, how far the centre is; skipped, lost, too early.
PLACES = [
    ((1, 3, 1), 0, (0, 0, False)),
    ((1, 3, 1), 3, (3, 0, False)),
    ((1, 3, 1), 2, (2, 0, False)),
    ((1, 3, 1), 9, (3, 0, False)),
    ((5, 1, 4), 3, (0, 0, True)),
    ((5, 1, 2), 3, (0, 0, True)),
    ((101, 1, 101), 50, (0, 50, False)),
]


@pytest.mark.parametrize(("batch", "reached", "told"), PLACES)
def test_a_batch_stands_to_its_queue_as_its_numbers_say(batch, reached, told):
    place = placed(*batch, reached)
    assert (place.skip, place.lost, place.too_early) == told


def test_a_refused_signal_is_kept_for_people_and_does_not_stop_the_others(queue):
    fill(queue, 3)
    kept = []
    sender = sender_of(queue, lambda refusal, raw: kept.append((refusal.number, refusal.code)))
    answered(sender, 200, accepted=3, refused=[{"number": 2, "code": "signal.kind", "field": "kind"}])
    assert kept == [(2, "signal.kind")]
    assert sender.prepare(NOW) is None


@pytest.mark.parametrize(
    ("said", "seconds"), [("7", 7.0), ("Sat, 21 Nov 2026 12:00:30 GMT", 30.0), ("soon", None), (None, None)]
)
def test_a_centre_says_when_to_come_again(said, seconds):
    assert retry_after(said, NOW) == seconds


def test_patience_grows_to_a_limit_and_begins_anew():
    patience = Patience(random.Random(1), 0.5, 60)
    waits = [patience.failed() for _ in range(200)]
    assert max(waits) <= 60
    assert max(waits[10:]) > 20
    assert len(set(waits)) > 190
    patience.worked()
    assert patience.failed() <= 1.0
    assert patience.asked(1e9) <= 3601


def test_a_batch_that_is_too_large_is_halved(queue):
    fill(queue, 10)
    sender = sender_of(queue)
    answered(sender, 413)
    body, _ = answered(sender, 200, accepted=5)
    assert len(body["signals"]) == 5


def test_a_stranger_to_the_authority_is_not_believed(tmp_path, centre, bank, authority):
    from almasu.testing.asoi.certificates import MadeAuthority

    other = MadeAuthority(tmp_path / "other", datetime.now(UTC))
    wrong = other.issue("bank")
    client = Client(centre.address, mutual(bank.certificate, bank.key, other.authority), 5, "test")
    with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
        client.post(b"{}")
    foreign = Client(centre.address, mutual(wrong.certificate, wrong.key, authority.authority), 5, "test")
    with pytest.raises(Unreachable):
        foreign.post(b"{}")
    assert centre.batches == 0


def test_a_module_without_signals_tells_the_centre_that_it_lives_as_often_as_the_centre_asks(
    tmp_path, centre, bank, authority
):
    centre.silence = 3
    (tmp_path / "eve.json").touch()
    running = started(configured(tmp_path, centre, bank, authority))
    try:
        assert centre.wait_for_beats(3, 60)
    finally:
        running.terminate()
        running.communicate()
    assert not centre.signals()


def test_a_heartbeat_that_is_not_taken_is_told_and_tried_again_with_patience():
    class Silent:
        reply: Reply | Unreachable = Unreachable("no route")

        def post(self, body, address):
            if isinstance(self.reply, Unreachable):
                raise self.reply
            return self.reply

    client, told = Silent(), Told()
    heartbeat = Heartbeat(client, Patience(random.Random(1), 0.5), 300.0, "test", told)
    assert heartbeat.is_due(0.0)
    refused = [Reply(403, b"{}", None), Reply(200, b"[]", None), Reply(200, b'{"silence": 0}', None)]
    for reply in (client.reply, *refused):
        client.reply = reply
        heartbeat.settle(heartbeat.beat(), 1.0, NOW)
        assert told.trouble
        assert not heartbeat.is_due(1.0)
        assert heartbeat.is_due(61.0)
    client.reply = Reply(200, b'{"silence": 900}', None)
    heartbeat.settle(heartbeat.beat(), 1.0, NOW)
    assert not told.trouble
    assert (heartbeat.is_due(300.0), heartbeat.is_due(301.0)) == (False, True)
    heartbeat.heard(200.0)  # signals were sent meanwhile
    assert not heartbeat.is_due(499.0)
