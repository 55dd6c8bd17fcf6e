"""Signals on their way into ASOI: who may send them, where a queue stands, what is taken (ASOI-3.6, ASOI-7, ASOI-8).

A module numbers its signals from 1 without gaps inside an epoch, the life of one queue. The centre keeps the highest
number it made durable and takes only what is above it: whatever is sent again is taken once, whatever was acknowledged
is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from uuid import UUID

import msgspec
from almasu_wire.batch import placed

from almasu.law.problem import ProblemKind
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class SendingModule:
    """An integration module that was let in (ASOI-3.8): its certificate, whose it is, until when it may send.

    `certificate` is the SHA-256 of the client certificate in DER, as the transport showed it; `organisation` a BIN;
    `paper` and `version` what it was let in or shut out by.
    """

    certificate: bytes
    organisation: str
    name: str
    expires_at: datetime
    blocked_at: datetime | None = None
    paper: UUID | None = None
    version: int = 0

    def may_send(self, at: datetime) -> bool:
        """Tell whether it may send at a moment."""
        return self.blocked_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Contact:
    """When a module was heard of last, and how much it sent and lost by its own account."""

    last_at: datetime
    sent: int
    lost: int


class Queue(msgspec.Struct, frozen=True, gc=False):
    """One queue of a module: the certificate and the 16 bytes of its epoch."""

    certificate: bytes
    epoch: bytes


class Offered(msgspec.Struct, frozen=True, gc=False):
    """Signals offered at once, numbered from `first` on; None where one was refused and only its number counts.

    `held_from` is the lowest number the module still holds, `module` what it says it is: its name and version.
    """

    queue: Queue
    first: int
    held_from: int
    signals: tuple[bytes | None, ...]
    module: str = ""

    @property
    def last(self) -> int:
        """Return the number of the last one."""
        return self.first + len(self.signals) - 1


class Kept(msgspec.Struct, frozen=True, gc=False):
    """What was kept of an offer: the queue's number now, how many are new and how many known; too early keeps none."""

    reached: int
    fresh: int
    known: int
    lost: int
    too_early: bool


@dataclass(frozen=True, slots=True)
class Known:
    """How things stand with those who send: modules as they were read, each with the mark of its row, and queues."""

    modules: Mapping[bytes, tuple[SendingModule, bytes]]
    reached: Mapping[Queue, int]

    def may_send(self, queue: Queue, at: datetime) -> bool:
        """Tell whether the module of a queue may send at a moment."""
        known = self.modules.get(queue.certificate)
        return known is not None and known[0].may_send(at)


class Batch(msgspec.Struct, frozen=True, gc=False):
    """What one offer adds to a queue: signals from a number on, as they came, refused ones as null."""

    queue: Queue
    organisation: str
    first: int
    signals: tuple[bytes | None, ...]
    module: str = ""

    def told(self) -> bytes:
        """Return the batch as JSON: certificate, epoch, organisation, first number, an array of its signals, module."""
        queue = self.queue
        head = f'["{queue.certificate.hex()}","{queue.epoch.hex()}","{self.organisation}",{self.first},['
        return head.encode() + b",".join(one or b"null" for one in self.signals) + _end_of(self.module)


@lru_cache(maxsize=1_000)
def _end_of(module: str) -> bytes:
    """Return how a batch of a module ends: modules say the same of themselves for months."""
    return b"]," + msgspec.json.encode(module) + b"]"


class Move(msgspec.Struct, frozen=True, gc=False):
    """How far one queue goes in a delivery: from a number to a number, with so many lost between."""

    queue: Queue
    before: int
    reached: int
    lost: int
    mark: bytes


@dataclass(frozen=True)
class Delivery:
    """What one commit takes in: its batches in their order and the queues they move."""

    batches: tuple[Batch, ...]
    moves: tuple[Move, ...]

    @property
    def signals(self) -> int:
        """Return how many signals there are, refused ones included."""
        return sum(len(one.signals) for one in self.batches)

    @cached_property
    def body(self) -> bytes:
        """All batches as one JSON array, made once: what is sealed, and whose SHA-256 the leaf tells."""
        return b"[" + b",".join(one.told() for one in self.batches) + b"]"


def delivered(offers: Iterable[Offered], known: Known) -> tuple[Delivery, Sequence[Kept]]:
    """Return what of these offers is to be kept, and what became of each; all of them from modules that may send."""
    reached = dict(known.reached)
    lost: dict[Queue, int] = {}
    batches: list[Batch] = []
    kept: list[Kept] = []
    for offer in offers:
        queue = offer.queue
        place = placed(offer.first, len(offer.signals), offer.held_from, reached[queue])
        new = () if place.too_early else offer.signals[place.skip :]
        if new:
            organisation = known.modules[queue.certificate][0].organisation
            batches.append(Batch(queue, organisation, offer.first + place.skip, new, offer.module))
            reached[queue] = offer.last
            lost[queue] = lost.get(queue, 0) + place.lost
        kept.append(Kept(reached[queue], len(new), place.skip, place.lost, place.too_early))
    order = sorted(lost, key=lambda queue: (queue.certificate, queue.epoch))
    moves = (Move(one, known.reached[one], reached[one], lost[one], known.modules[one.certificate][1]) for one in order)
    return Delivery(tuple(batches), tuple(moves)), kept


class OlderState(Exception):
    """A delivery was counted from a state that is no longer so: a queue went on, or a module was changed."""


NOT_LET_IN = ProblemKind(
    "sector.module_unknown",
    403,
    Text(
        kk="Бұл модуль ААӨЖ-ге сигнал жібере алмайды.",
        ru="Этот модуль не может передавать сигналы в АСОИ.",
        en="This module may not send signals to ASOI.",
    ),
    Text(
        kk="Салалық орталықтан модульдің сертификатын тіркеуді немесе мерзімін ұзартуды сұраңыз. Сигналдар кезекте "
        "сақталады.",
        ru="Попросите отраслевой центр зарегистрировать сертификат модуля или продлить его. Сигналы остаются в "
        "очереди.",
        en="Ask the sectoral centre to register the module's certificate or to renew it. The signals stay queued.",
    ),
    ("ASOI-3.8", "ASOI-7"),
)
