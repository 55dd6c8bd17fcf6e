"""How a question stands, in words: the same on every page, in packs and in reports."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.requests.request import WITHHELD, QuestionState
from almasu.law.text import Text

QUESTION_STATES: Mapping[QuestionState, Text] = MappingProxyType(
    {
        QuestionState.WAITING: Text("жауап күтілуде", "ждёт ответа", "waiting"),
        QuestionState.ANSWERED: Text("жауап берді", "ответил", "answered"),
        QuestionState.NO_RECORD: Text("жазба жоқ", "записей нет", "no record"),
        QuestionState.REFUSED: Text("бас тартты", "отказ", "refused"),
        QuestionState.NO_REPLY: Text("жауап жоқ", "нет ответа", "no reply"),
        QuestionState.UNREADABLE: Text("жауабы оқылмады", "ответ не читается", "unreadable answer"),
        QuestionState.GIVEN_UP: Text("сұрау тоқтатылды", "опрос прекращён", "given up"),
    }
)

NOTES: Mapping[str, Text] = MappingProxyType(
    {
        WITHHELD: Text(
            kk="Жауап ашылмады: ол сұратушыға немесе оның жақынына қатысты. ЖСН бойынша, басшының қолымен сұралады.",
            ru="Ответ не открыт: он о запросившем или о его близком. Запрашивается по ИИН, с подписью руководителя.",
            en="Withheld: the answer is about the asker or somebody near. It is asked by the IIN, signed by the head.",
        ),
    }
)
"""What the exchange itself says of a question beside its state, by the code that is kept (`note_of`)."""
