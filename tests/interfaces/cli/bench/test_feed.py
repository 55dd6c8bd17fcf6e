"""`almasu bench feed` keeps its contract, and a file is checked by its act without a node."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from almasu.interfaces.cli.bench.feed import feed
from almasu.interfaces.cli.provision import provision
from almasu.kernel.provision.joint_act import FileFormat, act_bytes
from almasu.testing.feeds.made_files import made_set, rows, write_feed
from almasu.wiring.measuring import feed as measuring
from almasu.wiring.measuring.figures import Figure, figure
from kernel.provision.acts import act_of


def test_the_bench_tells_each_form_beside_its_goal(monkeypatch):
    monkeypatch.setattr(measuring, "ROWS", 6_000)
    monkeypatch.setattr(measuring, "GOALS", {FileFormat.CSV: 100_000.0})
    told = json.loads(CliRunner().invoke(feed, ["--json"], catch_exceptions=False).stdout)
    figures = {one["name"]: one for one in told["figures"]}
    assert told["bench"] == "feed"
    assert figures["csv: rows a second"]["limit"] == 100_000
    assert figures["csv: beside a plain reading"]["limit"] > 0
    assert figures["most memory of all of them together"]["limit"] == 512
    assert all({*one} == {*Figure.__slots__} for one in told["figures"])


def test_each_figure_is_told_as_it_comes_and_an_interruption_loses_none(monkeypatch):
    def interrupted(full: bool, told: Callable[[str], None]) -> Iterator[Figure]:
        assert full
        told("a file")
        yield figure("csv: rows a second", 7.0, "rows/s", 5.0)
        raise KeyboardInterrupt

    monkeypatch.setattr(measuring, "measured", interrupted)
    came = CliRunner().invoke(feed, ["--full", "--json"])
    told = json.loads(came.stdout)
    assert came.exit_code == 130
    assert told["figures"][0]["name"] == "csv: rows a second"
    assert "Interrupted" in told["notes"][-1]
    assert [line.split("  ")[0] for line in came.stderr.splitlines()] == ["a file", "csv: rows a second"]


def test_a_file_is_checked_by_its_act_alone(tmp_path: Path):
    act, file = tmp_path / "act.json", tmp_path / "feed.csv"
    act.write_bytes(act_bytes(act_of(made_set(FileFormat.CSV))))
    write_feed(file, FileFormat.CSV, rows(300, 1, wrong=100))
    command = ["feed", "check", str(file), "--act", str(act)]
    whole = CliRunner().invoke(provision, [*command, "--json"])
    told = json.loads(whole.stdout)
    assert (whole.exit_code, told["state"], told["accepted"], told["rejected"]) == (0, "done", 297, 3)
    assert told["flaws"][0] == {"line": 101, "field": "iin", "reason": "check_digit"}
    assert CliRunner().invoke(provision, [*command, "--rows", "300"]).exit_code == 0
    one_more = CliRunner().invoke(provision, [*command, "--rows", "299", "--json"])
    assert (one_more.exit_code, json.loads(one_more.stdout)["because"]) == (1, "provision.delivery.rows")
    spoken = CliRunner().invoke(provision, [*command, "--rows", "299", "--lang", "ru"]).stdout
    assert "строка 101, iin: неверный ИИН или БИН (FMA-5). Сверьте номер" in spoken
    assert "сказано 299, прочитано 300" in spoken
    file.write_bytes(file.read_bytes()[:-30])
    broken = CliRunner().invoke(provision, command)
    assert broken.exit_code == 1
    assert "line 301, noted_at: the file breaks off (FMA-3.1)" in broken.stdout
    assert CliRunner().invoke(provision, [*command, "--set", "none"]).exit_code == 1
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    empty = CliRunner().invoke(provision, command)
    assert (empty.exit_code, "The file of the full set has no row" in empty.stdout) == (1, True)
    assert CliRunner().invoke(provision, [*command, "--rows", "0"]).exit_code == 0
    act.write_bytes(b'{"number": "7"}')
    assert "keep it as it came" in CliRunner().invoke(provision, command).output
