"""The exchange between machines put together: its database and vault, and how the server is told where it stands."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from almasu.actions.interchange.exchange import Exchange
from almasu.kernel.sealing.vault import Vault
from almasu.store.database import Database
from almasu.store.interchange import StoredInterchange
from almasu.store.sealer import Sealer
from almasu.wiring.vaults import KeyTokenSettings, open_vault


class TaxiiSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One process of the TAXII server: the node's database and vault, where it listens, and its TLS files in PEM.

    `authority` is who issues client certificates, for machines that show one in place of a token; None: tokens alone.
    Without `certificate` and `key` it is served in the clear, for a proxy on the same machine. `address` is how the
    outside names the server, `publisher` the name under which advisories are published.
    """

    database: str
    vault: Path
    certificate: Path | None = None
    key: Path | None = None
    authority: Path | None = None
    host: str = "127.0.0.1"
    port: int = 9444
    most_connections: int = 400
    address: str = "http://127.0.0.1:9444"
    publisher: str = "Sectoral centre of information security"
    key_token: KeyTokenSettings | None = None
    """The token that keeps the keys, as in the settings of the node."""


@asynccontextmanager
async def open_exchange(url: str, vault: Path, token: KeyTokenSettings | None = None) -> AsyncIterator[Exchange]:
    """Open the node's database and yield the exchange; Problem where the database or vault is not there."""
    database = await Database.open(url)
    try:
        yield exchange_over(database, open_vault(vault, token))
    finally:
        await database.close()


def exchange_over(database: Database, vault: Vault) -> Exchange:
    """Return the exchange over an open database."""
    return Exchange(StoredInterchange(database, Sealer(vault, secrets.token_bytes)), secrets.token_bytes)
