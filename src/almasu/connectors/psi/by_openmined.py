"""The blind step by OpenMined PSI: ECDH over P-256, the holder's set as a Golomb-compressed filter.

Implements `almasu.kernel.interstate.blind_port.Blind`. Both sides are thought to follow the protocol: a lying holder
can answer anything, which is why a hit is a lead only; a lying asker can put in any numbers, which is why it has a
budget. The library is there for Linux on x86-64 alone (`docs/why/blind-step.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from google.protobuf.message import DecodeError, Message
from private_set_intersection import python as psi

from almasu.kernel.interstate.blind import MOST
from almasu.kernel.interstate.problems_of_blind import NOT_BLIND

FALSE_HITS = 1e-9
"""How likely one question of the largest size has a hit that is none."""
KEY_BYTES = 32
POINT_BYTES = 48
"""A blinded subject takes 33 bytes and its frame in a message; no more is read for each."""
LARGEST_DIVISOR = 64
"""A compressed set divides by a power of two, of numbers of 64 bits."""
MOST_PREPARED = 64 * 1024 * 1024


class OpenMinedAsking:
    """One question under a key of its own."""

    def __init__(self, key: bytes | None = None) -> None:
        made = psi.client.CreateWithNewKey(True) if key is None else psi.client.CreateFromKey(_whole(key), True)
        self._side = made
        self._asked = 0

    @property
    def key(self) -> bytes:
        """Return the key, 32 bytes, to be sealed until the answer comes and nowhere else."""
        return bytes(self._side.GetPrivateKeyBytes())

    def blinded(self, keys: Sequence[str]) -> bytes:
        """Return the blinded subjects, in their order."""
        self._asked = len(keys)
        return bytes(self._side.CreateRequest(list(keys)).SerializeToString())

    def hits(self, prepared: bytes, answer: bytes) -> Sequence[int]:
        """Return the places of the subjects that the holder has; Problem `cis.blind.unreadable` for other bytes."""
        setup = _sound(_read(psi.ServerSetup(), prepared, MOST_PREPARED))
        response = _read(psi.Response(), answer, MOST * POINT_BYTES)
        if len(response.encrypted_elements) != self._asked:
            raise NOT_BLIND.at()
        try:
            return sorted(self._side.GetIntersection(setup, response))
        except (RuntimeError, ValueError) as fault:
            raise NOT_BLIND.at() from fault


class OpenMinedHolding:
    """The holder's side under one key."""

    def __init__(self, key: bytes | None) -> None:
        made = psi.server.CreateWithNewKey(True) if key is None else psi.server.CreateFromKey(_whole(key), True)
        self._side = made

    @property
    def key(self) -> bytes:
        """Return the key, 32 bytes, for the vault and nowhere else."""
        return bytes(self._side.GetPrivateKeyBytes())

    def prepared(self, keys: Sequence[str], most: int) -> bytes:
        """Return its own set, blinded and compressed, for questions about so many subjects at most.

        Problem `cis.blind.unreadable` for a set that the library cannot write: some of one subject are.
        """
        try:
            made = self._side.CreateSetupMessage(FALSE_HITS, most, list(keys), psi.DataStructure.GCS)
        except (RuntimeError, ValueError) as fault:
            raise NOT_BLIND.at() from fault
        return bytes(made.SerializeToString())

    def answer(self, blinded: bytes, size: int) -> bytes:
        """Return the answer to so many blinded subjects; Problem `cis.blind.unreadable` for other bytes, or more.

        The number was counted against the asker's budget: more subjects than that would be asked for nothing.
        """
        request = _read(psi.Request(), blinded, MOST * POINT_BYTES)
        if not request.reveal_intersection or not 0 < len(request.encrypted_elements) == size <= MOST:
            raise NOT_BLIND.at()
        try:
            return bytes(self._side.ProcessRequest(request).SerializeToString())
        except (RuntimeError, ValueError) as fault:
            raise NOT_BLIND.at() from fault


class OpenMinedBlind:
    """Makes both sides."""

    def asking(self, key: bytes | None = None) -> OpenMinedAsking:
        """Return the asking side under a kept key, or a new one."""
        return OpenMinedAsking(key)

    def holding(self, key: bytes | None = None) -> OpenMinedHolding:
        """Return the holding side under a kept key, or a new one."""
        return OpenMinedHolding(key)


def _whole(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    return key


def _sound(setup: Any) -> Any:  # noqa: ANN401 - the library's messages have no types
    """Return a holder's set of the one kind that holders make; Problem for numbers that the library dies of.

    A range of nought ends its process, a filter of other kinds can keep it busy for good.
    """
    if [field.name for field, _ in setup.ListFields()] != ["gcs"]:
        raise NOT_BLIND.at()
    if not 0 <= setup.gcs.div < LARGEST_DIVISOR or setup.gcs.hash_range <= 0:
        raise NOT_BLIND.at()
    return setup


def _read(message: Message, data: bytes, most: int) -> Any:  # noqa: ANN401 - the library's messages have no types
    """Return a message read from bytes of the other side; Problem for others and for too many."""
    if len(data) > most:
        raise NOT_BLIND.at()
    try:
        message.ParseFromString(data)
    except DecodeError as fault:
        raise NOT_BLIND.at() from fault
    return message
