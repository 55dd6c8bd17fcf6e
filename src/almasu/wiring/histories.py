"""Histories of lines: taken from a node, and two of them compared without any node."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from almasu.actions.interstate.messages.histories import history_of
from almasu.kernel.interstate.comparing import Compared, Difference, compared
from almasu.kernel.interstate.evidence import MOST_BYTES as MOST_EVIDENCE
from almasu.kernel.interstate.evidence import (
    HistoriesDiffer,
    SignedTwice,
    evidence_of,
    read_evidence,
    shown,
    vouched,
    written_evidence,
)
from almasu.kernel.interstate.history import MOST_BYTES, History, read_history, vouched_head, written_history
from almasu.kernel.journal.policy import Policy
from almasu.wiring.settings import Settings
from almasu.wiring.verification import KeyFiles, trust_from
from almasu.wiring.zones import open_zone


async def exported(settings: Settings, peer: str) -> bytes:
    """Return the file of the history of a node's line to a peer; Problems `cis.peer.absent`, `log.no_checkpoint`."""
    async with open_zone(settings) as running:
        return written_history(await history_of(running.node, running.journal, peer, running.now()))


def compared_files(files: tuple[Path, Path], keys: tuple[KeyFiles, KeyFiles]) -> tuple[Compared, bytes | None]:
    """Compare two exported histories under the keys given for each; return what differs, and its evidence as a file.

    There is no evidence where both agree, and none of what no node signed. Malformed where a history proves nothing;
    Problems `journal.no_keys`, `journal.key_file`.
    """
    policies = _policy(keys[0]), _policy(keys[1])
    first, second = (_read(file) for file in files)
    heads = vouched_head(first, policies[0]), vouched_head(second, policies[1])
    found = compared(first, second, heads)
    evidence = evidence_of(first, second, found.differences, policies) if found.differences else None
    return found, None if evidence is None else written_evidence(evidence)


def checked_evidence(file: Path, keys: tuple[KeyFiles, KeyFiles] | None) -> tuple[Sequence[Difference], Sequence[str]]:
    """Return what a file of evidence shows, and the keys it stands on as the file names them.

    With `keys` the two logs are held to those instead; of what a peer signed twice the card is named. Malformed where
    it proves nothing.
    """
    with file.open("rb") as opened:
        evidence = read_evidence(opened.read(MOST_EVIDENCE + 1))
    found = shown(evidence)
    match evidence:
        case SignedTwice(_, card):
            return found, (f"card {card.card.node} {card.card.digest().hex()}",)
        case HistoriesDiffer():
            if keys is None:
                return found, [line for text in evidence.policies for line in text.splitlines()]
            vouched(evidence, (_policy(keys[0]), _policy(keys[1])))
            return found, ()


def _policy(keys: KeyFiles) -> Policy:
    trust, _ = trust_from(keys)
    return trust.policy


def _read(file: Path) -> History:
    with file.open("rb") as opened:
        return read_history(opened.read(MOST_BYTES + 1))
