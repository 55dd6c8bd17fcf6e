"""Measure the blind step: how long a question about many subjects takes, once the holder's set was made ready."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from almasu.kernel.interstate.blind import SALT_BYTES, Budget, Question, chosen, leads, must_answer, taken
from almasu.kernel.interstate.blind_port import Blind, Holding
from almasu.law.problem import Fault
from almasu.wiring.blind import open_blind
from almasu.wiring.measuring.figures import Figure, figure

SUBJECTS = 1_000
HELD = 100_000
KNOWN = 37
"""Subjects of the question that the holder has."""
TIMES = 5
MOST_SECONDS = 0.5
RAW = 300
"""Multiplications of a point on P-256, to tell what this machine needs for one."""
OPERATIONS = 3
"""A subject is multiplied by the asker, by the holder, and once more by the asker."""


@dataclass(frozen=True, slots=True)
class Took:
    """One question: seconds by the clock and of the processor, and the bytes that went each way."""

    clock: float
    processor: float
    asked: int
    answered: int


def measured(held: int, told: Callable[[str], None]) -> list[Figure]:
    """Make a holder's set ready once, and ask about a thousand subjects several times: the middle one is told."""
    blind = open_blind()
    own = [_number(place) for place in range(SUBJECTS)]
    theirs = [*own[:KNOWN], *(_number(10**9 + place) for place in range(held - KNOWN))]
    told(f"{held:,} subjects held")
    began = time.perf_counter()
    holding = blind.holding()
    prepared = holding.prepared(theirs, SUBJECTS)
    ready = time.perf_counter() - began
    told(f"{SUBJECTS:,} subjects asked about, {TIMES} times")
    took = [_asked(blind, holding, prepared, own) for _ in range(TIMES)]
    one = sorted(took, key=lambda each: each.clock)[TIMES // 2]
    bare = _bare() * OPERATIONS * SUBJECTS
    return [
        figure("online", one.clock, "s", MOST_SECONDS),
        figure("online_processor", min(each.processor for each in took), "s", MOST_SECONDS),
        figure("online_against_bare_multiplications", one.processor, "s", bare),
        figure("asked", one.asked / 1e3, "kB", None),
        figure("answered", one.answered / 1e3, "kB", None),
        figure("set_made_ready", ready, "s", None),
        figure("set", len(prepared) / 1e6, "MB", None),
    ]


def _asked(blind: Blind, holding: Holding, prepared: bytes, own: Sequence[str]) -> Took:
    """Ask once, commitment included; Fault where the leads are not those that the holder has."""
    clock, processor = time.perf_counter(), time.process_time()
    at = datetime.now(UTC)
    asking, subjects = blind.asking(), chosen(own, [os.urandom(SALT_BYTES) for _ in own])
    blinded = asking.blinded(subjects.keys)
    question = Question(
        number=UUID(bytes=os.urandom(16)),
        asking="asking",
        asked="asked",
        day=at.date(),
        purpose="bench",
        size=len(subjects.keys),
        root=subjects.root(),
        blinded=hashlib.sha256(blinded).digest(),
    )
    must_answer(taken(question, (), Budget(), at), blinded)
    answer = holding.answer(blinded, question.size)
    found = leads(question, subjects, asking.hits(prepared, answer), at)
    took = Took(time.perf_counter() - clock, time.process_time() - processor, len(blinded), len(answer))
    if {lead.key for lead in found} != set(own[:KNOWN]):
        raise Fault("the blind step found other subjects than the holder has")
    return took


def _bare() -> float:
    """Return the seconds of processor that one multiplication of a point takes in another library."""
    ours, theirs = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1()).public_key()
    began = time.process_time()
    for _ in range(RAW):
        ours.exchange(ec.ECDH(), theirs)
    return (time.process_time() - began) / RAW


def _number(place: int) -> str:
    return f"{place:012d}"
