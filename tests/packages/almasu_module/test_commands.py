"""The command lines: the contract of the dry run, explanations in three languages, and what is refused before
anything starts.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import msgspec
import pytest
from almasu_module.commands import check_command, run_command
from almasu_module.settings import Refused, read_settings
from almasu_module.words import LANGUAGES, said, words

ROOT = Path(__file__).resolve().parents[3]
MODULE = ROOT / "packages" / "almasu-module"
FIELDS = {"kind", "source", "target", "account", "count", "first", "last", "sensor", "rule"}
LOG = b"".join(
    b"Nov 20 22:51:%02d gw1 sshd[1]: Failed password for kim from 203.0.113.7 port 40000 ssh2\n" % second
    for second in range(20)
)


@pytest.fixture
def config(tmp_path):
    (tmp_path / "auth.log").write_bytes(LOG + b"<999>1 bad\n")
    path = tmp_path / "module.toml"
    path.write_text('state = "state"\ninternal = ["10.0.0.0/8"]\n[[input]]\nfile = "auth.log"\nyear = 2026\n')
    return path


def test_a_dry_run_prints_one_signal_a_line_and_keeps_nothing(config, tmp_path):
    lines: list[str] = []
    assert run_command(config, lines.append, dry=True, json=True, drain=False) == 0
    (signal,) = map(json.loads, lines)
    assert signal.keys() >= FIELDS
    assert (signal["kind"], signal["count"], signal["source"], signal["sensor"]) == (7, 20, "203.0.113.7", "sshd")
    assert signal["account"].startswith("h:")
    assert (signal["first"], signal["last"]) == ("2026-11-20T22:51:00+05:00", "2026-11-20T22:51:19+05:00")
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("command", [["almasu", "module"], ["almasu-module"]], ids=" ".join)
def test_both_command_lines_say_the_same(config, command):
    program = Path(sysconfig.get_path("scripts")) / command[0]
    done = subprocess.run(
        [program, *command[1:], "run", "--config", config, "--dry-run", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["kind"] == 7
    assert "bad.syslog: 1" in done.stderr
    told = subprocess.run(
        [program, *command[1:], "check", "--config", tmp_of(config)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 2


def tmp_of(config):
    wrong = config.with_name("wrong.toml")
    wrong.write_text('inputs = "misspelt"\n')
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_is_explained_in_every_language(config, language):
    lines: list[str] = []
    check_command(config, lines.append, sample=None, sensor="", lines=0, language=language, json=False)
    told = "\n".join(lines)
    assert said("kind.7", language) in told
    assert said("logon.waits", language, "203.0.113.7") in told
    assert said("check.sum", language, "1") in told
    assert said("bad.syslog", language, "PRI 999") in told


def test_an_explanation_for_machines_names_kind_and_reason(config):
    lines: list[str] = []
    check_command(config, lines.append, sample=None, sensor="", lines=0, language="en", json=True)
    found = [json.loads(line) for line in lines]
    assert [(one["kind"], one["why"]) for one in found] == [
        *[(0, "logon.waits")] * 7,
        *[(7, "guessing.reached")] * 13,
        (0, "bad.syslog"),
    ]


def test_a_sample_is_explained_as_the_input_of_its_sensor_would_take_it(config, tmp_path):
    sample = tmp_path / "sample.log"
    sample.write_bytes(b"CEF:0|EndGuard|EDR|5|M-1|Something|7|src=203.0.113.7\n")
    config.write_text('[[input]]\nudp = "127.0.0.1:0"\nsensor = "cef"\nkinds = { "M-1" = 3 }\n')
    lines: list[str] = []
    check_command(config, lines.append, sample=sample, sensor="cef", lines=0, language="en", json=True)
    assert json.loads(lines[0])["kind"] == 3
    with pytest.raises(Refused, match="is none of"):
        check_command(config, lines.append, sample=sample, sensor="cisco", lines=0, language="en", json=True)


REFUSED = [
    ("", "no input|missing required"),
    ("[[input]]\nfile='a'\nudp='0.0.0.0:514'\n", "exactly one of"),
    ("[[input]]\nfile='a'\nsensor='cisco'\n", "is none of"),
    ("[[input]]\ntls='0.0.0.0:6514'\n", "tls needs certificate and key"),
    ("[[input]]\nudp='514'\n", "is not like"),
    ("internal=['10.0.0.0/99']\n[[input]]\nfile='a'\n", "is no network"),
    ("zone='Almaty'\n[[input]]\nfile='a'\n", "is not like"),
    ("misspelt=1\n[[input]]\nfile='a'\n", "misspelt"),
    ("[[input]]\nfile='a'\nkinds={x=9}\n", "<= 8"),
    (
        "[centre]\naddress='http://asoi.example'\ncertificate='a'\nkey='b'\nauthority='c'\n[[input]]\nfile='a'\n",
        "https",
    ),
    ("not toml", "module.toml"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_a_wrong_configuration_is_refused_with_what_is_wrong(config, text, why):
    config.write_text(text)
    with pytest.raises(Refused, match=why):
        read_settings(config)


def test_the_example_is_a_whole_configuration():
    settings = read_settings(MODULE / "example.toml")
    assert settings.centre is not None
    assert len(settings.input) == 10


def test_every_reason_in_the_code_has_words_in_three_languages():
    known = words()
    assert {key: one.keys() for key, one in known.items() if one.keys() != set(LANGUAGES)} == {}
    prefixes = tuple(f"{key.partition('.')[0]}." for key in known)
    used = {
        node.value
        for path in (MODULE / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(prefixes)
    }
    assert {one for one in used if " " not in one} - known.keys() <= {"kind."}


def test_the_module_runs_with_nothing_of_the_platform(config, tmp_path):
    alone = tmp_path / "alone"
    alone.mkdir()
    for source in ("almasu-wire/src/almasu_wire", "almasu-module/src/almasu_module"):
        (alone / Path(source).name).symlink_to(ROOT / "packages" / source)
    (alone / "msgspec").symlink_to(Path(msgspec.__file__).parent)
    program = (
        f"import sys; sys.path.insert(0, {str(alone)!r}); from almasu_module.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, "run", "--config", config, "--dry-run", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["kind"] == 7


def test_the_unit_of_systemd_gives_the_module_no_more_than_it_needs():
    unit = (MODULE / "almasu-module.service").read_text()
    for wall in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "SystemCallFilter=@system-service",
        "User=",
    ):
        assert wall in unit
