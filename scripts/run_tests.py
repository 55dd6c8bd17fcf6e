"""Run the tests on two processes; the long trials are left to `make trial`. Pytest's own last line is the last line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("chromium", "libatomic1")
"""Debian's packages for journeys in a browser: the browser, and what Playwright's own Node.js wants."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PYTEST = ["-m", "pytest", "--tb=short", "-rfEs", "-n", "2", "--dist", "loadfile", "-m", "not trial"]


def main() -> None:
    """Look for a browser, then become pytest, so that its last line and its code are ours."""
    if not any(map(shutil.which, BROWSERS)):
        add_browser()
    if not any(map(shutil.which, BROWSERS)):
        print("tests: browser journeys are not run: there is no Chromium (on Debian: apt-get install chromium)")
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *PYTEST, *sys.argv[1:]])


def add_browser() -> None:
    """Install Debian's Chromium where we may; journeys are told "not run" where that fails."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    print("tests: apt-get install chromium ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *NEEDED]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"tests: {(done.stderr.strip().splitlines() or ['apt-get failed'])[-1]}", flush=True)
            return


if __name__ == "__main__":
    main()
