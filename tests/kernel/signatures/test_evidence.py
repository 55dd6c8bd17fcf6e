"""The evidence bundle tells the same story again, years later, from its own bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from almasu.kernel.signatures.bundle_parts import Parted, parted, parts_in, put_together
from almasu.kernel.signatures.evidence import evidence_bytes, gather, read_evidence, tell_again
from almasu.kernel.signatures.kept_story import KeptStep, KeptStory, story_of
from almasu.kernel.signatures.profile import chosen, contour
from almasu.kernel.signatures.reasons.catalogue import CATALOGUE
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, Unreachable
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.verifier import Verifier

NONCE = bytes(range(32))
NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


def now(world):
    return world.act().issued


def told(world, revocation, at=None, **kept):
    at = at or now(world)
    verifier = Verifier(world.profile)
    examination = verifier.examine(world.cms(), world.content, world.expected(), at)
    story = verifier.conclude(examination, revocation, at)
    return story, gather(examination, revocation, story, **kept)


REVOCATIONS = {
    "ocsp": lambda w: OcspAnswer(w.ocsp(), NONCE),
    "lists": lambda w: CrlSet(w.crl(), w.crl(number=8, base=7), Unreachable("time ran out")),
    "silence": lambda w: Unreachable("time ran out"),
}


@pytest.mark.parametrize("kind", REVOCATIONS)
def test_the_same_story_is_told_again_from_stored_bytes(world, kind):
    story, evidence = told(world, REVOCATIONS[kind](world))
    stored = evidence_bytes(evidence)
    assert read_evidence(stored) == evidence
    again = tell_again(read_evidence(stored), world.profile)
    assert again == story
    assert json.loads(stored)["story"]["verdict"] == story.verdict.value


def test_a_reused_answer_is_checked_in_full_at_its_own_moment(world):
    verifier = Verifier(world.profile)
    at = now(world) + timedelta(minutes=3)
    examination = verifier.examine(world.cms(), world.content, world.expected(), now(world))
    verifier.conclude(examination, OcspAnswer(world.ocsp(), NONCE), now(world))
    known = verifier.memory.recall(examination.path.leaf, at)
    later = verifier.examine(world.cms(), world.content, world.expected(), at)
    evidence = gather(later, known, verifier.conclude(later, known, at))
    again = tell_again(read_evidence(evidence_bytes(evidence)), world.profile)
    assert again.verdict is SignatureVerdict.VALID
    forged = replace(evidence, revocation=replace(known, answer=world.ocsp(key=world.key)))
    assert tell_again(forged, world.profile).verdict is SignatureVerdict.INDETERMINATE


def test_a_stamp_moves_the_judgement_to_its_own_time(world):
    examination = world.examined(world.cms())
    stamp = world.stamp(examination.signature, at=now(world) + timedelta(seconds=2))
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE), stamp=stamp, stamp_nonce=77)
    again = tell_again(evidence, world.profile)
    assert again.verdict is SignatureVerdict.VALID
    assert "timestamp.good" in {step.code for step in again.steps}


def test_a_bad_stamp_in_the_bundle_is_seen(world):
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE), stamp=world.stamp(b"other"), stamp_nonce=77)
    assert tell_again(evidence, world.profile).deciding.code == "timestamp.imprint_differs"


@pytest.mark.parametrize("part", ["content", "cms"])
def test_changed_evidence_no_longer_tells_the_story(world, part):
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE))
    changed = replace(evidence, **{part: getattr(evidence, part)[:-1] + b"?"})
    assert tell_again(changed, world.profile).verdict is SignatureVerdict.INVALID


def test_evidence_of_one_profile_proves_nothing_under_another(world):
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE))
    with pytest.raises(ValueError, match="another trust profile"):
        tell_again(evidence, contour([world.root], [world.ca]))


def test_by_roots_that_a_reader_gave_the_story_is_told_again_and_says_so(world):
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE))
    again = tell_again(evidence, chosen([world.root], [world.ca]))
    assert (again.verdict, again.profile) == (SignatureVerdict.VALID, "given")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"null", b'{"format":"other"}'],
    ids=["empty", "no fields", "null", "another format"],
)
def test_what_is_no_bundle_is_refused(data):
    with pytest.raises(ValueError, match=r".+"):
        read_evidence(data)


def test_a_bundle_too_big_is_not_even_read(monkeypatch):
    monkeypatch.setattr("almasu.kernel.signatures.bundle_json.MOST_BYTES", 100)
    with pytest.raises(ValueError, match="too big"):
        read_evidence(bytes(101))


def test_a_bundle_of_a_later_version_is_refused(world):
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE))
    later = evidence_bytes(evidence).replace(b'"version":2', b'"version":3', 1)
    with pytest.raises(ValueError, match="not a bundle"):
        read_evidence(later)


@pytest.mark.parametrize("kind", REVOCATIONS)
def test_evidence_taken_apart_and_put_together_is_the_same(world, kind):
    _, evidence = told(world, REVOCATIONS[kind](world), authorities=(world.crl(),))
    kept = parted(evidence)
    assert set(parts_in(kept.data)) == set(kept.parts)
    assert put_together(kept) == evidence


def test_what_two_signatures_share_is_the_same_part(world):
    first, second = (parted(told(world, OcspAnswer(world.ocsp(), NONCE))[1]) for _ in range(2))
    assert set(first.parts) & set(second.parts) >= {sha256(one).digest() for one in (world.root, world.ca)}


@pytest.mark.parametrize("change", [lambda part: None, lambda part: part + b"?"], ids=["missing", "changed"])
def test_evidence_with_a_missing_or_changed_part_is_not_told(world, change):
    _, evidence = told(world, OcspAnswer(world.ocsp(), NONCE))
    kept = parted(evidence)
    name, part = next(iter(kept.parts.items()))
    others = {digest: other for digest, other in kept.parts.items() if digest != name}
    new = change(part)
    with pytest.raises(ValueError, match="missing or was changed"):
        put_together(Parted(kept.data, others if new is None else {**others, name: new}))


def test_every_line_of_a_story_finds_its_words_by_its_code():
    assert all(code == reason.code for code, reason in CATALOGUE.items())
    with pytest.raises(ValueError, match="unknown lines"):
        story_of(KeptStory(SignatureVerdict.VALID, NOON, "test", "edition", None, (KeptStep("no.such", {}),)))
