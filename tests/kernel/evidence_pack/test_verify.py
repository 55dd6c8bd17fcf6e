"""A pack proves its request from its own bytes, and nothing of it can change unseen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import msgspec
import pytest

from almasu.kernel.evidence_pack.content import pack_bytes, read_pack
from almasu.kernel.evidence_pack.keys import read_keys
from almasu.kernel.evidence_pack.story import StepCode
from almasu.kernel.evidence_pack.verify import verify_pack
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import encoded
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.reasons.reason import Outcome
from almasu.kernel.signatures.story import SignatureVerdict
from kernel.evidence_pack.making import Making, changed
from kernel.evidence_pack.misshaping import exchanged, misshapen
from kernel.evidence_pack.tampering import rebound, tamperings


def failed(story) -> list[str]:
    return [step.code.value for step in story.steps if step.outcome is Outcome.FAILED]


@pytest.mark.parametrize("family", ["gost", "rsa", "p256"])
@pytest.mark.parametrize("revocation", ["ocsp", "lists"])
def test_an_honest_pack_is_valid_under_keys_of_the_reader(family, revocation):
    making = Making(family, revocation)
    story = verify_pack(making.file(), making.keys)
    assert {step.code: step.outcome for step in story.steps if step.outcome is not Outcome.PASSED} == {
        StepCode.REVOCATION: Outcome.WARNED
    }
    assert story.verdict is SignatureVerdict.VALID
    assert [step.number for step in story.steps] == list(range(1, 14))


def test_without_keys_of_the_reader_the_word_is_not_final():
    story = verify_pack(Making().file())
    assert story.verdict is SignatureVerdict.INDETERMINATE
    assert story.steps[-1].code is StepCode.TRUST


def test_closed_answers_and_a_missing_stamp_are_no_faults():
    making = Making(open=False, stamped=False)
    assert verify_pack(making.file(), making.keys).verdict is SignatureVerdict.VALID


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_pack_about_one_of_several_subjects_proves_that_subject(place):
    making = Making(place=place)
    assert verify_pack(making.file(), making.keys).verdict is SignatureVerdict.VALID


@pytest.mark.parametrize(("place", "told"), [(2, 1), (1, 3), (2, 4), (3, 0x10000)])
def test_the_answer_about_one_subject_is_not_shown_as_that_of_another(place, told):
    making = Making(place=place, told=told)
    assert "question" in failed(verify_pack(making.file(), making.keys))


@pytest.mark.parametrize(
    ("revocation", "verdict"),
    [("revoked", SignatureVerdict.INVALID), ("silence", SignatureVerdict.INDETERMINATE)],
)
def test_revocation_decides(revocation, verdict):
    making = Making(revocation=revocation)
    assert verify_pack(making.file(), making.keys).verdict is verdict


def test_another_authority_or_log_is_not_believed():
    stranger = Making("rsa")
    assert "path" in failed(verify_pack(Making("gost").file(), without_its_root(stranger)))


def without_its_root(making):
    """Keys without the roots of the other family."""
    text = "\n".join(
        line for n, line in enumerate(making.keys.text().split("\n")) if not (line.startswith("root") and n == 1)
    )
    return read_keys(text)


def test_no_byte_of_a_pack_can_change_unseen():
    making, tables = Making(), KeyTables()
    data = making.file()
    seen = Counter()
    for name, tampered in tamperings(data):
        assert verify_pack(tampered, making.keys, tables).verdict is SignatureVerdict.INVALID, name
        seen[name.split(":")[0]] += 1
    assert seen.total() >= 200


def test_even_the_node_itself_cannot_vouch_for_a_changed_part():
    making, tables = Making(), KeyTables()
    for name, step, body in rebound(making.pack()):
        story = verify_pack(pack_bytes(making.exported(body)), making.keys, tables)
        assert step in failed(story), (name, failed(story))


def test_no_member_of_a_pack_can_have_another_shape_or_be_of_another_pack():
    making, tables = Making(), KeyTables()
    shapes = list(misshapen(making.file(), replace(making, place=2).file()))
    assert len(shapes) >= 300
    for name, data in shapes[::2]:
        assert verify_pack(data, making.keys, tables).verdict is SignatureVerdict.INVALID, name


def test_even_the_node_itself_cannot_put_a_part_of_another_request_into_a_pack():
    making, tables = Making(), KeyTables()
    for name, body in exchanged(making.pack(), replace(making, place=2).pack()):
        story = verify_pack(pack_bytes(making.exported(body)), making.keys, tables)
        assert story.verdict is SignatureVerdict.INVALID, name


def test_a_pack_says_how_many_of_its_registers_answered():
    making = Making()
    body = changed(making.pack(), answers=making.pack().body.answers[:1])
    for told, pack in (("2/2", making.pack()), ("1/2", making.exported(body))):
        steps = verify_pack(pack_bytes(pack), making.keys).steps
        assert [step.detail for step in steps if step.code is StepCode.ANSWERS] == [told]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"body":{}}'])
def test_what_is_no_pack_is_refused(data):
    assert failed(verify_pack(data)) == ["form"]


def test_keys_are_read_as_they_are_written():
    keys = Making().keys
    assert read_keys(keys.text()) == keys


@pytest.mark.parametrize("text", ["", "quorum none\n", "root zz\nquorum none\n", "nonsense\n"])
def test_broken_keys_are_refused(text):
    with pytest.raises(Malformed):
        read_keys(text)


def test_a_second_spelling_of_the_same_pack_is_refused():
    data = Making().file()
    for other in (data[:-1], data + b"\n", data.replace(b'"version":1', b'"version": 1'), msgspec.json.format(data)):
        with pytest.raises(Malformed):
            read_pack(other)


def test_a_stamp_over_another_checkpoint_fails():
    making = Making()
    body = changed(making.pack(), stamp=encoded(making.stamping.stamp(b"another checkpoint")))
    assert failed(verify_pack(pack_bytes(making.exported(body)), making.keys)) == ["stamp"]
