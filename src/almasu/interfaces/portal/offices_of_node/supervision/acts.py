"""What a prosecutor signs: a resolution, its withdrawal or shorter term, a measure (SIO25-22.2, SIO25-23)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.supervision.cut_short import cut_short, prepare_cut
from almasu.actions.supervision.issue_resolution import issue_resolution, prepare_resolution
from almasu.actions.supervision.take_measure import KINDS, MeasureForm, prepare_measure, take_measure
from almasu.actions.supervision.view_cases import view_case, view_resolution
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.supervision import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.supervision.case import LONGEST_WORDS, MeasureKind
from almasu.kernel.supervision.problems import PERIOD_WRONG, VALIDITY_WRONG
from almasu.kernel.supervision.resolution import LONGEST_REASON, LONGEST_VALIDITY, CutForm, ResolutionForm
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text
from almasu.wiring.running import Running

SIGN_RESOLUTION = Text("Қол қойып, қаулы шығару", "Подписать и вынести", "Sign and issue")
SIGN_CUT = Text("Қол қойып, тоқтату немесе қысқарту", "Подписать и прекратить или сократить", "Sign and end it")
SIGN_MEASURE = Text("Қол қойып, шара қолдану", "Подписать и принять меру", "Sign and take the measure")
LEAD_RESOLUTION = Text(
    "Кемінде бір орган немесе бір қызметкер аталады. Шарттар «және» арқылы қосылады; бос тізім ештеңені шектемейді.",
    "Назовите хотя бы один орган или одного сотрудника. Условия соединяются союзом «и»; пустой список не ограничивает.",
    "Name at least one body or one officer. The conditions are joined by “and”; an empty list limits nothing.",
)
LEAD_CUT = Text(
    "Қол қойылған сәттен бастап жаңа мерзімнен артық ештеңе көрінбейді. Бұрын көрілгені журналда қалады.",
    "С момента подписи сверх нового срока ничего не видно. Просмотренное ранее остаётся в журнале.",
    "From the signature on nothing is seen past the new term. What was seen before stays in the log.",
)
ONE_A_LINE = Text("Әр жолға біреуден.", "По одному на строку.", "One on each line.")
AT_ONCE = Text(
    "Бос қалдырсаңыз, қаулы бірден кері қайтарылады.",
    "Оставьте пустым, чтобы отозвать сразу.",
    "Leave it empty to withdraw the resolution at once.",
)
CLOSES = Text("Іс осымен жабылады", "Дело этим закрывается", "This ends the case")
WORDS = Text("Не істелді", "Что сделано", "What was done")
LONGEST_LIST = 20_000
FIELDS = (
    Field("number", say.NUMBER, longest=100),
    Field("issued_on", say.DATED, Kind.DAY),
    Field("since", say.SINCE, Kind.MOMENT),
    Field("until", say.UNTIL, Kind.MOMENT),
    Field("valid_from", say.VALID_FROM, Kind.MOMENT),
    Field("valid_until", say.VALID_UNTIL, Kind.MOMENT),
    Field(
        "bodies",
        Text("Органдардың БСН-дері", "БИН органов", "BINs of bodies"),
        Kind.LONG,
        False,
        ONE_A_LINE,
        longest=LONGEST_LIST,
    ),
    Field(
        "officers",
        Text("Қызметкерлердің ЖСН-дері", "ИИН сотрудников", "IINs of officers"),
        Kind.LONG,
        False,
        ONE_A_LINE,
    ),
    Field("tasks", say.TASKS, Kind.LONG, False, ONE_A_LINE, longest=LONGEST_LIST),
)
MEASURES = (
    Field("kind", say.KIND, Kind.CHOICE, choices=tuple(Choice(one.value, text) for one, text in KINDS.items())),
    Field("words", WORDS, Kind.LONG, longest=LONGEST_WORDS),
    Field("closes", CLOSES, Kind.TICK, required=False),
)
ENDS = (
    Field("words", say.WHY, Kind.LONG, longest=LONGEST_REASON),
    Field("valid_until", say.VALID_UNTIL, Kind.MOMENT, False, AT_ONCE),
)


@dataclass(frozen=True, slots=True)
class ActsOfSupervision:
    """The deeds of the office. What an act is about comes from the address and is shown as the one thing to choose."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deeds, each at its place."""
        issued = Signed(ActPurpose.RESOLUTION, self.issue, self.issued, SIGN_RESOLUTION)
        cut = Signed(ActPurpose.RESOLUTION_CUT, self.cut, self.was_cut, SIGN_CUT)
        measure = Signed(ActPurpose.MEASURE, self.measure, self.measured, SIGN_MEASURE)
        case, one = f"{say.OF_CASES}/{{case:uuid}}", f"{say.RESOLUTIONS}/{{resolution:uuid}}"
        cites = ("SIO25-22.2",)
        return (
            Deed(f"{say.RESOLUTIONS}/new", say.ISSUE, self.blank, issued, LEAD_RESOLUTION, cites),
            Deed(f"{case}/resolution", say.ISSUE, self.blank, issued, LEAD_RESOLUTION, cites),
            Deed(f"{case}/measure", say.MEASURE, self.blank_measure, measure, None, ("SIO25-23",)),
            Deed(f"{one}/cut", say.CUT, self.blank_cut, cut, LEAD_CUT, cites),
        )

    async def blank(self, here: Here) -> Blank:
        """Return the form of a resolution, in a new case or in the one of the address."""
        filled = {"issued_on": (self.running.now().date().isoformat(),)}
        if "case" not in here.ids:
            return Blank(FIELDS, (), Typed(filled))
        case = await self._case(here)
        return Blank((case, *FIELDS), (), Typed(filled | {"case": (str(here.ids["case"]),)}))

    async def blank_measure(self, here: Here) -> Blank:
        """Return the form of a measure."""
        case = await self._case(here)
        return Blank((case, *MEASURES), (), Typed({"case": (str(here.ids["case"]),)}))

    async def blank_cut(self, here: Here) -> Blank:
        """Return the form that cuts a resolution short."""
        number = here.ids["resolution"]
        shown = await view_resolution(self.running.node, here.session, number, self.running.now())
        name = f"№ {shown.resolution.number}"
        choice = Choice(str(number), Text(name, name, name))
        field = Field("resolution", say.OWN_RESOLUTIONS, Kind.CHOICE, choices=(choice,))
        return Blank((field, *ENDS), (), Typed({"resolution": (str(number),)}))

    async def issue(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a resolution."""
        form = ResolutionForm(
            number=typed.text("number"),
            issued_on=typed.day("issued_on") or self.running.now().date(),
            since=_given(typed, "since", PERIOD_WRONG.at("since")),
            until=_given(typed, "until", PERIOD_WRONG.at("until")),
            valid_from=_given(typed, "valid_from", _endless("valid_from")),
            valid_until=_given(typed, "valid_until", _endless("valid_until")),
            bodies=typed.lines("bodies"),
            officers=typed.lines("officers"),
            tasks=typed.lines("tasks"),
            case=here.ids.get("case"),
        )
        return await _beside(prepare_resolution, self.running, here, form)

    async def issued(self, here: Here, act: UUID, cms: bytes) -> str:
        """Issue the signed resolution and go to its page."""
        paper = await issue_resolution(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.RESOLUTIONS}/{paper.id}"

    async def cut(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that cuts a resolution short."""
        form = CutForm(here.ids["resolution"], typed.text("words"), typed.moment("valid_until"))
        return await _beside(prepare_cut, self.running, here, form)

    async def was_cut(self, here: Here, act: UUID, cms: bytes) -> str:
        """Cut the resolution short and go to its page."""
        paper = await cut_short(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.RESOLUTIONS}/{paper.id}"

    async def measure(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a measure."""
        kind = MeasureKind(typed.text("kind"))
        form = MeasureForm(here.ids["case"], kind, typed.text("words"), typed.ticked("closes"))
        return await _beside(prepare_measure, self.running, here, form)

    async def measured(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the signed measure and go to its case."""
        paper = await take_measure(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.OF_CASES}/{paper.id}"

    async def _case(self, here: Here) -> Field:
        """Return the case of the address as the one thing to choose."""
        number = here.ids["case"]
        shown = await view_case(self.running.node, here.session, number, self.running.now())
        choice = Choice(str(number), say.OPENED_BY[shown.case.opened_by])
        return Field("case", say.CASE, Kind.CHOICE, choices=(choice,))


Prepare = Callable[..., Awaitable[PreparedAct]]


async def _beside(prepare: Prepare, running: Running, here: Here, form: object) -> ToSign:
    """Prepare an act; what is wrong with one line of a list is told beside the list."""
    try:
        prepared = await prepare(running.node, here.session, form, running.now())
    except Problem as problem:
        raise _listed(problem) from problem
    except ProblemGroup as group:
        raise ProblemGroup(tuple(_listed(problem) for problem in group.problems)) from group
    return to_sign(prepared, said_by(prepared.data).actor)


def _listed(problem: Problem) -> Problem:
    return Problem(problem.kind, problem.title, problem.remedy, problem.where.partition(".")[0])


def _given(typed: Typed, name: str, missing: Problem) -> datetime:
    at = typed.moment(name)
    if at is None:
        raise missing
    return at


def _endless(name: str) -> Problem:
    return VALIDITY_WRONG.at(name, days=str(LONGEST_VALIDITY.days))
