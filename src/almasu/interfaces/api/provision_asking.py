"""Questions to state bodies, materials and what was received over HTTP: the actions of the pages (FMA-3.3, FMA-6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.node import Node
from almasu.actions.provision import (
    answer_as_clerk,
    answering,
    ask,
    destroy,
    find_for_material,
    materials,
    see_askable,
    see_names,
    see_received,
    withdraw_question,
)
from almasu.actions.provision import use_received as using
from almasu.actions.provision.ask import Form
from almasu.actions.provision.find_for_material import Search
from almasu.actions.provision.materials import OfAgency
from almasu.actions.provision.questions import KeptQuestion
from almasu.actions.provision.received_file import MEDIA, TakenAs, received_file
from almasu.actions.provision.see_askable import Askable
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.evidence import attachment
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.inert import inert_file
from almasu.kernel.provision.delivery import NotCounted, not_counted
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.material import Material
from almasu.kernel.provision.question import Asking
from almasu.kernel.provision.received import Provenance, Use
from almasu.kernel.provision.received_card import Card
from almasu.kernel.provision.under_material import Under
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem
from almasu.law.text import Language
from almasu.law.typed import Typed
from almasu.wiring.received_pdf import received_pdf_of

SIGN = "sign exactly these bytes."


class AskableLine(msgspec.Struct, frozen=True):
    """A set that may be asked now, with its fields and keys, and the way that is lawful."""

    body: str
    data_set: DataSet
    way: str


class QuestionLine(msgspec.Struct, frozen=True):
    """A question as it stands, without the key it was asked by."""

    id: UUID
    number: str
    body: str
    data_set: str
    state: str
    asked_at: datetime
    due: datetime
    late: bool


class QuestionCard(msgspec.Struct, frozen=True):
    """A question with everything it rested on and how it was answered.

    `in_the_way` is what keeps an answer from being taken now; None where nothing does, or none is waited for.
    """

    line: QuestionLine
    asking: Asking
    in_the_way: NotCounted | None = None


class MaterialLine(msgspec.Struct, frozen=True):
    """A material of the caller."""

    id: UUID
    material: Material


class MaterialCard(msgspec.Struct, frozen=True):
    """A material with the cards of what was received for it; `beside` is what else lies under it, and goes with it."""

    line: MaterialLine
    received: tuple[Card, ...]
    beside: tuple[Under, ...]


class NewMaterial(Typed, frozen=True):
    """A material to be opened: its designation, its purpose, until when it is kept."""

    name: str
    purpose: str
    until: datetime


class MaterialOpened(msgspec.Struct, frozen=True):
    """The number of a material that was opened."""

    material: UUID


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A use that is wanted: which one, for which purpose, why."""

    use: Use
    purpose: str
    why: str


