"""Whom bodies of a node may be asked about blindly: each its own file, and no other file of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from almasu.wiring.interstate_jobs import known_subjects
from almasu.wiring.settings import Settings

CASES = {
    "kz-knb": ["A1", "A2"],
    "kz-interior": ["A3"],
    "kz-finance": [],
    "../secret": [],
    "*": [],
    "": [],
}


@pytest.mark.parametrize("body", CASES)
async def test_a_body_is_known_by_its_own_file_alone(tmp_path: Path, body: str) -> None:
    folder = tmp_path / "known"
    folder.mkdir()
    (folder / "kz-knb.txt").write_text("A1\n A2 \n\n")
    (folder / "kz-interior.txt").write_text("A3\n")
    (tmp_path / "secret.txt").write_text("A4\n")
    settings = Settings(data=tmp_path, database_url="", node="kz", known_subjects=folder)
    assert list(await known_subjects(settings)("interstate/kg", body)) == CASES[body]
