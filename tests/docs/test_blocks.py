"""Blocks marked to be run (```console run) show what the program really prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from documents import ROOT, documents

ANYTHING = "..."


def commands():
    """Each command of a marked block, with the lines it is said to print."""
    for page in documents():
        for block in page.blocks:
            if block.info == "console run":
                for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                    line, _, shown = part.partition("\n")
                    yield pytest.param(line, shown, id=f"{page.place}: {line}")


@pytest.mark.parametrize(("line", "shown"), list(commands()))
def test_a_block_shows_what_the_program_prints(line, shown):
    name, *arguments = shlex.split(line)
    assert name == "almasu"
    program = Path(sys.executable).with_name(name)
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.fullmatch(pattern_of(shown), done.stdout.rstrip() + "\n"), done.stdout


def pattern_of(shown: str) -> str:
    """A line of three dots stands for any lines, three dots in a line for any of its rest."""
    lines = [
        r"(?:.*\n)*" if line == ANYTHING else re.escape(line).replace(re.escape(ANYTHING), ".*") + r"\n"
        for line in shown.rstrip().splitlines()
    ]
    return "".join(lines)


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [("a\nb", "a\nb\n", True), ("a\n...", "a\nb\nc\n", True), ("a...", "abc\n", True), ("a", "a\nb\n", False)],
)
def test_the_comparison_itself(shown, printed, fits):
    assert bool(re.fullmatch(pattern_of(shown), printed)) is fits


def test_there_are_blocks_to_run():
    assert list(commands())
