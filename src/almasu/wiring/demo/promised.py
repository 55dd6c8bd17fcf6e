"""What a story of a demo promises is looked for: it holds, and the journal verifies as it does for a stranger."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

Say = Callable[[str], None]
"""Hears each step of a story, in words."""


class NotAsItMustBe(Exception):
    """Something a story promises did not come true."""


def must(holds: object, otherwise: str) -> None:
    """Raise NotAsItMustBe unless something holds."""
    if not holds:
        raise NotAsItMustBe(otherwise)


def verify_journal(portal: str, say: Say) -> None:
    """Verify the journal of the node at an address as a stranger does: with the verifier, over the network."""
    command = [sys.executable, "-m", "almasu", "journal", "verify", "--from-url", f"{portal}/log"]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    must(verified.returncode == 0, f"the journal of {portal} does not verify: {verified.stdout}{verified.stderr}")
    say(verified.stdout.strip().splitlines()[-1])
