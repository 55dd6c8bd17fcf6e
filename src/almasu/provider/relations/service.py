"""The provider of links behind its face: levels 1 and 2 are separate rights, so each has a key of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from almasu.kernel.answers import Record
from almasu.kernel.exchange.json_contract import QuestionBody
from almasu.kernel.relations.answers import LEVEL_1, LEVEL_2
from almasu.kernel.relations.facts import Unfit, party
from almasu.kernel.relations.kinds import allowed
from almasu.kernel.resources import KeyKind
from almasu.law.text import Text
from almasu.provider.face import Declined, Pool
from almasu.provider.relations.asking import Asker
from almasu.provider.relations.statements import statements


class RelationsProvider:
    """Answers questions about links over a pool of connections; `clock` is asked once a question."""

    resources = frozenset({LEVEL_1, LEVEL_2})

    def __init__(self, pool: Pool, clock: Callable[[], datetime]) -> None:
        self._pool = pool
        self._clock = clock

    async def answer(self, question: QuestionBody) -> tuple[Record, ...] | Declined:
        """Return the links or paths of a subject that the purpose allows, or why they are not told."""
        why = refusal_of(question)
        if why is not None:
            return why
        subject, at = party(question.key.value), self._clock()
        async with self._pool.connection() as connection:
            asker = Asker(connection)
            if question.resource == LEVEL_1:
                return await asker.level_1(subject, question.purpose, at)
            return await asker.level_2(subject, question.purpose, at)

    async def standing(self) -> Mapping[str, str | int] | None:
        """Return since when the graph is as it is and how many links it has, None where none is in place."""
        async with self._pool.connection() as connection:
            if await (await connection.execute(statements()["schema_there"])).fetchone() is None:
                return None
            row = await (await connection.execute(statements()["about"])).fetchone()
        return {} if row is None else {"filled_at": str(row[1]), "links": row[2]}


def refusal_of(question: QuestionBody) -> Declined | None:
    """Return why the owner declines a question, or None where it is answered."""
    if question.key.kind not in {KeyKind.IIN.value, KeyKind.BIN.value}:
        return KEY_NOT_SEARCHABLE
    try:
        party(question.key.value)
    except Unfit:
        return KEY_NOT_READABLE
    return None if allowed(question.purpose) else PURPOSE_NOT_ALLOWED


KEY_NOT_SEARCHABLE = Declined(
    "KEY_NOT_SEARCHABLE",
    Text(
        kk="Байланыстар тек ЖСН немесе БСН бойынша табылады.",
        ru="Связи находят только по ИИН или БИН.",
        en="Links are found by IIN or BIN only.",
    ),
)
KEY_NOT_READABLE = Declined(
    "KEY_NOT_READABLE",
    Text(
        kk="ЖСН-нің немесе БСН-нің бақылау разряды сәйкес емес.",
        ru="Контрольный разряд ИИН или БИН не сходится.",
        en="The IIN or BIN does not pass its check digit.",
    ),
)
PURPOSE_NOT_ALLOWED = Declined(
    "PURPOSE_NOT_ALLOWED",
    Text(
        kk="Сұрақта көрсетілген мақсат үшін ешқандай байланыс берілмейді.",
        ru="Для названной в вопросе цели связи не выдаются.",
        en="No link may be shown for the purpose the question states.",
    ),
)
