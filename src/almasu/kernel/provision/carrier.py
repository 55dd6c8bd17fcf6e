"""An electronic carrier: its manifest, chain of custody, reading in, return or destruction (FMA-3.4).

The body's head signs the manifest; the files on the carrier are encrypted for the Agency's key. Every hand it goes
through is a link of a chain whose next giver is the last taker: a carrier that came from nobody is not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.delivery import LARGEST_FILE
from almasu.kernel.provision.joint_act import FileFormat
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems_of_carriers import (
    CARRIER_TOO_LARGE,
    MANIFEST_UNREADABLE,
    ONE_FILE_ONLY,
)
from almasu.kernel.provision.problems_of_handing import (
    CARD_HOLDS_NO_CONTENT,
    CHAIN_BROKEN,
    NOT_AS_MANIFEST,
    NOT_ENCRYPTED,
    SEAL_NEEDED,
    WRONG_STATE,
)
from almasu.kernel.provision.secrecy import CARD_ONLY, Secrecy
from almasu.law.canonical import canonical_bytes, sha256_hex
from almasu.law.problem import Problem, ProblemGroup

CIPHER = "age-encryption.org/v1"
"""The one encryption of a carrier: the age format with X25519, as its first line names it (C2SP age)."""
MANIFEST_NAME = "manifest.json"
LARGEST_MANIFEST = 200_000
"""Bytes of a manifest."""
MOST_FILES = 200
JOINED = frozenset({FileFormat.CSV, FileFormat.JSON_LINES})
"""Forms of which several files are read as one: parts of the same set."""
Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
FileName = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,120}$")]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^\S[^\x00-\x1f\x7f]*$")]


class Medium(StrEnum):
    """What the carrier is."""

    OPTICAL = "optical"
    USB = "usb"
    DISK = "disk"
    TAPE = "tape"


class CarrierState(StrEnum):
    """Where a carrier is."""

    DRAFTED = "drafted"
    """Its manifest is entered and not signed yet."""
    PACKED = "packed"
    """The head signed its manifest."""
    ON_THE_WAY = "on_the_way"
    AT_AGENCY = "at_agency"
    READ_IN = "read_in"
    """Every file was as the manifest says and opened; its rows are a delivery."""
    REFUSED = "refused"
    RETURNED = "returned"
    DESTROYED = "destroyed"


TO_PUT_AWAY = (CarrierState.READ_IN, CarrierState.REFUSED)
"""The states from which a carrier is given back or destroyed."""


class CarriedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its name, size in bytes and the hash of its bytes as they lie there, encrypted; how many rows."""

    name: FileName
    size: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_FILE)]
    sha256: Sha256
    rows: Annotated[int, msgspec.Meta(ge=0, le=10**9)]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is on a carrier: its number in the body's register, the medium, the set, the files, how encrypted.

    `act` is the SHA-256 of the canonical act in force; `builds_on` the delivery that changes build on, 0 for the whole
    set. `cipher` names the encryption, `key_of` the public key of the Agency that it is for.
    """

    number: Line
    medium: Medium
    body: Annotated[str, msgspec.Meta(pattern="^[0-9]{12}$")]
    act: Sha256
    data_set: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,59}$")]
    secrecy: Secrecy
    format: FileFormat
    packed_on: date
    files: Annotated[tuple[CarriedFile, ...], msgspec.Meta(min_length=1, max_length=MOST_FILES)]
    cipher: Annotated[str, msgspec.Meta(max_length=80)]
    key_of: Annotated[str, msgspec.Meta(max_length=100)]
    builds_on: Annotated[int, msgspec.Meta(ge=0, le=10**9)] = 0

    @property
    def sha256(self) -> str:
        """Return the hash of the canonical manifest: what the head signs and the label carries."""
        return sha256_hex(manifest_bytes(self))

    @property
    def of_files(self) -> str:
        """Return what tells these very files, whatever manifest names them: a hash over their hashes in order."""
        return hashlib.sha256("".join(sorted(one.sha256 for one in self.files)).encode()).hexdigest()

    @property
    def rows(self) -> int:
        """Return how many rows the files have together."""
        return sum(one.rows for one in self.files)


class Link(msgspec.Struct, frozen=True):
    """One hand-over: who gave, who took, when, the seal, whether it was whole, the receipt, who entered it."""

    giver: str
    taker: str
    at: datetime
    seal: str
    whole: bool
    receipt: str = ""
    by: UUID | None = None


class Carrier(msgspec.Struct, frozen=True):
    """A carrier on its way. `delivery` holds its rows; `ending` is the number of the act of return or destruction.

    `ended_by` signed that act, `ended_act` is the signed act itself.
    """

    id: UUID
    manifest: Manifest
    state: CarrierState
    chain: tuple[Link, ...] = ()
    signed_by: UUID | None = None
    delivery: UUID | None = None
    read_at: datetime | None = None
    ending_due: datetime | None = None
    ended_at: datetime | None = None
    ending: str = ""
    ended_by: UUID | None = None
    ended_act: UUID | None = None

    def is_late(self, at: datetime) -> bool:
        """Tell whether it should have been given back or destroyed."""
        return self.state in TO_PUT_AWAY and self.ending_due is not None and at > self.ending_due


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the canonical bytes of a manifest (RFC 8785): the file `manifest.json` on the carrier."""
    return canonical_bytes(msgspec.to_builtins(manifest))


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest of a file; Problem `provision.carrier.manifest_file` where it is something else."""
    if len(data) > LARGEST_MANIFEST:
        raise MANIFEST_UNREADABLE.at("manifest", because=f"> {LARGEST_MANIFEST}")
    try:
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise MANIFEST_UNREADABLE.at("manifest", because=str(wrong)[:200]) from wrong


def drafted(id_: UUID, manifest: Manifest, by: Actor) -> Carrier:
    """Return a carrier as the body describes it; restricted content never travels so, nor anything unencrypted.

    Problems: `provision.paper.card_only`, `provision.carrier.not_encrypted`, `.manifest`, `.one_file`, `.too_large`.
    """
    by.must_be(manifest.body, Duty.RESPONSIBLE)
    if manifest.secrecy in CARD_ONLY:
        raise CARD_HOLDS_NO_CONTENT.at("manifest")
    if not (manifest.cipher.strip() and manifest.key_of.strip()):
        raise NOT_ENCRYPTED.at("manifest")
    if len({one.name.casefold() for one in manifest.files}) != len(manifest.files):
        raise NOT_AS_MANIFEST.at("manifest", name=manifest.files[0].name)
    if len(manifest.files) > 1 and manifest.format not in JOINED:
        raise ONE_FILE_ONLY.at("manifest", format=manifest.format.value)
    if sum(one.size for one in manifest.files) > LARGEST_FILE:
        raise CARRIER_TOO_LARGE.at("manifest")
    return Carrier(id_, manifest, CarrierState.DRAFTED)


def packed(carrier: Carrier, by: Actor) -> Carrier:
    """Return the carrier with its manifest signed by the head of the body."""
    by.must_be(carrier.manifest.body, Duty.HEAD_OF_BODY)
    if carrier.state is not CarrierState.DRAFTED:
        raise WRONG_STATE.at()
    return replace(carrier, state=CarrierState.PACKED, signed_by=by.account)


def passed_on(carrier: Carrier, link: Link, *, at_agency: bool) -> Carrier:
    """Return the carrier in the next hands; Problem where giver, seal or order do not continue the chain."""
    if carrier.state not in (CarrierState.PACKED, CarrierState.ON_THE_WAY):
        raise WRONG_STATE.at("chain")
    last = carrier.chain[-1] if carrier.chain else None
    begins = last is None and link.giver == carrier.manifest.body
    follows = last is not None and (link.giver, link.seal) == (last.taker, last.seal) and link.at >= last.at
    if not (begins or follows) or not link.whole or not link.seal.strip():
        raise CHAIN_BROKEN.at("seal")
    if not (link.taker.strip() and link.receipt.strip()):
        raise SEAL_NEEDED.at("receipt")
    state = CarrierState.AT_AGENCY if at_agency else CarrierState.ON_THE_WAY
    return replace(carrier, state=state, chain=(*carrier.chain, link))


def read_in(
    carrier: Carrier, found: Mapping[str, tuple[int, str]], by: Actor, delivery: UUID, at: datetime, due: datetime
) -> Carrier:
    """Return the carrier read in: exactly the files of the manifest, each of its size and hash.

    ProblemGroup of `provision.carrier.manifest` else, one for each file that is missing, another or too many.
    """
    may_be_read(carrier, by)
    must_be_as_promised(carrier.manifest, found)
    return replace(carrier, state=CarrierState.READ_IN, delivery=delivery, read_at=at, ending_due=due)


def may_be_read(carrier: Carrier, by: Actor) -> None:
    """Make sure that it lies at the Agency and an officer reads it."""
    by.must_be(carrier.manifest.body, Duty.OFFICER)
    if carrier.state is not CarrierState.AT_AGENCY:
        raise WRONG_STATE.at()


def must_be_as_promised(manifest: Manifest, found: Mapping[str, tuple[int, str]]) -> None:
    """Make sure that what lies on a carrier is what its manifest names, nothing less and nothing more."""
    bad = not_as_promised(manifest, found)
    if bad:
        raise ProblemGroup(tuple(bad))


def not_as_promised(manifest: Manifest, found: Mapping[str, tuple[int, str]]) -> tuple[Problem, ...]:
    """Return a problem for each file that is missing, another or too many, by name."""
    promised = {one.name: (one.size, one.sha256) for one in manifest.files}
    names = [one for one in sorted({*promised, *found}) if promised.get(one) != found.get(one)]
    return tuple(NOT_AS_MANIFEST.at("files", name=one[:120]) for one in names)


def refused(carrier: Carrier, by: Actor, due: datetime) -> Carrier:
    """Return the carrier refused at the Agency: nothing of it was read in."""
    by.must_be(carrier.manifest.body, Duty.OFFICER)
    if carrier.state not in (CarrierState.ON_THE_WAY, CarrierState.AT_AGENCY):
        raise WRONG_STATE.at()
    return replace(carrier, state=CarrierState.REFUSED, ending_due=due)


def put_away(
    carrier: Carrier, end: CarrierState, act_number: str, by: Actor, at: datetime, act: UUID | None = None
) -> Carrier:
    """Return the carrier given back or destroyed, with the number of the act that says so; `act` is the signed one."""
    by.must_be(carrier.manifest.body, Duty.OFFICER)
    ends = end in (CarrierState.RETURNED, CarrierState.DESTROYED)
    if carrier.state not in TO_PUT_AWAY or not ends or not act_number.strip():
        raise WRONG_STATE.at("ending")
    ended = replace(carrier, state=end, ending=act_number.strip(), ended_at=at)
    return replace(ended, ended_by=by.account, ended_act=act)
