"""The provider of resource 1 behind its face: people by IIN, by document, and by name in any spelling."""

from __future__ import annotations

from collections.abc import Mapping

from almasu.kernel.answers import Record
from almasu.kernel.exchange.json_contract import QuestionBody
from almasu.kernel.names.answers import INDIVIDUALS, MOST_MEANT
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.key import normalise
from almasu.kernel.subjects.person_name import parts
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.provider.face import Declined, Pool
from almasu.provider.names.asking import Asker, is_whole
from almasu.provider.names.statements import statements


class NamesProvider:
    """Answers questions about people over a pool of connections."""

    resources = frozenset({INDIVIDUALS})

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def answer(self, question: QuestionBody) -> tuple[Record, ...] | Declined:
        """Return the records of the people a key means, or why they are not told."""
        kind, value = question.key.kind, question.key.value
        if not question.purpose.strip():
            return PURPOSE_MISSING
        if kind not in {KeyKind.IIN, KeyKind.DOCUMENT_NO, KeyKind.PERSON_NAME}:
            return KEY_NOT_SEARCHABLE
        try:
            key = normalise(KeyKind(kind), value)
        except Problem:
            return KEY_NOT_READABLE
        async with self._pool.connection() as connection:
            asker = Asker(connection)
            if key.kind is KeyKind.IIN:
                return await asker.numbered(key.value)
            if key.kind is KeyKind.DOCUMENT_NO:
                return await asker.with_document(key.value)
            return await _named(asker, key.value)

    async def standing(self) -> Mapping[str, str | int] | None:
        """Return since when the index is as it is and how many people it holds, None where none is in place."""
        async with self._pool.connection() as connection:
            if await (await connection.execute(statements()["names_there"])).fetchone() is None:
                return None
            row = await (await connection.execute(statements()["about"])).fetchone()
        return {} if row is None else {"filled_at": str(row[1]), "people": row[2]}


async def _named(asker: Asker, name: str) -> tuple[Record, ...] | Declined:
    words, born = parts(name)
    written = " ".join(words)
    if not is_whole(written):
        return NAME_NOT_WHOLE
    found = await asker.named(written, born)
    return TOO_MANY if found is None else found


KEY_NOT_SEARCHABLE = Declined(
    "KEY_NOT_SEARCHABLE",
    Text(
        kk="Адамдар ЖСН, құжат нөмірі немесе аты-жөні бойынша ғана табылады.",
        ru="Людей находят только по ИИН, номеру документа или имени.",
        en="People are found by IIN, document number or name only.",
    ),
)
KEY_NOT_READABLE = Declined(
    "KEY_NOT_READABLE",
    Text(
        kk="Кілт оқылмады: ЖСН-нің бақылау разрядын, құжат нөмірін немесе аты-жөнін тексеріңіз.",
        ru="Ключ не читается: проверьте контрольный разряд ИИН, номер документа или имя.",
        en="The key cannot be read: check the digit of the IIN, the document number or the name.",
    ),
)
PURPOSE_MISSING = Declined(
    "PURPOSE_MISSING",
    Text(kk="Сұрақта мақсаты көрсетілмеген.", ru="В вопросе не названа цель.", en="The question states no purpose."),
)
NAME_NOT_WHOLE = Declined(
    "NAME_NOT_WHOLE",
    Text(
        kk="Тегі мен толық аты керек: бас әріппен немесе бір сөзбен адам ізделмейді.",
        ru="Нужны фамилия и полное имя: по инициалу или одному слову людей не ищут.",
        en="A surname and a whole given name are needed: nobody is looked for by an initial or a single word.",
    ),
)
TOO_MANY = Declined(
    "TOO_MANY_BEARERS",
    Text(
        kk=f"Бұл аты-жөн {MOST_MEANT} адамнан көп адамға сәйкес келеді: әкесінің атын немесе туған күнін қосыңыз.",
        ru=f"Это имя подходит более чем {MOST_MEANT} людям: добавьте отчество или дату рождения.",
        en=f"More than {MOST_MEANT} people may bear this name: add the patronymic or the birth date.",
    ),
)
