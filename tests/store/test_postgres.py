"""Our own PostgreSQL: started anywhere and by anyone, shared, killed, left behind, found again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from almasu.law.problem import Problem
from almasu.store.postgres import binaries, embedded, launch, place, running, server
from almasu.store.postgres.place import recorded
from almasu.store.postgres.postmaster import Postmaster, forget_the_dead, living
from almasu.store.postgres.runner import Runner

HASTY = {"fsync": "off", "max_connections": "20", "shared_buffers": "4MB"}
OWNER = """
import sys
from pathlib import Path
from almasu.store.postgres import embedded
with embedded(Path(sys.argv[1]), {"fsync": "off", "max_connections": "20", "shared_buffers": "4MB"}) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A data folder used by several tests one after another: making one takes longest."""
    made = tmp_path_factory.mktemp("cluster") / "postgres"
    with embedded(made, HASTY):
        return made


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A temporary folder that everyone can go through, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="almasu-tests-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


def one(url: str, *statements: str) -> object:
    with psycopg.connect(url) as connection:
        for statement in statements:
            result = connection.execute(statement)
        row = result.fetchone()
    assert row is not None
    return row[0]


def living_in(folder: Path) -> Postmaster:
    where = recorded(folder)
    assert where is not None
    found = living(where.data)
    assert found is not None
    return found


@contextmanager
def owner(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process that starts the server of a folder and ends when its input does, and the URL it printed."""
    command = [sys.executable, "-c", OWNER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()


def test_a_new_folder_gets_a_server_that_only_its_password_opens(folder):
    with embedded(folder, HASTY) as url:
        assert one(url, "select current_setting('data_checksums')") == "on"
        assert one(url, "select current_setting('listen_addresses')") == ""
        assert one(url, "select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = 'almasu'") is True
        without = url.split("&passfile=", maxsplit=1)[0]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(without, passfile=os.devnull)
        where = recorded(folder)
        assert where is not None
        secret = place.password(where)
        assert secret not in url
        assert secret not in where.log.read_text()
        assert {path.stat().st_mode & 0o077 for path in (where.passfile, where.log, where.home, where.run)} == {0}
    assert running(folder) is None


def test_an_error_is_logged_without_the_values_that_caused_it(folder):
    with embedded(folder, HASTY) as url, psycopg.connect(url) as connection:
        connection.execute("create temporary table people (iin text unique)")
        connection.execute("insert into people values ('850101300123')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into people values ('850101300123')")
    log = (folder / "log").read_text()
    assert "duplicate key" in log
    assert "850101300123" not in log


def test_what_was_kept_is_there_at_the_next_start_and_a_second_asker_connects(folder):
    with embedded(folder, HASTY) as url:
        one(url, "create table kept (n integer)", "insert into kept values (7) returning n")
    with embedded(folder, HASTY) as url, embedded(folder) as again:
        assert url == again
        assert one(again, "select n from kept") == 7


def test_a_killed_server_is_started_again_at_the_same_address(folder):
    with embedded(folder, HASTY) as url:
        one(url, "create table survivors as select 1 as n", "select n from survivors")
        before = living_in(folder)
        os.kill(before.pid, signal.SIGKILL)
        await_other(folder, before.pid)
        assert one(url, "select n from survivors") == 1


def test_what_a_killed_owner_leaves_running_is_taken_over_and_stopped(folder):
    with owner(folder) as (process, url):
        left = living_in(folder)
        process.kill()
    with embedded(folder, HASTY) as again:
        assert again == url
        assert living_in(folder).pid == left.pid
        assert one(again, "select 1") == 1
    assert running(folder) is None


def test_a_process_connects_to_the_server_of_another_and_leaves_it_running(folder):
    with owner(folder) as (_, url):
        with embedded(folder) as same:
            assert one(same, "select 1") == 1
        assert running(folder) == same == url
    assert running(folder) is None


def test_a_pid_file_that_names_a_living_stranger_stops_nobody(folder):
    where = recorded(folder)
    assert where is not None
    (where.data / "postmaster.pid").write_text(f"{os.getpid()}\n{where.data}\n0\n5432\n\n\n\nready   \n")
    assert living(where.data) is None
    with embedded(folder, HASTY) as url:
        assert one(url, "select 1") == 1


def test_a_zombie_is_not_a_server(tmp_path):
    zombie = subprocess.Popen(["true"], cwd=tmp_path)
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    (tmp_path / "postmaster.pid").write_text(f"{zombie.pid}\n{tmp_path}\n")
    forget_the_dead(tmp_path)
    zombie.wait()
    assert not (tmp_path / "postmaster.pid").exists()


@pytest.mark.parametrize("text", ["", "12", "x\ny\n", "-1\n", "999999999999999999999\n"])
def test_a_half_written_pid_file_is_no_server(tmp_path, text):
    (tmp_path / "postmaster.pid").write_text(text)
    assert living(tmp_path) is None


def test_a_deep_folder_an_interrupted_start_and_a_neighbour_make_no_difference(folder, reachable):
    deep = reachable / ("d" * 90) / ("e" * 90)
    (deep / "server" / "data.new").mkdir(parents=True)
    with embedded(deep, HASTY) as url, embedded(folder, HASTY) as neighbour:
        assert one(url, "select 1") == one(neighbour, "select 1") == 1
        where = recorded(deep)
        assert where is not None
        assert where.home == deep / "server"
        assert len(os.fsencode(where.run / ".s.PGSQL.5432")) <= 107
    assert not where.run.exists()


def test_a_server_that_cannot_start_says_why(folder):
    with (
        pytest.raises(Problem, match=r"database\.did_not_start.*no_such_setting"),
        embedded(folder, {"no_such_setting": "1"}),
    ):
        pass
    assert running(folder) is None


def test_data_of_another_version_are_not_touched(tmp_path):
    (tmp_path / "PG_VERSION").write_text("9\n")
    with pytest.raises(Problem, match=r"database\.other_version"):
        binaries.choose(tmp_path)


def test_no_programs_is_a_problem_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setenv(binaries.SETTING, str(tmp_path))
    with pytest.raises(Problem, match=r"database\.no_programs"):
        binaries.choose(tmp_path / "data")


def test_little_shared_memory_is_answered_with_files(monkeypatch):
    class Small:
        f_bavail, f_frsize = 1024, 4096

    monkeypatch.setattr(server.os, "statvfs", lambda path: Small())
    assert server.shared_memory() == "mmap"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_roots_server_runs_as_a_system_user_and_no_home_is_opened(reachable, monkeypatch):
    outside = reachable / "outside"
    monkeypatch.setattr(place, "OUTSIDE", outside)
    monkeypatch.setattr(launch, "OUTSIDE", outside)
    home = reachable / "home"
    home.mkdir(mode=0o700)
    with embedded(home / "postgres", HASTY):
        found = living_in(home / "postgres")
        assert Path(f"/proc/{found.pid}").stat().st_uid not in {0, 65535}
        where = recorded(home / "postgres")
        assert where is not None
        assert where.home.parent == outside
    assert home.stat().st_mode & 0o777 == 0o700
    kept = where.home
    place.sweep()
    assert kept.exists()
    (home / "postgres" / "place.json").unlink()
    place.sweep()
    assert not kept.exists()


def test_programs_where_the_servers_user_cannot_go_are_copied_once(tmp_path):
    chosen = binaries.choose(tmp_path / "data")
    copy = binaries.copied(chosen, tmp_path / "outside")
    again = binaries.copied(chosen, tmp_path / "outside")
    assert copy == again
    assert binaries.version_of(copy.folder) == chosen.version
    assert Runner().may_enter(copy.folder)


def await_other(folder: Path, killed: int) -> None:
    """Wait until a server other than the killed one takes connections."""
    where = recorded(folder)
    assert where is not None
    while (found := living(where.data)) is None or found.pid == killed or not found.ready:
        threading.Event().wait(0.01)
