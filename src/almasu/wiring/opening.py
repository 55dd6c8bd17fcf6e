"""What every zone's node is opened with: revocation of certificates, keys of its logs, the logs as they are shown."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.revocation import OutsideRevocation, RevocationPlaces
from almasu.kernel.journal.policy import Policy
from almasu.kernel.materials.limits import Limits
from almasu.kernel.sealing.vault import NodeVault
from almasu.store.database import Database
from almasu.store.journal import MAIN, SUPERVISION
from almasu.store.journal_keys import StoredKeyChanges
from almasu.store.journal_reading import StoredLog
from almasu.wiring.journal import vouching_apart, vouching_of
from almasu.wiring.key_ring import KeyRing, looking
from almasu.wiring.running import ShownLog
from almasu.wiring.settings import Settings


@dataclass(frozen=True, slots=True)
class Logs:
    """The node's journal with its keys and who vouches for it, and the log of supervision as it is shown."""

    journal: StoredLog
    keys: KeyRing
    vouching: Policy
    supervision: ShownLog


async def open_logs(settings: Settings, vault: NodeVault, database: Database, stack: AsyncExitStack) -> Logs:
    """Return both logs; their rings of keys look for new generations until the stack is closed."""
    keys = KeyRing(settings.origin, vault, StoredKeyChanges(database, MAIN))
    await stack.enter_async_context(looking(keys))
    apart = KeyRing(settings.supervision_origin, vault, StoredKeyChanges(database, SUPERVISION))
    await stack.enter_async_context(looking(apart))
    supervision = ShownLog(
        settings.supervision_origin, StoredLog(database, SUPERVISION), apart, vouching_apart(settings)
    )
    return Logs(StoredLog(database, MAIN), keys, vouching_of(settings), supervision)


def open_revocation(settings: Settings, stack: AsyncExitStack) -> OutsideRevocation:
    """Return who tells whether a certificate is withdrawn: the addresses of the settings, and no others."""
    inner = networks(settings.inner_ranges)
    addresses = {settings.ocsp_url, *settings.crl_urls, *settings.root_crl_urls}
    caller = Caller(pinned(url, inner) for url in sorted(addresses))
    stack.push_async_callback(caller.close)
    places = RevocationPlaces(settings.ocsp_url, settings.crl_urls, settings.root_crl_urls)
    return OutsideRevocation(caller, places)


def limits_of(settings: Settings) -> Limits:
    """Return how long copies live and how many there may be."""
    return Limits(
        copy_lives=timedelta(hours=settings.copy_hours),
        most_copies_out=settings.most_copies_out,
        backups_last=timedelta(days=settings.backup_days),
        countersignature_lives=timedelta(days=settings.countersignature_days),
    )
