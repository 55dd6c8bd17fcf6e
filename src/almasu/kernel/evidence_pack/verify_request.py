"""The steps about the request itself: the act and its signature, the question, the answers, their places and time."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import msgspec

from almasu.kernel.evidence_pack.content import Body, Entry, read_entry, read_salt
from almasu.kernel.evidence_pack.keys import Keys
from almasu.kernel.evidence_pack.story import PackStep, StepCode
from almasu.kernel.journal.checkpoint import read_checkpoint
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import decoded, read_note
from almasu.kernel.journal.proofs import inclusion_holds
from almasu.kernel.journal.tree import leaf_hash
from almasu.kernel.requests.request import question_digest
from almasu.kernel.sealing.seal import committed
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.bundle import Evidence
from almasu.kernel.signatures.bundle_parts import Parted, parts_in, put_together
from almasu.kernel.signatures.evidence import tell_again
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.profile import CarrierRule, ProfileName, TrustProfile, contour, embedded, production
from almasu.kernel.signatures.reasons.reason import Outcome, Stopped
from almasu.kernel.signatures.reasons.revocation import AUTHORITY_NOTED
from almasu.kernel.signatures.story import Story
from almasu.kernel.signatures.timestamp import timestamp_check
from almasu.law import moment
from almasu.law.canonical import Json, canonical_bytes
from almasu.law.problem import Problem

STAMPED_AS = Family.GOST_512
CLOSE = timedelta(seconds=1)
CLOCK_SKEW = timedelta(minutes=5)
MOST_SUBJECTS = 1000
OUTSIDE = frozenset({"act", "evidence"})
"""Commitments that the bundle opens; all other openings stand beside it."""


def check_act(body: Body) -> list[PackStep]:
    """Make sure that bundle and act open the commitments of the request's entry, and speak of one another."""
    entry, evidence = _accepted(body), evidence_in(body)
    salt, bundle = read_salt(body.act.salt), decoded(body.act.bundle)
    if entry.says.get("evidence") != committed(salt, "evidence", bundle):
        raise Malformed("the evidence is not what the entry is committed to")
    if entry.says.get("act") != committed(salt, "act", evidence.content):
        raise Malformed("the act is not what the entry is committed to")
    act, expected = _act(evidence), evidence.expected
    if expected is None or expected.purpose is not ActPurpose.REQUEST or not expected.iin:
        raise Malformed("the signature was not examined as a request of a person")
    if act.purpose != ActPurpose.REQUEST or act.audience != body.node or _act_of(entry) != act.about:
        raise Malformed("the act is about something else")
    if abs(_moment(entry.at) - evidence.at) > CLOSE:
        raise Malformed("the signature was examined at another time")
    if not evidence.chain or entry.says.get("certificate") != hashlib.sha256(evidence.chain[0]).hexdigest():
        raise Malformed("the entry names another certificate")
    return [PackStep(StepCode.ACT, Outcome.PASSED, hashlib.sha256(evidence.content).hexdigest())]


def check_signature(body: Body, keys: Keys, tables: KeyTables) -> list[PackStep]:
    """Let the kept evidence tell its story again under the roots that are named."""
    codes = [StepCode.SIGNATURE, StepCode.PATH, StepCode.PURPOSE, StepCode.REVOCATION]
    evidence = evidence_in(body)
    try:
        story = tell_again(evidence, _profile(evidence.profile, body, keys), tables)
    except (Problem, ValueError) as bad:
        steps = [PackStep(codes[0], Outcome.INDETERMINATE), PackStep(codes[1], Outcome.FAILED, str(bad))]
        return [*steps, *(PackStep(code, Outcome.INDETERMINATE) for code in codes[2:])]
    return [_line(code, story) for code in codes]


LINES: dict[StepCode, frozenset[int]] = {
    StepCode.SIGNATURE: frozenset({0, 1, 2, 3, 4, 5}),
    StepCode.PATH: frozenset({6}),
    StepCode.PURPOSE: frozenset({7, 8}),
    StepCode.REVOCATION: frozenset({9}),
}


