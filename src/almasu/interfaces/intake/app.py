"""What the intake answers to `POST /asoi/v1/signals`, when the signals are durable, and to `POST /asoi/v1/alive`.

200: everything up to `accepted` is durable or refused for good. 409: the queue is not that far yet, `accepted` tells
how far. 403: the module may not send. 400, 413, 415: the batch was not read. 503 with Retry-After: the centre cannot
keep signals now; nothing was taken. A heartbeat is answered by 200, 400, 403 or 503 alike.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from typing import Any

import msgspec
from almasu_wire.alive import ALIVE_ADDRESS, AliveAnswer
from almasu_wire.batch import ADDRESS, MEDIA, Answer

from almasu.actions.sector.hear_modules import Heartbeat
from almasu.interfaces.intake.reading import Read, answer_of, read_batch, read_heartbeat
from almasu.interfaces.problem_json import PROBLEM_JSON, problem_json
from almasu.kernel.sector.intake import NOT_LET_IN, Kept, Offered
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text
from almasu.wiring.running import now

log = logging.getLogger(__name__)

Take = Callable[[Offered], asyncio.Future[Kept | Problem]]
Hear = Callable[[Heartbeat], asyncio.Future[int | Problem]]
JSON = MEDIA.encode()
SIGNALS, ALIVE = ADDRESS.encode(), ALIVE_ADDRESS.encode()

NO_SUCH_PLACE = ProblemKind(
    "sector.intake_place",
    404,
    Text(kk="Мұнда ештеңе жоқ.", ru="Здесь ничего нет.", en="There is nothing here."),
    Text(
        kk=f"Сигналдар POST {ADDRESS} мекенжайына жіберіледі.",
        ru=f"Сигналы передаются запросом POST {ADDRESS}.",
        en=f"Signals are sent by POST to {ADDRESS}.",
    ),
    ("ASOI-7",),
)
OTHER_MEDIA = ProblemKind(
    "http.other_media",
    415,
    Text(
        kk="Мұнда тек {media} қабылданады.",
        ru="Здесь принимается только {media}.",
        en="Only {media} is taken here.",
    ),
    Text(
        kk="Денені «Content-Type: {media}» тақырыбымен жіберіңіз. Ештеңе қабылданған жоқ.",
        ru="Отправьте тело с заголовком «Content-Type: {media}». Ничего не принято.",
        en="Send the body with the header “Content-Type: {media}”. Nothing was taken.",
    ),
)
CANNOT_KEEP = ProblemKind(
    "sector.intake_closed",
    503,
    Text(
        kk="Орталық қазір сигналдарды сақтай алмайды.",
        ru="Центр сейчас не может сохранить сигналы.",
        en="The centre cannot keep signals at this moment.",
    ),
    Text(
        kk="Модуль өзі қайталайды; сигналдар кезекте сақталады.",
        ru="Модуль повторит сам; сигналы остаются в очереди.",
        en="The module tries again by itself; the signals stay queued.",
    ),
    ("ASOI-9",),
)


class Said(msgspec.Struct, frozen=True, gc=False):
    """What is answered to one request."""

    status: int
    media: str
    body: bytes


class Asked(msgspec.Struct, frozen=True, gc=False):
    """One request that came whole; `certificate` is the SHA-256 of the client's certificate in DER."""

    method: bytes
    place: bytes
    certificate: bytes
    body: bytes
    media: bytes = b""

    def must_be(self, media: bytes) -> None:
        """Make sure of the type of the body, with or without a charset; Problem `http.other_media` else."""
        if self.media != media and self.media.partition(b";")[0].strip().lower() != media:
            raise OTHER_MEDIA.at("Content-Type", media=media.decode())


Say = Callable[[Said], None]


class IntakeApp:
    """The intake. `take` promises what becomes of an offer once it is durable, or says who may not send; `hear` says
    after how many seconds without a word a module counts as lost.
    """

    def __init__(self, take: Take, hear: Hear, clock: Callable[[], datetime] = now) -> None:
        self._take = take
        self._hear = hear
        self._clock = clock

    def answer(self, asked: Asked, say: Say) -> None:
        """Answer one request by calling `say` once, at once or when the signals are durable."""
        try:
            if asked.method != b"POST" or asked.place not in (SIGNALS, ALIVE):
                raise NO_SUCH_PLACE.at()
            if not asked.certificate:
                raise NOT_LET_IN.at()
            asked.must_be(JSON)
            if asked.place == ALIVE:
                heard = self._hear(read_heartbeat(asked.body, asked.certificate))
                heard.add_done_callback(partial(_heard, say))
                return
            read = read_batch(asked.body, asked.certificate, self._clock())
        except Problem as no:
            say(said_no(no))
            return
        self._take(read.offered).add_done_callback(partial(_kept, read, say))


def said_no(no: Problem) -> Said:
    """Return how a problem is told."""
    return Said(no.kind.status, PROBLEM_JSON, msgspec.json.encode(problem_json(no)))


def _heard(say: Say, promised: asyncio.Future[int | Problem]) -> None:
    if _failed(promised, say):
        return
    silence = promised.result()
    said = said_no(silence) if isinstance(silence, Problem) else Said(200, MEDIA, _answer_to_heartbeat(silence))
    say(said)


@cache
def _answer_to_heartbeat(silence: int) -> bytes:
    return msgspec.json.encode(AliveAnswer(silence))


def _failed(promised: asyncio.Future[Any], say: Say) -> bool:
    """Tell whether nothing could be kept, and say so."""
    fault = promised.exception()
    if fault is None:
        return False
    log.error("what a module sent could not be kept", exc_info=fault)
    say(said_no(CANNOT_KEEP.at()))
    return True


def _kept(read: Read, say: Say, promised: asyncio.Future[Kept | Problem]) -> None:
    if _failed(promised, say):
        return
    kept = promised.result()
    if isinstance(kept, Problem):
        say(said_no(kept))
    elif kept.too_early:
        say(Said(409, MEDIA, msgspec.json.encode(Answer(kept.reached))))
    else:
        say(Said(200, MEDIA, msgspec.json.encode(answer_of(read, kept))))
