"""Reading a batch: its frame, then each signal by itself, so that one bad signal spoils no other."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from almasu_wire.alive import ALIVE, MOST_ALIVE_BYTES
from almasu_wire.batch import BATCH, Answer, Refusal
from almasu_wire.signal import CONTROLS, SIGNAL, Fault, fault_of

from almasu.actions.sector.hear_modules import Heartbeat
from almasu.kernel.sector.intake import Kept, Offered, Queue
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

UNREADABLE = ProblemKind(
    "sector.batch_unreadable",
    400,
    Text(kk="Топтама оқылмады: {why}.", ru="Пакет не прочитан: {why}.", en="The batch was not read: {why}."),
    Text(
        kk="Модульді жаңартыңыз немесе келісімнің сипаттамасын қараңыз. Ештеңе қабылданған жоқ.",
        ru="Обновите модуль или сверьтесь с описанием обмена. Ничего не принято.",
        en="Update the module, or look at the description of the exchange. Nothing was taken.",
    ),
    ("ASOI-8",),
)
MALFORMED = "signal.malformed"
FUTURE = "signal.time.future"
AHEAD = timedelta(days=1)
"""How far a sensor's clock may be ahead; what is further ahead would stand before everything that happens now."""


class Read(msgspec.Struct, frozen=True, gc=False):
    """What was read: the offer, and the signals of it that are refused for good."""

    offered: Offered
    refused: tuple[Refusal, ...]


def read_batch(body: bytes, certificate: bytes, at: datetime) -> Read:
    """Return what a module with this certificate sent; Problem `sector.batch_unreadable` where the frame is not one."""
    try:
        batch = BATCH.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("", why=str(wrong)[:200]) from wrong
    _said_plainly(batch.module)
    latest = at + AHEAD
    signals: list[bytes | None] = []
    refused: list[Refusal] = []
    for number, told in enumerate(batch.signals, batch.first):
        raw = bytes(told)
        fault = _fault(raw, latest)
        if fault is not None:
            refused.append(Refusal(number, fault.code, fault.field))
        signals.append(raw if fault is None else None)
    queue, held_from = Queue(certificate, bytes.fromhex(batch.epoch)), min(batch.held_from, batch.first)
    return Read(Offered(queue, batch.first, held_from, tuple(signals), batch.module), tuple(refused))


def read_heartbeat(body: bytes, certificate: bytes) -> Heartbeat:
    """Return what a module tells of itself; Problem `sector.batch_unreadable` where it is no heartbeat."""
    if len(body) > MOST_ALIVE_BYTES:
        raise UNREADABLE.at("", why=f"more than {MOST_ALIVE_BYTES} bytes")
    try:
        alive = ALIVE.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("", why=str(wrong)[:200]) from wrong
    _said_plainly(alive.module)
    return Heartbeat(certificate, alive.module)


def answer_of(read: Read, kept: Kept) -> Answer:
    """Return what the module is told; of signals that were known already nothing is refused again."""
    new_from = read.offered.first + kept.known
    refused = [one for one in read.refused if one.number >= new_from]
    return Answer(kept.reached, kept.fresh - len(refused), kept.known, refused)


def _said_plainly(module: str) -> None:
    """Refuse what no database keeps: the history of contacts holds a module's own words, and of all modules alike."""
    if CONTROLS.search(module):
        raise UNREADABLE.at("", why="a control character - at `$.module`")


def _fault(raw: bytes, latest: datetime) -> Fault | None:
    try:
        signal = SIGNAL.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        return Fault(MALFORMED, _place(str(wrong)))
    fault = fault_of(signal, raw)
    return Fault(FUTURE, "last") if fault is None and signal.last > latest else fault


def _place(told: str) -> str:
    """Return the field the decoder names at the end of its words (`... - at `$.kind``), empty where it names none."""
    return told.rsplit("`$.", 1)[1].rstrip("`") if "`$." in told else ""
