"""Packs of departmental control: where a node keeps them, and how anybody checks one that was brought."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from almasu.actions.control.pack_means import Means
from almasu.kernel.control.duty import month_named
from almasu.kernel.control.pack import FORMAT, MANIFEST, VERSION, Certificate, Manifest, manifest_bytes
from almasu.kernel.control.recount import Completeness, Recount, Traced, tracing
from almasu.kernel.control.signature import LARGEST, SIGNATURE, SignedPack, check_signature
from almasu.kernel.control.signing_leaf import prove_signing
from almasu.kernel.journal.checkpoint import Checkpoint, cosigners, open_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proof_file import Proven
from almasu.kernel.journal.tiles import Bundle, split_bundle, width_at
from almasu.kernel.journal.tree import EMPTY_EDGE, TILE_WIDTH, Edge
from almasu.kernel.journal.verify_tree import Source
from almasu.kernel.signatures.profile import TrustProfile
from almasu.store.archive.brought import KNOWN
from almasu.store.archive.packs import ODDITIES, PDF, PRINTED, StoredPacks
from almasu.store.archive.tables import CSV, PARQUET, XLSX, in_parquet
from almasu.store.sealer import Sealer
from almasu.wiring.control_document import check_document
from almasu.wiring.running import Running

LARGEST_MANIFEST = 4 << 20
FETCHED = 64
"""How many bundles of a published log are asked for at once."""
PIECE = 1 << 20
ODDITIES_FILE, PRINTED_FILE, KNOWN_FILE = ODDITIES, PRINTED, KNOWN
PACK_FILES = (PDF, PRINTED, PARQUET, CSV, XLSX, ODDITIES, KNOWN, MANIFEST, SIGNATURE)
"""What a pack may hold, by the names under which it is taken."""


class Step(StrEnum):
    """What a pack is checked for, in this order."""

    FILES = "files"
    CHECKPOINTS = "checkpoints"
    LEADS = "entries_lead"
    LISTED = "listed_in_log"
    COMPLETE = "nothing_missing"
    DOCUMENT = "document_set_again"
    SIGNATURE = "signature"
    SIGNING = "signing_in_log"


@dataclass(frozen=True, slots=True)
class BroughtLog:
    """A log by which a pack is checked; `opened` tells that it shows what its leaves say, not commitments alone."""

    source: Source
    opened: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a pack proves, and by which steps; a step that is not in `judged` says nothing, neither well nor ill.

    `found` is its completeness as counted anew, `traced` what commitments alone tell of the list, `leaf` the proof that
    the journal says who signed. Each is None where it was not judged, `signed` also where nobody signed.
    """

    manifest: Manifest
    judged: tuple[Step, ...]
    found: Completeness | None
    traced: Traced | None
    signed: SignedPack | None
    leaf: Proven | None

    @property
    def holds(self) -> bool:
        """Tell whether nothing that was judged of the list speaks against it."""
        listed = self.traced is None or not self.traced.unknown
        return listed and (self.found is None or self.found.holds)


def means_of(running: Running) -> Means:
    """Return what a node makes packs with: a folder of its own, its log."""
    sealer = Sealer(running.node.vault, running.node.random)
    return Means(StoredPacks(running.settings.data / "packs", sealer), running.journal)


def sweep_packs(running: Running) -> int:
    """Remove what packs that were never finished left in the open; return how many there were."""
    return StoredPacks(running.settings.data / "packs", Sealer(running.node.vault, running.node.random)).sweep()


def check_pack(folder: Path, log: BroughtLog | None, policy: Policy, profile: TrustProfile | None) -> Checked:
    """Check a pack by its files and the log; Malformed, saying what fails.

    Only an opened archive shows all: a published log, commitments alone, leaves out 4 and 6 but tells that each request
    of the list stands in it; without a log 3 is left out as well.

    `policy` names the keys of the log, `profile` the roots by which the controller's signature is
    judged; None leaves it aside.

    1. Every file has the length and the digest that the manifest names. CSV and XLSX say row by row what Parquet says,
       and the totals are counted from it again. Oddities of all kinds are looked for again in it and in what the pack
       says was known beside it. The document to read is set again from all of that; it is not judged where another
       program set it.
    2. The certificate is for the whole month. Both checkpoints are signed by a known key of the log and co-signed as
       the policy demands, the first by witnesses before the month began, the last after it was over.
    3. The entries between them lead from the one to the other, and their contents are their own.
    4. Each accepted request of the body and time is in the list, and nothing else is.
    5. The controller's signature is over this manifest, with its certificates up to a root and their revocation.
    6. The leaf about the signing is in the log, under its newest checkpoint, co-signed as the policy demands.
    """
    data = _read(folder / MANIFEST, LARGEST_MANIFEST)
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, RecursionError) as wrong:
        raise Malformed(f"the manifest cannot be read: {wrong}") from wrong
    if manifest_bytes(manifest) != data:
        raise Malformed("the manifest is not in its one spelling")
    if (manifest.format, manifest.version) != (FORMAT, VERSION):
        raise Malformed("this is no pack of departmental control")
    _check_month(manifest)
    _check_files(folder, manifest)
    certificate = manifest.certificate
    last, seen = _head(certificate.last_note, certificate.last_size, policy)
    if seen is not None and seen < certificate.until:
        raise Malformed("the last checkpoint was co-signed before the month was over")
    edge, judged = _edge(certificate, policy), [Step.FILES, Step.CHECKPOINTS]
    found = traced = signed = leaf = None
    leaves = (leaf for _, leaf in in_parquet(folder / PARQUET))
    if log is not None and log.opened:
        found = _recounted(log.source, certificate, edge, last, leaves)
        judged += [Step.LEADS, Step.LISTED, Step.COMPLETE]
    elif log is not None:
        traced = _traced(log.source, certificate, edge, last, leaves)
        judged += [Step.LEADS, Step.LISTED]
    if found is None or found.holds:
        judged += [Step.DOCUMENT] if check_document(folder, manifest) else []
    signature = folder / SIGNATURE
    if profile is not None and signature.is_file():
        signed = check_signature(_read(signature, LARGEST), data, manifest, profile)
        judged.append(Step.SIGNATURE)
        if log is not None and log.opened:
            digest = hashlib.sha256(data).hexdigest()
            leaf = prove_signing(log.source, policy, manifest.pack, digest, certificate.last_size)
            judged.append(Step.SIGNING)
    return Checked(manifest, tuple(judged), found, traced, signed, leaf)


