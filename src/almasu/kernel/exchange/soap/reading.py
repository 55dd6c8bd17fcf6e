"""Reading what the channel brings back: an answer, a refusal, a fault, or nonsense.

1. A Fault is silence, signed or not: it gives no data, so forging one gains no more than cutting the line.
2. Everything else counts only inside a Body whose signature verified (`verifying`), read from the signed bytes.
3. It must follow the channel's schema, be fresh, name our message and repeat our question's digest.
4. Status SCSS001 brings records; any other code is the owner's refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from almasu.kernel.answers import NoReply, Question, Record, Refused, Reply, Unreadable
from almasu.kernel.exchange.json_contract import CODE_LENGTH, WORDS_LENGTH, belongs, judged
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.exchange.shape import Flaw, Shape, spoken, value_from_text
from almasu.kernel.exchange.soap.names import PROCESSED, REGISTER, SOAP, SYNC
from almasu.kernel.exchange.soap.safe_xml import elements, read_xml
from almasu.kernel.exchange.soap.schemas import follows_schema
from almasu.kernel.exchange.soap.verifying import Trust, verified_body
from almasu.law import moment

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
RECORD = f"{{{REGISTER}}}record"


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer is read against: the question, the shape of its records, whom we trust, and when it was read."""

    question: Question
    shape: Shape
    trust: Trust
    sent_at: datetime
    at: datetime


def read_reply(raw: bytes, expected: Expected) -> Reply:
    """Return what the channel's message says."""
    depth = expected.shape.limits.depth
    root = read_xml(raw, depth)
    if isinstance(root, Flaw):
        return Unreadable(root.reason, root.where, raw)
    fault = root.find(f"{{{SOAP}}}Body/{{{SOAP}}}Fault")
    if fault is not None:
        return _silence(fault)
    body = verified_body(root, expected.trust, expected.at, depth)
    if isinstance(body, Flaw):
        return Unreadable(body.reason, body.where, raw)
    return _read_body(body, raw, expected)


def _silence(fault: etree._Element) -> NoReply:
    code = fault.findtext(f"detail/{{{SYNC}}}SendMessageFault1_SendMessageFault/errorCode", "")
    of_sender = fault.findtext("faultcode", "").rpartition(":")[2] == "Client"
    reason = Silence.QUESTION_NOT_ACCEPTED if of_sender else Silence.GATEWAY_FAULT
    return NoReply(reason, spoken(code), retriable=not of_sender)


def _read_body(body: etree._Element, raw: bytes, expected: Expected) -> Reply:
    messages = elements(body)
    if len(messages) != 1 or messages[0].tag != f"{{{SYNC}}}SendMessageResponse" or not follows_schema(messages[0]):
        return Unreadable(Nonsense.WRONG_SCHEMA, "Body", raw)
    info = messages[0].find("response/responseInfo")
    data = messages[0].find("response/responseData/data")
    inside = elements(data) if data is not None else []
    if info is None or len(inside) != 1 or inside[0].tag != f"{{{REGISTER}}}answer":
        return Unreadable(Nonsense.WRONG_SCHEMA, "responseData/data", raw)
    answer = inside[0]
    if not belongs(info.findtext("correlationId", ""), answer.get("digest", ""), expected.question):
        return Unreadable(Nonsense.ANOTHER_QUESTION, "correlationId", raw)
    if not _fresh(info.findtext("responseDate", ""), expected):
        return Unreadable(Nonsense.ANOTHER_QUESTION, "responseDate", raw)
    code = info.findtext("status/code", "")
    if code != PROCESSED:
        return Refused(code[:CODE_LENGTH], info.findtext("status/message", "")[:WORDS_LENGTH], raw)
    return _records(answer, raw, expected.shape)


def _fresh(written: str, expected: Expected) -> bool:
    """Tell whether an answer was given while we waited: an older one is a replay (a zoneless time is not believed)."""
    try:
        given = moment.read(written.strip())
    except ValueError:
        return False
    return expected.sent_at - CLOCKS_MAY_DIFFER <= given <= expected.at + CLOCKS_MAY_DIFFER


def _records(answer: etree._Element, raw: bytes, shape: Shape) -> Reply:
    found = elements(answer)
    if len(found) > shape.limits.records:
        return Unreadable(Nonsense.TOO_MANY, "answer", raw)
    records: list[Record] = []
    for index, element in enumerate(found):
        record = _record(element, shape)
        if isinstance(record, str):
            return Unreadable(Nonsense.REPEATED_FIELD, f"answer/{index}/{record}", raw)
        records.append(record)
    return judged(tuple(records), shape, raw, "answer")


def _record(element: etree._Element, shape: Shape) -> Record | str:
    """Return one record, or the name of a field that is given twice."""
    record: Record = {}
    for field in elements(element):
        name, text = field.get("name", ""), field.text or ""
        if name in record:
            return spoken(name)
        kind = shape.types.get(name)
        record[name] = text if kind is None else value_from_text(kind, text)
    return record
