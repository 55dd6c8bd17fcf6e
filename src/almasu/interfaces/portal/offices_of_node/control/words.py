"""Words that several pages of departmental control say, and the cells they share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from almasu.interfaces.portal.offices.blocks import At, Cell, Link, State, Tone
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.control.breach import LiabilityState, Outcome
from almasu.kernel.control.oddity import OddityKind
from almasu.kernel.control.order import OrderState
from almasu.kernel.control.pack import PackState
from almasu.law.text import Text

PLACE = "/offices/control"
REPORTS = f"{PLACE}/reports"
REQUESTS = f"{PLACE}/requests"
ODDITIES = f"{PLACE}/oddities"
PEOPLE = f"{PLACE}/people"
LEFT = f"{PLACE}/left"
PACKS = f"{PLACE}/packs"
CASES = f"{PLACE}/cases"
ORDERS = f"{PLACE}/orders"

USER = Text("Пайдаланушы", "Пользователь", "User")
SINCE = Text("Бастап", "С", "From")
UNTIL = Text("Дейін", "По", "Until")
STANDING = Text("Күйі", "Состояние", "State")
TASK = Text("Тапсырма", "Задание", "Task")
GROUND = Text("Негіз", "Основание", "Ground")
RESOURCE = Text("Ресурс", "Ресурс", "Resource")
REQUEST = Text("Сұрау салу", "Запрос", "Request")
REQUESTS_COUNT = Text("Сұрау салулар", "Запросы", "Requests")
DUE = Text("Мерзімі", "Срок", "Due")
OPEN = Text("Ашу", "Открыть", "Open")
MONTH = Text("Ай", "Месяц", "Month")
BODY = Text("Орган", "Орган", "Body")
NOTHING = Text("Ештеңе жоқ.", "Ничего нет.", "Nothing here.")
NOTHING_HERE = Text(
    "Бұл бет үшін қаралған сұрау салулардың ешқайсысы сүзгілерге сай емес. Келесі бетке өтіңіз.",
    "Среди просмотренных для этой страницы запросов ни один не подходит. Перейдите дальше.",
    "None of the requests looked through for this page fits. Go on to the next one.",
)
BLOCK = Text("Бұғаттап, іс ашу", "Заблокировать и открыть дело", "Block and open a case")

ORDER_STATES: Mapping[str, State] = {
    OrderState.DRAFTED: State(Tone.WAIT, Text("басшының қолын күтуде", "ждёт подписи руководителя", "awaits the head")),
    OrderState.SIGNED: State(Tone.WAIT, Text("операторды күтуде", "ждёт оператора", "awaits the operator")),
    OrderState.IN_FORCE: State(Tone.GOOD, Text("қолданыста", "действует", "in force")),
    OrderState.DECLINED: State(Tone.BAD, Text("қабылданбады", "отклонён", "declined")),
    OrderState.ENDED: State(Tone.PLAIN, Text("аяқталды", "прекращён", "ended")),
}
PACK_STATES: Mapping[str, State] = {
    PackState.MADE: State(Tone.WAIT, Text("қол қойылмаған", "не подписана", "not signed")),
    PackState.SIGNED: State(Tone.GOOD, Text("қол қойылған", "подписана", "signed")),
}
CASE_STATES: Mapping[str, State] = {
    LiabilityState.OPEN: State(Tone.WAIT, Text("ашық", "открыто", "open")),
    LiabilityState.CLOSED: State(Tone.PLAIN, Text("жабық", "закрыто", "closed")),
}
RESULTS: Mapping[Outcome, Text] = {
    Outcome.DISCIPLINARY: Text("тәртіптік жаза", "дисциплинарное взыскание", "disciplinary measure"),
    Outcome.HANDED_ON: Text("құзырлы органға берілді", "передано компетентному органу", "handed on to another body"),
    Outcome.NO_GROUNDS: Text("негіз жоқ", "оснований нет", "no grounds"),
}
ODDITY_NAMES: Mapping[OddityKind, Text] = {
    OddityKind.CLOSE_PERSON: Text("жақын адам туралы сұрау", "запрос о близком человеке", "somebody close"),
    OddityKind.MANY_OFFICERS: Text("бір тұлғаны көпшілік сұраған", "одно лицо, многие сотрудники", "many officers"),
    OddityKind.SAME_SUBJECT_AGAIN: Text("қайта-қайта сұрау", "повторные запросы", "again and again"),
    OddityKind.ODD_HOURS: Text("түн мен демалыс", "ночь и выходные", "nights and weekends"),
    OddityKind.BURST: Text("бір сағатта көп сұрау", "всплеск за час", "burst in an hour"),
    OddityKind.ENUMERATION: Text("нөмірлерді тізбелеу", "перебор номеров", "numbers in a row"),
    OddityKind.COPIED_JUSTIFICATION: Text("көшірілген негіздеме", "скопированное обоснование", "copied justification"),
    OddityKind.TASK_LEFT_OPEN: Text("жабылмаған тапсырма", "незакрытое задание", "task left open"),
    OddityKind.NEVER_VIEWED: Text("ашылмаған жауаптар", "неоткрытые ответы", "answers never opened"),
    OddityKind.COPY_KEPT: Text("жойылмаған көшірме", "неуничтоженная копия", "copy kept"),
    OddityKind.SENSITIVE_SHARE: Text("ерекше қорғалатын үлес", "доля особо охраняемых", "share of sensitive"),
    OddityKind.AWAY_OR_BLOCKED: Text("жұмыста болмауға тиіс кезде", "когда не должен работать", "must not have worked"),
}
ODDITY_CHOICES = tuple(Choice(kind.value, name) for kind, name in ODDITY_NAMES.items())


def until_cell(at: datetime | None) -> tuple[Cell, ...]:
    """Return a moment, or nothing."""
    return () if at is None else (At(at),)


def requests_of(account: str, name: str) -> Link:
    """Return the way to the requests of an officer."""
    return Link(name, f"{REPORTS}?account={account}")
