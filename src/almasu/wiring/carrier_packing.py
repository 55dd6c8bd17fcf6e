"""Pack a carrier without any node: files checked by the act, encrypted for the Agency's key, named in a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyrage import x25519

from almasu.connectors.carrier_files.packing import ENDING, encrypted, key_in
from almasu.kernel.provision.carrier import (
    CIPHER,
    JOINED,
    MANIFEST_NAME,
    CarriedFile,
    Manifest,
    Medium,
    manifest_bytes,
)
from almasu.kernel.provision.feeds.progress import FeedState
from almasu.kernel.provision.joint_act import ActContent, act_bytes
from almasu.kernel.provision.secrecy import CARD_ONLY
from almasu.law.canonical import sha256_hex
from almasu.wiring.feed_checking import checked_file


@dataclass(frozen=True, slots=True)
class ToPack:
    """What goes on a carrier: which files of which set under which act, for whose key, on what medium."""

    act: ActContent
    data_set: str
    files: Sequence[Path]
    recipient: str
    number: str
    medium: Medium
    packed_on: date
    builds_on: int = 0


class NotPacked(ValueError):
    """Nothing was packed: the set is none for a carrier, or a file would not count."""


def packed(told: ToPack, out: Path) -> Manifest:
    """Write the encrypted files and `manifest.json` into a new folder, and return the manifest.

    NotPacked names the file that would not count; NoKey where the key is none.
    """
    data_set = told.act.data_set(told.data_set)
    if data_set is None or data_set.schedule is None:
        raise NotPacked(f"the act gives no set {told.data_set} by a schedule")
    if data_set.strictest in CARD_ONLY:
        raise NotPacked("data with restricted access go by paper alone (FMA-4.2)")
    form = data_set.schedule.format
    if len(told.files) > 1 and form not in JOINED:
        raise NotPacked(f"in the form {form.value} a carrier has one file")
    key = key_in(told.recipient)
    rows = [_rows(one, told) for one in told.files]
    out.mkdir()
    files = tuple(_packed(one, count, out, key) for one, count in zip(told.files, rows, strict=True))
    manifest = Manifest(
        number=told.number,
        medium=told.medium,
        body=told.act.body,
        act=sha256_hex(act_bytes(told.act)),
        data_set=told.data_set,
        secrecy=data_set.strictest,
        format=form,
        packed_on=told.packed_on,
        files=files,
        cipher=CIPHER,
        key_of=told.recipient,
        builds_on=told.builds_on,
    )
    (out / MANIFEST_NAME).write_bytes(manifest_bytes(manifest))
    return manifest


def found_on(folder: Path, manifest: Manifest) -> Mapping[str, tuple[int, str]]:
    """Return size and SHA-256 of every file in a folder beside the manifest; a folder or a link counts as a file of 0.

    A file of another size than the manifest says is not read.
    """
    promised = {one.name: one.size for one in manifest.files}
    found: dict[str, tuple[int, str]] = {}
    for one in sorted(folder.iterdir()):
        if one.name == MANIFEST_NAME:
            continue
        size = one.stat().st_size if one.is_file() and not one.is_symlink() else 0
        found[one.name] = (size, _digest(one) if size and promised.get(one.name) == size else "")
    return found


def _rows(file: Path, told: ToPack) -> int:
    checked = checked_file(file, told.act, told.data_set)
    if checked.position.state is not FeedState.DONE:
        raise NotPacked(f"{file.name}: it would not count; see `almasu provision feed check`")
    return checked.position.accepted + checked.position.rejected


def _packed(file: Path, rows: int, out: Path, key: x25519.Recipient) -> CarriedFile:
    name = f"{file.name}{ENDING}"
    size, sha256 = encrypted(file, out / name, key)
    return CarriedFile(name, size, sha256, rows)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
