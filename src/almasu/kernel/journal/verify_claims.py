"""What a verifier holds against a log: checkpoints seen elsewhere, receipts, and the order of time in the entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from almasu.kernel.journal.checkpoint import Checkpoint, Cosigned, cosigners, open_checkpoint
from almasu.kernel.journal.findings import FaultName, Finding
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, VerifierKey
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proofs import range_root
from almasu.kernel.journal.receipt import Receipt, open_receipt
from almasu.kernel.journal.tiles import Tile, TiledNodes
from almasu.kernel.journal.verify_tree import Source

CLOCK_TOLERANCE = timedelta(minutes=5)
ANNOUNCED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Known:
    """The checkpoint under verification, its note, and who co-signed it when."""

    checkpoint: Checkpoint
    note: Note
    cosigned: tuple[Cosigned, ...]


def check_seen(seen: Sequence[bytes], known: Known, source: Source, policy: Policy) -> list[Finding]:
    """Compare checkpoints seen elsewhere with the log: none may be larger, of another root, or vouched for later."""
    findings: list[Finding] = []
    for number, data in enumerate(seen, 1):
        try:
            other, note = _open_of(data, policy, known.checkpoint.origin)
            cosigned = cosigners(note, [witness.key for witness in policy.witnesses])
        except Malformed as broken:
            findings.append(Finding(FaultName.SEEN_CHECKPOINT_FALSE, f"checkpoint {number}", str(broken)))
            continue
        findings += _compared(other, known.checkpoint, source)
        if other.size < known.checkpoint.size:
            findings += _out_of_order(cosigned, known.cosigned)
        if other.size > known.checkpoint.size:
            findings += _out_of_order(known.cosigned, cosigned)
    return findings


def _open_of(data: bytes, policy: Policy, origin: str) -> tuple[Checkpoint, Note]:
    checkpoint, note = open_checkpoint(data, policy.logs)
    if checkpoint.origin != origin:
        raise Malformed(f"it is of the log {checkpoint.origin}")
    return checkpoint, note


def _compared(other: Checkpoint, current: Checkpoint, source: Source) -> list[Finding]:
    where = f"size {other.size}"
    if other.size > current.size:
        return [Finding(FaultName.LOG_SHRANK, where, f"the log now shows {current.size} entries")]
    if other.size == current.size:
        root: bytes | None = current.root
    else:
        root = _former_root(other.size, current.size, source)
    if root is None:
        return [Finding(FaultName.TILE_MISSING, where, "the former root cannot be recomputed")]
    if root != other.root:
        return [Finding(FaultName.LOG_FORKED, where, f"signed {other.root.hex()}, now it is {root.hex()}")]
    return []


def _former_root(size: int, current: int, source: Source) -> bytes | None:
    """Return the root the log had at a former size, from the tiles it shows now."""

    def tile(level: int, index: int, width: int) -> bytes:
        [data] = source.read([Tile(level, index, width).path()])
        if data is None:
            raise Malformed("missing")
        return data

    try:
        return range_root(0, size, TiledNodes(current, tile))
    except Malformed:
        return None


def _out_of_order(smaller: Sequence[Cosigned], larger: Sequence[Cosigned]) -> list[Finding]:
    """Name witnesses that vouched for the smaller log after the larger one."""
    after = {one.key: one.at for one in larger}
    return [
        Finding(FaultName.COSIGNED_OUT_OF_ORDER, one.key.name, f"{one.at.isoformat()} for the smaller log")
        for one in smaller
        if one.key in after and one.at > after[one.key]
    ]


@dataclass(frozen=True, slots=True)
class OpenedReceipts:
    """Receipts whose signature holds, and the faults of the others."""

    opened: tuple[Receipt, ...]
    findings: list[Finding]


def open_receipts(receipts: Sequence[bytes], origin: str, keys: Sequence[VerifierKey]) -> OpenedReceipts:
    """Open every receipt with the node's receipt keys; one of another log is a fault of the receipt."""
    opened: list[Receipt] = []
    findings: list[Finding] = []
    for number, data in enumerate(receipts, 1):
        try:
            opened.append(_receipt_of(data, origin, keys))
        except Malformed as broken:
            findings.append(Finding(FaultName.RECEIPT_FALSE, f"receipt {number}", str(broken)))
    return OpenedReceipts(tuple(opened), findings)


def _receipt_of(data: bytes, origin: str, keys: Sequence[VerifierKey]) -> Receipt:
    receipt = open_receipt(data, keys)
    if receipt.origin != origin:
        raise Malformed(f"it is of the log {receipt.origin}")
    return receipt


def check_receipts(
    receipts: Sequence[Receipt], found: Mapping[bytes, int], vouched: datetime | None, at: datetime
) -> list[Finding]:
    """Judge each promise: kept, not yet due, or broken.

    `vouched` is the latest moment a witness gave for the checkpoint, None without witnesses. A promise is broken as
    soon as either a later witnessed checkpoint or the verifier's own clock `at` is past its due moment.
    """
    findings: list[Finding] = []
    for receipt in receipts:
        where = f"entry {receipt.commitment.hex()}"
        index = found.get(receipt.commitment)
        if index is None and max(vouched or at, at) >= receipt.due:
            findings.append(Finding(FaultName.RECEIPT_BROKEN, where, f"due {receipt.due.isoformat()}"))
        if index is not None and vouched is not None and receipt.at > vouched + receipt.within:
            says = f"dated {receipt.at.isoformat()}, witnessed {vouched.isoformat()}"
            findings.append(Finding(FaultName.RECEIPT_CLOCK, f"entry {index}", says))
    return findings


def check_clock(times: Sequence[float], announced: Sequence[int], latest: datetime) -> list[Finding]:
    """Name entries whose time runs back beyond the tolerance, or past `latest` by more than it.

    `times` are the entries' moments in seconds since the epoch, in the log's order; `announced` are the indexes of
    `clock_changed` entries: a clock set back is in order where the node said so within ten minutes of it.
    """
    ahead = latest.timestamp() + CLOCK_TOLERANCE.total_seconds()
    tolerance = CLOCK_TOLERANCE.total_seconds()
    findings = [_clock(index, at) for index, at in enumerate(times) if at > ahead]
    excused = [times[index] for index in announced]
    highest = float("-inf")
    for index, at in enumerate(times):
        if at >= highest:
            highest = at
        elif at < highest - tolerance:
            if not any(abs(at - moment) <= ANNOUNCED_WITHIN.total_seconds() for moment in excused):
                findings.append(_clock(index, at))
            highest = at
    return findings


def _clock(index: int, at: float) -> Finding:
    return Finding(FaultName.OPENED_CLOCK, f"entry {index}", f"dated {datetime.fromtimestamp(at, UTC).isoformat()}")
