"""A desk in memory that honours the portal's port: one officer, made-up answers, every kind of row and refusal."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from almasu.interfaces.portal.desk_of_node.graph import graph_of
from almasu.interfaces.portal.desk_of_node.picture import picture_of
from almasu.interfaces.portal.views.answers import (
    AnswerView,
    AskedFor,
    RequestList,
    RequestSummary,
    RequestView,
    Row,
    RowState,
    is_settled,
)
from almasu.interfaces.portal.views.asking import (
    RequestForm,
)
from almasu.interfaces.portal.views.dossier import DossierHead, DossierView, TimelineView, ViewedView
from almasu.interfaces.portal.views.graph import LinksView
from almasu.interfaces.portal.views.law import Notice, NoticeKind
from almasu.interfaces.portal.views.people import (
    CodeSent,
    Consent,
    Person,
    SessionToken,
    SignedIn,
    SignInBegun,
    Stage,
    ToSign,
)
from almasu.interfaces.portal.views.proof import GivenOut, Outcome, Place, ProofView
from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.materials.problems import COPY_CODE_UNKNOWN
from almasu.kernel.parties.problems import BIOMETRICS_REFUSED, PASSWORD_OVERDUE
from almasu.kernel.resources import KeyKind
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.problem import Fault
from almasu.law.text import Text
from interfaces.portal.fake_asking import FakeAsking
from interfaces.portal.fake_evidence import FakeEvidence
from interfaces.portal.fake_knowing import FakeKnowing
from interfaces.portal.made_up_problems import (
    ABSENT,
    BAD_CODE,
    CODE,
    ENDED,
    IIN,
    NOW,
    SOON,
    UNREADABLE,
)
from interfaces.portal.made_up_views import (
    CARDS,
    CONSENT,
    EVENTS,
    FORM,
    LINKS,
    LOGIN,
    PROOF,
    TERM,
    VIEWINGS,
    made_act,
    made_check_signature,
    made_made_up,
    made_request,
    made_settled,
    registers,
)


@dataclass
class _Session:
    stage: Stage
    challenge: ToSign
    code_sent_at: datetime = NOW


COPY_CODE = "9F3A-0C11-77DE-4B02-A5E8"
DEVICE = '{"act": "0d4e5a6b-7c8d-4e9f-8a1b-2c3d4e5f6a7b", "use": {"challenge": "AAAA"}}'
DEVICE_ANSWER = '{"answer": "made up"}'


@dataclass
class FakeDesk(FakeAsking, FakeEvidence, FakeKnowing):
    """Set `broken` to make every call fail, `blocked` to end all sessions, `hold` to keep answers from coming.

    `unknowing` makes the desk recognise nobody.
    """

    consent_signed: bool = True
    password_overdue: bool = False
    refuse: bool = False
    broken: bool = False
    blocked: bool = False
    empty: bool = False
    warned: bool = True
    unknowing: bool = False
    bound: bool = False
    hold: asyncio.Event | None = None
    sessions: dict[str, _Session] = field(default_factory=dict)
    acts: dict[UUID, tuple[ToSign, RequestForm]] = field(default_factory=dict)
    requests: dict[UUID, RequestView] = field(default_factory=dict)
    asked: list[RequestForm] = field(default_factory=list)
    visitors: set[str] = field(default_factory=set)

    # Coming in

    async def begin_sign_in(self) -> SignInBegun:
        if self.broken:
            raise Fault("the desk is broken")
        token = SessionToken(secrets.token_urlsafe(32))
        challenge = made_act(ActPurpose.LOGIN, None, "", {}, LOGIN)
        self.sessions[token] = _Session(Stage.PROVING, challenge)
        return SignInBegun(token, challenge)

    async def challenge(self, session: SessionToken) -> ToSign:
        found = self._session(session)
        if found.stage is not Stage.PROVING:
            raise ENDED.at()
        return found.challenge

    async def begin_visit(self) -> SignInBegun:
        return await self.begin_sign_in()

    async def renew_visit(self, session: SessionToken) -> ToSign | None:
        challenge = await self.challenge(session)
        return None if session in self.visitors else challenge

    async def prove_visit(self, session: SessionToken, act: UUID, cms: bytes) -> SessionToken:
        made_check_signature(cms)
        self.visitors.add(session)
        return session

    async def prove(self, session: SessionToken, act: UUID, cms: bytes) -> None:
        found = self._session(session)
        if act != found.challenge.id:
            raise ENDED.at()
        made_check_signature(cms)
        found.stage = Stage.CODE

    async def device(self, session: SessionToken) -> str:
        self._session(session)
        return DEVICE if self.bound else ""

    async def check_device(self, session: SessionToken, answer: str) -> SignedIn:
        if answer != DEVICE_ANSWER:
            raise BIOMETRICS_REFUSED.at("answer")
        return await self.check_code(session, CODE)

    async def code_sent(self, session: SessionToken) -> CodeSent | None:
        at = self._session(session).code_sent_at
        if self.bound:
            return None
        return CodeSent("+7 7** *** ** 12", at, at + timedelta(minutes=5), at + timedelta(seconds=60), 5)

    async def send_code(self, session: SessionToken) -> CodeSent:
        self._session(session)
        raise SOON.at()

    async def check_code(self, session: SessionToken, code: str) -> SignedIn:
        found = self._session(session)
        if self.password_overdue:
            raise PASSWORD_OVERDUE.at(since="20.10.2026")
        if code != CODE:
            raise BAD_CODE.at("code")
        del self.sessions[session]
        token = SessionToken(secrets.token_urlsafe(32))
        stage = Stage.READY if self.consent_signed else Stage.CONSENT
        self.sessions[token] = _Session(stage, found.challenge)
        return SignedIn(token, await self.who(token))

    async def confirm_password(self, session: SessionToken) -> None:
        self._session(session)
        self.password_overdue = False

    async def who(self, session: SessionToken) -> Person:
        if self.unknowing:
            raise Fault("nobody can be recognised")
        stage = self._session(session).stage
        if stage is Stage.PROVING:
            raise ENDED.at()
        return Person(
            account="a-1",
            name="АХМЕТОВ ДАНИЯР СЕРІКҰЛЫ",
            iin=IIN,
            role=Text("қызметкер", "сотрудник", "officer"),
            body=Text(
                "Қаржылық мониторинг агенттігі (үлгі)",
                "Агентство по финансовому мониторингу (образец)",
                "Agency for Financial Monitoring (sample)",
            ),
            position=Text("Талдау бөлімінің сарапшысы", "Эксперт отдела анализа", "Analyst"),
            stage=stage,
            session_ends=datetime.now(UTC) + timedelta(hours=8),
        )

    async def sign_out(self, session: SessionToken) -> None:
        self.sessions.pop(session, None)

    async def consent(self, session: SessionToken) -> Consent:
        found = self._session(session)
        act = (
            found.challenge
            if found.challenge.purpose is ActPurpose.CONSENT
            else made_act(ActPurpose.CONSENT, IIN, "consent", {"edition": "2025"}, CONSENT)
        )
        found.challenge = act
        return Consent("2025", Text("Пайдалану шарттары", "Условия пользования", "Terms of use"), (TERM, TERM), act)

    async def sign_consent(self, session: SessionToken, act: UUID, cms: bytes) -> Person:
        found = self._session(session)
        made_check_signature(cms)
        found.stage = Stage.READY
        return await self.who(session)

    # Receiving

    async def my_requests(self, session: SessionToken, older: str | None = None) -> RequestList:
        self._ready(session)
        items = tuple(
            RequestSummary(
                one.id,
                one.subject,
                one.task,
                one.accepted_at,
                len(one.rows),
                sum(row.replied_at is not None for row in one.rows),
                all(is_settled(row) for row in one.rows),
            )
            for one in self.requests.values()
        )
        return RequestList(items, None if older or not items else "cursor")

    async def request(self, session: SessionToken, request: UUID, *, polled: bool = False) -> RequestView:
        self._ready(session)
        if request not in self.requests:
            raise ABSENT.at()
        return self.requests[request]

    async def watch(self, session: SessionToken, request: UUID) -> AsyncGenerator[Row, None]:
        for row in (await self.request(session, request)).rows:
            yield row
        if self.hold is not None:
            await self.hold.wait()
        for at, row in enumerate(self.requests[request].rows):
            self._ready(session)
            settled = made_settled(row, at, empty=self.empty)
            view = self.requests[request]
            self.requests[request] = replace(view, rows=(*view.rows[:at], settled, *view.rows[at + 1 :]))
            yield settled

    async def answer(self, session: SessionToken, request: UUID, number: int) -> AnswerView:
        view = await self.request(session, request)
        row = next((row for row in view.rows if row.number == number), None)
        if row is None or row.state not in {RowState.ANSWERED, RowState.NO_RECORD, RowState.REFUSED}:
            raise ABSENT.at()
        register = next(one for one in registers() if one.number == number)
        records: tuple[Record, ...] = ()
        if row.state is RowState.ANSWERED:
            records = ({one.name: made_made_up(one.type) for one in register.fields},) * row.records
        digest = hashlib.sha256(b"answer").hexdigest()
        return AnswerView(
            request,
            AskedFor(view.subject, view.ground, view.purpose, view.task),
            row,
            register.owner,
            register.fields,
            records,
            digest,
            digest,
            1024,
            register.cites,
            register.secret,
        )

    async def dossier(self, session: SessionToken, request: UUID) -> DossierView:
        return DossierView(await self.dossier_head(session, request), () if self.empty else CARDS)

    async def links(self, session: SessionToken, request: UUID, opened: Sequence[str]) -> LinksView:
        head, tables = await self.dossier_head(session, request), () if self.empty else LINKS
        graph = graph_of(tables, opened)
        picture = picture_of(graph, head.subject.value, "", NOW.date())
        return LinksView(head, tuple(table.source for table in tables), graph, picture)

    async def timeline(self, session: SessionToken, request: UUID) -> TimelineView:
        return TimelineView(await self.dossier_head(session, request), () if self.empty else EVENTS)

    async def dossier_head(self, session: SessionToken, request: UUID) -> DossierHead:
        view = await self.request(session, request)
        return DossierHead(request, view.subject, view.ground, view.purpose, view.task, NOW, view.rows)

    async def viewed(self, session: SessionToken, request: UUID) -> ViewedView:
        return ViewedView(await self.dossier_head(session, request), () if self.empty else VIEWINGS)

    # Proving

    async def prove_receipt(self, receipt: str) -> ProofView:
        if not receipt.startswith("almasu-receipt"):
            raise UNREADABLE.at("receipt")
        if "unknown" in receipt:
            return replace(PROOF, place=Place.UNKNOWN, index=None, path=(), witnesses=(), checkpoint="", file=b"")
        if "waiting" in receipt:
            return replace(PROOF, place=Place.WAITING, outcome=Outcome.INDETERMINATE, index=None)
        return replace(PROOF, outcome=Outcome.FAILED) if "forged" in receipt else PROOF

    async def prove_request(self, session: SessionToken, request: UUID) -> ProofView:
        await self.request(session, request)
        return PROOF

    async def given_out(self, code: str) -> GivenOut:
        if code != COPY_CODE:
            raise COPY_CODE_UNKNOWN.at()
        later = NOW + timedelta(hours=8)
        return GivenOut(code, uuid4(), "PDF", "ab" * 32, NOW, later, None, replace(PROOF, signature=None))

    async def prove_answer(self, session: SessionToken, request: UUID, number: int) -> ProofView:
        await self.answer(session, request, number)
        return replace(PROOF, signature=None)

    async def notices(self, session: SessionToken) -> tuple[Notice, ...]:
        self._ready(session)
        says = Text(
            "Жер тізілімінде жоспарлы жұмыстар.",
            "Плановые работы в реестре земель.",
            "Planned works at the register of land.",
        )
        return (Notice(NoticeKind.WORKS, says, NOW, NOW + timedelta(hours=3)),) if self.warned else ()

    # What tests need

    def inside(self) -> SessionToken:
        """A session that has come in fully."""
        token = SessionToken(secrets.token_urlsafe(32))
        self.sessions[token] = _Session(Stage.READY, made_act(ActPurpose.LOGIN, None, "", {}, LOGIN))
        return token

    def at(self, stage: Stage) -> SessionToken:
        """A session at an earlier step of coming in."""
        token = self.inside()
        self.sessions[token].stage = stage
        return token

    def accepted(self, numbers: tuple[int, ...] = tuple(range(1, 13)), *, settled: bool = True) -> UUID:
        """An accepted request, with one row of every state in turn, or none answered yet."""
        form = replace(FORM, resources=numbers)
        key = SubjectKey(KeyKind.IIN, form.subject)
        act = made_act(ActPurpose.REQUEST, IIN, "request", {}, LOGIN)
        view = made_request(uuid4(), act, form, key)
        if settled:
            rows = tuple(made_settled(row, at, empty=self.empty) for at, row in enumerate(view.rows))
            view = replace(view, rows=rows)
        self.requests[view.id] = view
        return view.id

    def _session(self, session: SessionToken) -> _Session:
        if self.broken:
            raise Fault("the desk is broken")
        if self.blocked or session not in self.sessions:
            raise ENDED.at()
        return self.sessions[session]

    def _ready(self, session: SessionToken) -> None:
        if self._session(session).stage is not Stage.READY:
            raise ENDED.at()
