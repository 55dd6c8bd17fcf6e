"""Founding a node from its settings: the vault, the order to be signed, the first people."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec
import yaml

from almasu.actions.found_node import found_node, make_order
from almasu.kernel.founding.order import MOST_BYTES, Founding
from almasu.kernel.founding.problems import UNREADABLE, VAULT_THERE
from almasu.kernel.journal.keys import LogKeys, keys_of
from almasu.kernel.parties.account import Account
from almasu.store.migrate import migrate
from almasu.wiring.running import now
from almasu.wiring.settings import Settings
from almasu.wiring.vaults import create_vault
from almasu.wiring.zones import open_zone


@dataclass(frozen=True, slots=True)
class Made:
    """A new vault: where it is, and the public halves of the keys the log begins with."""

    place: Path
    keys: LogKeys


def make_vault(settings: Settings) -> Made:
    """Make the vault of a node with fresh secrets; Problem `founding.vault` where there is one."""
    place = settings.data / "vault"
    if place.exists():
        raise VAULT_THERE.at(str(place))
    place.parent.mkdir(parents=True, exist_ok=True)
    vault = create_vault(place, settings.key_token)
    return Made(place, keys_of(settings.origin, vault.journal_secret(1)))


def read_form(place: Path) -> Founding:
    """Return what a founding order says, from YAML; Problem `founding.unreadable` names what is wrong."""
    try:
        with place.open(encoding="utf-8") as file:
            text = file.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise UNREADABLE.at(str(place), because=f"more than {MOST_BYTES} characters")
        return msgspec.convert(yaml.safe_load(text), Founding)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as wrong:
        raise UNREADABLE.at(str(place), because=str(wrong)) from wrong


async def write_order(settings: Settings, founding: Founding, place: Path) -> int:
    """Bring the database to this release's schema, write the bytes to be signed to a new file, return how many."""
    migrate(settings.database_url)
    async with open_zone(settings, connections=1) as running:
        data = make_order(running.node, founding, now())
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        return file.write(data)


async def found(settings: Settings, order: Path, signature: Path, head: str) -> tuple[Account, ...]:
    """Bring the database to this release's schema and register the first people of a signed order."""
    migrate(settings.database_url)
    async with open_zone(settings, connections=2) as running:
        return await found_node(running.node, _bytes(order), _bytes(signature), head, now())


def _bytes(place: Path) -> bytes:
    """Return a file's bytes, cut where they are more than any order or signature has."""
    with place.open("rb") as file:
        return file.read(MOST_BYTES * 4)
