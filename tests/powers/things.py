"""What there is to reach: for each kind one's own, a colleague's, another body's, a hidden and a missing thing.

Most are papers written straight into the store, as acts would have left them; requests are really asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from actions.conftest import NOON, SUBJECT, form
from almasu.actions.node import Node
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import Application, ApplicationState, SignedOff, found_by
from almasu.kernel.control.away import AwayNote, AwayState, Why
from almasu.kernel.control.breach import LiabilityCase, LiabilityState
from almasu.kernel.control.order import ControlOrder, HeadSigned, OrderState, order_paper
from almasu.kernel.control.pack import PackSays, PackState
from almasu.kernel.grounds.countersignature import CountersignatureSays, CountersignatureState
from almasu.kernel.materials.copy import CopyFormat, CopySays, CopyState
from almasu.kernel.operating.breach import Breach, BrokenLaw, Notice, NoticeState, ReportState
from almasu.kernel.operating.emergency import Emergency, EmergencyState
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.authenticator import Authenticator, KeptAuthenticator
from almasu.kernel.requests.draft import read_form
from almasu.kernel.supervision.case import Case, CaseState, OpenedBy
from almasu.kernel.supervision.resolution import Resolution, ResolutionState, Scope
from powers.people import BODY, HEAD, OTHER_BODY, OTHER_HEAD, Somebody, iin_of

LATER = NOON + timedelta(days=3)
APPLICANT, OTHER_APPLICANT = iin_of(30), iin_of(31)


@dataclass(frozen=True)
class Thing:
    """Something with a number, and to whom it belongs: made by, of a body, naming a head, arrived, under whose case.

    `held_by` is the prosecutor whose resolution covers it or who holds the case, `free` tells that nobody holds it,
    `over` that it holds no more.
    """

    label: str
    id: str
    made_by: str = ""
    body: str = ""
    head: str = ""
    arrived: bool = False
    held_by: str = ""
    free: bool = False
    over: bool = False
    missing: bool = False


def missing(number: str = "") -> Thing:
    return Thing("missing", number or str(uuid4()), missing=True)


async def keep(node: Node, *papers: Paper) -> None:
    async with node.store.transaction() as transaction:
        for paper in papers:
            await transaction.papers.keep(paper)


def paper_of(kind: PaperKind, state: str, says: msgspec.Struct, **found: str) -> Paper:
    return new_paper(uuid4(), kind, state, NOON, says, found, LATER)


def application(iin: str, head: str, body: str, *, arrived: bool) -> Paper:
    """A change of one's own registration, signed off where it arrived."""
    signed_off = SignedOff(head, "басшы", "Жақсыбеков Д.", head, uuid4(), NOON) if arrived else None
    says = Application(
        number="20261120-0001",
        kind=ApplicationKind.CHANGE,
        edition="SIO-2025",
        form="2022",
        iin=iin,
        body_bin=body,
        fields={
            "surname": "Ахметов",
            "given_name": "Ерлан",
            "position": "инспектор",
            "mobile_phone": "+77001234567",
            "work_phone": "+77172740001",
        },
        declared=(),
        act=uuid4(),
        signed_by=iin,
        certificate_name=iin,
        submitted_at=NOON,
        head_iin=head,
        signed_off=signed_off,
        due_at=LATER if arrived else None,
    )
    state = ApplicationState.SIGNED_OFF if arrived else ApplicationState.SUBMITTED
    return new_paper(uuid4(), PaperKind.APPLICATION, state.value, NOON, says, found_by(says), LATER)


def order(body: str, head: str, officer: UUID, state: OrderState) -> Paper:
    says = ControlOrder("12-Б", date(2026, 11, 2), body, head, "Төраға", (officer,), date(2026, 11, 2), None, officer)
    if state is not OrderState.DRAFTED:
        says = msgspec.structs.replace(says, signed=HeadSigned(uuid4(), NOON, head))
    return replace(order_paper(uuid4(), says, NOON), state=state.value)


def pack(body: str, by: UUID) -> Paper:
    says = PackSays(body, "2026-10", "00" * 32, {}, 0, 0, by, uuid4())
    return paper_of(PaperKind.CONTROL_PACK, PackState.MADE.value, says, body=body)


