"""The story of three states: each at its own node, over real doors, and three journals that verify."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.trial
@pytest.mark.timeout(900)
def test_three_states_ask_answer_consent_and_offer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "almasu", "demo", "--story", "states", "--data", str(tmp_path / "demo")]
    told = subprocess.run([*command, "--people", "1000"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    for said in ("legal act by courier", "a second person read the same paper", "never comes into force"):
        assert said in told.stdout
    assert told.stdout.count("THE JOURNAL HOLDS") == 3, "one for each state"
