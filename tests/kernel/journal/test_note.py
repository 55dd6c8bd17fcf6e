from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.journal import checkpoint as heads
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import KeyKind, VerifierKey, read_key, read_note, signers
from almasu.kernel.journal.policy import Witness, k_of, read_policy
from almasu.kernel.journal.tree import EMPTY_ROOT

# The example of the signed-note specification.
SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The example of the cosignature specification; only its shape is known, its keys are not.
SPEC_COSIGNED = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)


def test_the_example_of_the_specification_verifies():
    key = read_key(SPEC_KEY)
    assert key.text() == SPEC_KEY
    assert signers(read_note(SPEC_NOTE.encode()), [key]) == (key,)


def test_the_cosigned_example_is_read_and_written_byte_for_byte():
    note = read_note(SPEC_COSIGNED.encode())
    assert note.data() == SPEC_COSIGNED.encode()
    head = heads.read_checkpoint(note.text)
    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
    assert head.text() == note.text


def test_a_false_signature_of_a_known_key_spoils_the_note_and_an_unknown_one_does_not():
    key = read_key(SPEC_KEY)
    changed = SPEC_NOTE.replace("example message", "other message").encode()
    with pytest.raises(Malformed, match="is false"):
        signers(read_note(changed), [key])
    stranger = VerifierKey("example.com/foo", KeyKind.NOTE, b"\x01" * 32)
    assert signers(read_note(SPEC_NOTE.encode()), [stranger]) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\n- name AAAAAAAA\n",
        "text\n\n— name\n".encode(),
        "text\n\n— name AAAA\n".encode(),
        "text\n\n— name AAAAAAAA".encode(),
        "text\n\n— na+me AAAAAAA=\n".encode(),
        "text\n\n—  AAAAAAA=\n".encode(),
        "te\x00xt\n\n— name AAAAAAA=\n".encode(),
        "te\txt\n\n— name AAAAAAA=\n".encode(),
        b"te\xff\n\n\xe2\x80\x94 name AAAAAAA=\n",
        "text\n\n— name AAAAAAB=\n".encode(),
        ("text\n\n" + "— name AAAAAAA=\n" * 65).encode(),
        ("x" * 70_000 + "\n\n— name AAAAAAA=\n").encode(),
    ],
)
def test_what_is_no_note_is_refused(data):
    with pytest.raises(Malformed):
        read_note(data)


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_a_note_fall_over(data):
    with contextlib.suppress(Malformed):
        assert read_note(data).data() == data


@pytest.mark.parametrize(
    "text",
    [
        "a\n1\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
        "a\n0\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
        "a\n٣\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(Malformed):
        heads.read_checkpoint(text)


def test_the_empty_log_has_a_checkpoint():
    head = heads.Checkpoint("a", 0, EMPTY_ROOT)
    assert heads.read_checkpoint(head.text()) == head


def test_a_cosignature_vouches_for_its_moment_and_a_moved_moment_is_false(new_key):
    pair = new_key("witness.example/w", KeyKind.COSIGNATURE)
    log = new_key("a", KeyKind.NOTE)
    at = datetime(2026, 3, 2, 9, 0, 7, tzinfo=UTC)
    signed = heads.sign_checkpoint(heads.Checkpoint("a", 0, EMPTY_ROOT), [(log.key, log.sign)])
    line = heads.cosign(signed.text, at, pair.key, pair.sign)
    assert heads.cosigners(signed.with_signatures([line]), [pair.key]) == (heads.Cosigned(pair.key, at),)
    moved = type(line)(line.name, line.key_id, (int(at.timestamp()) + 1).to_bytes(8, "big") + line.value[8:])
    with pytest.raises(Malformed, match="is false"):
        heads.cosigners(signed.with_signatures([moved]), [pair.key])


def test_a_checkpoint_signed_by_old_and_new_key_is_accepted_by_either(new_key):
    """Rotation of a log's key: both sign during the overlap, under the same origin."""
    old, new = new_key("a", KeyKind.NOTE, "old"), new_key("a", KeyKind.NOTE, "new")
    note = heads.sign_checkpoint(heads.Checkpoint("a", 0, EMPTY_ROOT), [(old.key, old.sign), (new.key, new.sign)])
    for key in (old.key, new.key):
        assert heads.open_checkpoint(note.data(), [key])[0].size == 0


def test_a_key_of_another_name_does_not_speak_for_the_log(new_key):
    other = new_key("b", KeyKind.NOTE)
    note = heads.sign_checkpoint(heads.Checkpoint("a", 0, EMPTY_ROOT), [(other.key, other.sign)])
    with pytest.raises(Malformed, match="no known key of a"):
        heads.open_checkpoint(note.data(), [other.key])


def keys(new_key, count):
    return [new_key(f"witness.example/w{number}", KeyKind.COSIGNATURE).key for number in range(count)]


def test_a_policy_of_groups_asks_for_exactly_what_it_says(new_key):
    prosecutor, operator, owner1, owner2 = keys(new_key, 4)
    policy = read_policy(
        "# who must vouch\n"
        f"witness prosecutor {prosecutor.text()} http://127.0.0.1:1/\n"
        f"witness operator {operator.text()}\n"
        f"witness owner1 {owner1.text()}\nwitness owner2 {owner2.text()}\n"
        "group owners any owner1 owner2\n"
        "group all-three all prosecutor operator owners\nquorum all-three\n"
    )
    assert read_policy(policy.text()) == policy
    assert policy.met_by({prosecutor, operator, owner2})
    assert not policy.met_by({prosecutor, owner1, owner2})
    assert not policy.met_by(set())


@pytest.mark.parametrize("needed", [0, 1, 2, 3])
def test_k_of_n_counts_witnesses(new_key, needed):
    known = keys(new_key, 3)
    policy = k_of(needed, [], [Witness(f"w{number}", key) for number, key in enumerate(known)])
    for held in range(4):
        assert policy.met_by(set(known[:held])) is (held >= needed)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("", "quorum"),
        ("quorum nobody\n", "line 1"),
        ("quorum none\nquorum none\n", "line 2"),
        ("group g 1 w\nquorum none\n", "line 1"),
        ("witness none KEY\nquorum none\n", "line 1"),
        ("witness w KEY\nwitness v KEY\nquorum w\n", "repeats"),
        ("witness w KEY\ngroup g 2 w\nquorum g\n", "between 1"),
        ("witness w KEY\ngroup g 0 w\nquorum g\n", "between 1"),
        ("witness w KEY\ngroup g 2 w w\nquorum g\n", "twice"),
        ("witness w KEY\ngroup g any w\ngroup h any w\nquorum h\n", "twice"),
        ("log KEY\nquorum none\n", "another kind"),
        ("quorum\u00a0none\n", "line 1"),
    ],
)
def test_a_policy_that_breaks_a_rule_is_refused_by_line(new_key, lines, why):
    key = keys(new_key, 1)[0]
    with pytest.raises(Malformed, match=why):
        read_policy(lines.replace("KEY", key.text()))
