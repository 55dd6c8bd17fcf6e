"""Histories of lines: taken from a node, and two of them compared without any node."""

from __future__ import annotations

from pathlib import Path

from almasu.actions.interstate.messages.histories import history_of
from almasu.kernel.interstate.comparing import Compared, compared
from almasu.kernel.interstate.history import MOST_BYTES, History, read_history, vouched_head, written_history
from almasu.kernel.journal.checkpoint import Checkpoint
from almasu.wiring.settings import Settings
from almasu.wiring.verification import KeyFiles, trust_from
from almasu.wiring.zones import open_zone


async def exported(settings: Settings, peer: str) -> bytes:
    """Return the file of the history of a node's line to a peer; Problems `cis.peer.absent`, `log.no_checkpoint`."""
    async with open_zone(settings) as running:
        return written_history(await history_of(running.node, running.journal, peer, running.now()))


def compared_files(files: tuple[Path, Path], keys: tuple[KeyFiles, KeyFiles]) -> Compared:
    """Compare two exported histories under the keys given for each.

    Malformed where one proves nothing; Problems `journal.no_keys`, `journal.key_file`.
    """
    (first, head), (second, other_head) = _vouched(files[0], keys[0]), _vouched(files[1], keys[1])
    return compared(first, second, (head, other_head))


def _vouched(file: Path, keys: KeyFiles) -> tuple[History, Checkpoint]:
    trust, _ = trust_from(keys)
    with file.open("rb") as opened:
        history = read_history(opened.read(MOST_BYTES + 1))
    return history, vouched_head(history, trust.policy)
