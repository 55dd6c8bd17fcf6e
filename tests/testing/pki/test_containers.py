"""Containers of private keys: whole or not at all, tied to their label, and never opened by damage."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki, WrongPin
from almasu.testing.pki.container import open_container
from embedded_pki import OFFICER

PIN = PEOPLE[0].pin


def container(pki: Pki) -> Path:
    return pki.directory / "keys" / f"{OFFICER}-gost.gostkey"


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"n": 2**30},
        {"n": 1},
        {"salt": "%"},
        {"more": 1},
    ],
)
def test_a_container_of_another_make_is_refused(pki: Pki, tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / container(pki).name
    path.write_text(json.dumps({**json.loads(container(pki).read_text()), **change}))
    with pytest.raises(ValueError, match="container"):
        open_container(path, PIN)


def test_a_container_under_another_name_does_not_open(pki: Pki, tmp_path: Path) -> None:
    path = tmp_path / f"{PEOPLE[1].iin}-gost.gostkey"
    path.write_bytes(container(pki).read_bytes())
    with pytest.raises(WrongPin):
        open_container(path, PIN)


def test_a_huge_container_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gostkey"
    path.write_bytes(b"{" * 70_000)
    with pytest.raises(ValueError, match="too large"):
        open_container(path, PIN)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
@pytest.mark.parametrize("suffix", [".gostkey", ".p12"])
def test_no_bytes_open_without_being_a_container(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises((ValueError, WrongPin)):
        open_container(path, PIN)
