"""Decisions prepared in a file: a JSON list of `{"label", "pin"}` or `{"cancel": true}`, used in their order."""

from __future__ import annotations

from pathlib import Path

import msgspec

from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.testing.emulator.choice import Cancel, Scripted, Use

_LARGEST = 1024 * 1024
UNREADABLE = ProblemKind(
    code="emulator.script",
    status=422,
    title=Text(
        kk="{path} сценарий файлы оқылмады: {because}",
        ru="Файл сценария {path} не читается: {because}",
        en="The script {path} cannot be read: {because}",
    ),
    remedy=Text(
        kk='Файл мынадай тізім болсын: [{{"label": "<ЖСН>-gost", "pin": "…"}}, {{"cancel": true}}].',
        ru='Файл должен быть списком: [{{"label": "<ИИН>-gost", "pin": "…"}}, {{"cancel": true}}].',
        en='Make the file a list: [{{"label": "<IIN>-gost", "pin": "…"}}, {{"cancel": true}}].',
    ),
)


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str = ""
    pin: str = ""
    cancel: bool = False


def read_script(path: Path) -> Scripted:
    """Return the decisions of a file; Problem `emulator.script` where it cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise msgspec.ValidationError("larger than a megabyte")
        lines = msgspec.json.decode(path.read_bytes(), type=list[_Line])
    except (OSError, msgspec.DecodeError) as error:
        raise UNREADABLE.at(str(path), path=str(path), because=str(error)) from error
    return Scripted([Cancel() if line.cancel else Use(line.label, line.pin) for line in lines])
