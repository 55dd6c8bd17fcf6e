"""Run the tests on two processes; the long trials are left to `make trial`. Pytest's own last line is the last line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ["-m", "pytest", "--tb=short", "-rfEs", "-n", "2", "--dist", "loadfile", "-m", "not trial"]


@dataclass(frozen=True)
class Helper:
    """What some tests need that no lock installs: what they test, Debian's packages, and a look whether it is there."""

    tests: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


def helpers() -> tuple[Helper, ...]:
    """Return all of them; beside the browser Playwright's own Node.js wants libatomic."""
    browsers = ("chromium", "chromium-browser", "google-chrome")
    return (
        Helper("browser journeys", ("chromium", "libatomic1"), lambda: any(map(shutil.which, browsers))),
        Helper("tests of keys in a token", ("softhsm2",), lambda: shutil.which("softhsm2-util") is not None),
        Helper("what openssl says of GOST", ("openssl", "libengine-gost-openssl"), knows_gost),
        Helper("what xmlsec says of XML", ("xmlsec1",), lambda: shutil.which("xmlsec1") is not None),
    )


def knows_gost() -> bool:
    """Tell whether Debian's openssl has its GOST engine."""
    openssl = shutil.which("openssl")
    return openssl is not None and subprocess.run([openssl, "engine", "gost"], capture_output=True).returncode == 0


def main() -> None:
    """Look for what tests need beside Python, then become pytest, so that its last line and its code are ours."""
    lacking = [helper for helper in helpers() if not helper.is_there()]
    if lacking:
        add(lacking)
    for helper in lacking:
        if not helper.is_there():
            print(f"tests: {helper.tests}: not run (on Debian: apt-get install {' '.join(helper.packages)})")
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *PYTEST, *sys.argv[1:]])


def add(lacking: Sequence[Helper]) -> None:
    """Install packages of Debian where we may, those of each helper apart: what a release lacks keeps out no other."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    install = ["install", "-qq", "--yes", "--no-install-recommends"]
    for arguments in (["update", "-qq"], *([*install, *helper.packages] for helper in lacking)):
        print("tests: apt-get", *(word for word in arguments if not word.startswith("-")), "...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"tests: {(done.stderr.strip().splitlines() or ['apt-get failed'])[-1]}", flush=True)


if __name__ == "__main__":
    main()
