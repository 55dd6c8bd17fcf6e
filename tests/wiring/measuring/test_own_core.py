"""A core of its own for the site: all else is held on the other, and everything is let go afterwards."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from almasu.wiring.measuring.own_core import may_choose_cores, own_core_for_the_site


@pytest.mark.skipif(not may_choose_cores(), reason="this system has one core or does not let processes be held on one")
def test_the_site_is_held_apart_from_all_else() -> None:
    cores = os.sched_getaffinity(0)
    waits = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with (
        subprocess.Popen(waits, stdin=subprocess.PIPE) as site,
        subprocess.Popen(waits, stdin=subprocess.PIPE) as other,
    ):
        with own_core_for_the_site({site.pid}):
            held = [os.sched_getaffinity(process) for process in (site.pid, other.pid, os.getpid())]
        assert [len(one) for one in held] == [1, 1, 1]
        assert held[0] != held[1] == held[2]
        assert [os.sched_getaffinity(one) for one in (site.pid, other.pid, os.getpid())] == [cores] * 3
        site.communicate()
        other.communicate()
