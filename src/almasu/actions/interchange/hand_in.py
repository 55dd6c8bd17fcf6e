"""Put incidents that an organisation's machine handed in before its people, as files from which cards are written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid5

from almasu.kernel.interchange.collection import Offered
from almasu.kernel.interchange.handed_in import bundles_of
from almasu.kernel.interchange.incoming import BY_MACHINE, FileKind, PulledFile
from almasu.kernel.interchange.machine import Known
from almasu.kernel.interchange.port import InterchangeTransaction
from almasu.kernel.interchange.stix_out import NAMESPACE
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.law.canonical import Json

SALT_BYTES = 32


async def hand_in(
    transaction: InterchangeTransaction,
    machine: Known,
    objects: Sequence[Offered],
    random: Callable[[int], bytes],
    at: datetime,
) -> None:
    """Keep the incidents among objects for the people of the machine's organisation, the same bytes once.

    Cards are written by organisations alone: what a machine of the sectoral centre hands in stays in its collection.
    """
    own = machine.machine.organisation
    if not own:
        return
    for body in bundles_of(objects):
        digest = hashlib.sha256(body).hexdigest()
        number = uuid5(NAMESPACE, f"given/{own}/{FileKind.STIX}/{digest}")
        if await transaction.incoming.one(number, own) is not None:
            continue
        source = f"{BY_MACHINE}/{own}"
        await transaction.incoming.put(PulledFile(number, FileKind.STIX, source, digest, own, digest, at, body))
        says: dict[str, Json] = {
            "source": BY_MACHINE,
            "format": FileKind.STIX.value,
            "digest": digest,
            "refused": False,
        }
        said = f"machine:{machine.id}"
        entry = Entry(EntryKind.FILES_PULLED, at, said, f"incoming:{number}", says, random(SALT_BYTES))
        await transaction.journal.append(entry)
