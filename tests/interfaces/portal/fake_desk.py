"""A desk in memory that honours the portal's port: one officer, made-up answers, every kind of row and refusal."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources as package
from uuid import UUID, uuid4

from almasu.interfaces.portal.views.answers import (
    AnswerView,
    RequestList,
    RequestSummary,
    RequestView,
    Row,
    RowState,
    is_settled,
)
from almasu.interfaces.portal.views.asking import (
    Catalogue,
    Choice,
    Decision,
    RecognisedKey,
    RegisterState,
    RequestForm,
    ResourceGroup,
    ResourceOffer,
)
from almasu.interfaces.portal.views.dossier import DossierView, EntityCard, Fact, Source, SourcedValue
from almasu.interfaces.portal.views.law import ClauseView, Notice, NoticeKind
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
from almasu.interfaces.portal.views.proof import Outcome, Place, ProofView, SignatureStory, Step, Witness
from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.resources import FieldType, KeyKind, Resource, Sensitivity
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.subjects.key import KIND_NAMES, recognise
from almasu.law.clause import Summary
from almasu.law.problem import Fault, ProblemGroup, ProblemKind
from almasu.law.rule import Finding, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable
from almasu.regimes.sio_pso.resources.loader import parse_resources

NOW = datetime(2026, 11, 20, 5, 2, tzinfo=UTC)
IIN = "860314450216"
CODE = "123456"
GOOD_SIGNATURE = b"signed"
ENDED = ProblemKind(
    "session.ended",
    401,
    Text("Сеанс аяқталды.", "Сеанс завершён.", "The session has ended."),
    Text("Қайта кіріңіз.", "Войдите ещё раз.", "Sign in again."),
)
ABSENT = ProblemKind(
    "absent",
    404,
    Text("Мұндай нысан жоқ.", "Такого объекта нет.", "There is no such thing."),
    Text("Нөмірін тексеріңіз.", "Проверьте номер.", "Check its number."),
)
FORBIDDEN = ProblemKind(
    "account.role",
    403,
    Text("Бұл сіздің рөліңізге ашық емес.", "Это недоступно вашей роли.", "This is not open to your role."),
    Text("Операторға жүгініңіз.", "Обратитесь к оператору.", "Ask the operator."),
    ("SIO25-2",),
)
BAD_CODE = ProblemKind(
    "code.wrong",
    422,
    Text("Код дұрыс емес.", "Код неверный.", "The code is not right."),
    Text(
        "Соңғы хабарламадағы кодты енгізіңіз.",
        "Введите код из последнего сообщения.",
        "Type the code of the last message.",
    ),
    ("SIO25-9",),
)
SOON = ProblemKind(
    "code.soon",
    429,
    Text("Жаңа код сұрауға әлі ерте.", "Новый код просить ещё рано.", "It is too early for another code."),
    Text("Бір минут күтіңіз.", "Подождите минуту.", "Wait a minute."),
)
EXPIRED = ProblemKind(
    "signature.expired",
    422,
    Text("Кілттің мерзімі өтіп кеткен.", "Срок действия ключа истёк.", "The term of the key has ended."),
    Text("Жаңа кілт алыңыз.", "Получите новый ключ.", "Get a new key."),
    ("SIO25-12.1",),
)
BAD_SUM = ProblemKind(
    "request.subject_key.checksum",
    422,
    Text(
        "ЖСН-нің бақылау цифры сәйкес емес.",
        "Контрольная цифра ИИН не сходится.",
        "The check digit of the IIN does not agree.",
    ),
    Text("Нөмірді құжаттан қайта оқыңыз.", "Сверьте номер с документом.", "Read the number again from the document."),
    ("SIO25-2",),
)
NO_GROUND = ProblemKind(
    "request.ground.missing",
    422,
    Text("Негіз көрсетілмеген.", "Не указано основание.", "No ground is stated."),
    Text("Тізімнен негізді таңдаңыз.", "Выберите основание из списка.", "Choose a ground from the list."),
    ("SIO25-2",),
)
UNREADABLE = ProblemKind(
    "receipt.unreadable",
    422,
    Text("Бұл түбіртек емес.", "Это не квитанция.", "This is not a receipt."),
    Text("Түбіртекті толық көшіріңіз.", "Скопируйте квитанцию целиком.", "Copy the whole receipt."),
)
EDITION = Text("2025 жылғы редакция, 16/152", "редакция 2025 года, 16/152", "edition of 2025, 16/152")
GROUPS = {
    "identity": Text("Жеке басы", "Личность", "Identity"),
    "business": Text("Кәсіпкерлік", "Предпринимательство", "Business"),
    "justice": Text("Сот және тергеу", "Суд и следствие", "Justice"),
    "migration_and_labour": Text("Көші-қон", "Миграция", "Migration"),
    "movement": Text("Қозғалыс", "Передвижение", "Movement"),
    "property": Text("Мүлік", "Имущество", "Property"),
    "public_service": Text("Мемлекеттік қызмет", "Государственная служба", "Public service"),
    "relations": Text("Байланыстар", "Взаимосвязи", "Relations"),
    "social_and_medical": Text("Әлеуметтік сала", "Социальная сфера", "Social sphere"),
}


@lru_cache(maxsize=1)
def registers() -> tuple[Resource, ...]:
    """The 52 resources of the package's own data."""
    data = package.files("almasu.regimes.sio_pso.resources").joinpath("data")
    return parse_resources(
        {file.name: file.read_text("utf-8") for file in data.iterdir() if file.name.endswith(".yaml")}
    )


