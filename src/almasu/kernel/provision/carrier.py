"""An electronic carrier: its manifest, chain of custody, reading in, return or destruction (FMA-3.4).

The manifest is hashed and signed by the body; the files on the carrier are encrypted. Every hand it goes through is a
link of a chain whose next giver is the last taker: a carrier that came from nobody is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems_of_handing import (
    CARD_HOLDS_NO_CONTENT,
    CHAIN_BROKEN,
    NOT_AS_MANIFEST,
    NOT_ENCRYPTED,
    WRONG_STATE,
)
from almasu.kernel.provision.secrecy import CARD_ONLY, Secrecy
from almasu.law.canonical import canonical_bytes, sha256_hex

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
FileName = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,120}$")]


class Medium(StrEnum):
    """What the carrier is."""

    OPTICAL = "optical"
    USB = "usb"
    DISK = "disk"
    TAPE = "tape"


class CarrierState(StrEnum):
    """Where a carrier is."""

    PACKED = "packed"
    ON_THE_WAY = "on_the_way"
    AT_AGENCY = "at_agency"
    READ_IN = "read_in"
    REFUSED = "refused"
    RETURNED = "returned"
    DESTROYED = "destroyed"


class CarriedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its name, size in bytes and the hash of its bytes as they lie there, encrypted."""

    name: FileName
    size: Annotated[int, msgspec.Meta(ge=1)]
    sha256: Sha256


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is on a carrier: number and kind of the medium, whose, which set, which files, how encrypted.

    `cipher` names the encryption, `key_of` the fingerprint of the Agency's key it is for; the key is never with it.
    """

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    medium: Medium
    body: str
    data_set: str
    secrecy: Secrecy
    packed_on: date
    files: Annotated[tuple[CarriedFile, ...], msgspec.Meta(min_length=1, max_length=10_000)]
    cipher: str
    key_of: str

    @property
    def sha256(self) -> str:
        """Return the hash of the canonical manifest: what the body signs and the label carries."""
        return sha256_hex(canonical_bytes(msgspec.to_builtins(self)))


class Link(msgspec.Struct, frozen=True):
    """One hand-over: who gave, who took, when, the seal, whether it was whole."""

    giver: str
    taker: str
    at: datetime
    seal: str
    whole: bool


class Carrier(msgspec.Struct, frozen=True):
    """A carrier on its way. `ending` is the number of the act of return or destruction."""

    id: UUID
    manifest: Manifest
    state: CarrierState
    chain: tuple[Link, ...] = ()
    ending: str = ""


def packed(id_: UUID, manifest: Manifest, by: Actor) -> Carrier:
    """Return a carrier as the body packed it; restricted content never travels so, nor anything unencrypted."""
    by.must_be(manifest.body, Duty.RESPONSIBLE)
    if manifest.secrecy in CARD_ONLY:
        raise CARD_HOLDS_NO_CONTENT.at("secrecy")
    if not (manifest.cipher.strip() and manifest.key_of.strip()):
        raise NOT_ENCRYPTED.at("cipher")
    if len({one.name.casefold() for one in manifest.files}) != len(manifest.files):
        raise NOT_AS_MANIFEST.at("files", name=manifest.files[0].name)
    return Carrier(id_, manifest, CarrierState.PACKED)


def passed_on(carrier: Carrier, link: Link, *, at_agency: bool) -> Carrier:
    """Return the carrier in the next hands; Problem where giver, seal or order do not continue the chain."""
    if carrier.state not in (CarrierState.PACKED, CarrierState.ON_THE_WAY):
        raise WRONG_STATE.at("chain")
    last = carrier.chain[-1] if carrier.chain else None
    begins = last is None and link.giver == carrier.manifest.body
    follows = last is not None and (link.giver, link.seal) == (last.taker, last.seal) and link.at >= last.at
    if not (begins or follows) or not link.whole or not link.seal.strip():
        raise CHAIN_BROKEN.at("chain")
    state = CarrierState.AT_AGENCY if at_agency else CarrierState.ON_THE_WAY
    return replace(carrier, state=state, chain=(*carrier.chain, link))


def read_in(carrier: Carrier, found: Mapping[str, tuple[int, str]], by: Actor) -> Carrier:
    """Return the carrier read in: exactly the files of the manifest, each of its size and hash; else a Problem."""
    by.must_be(carrier.manifest.body, Duty.OFFICER)
    if carrier.state is not CarrierState.AT_AGENCY:
        raise WRONG_STATE.at()
    promised = {one.name: (one.size, one.sha256) for one in carrier.manifest.files}
    for name in sorted({*promised, *found}):
        if promised.get(name) != found.get(name):
            raise NOT_AS_MANIFEST.at("files", name=name[:120])
    return replace(carrier, state=CarrierState.READ_IN)


def refused(carrier: Carrier, by: Actor) -> Carrier:
    """Return the carrier refused at the Agency: nothing of it was read in."""
    by.must_be(carrier.manifest.body, Duty.OFFICER)
    if carrier.state not in (CarrierState.ON_THE_WAY, CarrierState.AT_AGENCY):
        raise WRONG_STATE.at()
    return replace(carrier, state=CarrierState.REFUSED)


def put_away(carrier: Carrier, end: CarrierState, act_number: str, by: Actor) -> Carrier:
    """Return the carrier given back or destroyed, with the number of the act that says so."""
    by.must_be(carrier.manifest.body, Duty.OFFICER)
    ends = end in (CarrierState.RETURNED, CarrierState.DESTROYED)
    if carrier.state not in (CarrierState.READ_IN, CarrierState.REFUSED) or not ends or not act_number.strip():
        raise WRONG_STATE.at("ending")
    return replace(carrier, state=end, ending=act_number.strip())
