"""What the desk in memory shows: a request form, cards, clauses, proofs, and rows of every state."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources as package
from uuid import UUID, uuid4

from almasu.interfaces.portal.views.answers import (
    RequestView,
    Row,
    RowState,
)
from almasu.interfaces.portal.views.asking import (
    Choice,
    RegisterState,
    RequestForm,
    ResourceOffer,
)
from almasu.interfaces.portal.views.dossier import LeftOut, LinkStep, LinkTable, PathRow, Viewer, Viewing
from almasu.interfaces.portal.views.people import (
    ToSign,
)
from almasu.interfaces.portal.views.proof import Outcome, Place, ProofView, SignatureStory, Stamped, Step, Witness
from almasu.kernel.answers import SubjectKey
from almasu.kernel.dossier.card import EntityCard, Fact, Source, SourcedValue
from almasu.kernel.dossier.timeline import Event, Lane
from almasu.kernel.resources import FieldType, Resource, Sensitivity
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.law.rule import Finding, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable
from almasu.regimes.sio_pso.resources.loader import parse_resources
from interfaces.portal.made_up_problems import (
    EDITION,
    EXPIRED,
    GOOD_SIGNATURE,
    IIN,
    NOW,
)


@lru_cache(maxsize=1)
def registers() -> tuple[Resource, ...]:
    """The 52 resources of the package's own data."""
    data = package.files("almasu.regimes.sio_pso.resources").joinpath("data")
    return parse_resources(
        {file.name: file.read_text("utf-8") for file in data.iterdir() if file.name.endswith(".yaml")}
    )