def liability(body: str, account: UUID) -> Paper:
    says = LiabilityCase(body, account, (), "", "Бұзушылық.", NOON, NOON, uuid4(), uuid4(), account)
    return paper_of(PaperKind.LIABILITY_CASE, LiabilityState.OPEN.value, says, body=body, account=str(account))


def notice(body: str, account: UUID) -> Paper:
    says = Notice(uuid4(), account, body, BrokenLaw.RULES, "Бұзушылық.", "Тергеу.", NOON)
    return paper_of(PaperKind.NOTICE, NoticeState.SENT.value, says, body=body)


def breach(account: UUID, body: str, told: UUID) -> Paper:
    says = Breach(account, body, BrokenLaw.RULES, "Бұзушылық.", "Тергеу.", NOON, uuid4(), told, "SIO-2025", uuid4())
    return paper_of(PaperKind.BREACH, ReportState.REPORTED, says, account=str(account))


def emergency() -> Paper:
    says = Emergency("noticed", "", "register:3", NOON, {}, "SIO-2025")
    return paper_of(PaperKind.EMERGENCY, EmergencyState.ENDED, says, place="register:3")


def away(body: str, account: UUID) -> Paper:
    says = AwayNote(body, account, Why.LEAVE, date(2026, 11, 20), None, "14-Б бұйрық", account, uuid4())
    return paper_of(PaperKind.AWAY, AwayState.NOTED.value, says, body=body, account=str(account))


def copy(request: str, maker: Somebody) -> Paper:
    account = UUID(maker.account)
    says = CopySays(UUID(request), account, maker.body, (), CopyFormat.CSV, "00" * 32, NOON)
    return paper_of(PaperKind.COPY, CopyState.TAKEN.value, says, account=str(account), body=maker.body)


def countersignature(maker: Somebody, head: str) -> Paper:
    says = CountersignatureSays(read_form(form(subject=SUBJECT)), UUID(maker.account), head)
    asked = CountersignatureState.ASKED
    return paper_of(PaperKind.COUNTERSIGNATURE, asked, says, head=head, account=maker.account)


def authenticator(maker: Somebody) -> Paper:
    account = UUID(maker.account)
    says = KeptAuthenticator(account, Authenticator(account.bytes, b"k" * 77, 0, "", False), uuid4(), NOON)
    return paper_of(PaperKind.AUTHENTICATOR, "in_use", says, account=str(account))


def case(holder: Somebody | None) -> Paper:
    prosecutor = None if holder is None else UUID(holder.account)
    says = Case(OpenedBy.RESOLUTION, NOON, "SIO-2025", prosecutor=prosecutor)
    return paper_of(PaperKind.SUPERVISION_CASE, CaseState.OPEN, says, office="open")


def resolution(holder: Somebody, under: Paper, officers: Sequence[str], valid_until: datetime = LATER) -> Paper:
    scope = Scope((), tuple(UUID(one) for one in officers), (), datetime(2026, 1, 1, tzinfo=UTC), LATER)
    says = Resolution(
        number="7-22/114",
        issued_on=date(2026, 11, 20),
        prosecutor=UUID(holder.account),
        case=under.id,
        scope=scope,
        valid_from=NOON - timedelta(days=2),
        valid_until=valid_until,
        edition="SIO-2025",
        act=uuid4(),
    )
    return paper_of(PaperKind.RESOLUTION, ResolutionState.ISSUED, says, prosecutor=holder.account)


