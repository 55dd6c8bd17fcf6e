"""The office of the prosecutor: cases, resolutions, the check, measures (SIO25-22.1, SIO25-22.2, SIO25-23)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.actions.supervision.hold_check import own_resolutions
from almasu.actions.supervision.take_measure import KINDS
from almasu.actions.supervision.view_cases import CaseShown, known_cases, view_case
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sheet,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices_of_node.bodies import body_said
from almasu.interfaces.portal.offices_of_node.edition import edition_said
from almasu.interfaces.portal.offices_of_node.operator.breaches import FOUND, LAW, LAWS, LIABILITY, WORDS
from almasu.interfaces.portal.offices_of_node.supervision import words as say
from almasu.interfaces.portal.offices_of_node.supervision.acts import ActsOfSupervision
from almasu.interfaces.portal.offices_of_node.supervision.check import Checks
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.supervising import LIST_CASES
from almasu.kernel.supervision.case import Case, CaseState
from almasu.kernel.supervision.resolution import Resolution
from almasu.law.text import Text
from almasu.wiring.running import Running

Row = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Supervision:
    """The first page of the office, and the page of a case."""

    running: Running

    async def today(self, here: Here) -> Today:
        """Return open cases, the checks under way with the last day of their resolution, and breaches reported."""
        node, at = self.running.node, self.running.now()
        cases = await known_cases(node, here.session, at)
        resolutions = await own_resolutions(node, here.session, at)
        open_cases = [(paper, case) for paper, case in cases if paper.state == CaseState.OPEN]
        checks = [(paper, told) for paper, told in resolutions if say.state_of(paper, told, at) is say.IN_FORCE]
        tasks = (
            *(
                Task(say.HOLD, f"{say.RESOLUTIONS}/{paper.id}", (Own(f"№ {told.number}"),), say.until(told, at))
                for paper, told in checks
            ),
            *(
                Task(say.DECIDE_CASE, f"{say.OF_CASES}/{paper.id}", (Said(say.OPENED_BY[case.opened_by]),))
                for paper, case in open_cases
            ),
        )
        free = sum(say.state_of_case(paper, case) is say.FREE for paper, case in open_cases)
        figures = (
            Figure(say.FREE_CASES, free, say.PLACE, Tone.WAIT if free else Tone.PLAIN),
            Figure(say.CHECKS, len(checks), say.PLACE),
        )
        return Today(tasks, figures, (Way(say.ISSUE, f"{say.RESOLUTIONS}/new"),))

    async def home(self, here: Here) -> Sheet:
        """Show the cases one holds or may take up, and one's own resolutions."""
        node, at = self.running.node, self.running.now()
        cases = await known_cases(node, here.session, at)
        resolutions = await own_resolutions(node, here.session, at)
        held = Table(say.CASES, say.CASE_COLUMNS, tuple(_case_row(*one) for one in cases), say.NO_CASES)
        return Sheet(
            say.TITLE,
            (held, resolutions_table(resolutions, self.running)),
            (Way(say.ISSUE, f"{say.RESOLUTIONS}/new", main=True),),
            say.LEAD,
            ("SIO25-22.1", "SIO25-22.2", "SIO25-23"),
        )

    async def case(self, here: Here) -> Sheet:
        """Show a case: what opened it, what was done, the resolutions issued in it."""
        shown = await view_case(self.running.node, here.session, here.ids["case"], self.running.now())
        place, is_open = f"{say.OF_CASES}/{shown.paper.id}", shown.paper.state == CaseState.OPEN
        ways = (Way(say.MEASURE, f"{place}/measure", main=True), Way(say.ISSUE, f"{place}/resolution"))
        measures = tuple(
            ((At(one.at),), (Said(KINDS[one.kind]),), (Own(one.words),)) for one in reversed(shown.case.measures)
        )
        return Sheet(
            say.CASE,
            (
                _case_facts(shown, self.running),
                *_report(self.running, shown),
                Table(say.MEASURES, say.MEASURE_COLUMNS, measures, say.NO_MEASURES, cites=("SIO25-23",)),
                resolutions_table(shown.resolutions, self.running),
            ),
            ways if is_open else (),
            None,
            ("SIO25-23",),
        )


def resolutions_table(resolutions: Sequence[tuple[Paper, Resolution]], running: Running) -> Table:
    """Return the table of one's own resolutions, each with its state at this moment."""
    at = running.now()
    rows = tuple(
        (
            (Link(f"№ {told.number}", f"{say.RESOLUTIONS}/{paper.id}"),),
            (On(told.issued_on),),
            say.span(told.scope.since, told.scope.until),
            (say.until_cell(paper, told, at),),
            (say.state_of(paper, told, at),),
        )
        for paper, told in resolutions
    )
    return Table(say.OWN_RESOLUTIONS, say.RESOLUTION_COLUMNS, rows, say.NO_RESOLUTIONS, cites=("SIO25-22.2",))


def _case_row(paper: Paper, case: Case) -> Row:
    return (
        (Link(say.OPENED_BY[case.opened_by], f"{say.OF_CASES}/{paper.id}"),),
        (At(case.opened_at),),
        (say.state_of_case(paper, case),),
        (Number(len(case.measures)),),
    )


def _case_facts(shown: CaseShown, running: Running) -> Facts:
    case = shown.case
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
        (say.OPENED, (Said(say.OPENED_BY[case.opened_by]), At(case.opened_at))),
        (say.STANDING, (say.state_of_case(shown.paper, case),)),
        (say.EDITION, (edition_said(running, case.edition),)),
    )
    return Facts(None, rows)


def _report(running: Running, shown: CaseShown) -> tuple[Facts, ...]:
    """Return what the operator reported, where a report opened the case."""
    report, user = shown.report, shown.reported
    if report is None:
        return ()
    who = () if user is None else (Own(user.person.full_name()), body_said(running, report.body_bin))
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
        (say.USER, who),
        (LAW, (Said(LAWS[report.law]),)),
        (WORDS, (Own(report.words),)),
        (LIABILITY, (Own(report.liability),)),
        (FOUND, (At(report.found_at),)),
    )
    return (Facts(say.REPORT, rows, ("SIO25-17", "SIO25-23")),)


def supervision_office(running: Running) -> Office:
    """Return the office of the prosecutor."""
    office, checks, acts = Supervision(running), Checks(running), ActsOfSupervision(running)
    pages = (Page(say.PLACE, office.home), Page(f"{say.OF_CASES}/{{case:uuid}}", office.case), *checks.pages())
    return Office(
        say.PLACE,
        say.TITLE,
        LIST_CASES.roles,
        pages,
        acts.deeds(),
        checks.files(),
        section=Section.SUPERVISION,
        today=office.today,
    )
