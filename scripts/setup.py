"""Make the project's environment: .venv with the locked packages, the front-end files, the translations.

Idempotent: each step is skipped when what it was made from has not changed. Runs with the system's Python 3.11+
and nothing else; every package is checked against its hash in requirements/*.txt.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".cache" / "setup"


def main() -> int:
    step("environment", [], make_venv, needs=PYTHON)
    step("packages", ["requirements/bootstrap.txt", "requirements/dev.txt", "pyproject.toml"], install_packages)
    return 0


def step(name: str, inputs: list[str], action, needs: Path | None = None) -> None:  # noqa: ANN001
    """Run `action` unless its inputs are those of the last run; say what is going on."""
    digest = hashlib.sha256(b"".join((ROOT / path).read_bytes() for path in inputs)).hexdigest()
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text() == digest and (needs is None or needs.exists()) and PYTHON.exists():
        return
    print(f"setup: {name} ...", file=sys.stderr, flush=True)
    action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def make_venv() -> None:
    """A virtual environment; where Debian left out ensurepip, one without pip that the outer pip fills."""
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)], check=True)


def install_packages() -> None:
    pip = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode != 0:
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    quiet = ["--quiet", "--disable-pip-version-check"]
    run([*pip, "install", *quiet, "--require-hashes", "-r", "requirements/bootstrap.txt"])
    uv = str(VENV / "bin" / "uv")
    run([uv, "pip", "sync", "--quiet", "--require-hashes", "requirements/dev.txt"])
    run([uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."])


def run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "VIRTUAL_ENV": str(VENV)})


if __name__ == "__main__":
    sys.exit(main())
