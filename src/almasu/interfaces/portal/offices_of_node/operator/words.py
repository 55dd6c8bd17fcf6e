"""Words that several pages of the operator and of owners say: places, states, periods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from almasu.interfaces.portal.offices.blocks import Cell, Own, Said, State, Tone
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.grounds.words import VERDICTS as WORDS
from almasu.kernel.operating.emergency import EmergencyState
from almasu.kernel.operating.probe import NOT_BOUND
from almasu.law import moment
from almasu.law.text import Text

SERVICES: Mapping[str, Text] = {
    "service:database": Text("дерекқор", "база данных", "database"),
    "service:ocsp": Text(
        "сертификаттар күйінің қызметі (OCSP)", "служба статуса сертификатов (OCSP)", "certificate status (OCSP)"
    ),
    "service:keys": Text("кілттер токені", "токен с ключами", "token of keys"),
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
VERDICTS: Mapping[str, State] = {
    word: State(tone, WORDS[word])
    for word, tone in (
        ("met", Tone.GOOD),
        ("broken", Tone.BAD),
        ("cannot_tell", Tone.WAIT),
        ("not_in_force", Tone.PLAIN),
        ("not_applicable", Tone.PLAIN),
    )
}
SINCE = Text("Басы", "С", "From")
UNTIL = Text("Соңы, осы күнді қоса", "По этот день включительно", "Until and with this day")
BECAUSES: Mapping[str, Text] = {
    Silence.NO_CONNECTION.value: Text("байланыс орнамады", "связь не установилась", "no connection could be made"),
    Silence.TIME_RAN_OUT.value: Text("уақытында жауап бермеді", "не ответила вовремя", "no answer in time"),
    Silence.CUT_OFF.value: Text("байланыс үзілді", "связь оборвалась", "the connection broke"),
    Silence.UNTRUSTED_SERVER.value: Text(
        "сервер сертификаты сенімсіз", "сертификату сервера нет доверия", "the server's certificate is not trusted"
    ),
    NOT_BOUND: Text("шлюзбен сеанс ашылмады", "сеанс со шлюзом не открыт", "there is no session with the gateway"),
}
"""Why a service does not serve, by the word of its probe."""
COUNTED: tuple[tuple[re.Pattern[str], Text], ...] = (
    (
        re.compile(r"(\d+) failures in a row"),
        Text("қатарынан {number} рет жауап бермеді", "не ответил раз подряд: {number}", "{number} failures in a row"),
    ),
    (
        re.compile(r"no co-signature for (\d+) s"),
        Text("{number} с бойы растамады", "не подтверждает уже {number} с", "no co-signature for {number} s"),
    ),
)
"""What the system notices with a number in it."""


def because_said(told: str) -> Cell:
    """Return why something does not serve: in words where it is a known reason, else as its probe said it."""
    if told in BECAUSES:
        return Said(BECAUSES[told])
    for pattern, text in COUNTED:
        if found := pattern.fullmatch(told):
            return Said(text.filled(number=found[1]))
    return Own(told)


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
