"""What the nodes of other zones have in common in a demo: a vault and a database of their own, and their people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from almasu.kernel.parties.account import AccountState
from almasu.kernel.ports import Transaction
from almasu.kernel.sealing.vault import Secret
from almasu.store.migrate import migrate
from almasu.store.provision import provision
from almasu.store.vault import FileVault
from almasu.testing.people import DemoPerson
from almasu.wiring.demo.preparation import account_of
from almasu.wiring.demo.run import Demo, database_on_server
from almasu.wiring.running import now
from almasu.wiring.settings import Settings, read_settings


def own_settings(demo: Demo, folder: Path, name: str) -> Settings:
    """Return the settings of a node with its own folder, vault and database, which asks no registers.

    The database is made and brought to its newest form; what is there already stays. `name` tells it from those of the
    demo's other nodes.
    """
    vault = FileVault(folder / "vault")
    base = "almasu" if demo.own_server else database_on_server(demo.data)
    url = provision(demo.server, f"{base}_{name}", vault.secret(Secret.DATABASE).hex())
    migrate(url)
    restricted = read_settings(demo.settings)
    return msgspec.structs.replace(restricted, data=folder, database_url=url, registers=None, owners=(), quotas=())


async def register_people(transaction: Transaction, people: Iterable[DemoPerson]) -> None:
    """Register people with active accounts; those who are there already stay as they are."""
    for person in people:
        if await transaction.accounts.with_iin(person.iin) is None:
            account = replace(account_of(person), state=AccountState.ACTIVE)
            await transaction.accounts.register(account, now())
