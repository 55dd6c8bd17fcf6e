"""A real token without hardware: SoftHSM 2, one for a process that runs tests, with labels of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PIN = "a pin of 24 characters !"
PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
NOT_THERE = "not run: there is no SoftHSM 2 (on Debian: apt-get install softhsm2)"


def library() -> Path | None:
    """Return the library of SoftHSM 2, None where it is not installed."""
    named = (path for place in PLACES for path in Path(place).glob("**/softhsm/libsofthsm2.so"))
    return next(named, None) if shutil.which("softhsm2-util") else None


@dataclass(frozen=True)
class SoftToken:
    """A folder with tokens, and the label of the one that was made in it."""

    folder: Path
    library: Path
    label: str = "almasu-tests"

    @property
    def tokens(self) -> Path:
        return self.folder / "tokens"

    @property
    def pin_file(self) -> Path:
        return self.folder / "pin"


def made_in(folder: Path) -> SoftToken:
    """Make a token with its PIN's file in a folder; the environment of this process names it from then on.

    The library reads the environment when it is begun, so a process has one folder of tokens.
    """
    found = library()
    if found is None:
        pytest.skip(NOT_THERE)
    token = SoftToken(folder, found)
    token.tokens.mkdir(parents=True)
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {token.tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    token.pin_file.touch(mode=0o600)
    token.pin_file.write_text(PIN + "\n")
    words = ["softhsm2-util", "--init-token", "--free", "--label", token.label, "--pin", PIN, "--so-pin", "so" + PIN]
    subprocess.run(words, check=True, capture_output=True)
    return token
