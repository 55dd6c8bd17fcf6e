"""The law of one node: the package's own, with the start days and annex sheets that its settings name."""

from __future__ import annotations

from pathlib import Path

from almasu.law.problem import Fault
from almasu.regimes.sio_pso.annexes.loader import REPLACEABLE
from almasu.wiring.law import ORGANISATIONS, Law, law_with
from almasu.wiring.settings import UNREADABLE, Settings

MOST = 1 << 20
"""The largest sheet, in bytes: an annex has a few pages."""


def law_of(settings: Settings) -> Law:
    """Return the law with what the settings name; Problem `settings.unreadable` names the sheet that is refused."""
    replaced = {}
    for setting in (*REPLACEABLE, ORGANISATIONS):
        path: Path | None = getattr(settings, setting)
        if path is not None:
            replaced[setting] = _sheet(setting, path)
    try:
        return law_with({"SIO-2025": settings.start_2025}, replaced, settings.most_subjects)
    except Fault as wrong:
        raise UNREADABLE.at(", ".join(("start_2025", *replaced)), because=str(wrong)) from wrong


def _sheet(setting: str, path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as wrong:
        raise UNREADABLE.at(setting, because=f"{setting}: {wrong}") from wrong
    if len(data) > MOST:
        raise UNREADABLE.at(setting, because=f"{setting}: more than {MOST} bytes")
    return data