def _line(code: StepCode, story: Story) -> PackStep:
    """Return one step of the pack from the lines of the signature's story that belong to it."""
    lines = [step for step in story.steps if step.number in LINES[code]]
    for wanted in (Outcome.FAILED, Outcome.INDETERMINATE):
        if found := next((step for step in lines if step.outcome is wanted), None):
            return PackStep(code, wanted, found.code)
    if {step.number for step in lines} != LINES[code]:
        return PackStep(code, Outcome.INDETERMINATE)
    warned = next((step for step in lines if step.outcome is Outcome.WARNED), None)
    if warned is not None and code is StepCode.REVOCATION and warned.code == AUTHORITY_NOTED.code:
        return PackStep(code, Outcome.WARNED, warned.code)
    signer = "" if story.signer is None or code is not StepCode.PURPOSE else story.signer.name
    return PackStep(code, Outcome.PASSED, signer)


def check_question(body: Body) -> list[PackStep]:
    """Make sure that what was asked agrees with the entry: openings, ground, purpose, a decision that allowed it."""
    entry = _accepted(body)
    says, salt, act = entry.says, read_salt(body.act.salt), _act(evidence_in(body))
    for label, data in body.act.openings.items():
        if label in OUTSIDE or says.get(label) != committed(salt, label, decoded(data)):
            raise Malformed(f"{label} is not what the entry is committed to")
    for name in ("ground", "purpose"):
        if says.get(name) != act.body.get(name):
            raise Malformed(f"the act has another {name}")
    own = _own_part(entry, act)
    for label, said in (("subject", own.get("key")), ("justification", own.get("justification"))):
        if label in body.act.openings and decoded(body.act.openings[label]) != _spelled(said):
            raise Malformed(f"the act has another {label}")
    decision = says.get("decision")
    if not isinstance(decision, dict) or decision.get("allowed") is not True:
        raise Malformed("the rules did not allow the request")
    return [PackStep(StepCode.QUESTION, Outcome.PASSED, str(says.get("edition", "")))]


def check_answers(body: Body) -> list[PackStep]:
    """Make sure that every answer's entry names this act and its register, and that what is opened was committed to."""
    accepted = _accepted(body)
    asked, place = accepted.says.get("resources"), _place(accepted)
    act = hashlib.sha256(evidence_in(body).content).digest()
    seen: set[int] = set()
    for answer in body.answers:
        entry = read_entry(answer.leaf.entry)
        number = entry.says.get("resource")
        if not isinstance(number, int) or not isinstance(asked, list) or number not in asked or number in seen:
            raise Malformed("an answer of a register that was not asked, or two of one")
        seen.add(number)
        if entry.kind != EntryKind.ANSWER_RECEIVED or entry.actor != f"resource:{number}":
            raise Malformed("an entry is not about an answer")
        if entry.says.get("question") != question_digest(act, number, place).hex():
            raise Malformed(f"the answer of register {number} belongs to another question")
        if answer.salt or answer.reply:
            opened = committed(read_salt(answer.salt), "answer", decoded(answer.reply))
            if entry.says.get("answer") != opened:
                raise Malformed(f"the answer of register {number} was changed")
    return [PackStep(StepCode.ANSWERS, Outcome.PASSED, f"{len(seen)}/{len(asked) if isinstance(asked, list) else 0}")]


def check_inclusion(body: Body) -> list[PackStep]:
    """Make sure that every entry of the pack stands in the tree of the checkpoint."""
    head = read_checkpoint(read_note(body.checkpoint.encode()).text)
    for leaf in (body.request, *(answer.leaf for answer in body.answers)):
        hashed = leaf_hash(hashlib.sha256(leaf.entry.encode()).digest())
        path = [decoded(node) for node in leaf.path]
        if leaf.index < 0 or not inclusion_holds(hashed, leaf.index, head.size, path, head.root):
            raise Malformed(f"the path of entry {leaf.index} does not lead to the checkpoint")
    return [PackStep(StepCode.INCLUSION, Outcome.PASSED, str(head.size))]


