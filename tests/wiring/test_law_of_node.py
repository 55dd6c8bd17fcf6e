"""The law of a node: its settings name start day and sheets; what is wrong there is named before the start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from almasu.law.problem import Problem
from almasu.wiring.law import open_law
from almasu.wiring.law_of_node import MOST, law_of
from almasu.wiring.settings import Settings


def settings(**named: object) -> Settings:
    """Settings of a node with some named by a test."""
    return Settings(data=Path("node"), database_url="postgresql://node@db/node", **named)  # type: ignore[arg-type]


def sheet(folder: Path, change: tuple[bytes, bytes]) -> Path:
    """A file with the package's consent, one thing in it changed."""
    own = open_law().files["regimes/sio_pso/annexes/data/consent_2025.yaml"].data
    path = folder / "annex6.yaml"
    path.write_bytes(own.replace(*change))
    return path


def test_a_node_without_sheets_uses_the_stand_ins() -> None:
    assert law_of(settings()).hashes() == open_law().hashes()


def test_a_sheet_named_in_the_settings_is_the_wording_in_force(tmp_path: Path) -> None:
    law = law_of(settings(consent_sheet=sheet(tmp_path, (b"r21-annex6-standin-2", b"r21-annex6"))))
    assert law.sio_pso.annexes.consent("SIO-2025").version == "r21-annex6"
    assert "node/consent_sheet" in law.hashes()


@pytest.mark.parametrize(
    "change", [(b"", b""), (b"version: r21", b"version: R 21"), (b"en: ", b"de: "), (b"version", b"\xff")]
)
def test_a_sheet_with_a_fault_is_named_by_its_setting(tmp_path: Path, change: tuple[bytes, bytes]) -> None:
    with pytest.raises(Problem, match="consent_sheet") as told:
        law_of(settings(consent_sheet=sheet(tmp_path, change)))
    assert told.value.kind.code == "settings.unreadable"


def test_a_sheet_that_is_not_there_or_too_large_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="workplace_sheet"):
        law_of(settings(workplace_sheet=tmp_path / "absent.yaml"))
    (tmp_path / "large.yaml").write_bytes(b"#" * (MOST + 1))
    with pytest.raises(Problem, match="more than"):
        law_of(settings(workplace_sheet=tmp_path / "large.yaml"))


def test_a_start_day_outside_its_bounds_is_named() -> None:
    with pytest.raises(Problem, match="starts between"):
        law_of(settings(start_2025=date(2026, 1, 1)))
