"""Verifying a pack: thirteen steps, each from the bytes of the file and the reader's keys alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from almasu.kernel.evidence_pack.content import Pack, body_digest, code_of, read_entry, read_pack
from almasu.kernel.evidence_pack.keys import Keys, read_keys
from almasu.kernel.evidence_pack.story import PackStep, PackStory, StepCode
from almasu.kernel.evidence_pack.verify_request import (
    check_act,
    check_answers,
    check_inclusion,
    check_question,
    check_signature,
    check_stamp,
)
from almasu.kernel.journal.checkpoint import cosigners, open_checkpoint
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.receipt import open_receipt
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.reasons.reason import Outcome

Check = Callable[[], list[PackStep]]


def verify_pack(data: bytes, keys: Keys | None = None, tables: KeyTables | None = None) -> PackStory:
    """Tell the story of a pack. Without keys of the reader's own it is judged by those inside and never VALID.

    Never raises for what the bytes hold. `data` is the JSON file; a page is unwrapped before (`page.pack_inside`).
    `tables` of public keys serve whoever verifies many packs in one thread.
    """
    try:
        pack = read_pack(data)
        used = read_keys(pack.body.keys) if keys is None else keys
    except Malformed as bad:
        return PackStory((PackStep(StepCode.FORM, Outcome.FAILED, str(bad)), *_not_reached(list(StepCode)[1:])))
    case, known = _Case(pack, used), tables or KeyTables()
    steps = [PackStep(StepCode.FORM, Outcome.PASSED)]
    steps += _told(StepCode.EXPORT, case.export)
    acted = _told(StepCode.ACT, lambda: check_act(pack.body))
    steps += acted
    signing = [StepCode.SIGNATURE, StepCode.PATH, StepCode.PURPOSE, StepCode.REVOCATION]
    if acted[0].outcome is Outcome.PASSED:
        steps += check_signature(pack.body, used, known)
    else:
        steps += _not_reached(signing)
    steps += _told(StepCode.QUESTION, lambda: check_question(pack.body))
    steps += _told(StepCode.ANSWERS, lambda: check_answers(pack.body))
    steps += _told(StepCode.INCLUSION, lambda: check_inclusion(pack.body))
    steps += _told(StepCode.CHECKPOINT, case.checkpoint)
    steps += _told(StepCode.STAMP, lambda: check_stamp(pack.body, used, known))
    steps.append(_trust(pack.body.keys, keys))
    return PackStory(tuple(steps))


@dataclass(frozen=True, slots=True)
class _Case:
    """A pack and the keys it is judged by."""

    pack: Pack
    keys: Keys

    def export(self) -> list[PackStep]:
        """Make sure that the node's receipt is for an entry that names the digest of this body."""
        export, body = self.pack.export, self.pack.body
        receipt = open_receipt(export.receipt.encode(), self.keys.receipts)
        if receipt.commitment != hashlib.sha256(export.entry.encode()).digest():
            raise Malformed("the receipt is for another entry")
        entry = read_entry(export.entry)
        if entry.kind != EntryKind.EVIDENCE_EXPORTED or entry.about != read_entry(body.request.entry).about:
            raise Malformed("the entry does not tell of a pack of this request")
        digest = body_digest(body)
        if entry.says.get("pack") != digest or entry.says.get("number") != body.number:
            raise Malformed("the entry tells of another pack")
        return [PackStep(StepCode.EXPORT, Outcome.PASSED, f"{body.number} {code_of(digest)}")]

    def checkpoint(self) -> list[PackStep]:
        """Make sure that the log signed the checkpoint, and the witnesses that the policy demands co-signed it."""
        policy = self.keys.policy
        head, note = open_checkpoint(self.pack.body.checkpoint.encode(), policy.logs)
        cosigned = cosigners(note, [witness.key for witness in policy.witnesses])
        if not policy.met_by({one.key for one in cosigned}):
            raise Malformed("the witnesses that co-signed do not suffice under the policy")
        names = ", ".join(sorted(one.key.name for one in cosigned))
        return [PackStep(StepCode.CHECKPOINT, Outcome.PASSED, f"{head.origin} {head.size} {names}".strip())]


def _told(code: StepCode, check: Check) -> list[PackStep]:
    try:
        return check()
    except Malformed as bad:
        return [PackStep(code, Outcome.FAILED, str(bad))]


def _not_reached(codes: list[StepCode]) -> list[PackStep]:
    return [PackStep(code, Outcome.INDETERMINATE) for code in codes]


def _trust(inside: str, keys: Keys | None) -> PackStep:
    """Without keys of the reader's own the step names the SHA-256 of the keys inside, to be compared."""
    if keys is None:
        return PackStep(StepCode.TRUST, Outcome.INDETERMINATE, hashlib.sha256(inside.encode()).hexdigest())
    return PackStep(StepCode.TRUST, Outcome.PASSED)
