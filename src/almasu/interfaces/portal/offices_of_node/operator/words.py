"""Words that several pages of the operator and of owners say: places, states, periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from almasu.interfaces.portal.offices.blocks import Cell, Own, Said, State, Tone
from almasu.kernel.operating.emergency import EmergencyState
from almasu.kernel.requests.request import QuestionState
from almasu.law import moment
from almasu.law.text import Text

SERVICES: Mapping[str, Text] = {
    "service:database": Text("дерекқор", "база данных", "database"),
    "service:ocsp": Text(
        "сертификаттар күйінің қызметі (OCSP)", "служба статуса сертификатов (OCSP)", "certificate status (OCSP)"
    ),
    "service:sms": Text("қысқа хабарламалар шлюзі", "шлюз коротких сообщений", "SMS gateway"),
    "service:timestamp": Text("уақыт белгісінің қызметі", "служба меток времени", "time stamps"),
}
RESOURCE = Text("{number}-ресурстың тізілімі", "реестр ресурса {number}", "register of resource {number}")
WITNESS = Text("журнал куәгері:", "свидетель журнала:", "witness of the log:")
BY_HAND = Text("адам енгізген", "внесено человеком", "entered by a person")

EMERGENCY_STATES: Mapping[str, State] = {
    EmergencyState.OPEN: State(Tone.BAD, Text("жалғасып жатыр", "продолжается", "going on")),
    EmergencyState.ENDED: State(
        Tone.WAIT,
        Text(
            "аяқталды, себебі мен шаралары жазылмаған",
            "закончилась, причина и меры не указаны",
            "over, cause and measures not given",
        ),
    ),
    EmergencyState.CLOSED: State(Tone.GOOD, Text("жабылды", "закрыта", "closed")),
}
QUESTION_STATES: Mapping[QuestionState, Text] = {
    QuestionState.WAITING: Text("күтуде", "ждёт", "waiting"),
    QuestionState.ANSWERED: Text("жауап берді", "ответил", "answered"),
    QuestionState.NO_RECORD: Text("жазба жоқ", "записи нет", "no record"),
    QuestionState.REFUSED: Text("бас тартты", "отказал", "refused"),
    QuestionState.NO_REPLY: Text("үнсіз", "молчит", "silent"),
    QuestionState.UNREADABLE: Text("жауабы оқылмады", "ответ не читается", "unreadable"),
    QuestionState.GIVEN_UP: Text("сұрау тоқтатылды", "опрос прекращён", "given up"),
}
VERDICTS: Mapping[str, State] = {
    "met": State(Tone.GOOD, Text("сақталған", "соблюдено", "met")),
    "broken": State(Tone.BAD, Text("бұзылған", "нарушено", "broken")),
    "cannot_tell": State(Tone.WAIT, Text("анықталмады", "не установлено", "cannot be told")),
    "not_in_force": State(Tone.PLAIN, Text("күшінде емес", "не действует", "not in force")),
    "not_applicable": State(Tone.PLAIN, Text("қолданылмайды", "не применяется", "does not apply")),
}
SINCE = Text("Басы", "С", "From")
UNTIL = Text("Соңы, осы күнді қоса", "По этот день включительно", "Until and with this day")


def place_said(place: str) -> tuple[Cell, ...]:
    """Return what stopped answering, in words."""
    kind, _, name = place.partition(":")
    if place in SERVICES:
        return (Said(SERVICES[place]),)
    if kind == "resource":
        return (Said(RESOURCE.filled(number=name)),)
    return (Said(WITNESS), Own(name)) if kind == "witness" else (Said(BY_HAND),)


def typed_moment(at: datetime) -> str:
    """Return a moment as a form's field holds it: the clock of Astana, to the minute."""
    return moment.in_astana(at).strftime("%Y-%m-%dT%H:%M")
