from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.proof_file import ProofFile, prove, read_proof_file
from almasu.kernel.journal.proofs import inclusion_proof
from almasu.kernel.journal.receipt import Receipt, open_receipt, sign_receipt
from almasu.kernel.journal.tiles import TiledNodes, read_path


def proof_of(log, index, size):
    files = log.files(size)

    def tile(level, number, width):
        from almasu.kernel.journal.tiles import Tile

        return files.by_path[Tile(level, number, width).path()]

    path = inclusion_proof(index, size, TiledNodes(size, tile))
    return ProofFile(index, tuple(path), files.by_path["checkpoint"])


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 300), (255, 300), (256, 300), (299, 300)])
def test_a_proof_file_proves_its_entry_and_is_written_byte_for_byte(log_of, index, size):
    log = log_of(300)
    file = proof_of(log, index, size)
    assert read_proof_file(file.data()) == file
    proven = prove(file, log.commitments[index], log.trust.policy)
    assert (proven.index, proven.checkpoint.size, len(proven.cosigned)) == (index, size, 3)


def test_extra_data_is_carried_and_proves_nothing(log_of):
    log = log_of(300)
    file = proof_of(log, 7, 300)
    with_extra = ProofFile(file.index, file.path, file.checkpoint, b"request 12")
    assert read_proof_file(with_extra.data()) == with_extra
    assert prove(with_extra, log.commitments[7], log.trust.policy).index == 7


def test_another_entry_another_place_and_a_bent_path_prove_nothing(log_of):
    log = log_of(300)
    file = proof_of(log, 7, 300)
    bent = (file.path[1], file.path[0], *file.path[2:])
    for broken, commitment in (
        (file, log.commitments[8]),
        (ProofFile(8, file.path, file.checkpoint), log.commitments[7]),
        (ProofFile(7, bent, file.checkpoint), log.commitments[7]),
        (ProofFile(7, file.path[:-1], file.checkpoint), log.commitments[7]),
    ):
        with pytest.raises(Malformed, match="does not lead"):
            prove(broken, commitment, log.trust.policy)


def test_a_checkpoint_without_enough_witnesses_proves_nothing(log_of):
    log = log_of(300)
    file = proof_of(log, 7, 300)
    alone = ProofFile(7, file.path, log.note(300, witnesses=log.witnesses[:1]))
    with pytest.raises(Malformed, match="do not suffice"):
        prove(alone, log.commitments[7], log.trust.policy)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"@v1", b"@v2"),
        lambda data: data.replace(b"index 7", b"index 07"),
        lambda data: data.replace(b"index 7\n", b""),
        lambda data: data.replace(b"index 7\n", b"index 7\nAAAA\n"),
        lambda data: data.replace(b"\n\n", b"\n", 1),
        lambda data: data[:10],
        lambda data: b"\xff" + data,
        lambda data: data + b"x" * 300_000,
    ],
)
def test_a_damaged_proof_file_is_refused(log_of, damage):
    log = log_of(300)
    with pytest.raises(Malformed):
        prove(read_proof_file(damage(proof_of(log, 7, 300).data())), log.commitments[7], log.trust.policy)


def test_a_receipt_is_opened_with_the_node_s_key_only(log_of):
    log = log_of(3)
    data = log.receipt(1)
    receipt = open_receipt(data, [log.receipts.key])
    assert receipt.commitment == log.commitments[1]
    assert receipt.due == receipt.at + timedelta(seconds=60)
    for keys in ([], [log.log.key]):
        with pytest.raises(Malformed, match="no known receipt key"):
            open_receipt(data, keys)


def test_the_log_s_own_key_signs_no_receipt_and_the_receipt_key_no_head(log_of):
    log = log_of(3)
    forged = sign_receipt(Receipt(log.head(1).origin, b"x" * 32, log.entry_at(0)), log.log.key, log.log.sign)
    with pytest.raises(Malformed):
        open_receipt(forged, [log.log.key, log.receipts.key])


def test_the_paths_a_log_publishes_are_those_the_format_knows(log_of):
    for path in log_of(300).files(opened=True).by_path:
        if path != "checkpoint":
            assert read_path(path).path() == path
