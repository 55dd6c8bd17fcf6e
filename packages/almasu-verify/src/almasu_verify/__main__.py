"""`python3 almasu-verify.pyz FILE`: verify one evidence pack."""

from __future__ import annotations

import argparse
import json
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from almasu_verify.faults import Refused
from almasu_verify.notes import read_keys
from almasu_verify.pack import verify
from almasu_verify.story import CODES, Step, verdict_of

EXIT = {"VALID": 0, "INVALID": 1, "INDETERMINATE": 3}
MOST_FILE = 128 * 1024 * 1024


def words() -> dict[str, Any]:
    """Return the words of the story."""
    data = pkgutil.get_data("almasu_verify", "words.json")
    return dict(json.loads(data)) if data is not None else {}


def said(step: Step) -> dict[str, str]:
    """Return what is said of a step, in three languages."""
    known = words()
    return dict(known["says"][step.code].get(step.outcome, known["outcomes"][step.outcome]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 for VALID, 1 for INVALID, 3 for INDETERMINATE, 2 for keys that cannot be read."""
    parser = argparse.ArgumentParser("almasu-verify", description="Verify an evidence pack of Almasu.")
    parser.add_argument("file", type=Path, help="the pack: JSON or page")
    parser.add_argument("--keys", type=Path, help="keys you hold from elsewhere")
    parser.add_argument("--lang", choices=("kk", "ru", "en"), default="en")
    parser.add_argument("--json", action="store_true", help="print the story as JSON")
    given = parser.parse_args(arguments)
    keys = None
    try:
        if given.keys is not None:
            keys = given.keys.read_bytes()[:100_000].decode()
            read_keys(keys)
        with given.file.open("rb") as opened:
            steps = verify(opened.read(MOST_FILE), keys)
    except (OSError, Refused, UnicodeDecodeError) as bad:
        print(f"almasu-verify: {bad}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps({"verdict": verdict_of(steps), "steps": _plain(steps)}, ensure_ascii=False, indent=2))
    else:
        _print(steps, given.lang)
    return EXIT[verdict_of(steps)]


def _plain(steps: list[Step]) -> list[dict[str, Any]]:
    titles = words()["titles"]
    return [
        {
            "number": CODES.index(step.code) + 1,
            "code": step.code,
            "outcome": step.outcome,
            "title": titles[step.code],
            "words": said(step),
            "detail": step.detail,
        }
        for step in steps
    ]


def _print(steps: list[Step], language: str) -> None:
    known, verdict = words(), verdict_of(steps)
    for number, step in enumerate(steps, 1):
        print(f"{number:2} {step.outcome:13} {known['titles'][step.code][language]}: {said(step)[language]}")
        if step.detail:
            print(f"   {step.detail}")
    print(f"{verdict}: {known['verdicts'][verdict][language]}")


if __name__ == "__main__":
    sys.exit(main())
