"""Settings: a file, the environment over it, nothing unknown, no password shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from almasu.law.problem import Problem
from almasu.wiring.settings import (
    Settings,
    SourceSettings,
    WitnessSettings,
    origin_of,
    read_settings,
    shown,
    write_settings,
)

LEAST = 'data = "/srv/node"\ndatabase_url = "postgresql://node@db/node"\n'


def file_with(folder: Path, text: str) -> Path:
    path = folder / "node.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_and_the_defaults_make_the_settings(tmp_path):
    settings = read_settings(file_with(tmp_path, LEAST + 'zone = "sector"\nnode = "bank1"\n'), {})
    assert settings.data == Path("/srv/node")
    assert settings.audience == "sector/bank1"
    assert settings.origin == "almasu/sector/bank1"
    assert settings.strict_carrier is True


@pytest.mark.parametrize(
    ("name", "given", "setting", "value"),
    [
        ("ALMASU_PORT", "9000", "port", 9000),
        ("ALMASU_NODE", "114", "node", "114"),
        ("ALMASU_TLS", "true", "tls", True),
        ("ALMASU_REGISTERS", "/etc/almasu/registers.yaml", "registers", Path("/etc/almasu/registers.yaml")),
        ("ALMASU_START_2025", "2025-12-19", "start_2025", date(2025, 12, 19)),
        ("ALMASU_INNER_RANGES", '["10.1.0.0/16", "10.2.0.0/16"]', "inner_ranges", ("10.1.0.0/16", "10.2.0.0/16")),
        ("ALMASU_TRUST", "prod", "trust", "prod"),
    ],
)
def test_the_environment_overrides_the_file(tmp_path, name, given, setting, value):
    path = file_with(tmp_path, LEAST + "port = 8000\n")
    assert getattr(read_settings(path, {name: given}), setting) == value
    assert origin_of(setting, path, {name: given}) == name


@pytest.mark.parametrize(("setting", "origin"), [("port", "the file"), ("tls", "default")])
def test_a_value_tells_where_it_came_from(tmp_path, setting, origin):
    path = file_with(tmp_path, LEAST + "port = 8000\n")
    assert origin_of(setting, path, {}) == (str(path) if origin == "the file" else origin)


@pytest.mark.parametrize(
    "text",
    [
        LEAST + "strict_carier = true\n",
        LEAST + "port = 0\n",
        LEAST + "interactive_seconds = 26\n",
        LEAST + "witnesses_needed = -1\n",
        LEAST + 'metrics_to = ["monitoring.example"]\n',
        LEAST + 'metrics_to = ["10.0.0.1/8"]\n',
        LEAST + 'witnesses = [{ vkey = "k", url = "u", name = "w" }]\n',
        'data = "/srv/node"\n',
        "data = \n",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place_and_a_remedy(tmp_path, text):
    path = file_with(tmp_path, text)
    with pytest.raises(Problem) as refused:
        read_settings(path, {})
    assert refused.value.kind.code == "settings.unreadable"
    assert refused.value.where == str(path)
    assert refused.value.remedy.kk


def test_a_missing_file_is_a_problem(tmp_path):
    with pytest.raises(Problem, match=r"settings\.unreadable"):
        read_settings(tmp_path / "none.toml", {})


def test_what_was_written_reads_back_and_only_its_owner_may_read_it(tmp_path):
    settings = Settings(
        data=tmp_path,
        database_url="host=db user=node password='two words'",
        trust="test",
        trust_roots=tmp_path / "доверие",
        crl_urls=("http://crl/a.crl", "http://crl/b.crl"),
        witnesses=(WitnessSettings(vkey='almasu/w+1+"x"', url="http://w"),),
        witnesses_needed=1,
        tls=True,
        start_2025=date(2025, 12, 14),
        interactive_seconds=1.5,
    )
    path = write_settings(settings, tmp_path / "node.toml")
    assert read_settings(path, {}) == settings
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://node:geheim@db:5432/node",
        "postgresql://:geheim@db/node",
        "postgresql://node@db/node?password=geheim",
        "host=db password=geheim user=node",
        "host=db password = 'sehr geheim' user=node",
        r"host=db password='it\'s geheim' user=node",
    ],
)
def test_a_password_is_never_shown(url):
    assert "geheim" not in shown(url)
    assert "(password not shown)" in shown(url)


def test_what_is_left_out_of_a_source_is_left_out_of_the_file(tmp_path):
    named = SourceSettings("others", "https://example.org/misp/", account=tmp_path / "account")
    sources = (SourceSettings("makers", "https://example.org/csaf/"), named)
    settings = Settings(data=tmp_path, database_url="postgresql://node@db/node", sources=sources)
    assert read_settings(write_settings(settings, tmp_path / "node.toml"), {}).sources == sources


def test_what_holds_no_password_is_shown_as_it_is():
    assert shown("postgresql://node@db:5432/node") == "postgresql://node@db:5432/node"
    assert shown("https://ocsp.example:8443/ocsp/") == "https://ocsp.example:8443/ocsp/"
