"""The office of departmental control: the duty and its clock, and the way to all that a controller does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.actions.control import appoint
from almasu.actions.control.left_behind import view_left_behind
from almasu.actions.control.people import view_people
from almasu.actions.control.see_packs import duty
from almasu.interfaces.portal.offices.blocks import (
    Block,
    Cell,
    Facts,
    Link,
    Month,
    Number,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices_of_node.control import reports
from almasu.interfaces.portal.offices_of_node.control.cases import ControlCases
from almasu.interfaces.portal.offices_of_node.control.month_due import month_due
from almasu.interfaces.portal.offices_of_node.control.orders import TO_AN_ORDER, ControlOrders
from almasu.interfaces.portal.offices_of_node.control.packs import NEW as NEW_PACK
from almasu.interfaces.portal.offices_of_node.control.packs import TITLE as PACKS_TITLE
from almasu.interfaces.portal.offices_of_node.control.packs import ControlPacks
from almasu.interfaces.portal.offices_of_node.control.people import ControlPeople
from almasu.interfaces.portal.offices_of_node.control.reports import ControlReports
from almasu.interfaces.portal.offices_of_node.control.words import (
    CASES,
    DUE,
    LEFT,
    MONTH,
    ODDITIES,
    OPEN,
    ORDERS,
    PACKS,
    PEOPLE,
    PLACE,
    REPORTS,
    STANDING,
)
from almasu.kernel.control.duty import MonthDuty
from almasu.kernel.control.order import OrderState
from almasu.kernel.control.problems import NO_ORDER
from almasu.kernel.powers.over_users import SEE_REPORTS
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.law import Law
from almasu.wiring.running import Running

TITLE = Text("Ведомстволық бақылау", "Ведомственный контроль", "Departmental control")
DUTY = Text("Айлық бақылау", "Ежемесячный контроль", "Monthly control")
TO_DO = Text("қол қойылмаған", "не подписан", "not signed")
DONE = Text("орындалды", "исполнен", "done")
LATE = Text("мерзімі өтті", "просрочен", "overdue")
DONE_LATE = Text("кеш орындалды", "исполнен с опозданием", "done late")
AWAY = Text("Қазір жұмыс істемеуге тиіс адамдар", "Сейчас не должны работать", "People who must not work now")
COPIES = Text("Мерзімі өткен көшірмелер", "Просроченные копии", "Copies overdue")
TASKS = Text("Есебі жоқ тапсырмалар", "Задания без отчёта", "Tasks without a report")
NO_MONTHS = Text(
    "Бұйрық күшіне енгеннен бері бірде-бір ай аяқталған жоқ.",
    "С начала действия приказа ещё не закончился ни один месяц.",
    "No month has ended yet since the order took effect.",
)
SIGN_MONTH = Text("Айлық бақылауға қол қою", "Подписать месячный контроль", "Sign the control of a month")
WAYS = (
    Way(reports.TITLE, REPORTS),
    Way(Text("Ауытқулар", "Отклонения", "Oddities"), ODDITIES),
    Way(PACKS_TITLE, PACKS),
    Way(Text("Болмағандар", "Отсутствующие", "Absent people"), PEOPLE),
    Way(Text("Орындалмағандар", "Несделанное", "Left undone"), LEFT),
    Way(Text("Істер", "Дела", "Cases"), CASES),
    Way(Text("Бұйрықтар", "Приказы", "Orders"), ORDERS),
)
SUMMARY = Text("Назар аударыңыз", "Обратите внимание", "To be looked at")


@dataclass(frozen=True, slots=True)
class Control:
    """The first page."""

    running: Running

    async def today(self, here: Here) -> Today:
        """Return the months whose control is not signed, and what people left; without an order, what to do first."""
        node, at = self.running.node, self.running.now()
        try:
            months = await duty(node, here.session, at)
            away = sum(one.holds(at) for one in await view_people(node, here.session, at))
            left = await view_left_behind(node, here.session, at)
        except Problem as problem:
            if problem.kind is not NO_ORDER:
                raise
            return await self._first(here, problem)
        tasks = tuple(
            Task(
                SIGN_MONTH, f"{PACKS}/new", (Month(one.month.first),), month_due(self.running.law, one.month, at, None)
            )
            for one in months
            if one.done_at is None
        )
        copies = len(left.copies)
        figures = (
            Figure(AWAY, away, PEOPLE),
            Figure(COPIES, copies, LEFT, Tone.BAD if copies else Tone.PLAIN),
            Figure(TASKS, len(left.tasks), LEFT, Tone.WAIT if left.tasks else Tone.PLAIN),
        )
        return Today(tasks, figures, (Way(reports.ODD_TITLE, ODDITIES, main=True), Way(reports.TITLE, REPORTS)))

    async def _first(self, here: Here, problem: Problem) -> Today:
        """Return what comes first without an order in force: to draft one, or to see where the drafted one stands."""
        found = await appoint.orders(self.running.node, here.session, self.running.now())
        waits = any(one.state in (OrderState.DRAFTED, OrderState.SIGNED) for one in found)
        return Today((Task(problem.title, ORDERS if waits else f"{ORDERS}/new"),), (), TO_AN_ORDER)

    async def home(self, here: Here) -> Sheet:
        """Show the clock of the duty and what waits; without an order in force, what to do about that."""
        try:
            blocks = await self._standing(here)
        except Problem as problem:
            if problem.kind is not NO_ORDER:
                raise
            words = Words(problem.title, problem.remedy, Tone.WAIT, problem.kind.cites)
            return Sheet(TITLE, (words,), TO_AN_ORDER, None, ("SIO25-21.1",))
        ways = (Way(reports.ODD_TITLE, ODDITIES, main=True), Way(NEW_PACK, f"{PACKS}/new"))
        return Sheet(TITLE, blocks, ways, None, ("SIO25-21.1", "SIO25-21.2", "SIO25-21.3"))

    async def _standing(self, here: Here) -> tuple[Block, ...]:
        node, at = self.running.node, self.running.now()
        months = await duty(node, here.session, at)
        away = sum(one.holds(at) for one in await view_people(node, here.session, at))
        left = await view_left_behind(node, here.session, at)
        counts = ((AWAY, away, PEOPLE), (COPIES, len(left.copies), LEFT), (TASKS, len(left.tasks), LEFT))
        rows = tuple((label, (Number(count), Link(OPEN, place))) for label, count, place in counts)
        table = Table(
            DUTY,
            (MONTH, STANDING, DUE),
            tuple(_month(self.running.law, one, at) for one in months),
            NO_MONTHS,
            cites=("SIO25-21.2",),
        )
        return table, Facts(SUMMARY, rows)


def _month(law: Law, one: MonthDuty, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    if one.done_at is not None:
        state = State(Tone.BAD, DONE_LATE) if one.overdue else State(Tone.GOOD, DONE)
    else:
        state = State(Tone.BAD, LATE) if one.overdue else State(Tone.WAIT, TO_DO)
    return (Month(one.month.first),), (state,), (month_due(law, one.month, at, one.done_at),)


def control_offices(running: Running) -> tuple[Office, ...]:
    """Return the office of controllers, the operator's of orders, and that of heads who sign them."""
    orders, reports, people = ControlOrders(running), ControlReports(running), ControlPeople(running)
    packs, cases = ControlPacks(running), ControlCases(running)
    parts = (orders, reports, people, packs, cases)
    office = Office(
        PLACE,
        TITLE,
        SEE_REPORTS.roles,
        (Page(PLACE, Control(running).home), *(page for part in parts for page in part.pages())),
        (*orders.deeds(), *people.deeds(), *packs.deeds(), *cases.deeds()),
        packs.files(),
        section=Section.CONTROL,
        ways=WAYS,
        today=Control(running).today,
    )
    return office, orders.of_operator(), orders.of_head()
