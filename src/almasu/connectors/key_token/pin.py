"""The PIN of a token, from a file: one that a credential of systemd is, or one for the node's own user only."""

from __future__ import annotations

import stat
from pathlib import Path

from almasu.kernel.sealing.token import PIN_REFUSED

MOST = 255


def pin_in(place: Path) -> str:
    """Return the PIN; Problem `keys.pin_refused` where everybody may read the file, or it holds no PIN."""
    try:
        with place.open("rb") as file:
            open_to_all = file.seekable() and stat.S_IMODE(place.stat().st_mode) & 0o007
            said = file.read(MOST + 3)
    except OSError as wrong:
        raise PIN_REFUSED.at(str(place), because=f"its file is not read: {wrong.strerror}") from None
    if open_to_all:
        raise PIN_REFUSED.at(str(place), because="everybody may read its file")
    try:
        pin = said.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise PIN_REFUSED.at(str(place), because="its file is no text") from None
    if not 0 < len(pin) <= MOST or not pin.isprintable():
        raise PIN_REFUSED.at(str(place), because="its file holds no PIN on one line")
    return pin
