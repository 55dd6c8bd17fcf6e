"""Messages of the synchronous channel: the question, the answer, the fault, each checked against the schema.

Our question rides in `requestData/data` and its circumstances in `properties`; the answer repeats the question's
digest in `responseData/data` and its messageId as correlationId. Status `SCSS001` says processed; any other code is
the owner's refusal in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from almasu.kernel.answers import Question, Record
from almasu.kernel.exchange.shape import text_from_value
from almasu.kernel.exchange.soap.names import COMMON, REGISTER, SOAP, SYNC
from almasu.law import moment

PROPERTY_LENGTH = 500
STATUS_LENGTH = 250
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who we are for the gateway, and which of its services carries the question."""

    sender_id: str
    password: str
    service_id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the other end reads it."""

    message_id: str
    service_id: str
    digest: str
    key_kind: str
    key_value: str
    properties: Mapping[str, str]


def question_content(question: Question, sender: Sender) -> str:
    """Return the SendMessage element of a question."""
    password = f"<password>{_text(sender.password)}</password>" if sender.password else ""
    properties = "".join(
        f"<properties><key>{key}</key><value>{_text(value)}</value></properties>"
        for key, value in circumstances(question).items()
    )
    return (
        f'<sync:SendMessage xmlns:sync="{SYNC}"><request><requestInfo>'
        f"<messageId>{question.exchange_id}</messageId><correlationId>{question.request_id}</correlationId>"
        f"<serviceId>{_text(sender.service_id)}</serviceId>"
        f"<messageDate>{moment.written(question.asked_at)}</messageDate>"
        f"<sender><senderId>{_text(sender.sender_id)}</senderId>{password}</sender>{properties}</requestInfo>"
        f'<requestData><data><r:question xmlns:r="{REGISTER}" resource="{question.resource.number}">'
        f'<r:key kind="{question.key.kind.value}">{_text(question.key.value)}</r:key></r:question></data>'
        "</requestData></request></sync:SendMessage>"
    )


def circumstances(question: Question) -> dict[str, str]:
    """Return what travels as properties: the binding digest, who asks in which role, on which ground and for what."""
    return {
        "questionDigest": question.digest.hex(),
        "asker": question.asker,
        "role": question.role,
        "ground": question.ground,
        "purpose": question.purpose,
        "task": question.task,
    }


def fits(question: Question) -> bool:
    """Tell whether every property is short enough for the channel."""
    return all(len(value) <= PROPERTY_LENGTH for value in circumstances(question).values())


def asked_in(message: etree._Element) -> Asked:
    """Return the question of a SendMessage that passed the schema."""
    info = message.find("request/requestInfo")
    key = message.find(f"request/requestData/data/{{{REGISTER}}}question/{{{REGISTER}}}key")
    if info is None or key is None:
        raise ValueError("no question")
    properties = {one.findtext("key", ""): one.findtext("value", "") for one in info.iterfind("properties")}
    return Asked(
        message_id=info.findtext("messageId", ""),
        service_id=info.findtext("serviceId", ""),
        digest=properties.get("questionDigest", ""),
        key_kind=key.get("kind", ""),
        key_value=key.text or "",
        properties=properties,
    )


def answer_content(
    asked: Asked, status: tuple[str, str], digest: str, records: Sequence[Record], at: datetime, message_id: str
) -> str:
    """Return the SendMessageResponse element of an answer or, with another status than SCSS001, of a refusal."""
    code, words = status
    inside = "".join(f"<r:record>{_fields(record)}</r:record>" for record in records)
    return (
        f'<sync:SendMessageResponse xmlns:sync="{SYNC}"><response><responseInfo><messageId>{_text(message_id)}'
        f"</messageId><correlationId>{_text(asked.message_id)}</correlationId>"
        f"<responseDate>{moment.written(at)}</responseDate><status><code>{_text(code)}</code>"
        f"<message>{_text(words[:STATUS_LENGTH])}</message></status></responseInfo><responseData><data>"
        f'<r:answer xmlns:r="{REGISTER}" digest={quoteattr(digest)}>{inside}</r:answer></data></responseData>'
        "</response></sync:SendMessageResponse>"
    )


def fault_content(code: str, words: str, at: datetime, of_sender: bool) -> str:
    """Return a SOAP Fault with the gateway's ErrorInfo; `of_sender` tells that asking the same again cannot help."""
    return (
        f'<soapenv:Fault xmlns:soapenv="{SOAP}"><faultcode>soapenv:{"Client" if of_sender else "Server"}</faultcode>'
        f"<faultstring>{_text(words)}</faultstring><detail>"
        f'<sync:SendMessageFault1_SendMessageFault xmlns:sync="{SYNC}" xmlns:common="{COMMON}">'
        f"<errorCode>{_text(code)}</errorCode><errorMessage>{_text(words)}</errorMessage>"
        f"<errorDate>{moment.written(at)}</errorDate></sync:SendMessageFault1_SendMessageFault></detail>"
        "</soapenv:Fault>"
    )


def _fields(record: Record) -> str:
    return "".join(
        f"<r:field name={quoteattr(name)}>{_text(text_from_value(value))}</r:field>"
        for name, value in record.items()
        if value is not None
    )


def _text(text: str) -> str:
    """Return text fit for an element; what XML 1.0 cannot carry becomes a replacement character, in plain sight."""
    return escape(NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
