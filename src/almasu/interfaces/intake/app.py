"""The intake over HTTP: `POST /asoi/v1/signals`, answered when the signals are durable.

200: everything up to `accepted` is durable or refused for good. 409: the queue is not that far yet, `accepted` tells
how far. 403: the module may not send. 400, 413: the batch was not read. 503 with Retry-After: the centre cannot keep
signals now; nothing was taken.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from almasu_wire.batch import ADDRESS, MEDIA, Answer
from almasu_wire.limits import MOST_BATCH_BYTES

from almasu.interfaces.intake.connection import CERTIFICATE, SHA256
from almasu.interfaces.intake.reading import answer_of, read_batch
from almasu.interfaces.problem_json import PROBLEM_JSON, problem_json
from almasu.kernel.sector.intake import NOT_LET_IN, Kept, Offered
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

log = logging.getLogger(__name__)

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Take = Callable[[Offered], Awaitable[Kept | Problem]]

BODY_SECONDS = 30.0
AGAIN_AFTER = 5

TOO_LARGE = ProblemKind(
    "sector.batch_too_large",
    413,
    Text(
        kk="Топтама {most} байттан үлкен.", ru="Пакет больше {most} байт.", en="The batch has more than {most} bytes."
    ),
    Text(kk="Топтаманы бөліп жіберіңіз.", ru="Разделите пакет.", en="Send it in parts."),
    ("ASOI-8",),
)
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
LATE = ProblemKind(
    "sector.batch_late",
    408,
    Text(kk="Топтама уақытында толық келмеді.", ru="Пакет не пришёл целиком вовремя.", en="The batch came too slowly."),
    Text(
        kk="Байланысты тексеріп, қайта жіберіңіз. Ештеңе қабылданған жоқ.",
        ru="Проверьте связь и отправьте заново. Ничего не принято.",
        en="Check the connection and send it anew. Nothing was taken.",
    ),
    ("ASOI-9",),
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


class IntakeApp:
    """The intake as an ASGI application. `take` answers when what was offered is durable, or says who may not send."""

    def __init__(self, take: Take) -> None:
        self._take = take

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        try:
            status, answer = await self._answer(scope, receive)
        except Problem as no:
            await _say(send, no.kind.status, msgspec.json.encode(problem_json(no)), PROBLEM_JSON)
            return
        await _say(send, status, msgspec.json.encode(answer), MEDIA)

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, Answer]:
        if scope["method"] != "POST" or scope["path"] != ADDRESS:
            raise NO_SUCH_PLACE.at()
        certificate = scope.get("extensions", {}).get(CERTIFICATE, {}).get(SHA256, b"")
        if not certificate:
            raise NOT_LET_IN.at()
        read = read_batch(await _body(scope, receive), certificate)
        kept = await self._kept(read.offered)
        if kept.too_early:
            return 409, Answer(kept.reached)
        return 200, answer_of(read, kept)

    async def _kept(self, offered: Offered) -> Kept:
        try:
            kept = await self._take(offered)
        except Exception as fault:
            log.exception("signals could not be kept")
            raise CANNOT_KEEP.at() from fault
        if isinstance(kept, Problem):
            raise kept
        return kept


async def _body(scope: Scope, receive: Receive) -> bytes:
    """Return the body; Problem where it is larger than a batch may be, by its header or as it comes, or too slow."""
    declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    if not declared.isdigit() or int(declared[:20]) > MOST_BATCH_BYTES:
        raise TOO_LARGE.at("", most=str(MOST_BATCH_BYTES))
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _whole(receive)
    except TimeoutError as late:
        raise LATE.at() from late


async def _whole(receive: Receive) -> bytes:
    message = await receive()
    if not message.get("more_body", False):
        body: bytes = message.get("body", b"")
        return body
    parts, size = [message.get("body", b"")], len(message.get("body", b""))
    while message.get("more_body", False):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BATCH_BYTES:
            raise TOO_LARGE.at("", most=str(MOST_BATCH_BYTES))
    return b"".join(parts)


async def _say(send: Send, status: int, body: bytes, media: str) -> None:
    headers = [
        (b"content-type", media.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    again = [(b"retry-after", str(AGAIN_AFTER).encode())] if status == CANNOT_KEEP.status else []
    await send({"type": "http.response.start", "status": status, "headers": headers + again})
    await send({"type": "http.response.body", "body": body})