class Print(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A print that is wanted: for which purpose, why, in which language."""

    purpose: str
    why: str
    language: Language = Language.KK


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that is taken along: in which form, the language of its labels, for which purpose, why."""

    form: TakenAs
    purpose: str
    why: str
    language: Language = Language.KK


class Passing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To which material something is passed on, by its designation, for which purpose, why."""

    to: str
    purpose: str
    why: str


class SearchableLine(msgspec.Struct, frozen=True):
    """A set of a body in which rows can be found, as its last delivery gave it."""

    body: str
    data_set: DataSet


class ReceivedNumber(msgspec.Struct, frozen=True):
    """The number of what was passed on, at its new material."""

    received: UUID


class ValueShown(msgspec.Struct, frozen=True):
    """One value with its regime of secrecy and where it came from; `keyed_by` are who typed it from a paper."""

    field: str
    value: str | int | bool | None
    secrecy: str
    provenance: Provenance
    keyed_by: tuple[UUID, ...] = ()


class ContentShown(msgspec.Struct, frozen=True):
    """A content that was opened, row by row; `people` are the names of who keyed it from a paper, by account."""

    card: Card
    rows: tuple[tuple[ValueShown, ...], ...]
    people: Mapping[UUID, str]


class AnswerForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clerk's answer: rows of texts by field, none for "nothing is held"."""

    question: UUID
    rows: Annotated[tuple[dict[str, str], ...], msgspec.Meta(max_length=answer_as_clerk.MOST_ROWS)]


class EndForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A material to be destroyed, and why."""

    material: UUID
    why: str


@get("/askable")
async def askable(running: OfNode, authorization: Bearer) -> tuple[AskableLine, ...]:
    """Return the sets that may be asked now, by body and code."""
    return tuple(map(_askable, await see_askable.askable(running.node, token_of(authorization), running.now())))


@get("/questions", response_headers=[GOES_ON])
async def questions(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[QuestionLine, ...]]:
    """Return the questions that the caller may know of, newest first; the next page is in the `Link` header."""
    at = running.now()
    page = await see_received.questions(running.node, token_of(authorization), after, most, at)
    return paged(request, (_line(one, at) for one in page.items), page.after)


@get("/questions/{asked:uuid}")
async def question(running: OfNode, authorization: Bearer, asked: FromPath[UUID]) -> QuestionCard:
    """Return one question."""
    at = running.now()
    seen = await see_received.question(running.node, token_of(authorization), asked, at)
    return _card(seen.one, at, seen.no)


@get("/materials")
async def my_materials(running: OfNode, authorization: Bearer) -> tuple[MaterialLine, ...]:
    """Return the open materials of the caller, the newest first."""
    return tuple(map(_material, await materials.my_materials(running.node, token_of(authorization), running.now())))


@get("/materials-ended")
async def ended_materials(running: OfNode, authorization: Bearer) -> tuple[MaterialLine, ...]:
    """Return the materials of the caller that were destroyed, with the acts they ended by."""
    found = await see_received.destroyed_materials(running.node, token_of(authorization), running.now())
    return tuple(map(_material, found))


@post("/materials", status_code=201)
async def open_material(running: OfNode, authorization: Bearer, data: JSONBody[NewMaterial]) -> MaterialOpened:
    """Open a material for one of the three purposes."""
    token, at = token_of(authorization), running.now()
    number = await materials.open_material(running.node, token, data.name, data.purpose, data.until, at)
    return MaterialOpened(number)


@get("/materials/{material:uuid}", response_headers=[GOES_ON])
async def one_material(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, material: FromPath[UUID], after: After = ""
) -> MaterialCard:
    """Return a material of the caller with the newest cards of what was received for it."""
    token = token_of(authorization)
    found = await see_received.material(running.node, token, material, after, see_received.AT_ONCE, running.now())
    return MaterialCard(_material(found.one), tuple(found.cards.items), found.beside)


@get("/searchable")
async def searchable(running: OfNode, authorization: Bearer) -> tuple[SearchableLine, ...]:
    """Return the sets given by file in which rows can be found by key."""
    found = await find_for_material.searchable(running.node, token_of(authorization), running.now())
    return tuple(SearchableLine(one.body, one.data_set) for one in found)


@post("/materials/{material:uuid}/findings", status_code=201)
async def find(
    running: OfNode, authorization: Bearer, material: FromPath[UUID], data: JSONBody[Search]
) -> tuple[Card, ...]:
    """Keep the rows of a key under a material: a card for each delivery they came in, opened by a use."""
    token, at = token_of(authorization), running.now()
    return tuple(await find_for_material.find_for_material(running.node, token, material, data, at))


@get("/received/{received:uuid}")
async def received_card(running: OfNode, authorization: Bearer, received: FromPath[UUID]) -> Card:
    """Return the card of something received; its content is opened by a use."""
    return await see_received.received_card(running.node, token_of(authorization), received, running.now())


@post("/received/{received:uuid}/uses", status_code=200)
async def use(running: OfNode, authorization: Bearer, received: FromPath[UUID], data: JSONBody[Wanted]) -> ContentShown:
    """Use something received: every value comes with its regime and its provenance, and the use is journalled."""
    asked = using.Asked(data.use, data.purpose, data.why)
    opened = await using.use_received(running.node, token_of(authorization), received, asked, running.now())
    rows = (
        tuple(ValueShown(one.field.name, one.value, one.secrecy.value, one.provenance, one.keyed_by) for one in row)
        for row in opened.rows
    )
    return ContentShown(opened.card, tuple(rows), opened.people)


@post("/received/{received:uuid}/prints", status_code=200)
async def print_received(
    running: OfNode, authorization: Bearer, received: FromPath[UUID], data: JSONBody[Print]
) -> Response[bytes]:
    """Print something received: a PDF document with its regimes on every page; the print is a use and journalled."""
    token, at, asked = token_of(authorization), running.now(), using.Asked(Use.PRINT, data.purpose, data.why)
    opened = await using.use_received(running.node, token, received, asked, at)
    known = await see_names.names(running.node, token, [(opened.card.received.provenance.body, "")], at)
    return inert_file(await received_pdf_of(opened, asked, known.bodies, data.language, at), f"{received}.pdf")


@post("/received/{received:uuid}/files", status_code=200)
async def take_file(
    running: OfNode, authorization: Bearer, received: FromPath[UUID], data: JSONBody[File]
) -> Response[bytes]:
    """Take something received along as a file: every value has its regime and its origin; the use is journalled."""
    at, asked = running.now(), using.Asked(Use.EXPORT, data.purpose, data.why)
    opened = await using.use_received(running.node, token_of(authorization), received, asked, at)
    content = received_file(data.form, opened, asked, data.language, at)
    return attachment(content, MEDIA[data.form], f"{received}.{data.form.value}")


@post("/received/{received:uuid}/passing", status_code=201)
async def pass_on(
    running: OfNode, authorization: Bearer, received: FromPath[UUID], data: JSONBody[Passing]
) -> ReceivedNumber:
    """Pass something received on to another material of the same purpose."""
    asked = using.Asked(Use.PASS_ON, data.purpose, data.why)
    token = token_of(authorization)
    return ReceivedNumber(await using.pass_on(running.node, token, received, data.to, asked, running.now()))


def asking_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (
        askable,
        questions,
        question,
        my_materials,
        ended_materials,
        open_material,
        one_material,
        searchable,
        find,
        received_card,
        use,
        print_received,
        take_file,
        pass_on,
        *signed_pair(
            "/questions",
            Building(Form, ask.prepare_question, f"Build the act that asks a body for data: {SIGN}"),
            Finishing(answering.put_question, QuestionCard, _told, "Ask; the body's system is asked at once."),
        ),
        *signed_pair(
            "/question-withdrawals",
            Building(
                withdraw_question.Back,
                withdraw_question.prepare_withdrawal,
                f"Build the act that withdraws a question which waits: {SIGN}",
            ),
            Finishing(withdraw_question.withdraw_question, QuestionCard, _told, "Withdraw the question."),
        ),
        *signed_pair(
            "/answers",
            Building(AnswerForm, _answer, f"Build the act that answers where the body's system keeps silent: {SIGN}"),
            Finishing(answer_as_clerk.answer_as_clerk, QuestionCard, _told, "Answer the question."),
        ),
        *signed_pair(
            "/destructions",
            Building(EndForm, _end, f"Build the act that destroys a material with all that it holds: {SIGN}"),
            Finishing(destroy.destroy, Material, _same, "Destroy the material."),
        ),
    )


def _askable(one: Askable) -> AskableLine:
    return AskableLine(one.body.bin, one.data_set, one.way.value)


def _line(one: KeptQuestion, at: datetime) -> QuestionLine:
    asked = one.asking.question
    return QuestionLine(
        one.paper.id, asked.number, asked.body, asked.data_set, one.state.value, asked.at, asked.due, one.is_late(at)
    )


def _card(one: KeptQuestion, at: datetime, no: Problem | None = None) -> QuestionCard:
    return QuestionCard(_line(one, at), one.asking, None if no is None else not_counted(no))


def _told(one: KeptQuestion) -> QuestionCard:
    return _card(one, one.paper.at)


def _material(one: OfAgency) -> MaterialLine:
    return MaterialLine(one.paper.id, one.material)


def _same(material: Material) -> Material:
    return material


async def _answer(node: Node, token: str, form: AnswerForm, at: datetime) -> PreparedAct:
    return await answer_as_clerk.prepare_answer(node, token, form.question, form.rows, at)


async def _end(node: Node, token: str, form: EndForm, at: datetime) -> PreparedAct:
    return await destroy.prepare_destruction(node, token, form.material, form.why, at)
