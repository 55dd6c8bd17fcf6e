"""Sends the queue batch by batch until each number is confirmed; after a failure goes on where the centre stands."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from almasu_wire.batch import ANSWER, Answer, Refusal

from almasu_module.delivery.client import Client, Reply, Unreachable
from almasu_module.delivery.patience import Patience, retry_after
from almasu_module.spool.queue import Queue
from almasu_module.spool.reader import Reader, Slice

OK, CONFLICT, TOO_LARGE, SLOW_DOWN, UNAVAILABLE = 200, 409, 413, 429, 503
REFUSED_FOR_LONG: Final = (400, 401, 403, 404, 415, 422)
LONG: Final = 60.0


class Told(msgspec.Struct):
    """How sending goes; shown in the status. `last` and `alive`: when a batch, and a heartbeat, was taken last."""

    sent: int = 0
    fresh: int = 0
    duplicates: int = 0
    refused: int = 0
    failures: int = 0
    trouble: str = ""
    last: str = ""
    alive: str = ""


class Step(msgspec.Struct, frozen=True):
    """What came of one try: how long to wait, and whether anything was there to send."""

    wait: float
    idle: bool = False


class Sender:
    """Holds the reader's place. `prepare` and `settle` run in the loop, `post` may run in a thread."""

    def __init__(
        self,
        queue: Queue,
        client: Client,
        patience: Patience,
        most: int,
        agent: str,
        refused: Callable[[Refusal, bytes], None],
    ) -> None:
        self._queue, self._client, self._patience, self._agent = queue, client, patience, agent
        self._reader = Reader(queue)
        self._expected = self._reader.number
        self._most = self._size = most
        self._refused = refused
        self.told = Told()

    def prepare(self, now: datetime) -> tuple[Slice, bytes] | None:
        """Return the next batch as bytes, nothing when everything is confirmed."""
        part = self._reader.next(self._size)
        if part is None:
            return None
        held = part.first if part.first > self._expected else min(self._queue.held_from, part.first)
        head = msgspec.json.encode(
            {
                "batch": secrets.token_hex(16),
                "epoch": self._queue.epoch.hex(),
                "first": part.first,
                "held_from": held,
                "sent": now,
                "module": self._agent,
            }
        )
        return part, head[:-1] + b',"signals":[' + b",".join(part.signals) + b"]}"

    def post(self, body: bytes) -> Reply | Unreachable:
        """Send; what cannot be reached is returned."""
        try:
            return self._client.post(body)
        except Unreachable as unreachable:
            return unreachable

    def settle(self, part: Slice, reply: Reply | Unreachable, now: datetime) -> Step:
        """Take the answer in."""
        if isinstance(reply, Unreachable):
            return self._failed(f"unreachable: {reply}")
        match reply.status:
            case 200 | 409:
                return self._answered(part, reply, now)
            case 413 if self._size > 1:
                self._size = max(len(part.signals) // 2, 1)
                return Step(0.0)
            case 429 | 503:
                asked = retry_after(reply.retry_after, now)
                self._trouble(f"the centre asks to wait ({reply.status})")
                return Step(self._patience.failed() if asked is None else self._patience.asked(asked))
            case status if status in REFUSED_FOR_LONG:
                self._trouble(
                    f"the centre refuses our batches ({status}): {reply.body[:200].decode('utf-8', 'replace')}"
                )
                return Step(self._patience.asked(LONG))
            case status:
                return self._failed(f"status {status}")

    def _answered(self, part: Slice, reply: Reply, now: datetime) -> Step:
        """Believe an answer that can be: move to where the centre stands."""
        try:
            answer = ANSWER.decode(reply.body)
        except (msgspec.DecodeError, RecursionError) as error:
            return self._failed(f"the answer cannot be read: {error}")
        last = part.first + len(part.signals) - 1
        if reply.status == CONFLICT:
            self._expected = answer.accepted + 1
            self._reader.stand_at(self._expected)
            self._trouble(f"the centre stands at {answer.accepted}")
            return Step(self._patience.failed() if self.told.failures > 1 else 0.0)
        if not part.first - 1 <= answer.accepted <= last:
            return self._failed(f"the centre confirms {answer.accepted} for {part.first}..{last}")
        self._confirmed(part, answer, now)
        if answer.accepted < part.first:
            return self._failed("the centre took nothing")
        return Step(0.0)

    def _confirmed(self, part: Slice, answer: Answer, now: datetime) -> None:
        """Forget what is confirmed; keep what was refused for people."""
        for refusal in answer.refused:
            if part.first <= refusal.number < part.first + len(part.signals):
                self._refused(refusal, part.signals[refusal.number - part.first])
        self._queue.acknowledge(answer.accepted)
        self._reader.passed(answer.accepted)
        self._expected = answer.accepted + 1
        self._size = min(self._size * 2, self._most)
        self._patience.worked()
        self.told.sent += answer.accepted - part.first + 1
        self.told.fresh += answer.fresh
        self.told.duplicates += answer.duplicates
        self.told.refused += len(answer.refused)
        self.told.failures, self.told.trouble, self.told.last = 0, "", now.isoformat(timespec="seconds")

    def _failed(self, why: str) -> Step:
        """Note a failure and wait."""
        self._trouble(why)
        return Step(self._patience.failed())

    def _trouble(self, why: str) -> None:
        """Note what is the matter."""
        self.told.failures += 1
        self.told.trouble = why