def _recounted(
    source: Source, certificate: Certificate, edge: Edge, last: Checkpoint, leaves: Iterable[str]
) -> Completeness:
    recount = Recount(certificate.body, certificate.since, certificate.until, edge)
    for commitments, contents in _entries(source, certificate.first_size, last.size):
        recount.take(commitments, contents)
    return recount.compared(last.size, last.root, leaves)


def _traced(source: Source, certificate: Certificate, edge: Edge, last: Checkpoint, leaves: Iterable[str]) -> Traced:
    begun = tracing(edge, leaves)
    for commitments in _commitments(source, certificate.first_size, last.size):
        begun.take(commitments)
    return begun.compared(last.size, last.root)


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _check_files(folder: Path, manifest: Manifest) -> None:
    for name, named in manifest.files.items():
        path = folder / name
        if Path(name).name != name or not path.is_file():
            raise Malformed(f"the file {name} is missing")
        with path.open("rb") as opened:
            digest, length = hashlib.sha256(), 0
            while piece := opened.read(PIECE):
                digest.update(piece)
                length += len(piece)
        if (length, digest.hexdigest()) != (named.bytes, named.sha256):
            raise Malformed(f"the file {name} is not as the manifest names it")
    for name in (PARQUET, CSV, PDF, PRINTED, ODDITIES, KNOWN):
        if name not in manifest.files:
            raise Malformed(f"the file {name} is not in the pack")
    if XLSX not in manifest.files and (folder / XLSX).exists():
        raise Malformed(f"the file {XLSX} is not named by the manifest")


def _check_month(manifest: Manifest) -> None:
    """Make sure that the certificate is for the body and for all of the month that the manifest names."""
    certificate = manifest.certificate
    try:
        month = month_named(manifest.month)
    except ValueError as wrong:
        raise Malformed("the manifest names no month") from wrong
    if (certificate.body, certificate.since, certificate.until) != (manifest.body, month.since, month.until):
        raise Malformed("the certificate is for another body or time than the manifest names")


def _head(note: bytes, size: int, policy: Policy) -> tuple[Checkpoint, datetime | None]:
    """Return a checkpoint and when a witness co-signed it last, None where the policy knows no witness of it."""
    checkpoint, opened = open_checkpoint(note, policy.logs)
    vouching = cosigners(opened, [witness.key for witness in policy.witnesses])
    if not policy.met_by({one.key for one in vouching}):
        raise Malformed("the witnesses that co-signed do not suffice under the policy")
    if checkpoint.size != size:
        raise Malformed("a checkpoint has another size than the certificate names")
    return checkpoint, max((one.at for one in vouching), default=None)


def _edge(certificate: Certificate, policy: Policy) -> Edge:
    """Return the right edge that the certificate shows, after checking it against the first checkpoint."""
    if certificate.first_size == 0:
        return EMPTY_EDGE
    head, seen = _head(certificate.first_note, certificate.first_size, policy)
    if seen is not None and seen > certificate.since:
        raise Malformed("the first checkpoint was co-signed when the month had begun")
    edge = Edge(head.size, certificate.edge)
    if edge.root() != head.root:
        raise Malformed("the edge is not that of the first checkpoint")
    return edge


def _commitments(source: Source, first: int, last: int) -> Iterator[list[bytes]]:
    """Return the commitments of a stretch, bundle by bundle, from a published log, which may have grown since."""
    numbers = range(first // TILE_WIDTH, -(-last // TILE_WIDTH))
    for begin in range(0, len(numbers), FETCHED):
        some = numbers[begin : begin + FETCHED]
        widths = [width_at(0, index, last) for index in some]
        found = source.read([Bundle(index, width).path() for index, width in zip(some, widths, strict=True)])
        for index, width, data in zip(some, widths, found, strict=True):
            held = split_bundle(data, width) if data is not None else _of_full(source, index)[:width]
            yield held[max(first - index * TILE_WIDTH, 0) :]


def _of_full(source: Source, index: int) -> list[bytes]:
    """Return the commitments of a bundle that was partial at the checkpoint and is full by now."""
    [data] = source.read([Bundle(index, TILE_WIDTH).path()])
    if data is None:
        raise Malformed(f"the log lacks {Bundle(index, TILE_WIDTH).path()}")
    return split_bundle(data, TILE_WIDTH)


def _entries(source: Source, first: int, last: int) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Return the entries of a stretch with their contents, bundle by bundle, from the opened archive."""
    for index in range(first // TILE_WIDTH, -(-last // TILE_WIDTH)):
        width = width_at(0, index, last)
        names = [Bundle(index, width).path(), Bundle(index, width, opened=True).path()]
        commitments, contents = source.read(names)
        if commitments is None or contents is None:
            raise Malformed(f"the archive lacks {names[0] if commitments is None else names[1]}")
        begin = max(first - index * TILE_WIDTH, 0)
        yield split_bundle(commitments, width)[begin:], split_bundle(contents, width)[begin:]
