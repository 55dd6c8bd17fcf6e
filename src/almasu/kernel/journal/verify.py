"""Verifying a log from outside with public keys only: bytes in, numbered steps and named faults out.

The steps, in this order; each is done even where an earlier one failed, as far as its facts are there:

1. the checkpoint is in its format and signed by a known key of the log, and by the newest that the log itself names;
2. the witnesses that co-signed it suffice, and none vouches for a moment to come;
3. every entry is there and hashes to its place in the leaf tiles;
4. every upper tile follows from the tiles below it;
5. the root over all entries is the checkpoint's;
6. every checkpoint seen elsewhere (earlier, by a witness, in a proof) is a former state of this very log;
7. every receipt is kept: its entry is in the log, or is not due yet;
8. where the archive holds the entries' content: it matches the commitments, and time runs forward.

What this cannot do: tell what never reached the journal, or see a shorter true log as short when nothing later is
known of it (no earlier checkpoint, no receipt, no witness's head).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal import verify_claims, verify_keys
from almasu.kernel.journal.checkpoint import Checkpoint, Cosigned, cosigners, read_checkpoint
from almasu.kernel.journal.findings import FaultName, Finding, Outcome, Step
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, VerifierKey, read_note, signers
from almasu.kernel.journal.policy import NONE, Policy
from almasu.kernel.journal.tiles import Bundle, width_at
from almasu.kernel.journal.verify_former import check_former
from almasu.kernel.journal.verify_tree import (
    MOST_FINDINGS,
    Source,
    SpanChecked,
    Spread,
    check_span,
    fold,
    spans_of,
)
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Trust:
    """What the verifier brings along: the log's and the witnesses' keys with the quorum, and the receipt keys.

    `rotations` are leaves about changes of the log's key that the verifier knows of, as canonical bytes.
    """

    policy: Policy
    receipt_keys: tuple[VerifierKey, ...] = ()
    rotations: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """What the verifier holds against the log: checkpoints seen elsewhere and receipts, as the bytes they came in."""

    seen: tuple[bytes, ...] = ()
    receipts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: the checkpoint (None where unreadable), its note's bytes to remember, and every step."""

    checkpoint: Checkpoint | None
    note: bytes
    steps: tuple[Step, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Return all faults in the order of the steps."""
        return tuple(finding for step in self.steps for finding in step.findings)

    @property
    def holds(self) -> bool:
        """Tell whether no step failed."""
        return all(step.outcome is not Outcome.FAILED for step in self.steps)


TITLES: tuple[Text, ...] = (
    Text(
        kk="Бақылау нүктесіне журнал қол қойған",
        ru="Контрольная точка подписана журналом",
        en="The checkpoint is signed by the log",
    ),
    Text(
        kk="Куәгерлердің растауы жеткілікті",
        ru="Подтверждений свидетелей достаточно",
        en="The witnesses' cosignatures suffice",
    ),
    Text(
        kk="Барлық жазба орнында және өзгермеген",
        ru="Все записи на месте и не изменены",
        en="Every entry is in place and unchanged",
    ),
    Text(
        kk="Ағаш тақталары бір-бірінен шығады",
        ru="Плитки дерева следуют друг из друга",
        en="The tiles of the tree follow from each other",
    ),
    Text(
        kk="Түбір бақылау нүктесіне сай",
        ru="Корень совпадает с контрольной точкой",
        en="The root is the checkpoint's",
    ),
    Text(
        kk="Басқа жерде көрілген бақылау нүктелері осы журналдың бұрынғы күйлері",
        ru="Контрольные точки, виденные в других местах, - прежние состояния этого журнала",
        en="Checkpoints seen elsewhere are former states of this log",
    ),
    Text(kk="Түбіртектер орындалған", ru="Квитанции исполнены", en="The receipts are kept"),
    Text(
        kk="Жазбалардың мазмұны міндеттемелерге сай",
        ru="Содержание записей соответствует обязательствам",
        en="The entries' content matches the commitments",
    ),
)


def verify(
    source: Source,
    trust: Trust,
    at: datetime,
    claims: Claims | None = None,
    spread: Spread = map,
    former: Sequence[str] = (),
) -> Report:
    """Verify the whole log that `source` shows, as of the verifier's own clock `at`, and return every step.

    `former` are paths of partial tiles and bundles that still lie beside wider ones.
    """
    claims = claims or Claims()
    [data] = source.read(["checkpoint"])
    checkpoint, note, first = _step_1(data, trust.policy.logs)
    if checkpoint is None or note is None:
        return Report(None, data or b"", (first, *(_not_done(number) for number in range(2, 9))))
    cosigned, second = _step_2(note, trust.policy, at)
    receipts = verify_claims.open_receipts(claims.receipts, checkpoint.origin, trust.receipt_keys)
    told = verify_keys.told_changes(trust.rotations, source)
    wanted = frozenset(receipt.commitment for receipt in receipts.opened).union(told.changes)
    opened = _has_opened(source, checkpoint.size)
    checked = list(spread(check_span, spans_of(source, checkpoint.size, wanted, opened)))
    recomputed = fold(source, checkpoint.size, checked)
    vouched = max((one.at for one in cosigned), default=None)
    seen = verify_claims.check_seen(claims.seen, verify_claims.Known(checkpoint, note, cosigned), source, trust.policy)
    found = dict(pair for span in checked for pair in span.found)
    placed, keys = verify_keys.place_changes(told, found, _rotated(checked), trust.policy.logs)
    keys = [*told.findings, *keys, *verify_keys.check_brought(told, found, max(vouched or at, at))]
    keys += verify_keys.check_head(checkpoint, note, placed)
    seen += verify_keys.check_seen(claims.seen, placed)
    kept = receipts.findings + verify_claims.check_receipts(receipts.opened, found, vouched, at)
    leaves, contents = _sorted_out(checked)
    old = check_former(source, former, checkpoint.size)
    leaves += [finding for finding in old if finding.name is FaultName.ENTRY_CHANGED]
    tiles = [*recomputed.findings, *(finding for finding in old if finding.name is not FaultName.ENTRY_CHANGED)]
    return Report(
        checkpoint,
        note.data(),
        (
            _with_faults(first, keys),
            second,
            _step(3, leaves, f"{checkpoint.size} entries recomputed"),
            _step(4, tiles, "all upper tiles recomputed"),
            _step_5(checkpoint, recomputed.root),
            _step(6, seen, f"{len(claims.seen)} compared") if claims.seen else _not_done(6, "none were given"),
            _step(7, kept, f"{len(claims.receipts)} checked") if claims.receipts else _not_done(7, "none were given"),
            _step_8(opened, contents, checked, vouched or at),
        ),
    )


def _step(number: int, findings: Sequence[Finding], says: str) -> Step:
    outcome = Outcome.FAILED if findings else Outcome.PASSED
    told = f"{len(findings)} faults" if findings else says
    return Step(number, TITLES[number - 1], outcome, told, tuple(findings[:MOST_FINDINGS]))


def _not_done(number: int, why: str = "there is no readable checkpoint") -> Step:
    return Step(number, TITLES[number - 1], Outcome.NOT_DONE, why)


def _step_1(data: bytes | None, log_keys: Sequence[VerifierKey]) -> tuple[Checkpoint | None, Note | None, Step]:
    if data is None:
        return None, None, _step(1, [Finding(FaultName.CHECKPOINT_MISSING, "checkpoint", "no such file")], "")
    try:
        note = read_note(data)
        checkpoint = read_checkpoint(note.text)
    except Malformed as broken:
        return None, None, _step(1, [Finding(FaultName.CHECKPOINT_MALFORMED, "checkpoint", str(broken))], "")
    try:
        signed = [key.name for key in signers(note, log_keys) if key.name == checkpoint.origin]
        why = f"no known key of {checkpoint.origin} signed it"
    except Malformed as broken:
        signed, why = [], str(broken)
    findings = [] if signed else [Finding(FaultName.LOG_SIGNATURE, "checkpoint", why)]
    return checkpoint, note, _step(1, findings, f"{checkpoint.origin}, size {checkpoint.size}")


def _with_faults(step: Step, more: Sequence[Finding]) -> Step:
    """Return the step with faults that only the whole log could show."""
    return _step(step.number, [*step.findings, *more], step.says) if more else step


def _rotated(checked: Sequence[SpanChecked]) -> list[tuple[int, bytes]]:
    return [one for span in checked for one in span.rotated]


def _step_2(note: Note, policy: Policy, at: datetime) -> tuple[tuple[Cosigned, ...], Step]:
    try:
        cosigned = cosigners(note, [witness.key for witness in policy.witnesses])
    except Malformed as broken:
        return (), _step(2, [Finding(FaultName.COSIGNATURE_FALSE, "checkpoint", str(broken))], "")
    names = ", ".join(one.key.name for one in cosigned) or "nobody"
    findings = [
        Finding(FaultName.COSIGNED_IN_FUTURE, one.key.name, f"dated {one.at.isoformat()}")
        for one in cosigned
        if one.at > at + verify_claims.CLOCK_TOLERANCE
    ]
    if not policy.met_by({one.key for one in cosigned}):
        findings.append(Finding(FaultName.WITNESSES_INSUFFICIENT, "checkpoint", f"co-signed by {names}"))
    if policy.quorum == NONE and not findings:
        return cosigned, _not_done(2, "no witness is demanded: a second history would not be noticed")
    return cosigned, _step(2, findings, f"co-signed by {names}")


def _step_5(checkpoint: Checkpoint, root: bytes | None) -> Step:
    if root is None:
        return _step(5, [Finding(FaultName.ROOT_WRONG, "checkpoint", "parts of the tree are missing")], "")
    findings = [] if root == checkpoint.root else [Finding(FaultName.ROOT_WRONG, "checkpoint", f"it is {root.hex()}")]
    return _step(5, findings, root.hex())


def _has_opened(source: Source, size: int) -> bool:
    """Tell whether the source is an archive with content, judging by its first bundle."""
    if not size:
        return False
    [first] = source.read([Bundle(0, width_at(0, 0, size), opened=True).path()])
    return first is not None


def _sorted_out(checked: Sequence[SpanChecked]) -> tuple[list[Finding], list[Finding]]:
    """Return the faults of entries and leaf tiles, and those of the content, apart."""
    of_content = {FaultName.OPENED_MISSING, FaultName.OPENED_CHANGED}
    findings = [finding for span in checked for finding in span.findings]
    leaves = [finding for finding in findings if finding.name not in of_content]
    return leaves, [finding for finding in findings if finding.name in of_content]


def _step_8(opened: bool, contents: list[Finding], checked: Sequence[SpanChecked], vouched: datetime) -> Step:
    if not opened:
        return _not_done(8, "the content of entries is not shown here")
    times = [at for span in checked for at in span.times]
    announced = [index for span in checked for index in span.announced]
    clock = verify_claims.check_clock(times, announced, vouched)
    return _step(8, [*contents, *clock], "all contents recomputed")
