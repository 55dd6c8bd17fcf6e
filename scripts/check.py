"""Check everything that needs no running program: format, lint, types, import contracts, advisories on dependencies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PATIENCE = 120  # seconds for a source of advisories to answer
LOCK = "requirements/dev.txt"

Outcome = tuple[str, str]  # "ok", "warn" or "FAIL", and what to show below the line


def main() -> int:
    """Run the checks, two at a time, print a line for each, and end with 1 when one failed."""
    checks: dict[str, Callable[[], Outcome]] = {
        "types (mypy)": lambda: command("mypy"),
        "format (ruff)": lambda: command("ruff", "format", "--check", "--quiet", "."),
        "lint (ruff)": lambda: command("ruff", "check", "--quiet", "."),
        "import contracts": lambda: command("lint-imports", "--no-logo"),
        "advisories (pip-audit)": advisories,
    }
    failed = False
    with ThreadPoolExecutor(2) as several:
        for name, (outcome, told, seconds) in zip(checks, several.map(timed, checks.values()), strict=True):
            print(f"check: {name:24} {outcome:4} {seconds:5.1f} s", flush=True)
            if outcome != "ok":
                print(told.rstrip(), flush=True)
            failed = failed or outcome == "FAIL"
    return 1 if failed else 0


def timed(check: Callable[[], Outcome]) -> tuple[str, str, float]:
    """Return a check's outcome, what it told, and the seconds it took."""
    start = time.monotonic()
    outcome, told = check()
    return outcome, told, time.monotonic() - start


def command(name: str, *arguments: str) -> Outcome:
    """Run one tool of the environment; its code decides."""
    done = subprocess.run([BIN / name, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return ("ok" if done.returncode == 0 else "FAIL"), done.stdout + done.stderr


def advisories() -> Outcome:
    """Fail on a known vulnerability of a locked package; warn where there is no source that knows the packages."""
    # The lock is complete and hashed, so nothing has to be resolved or downloaded to be judged.
    how = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(ROOT / ".cache"), "HOME": str(ROOT / ".cache")}
    try:
        done = subprocess.run(
            [BIN / "pip-audit", "-r", LOCK, *how],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        packages = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return "warn", f"    no answer from the source of advisories in {PATIENCE} s: nothing was judged"
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no words"])[-1]
        return "warn", f"    no source of advisories: nothing was judged ({last[:200]})"
    found = [
        f"    {one['name']} {one['version']}: {bad['id']}, mended in {', '.join(bad['fix_versions']) or 'no version'}"
        for one in packages
        for bad in one.get("vulns", [])
    ]
    if found:
        return "FAIL", "\n".join(found)
    unjudged = [one["name"] for one in packages if "skip_reason" in one]
    if unjudged:
        return "warn", f"    the source of advisories knows nothing of {len(unjudged)} of {len(packages)} packages"
    return "ok", ""


if __name__ == "__main__":
    sys.exit(main())
