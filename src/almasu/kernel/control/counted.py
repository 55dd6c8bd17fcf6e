"""The count of a day: which requests the journal accepted between two heads, so that no pack reads it again.

The night counts the entries from the head that the count before ended with to the first one after the day, each
content by its commitment, each commitment up to the second root. Stretches follow each other: a pack goes from head to
head, and reads by itself only what none of them covers (SIO25-21.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from almasu.kernel.control.recount import accepted_among
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.tree import EMPTY_ROOT, HASH_SIZE, Edge, grown, leaf_hashes
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.law.moment import in_astana

KEPT = "kept"
"""The one state of the paper of a count."""
PART = 0
"""Where the sealed count stands: it has one part."""


class CountSays(msgspec.Struct, frozen=True):
    """What the paper of a count says: the day, the sizes of both trees, the SHA-256 of the sealed count in hex."""

    day: date
    first: int
    last: int
    digest: str


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """A count: the notes of both heads, no first one at the beginning of the log, and what was accepted between.

    `accepted` are days of Astana, BINs of bodies, empty where leaves name none, and leaves one after the other.
    """

    first: bytes
    last: bytes
    accepted: list[tuple[date, str, bytes]]

    def head(self) -> Checkpoint:
        """Return the head that it ends with; Malformed where the note is none."""
        return head_of(self.last)

    def begins(self) -> tuple[int, bytes]:
        """Return size and root of the tree that it begins with; Malformed where the note is none."""
        if not self.first:
            return 0, EMPTY_ROOT
        head = head_of(self.first)
        return head.size, head.root


@dataclass
class Count:
    """A count under way: the edge of the tree, grown entry by entry, and the leaves by day and body."""

    edge: Edge
    accepted: dict[tuple[date, str], bytearray] = field(default_factory=dict)

    def take(self, commitments: Sequence[bytes], contents: Sequence[bytes]) -> None:
        """Take in the next entries; Malformed where a content is not what its commitment says."""
        self.edge, _ = grown(self.edge, leaf_hashes(commitments))
        for told in accepted_among(commitments, contents):
            self.accepted.setdefault((in_astana(told.at).date(), told.body), bytearray()).extend(told.leaf)

    def told(self, first: bytes, last: bytes) -> bytes:
        """Return the count as it is sealed; Malformed where the entries do not lead to the last head."""
        head = head_of(last)
        if (self.edge.size, self.edge.root()) != (head.size, head.root):
            raise Malformed("the entries do not lead to the checkpoint")
        accepted = [(day, body, bytes(leaves)) for (day, body), leaves in sorted(self.accepted.items())]
        return msgspec.msgpack.encode(Counted(first, last, accepted))


def head_of(note: bytes) -> Checkpoint:
    """Return the head that a note tells of; Malformed where it tells of none."""
    return read_checkpoint(read_note(note).text)


def counted_from(data: bytes) -> Counted:
    """Return the count that was written; Malformed where it is none."""
    try:
        counted = _COUNTED.decode(data)
    except msgspec.MsgspecError as wrong:
        raise Malformed("a count of the journal cannot be read") from wrong
    if any(len(leaves) % HASH_SIZE for _, _, leaves in counted.accepted):
        raise Malformed("a count of the journal holds half a leaf")
    return counted


def count_number(day: date) -> UUID:
    """Return the number of the count of a day: there is one, whoever writes it."""
    return uuid5(NAMESPACE_OID, f"almasu/control-count/{day.isoformat()}")


def count_paper(says: CountSays, at: datetime) -> Paper:
    """Return the paper of a count. It has one version: a journal that was counted is never counted to anything else."""
    keys = dict[str, str]()
    return new_paper(count_number(says.day), PaperKind.CONTROL_COUNT, KEPT, at, says, keys)


def count_in(paper: Paper) -> CountSays:
    """Return what the paper of a count says."""
    return msgspec.json.decode(paper.data, type=CountSays)


_COUNTED = msgspec.msgpack.Decoder(Counted)
