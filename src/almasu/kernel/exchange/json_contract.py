"""The JSON form of a question and of its answer, as REST registers and services behind X-Road speak it.

Question: `POST` of a `Question` body. Answer, status 200: an `Answer` body; no record is an empty list. Refusal,
status 403: a `Refusal` body. Both repeat the exchange id and the question's digest: an answer that repeats others
belongs to another question and is not read.
"""

from __future__ import annotations

import hmac
import json

import msgspec

from almasu.kernel.answers import NoRecord, Question, Record, Records, Refused, Unreadable
from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.exchange.shape import Flaw, Shape, flaw_among
from almasu.kernel.resources import FieldType
from almasu.law import moment

WORDS_LENGTH = 500
CODE_LENGTH = 60


class KeyBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the subject is named by."""

    kind: str
    value: str


class QuestionBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question as it is sent. `asker` is a pseudonym; `digest` is 64 hexadecimal digits; `asked_at` RFC 3339."""

    exchange_id: str
    digest: str
    resource: int
    key: KeyBody
    asker: str
    role: str
    ground: str
    purpose: str
    task: str
    asked_at: str


class AnswerBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer: as many records as the register holds on the subject, flat, by the resource's field names."""

    exchange_id: str
    digest: str
    records: list[dict[str, str | int | bool | None]]


class RefusalBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The owner's refusal in its own code and words."""

    exchange_id: str
    digest: str
    code: str
    words: str


class TwiceNamed(ValueError):
    """A JSON object names a member twice: two readers could read two different things."""


def question_body(question: Question) -> bytes:
    """Return the body of a question."""
    return msgspec.json.encode(
        QuestionBody(
            exchange_id=str(question.exchange_id),
            digest=question.digest.hex(),
            resource=question.resource.number,
            key=KeyBody(question.key.kind.value, question.key.value),
            asker=question.asker,
            role=question.role,
            ground=question.ground,
            purpose=question.purpose,
            task=question.task,
            asked_at=moment.written(question.asked_at),
        )
    )


def read_question(body: bytes) -> QuestionBody:
    """Return the question a body holds; msgspec.MsgspecError where it is none."""
    return msgspec.json.decode(body, type=QuestionBody)


def read_answer(body: bytes, question: Question, shape: Shape) -> Records | NoRecord | Unreadable:
    """Read the body of status 200 strictly."""
    try:
        answer = msgspec.json.decode(body, type=AnswerBody)
        json.loads(body, object_pairs_hook=_named_once)
    except TwiceNamed:
        return Unreadable(Nonsense.REPEATED_FIELD, "", body)
    except (ValueError, RecursionError) as broken:
        return Unreadable(nonsense_in(broken), place_in(broken), body)
    if not belongs(answer.exchange_id, answer.digest, question):
        return Unreadable(Nonsense.ANOTHER_QUESTION, "/digest", body)
    return judged(tuple(answer.records), shape, body, "/records")


def read_refusal(body: bytes, question: Question) -> Refused | Unreadable:
    """Read the body of status 403 strictly."""
    try:
        refusal = msgspec.json.decode(body, type=RefusalBody)
    except (ValueError, RecursionError) as broken:
        return Unreadable(nonsense_in(broken), place_in(broken), body)
    if not belongs(refusal.exchange_id, refusal.digest, question):
        return Unreadable(Nonsense.ANOTHER_QUESTION, "/digest", body)
    return Refused(refusal.code[:CODE_LENGTH], refusal.words[:WORDS_LENGTH], body)


def read_row(text: str, shape: Shape) -> Record:
    """Return one row that a database wrote as JSON; its numbers with a point, and whole ones of a decimal field, become
    texts. TwiceNamed or ValueError where it is no flat object.
    """
    row = json.loads(text, parse_float=str, parse_constant=_no_number, object_pairs_hook=_named_once)
    if not isinstance(row, dict):
        raise ValueError("a row is an object")  # noqa: TRY004 - what came from outside is a wrong value, not our type
    for name, value in row.items():
        if type(value) is int and shape.types.get(name) is FieldType.DECIMAL:
            row[name] = str(value)
    return row


def judged(records: tuple[Record, ...], shape: Shape, raw: bytes, where: str) -> Records | NoRecord | Unreadable:
    """Return what an answer with these records is: records, no record, or unreadable for its first flaw."""
    flaw: Flaw | None = flaw_among(records, shape, where)
    if flaw is not None:
        return Unreadable(flaw.reason, flaw.where, raw)
    return Records(records, raw) if records else NoRecord(raw)


def belongs(exchange_id: str, digest: str, question: Question) -> bool:
    """Tell whether an answer that repeats these two was given to this very question (constant time)."""
    expected = f"{question.exchange_id} {question.digest.hex()}"
    return hmac.compare_digest(expected.encode(), f"{exchange_id} {digest}".encode("utf-8", "replace"))


def nonsense_in(broken: Exception) -> Nonsense:
    """Tell JSON of another schema from what is no JSON at all (msgspec's errors are ValueErrors)."""
    return Nonsense.WRONG_SCHEMA if isinstance(broken, msgspec.ValidationError) else Nonsense.MALFORMED


def place_in(broken: Exception) -> str:
    """Return where a JSON text breaks its type, as msgspec names it, without any value."""
    _, found, place = str(broken).partition("`$")
    return place.rstrip("`") if found else ""


def _no_number(constant: str) -> object:
    raise ValueError(f"{constant} is no value")


def _named_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise TwiceNamed
    return members
