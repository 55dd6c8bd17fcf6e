"""Build the verifier of evidence packs as one file: `python3 almasu-verify.pyz FILE` needs nothing but Python."""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipapp
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "packages" / "almasu-verify" / "src" / "almasu_verify"
TARGET = ROOT / "build" / "almasu-verify.pyz"
MAIN = "import sys\nfrom almasu_verify.__main__ import main\nsys.exit(main())\n"


def build(target: Path) -> Path:
    """Write the one file and return its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "almasu_verify"
        shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__"))
        (Path(folder) / "__main__.py").write_text(MAIN, encoding="utf-8")
        zipapp.create_archive(folder, target, interpreter="/usr/bin/env python3", compressed=True)
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
