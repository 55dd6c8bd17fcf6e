"""The words of the prosecutor's office, its addresses, and the states of what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from almasu.interfaces.portal.offices.blocks import At, Cell, Due, Said, State, Tone
from almasu.interfaces.portal.offices.deadline import holds_by_paper
from almasu.kernel.papers.paper import Paper
from almasu.kernel.supervision.case import Case, CaseState, OpenedBy
from almasu.kernel.supervision.resolution import Resolution, ResolutionState
from almasu.law.text import Text

PLACE = "/offices/supervision"
OF_CASES = f"{PLACE}/cases"
RESOLUTIONS = f"{PLACE}/resolutions"

TITLE = Text("Прокурорлық қадағалау", "Прокурорский надзор", "Prosecutor's supervision")
LEAD = Text(
    "Сұрау салулар тек күшіндегі қаулы бойынша және оның ауқымында көрінеді. Әр қарау қадағалаудың өз журналына "
    "жазылады; тексерілетіндер ол туралы білмейді.",
    "Запросы видны только под действующим постановлением и в его объёме. Каждый просмотр пишется в отдельный журнал "
    "надзора; проверяемые о нём не узнают.",
    "Requests are seen only under a resolution in force and within its scope. Every look is written into the log of "
    "supervision; those who are checked do not learn of it.",
)
ISSUE = Text("Қаулы шығару", "Вынести постановление", "Issue a resolution")
MEASURE = Text("Шара қолдану", "Принять меру", "Take a measure")
CUT = Text("Қаулыны тоқтату немесе қысқарту", "Отозвать или сократить", "Withdraw or shorten")
TAKE = Text("Дәлелдерімен бірге алу", "Выгрузить с доказательствами", "Take along with proofs")
TAKE_PAGE = Text(
    "Осы бетті дәлелдерімен бірге алу", "Выгрузить эту страницу с доказательствами", "Take this page along with proofs"
)
PROOF = Text("Журналдағы орнының дәлелі", "Доказательство места в журнале", "Proof of the place in the journal")
VERIFY = Text("Алынғанды осы браузерде тексеру", "Проверить выгруженное в этом браузере", "Verify in this browser")
BACK = Text("Қаулыға қайту", "К постановлению", "Back to the resolution")

HOLD = Text("Қаулы бойынша тексеру", "Проверка по постановлению", "Check under a resolution")
DECIDE_CASE = Text("Іс бойынша шара қолдану", "Принять меру по делу", "Take a measure in a case")
FREE_CASES = Text("Ешкім қолға алмаған істер", "Никем не взятые дела", "Cases taken up by nobody")
CHECKS = Text("Жүріп жатқан тексерулер", "Идущие проверки", "Checks under way")
OF_RESOLUTION = Text(
    "қаулыда аталған соңғы күн",
    "последний день, названный в постановлении",
    "the last day named in the resolution",
)
CASES = Text("Істер", "Дела", "Cases")
CASE = Text("Қадағалау ісі", "Надзорное дело", "Case of supervision")
NO_CASES = Text("Сіздің және бос істер жоқ.", "Ваших и свободных дел нет.", "There are no cases of yours or free ones.")
OWN_RESOLUTIONS = Text("Менің қаулыларым", "Мои постановления", "My resolutions")
NO_RESOLUTIONS = Text("Қаулылар жоқ.", "Постановлений нет.", "There are no resolutions.")
MEASURES = Text("Қолданылған шаралар", "Принятые меры", "Measures taken")
NO_MEASURES = Text("Шаралар әлі қолданылған жоқ.", "Меры ещё не приняты.", "No measure has been taken yet.")
REPORT = Text("Оператордың хабарламасы", "Сообщение оператора", "The operator's report")
USER = Text("Пайдаланушы", "Пользователь", "User")

OPENED = Text("Ашылды", "Открыто", "Opened")
STANDING = Text("Күйі", "Состояние", "State")
EDITION = Text("Құқық редакциясы", "Редакция права", "Edition of the law")
NUMBER = Text("Нөмірі", "Номер", "Number")
DATED = Text("Күні", "Дата", "Date")
PERIOD = Text("Сұрау салулар кезеңі", "Период запросов", "Period of requests")
SINCE = Text("Сұрау салулар: бастап", "Запросы: с", "Requests from")
UNTIL = Text("Сұрау салулар: дейін", "Запросы: до", "Requests until")
VALID_FROM = Text("Күшіне енеді", "Действует с", "In force from")
VALID_UNTIL = Text("Күші жойылады", "Действует до", "In force until")
BODIES = Text("Органдар", "Органы", "Bodies")
TASKS = Text("Тапсырмалар", "Задания", "Tasks")
DASH = Text("–", "–", "–")
WHEN, KIND, WHAT = (
    Text("Қашан", "Когда", "When"),
    Text("Түрі", "Вид", "Kind"),
    Text("Не істелді", "Что сделано", "What"),
)
WHY = Text("Себебі", "Причина", "Why")
OPENED_WHY = Text("Не ашты", "Чем открыто", "Opened by")
COUNT = Text("Шаралар", "Мер", "Measures")

CASE_COLUMNS = (OPENED_WHY, OPENED, STANDING, COUNT)
RESOLUTION_COLUMNS = (NUMBER, DATED, PERIOD, VALID_UNTIL, STANDING)
MEASURE_COLUMNS = (WHEN, KIND, WHAT)
CUTS = Text("Мерзімнің қысқартылуы", "Сокращения срока", "Shortenings of the term")
CUT_COLUMNS = (WHEN, VALID_UNTIL, WHY)
NO_CUTS = Text("Мерзім өзгерген жоқ.", "Срок не менялся.", "The term was not changed.")

OPENED_BY: Mapping[OpenedBy, Text] = MappingProxyType(
    {
        OpenedBy.RESOLUTION: Text("Прокурордың қаулысы", "Постановление прокурора", "The prosecutor's resolution"),
        OpenedBy.BREACH: Text("Оператордың хабарламасы", "Сообщение оператора", "The operator's report"),
    }
)
FREE = State(Tone.WAIT, Text("ешкім қолға алмаған", "никем не взято", "taken up by nobody"))
HELD = State(Tone.PLAIN, Text("сізде", "у вас", "with you"))
CLOSED = State(Tone.GOOD, Text("жабық", "закрыто", "closed"))
IN_FORCE = State(Tone.GOOD, Text("күшінде", "действует", "in force"))
TO_COME = State(Tone.WAIT, Text("әлі күшіне енбеген", "ещё не действует", "not in force yet"))
OVER = State(Tone.PLAIN, Text("мерзімі бітті", "срок истёк", "expired"))
WITHDRAWN = State(Tone.BAD, Text("кері қайтарылды", "отозвано", "withdrawn"))


def span(since: datetime, until: datetime) -> tuple[Cell, ...]:
    """Return a period as its two ends with a dash between them."""
    return At(since), Said(DASH), At(until)


def state_of(paper: Paper, told: Resolution, at: datetime) -> State:
    """Return how a resolution stands at a moment; whether its case is open is told by the case."""
    if paper.state == ResolutionState.WITHDRAWN:
        return WITHDRAWN
    if at < told.valid_from:
        return TO_COME
    return IN_FORCE if told.holds_at(at) else OVER


def until(told: Resolution, at: datetime) -> Due:
    """Return until when a check may be held: the resolution names it."""
    return holds_by_paper(told.valid_until, OF_RESOLUTION, at, ("SIO25-22.2",))


def until_cell(paper: Paper, told: Resolution, at: datetime) -> Due | At:
    """Return the end of a resolution: a clock while it holds or is to come, a bare moment afterwards."""
    return until(told, at) if state_of(paper, told, at) in (IN_FORCE, TO_COME) else At(told.valid_until)


def state_of_case(paper: Paper, case: Case) -> State:
    """Return how a case stands."""
    if paper.state == CaseState.CLOSED:
        return CLOSED
    return FREE if case.prosecutor is None else HELD
