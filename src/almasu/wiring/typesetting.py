"""Set a document as PDF: one at a time in a process, a few waiting, so that nobody keeps it busy with documents alone.

A document takes a second of a processor. Unbounded, a handful of requests would hold every thread that other work of
the node needs too (CWE-400, ASVS 5.0 15.1).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import typst

from almasu.law.problem import Fault, ProblemKind
from almasu.law.text import Text

MOST_WAITING = 12
"""Documents that are set or wait for it in a process."""
BUSY = ProblemKind(
    "document.busy",
    503,
    Text(
        kk="Қазір тым көп құжат дайындалып жатыр.",
        ru="Сейчас готовится слишком много документов.",
        en="Too many documents are being made at this moment.",
    ),
    Text(
        kk="Бірнеше секундтан кейін қайталаңыз. Ештеңе өзгерген жоқ.",
        ru="Повторите через несколько секунд. Ничего не изменилось.",
        en="Try again in a few seconds. Nothing has changed.",
    ),
    ("SIO25-14.1",),
)


@dataclass(slots=True)
class Press:
    """Sets one document at a time, in a thread of its own."""

    most: int = MOST_WAITING
    waiting: int = 0
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "press"))

    async def set(self, template: bytes, given: Mapping[str, str], at: datetime) -> bytes:
        """Return the document that a template makes of texts: of the same texts and moment always the same bytes.

        Texts reach the template as data, and it may read no file. Problem `document.busy` where too many wait; Fault
        where the template cannot be set.
        """
        if self.waiting >= self.most:
            raise BUSY.at()
        self.waiting += 1
        loop = asyncio.get_running_loop()
        setting = self.thread.submit(_set, template, given, at)
        # Counted until the thread is really done with it: who went away leaves it at work.
        setting.add_done_callback(lambda _: self._let_next_in(loop))
        return await asyncio.wrap_future(setting)

    def _let_next_in(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop is closed: the process ends
            loop.call_soon_threadsafe(self._gone)

    def _gone(self) -> None:
        self.waiting -= 1


@cache
def press() -> Press:
    """Return the one press of this process."""
    return Press()


def _set(template: bytes, given: Mapping[str, str], at: datetime) -> bytes:
    try:
        document = typst.compile(
            template, format="pdf", sys_inputs=dict(given), ignore_system_fonts=True, timestamp=int(at.timestamp())
        )
    except typst.TypstError as broken:
        raise Fault("a document cannot be set") from broken
    if not isinstance(document, bytes):
        raise Fault("a document is one file")
    return document
