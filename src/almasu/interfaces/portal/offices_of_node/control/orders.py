"""Orders on departmental control: drafted, signed by the head, confirmed by the operator (SIO25-21.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.control import appoint
from almasu.actions.control.note_overdue import view_overdue
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Code, Facts, Link, Month, On, Own, Sheet, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.bodies import body_said
from almasu.interfaces.portal.offices_of_node.control.month_due import month_due
from almasu.interfaces.portal.offices_of_node.control.words import (
    BODY,
    DUE,
    MONTH,
    NOTHING,
    ORDER_STATES,
    ORDERS,
    SINCE,
    STANDING,
    UNTIL,
)
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.control.duty import month_named
from almasu.kernel.control.order import OrderState, order_in
from almasu.kernel.control.overdue import OverdueMonth, overdue_in
from almasu.kernel.control.problems import ORDER_DAYS
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.over_users import DECIDE_ORDER
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

OF_OPERATOR = "/offices/control-orders"
OF_HEAD = "/offices/control-orders-to-sign"
TITLE = Text("Бақылау туралы бұйрықтар", "Приказы о контроле", "Orders on control")
LEAD = Text(
    "Басшының қолданыстағы бұйрығынсыз ешкім бақыламайды: «Есептер» де, есептік жазбалар да ашылмайды.",
    "Без действующего приказа руководителя никто не ведёт контроль: закрыты и «Отчёты», и учётные записи.",
    "Without an order of the head in force nobody controls: “Reports” and accounts alike stay closed.",
)
NEW = Text("Бұйрықтың жобасын жасау", "Составить проект приказа", "Draft an order")
ONE = Text("Ведомстволық бақылау туралы бұйрық", "Приказ о ведомственном контроле", "Order on departmental control")
NUMBER = Text("Бұйрық нөмірі", "Номер приказа", "Number of the order")
DATED = Text("Бұйрық күні", "Дата приказа", "Date of the order")
HEAD = Text("Қол қоятын басшының ЖСН-і", "ИИН руководителя, который подпишет", "IIN of the head who signs")
POSITION = Text("Басшының лауазымы", "Должность руководителя", "Position of the head")
TO_AN_ORDER = (Way(NEW, f"{ORDERS}/new", main=True), Way(TITLE, ORDERS))
"""The ways of whoever has no order in force: to draft one, and to see where a drafted one stands."""
OFFICERS = Text("Бақылаушылар", "Контролёры", "Control officers")
FROM_DAY = Text("Қай күннен бастап", "С какого дня", "From which day")
TO_DAY = Text("Қай күнге дейін", "По какой день", "Until which day")
TO_HINT = Text("Мерзімсіз болса, бос қалдырыңыз.", "Если бессрочно, оставьте пустым.", "Leave empty for no end.")
NEXT = Text("Басшы қол қоятын мекенжай", "Адрес, где подпишет руководитель", "Where the head signs")
SIGN = Text("Бұйрыққа қол қою", "Подписать приказ", "Sign the order")
TO_SIGN = Text("Қол қоюыңызды күтіп тұрған бұйрықтар", "Приказы на вашу подпись", "Orders that await your signature")
NONE_TO_DECIDE = Text(
    "Растауды күтетін бұйрық жоқ.", "Приказов, ждущих подтверждения, нет.", "No order awaits confirmation."
)
NONE_OVERDUE = Text(
    "Ешбір органның айлық бақылауы кешікпеген.",
    "Ни у одного органа месячный контроль не просрочен.",
    "No body is late with its monthly control.",
)
TO_DECIDE = Text("Растауды күтіп тұрған бұйрықтар", "Приказы на подтверждение", "Orders to confirm")
DECIDE = Text("Бұйрық бойынша шешім", "Решение по приказу", "Decision on an order")
DECIDE_LEAD = Text(
    "Қол қойған адамның осы органның басшысы екенін тексеріп, растаңыз немесе қабылдамаңыз.",
    "Проверьте, что подписал именно руководитель этого органа, и подтвердите или отклоните.",
    "Check that it was the head of this body who signed, and confirm or decline.",
)
DECISION = Text("Шешім", "Решение", "Decision")
DECISIONS = (
    Choice("confirm", Text("Растаймын", "Подтверждаю", "I confirm")),
    Choice("decline", Text("Қабылдамаймын", "Отклоняю", "I decline")),
)
KEEP = Text("Сақтау", "Сохранить", "Keep")
SIGNED_BY = Text("Қол қойған", "Подписал", "Signed by")
SIGNED_AT = Text("Қол қойылған уақыты", "Подписано", "Signed at")
OVERDUE = Text("Мерзімі өткен бақылау", "Просроченный контроль", "Overdue control")
NAMED = (
    Field("paper", Text("Құжат", "Документ", "Paper")),
    Field("version", Text("Нұсқасы", "Версия", "Version")),
    Field("order/number", NUMBER),
    Field("order/dated", DATED),
    Field("order/body_bin", BODY),
    Field("order/head_iin", HEAD),
    Field("order/head_position", POSITION),
    Field("order/officers", OFFICERS),
    Field("order/since", FROM_DAY),
    Field("order/until", TO_DAY),
    Field("order/drafted_by", Text("Жобаны жасаған", "Составил проект", "Drafted by")),
    Field("order/signed", SIGNED_BY),
    Field("order/decided_by", DECISION),
    Field("order/ended_at", UNTIL),
)


@dataclass(frozen=True, slots=True)
class ControlOrders:
    """Pages and deeds of orders."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the body's orders, and one of them."""
        return Page(ORDERS, self.listed), Page(f"{ORDERS}/{{order:uuid}}", self.one)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the draft."""
        done = Unsigned(self.draft, KEEP)
        return (Deed(f"{ORDERS}/new", NEW, self.blank, done, LEAD, ("SIO25-21.1",)),)

    def of_operator(self) -> Office:
        """Return the operator's office: orders to confirm, and control that is overdue."""
        decide = Deed(
            f"{OF_OPERATOR}/{{order:uuid}}/decide",
            DECIDE,
            self.decision,
            Unsigned(self.decide, KEEP),
            DECIDE_LEAD,
            ("SIO25-21.1",),
        )
        pages = (Page(OF_OPERATOR, self.to_decide),)
        return Office(
            OF_OPERATOR,
            TITLE,
            DECIDE_ORDER.roles,
            pages,
            (decide,),
            section=Section.USERS,
            today=self.today_of_operator,
        )

    def of_head(self) -> Office:
        """Return the office of heads, who need not have an account: it stands in nobody's menu."""
        done = Signed(ActPurpose.CONTROL_ORDER, self.prepare, self.finish, SIGN)
        sign = Deed(f"{OF_HEAD}/{{order:uuid}}/confirm", SIGN, self.to_be_signed, done, LEAD, ("SIO25-21.1",))
        return Office(OF_HEAD, TO_SIGN, frozenset(), (Page(OF_HEAD, self.to_sign),), (sign,), anyone=True)

    async def today_of_operator(self, here: Here) -> Today:
        """Return the orders that wait for the operator, and how many months of control are overdue."""
        found = await appoint.orders(self.running.node, here.session, self.running.now())
        overdue = await view_overdue(self.running.node, here.session, self.running.now())
        late = sum(not overdue_in(one).done_at for one in overdue)
        tasks = tuple(
            Task(
                DECIDE,
                f"{OF_OPERATOR}/{one.id}/decide",
                (Own(f"№ {order_in(one).number}"), body_said(self.running, order_in(one).body_bin)),
            )
            for one in found
            if one.state == OrderState.SIGNED
        )
        return Today(tasks, (Figure(OVERDUE, late, OF_OPERATOR, Tone.BAD if late else Tone.PLAIN),))

    async def listed(self, here: Here) -> Sheet:
        """Show the orders of the body, the latest first."""
        found = await appoint.orders(self.running.node, here.session, self.running.now())
        table = Table(TITLE, COLUMNS, tuple(self._row(one, f"{ORDERS}/{one.id}") for one in found), NOTHING)
        return Sheet(TITLE, (table,), (Way(NEW, f"{ORDERS}/new", main=True),), LEAD, ("SIO25-21.1",))

    async def one(self, here: Here) -> Sheet:
        """Show one order."""
        paper = await appoint.one_order(self.running.node, here.session, here.ids["order"], self.running.now())
        return Sheet(ONE, (_facts(self.running, paper), *_next(paper)), (), LEAD, ("SIO25-21.1",))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a draft with the controllers of the body."""
        node, at = self.running.node, self.running.now()
        people = await appoint.officers_to_name(node, here.session, at)
        choices = tuple(Choice(str(one.account), one.position, name=one.name) for one in people)
        return Blank(
            (
                Field("number", NUMBER, longest=200),
                Field("dated", DATED, Kind.DAY),
                Field("head_iin", HEAD, longest=40),
                Field("head_position", POSITION, longest=200),
                Field("officers", OFFICERS, Kind.CHOICES, choices=choices),
                Field("since", FROM_DAY, Kind.DAY),
                Field("until", TO_DAY, Kind.DAY, required=False, hint=TO_HINT),
            )
        )

    async def draft(self, here: Here, typed: Typed) -> str:
        """Keep the draft."""
        dated, since = typed.day("dated"), typed.day("since")
        if dated is None or since is None:
            raise ORDER_DAYS.at("since")
        form = appoint.OrderForm(
            number=typed.text("number"),
            dated=dated,
            head_iin=typed.text("head_iin"),
            head_position=typed.text("head_position"),
            officers=tuple(UUID(one) for one in typed.many("officers")),
            since=since,
            until=typed.day("until"),
        )
        paper = await appoint.draft_order(self.running.node, here.session, form, self.running.now())
        return f"{ORDERS}/{paper.id}"

    async def to_sign(self, here: Here) -> Sheet:
        """Show the orders that wait for this head."""
        found = await appoint.orders_to_sign(self.running.node, here.session, self.running.now())
        rows = tuple(self._row(one, f"{OF_HEAD}/{one.id}/confirm") for one in found)
        return Sheet(TO_SIGN, (Table(TITLE, COLUMNS, rows, NOTHING), *await self._overdue(here)), (), LEAD)

    async def to_be_signed(self, here: Here) -> Blank:
        """Return the order as it stands above the signature, to the head it names."""
        paper = await appoint.order_to_sign(self.running.node, here.session, here.ids["order"], self.running.now())
        return Blank((), (_facts(self.running, paper),), named=NAMED)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the head."""
        node, at = self.running.node, self.running.now()
        prepared = await appoint.prepare_signing(node, here.session, here.ids["order"], at)
        return to_sign(prepared, said_by(prepared.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the signature of the head."""
        await appoint.sign_order(self.running.node, here.session, act, cms, self.running.now())
        return OF_HEAD

    async def to_decide(self, here: Here) -> Sheet:
        """Show the operator what waits, and which control is overdue."""
        found = await appoint.orders(self.running.node, here.session, self.running.now())
        rows = tuple(self._row(one, f"{OF_OPERATOR}/{one.id}/decide") for one in found)
        table = Table(TO_DECIDE, COLUMNS, rows, NONE_TO_DECIDE)
        return Sheet(TITLE, (table, *await self._overdue(here)), (), None, ("SIO25-21.1", "SIO25-21.2"))

    async def decision(self, here: Here) -> Blank:
        """Return the form of the operator's decision."""
        paper = await appoint.one_order(self.running.node, here.session, here.ids["order"], self.running.now())
        return Blank((Field("decision", DECISION, Kind.CHOICE, choices=DECISIONS),), (_facts(self.running, paper),))

    async def decide(self, here: Here, typed: Typed) -> str:
        """Confirm or decline."""
        confirmed, at = typed.text("decision") == "confirm", self.running.now()
        await appoint.decide_order(self.running.node, here.session, here.ids["order"], at, confirmed=confirmed)
        return OF_OPERATOR

    def _late(self, one: OverdueMonth, at: datetime) -> tuple[tuple[Cell, ...], ...]:
        month = month_named(one.month)
        due = month_due(self.running.law, month, at)
        return (body_said(self.running, one.body_bin),), (Month(month.first),), (due,)

    async def _overdue(self, here: Here) -> tuple[Table, ...]:
        at = self.running.now()
        found = [overdue_in(one) for one in await view_overdue(self.running.node, here.session, at)]
        rows = tuple(self._late(one, at) for one in found if not one.done_at)
        return (Table(OVERDUE, (BODY, MONTH, DUE), rows, NONE_OVERDUE, cites=("SIO25-21.2",)),)

    def _row(self, paper: Paper, place: str) -> tuple[tuple[Cell, ...], ...]:
        order = order_in(paper)
        until: tuple[Cell, ...] = () if order.until is None else (On(order.until),)
        number, state = Link(f"№ {order.number}", place), ORDER_STATES[paper.state]
        body = body_said(self.running, order.body_bin)
        return (number,), (On(order.dated),), (body,), (On(order.since),), until, (state,)


COLUMNS = (NUMBER, DATED, BODY, SINCE, UNTIL, STANDING)


def _facts(running: Running, paper: Paper) -> Facts:
    order = order_in(paper)
    until: tuple[Cell, ...] = () if order.until is None else (On(order.until),)
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (NUMBER, (Own(order.number),)),
        (DATED, (On(order.dated),)),
        (BODY, (body_said(running, order.body_bin),)),
        (POSITION, (Own(order.head_position),)),
        (FROM_DAY, (On(order.since),)),
        (TO_DAY, until),
        (STANDING, (ORDER_STATES[paper.state],)),
    ]
    if order.signed is not None:
        rows += [(SIGNED_BY, (Own(order.signed.signer),)), (SIGNED_AT, (At(order.signed.at),))]
    return Facts(None, tuple(rows))


def _next(paper: Paper) -> tuple[Facts, ...]:
    return (Facts(None, ((NEXT, (Code(OF_HEAD),)),)),) if paper.state == OrderState.DRAFTED else ()