@dataclass
class _Session:
    stage: Stage
    challenge: ToSign
    code_sent_at: datetime = NOW


@dataclass
class FakeDesk:
    """Set `broken` to make every call fail, `blocked` to end all sessions, `hold` to keep answers from coming."""

    consent_signed: bool = True
    refuse: bool = False
    broken: bool = False
    blocked: bool = False
    empty: bool = False
    warned: bool = True
    hold: asyncio.Event | None = None
    sessions: dict[str, _Session] = field(default_factory=dict)
    acts: dict[UUID, tuple[ToSign, RequestForm]] = field(default_factory=dict)
    requests: dict[UUID, RequestView] = field(default_factory=dict)
    asked: list[RequestForm] = field(default_factory=list)

    # Coming in

    async def begin_sign_in(self) -> SignInBegun:
        if self.broken:
            raise Fault("the desk is broken")
        token = SessionToken(secrets.token_urlsafe(32))
        challenge = _act(ActPurpose.LOGIN, None, "", {}, _LOGIN)
        self.sessions[token] = _Session(Stage.PROVING, challenge)
        return SignInBegun(token, challenge)

    async def challenge(self, session: SessionToken) -> ToSign:
        found = self._session(session)
        if found.stage is not Stage.PROVING:
            raise ENDED.at()
        return found.challenge

    async def prove(self, session: SessionToken, act: UUID, cms: bytes) -> CodeSent:
        found = self._session(session)
        if act != found.challenge.id:
            raise ENDED.at()
        _check_signature(cms)
        found.stage = Stage.CODE
        return await self.code_sent(session)

    async def code_sent(self, session: SessionToken) -> CodeSent:
        at = self._session(session).code_sent_at
        return CodeSent("+7 7** *** ** 12", at, at + timedelta(minutes=5), at + timedelta(seconds=60), 5)

    async def send_code(self, session: SessionToken) -> CodeSent:
        self._session(session)
        raise SOON.at()

    async def check_code(self, session: SessionToken, code: str) -> SignedIn:
        found = self._session(session)
        if code != CODE:
            raise BAD_CODE.at("code")
        del self.sessions[session]
        token = SessionToken(secrets.token_urlsafe(32))
        stage = Stage.READY if self.consent_signed else Stage.CONSENT
        self.sessions[token] = _Session(stage, found.challenge)
        return SignedIn(token, await self.who(token))

    async def who(self, session: SessionToken) -> Person:
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
            else _act(ActPurpose.CONSENT, IIN, "consent", {"edition": "2025"}, _CONSENT)
        )
        found.challenge = act
        return Consent("2025", Text("Пайдалану шарттары", "Условия пользования", "Terms of use"), (_TERM, _TERM), act)

    async def sign_consent(self, session: SessionToken, act: UUID, cms: bytes) -> Person:
        found = self._session(session)
        _check_signature(cms)
        found.stage = Stage.READY
        return await self.who(session)

    # Asking

    async def catalogue(self, session: SessionToken) -> Catalogue:
        self._ready(session)
        return Catalogue(
            grounds=(Choice("financial_monitoring", _GROUND, ("SIO25-A1.1",)),),
            purposes=tuple(Choice(code, text, ("SIO25-1",)) for code, text in _PURPOSES.items()),
            key_kinds=tuple(Choice(kind.value, name) for kind, name in KIND_NAMES.items()),
            groups=tuple(
                ResourceGroup(code, label, tuple(_offer(one) for one in registers() if one.group == code))
                for code, label in GROUPS.items()
                if any(one.group == code for one in registers())
            ),
        )

    async def recognise(self, session: SessionToken, typed: str) -> tuple[RecognisedKey, ...]:
        self._ready(session)
        if typed == "860314450217":
            return (RecognisedKey(KeyKind.IIN, typed, BAD_SUM.title),)
        return tuple(RecognisedKey(key.kind, key.value) for key in recognise(typed))

    async def may_i(self, session: SessionToken, form: RequestForm) -> Decision:
        self._ready(session)
        self.asked.append(form)
        wrong = [BAD_SUM.at("subject")] if form.subject == "860314450217" else []
        wrong += [] if form.ground else [NO_GROUND.at("ground")]
        if wrong:
            raise ProblemGroup(tuple(wrong))
        return Decision(not self.refuse, NOW, EDITION, _findings(self.refuse))

    async def prepare(self, session: SessionToken, form: RequestForm) -> ToSign:
        self._ready(session)
        if self.refuse:
            raise FORBIDDEN.at()
        key = recognise(form.subject)[0]
        body = {
            "key": {"kind": key.kind.value, "value": key.value},
            "ground": form.ground,
            "purpose": form.purpose,
            "justification": form.justification,
            "task": form.task,
            "resources": list(form.resources),
            "notes": {str(note.number): note.note for note in form.notes},
        }
        human = Text(
            f"ЖСН {key.value} бойынша {len(form.resources)} тізілімнен мәлімет сұраймын.",
            f"Запрашиваю сведения по ИИН {key.value} из реестров: {len(form.resources)}.",
            f"I ask {len(form.resources)} registers about IIN {key.value}.",
        )
        act = _act(ActPurpose.REQUEST, IIN, "request", body, human)
        self.acts[act.id] = (act, form)
        return act

    async def prepared(self, session: SessionToken, act: UUID) -> ToSign:
        self._ready(session)
        if act not in self.acts:
            raise ABSENT.at()
        return self.acts[act][0]

    async def submit(self, session: SessionToken, act: UUID, cms: bytes) -> RequestView:
        self._ready(session)
        if act not in self.acts:
            raise ABSENT.at()
        _check_signature(cms)
        prepared, form = self.acts.pop(act)
        key = recognise(form.subject)[0]
        view = _request(uuid4(), prepared, form, key)
        self.requests[view.id] = view
        return view

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

    async def request(self, session: SessionToken, request: UUID) -> RequestView:
        self._ready(session)
        if request not in self.requests:
            raise ABSENT.at()
        return self.requests[request]

    async def watch(self, session: SessionToken, request: UUID) -> AsyncIterator[Row]:
        for row in (await self.request(session, request)).rows:
            yield row
        if self.hold is not None:
            await self.hold.wait()
        for at, row in enumerate(self.requests[request].rows):
            self._ready(session)
            settled = _settled(row, at, empty=self.empty)
            view = self.requests[request]
            self.requests[request] = replace(view, rows=(*view.rows[:at], settled, *view.rows[at + 1 :]))
            yield settled

    async def answer(self, session: SessionToken, request: UUID, number: int) -> AnswerView:
        view = await self.request(session, request)
        row = next((row for row in view.rows if row.number == number), None)
        if row is None or row.state not in {RowState.ANSWERED, RowState.NO_RECORD}:
            raise ABSENT.at()
        register = next(one for one in registers() if one.number == number)
        records: tuple[Record, ...] = ()
        if row.state is RowState.ANSWERED:
            records = ({one.name: _made_up(one.type) for one in register.fields},) * row.records
        digest = hashlib.sha256(b"answer").hexdigest()
        return AnswerView(
            request,
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
        view = await self.request(session, request)
        cards = () if self.empty else _CARDS
        return DossierView(request, view.subject, view.task, NOW, cards, view.rows)

    # Proving

    async def prove_receipt(self, receipt: str) -> ProofView:
        if not receipt.startswith("almasu-receipt"):
            raise UNREADABLE.at("receipt")
        if "unknown" in receipt:
            return replace(_PROOF, place=Place.UNKNOWN, index=None, path=(), witnesses=(), checkpoint="", file=b"")
        if "waiting" in receipt:
            return replace(_PROOF, place=Place.WAITING, outcome=Outcome.INDETERMINATE, index=None)
        return replace(_PROOF, outcome=Outcome.FAILED) if "forged" in receipt else _PROOF

    async def prove_request(self, session: SessionToken, request: UUID) -> ProofView:
        await self.request(session, request)
        return _PROOF

    async def clause(self, clause: str) -> ClauseView:
        if not clause.startswith("SIO25-"):
            raise ABSENT.at()
        return replace(_CLAUSE, id=clause)

    async def clauses(self, act: str) -> tuple[ClauseView, ...]:
        if act not in {"SIO25", "SIO22", "FMA", "ASOI", "CIS"}:
            raise ABSENT.at()
        return (_CLAUSE, replace(_CLAUSE, id="SIO25-14", says=Summary("Told in English for now.")))

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
        self.sessions[token] = _Session(Stage.READY, _act(ActPurpose.LOGIN, None, "", {}, _LOGIN))
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
        act = _act(ActPurpose.REQUEST, IIN, "request", {}, _LOGIN)
        view = _request(uuid4(), act, form, key)
        if settled:
            rows = tuple(_settled(row, at, empty=self.empty) for at, row in enumerate(view.rows))
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


FORM = RequestForm(
    subject_kind=None,
    subject=IIN,
    ground="financial_monitoring",
    purpose="laundering",
    justification="Есепшоттағы айналым мәлімделген табыстан жиырма есе асады.",
    task="2026-114",
    resources=(1, 5, 22),
)
_LOGIN = Text("Мен «Алмасу» порталына кіремін.", "Я вхожу в портал «Алмасу».", "I sign in to the Almasu portal.")
_CONSENT = Text(
    "Мен пайдалану шарттарымен келісемін.", "Я согласен с условиями пользования.", "I agree to the terms of use."
)
_TERM = Text(
    "Мәліметті тек сұрау салуда көрсетілген мақсатта пайдаланамын.",
    "Использую сведения только в целях, указанных в запросе.",
    "I use what I obtain only for the purposes stated in the request.",
)
_GROUND = Text("Қаржылық мониторинг", "Финансовый мониторинг", "Financial monitoring")
_PURPOSES = {
    "laundering": Text(
        "Кірістерді жылыстатуға қарсы іс-қимыл", "Противодействие отмыванию доходов", "Countering money laundering"
    ),
    "terrorism": Text(
        "Терроризмді қаржыландыруға қарсы іс-қимыл",
        "Противодействие финансированию терроризма",
        "Countering the financing of terrorism",
    ),
}
_WHY = Text(
    "Тізілім 3 секундта жауап бермеді.",
    "Реестр не ответил за 3 секунды.",
    "The register did not answer within 3 seconds.",
)
_REFUSAL = Text("Иесі мәлімет беруден бас тартты.", "Владелец отказал в сведениях.", "The owner declined.")
_STEPS = (
    Step(
        Text(
            "Қол қойылған байттар осы актінікі", "Подписаны байты этого акта", "The signed bytes are those of this act"
        ),
        Outcome.PASSED,
        "sha256",
    ),
    Step(Text("Сертификат тізбегі", "Цепочка сертификата", "The chain of the certificate"), Outcome.PASSED),
    Step(Text("Кері қайтарылуы", "Отзыв", "Revocation"), Outcome.INDETERMINATE),
)
_PROOF = ProofView(
    place=Place.INCLUDED,
    outcome=Outcome.PASSED,
    checked_at=NOW,
    leaf="ab" * 32,
    index=41,
    size=1042,
    root="cd" * 32,
    path=("ef" * 32, "01" * 32),
    checkpoint="almasu.example/restricted\n1042\nzc3Nzc0=\n\n— almasu.example AAAA\n",
    witnesses=(Witness("prosecutor.example", NOW), Witness("second.example", None)),
    steps=_STEPS[:2],
    file=b"{}",
    file_name="almasu-proof-41.json",
)
_CLAUSE = ClauseView(
    id="SIO25-2",
    act=Text(
        "Ақпарат алмасу қағидалары (2025)", "Правила обмена информацией (2025)", "Rules of information exchange (2025)"
    ),
    place="2",
    actor="FMA user",
    says=Summary(
        "A request needs a ground and a registration.",
        "Сұрау салуға негіз бен тіркеу керек.",
        "Запросу нужны основание и регистрация.",
    ),
    since=date(2025, 12, 16),
    until=None,
    rules=(("sio.ground", Text("Негіз көрсетілген", "Основание указано", "A ground is stated")),),
)


def _source(number: int, minute: int) -> Source:
    register = next(one for one in registers() if one.number == number)
    return Source(number, register.name, NOW + timedelta(minutes=minute), "ab" * 32)


def _fact(label: Text, *values: SourcedValue, featured: bool = False) -> Fact:
    return Fact(label, Sensitivity.PERSONAL, values, featured, len(values) > 1)


_CARDS = (
    EntityCard(
        "p1",
        Text("Адам", "Человек", "Person"),
        "АХМЕТОВ ДАНИЯР СЕРІКҰЛЫ",
        None,
        (
            _fact(
                Text("Туған күні", "Дата рождения", "Date of birth"),
                SourcedValue("1986-03-14", FieldType.DATE, (_source(1, 0), _source(20, 1))),
                featured=True,
            ),
            _fact(
                Text("Тіркелген мекенжайы", "Адрес регистрации", "Registered address"),
                SourcedValue("АСТАНА, ДОСТЫҚ 12-41", FieldType.TEXT, (_source(1, 0),)),
                SourcedValue("АСТАНА, КЕНЕСАРЫ 40-7", FieldType.TEXT, (_source(20, 2),)),
            ),
            _fact(
                Text("Жынысы", "Пол", "Sex"),
                SourcedValue("1", FieldType.CODE, (_source(1, 0),), Text("ер", "мужской", "male")),
            ),
        ),
    ),
    EntityCard(
        "v1",
        Text("Көлік", "Транспорт", "Vehicle"),
        "123 ABC 01",
        Text("иесі", "владелец", "owner of"),
        (
            _fact(
                Text("Шығарылған жылы", "Год выпуска", "Year built"),
                SourcedValue("2019", FieldType.TEXT, (_source(5, 1),)),
            ),
        ),
    ),
)


def _check_signature(cms: bytes) -> None:
    if cms != GOOD_SIGNATURE:
        raise EXPIRED.at("cms")


def _act(purpose: ActPurpose, signer: str | None, object_id: str, body: dict[str, object], human: Text) -> ToSign:
    expires = NOW + timedelta(minutes=5)
    act = Act(
        purpose, "restricted/n1", signer or "", object_id, body, {}, "SIO25", human, secrets.token_hex(16), NOW, expires
    )
    return ToSign(uuid4(), purpose, act_bytes(act), signer, expires)


def _offer(one: Resource) -> ResourceOffer:
    state = {3: RegisterState.SLOW, 4: RegisterState.DOWN}.get(one.number, RegisterState.OPEN)
    return ResourceOffer(
        one.number, one.name, one.owner, one.keys, one.sensitivity, one.truncated, one.hit_first, state, one.cites
    )


def _findings(refuse: bool) -> tuple[Finding, ...]:
    says = Text(
        "Сұрау салудың негізі заңнамада көзделген",
        "Основание запроса предусмотрено законодательством",
        "The ground is provided by legislation",
    )
    reason = Text(
        "Негіздеме мақсатты түсіндіреді", "Обоснование объясняет цель", "The justification explains the purpose"
    )
    photo = Text(
        "Сурет екінші негізделген сұрау салумен беріледі",
        "Фото выдаётся по второму обоснованному запросу",
        "A photograph needs a second reasoned request",
    )
    because = Text(
        "Негіздемеде үш сөзден аз.", "В обосновании меньше трёх слов.", "The justification has fewer than three words."
    )
    remedy = Text(
        "Себебін бір-екі сөйлеммен жазыңыз.",
        "Напишите причину одним-двумя предложениями.",
        "Write the reason in a sentence or two.",
    )
    missing = Text("Тіркелген күні белгісіз.", "Дата регистрации неизвестна.", "The day of registration is not known.")
    return (
        Finding("sio.ground", RuleKind.LAW, ("SIO25-2",), says, Met()),
        Finding("sio.reason", RuleKind.LAW, ("SIO25-3.1",), reason, Broken(because, remedy) if refuse else Met()),
        Finding(
            "house.photo",
            RuleKind.HOUSE,
            ("SIO25-18", "SIO25-20"),
            photo,
            CannotTell(missing) if refuse else NotApplicable(),
        ),
    )


def _request(number: UUID, act: ToSign, form: RequestForm, key: SubjectKey) -> RequestView:
    names = {one.number: one.name for one in registers()}
    states = (RowState.WAITING, RowState.ASKED)
    return RequestView(
        id=number,
        subject=key,
        ground=Choice("financial_monitoring", _GROUND, ("SIO25-A1.1",)),
        purpose=Choice("laundering", _PURPOSES["laundering"], ("SIO25-1",)),
        justification=form.justification,
        task=form.task,
        edition=EDITION,
        accepted_at=NOW,
        act_sha256=hashlib.sha256(act.data).hexdigest(),
        signature=SignatureStory(Outcome.PASSED, "CN=АХМЕТОВ ДАНИЯР, SERIALNUMBER=IIN860314450216", NOW, _STEPS),
        receipt=f"almasu-receipt {number}\n",
        rows=tuple(
            Row(one, names[one], states[at % 2], NOW if at % 2 else None) for at, one in enumerate(form.resources)
        ),
    )


def _settled(row: Row, at: int, *, empty: bool) -> Row:
    answered = replace(
        row, asked_at=NOW, replied_at=NOW + timedelta(seconds=at), state=RowState.ANSWERED, records=at + 1
    )
    if empty:
        return replace(answered, state=RowState.NO_RECORD, records=0)
    match at % 6:
        case 1:
            return replace(answered, state=RowState.NO_RECORD, records=0)
        case 2:
            return replace(answered, state=RowState.REFUSED, records=0, why=_REFUSAL, own_words="ERR_SCOPE 17")
        case 3:
            return replace(
                answered,
                state=RowState.NO_REPLY,
                records=0,
                replied_at=None,
                why=_WHY,
                retry_at=NOW + timedelta(minutes=5),
            )
        case 4:
            return replace(answered, state=RowState.UNREADABLE, records=0, why=_WHY)
        case _:
            return answered


def _made_up(kind: FieldType) -> str | int | bool | None:
    match kind:
        case FieldType.DATE:
            return "1986-03-14"
        case FieldType.MOMENT:
            return "2026-11-20T10:02:00+05:00"
        case FieldType.INTEGER:
            return 1234567
        case FieldType.BOOLEAN:
            return True
        case FieldType.DECIMAL:
            return "12500.5"
        case _:
            return "00-1"
