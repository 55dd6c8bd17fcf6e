from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.bench import BENCHES, bench
from almasu.interfaces.cli.bench.figures import tell
from almasu.law.problem import Fault
from almasu.wiring.measuring.figures import figure
from almasu.wiring.measuring.journal import acts
from almasu.wiring.measuring.journal.slow_flush import slowing_library


def test_the_benches_are_listed_without_being_imported():
    shown = CliRunner().invoke(bench, ["--help"]).output
    assert all(name in shown for name in BENCHES)


def test_figures_keep_the_contract_other_people_s_checks_rely_on(capsys):
    tell("journal", [figure("a", 3, "s", 2), figure("b", 1, "s", None)], ["a note"], as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "bench": "journal",
        "figures": [
            {"name": "a", "value": 3, "unit": "s", "limit": 2, "ratio": 1.5},
            {"name": "b", "value": 1, "unit": "s", "limit": None, "ratio": None},
        ],
        "notes": ["a note"],
    }


def test_without_a_compiler_flushes_are_not_slowed_and_nothing_pretends_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert slowing_library(tmp_path) is None


ONLY_IN_TIME = """#!/bin/sh
while [ "$1" != -T ]; do shift; done
echo "number of transactions actually processed: 0"
[ "$2" -lt {seconds} ] || echo "tps = 12.5 (without initial connection time)"
"""


def pgbench(folder, seconds):
    """Put a load generator into a folder that gets nothing done in less than so many seconds."""
    program = folder / "pgbench"
    program.write_text(ONLY_IN_TIME.format(seconds=seconds))
    program.chmod(0o755)
    return folder


async def test_a_load_that_got_nothing_done_on_a_busy_machine_is_given_longer(tmp_path, monkeypatch):
    monkeypatch.setattr(acts, "folders", lambda: [pgbench(tmp_path, 4)])
    assert await acts.load("postgresql:///", "plain")(1.0) == 12.5


async def test_a_load_that_never_gets_anything_done_ends_with_what_it_said(tmp_path, monkeypatch):
    monkeypatch.setattr(acts, "folders", lambda: [pgbench(tmp_path, 1_000)])
    with pytest.raises(Fault, match="actually processed: 0"):
        await acts.load("postgresql:///", "plain")(1.0)


@pytest.mark.trial
def test_the_bench_of_the_journal_gives_every_figure():
    result = CliRunner().invoke(bench, ["journal", "--json"])
    assert result.exit_code == 0, result.output
    figures = {one["name"]: one for one in json.loads(result.stdout)["figures"]}
    assert {"acts_with_leaf", "leaves_ordered", "act_to_cosigned_checkpoint_p99", "inclusion_proof"} <= set(figures)
