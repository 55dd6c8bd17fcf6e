"""`almasu provision carrier` as a body's clerk and an officer of the Agency use it."""

from __future__ import annotations

import json
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result

from actions.provision.test_feeds import ten_fields
from almasu.interfaces.cli.main import almasu
from almasu.kernel.provision.joint_act import FileFormat, act_bytes
from almasu.testing.feeds.made_files import rows, write_feed
from kernel.provision.acts import act_of, data_set


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(almasu, ["provision", "carrier", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A medium with one encrypted file, as the command packs it."""
    act, feed, out = tmp_path / "act.json", tmp_path / "vehicles.csv", tmp_path / "medium"
    act.write_bytes(act_bytes(act_of(ten_fields())))
    write_feed(feed, FileFormat.CSV, rows(30, 3, 10**9))
    key = str(pyrage.x25519.Identity.generate().to_public())
    told = ("--act", act, "--set", "vehicles", "--number", "Н-1", "--medium", "usb", "--key", key, "--out", out)
    done = run("pack", feed, *told)
    assert done.exit_code == 0, done.output
    again = run("pack", feed, *told)
    assert (again.exit_code, "exists" in again.output) == (1, True), "what was packed is not packed over"
    return out


def test_what_was_packed_is_read_and_what_is_not_as_the_manifest_says_is_named(packed: Path) -> None:
    whole = run("read", packed, "--json")
    told = json.loads(whole.output)
    assert (whole.exit_code, told["rows"], told["wrong"]) == (0, 30, [])
    assert run("read", packed, "--manifest", told["manifest"]).exit_code == 0
    other = run("read", packed, "--manifest", "0" * 64)
    assert (other.exit_code, "another one" in other.output) == (1, True)
    (packed / "autorun.inf").write_text("x")
    file = packed / "vehicles.csv.age"
    sealed = file.read_bytes()
    file.write_bytes(sealed[:-1] + bytes((sealed[-1] ^ 1,)))
    bad = run("read", packed)
    assert bad.exit_code == 1
    assert {"autorun.inf", "vehicles.csv.age"} <= {word.strip("“”") for word in bad.output.split()}
    file.unlink()
    file.symlink_to("/etc/hostname")
    assert run("read", packed).exit_code == 1, "a link on a medium is no file of it"
    assert run("read", packed, "--to", "http://127.0.0.1:9").exit_code == 1


def test_nothing_is_packed_that_may_not_travel_so(tmp_path: Path) -> None:
    act, feed = tmp_path / "act.json", tmp_path / "vehicles.csv"
    key = str(pyrage.x25519.Identity.generate().to_public())
    feed.write_text("other,head\n1,2\n")
    for content, code, for_key, said in (
        (act_of(ten_fields()), "vehicles", key, "would not count"),
        (act_of(ten_fields()), "others", key, "by a schedule"),
        (act_of(data_set(secrecy="restricted")), "vehicles", key, "by paper alone"),
    ):
        act.write_bytes(act_bytes(content))
        out = tmp_path / "medium"
        told = ("--act", act, "--set", code, "--number", "1", "--medium", "usb", "--key", for_key, "--out", out)
        done = run("pack", feed, *told)
        assert (done.exit_code, said in done.output) == (1, True), done.output
        assert not out.exists()
    write_feed(feed, FileFormat.CSV, rows(30, 3, 10**9))
    act.write_bytes(act_bytes(act_of(ten_fields())))
    out = tmp_path / "keyless"
    told = ("--act", act, "--set", "vehicles", "--number", "1", "--medium", "usb", "--key", "age1x", "--out", out)
    assert run("pack", feed, *told).exit_code == 1
    (tmp_path / "manifest.json").write_text("{}")
    assert run("read", tmp_path).exit_code == 1
