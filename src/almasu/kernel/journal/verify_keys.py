"""Which key had to sign a head: read from the log's own leaves about changes of its key.

Those leaves hold no secret, so a log publishes them beside its hashes as the file `rotations`; an archive with content
shows them anyway, and a verifier may bring some along. A head that holds such a leaf must bear the new key's signature:
whoever kept the old key cannot continue the log with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.entry import commitment
from almasu.kernel.journal.findings import FaultName, Finding
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, VerifierKey, read_note, signers
from almasu.kernel.journal.receipt import WITHIN
from almasu.kernel.journal.rotation import Rotation, open_leaf, read_leaves
from almasu.kernel.journal.verify_tree import Source

PATH = "rotations"


@dataclass(frozen=True, slots=True)
class ToldChanges:
    """Changes of key by their leaf's commitment, which of them the verifier brought along, and false statements."""

    changes: Mapping[bytes, Rotation]
    brought: frozenset[bytes]
    findings: tuple[Finding, ...]


def told_changes(brought: Sequence[bytes], source: Source) -> ToldChanges:
    """Open the leaves a verifier brings along and those that the log publishes."""
    [shown] = source.read([PATH])
    changes: dict[bytes, Rotation] = {}
    findings: list[Finding] = []
    try:
        leaves = [*brought, *read_leaves(shown or b"")]
    except Malformed as broken:
        leaves = list(brought)
        findings.append(Finding(FaultName.KEY_CHANGE_FALSE, PATH, str(broken)))
    for number, leaf in enumerate(leaves, 1):
        try:
            changes[commitment(leaf)] = open_leaf(leaf)
        except Malformed as broken:
            findings.append(Finding(FaultName.KEY_CHANGE_FALSE, f"statement {number}", str(broken)))
    return ToldChanges(changes, frozenset(map(commitment, brought)), tuple(findings))


@dataclass(frozen=True, slots=True)
class Placed:
    """Changes of key with their places in the log, in its order."""

    changes: tuple[tuple[int, Rotation], ...]

    def lacking(self, note: Note, size: int) -> str:
        """Return which key a head of `size` lacks the signature of; an empty text where it lacks none."""
        needed = [(place, change) for place, change in self.changes if place < size]
        if not needed:
            return ""
        place, change = needed[-1]
        try:
            signed = signers(note, [change.new])
        except Malformed as broken:
            return str(broken)
        return "" if signed else f"entry {place} made {change.new.text()} the key of the log"


def place_changes(
    told: ToldChanges, found: Mapping[bytes, int], opened: Sequence[tuple[int, bytes]], known: Sequence[VerifierKey]
) -> tuple[Placed, list[Finding]]:
    """Return the changes that continue each other from a known key, and a fault for every leaf that does not.

    `found` are the places of what was told, `opened` the leaves that the archive's content holds.
    """
    findings: list[Finding] = []
    at_place = {found[leaf]: change for leaf, change in told.changes.items() if leaf in found}
    for place, leaf in opened:
        try:
            at_place[place] = open_leaf(leaf)
        except Malformed as broken:
            findings.append(Finding(FaultName.KEY_CHANGE_FALSE, f"entry {place}", str(broken)))
    changes: list[tuple[int, Rotation]] = []
    for place, change in sorted(at_place.items()):
        if changes and change.old != changes[-1][1].new:
            says = "it does not continue the change of key before it"
            findings.append(Finding(FaultName.KEY_CHANGE_FALSE, f"entry {place}", says))
        elif changes or {change.old, change.new} & set(known):
            changes.append((place, change))
    return Placed(tuple(changes)), findings


def check_head(checkpoint: Checkpoint, note: Note, placed: Placed) -> list[Finding]:
    """Name the head under verification where a retired key alone signed it."""
    lacking = placed.lacking(note, checkpoint.size)
    return [Finding(FaultName.KEY_RETIRED, "checkpoint", lacking)] if lacking else []


def check_brought(told: ToldChanges, found: Mapping[bytes, int], at: datetime) -> list[Finding]:
    """Name changes that the verifier knows of and the log, a minute later, does not hold."""
    return [
        Finding(FaultName.KEY_CHANGE_MISSING, f"entry {leaf.hex()}", f"said at {change.at.isoformat()}")
        for leaf, change in told.changes.items()
        if leaf in told.brought and leaf not in found and at >= change.at + WITHIN
    ]


def check_seen(seen: Sequence[bytes], placed: Placed) -> list[Finding]:
    """Name checkpoints seen elsewhere that a retired key alone signed; unreadable ones are named by others."""
    findings: list[Finding] = []
    for number, data in enumerate(seen, 1):
        try:
            note = read_note(data)
            lacking = placed.lacking(note, read_checkpoint(note.text).size)
        except Malformed:
            continue
        if lacking:
            findings.append(Finding(FaultName.KEY_RETIRED, f"checkpoint {number}", lacking))
    return findings