def check_stamp(body: Body, keys: Keys, tables: KeyTables) -> list[PackStep]:
    """Make sure that the authority's stamp is over the checkpoint's very bytes, and not older than the act."""
    if not body.stamp:
        return [PackStep(StepCode.STAMP, Outcome.WARNED)]
    evidence, made_at = evidence_in(body), _moment(body.made_at)
    try:
        profile = _profile(evidence.profile, body, keys)
        over, caches = body.checkpoint.encode(), Caches(tables=tables)
        stamp = timestamp_check(decoded(body.stamp), over, STAMPED_AS, None, profile, made_at, caches)
    except (Stopped, Problem) as bad:
        raise Malformed(bad.reason.code if isinstance(bad, Stopped) else str(bad)) from bad
    if stamp.at + CLOCK_SKEW < evidence.at:
        raise Malformed("the stamp is older than the act")
    return [PackStep(StepCode.STAMP, Outcome.PASSED, moment.written(stamp.at))]


def evidence_in(body: Body) -> Evidence:
    """Return the signature's evidence, put together; Malformed where a part is missing, changed or of no use."""
    bundle = decoded(body.act.bundle)
    parts = {hashlib.sha256(part).digest(): part for part in map(decoded, body.act.parts)}
    try:
        if set(parts_in(bundle)) != set(parts) or len(parts) != len(body.act.parts):
            raise Malformed("the parts are not those of the evidence")
        return put_together(Parted(bundle, parts))
    except (ValueError, RecursionError) as bad:
        raise bad if isinstance(bad, Malformed) else Malformed("the evidence cannot be read") from bad


class _SaidByAct(msgspec.Struct, frozen=True):
    """What is compared of an act."""

    purpose: str
    audience: str
    actor: str
    body: dict[str, object]
    about: str = msgspec.field(name="object")


def _act(evidence: Evidence) -> _SaidByAct:
    try:
        return msgspec.convert(json.loads(evidence.content), type=_SaidByAct)
    except (ValueError, RecursionError) as bad:
        raise Malformed("the act cannot be read") from bad


def _spelled(said: Json) -> bytes:
    """Return what an opening of this part of an act must be: a text as it stands, a key in its canonical spelling."""
    try:
        return said.encode() if isinstance(said, str) else canonical_bytes(said)
    except ValueError as bad:
        raise Malformed("the act cannot be read") from bad


def _act_of(entry: Entry) -> str:
    """Return the number of the signed act: of one subject that of the request, of several as the entry names it."""
    return str(entry.says.get("bundle", entry.about.removeprefix("request:")))


def _place(entry: Entry) -> int:
    """Return the place of the entry's subject in the signed act, from 0 on."""
    place = entry.says.get("place", 1)
    if not isinstance(place, int) or not 1 <= place <= MOST_SUBJECTS:
        raise Malformed("the entry names no place in the act")
    return place - 1


def _own_part(entry: Entry, act: _SaidByAct) -> dict[str, Any]:
    """Return what the act says of the entry's subject: the whole body, or the subject's part of it."""
    subjects, place = act.body.get("subjects"), _place(entry)
    if subjects is None and place == 0 and "bundle" not in entry.says:
        return act.body
    if not isinstance(subjects, list) or place >= len(subjects) or entry.says.get("among") != len(subjects):
        raise Malformed("the act does not name the subject of the entry")
    own = subjects[place]
    if not isinstance(own, dict):
        raise Malformed("the act does not name the subject of the entry")
    return own


def _accepted(body: Body) -> Entry:
    entry = read_entry(body.request.entry)
    if entry.kind != EntryKind.REQUEST_ACCEPTED:
        raise Malformed("the entry is not about an accepted request")
    return entry


def _moment(text: str) -> datetime:
    try:
        return moment.read(text)
    except ValueError as bad:
        raise Malformed("a moment cannot be read") from bad


def _profile(name: ProfileName, body: Body, keys: Keys) -> TrustProfile:
    """Return the profile of the evidence's kind over those certificates of the pack whose digest is named a root."""
    named = set(keys.roots)
    given = [decoded(one) for one in body.certificates]
    roots = [one for one in given if hashlib.sha256(one).digest() in named]
    others = [one for one in given if hashlib.sha256(one).digest() not in named]
    match name:
        case ProfileName.PROD:
            return production(roots, [root.hex() for root in keys.roots], others, CarrierRule.OFF)
        case ProfileName.TEST:
            return contour(roots, others, CarrierRule.OFF)
        case ProfileName.EMBEDDED:
            return embedded(roots, others, CarrierRule.OFF)
        case ProfileName.GIVEN:
            raise Malformed("no node decides by roots that a reader gave")
