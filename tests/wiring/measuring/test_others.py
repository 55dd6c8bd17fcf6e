"""What others took of the machine is told beside the figures of a bench."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.bench import bench
from almasu.wiring.measuring.others import Times, given_to_others, times

TICKS = "cpu  100 1 20 800 5 0 4 70 9 9\ncpu0 50 0 10 400 2 0 2 35 4 4\n"


def test_the_ticks_of_all_processors_are_read_without_counting_guests_twice(tmp_path):
    stat = tmp_path / "stat"
    stat.write_text(TICKS)
    assert times(stat) == Times(whole=1000, stolen=70)


@pytest.mark.parametrize("told", ["", "cpu  1 2 3\n", "cpu  a b c d e f g h\n"], ids=["empty", "old", "no numbers"])
def test_a_system_that_does_not_tell_is_not_guessed_at(tmp_path, told):
    stat = tmp_path / "stat"
    stat.write_text(told)
    assert times(stat) is None
    assert times(tmp_path / "absent") is None


def test_the_share_is_that_of_the_time_between():
    (share,) = given_to_others(Times(1000, 70), Times(2000, 320))
    assert (share.name, share.value, share.unit, share.limit) == ("machine_given_to_others", 0.25, "share", None)
    assert given_to_others(Times(1000, 70), Times(1000, 70)) == given_to_others(None, Times(1, 0)) == ()


@pytest.mark.skipif(times() is None, reason="this system does not tell the times of its processors")
def test_a_bench_tells_it_last():
    told = json.loads(
        CliRunner().invoke(bench, ["deadlines", "--clocks", "1000", "--json"], catch_exceptions=False).stdout
    )
    assert told["figures"][-1]["name"] == "machine_given_to_others"
