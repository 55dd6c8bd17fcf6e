"""The story of giving data: five bodies go down the ladder and back up, a channel is shut, and the journal verifies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.trial
@pytest.mark.timeout(600)
def test_the_story_of_giving_data_goes_down_the_ladder_and_back_up(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "almasu", "demo", "--story", "provision", "--data", str(tmp_path / "demo")]
    told = subprocess.run([*command, "--people", "1000"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "is up at workplace by itself" in told.stdout
    assert "parcels: carrier" in told.stdout
    assert "parcels: an open paper is keyed by two officers" in told.stdout
    for spoken in ("its database (SQL)", "REST", "the SOAP gateway", "X-Road"):
        assert f"answered by the body's system over {spoken}, rows: 1" in told.stdout
    assert "the next measure shuts its channel (reached_from_outside) and files are refused" in told.stdout
    for protocol in ("sftp", "https"):
        assert f"taxpayers: {protocol}://127.0.0.1:" in told.stdout
    assert "pensions: a question that the next act lets nobody answer is withdrawn with a reason" in told.stdout
    assert "parcels: a keying is given up with a reason, contents destroyed: 1" in told.stdout
    assert "parcels: a registered paper that may not leave (provision.way." in told.stdout
    assert "the system itself lifts the set back to integration" in told.stdout
