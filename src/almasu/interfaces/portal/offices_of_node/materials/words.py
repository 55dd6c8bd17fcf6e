"""The words of the offices of materials and countersignatures that several of their pages say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces.portal.offices.blocks import State, Tone
from almasu.kernel.grounds.asked import Tie
from almasu.kernel.grounds.countersignature import CountersignatureState
from almasu.kernel.materials.copy import CopyState
from almasu.kernel.materials.task import TaskState
from almasu.law.text import Text

TASK = Text("Тапсырма", "Задание", "Task")
MATERIAL = Text("Материал", "Материал", "Material")
STATE = Text("Күйі", "Состояние", "State")
OPENED = Text("Ашылды", "Открыт", "Opened")
KEPT_UNTIL = Text("Сақталатын соңғы күн", "Хранится по", "Kept until")
SUMMARY = Text("Қорытынды", "Итог", "Summary")
REQUEST = Text("Сұрау салу", "Запрос", "Request")
ACCEPTED = Text("Қабылданды", "Принят", "Accepted")
OFFICER = Text("Қызметкер", "Сотрудник", "Officer")
OUTCOMES = Text("Тізілімдердің жауабы", "Ответы реестров", "What the registers answered")
SUBJECT = Text("Кім немесе не туралы", "О ком или о чём", "About whom or what")
GROUND = Text("Негіз", "Основание", "Ground")
PURPOSE = Text("Мақсат", "Цель", "Purpose")
JUSTIFICATION = Text("Негіздеме", "Обоснование", "Justification")
RESOURCES = Text("Ресурстар", "Ресурсы", "Resources")
SIGN = Text("Қол қоюға өту", "Перейти к подписи", "Go on to sign")
NO_REQUESTS = Text("Сұрау салулар жоқ.", "Запросов нет.", "There are no requests.")
OPEN = State(Tone.WAIT, Text("ашық", "открыто", "open"))
TASKS: Mapping[str, State] = MappingProxyType(
    {
        TaskState.CLOSED: State(Tone.GOOD, Text("жабылды", "закрыто", "closed")),
        TaskState.CONDEMNED: State(Tone.WAIT, Text("жойылуда", "уничтожается", "being destroyed")),
        TaskState.DESTROYED: State(Tone.PLAIN, Text("жойылды", "уничтожено", "destroyed")),
    }
)
COPIES: Mapping[str, State] = MappingProxyType(
    {
        CopyState.TAKEN: State(Tone.WAIT, Text("құрылғыда", "на устройстве", "on the device")),
        CopyState.DESTROYED: State(Tone.GOOD, Text("жойылғаны расталды", "уничтожение подтверждено", "destroyed")),
    }
)
COUNTERSIGNED: Mapping[str, State] = MappingProxyType(
    {
        CountersignatureState.ASKED: State(Tone.WAIT, Text("басшыны күтуде", "ждёт руководителя", "with the head")),
        CountersignatureState.GIVEN: State(Tone.GOOD, Text("қол қойылды", "подписано", "signed")),
        CountersignatureState.USED: State(Tone.PLAIN, Text("жіберілді", "отправлено", "sent")),
    }
)
RAN_OUT = State(Tone.BAD, Text("мерзімі өтті", "срок истёк", "ran out"))
ONESELF = Text("өзі туралы", "о самом себе", "about themself")
TIES: Mapping[Tie, Text] = MappingProxyType(
    {
        Tie.RELATIVE: Text("туысы", "родственник", "a relative"),
        Tie.COLLEAGUE: Text("әріптесі", "коллега", "a colleague"),
        Tie.ONESELF: ONESELF,
    }
)