FORM = RequestForm(
    subject_kind=None,
    subject=IIN,
    ground="financial_monitoring",
    purpose="laundering",
    justification="Есепшоттағы айналым мәлімделген табыстан жиырма есе асады.",
    task="2026-114",
    resources=(1, 5, 22),
)
LOGIN = Text("Мен «Алмасу» порталына кіремін.", "Я вхожу в портал «Алмасу».", "I sign in to the Almasu portal.")
CONSENT = Text(
    "Мен пайдалану шарттарымен келісемін.", "Я согласен с условиями пользования.", "I agree to the terms of use."
)
TERM = Text(
    "Мәліметті тек сұрау салуда көрсетілген мақсатта пайдаланамын.",
    "Использую сведения только в целях, указанных в запросе.",
    "I use what I obtain only for the purposes stated in the request.",
)
GROUND = Text("Қаржылық мониторинг", "Финансовый мониторинг", "Financial monitoring")
PURPOSES = {
    "laundering": Text(
        "Кірістерді жылыстатуға қарсы іс-қимыл", "Противодействие отмыванию доходов", "Countering money laundering"
    ),
    "terrorism": Text(
        "Терроризмді қаржыландыруға қарсы іс-қимыл",
        "Противодействие финансированию терроризма",
        "Countering the financing of terrorism",
    ),
}
WHY = Text(
    "Тізілім 3 секундта жауап бермеді.",
    "Реестр не ответил за 3 секунды.",
    "The register did not answer within 3 seconds.",
)
REFUSAL = Text("Иесі мәлімет беруден бас тартты.", "Владелец отказал в сведениях.", "The owner declined.")
STEPS = (
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
PROOF = ProofView(
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
    steps=STEPS[:2],
    file=b"{}",
    file_name="almasu-proof-41.json",
    stamp=Stamped(Outcome.PASSED, NOW, "TSA"),
    signature=SignatureStory(Outcome.PASSED, "САҒЫНТАЕВ НҰРЛАН", NOW, STEPS),
)


def made_source(number: int, minute: int) -> Source:
    register = next(one for one in registers() if one.number == number)
    return Source(number, register.name, NOW + timedelta(minutes=minute), "ab" * 32)


def made_fact(label: Text, *values: SourcedValue, featured: bool = False) -> Fact:
    return Fact(label, Sensitivity.PERSONAL, values, featured, len(values) > 1)


CARDS = (
    EntityCard(
        "p1",
        Text("Адам", "Человек", "Person"),
        "АХМЕТОВ ДАНИЯР СЕРІКҰЛЫ",
        None,
        (
            made_fact(
                Text("Туған күні", "Дата рождения", "Date of birth"),
                SourcedValue("1986-03-14", FieldType.DATE, (made_source(1, 0), made_source(20, 1))),
                featured=True,
            ),
            made_fact(
                Text("Тіркелген мекенжайы", "Адрес регистрации", "Registered address"),
                SourcedValue("АСТАНА, ДОСТЫҚ 12-41", FieldType.TEXT, (made_source(1, 0),)),
                SourcedValue("АСТАНА, КЕНЕСАРЫ 40-7", FieldType.TEXT, (made_source(20, 2),)),
            ),
            made_fact(
                Text("Жынысы", "Пол", "Sex"),
                SourcedValue("1", FieldType.CODE, (made_source(1, 0),), Text("ер", "мужской", "male")),
            ),
        ),
    ),
    EntityCard(
        "v1",
        Text("Көлік", "Транспорт", "Vehicle"),
        "123 ABC 01",
        Text("иесі", "владелец", "owner of"),
        (
            made_fact(
                Text("Шығарылған жылы", "Год выпуска", "Year built"),
                SourcedValue("2019", FieldType.TEXT, (made_source(5, 1),)),
            ),
        ),
        5,
    ),
)
BORN, CROSSED = Text("Туған күні", "Дата рождения", "Birth date"), Text("Өткен уақыты", "Пересечена", "Crossed at")
EVENTS = (
    Event(date(2026, 3, 2), NOW, Lane.TRIPS, CROSSED, "ҚОРДАЙ", (made_source(23, 2),)),
    Event(date(2026, 1, 5), None, Lane.TRIPS, CROSSED, "ҚОРДАЙ", (made_source(23, 2),)),
    Event(date(1986, 3, 14), None, Lane.LIFE, BORN, "", (made_source(1, 0), made_source(20, 1))),
)
VIEWINGS = (
    Viewing(NOW, Viewer.CONTROL, Text("Сұрау салу қаралды", "Просмотрен запрос", "Looked at"), None, False),
    Viewing(NOW, Viewer.OPERATOR, Text("Заңдылығы қаралды", "Проверена законность", "Judged"), None, False),
    Viewing(NOW, Viewer.OFFICER, Text("Жауаптар ашылды", "Открыты ответы", "Answers opened"), 5, False),
    Viewing(NOW, Viewer.OFFICER, Text("Көшірме алынды", "Взята копия", "A copy was taken"), None, True),
)


def made_check_signature(cms: bytes) -> None:
    if cms != GOOD_SIGNATURE:
        raise EXPIRED.at("cms")


def made_act(purpose: ActPurpose, signer: str | None, object_id: str, body: dict[str, object], human: Text) -> ToSign:
    expires = NOW + timedelta(minutes=5)
    act = Act(
        purpose, "restricted/n1", signer or "", object_id, body, {}, "SIO25", human, secrets.token_hex(16), NOW, expires
    )
    return ToSign(uuid4(), purpose, act_bytes(act), signer, expires)


def made_offer(one: Resource) -> ResourceOffer:
    state = {3: RegisterState.SLOW, 4: RegisterState.DOWN, 7: RegisterState.ABSENT}.get(one.number, RegisterState.OPEN)
    return ResourceOffer(
        one.number, one.name, one.owner, one.keys, one.sensitivity, one.truncated, one.hit_first, state, one.cites
    )


def made_findings(refuse: bool) -> tuple[Finding, ...]:
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


def made_request(number: UUID, act: ToSign, form: RequestForm, key: SubjectKey) -> RequestView:
    names = {one.number: one.name for one in registers()}
    states = (RowState.WAITING, RowState.ASKED)
    return RequestView(
        id=number,
        subject=key,
        ground=Choice("financial_monitoring", GROUND, ("SIO25-A1.1",)),
        purpose=Choice("laundering", PURPOSES["laundering"], ("SIO25-1",)),
        justification=form.justification,
        task=form.task,
        edition=EDITION,
        accepted_at=NOW,
        act_sha256=hashlib.sha256(act.data).hexdigest(),
        signature=SignatureStory(Outcome.PASSED, "CN=АХМЕТОВ ДАНИЯР, SERIALNUMBER=IIN860314450216", NOW, STEPS),
        receipt=f"almasu-receipt {number}\n",
        rows=tuple(
            Row(one, names[one], states[at % 2], NOW if at % 2 else None) for at, one in enumerate(form.resources)
        ),
    )


def made_settled(row: Row, at: int, *, empty: bool) -> Row:
    answered = replace(
        row, asked_at=NOW, replied_at=NOW + timedelta(seconds=at), state=RowState.ANSWERED, records=at + 1
    )
    if empty:
        return replace(answered, state=RowState.NO_RECORD, records=0)
    match at % 6:
        case 1:
            return replace(answered, state=RowState.NO_RECORD, records=0)
        case 2:
            return replace(answered, state=RowState.REFUSED, records=0, why=REFUSAL, own_words="ERR_SCOPE 17")
        case 3:
            return replace(
                answered,
                state=RowState.NO_REPLY,
                records=0,
                replied_at=None,
                why=WHY,
                retry_at=NOW + timedelta(minutes=5),
            )
        case 4:
            return replace(answered, state=RowState.UNREADABLE, records=0, why=WHY)
        case _:
            return answered


def made_made_up(kind: FieldType) -> str | int | bool | None:
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


def made_step(one: str, other: str, kind: Text, since: str = "2010-05-06", until: str = "") -> LinkStep:
    register, name = Text("АХАЖ", "ЗАГС", "Civil status acts"), NAMES.get(other, "")
    return LinkStep(one, other, kind, 22, register, "AZ-1", since, until, kind.en, name)


NAMES = {"010101500013": "АХМЕТОВА АЛИЯ СЕРІКҚЫЗЫ"}
SPOUSE = Text("жұбайы", "супруг", "spouse of")
LINKS = (
    LinkTable(
        1,
        made_source(50, 1),
        (PathRow((made_step("870412300416", "010101500013", SPOUSE),), "1.00"),),
        (LeftOut(SPOUSE, 2960, SPOUSE.en),),
        0,
    ),
    LinkTable(
        2,
        made_source(51, 1),
        (
            PathRow(
                (
                    made_step("870412300416", "010101500013", SPOUSE),
                    made_step("010101500013", "150140000010", SPOUSE, "", "2019-03-01"),
                ),
                "0.84",
            ),
        ),
        (),
        7,
    ),
)