async def papers_of(node: Node, people: dict[str, Somebody], requests: dict[str, str]) -> dict[str, tuple[Thing, ...]]:
    """Write the papers and return the things by kind, each list with a hidden and a missing one at its end."""
    officer, colleague, foreign = people["officer"], people["colleague"], people["foreign officer"]
    prosecutor, other = people["prosecutor"], people["other prosecutor"]
    accounts = {one.name: UUID(one.account) for one in people.values() if one.account}
    control, elsewhere = accounts["controller"], accounts["controller without order"]
    made: dict[str, list[Thing]] = {}
    papers: list[Paper] = []

    def put(kind: str, label: str, paper: Paper, **whose: object) -> Paper:
        papers.append(paper)
        made.setdefault(kind, []).append(Thing(label, str(paper.id), **whose))  # type: ignore[arg-type]
        return paper

    for kind, arrived in (("application", False), ("arrived", True)):
        mine, theirs = (officer.iin, foreign.iin) if not arrived else (APPLICANT, OTHER_APPLICANT)
        first, second = application(mine, HEAD, BODY, arrived=arrived), None
        put(kind, "own", first, made_by=mine, body=BODY, head=HEAD, arrived=arrived)
        second = application(theirs, OTHER_HEAD, OTHER_BODY, arrived=arrived)
        put(kind, "foreign", second, made_by=theirs, body=OTHER_BODY, head=OTHER_HEAD, arrived=arrived)
    made["any application"] = [*made["application"], *made["arrived"]]
    for kind, state in (("order", OrderState.DRAFTED), ("signed order", OrderState.SIGNED)):
        put(kind, "own", order(BODY, HEAD, control, state), body=BODY, head=HEAD)
        put(kind, "foreign", order(OTHER_BODY, OTHER_HEAD, elsewhere, state), body=OTHER_BODY, head=OTHER_HEAD)
    papers.append(order(BODY, HEAD, control, OrderState.IN_FORCE))
    for label, body, account in (
        ("own", BODY, accounts["colleague"]),
        ("foreign", OTHER_BODY, accounts["foreign officer"]),
    ):
        put("pack", label, pack(body, control), body=body)
        put("liability", label, liability(body, account), body=body)
        put("notice", label, notice(body, account), body=body)
        put("away", label, away(body, account), body=body)
    put("report", "own", breach(accounts["colleague"], BODY, UUID(made["notice"][0].id)))
    put("emergency", "own", emergency())
    for label, maker in (("own", officer), ("colleague's", colleague), ("foreign", foreign)):
        put("copy", label, copy(requests[maker.name], maker), made_by=maker.iin, body=maker.body)
        put("authenticator", label, authenticator(maker), made_by=maker.iin, body=maker.body)
    put("countersignature", "own", countersignature(officer, HEAD), made_by=officer.iin, head=HEAD)
    put("countersignature", "foreign", countersignature(foreign, OTHER_HEAD), made_by=foreign.iin, head=OTHER_HEAD)
    held = put("case", "own", case(prosecutor), held_by=prosecutor.iin)
    put("case", "nobody's", case(None), free=True)
    theirs = put("case", "another's", case(other), held_by=other.iin)
    covered = (officer.account,)
    put("resolution", "own", resolution(prosecutor, held, covered), held_by=prosecutor.iin)
    put("resolution", "another's", resolution(other, theirs, covered), held_by=other.iin)
    put(
        "resolution",
        "own, over",
        resolution(prosecutor, held, covered, NOON - timedelta(hours=1)),
        made_by=prosecutor.iin,
        over=True,
    )
    made["resolution in force"] = [one for one in made["resolution"] if not one.over]
    await keep(node, *papers)
    hidden = {"notice": made["copy"][0].id}
    return {
        kind: (*found, Thing("hidden: of another kind", hidden.get(kind, made["notice"][0].id)), missing())
        for kind, found in made.items()
    }


def things_of_people(
    people: dict[str, Somebody], requests: dict[str, str], materials: dict[str, str]
) -> dict[str, tuple[Thing, ...]]:
    """Accounts, requests, materials and registers as things."""
    makers = [("own", people["officer"]), ("colleague's", people["colleague"]), ("foreign", people["foreign officer"])]

    def each(numbers: dict[str, str]) -> tuple[Thing, ...]:
        found = [Thing(label, numbers[one.name], made_by=one.iin, body=one.body) for label, one in makers]
        return (*found, Thing("hidden: of another kind", people["officer"].account), missing())

    accounts = [Thing(label, one.account, made_by=one.iin, body=one.body) for label, one in makers]
    covered = [replace(one, held_by=people["prosecutor"].iin if one.label == "own" else "") for one in each(requests)]
    return {
        "request": each(requests),
        "covered request": tuple(covered),
        "material": each(materials),
        "account": (*accounts, Thing("hidden: of another kind", requests["officer"]), missing()),
        "person": (
            *(Thing(label, one.iin, made_by=one.iin, body=one.body) for label, one in makers),
            Thing("hidden: an office", people["prosecutor"].iin),
            missing(iin_of(40)),
        ),
    }
