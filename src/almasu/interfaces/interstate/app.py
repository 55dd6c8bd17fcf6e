"""What a node answers to `POST /interstate/v1/messages` of another node.

200: receipts, or word that the message waits for one that is missing. 409: the message is refused and nothing of it is
taken; the answer says why. 400, 403, 413: it was not read, or the sender is not let in. 429, 503 with Retry-After: not
now; nothing was taken.

Every message is answered on the stroke: whether what it says belongs to something that is here, or to nothing, another
node is not to read from the clock (CIS-8.4).
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

import msgspec

from almasu.interfaces.even_absence import to_next_stroke
from almasu.interfaces.intake.app import Asked, Said, Say, said_no
from almasu.kernel.interstate.messages import ADDRESS, MEDIA, Sent, Told, read_sent
from almasu.kernel.interstate.problems_of_messages import CANNOT_KEEP, NO_SUCH_PLACE, NOT_LET_IN, TOO_OFTEN
from almasu.law.problem import Problem

log = logging.getLogger(__name__)

Take = Callable[[bytes, Sent], Awaitable[Told]]
MOST_A_MINUTE = 1_200
"""Messages of one certificate; its own queue keeps what is more."""
MINUTE = 60.0


class DoorApp:
    """The door. `take` takes a message from whoever shows a certificate, and tells what the sender is told."""

    def __init__(self, take: Take, most_a_minute: int = MOST_A_MINUTE) -> None:
        self._take = take
        self._most = most_a_minute
        self._of_minute: Counter[bytes] = Counter()
        self._minute = 0.0
        self._under_way: set[asyncio.Task[None]] = set()

    def answer(self, asked: Asked, say: Say) -> None:
        """Answer one request by calling `say` once, at once or when the message is durable."""
        try:
            sent = self._read(asked)
        except Problem as no:
            say(said_no(no))
            return
        task = asyncio.get_running_loop().create_task(self._on_the_stroke(asked.certificate, sent, say))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _read(self, asked: Asked) -> Sent:
        if asked.method != b"POST" or asked.place != ADDRESS.encode():
            raise NO_SUCH_PLACE.at()
        if not asked.certificate:
            raise NOT_LET_IN.at()
        asked.must_be(MEDIA.encode())
        self._must_not_flood(asked.certificate)
        return read_sent(asked.body)

    def _must_not_flood(self, certificate: bytes) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._minute >= MINUTE:
            self._minute = now
            self._of_minute.clear()
        self._of_minute[certificate] += 1
        if self._of_minute[certificate] > self._most:
            raise TOO_OFTEN.at("", most=str(self._most))

    async def _on_the_stroke(self, certificate: bytes, sent: Sent, say: Say) -> None:
        clock = asyncio.get_running_loop().time
        began = clock()
        said = await self._taken(certificate, sent)
        await asyncio.sleep(to_next_stroke(clock() - began))
        say(said)

    async def _taken(self, certificate: bytes, sent: Sent) -> Said:
        try:
            told = await self._take(certificate, sent)
        except Problem as no:
            return said_no(no)
        except Exception:
            log.exception("a message of another node could not be kept")
            return said_no(CANNOT_KEEP.at())
        return Said(409 if told.refused else 200, MEDIA, msgspec.msgpack.encode(told))
