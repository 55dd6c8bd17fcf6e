"""Ways to tamper with a log, each with the name of the fault that must be found."""

from __future__ import annotations

import dataclasses
import random
from datetime import timedelta

from almasu.kernel.journal.checkpoint import sign_checkpoint
from almasu.kernel.journal.findings import FaultName
from almasu.kernel.journal.note import KeyKind, read_note
from almasu.kernel.journal.tiles import Bundle, Tile, joined_bundle, split_bundle

SIZES = (1, 2, 3, 100, 255, 256, 257, 300, 511, 512, 600)


def pick(logs, dice, least=1):
    return logs[dice.choice([size for size in SIZES if size >= least])]


def bundle_and_place(log, dice):
    size = len(log.contents)
    index = dice.randrange(size)
    start = index // 256 * 256
    return Bundle(index // 256, min(256, size - start)), index - start


def flipped(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def edit_entry(logs, dice):
    log = pick(logs, dice)
    files = log.files()
    bundle, place = bundle_and_place(log, dice)
    entries = split_bundle(files.by_path[bundle.path()], bundle.width)
    entries[place] = flipped(entries[place], dice)
    files.by_path[bundle.path()] = joined_bundle(entries)
    return log.verified(files), {FaultName.ENTRY_CHANGED}


def edit_entry_and_tile(logs, dice):
    log = pick(logs, dice)
    other = type(log)(list(log.contents), log.log, log.receipts, log.witnesses)
    index = dice.randrange(len(log.contents))
    other.contents[index] = flipped(other.contents[index], dice)
    files = other.files()
    files.by_path["checkpoint"] = log.note(len(log.contents))
    return log.verified(files), {FaultName.ROOT_WRONG}


def edit_any_file(logs, dice):
    """Any bit of anything published. All three witnesses are demanded: the line of one that is not may be lost."""
    log = dataclasses.replace(pick(logs, dice), quorum=3)
    files = log.files(opened=True)
    path = dice.choice(sorted(files.by_path))
    files.by_path[path] = flipped(files.by_path[path], dice)
    return log.verified(files), set(FaultName)


def edit_upper_tile(logs, dice):
    log = pick(logs, dice, 256)
    files = log.files()
    path = Tile(1, 0, len(log.contents) // 256).path()
    files.by_path[path] = flipped(files.by_path[path], dice)
    return log.verified(files), {FaultName.TILE_CHANGED}


def delete_entry(logs, dice):
    log = pick(logs, dice, 2)
    files = log.files()
    bundle, place = bundle_and_place(log, dice)
    entries = split_bundle(files.by_path[bundle.path()], bundle.width)
    del entries[place]
    files.by_path[bundle.path()] = joined_bundle(entries)
    return log.verified(files), {FaultName.ENTRIES_MALFORMED}


def delete_entry_everywhere(logs, dice):
    log = pick(logs, dice, 2)
    contents = list(log.contents)
    del contents[dice.randrange(len(contents))]
    other = type(log)(contents, log.log, log.receipts, log.witnesses)
    files = other.files()
    files.by_path["checkpoint"] = log.note(len(log.contents))
    return log.verified(files), {FaultName.ENTRIES_MISSING, FaultName.ROOT_WRONG}


def delete_file(logs, dice):
    log = pick(logs, dice)
    files = log.files(opened=True)
    path = dice.choice(sorted(set(files.by_path) - {Bundle(0, min(256, len(log.contents)), opened=True).path()}))
    del files.by_path[path]
    missing = {FaultName.CHECKPOINT_MISSING, FaultName.ENTRIES_MISSING, FaultName.TILE_MISSING}
    return log.verified(files), missing | {FaultName.OPENED_MISSING}


def swap_entries(logs, dice):
    log = pick(logs, dice, 2)
    files = log.files()
    size = len(log.contents)
    first, second = dice.sample(range(size), 2)
    commitments = log.commitments
    commitments[first], commitments[second] = commitments[second], commitments[first]
    for start in range(0, size, 256):
        end = min(start + 256, size)
        files.by_path[Bundle(start // 256, end - start).path()] = joined_bundle(commitments[start:end])
    return log.verified(files), {FaultName.ENTRY_CHANGED}


def swap_entries_and_tiles(logs, dice):
    log = pick(logs, dice, 2)
    contents = list(log.contents)
    first, second = dice.sample(range(len(contents)), 2)
    contents[first], contents[second] = contents[second], contents[first]
    files = type(log)(contents, log.log, log.receipts, log.witnesses).files()
    files.by_path["checkpoint"] = log.note(len(log.contents))
    return log.verified(files), {FaultName.ROOT_WRONG}


def truncate_behind_an_earlier_checkpoint(logs, dice):
    """The whole former state, honestly co-signed at its time: only what was seen later tells."""
    log = pick(logs, dice, 2)
    former = dice.randrange(len(log.contents))
    return log.verified(log.files(former), seen=[log.note(len(log.contents))]), {FaultName.LOG_SHRANK}


def truncate_against_a_receipt(logs, dice):
    log = pick(logs, dice, 2)
    former = dice.randrange(len(log.contents))
    receipt = log.receipt(dice.randrange(former, len(log.contents)))
    return log.verified(log.files(former), receipts=[receipt]), {FaultName.RECEIPT_BROKEN}


def truncate_the_files_only(logs, dice):
    log = pick(logs, dice, 2)
    files = log.files(dice.randrange(len(log.contents)))
    files.by_path["checkpoint"] = log.note(len(log.contents))
    return log.verified(files), {FaultName.ENTRIES_MISSING}


def fork(logs, dice):
    """A second history with real keys of everybody, witnesses included."""
    log = pick(logs, dice)
    size = len(log.contents)
    other = type(log)(list(log.contents), log.log, log.receipts, log.witnesses)
    index = dice.randrange(size)
    other.contents[index] = flipped(other.contents[index], dice)
    seen = log.note(dice.randrange(index + 1, size + 1))
    return log.verified(other.files(), seen=[seen]), {FaultName.LOG_FORKED}


def sign_with_another_key(logs, dice, new_key):
    log = pick(logs, dice)
    other = type(log)(list(log.contents), log.log, log.receipts, log.witnesses)
    other.contents[dice.randrange(len(log.contents))] = b"{}"
    files = other.files()
    stranger = new_key(log.log.key.name, KeyKind.NOTE, f"stranger {dice.random()}")
    files.by_path["checkpoint"] = other.note(len(log.contents), by=stranger)
    return log.verified(files), {FaultName.LOG_SIGNATURE}


def sign_without_witnesses(logs, dice):
    log = pick(logs, dice)
    other = type(log)(list(log.contents), log.log, log.receipts, log.witnesses)
    other.contents[dice.randrange(len(log.contents))] = b"{}"
    files = other.files()
    some = dice.sample(log.witnesses, dice.randrange(2))
    files.by_path["checkpoint"] = other.note(len(log.contents), witnesses=some)
    return log.verified(files), {FaultName.WITNESSES_INSUFFICIENT}


def move_old_cosignatures(logs, dice):
    """Real cosignatures of another size pasted under a new head."""
    log = pick(logs, dice, 2)
    size = len(log.contents)
    other = read_note(log.note(dice.randrange(size)))
    signed = sign_checkpoint(log.head(size), [(log.log.key, log.log.sign)])
    files = log.files()
    files.by_path["checkpoint"] = signed.with_signatures(other.signatures[1:]).data()
    return log.verified(files), {FaultName.COSIGNATURE_FALSE}


def pose_as_a_witness(logs, dice, new_key):
    log = pick(logs, dice)
    strangers = [new_key(one.key.name, KeyKind.COSIGNATURE, f"stranger {dice.random()}") for one in log.witnesses]
    files = log.files()
    files.by_path["checkpoint"] = log.note(len(log.contents), witnesses=strangers)
    return log.verified(files), {FaultName.WITNESSES_INSUFFICIENT}


def drop_a_waiting_leaf(logs, dice, make_content):
    log = pick(logs, dice)
    at = log.entry_at(dice.randrange(len(log.contents)))
    receipt = log.receipt(0, content=make_content(10_000 + dice.randrange(1000), at, 77), at=at)
    return log.verified(log.files(), receipts=[receipt]), {FaultName.RECEIPT_BROKEN}


def forge_a_receipt(logs, dice, new_key):
    log = pick(logs, dice)
    stranger = new_key(log.receipts.key.name, KeyKind.NOTE, f"stranger {dice.random()}")
    forged = type(log)(log.contents, log.log, stranger, log.witnesses).receipt(dice.randrange(len(log.contents)))
    return log.verified(log.files(), receipts=[forged]), {FaultName.RECEIPT_FALSE}


def postdate_a_receipt(logs, dice):
    """The node's clock ran ahead when it signed."""
    log = pick(logs, dice)
    at = log.head_at(len(log.contents)) + timedelta(seconds=61 + dice.randrange(10_000))
    receipt = log.receipt(dice.randrange(len(log.contents)), at=at)
    return log.verified(log.files(), receipts=[receipt]), {FaultName.RECEIPT_CLOCK}


def witness_from_the_future(logs, dice):
    log = pick(logs, dice)
    files = log.files()
    now = log.head_at(len(log.contents))
    ahead = now + timedelta(seconds=600 + dice.randrange(10**6))
    files.by_path["checkpoint"] = log.note(len(log.contents), at=ahead)
    return log.verified(files, at=now), {FaultName.COSIGNED_IN_FUTURE}


def witness_clock_set_back(logs, dice):
    log = pick(logs, dice, 2)
    seen = log.note(dice.randrange(1, len(log.contents)))
    files = log.files()
    back = log.entry_at(0) - timedelta(seconds=60 + dice.randrange(10**6))
    files.by_path["checkpoint"] = log.note(len(log.contents), at=back)
    return log.verified(files, seen=[seen]), {FaultName.COSIGNED_OUT_OF_ORDER}


def move_a_cosignature_in_time(logs, dice):
    log = pick(logs, dice)
    note = read_note(log.note(len(log.contents)))
    bent = list(note.signatures)
    at = dice.randrange(1, len(bent))
    value = (int.from_bytes(bent[at].value[:8], "big") + dice.choice([-3600, 3600])).to_bytes(8, "big")
    bent[at] = type(bent[at])(bent[at].name, bent[at].key_id, value + bent[at].value[8:])
    files = log.files()
    files.by_path["checkpoint"] = type(note)(note.text, tuple(bent)).data()
    return log.verified(files), {FaultName.COSIGNATURE_FALSE}


def node_clock_set_back(logs, dice, make_content):
    """The node signs and its witnesses vouch, but the entries' own time runs backwards without a word."""
    log = pick(logs, dice, 3)
    at = dice.randrange(1, len(log.contents))
    contents = list(log.contents)
    contents[at] = make_content(at, log.entry_at(at) - timedelta(seconds=1000 + dice.randrange(10**6)), 5)
    other = type(log)(contents, log.log, log.receipts, log.witnesses)
    return log.verified(other.files(opened=True)), {FaultName.OPENED_CLOCK}


def node_clock_ahead_of_the_witnesses(logs, dice, make_content):
    log = pick(logs, dice, 3)
    at = dice.randrange(1, len(log.contents))
    contents = list(log.contents)
    contents[at] = make_content(at, log.head_at(len(contents)) + timedelta(seconds=400 + dice.randrange(10**6)), 5)
    other = type(log)(contents, log.log, log.receipts, log.witnesses)
    return log.verified(other.files(opened=True)), {FaultName.OPENED_CLOCK}


def edit_content(logs, dice):
    log = pick(logs, dice)
    files = log.files(opened=True)
    bundle, place = bundle_and_place(log, dice)
    opened = Bundle(bundle.index, bundle.width, opened=True).path()
    contents = split_bundle(files.by_path[opened], bundle.width)
    contents[place] = contents[place].replace(b'"outcome":', b'"outcame":')
    files.by_path[opened] = joined_bundle(contents)
    return log.verified(files), {FaultName.OPENED_CHANGED}


TAMPERINGS = [
    edit_entry,
    edit_entry_and_tile,
    edit_any_file,
    edit_upper_tile,
    edit_content,
    delete_entry,
    delete_entry_everywhere,
    delete_file,
    swap_entries,
    swap_entries_and_tiles,
    truncate_behind_an_earlier_checkpoint,
    truncate_against_a_receipt,
    truncate_the_files_only,
    fork,
    sign_with_another_key,
    sign_without_witnesses,
    move_old_cosignatures,
    pose_as_a_witness,
    drop_a_waiting_leaf,
    forge_a_receipt,
    postdate_a_receipt,
    witness_from_the_future,
    witness_clock_set_back,
    move_a_cosignature_in_time,
    node_clock_set_back,
    node_clock_ahead_of_the_witnesses,
]
