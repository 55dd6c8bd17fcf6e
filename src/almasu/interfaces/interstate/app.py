"""What a node answers to `POST /interstate/v1/messages` of another node, and to `POST /interstate/v1/lines`.

200: receipts, or word that the message waits for one that is missing. 409: the message is refused and nothing of it is
taken; the answer says why. 400, 403, 413: it was not read, or the sender is not let in. 429, 503 with Retry-After: not
now; nothing was taken. At the second place a node asks what of its line is here beyond what it knows: 200 with that.

Every message is answered on the stroke: whether what it says belongs to something that is here, or to nothing, another
node is not to read from the clock (CIS-8.4).
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine

import msgspec

from almasu.interfaces.even_absence import to_next_stroke
from almasu.interfaces.intake.app import Asked, Said, Say, said_no
from almasu.kernel.interstate.messages import ADDRESS, MEDIA, Sent, Told, read_sent
from almasu.kernel.interstate.problems_of_messages import CANNOT_KEEP, NO_SUCH_PLACE, NOT_LET_IN, TOO_OFTEN
from almasu.kernel.interstate.resuming import LINES, Beyond, Known, read_known
from almasu.law.problem import Problem

log = logging.getLogger(__name__)

Take = Callable[[bytes, Sent], Awaitable[Told]]
Show = Callable[[bytes, Known], Awaitable[Beyond]]
MOST_A_MINUTE = 1_200
"""Messages of one certificate; its own queue keeps what is more."""
MINUTE = 60.0
_PLACES = frozenset({ADDRESS.encode(), LINES.encode()})


class DoorApp:
    """The door. `take` takes a message from whoever shows a certificate, and tells what the sender is told.

    `show` tells it what is here of its line beyond what it knows.
    """

    def __init__(self, take: Take, show: Show, most_a_minute: int = MOST_A_MINUTE) -> None:
        self._take, self._show = take, show
        self._most = most_a_minute
        self._of_minute: Counter[bytes] = Counter()
        self._minute = 0.0
        self._under_way: set[asyncio.Task[None]] = set()

    def answer(self, asked: Asked, say: Say) -> None:
        """Answer one request by calling `say` once, at once or when the message is durable."""
        try:
            doing = self._doing(asked)
        except Problem as no:
            say(said_no(no))
            return
        task = asyncio.get_running_loop().create_task(self._on_the_stroke(doing, say))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _doing(self, asked: Asked) -> Coroutine[None, None, Said]:
        """Return what is done about a request that is read; Problems where it is none of ours."""
        if asked.method != b"POST" or asked.place not in _PLACES:
            raise NO_SUCH_PLACE.at()
        if not asked.certificate:
            raise NOT_LET_IN.at()
        asked.must_be(MEDIA.encode())
        self._must_not_flood(asked.certificate)
        if asked.place == LINES.encode():
            return self._shown(asked.certificate, read_known(asked.body))
        return self._taken(asked.certificate, read_sent(asked.body))

    def _must_not_flood(self, certificate: bytes) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._minute >= MINUTE:
            self._minute = now
            self._of_minute.clear()
        self._of_minute[certificate] += 1
        if self._of_minute[certificate] > self._most:
            raise TOO_OFTEN.at("", most=str(self._most))

    async def _on_the_stroke(self, doing: Coroutine[None, None, Said], say: Say) -> None:
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            said = await doing
        except Problem as no:
            said = said_no(no)
        except Exception:
            log.exception("a message of another node could not be kept")
            said = said_no(CANNOT_KEEP.at())
        await asyncio.sleep(to_next_stroke(clock() - began))
        say(said)

    async def _taken(self, certificate: bytes, sent: Sent) -> Said:
        told = await self._take(certificate, sent)
        return Said(409 if told.refused else 200, MEDIA, msgspec.msgpack.encode(told))

    async def _shown(self, certificate: bytes, known: Known) -> Said:
        return Said(200, MEDIA, msgspec.msgpack.encode(await self._show(certificate, known)))
