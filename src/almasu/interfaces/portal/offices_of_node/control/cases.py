"""From a finding to the block and the case on liability in one step, and what became of the cases (SIO25-21.3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.control import find_breach
from almasu.actions.control.find_breach import Finding, cases, close_case, one_case, prepare_breach
from almasu.actions.control.report import view_line
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Facts, Link, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.control.words import (
    BLOCK,
    CASE_STATES,
    CASES,
    ODDITY_CHOICES,
    ODDITY_NAMES,
    REQUEST,
    REQUESTS,
    REQUESTS_COUNT,
    RESULTS,
    STANDING,
    TASK,
    USER,
    requests_of,
)
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.control.breach import LONGEST_WORDS, LiabilityState, Outcome, case_in
from almasu.kernel.control.oddity import OddityKind
from almasu.kernel.control.problems import NOT_IN_REPORT
from almasu.kernel.papers.paper import Paper
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

MOST = 200
TITLE = Text("Жауаптылық істері", "Дела об ответственности", "Cases on liability")
LEAD = Text(
    "Бір қолтаңба есептік жазбаны бірден бұғаттайды және жауаптылық ісін ашады.",
    "Одна подпись сразу блокирует учётную запись и открывает дело об ответственности.",
    "One signature blocks the account at once and opens a case on liability.",
)
ONE = Text("Жауаптылық ісі", "Дело об ответственности", "Case on liability")
WORDS = Text("Бұзушылықтың мәні", "Суть нарушения", "What the breach is")
SHOWS = Text("Бұзушылықты көрсететін сұрау салулар", "Запросы, которые его показывают", "Requests that show it")
SHOWS_HINT = Text("Әр жолға бір нөмір.", "По одному номеру в строке.", "One number a line.")
NO_CASES = Text(
    "Іс жоқ: оны сұрау салудың немесе ауытқудың жанынан ашады.",
    "Дел нет: их открывают со страницы запроса или из отклонений.",
    "No cases: they are opened from a request or from an oddity.",
)
ODDITY = Text("Қай ауытқу бойынша", "По какому отклонению", "From which oddity")
SIGN = Text("Қол қойып, бұғаттау", "Подписать и заблокировать", "Sign and block")
FOUND = Text("Анықталды", "Выявлено", "Found")
BLOCKED = Text("Бұғатталды", "Заблокировано", "Blocked")
CLOSE = Text("Істі жабу", "Закрыть дело", "Close the case")
OUTCOME = Text("Шешім", "Решение", "Decision")
OUTCOME_WORDS = Text("Шешімнің негіздемесі", "Обоснование решения", "Grounds of the decision")
NAMED = (
    Field("account", Text("Есептік жазба", "Учётная запись", "Account")),
    Field("found_at", FOUND),
)


@dataclass(frozen=True, slots=True)
class ControlCases:
    """Pages and deeds of findings and cases."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the cases, and one of them."""
        return Page(CASES, self.listed), Page(f"{CASES}/{{case:uuid}}", self.one)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the finding from a request, and the closing of a case."""
        signed = Signed(ActPurpose.LIABILITY, self.prepare, self.finish, SIGN)
        return (
            Deed(f"{REQUESTS}/{{asked:uuid}}/breach", BLOCK, self.blank, signed, LEAD, ("SIO25-21.3",)),
            Deed(
                f"{CASES}/{{case:uuid}}/close", CLOSE, self.outcome, Unsigned(self.close, CLOSE), None, ("SIO25-21.3",)
            ),
        )

    async def listed(self, here: Here) -> Sheet:
        """Show the cases of the body, the latest first."""
        at = self.running.now()
        page = await cases(self.running.node, here.session, here.asked.text("older"), MOST, at)
        columns = (FOUND, BLOCKED, ODDITY, OUTCOME, STANDING)
        table = Table(TITLE, columns, tuple(map(_row, page.items)), NO_CASES, older_of(page.after))
        return Sheet(TITLE, (table,), (), LEAD, ("SIO25-21.3",))

    async def one(self, here: Here) -> Sheet:
        """Show one case with its times."""
        paper = await one_case(self.running.node, here.session, here.ids["case"], self.running.now())
        ways = (Way(CLOSE, f"{CASES}/{paper.id}/close", main=True),) if paper.state == LiabilityState.OPEN else ()
        return Sheet(ONE, (await self._facts(here, paper),), ways, None, ("SIO25-21.3",))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a finding, begun from a request."""
        line = await view_line(self.running.node, here.session, here.ids["asked"], self.running.now())
        above = Facts(
            None,
            (
                (USER, (Own(line.user.person.full_name()),)),
                (TASK, (Own(line.request.draft.task),)),
                (REQUEST, (At(line.request.accepted_at),)),
            ),
        )
        fields = (
            Field("words", WORDS, Kind.LONG, longest=LONGEST_WORDS),
            Field("requests", SHOWS, Kind.LONG, hint=SHOWS_HINT, longest=4000),
            Field("oddity", ODDITY, Kind.CHOICE, required=False, choices=ODDITY_CHOICES),
        )
        return Blank(fields, (above,), Typed({"requests": (str(line.request.id),)}), NAMED)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that blocks and opens the case; the request it begins from is one of those that show it."""
        node, at = self.running.node, self.running.now()
        line = await view_line(node, here.session, here.ids["asked"], at)
        shows = tuple(dict.fromkeys((line.request.id, *_numbers(typed))))
        finding = Finding(line.user.id, shows, typed.text("oddity"), typed.text("words"))
        prepared = await prepare_breach(node, here.session, finding, at)
        return to_sign(prepared, said_by(prepared.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Block the account and open the case."""
        paper = await find_breach.find_breach(self.running.node, here.session, act, cms, self.running.now())
        return f"{CASES}/{paper.id}"

    async def outcome(self, here: Here) -> Blank:
        """Return the form that closes a case."""
        paper = await one_case(self.running.node, here.session, here.ids["case"], self.running.now())
        results = tuple(Choice(one.value, text) for one, text in RESULTS.items())
        fields = (
            Field("outcome", OUTCOME, Kind.CHOICE, choices=results),
            Field("words", OUTCOME_WORDS, Kind.LONG, longest=LONGEST_WORDS),
        )
        return Blank(fields, (await self._facts(here, paper),))

    async def close(self, here: Here, typed: Typed) -> str:
        """Close a case."""
        number, at = here.ids["case"], self.running.now()
        outcome = Outcome(typed.text("outcome"))
        await close_case(self.running.node, here.session, number, outcome, typed.text("words"), at)
        return f"{CASES}/{number}"

    async def _facts(self, here: Here, paper: Paper) -> Facts:
        """Return what a case says, with the name of whom it is about, as the requests of the body tell it."""
        case = case_in(paper)
        user = case.account.hex[:12]
        if case.requests:
            line = await view_line(self.running.node, here.session, case.requests[0], self.running.now())
            user = line.user.person.full_name()
        oddity: tuple[Cell, ...] = (
            (Said(ODDITY_NAMES[OddityKind(case.oddity)]),) if case.oddity in set(OddityKind) else ()
        )
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (USER, (requests_of(str(case.account), user),)),
            (FOUND, (At(case.found_at),)),
            (BLOCKED, (At(case.blocked_at),)),
            (WORDS, (Own(case.words),)),
            (ODDITY, oddity),
            (REQUESTS_COUNT, tuple(Link(str(one)[:8], f"{REQUESTS}/{one}") for one in case.requests)),
            (STANDING, (CASE_STATES[paper.state],)),
        ]
        if case.outcome is not None:
            rows += [(OUTCOME, (Said(RESULTS[case.outcome]),)), (OUTCOME_WORDS, (Own(case.outcome_words),))]
        return Facts(None, tuple(rows))


def _numbers(typed: Typed) -> tuple[UUID, ...]:
    """Return the requests as typed, one a line; Problem where a line is no number of a request."""
    try:
        return tuple(UUID(line) for line in typed.lines("requests"))
    except ValueError:
        raise NOT_IN_REPORT.at("requests") from None


def _row(paper: Paper) -> tuple[tuple[Cell, ...], ...]:
    case = case_in(paper)
    oddity: tuple[Cell, ...] = (Said(ODDITY_NAMES[OddityKind(case.oddity)]),) if case.oddity in set(OddityKind) else ()
    result: tuple[Cell, ...] = () if case.outcome is None else (Said(RESULTS[case.outcome]),)
    found = (At(case.found_at), Link(ONE, f"{CASES}/{paper.id}"))
    return found, (At(case.blocked_at),), oddity, result, (CASE_STATES[paper.state],)
