"""Which vault a process opens: files, or a token where the settings name one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from almasu.connectors.key_token.token import KeyToken, TokenPlace
from almasu.kernel.sealing.token import Token
from almasu.kernel.sealing.vault import NodeVault
from almasu.store.moving_keys import KeyMove
from almasu.store.token_vault import TokenVault
from almasu.store.vault import FileVault


class KeyTokenSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token that keeps the keys (PKCS #11): the library that speaks for it, its label, the file with its PIN.

    `pin_file` is for its owner's eyes only; a credential of systemd is named by its path. `seconds` is how long one
    call to the token may take.
    """

    library: Path
    label: str
    pin_file: Path
    seconds: Annotated[float, msgspec.Meta(gt=0, le=60)] = 5.0


def open_vault(place: Path, token: KeyTokenSettings | None) -> NodeVault:
    """Open the vault of a folder; Problem where its token cannot serve, Fault where a key is missing."""
    return FileVault(place) if token is None else TokenVault(place, _token(place, token))


def create_vault(place: Path, token: KeyTokenSettings | None) -> NodeVault:
    """Make the vault of a new node with fresh keys, and open it."""
    return FileVault.create(place) if token is None else TokenVault.create(place, _token(place, token))


def moving_to(place: Path, token: KeyTokenSettings) -> KeyMove:
    """Return what moves the keys of a folder into a token; no process of the node may run meanwhile."""
    return KeyMove(place, _token(place, token))


def _token(place: Path, told: KeyTokenSettings) -> Token:
    return KeyToken(TokenPlace(told.library, told.label, told.pin_file, place / "making", told.seconds))
