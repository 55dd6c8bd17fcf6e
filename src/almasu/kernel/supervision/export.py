"""What a prosecutor takes along: files with their digests in a manifest, and a proof from the journal for each leaf.

`manifest.json` names every other file with its SHA-256. `requests/ID.json` holds a request and what its officer had
seen, `answers/EXCHANGE.json` an answer in the very bytes that were committed to; `evidence/ID/...` the signature;
`leaves/COMMITMENT.json` the leaves about it, `proofs/COMMITMENT.tlog-proof` their places in the journal; `keys.txt` the
node's keys and `certificates/SHA256.cer` what signatures lead up to. Anybody checks it with the public keys of the log
and its witnesses, and no server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.kernel.journal.entry import commitment
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proof_file import prove, read_proof_file
from almasu.kernel.supervision.bound import unbound

FORMAT = "almasu-supervision/v1"
MANIFEST = "manifest.json"
KEYS = "keys.txt"


class FileLine(msgspec.Struct, frozen=True):
    """One file of an export."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What an export is: under which resolution, of which log, made when, with which files.

    `waiting` are leaves whose place no witness had vouched for when the export was made: they have no proof.
    `complete` tells whether this file holds all that the resolution covered then, or other files hold more of it.
    """

    format: str
    origin: str
    resolution: UUID
    number: str
    made_at: datetime
    requests: tuple[UUID, ...]
    waiting: tuple[str, ...]
    files: tuple[FileLine, ...]
    complete: bool = True


def with_manifest(manifest: Manifest, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files with the manifest that names them."""
    lines = (FileLine(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in sorted(files.items()))
    whole = msgspec.structs.replace(manifest, files=tuple(lines))
    return {**files, MANIFEST: msgspec.json.format(msgspec.json.encode(whole))}


def is_complete(files: Mapping[str, bytes]) -> bool:
    """Tell whether an export without faults says that it holds all that its resolution covered."""
    return msgspec.json.decode(files[MANIFEST], type=Manifest).complete


def faults_of(files: Mapping[str, bytes], policy: Policy) -> tuple[str, ...]:
    """Return what is wrong with an export, nothing where every file is as made, every proof and commitment holds."""
    try:
        manifest = msgspec.json.decode(files.get(MANIFEST, b""), type=Manifest)
    except (msgspec.DecodeError, RecursionError):
        return (f"{MANIFEST} cannot be read",)
    named = {line.name: line for line in manifest.files}
    faults = [f"{name} is not in the manifest" for name in sorted(set(files) - set(named) - {MANIFEST})]
    for name, line in named.items():
        data = files.get(name)
        if data is None:
            faults.append(f"{name} is missing")
        elif (len(data), hashlib.sha256(data).hexdigest()) != (line.size, line.sha256):
            faults.append(f"{name} was changed")
    return (*faults, *_unproven(files, manifest, policy), *unbound(files))


def _unproven(files: Mapping[str, bytes], manifest: Manifest, policy: Policy) -> list[str]:
    """Return the leaves that are not what their names say, or that nothing proves to stand in the journal."""
    faults = []
    for name in sorted(files):
        if not name.startswith("leaves/"):
            continue
        told = name.removeprefix("leaves/").removesuffix(".json")
        if commitment(files[name]).hex() != told:
            faults.append(f"{name} is not the leaf it is named after")
        elif told not in manifest.waiting:
            try:
                proven = prove(
                    read_proof_file(files.get(f"proofs/{told}.tlog-proof", b"")), bytes.fromhex(told), policy
                )
            except (Malformed, ValueError) as broken:
                faults.append(f"{name}: {broken}")
                continue
            if proven.checkpoint.origin != manifest.origin:
                faults.append(f"{name} stands in another log")
    return faults
