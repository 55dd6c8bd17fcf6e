"""Oddities: what a controller should look at first, each a sentence with its facts. None decides anything by itself.

The rules that find them are `store/sql/oddities.sql`, one statement for each kind, named as the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from almasu.kernel.control.away import WHY_WORDS
from almasu.law.text import Text


class OddityKind(StrEnum):
    """The twelve kinds. The list only grows."""

    CLOSE_PERSON = "close_person"
    MANY_OFFICERS = "many_officers"
    SAME_SUBJECT_AGAIN = "same_subject_again"
    ODD_HOURS = "odd_hours"
    BURST = "burst"
    ENUMERATION = "enumeration"
    COPIED_JUSTIFICATION = "copied_justification"
    TASK_LEFT_OPEN = "task_left_open"
    NEVER_VIEWED = "never_viewed"
    COPY_KEPT = "copy_kept"
    SENSITIVE_SHARE = "sensitive_share"
    AWAY_OR_BLOCKED = "away_or_blocked"


@dataclass(frozen=True, slots=True)
class Oddity:
    """One finding: its kind, whom it names, how much it weighs (0 to 100) and the facts of its sentence.

    `account` is empty where several officers are meant, `subject` where it is about no single one; `requests` are up to
    twenty ids to begin with.
    """

    kind: OddityKind
    account: str
    subject: str
    weight: float
    requests: tuple[str, ...]
    facts: Mapping[str, str]

    def says(self) -> Text:
        """Return the sentence with its facts; a fact that is a code is said in words."""
        words = {name: CODES.get(value) or Text(value, value, value) for name, value in self.facts.items()}
        sentence = SENTENCES[self.kind]
        return Text(
            kk=sentence.kk.format(**{name: one.kk for name, one in words.items()}),
            ru=sentence.ru.format(**{name: one.ru for name, one in words.items()}),
            en=sentence.en.format(**{name: one.en for name, one in words.items()}),
        )

    def cites(self) -> tuple[str, ...]:
        """Return the clauses that the oddity speaks to."""
        return CITES[self.kind]


RELATIONS: Mapping[str, Text] = {
    "self": Text(kk="өзі", ru="сам сотрудник", en="themselves"),
    "colleague": Text(kk="әріптесі", ru="коллега", en="a colleague"),
    "relative": Text(kk="туысы", ru="родственник", en="a relative"),
    "spouse": Text(kk="жұбайы", ru="супруг", en="the spouse"),
    "parent": Text(kk="ата-анасы", ru="родитель", en="a parent"),
    "sibling": Text(kk="бауыры", ru="брат или сестра", en="a sibling"),
}
CODES: Mapping[str, Text] = {**RELATIONS, **WHY_WORDS}
"""What the codes among facts mean."""

SENTENCES: Mapping[OddityKind, Text] = {
    OddityKind.CLOSE_PERSON: Text(
        kk="{user} өзі немесе жақын адамы туралы {count} рет сұраған (байланысы: {relation}). Соңғысы: {last}.",
        ru="{user}: запросов о себе или близком человеке - {count} (связь: {relation}). Последний: {last}.",
        en="{user} asked {count} times about themselves or somebody close to them (tie: {relation}). Last: {last}.",
    ),
    OddityKind.MANY_OFFICERS: Text(
        kk="Бір тұлға туралы {officers} офицер {tasks} түрлі тапсырма бойынша {days} күн ішінде {count} рет сұраған.",
        ru="Об одном и том же лице спрашивали разные сотрудники: {officers}; заданий: {tasks}; запросов: {count}; "
        "за дней: {days}.",
        en="{officers} officers asked {count} times about the same subject for {tasks} different tasks in {days} days.",
    ),
    OddityKind.SAME_SUBJECT_AGAIN: Text(
        kk="{user} бір тұлға туралы № {resource} ресурстан {days} түрлі күні {count} рет қайталап сұраған.",
        ru="{user}: об одном и том же лице ресурс № {resource} запрошен повторно: раз - {count}, дней - {days}.",
        en="{user} asked resource {resource} about the same subject {count} times on {days} different days.",
    ),
    OddityKind.ODD_HOURS: Text(
        kk="{user}: {all} сұраудың {count}-і түнде немесе демалыста жіберілген ({share} %), басқаларда {peers} %.",
        ru="{user}: ночью или в выходные отправлено запросов: {count} из {all} ({share} %), у остальных {peers} %.",
        en="{user} sent {count} of {all} requests at night or at weekends ({share} %); the others {peers} %.",
    ),
    OddityKind.BURST: Text(
        kk="{user} {hour} басталған сағатта {count} сұрау салу жіберген, әдетте бір сағатта {usual}.",
        ru="{user}: за час с {hour} отправлено запросов: {count}; обычно в час: {usual}.",
        en="{user} sent {count} requests in the hour from {hour}; usually {usual} an hour.",
    ),
    OddityKind.ENUMERATION: Text(
        kk="{user} {day} күні бірінен кейін бірі келетін {count} нөмірді қатарынан сұраған.",
        ru="{user}: {day} подряд запрошены идущие друг за другом номера, всего {count}.",
        en="{user} asked for {count} numbers that follow each other, in a row, on {day}.",
    ),
    OddityKind.COPIED_JUSTIFICATION: Text(
        kk="{user} бір негіздемені {tasks} түрлі тапсырмаға көшірген ({count} сұрау салу).",
        ru="{user}: одно и то же обоснование скопировано в разные задания: {tasks} (запросов: {count}).",
        en="{user} copied one justification into {tasks} different tasks ({count} requests).",
    ),
    OddityKind.TASK_LEFT_OPEN: Text(
        kk="{user}: «{task}» тапсырмасы соңғы сұрау салудан кейін {days} күн жабылмаған ({count} сұрау салу).",
        ru="{user}: задание «{task}» не закрыто через {days} дн. после последнего запроса (запросов: {count}).",
        en="{user}: the task {task} is still open {days} days after its last request ({count} requests).",
    ),
    OddityKind.NEVER_VIEWED: Text(
        kk="{user}: жауабы келген {all} сұраудың {count}-і бір де рет ашылмаған ({share} %), басқаларда {peers} %.",
        ru="{user}: ответы ни разу не открыты по запросам: {count} из {all} ({share} %), у остальных {peers} %.",
        en="{user} never opened the answers to {count} of {all} requests ({share} %); the others {peers} %.",
    ),
    OddityKind.COPY_KEPT: Text(
        kk="{user}: {count} көшірменің жойылғаны расталмаған немесе кеш расталған; ең ұзағы {days} күн.",
        ru="{user}: уничтожение копий не подтверждено или подтверждено поздно: {count}; дольше всего {days} дн.",
        en="{user}: the destruction of {count} copies was confirmed late or not at all; the longest {days} days.",
    ),
    OddityKind.SENSITIVE_SHARE: Text(
        kk="{user}: {all} сұраудың {count}-і ерекше қорғалатын ресурстарға ({share} %), басқаларда {peers} %.",
        ru="{user}: к особо охраняемым ресурсам запросов: {count} из {all} ({share} %), у остальных {peers} %.",
        en="{user} sent {count} of {all} requests to specially protected resources ({share} %); the others {peers} %.",
    ),
    OddityKind.AWAY_OR_BLOCKED: Text(
        kk="{user}: жұмыста болмауға тиіс кезде {count} сұрау салу жіберілген ({why}). Бірінші: {first}.",
        ru="{user}: запросов в то время, когда работать не полагалось ({why}): {count}. Первый: {first}.",
        en="{user}: {count} requests at a time when they must not have worked ({why}). First: {first}.",
    ),
}

CITES: Mapping[OddityKind, tuple[str, ...]] = {
    OddityKind.CLOSE_PERSON: ("SIO25-3.1", "SIO25-21.2"),
    OddityKind.MANY_OFFICERS: ("SIO25-3.1", "SIO25-21.2"),
    OddityKind.SAME_SUBJECT_AGAIN: ("SIO25-3.1", "SIO25-21.2"),
    OddityKind.ODD_HOURS: ("SIO25-21.2",),
    OddityKind.BURST: ("SIO25-21.2",),
    OddityKind.ENUMERATION: ("SIO25-3.1", "SIO25-21.2"),
    OddityKind.COPIED_JUSTIFICATION: ("SIO25-3.1", "SIO25-21.2"),
    OddityKind.TASK_LEFT_OPEN: ("SIO25-3.2", "SIO25-21.2"),
    OddityKind.NEVER_VIEWED: ("SIO25-3.2", "SIO25-21.2"),
    OddityKind.COPY_KEPT: ("SIO25-19.1", "SIO25-21.2"),
    OddityKind.SENSITIVE_SHARE: ("SIO25-20", "SIO25-21.2"),
    OddityKind.AWAY_OR_BLOCKED: ("SIO25-8", "SIO25-21.2"),
}


class ToldOddity(msgspec.Struct, frozen=True):
    """An oddity as the file of a pack tells it."""

    kind: OddityKind
    weight: float
    account: str
    subject: str
    says: dict[str, str]
    facts: dict[str, str]
    requests: tuple[str, ...]
    cites: tuple[str, ...]

    def oddity(self) -> Oddity:
        """Return the oddity itself."""
        return Oddity(self.kind, self.account, self.subject, self.weight, self.requests, self.facts)


def ranked(found: list[Oddity]) -> tuple[Oddity, ...]:
    """Return oddities, the weightiest first; equal ones in a fixed order."""
    return tuple(sorted(found, key=lambda one: (-one.weight, one.kind.value, one.account, one.subject)))
