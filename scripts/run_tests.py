"""Run the tests on two processes; the long trials are left to `make trial`. Pytest's own last line is the last line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOR_BROWSING = ("chromium", "libatomic1")
"""Debian's packages for journeys in a browser: the browser, and what Playwright's own Node.js wants."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FOR_TOKENS = ("softhsm2",)
"""Debian's package for a token of keys without hardware."""
TOKENS = ("softhsm2-util",)
PYTEST = ["-m", "pytest", "--tb=short", "-rfEs", "-n", "2", "--dist", "loadfile", "-m", "not trial"]


def main() -> None:
    """Look for a browser and a token, then become pytest, so that its last line and its code are ours."""
    lacking = {"browser journeys": (BROWSERS, FOR_BROWSING), "tests of keys in a token": (TOKENS, FOR_TOKENS)}
    lacking = {what: pair for what, pair in lacking.items() if not any(map(shutil.which, pair[0]))}
    if lacking:
        add([package for _, packages in lacking.values() for package in packages])
    for what, (found, packages) in lacking.items():
        if not any(map(shutil.which, found)):
            print(f"tests: {what} are not run (on Debian: apt-get install {packages[0]})")
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *PYTEST, *sys.argv[1:]])


def add(packages: list[str]) -> None:
    """Install packages of Debian where we may; what needs them is told "not run" where that fails."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    print("tests: apt-get install", *packages, "...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"tests: {(done.stderr.strip().splitlines() or ['apt-get failed'])[-1]}", flush=True)
            return


if __name__ == "__main__":
    main()
