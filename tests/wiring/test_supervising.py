"""Several processes as one: started, waited for, restarted, stopped; none is left behind."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from almasu.law.problem import Fault
from almasu.wiring import supervising
from almasu.wiring.nursery import Nursery
from almasu.wiring.supervising import Part, Supervisor, announce, free_ports, listens

ANNOUNCES = "import os, pathlib, time; pathlib.Path(os.environ['ALMASU_READY']).touch(); time.sleep(600)"
LISTENS = "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
HOLDS = f"import socket, sys; print(socket.socket(fileno=int(sys.argv[1])).getsockname()[1]); {ANNOUNCES}"
ENDS = "import sys; print('no such database'); sys.exit(3)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {ANNOUNCES}"
TELLS = "import os; print(os.environ['GIVEN'], os.environ['PYTHONUNBUFFERED'])"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Makes a module of some lines that can be run by its name."""
    (tmp_path / "programs").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "programs"), prepend=os.pathsep)

    def made(name: str, lines: str) -> str:
        (tmp_path / "programs" / f"{name}.py").write_text(lines)
        return name

    return made


@pytest.fixture(params=["commands", "nursery"])
def nursery(request, program) -> Iterator[Nursery | None]:
    """Parts are the same whether they are commands or forks."""
    with Nursery(("json",)) if request.param == "nursery" else nullcontext() as made:
        yield made


def process_of(parts: Supervisor, name: str) -> int:
    return parts._running[name][1].pid


def lives(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def test_a_part_is_ready_when_it_says_so_and_ends_with_its_supervisor(program, tmp_path, nursery):
    heard = []
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("says_so", ANNOUNCES), (), announces=True))
        parts.await_ready(heard.append)
        process = process_of(parts, "worker")
        assert heard == ["worker"]
        assert parts.ended() == []
        assert lives(process)
    assert not lives(process)


def test_a_part_is_ready_when_all_its_ports_listen(program, tmp_path, nursery):
    [port] = free_ports(1)
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("registers", program("listening", LISTENS), (str(port),), (port,)))
        parts.await_ready()
        assert listens(port)
    assert not listens(port)


def test_a_part_that_ends_at_its_start_is_told_with_its_last_words(program, tmp_path, nursery):
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("ending", ENDS), (), announces=True))
        with pytest.raises(Fault, match=r"worker ended with 3 at its start:\nno such database"):
            parts.await_ready()
        assert parts.ended() == ["worker"]


def test_a_part_that_never_gets_ready_is_told(program, tmp_path, monkeypatch, nursery):
    monkeypatch.setattr(supervising, "PATIENCE", 0.05)
    [port] = free_ports(1)
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("silent", ANNOUNCES), (), (port,), announces=True))
        with pytest.raises(Fault, match="worker is not ready after"):
            parts.await_ready()


def test_a_part_that_will_not_end_is_killed(program, tmp_path, monkeypatch, nursery):
    monkeypatch.setattr(supervising, "GRACE", 0.1)
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("deaf", DEAF), (), announces=True))
        parts.await_ready()
        process = process_of(parts, "worker")
    assert not lives(process)


def test_a_killed_part_can_be_started_again(program, tmp_path, nursery):
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("again", ANNOUNCES), (), announces=True))
        parts.await_ready()
        first = process_of(parts, "worker")
        parts.kill("worker")
        assert parts.ended() == ["worker"]
        parts.restart("worker")
        parts.await_ready()
        assert process_of(parts, "worker") != first
        assert parts.ended() == []


def test_a_part_that_was_started_again_is_waited_for_again(program, tmp_path, nursery):
    heard = []
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("once_more", ANNOUNCES), (), announces=True))
        parts.await_ready()
        parts.kill("worker")
        parts.restart("worker")
        parts.await_ready(heard.append)
        assert heard == ["worker"]


def test_a_part_can_be_killed_in_the_moment_it_was_begun(program, tmp_path, nursery):
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        for number in range(8):
            parts.start(Part(f"worker-{number}", program("newborn", ANNOUNCES), (), announces=True))
            parts.kill(f"worker-{number}")
        assert len(parts.ended()) == 8


def test_what_a_part_writes_and_is_given_goes_through_its_own_log_and_environment(program, tmp_path, nursery):
    with Supervisor(tmp_path / "logs", {"GIVEN": "by the demo"}, nursery=nursery) as parts:
        parts.start(Part("teller", program("telling", TELLS), ()))
        parts._running["teller"][1].wait(60)
        assert parts.last_words("teller") == "by the demo 1"
        assert parts.last_words("nobody") == ""


def test_a_part_finds_the_sockets_it_was_given_under_their_numbers(program, tmp_path, nursery):
    with socket.create_server(("127.0.0.1", 0)) as held, Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        number = held.fileno()
        held.set_inheritable(True)
        parts.start(Part("door", program("holding", HOLDS), (str(number),), announces=True, sockets=(number,)))
        parts.await_ready()
        assert parts.last_words("door") == str(held.getsockname()[1])


def test_a_part_that_fails_leaves_its_traceback_and_its_code(program, tmp_path, nursery):
    with Supervisor(tmp_path / "logs", {}, nursery=nursery) as parts:
        parts.start(Part("worker", program("failing", "raise ValueError('what it fails of')"), ()))
        assert parts._running["worker"][1].wait(60) == 1
        assert parts.last_words("worker").endswith("ValueError: what it fails of")


def test_what_a_supervisor_that_was_killed_began_in_a_nursery_ends_with_it(program, tmp_path):
    with Nursery(("json",)) as nursery:
        parts = Supervisor(tmp_path, {}, nursery=nursery)
        parts.start(Part("worker", program("left", ANNOUNCES), (), announces=True))
        parts.await_ready()
        process = process_of(parts, "worker")
    assert not lives(process)


def test_variables_meant_for_another_node_are_kept_from_the_parts(program, tmp_path, monkeypatch, nursery):
    monkeypatch.setenv("GIVEN", "by whoever started us")
    with Supervisor(tmp_path / "logs", {}, without="GIV", nursery=nursery) as parts:
        parts.start(Part("teller", program("telling", TELLS), ()))
        parts._running["teller"][1].wait(60)
        assert "by whoever started us" not in parts.last_words("teller")


def test_a_process_without_a_supervisor_announces_to_nobody(monkeypatch):
    monkeypatch.delenv("ALMASU_READY", raising=False)
    announce()


def test_a_process_announces_to_its_supervisor(monkeypatch, tmp_path):
    monkeypatch.setenv("ALMASU_READY", os.fspath(tmp_path / "worker.ready"))
    announce()
    assert (tmp_path / "worker.ready").exists()


def test_free_ports_are_different_and_nobody_listens_on_them():
    ports = free_ports(8)
    assert len(set(ports)) == 8
    assert not any(listens(port) for port in ports)
    with socket.create_server(("127.0.0.1", ports[0])):
        assert listens(ports[0])
