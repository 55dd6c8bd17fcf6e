"""Bodies, their people and objects, and standing conditions over HTTP (FMA-2.4, FMA-2.6, FMA-4.1)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.actions.node import Node
from almasu.actions.provision import describe_source, register_body, see_overview, state_compliance
from almasu.actions.provision.bodies import KeptStatement
from almasu.actions.provision.state_compliance import Form, OfStatement
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.messages_of_sector import AccountMade, Fields
from almasu.interfaces.api.saying_sector import account
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.provision.body import Body, Described
from almasu.kernel.provision.overview import Overview
from almasu.kernel.signatures.prepared import PreparedAct


class BodyCard(msgspec.Struct, frozen=True):
    """A body with the objects that its data come from."""

    body: Body
    sources: tuple[Described, ...]


class StatementLine(msgspec.Struct, frozen=True):
    """A statement of keeping No. 179 or No. 832; `withdrawn` is the day from which it holds no more."""

    id: UUID
    participant: str
    kept: str
    as_of: date
    document: str
    withdrawn: date | None


@get("/bodies")
async def bodies(running: OfNode, authorization: Bearer) -> tuple[Body, ...]:
    """Return the bodies that the caller sees: the Agency all of them, a body itself."""
    return tuple(await register_body.bodies(running.node, token_of(authorization), running.now()))


@get("/bodies/{giver:str}")
async def one_body(running: OfNode, authorization: Bearer, giver: FromPath[str]) -> BodyCard:
    """Return one body with its objects."""
    token = token_of(authorization)
    found, sources = await describe_source.see_body(running.node, token, giver[:12], running.now())
    return BodyCard(found, tuple(sources))


@get("/conditions")
async def conditions(running: OfNode, authorization: Bearer) -> tuple[StatementLine, ...]:
    """Return the statements on standing conditions that the caller sees, the latest of each participant first."""
    found = await state_compliance.conditions(running.node, token_of(authorization), running.now())
    return tuple(line(each) for one in found for each in one.statements)


@get("/overview")
async def overview(running: OfNode, authorization: Bearer) -> Overview:
    """Return how giving data stands as a whole: for the Agency over all bodies, for a body over itself."""
    return await see_overview.overview(running.node, token_of(authorization), running.now())


def line(kept: KeptStatement) -> StatementLine:
    """Return a statement as it is told."""
    one = kept.statement
    return StatementLine(kept.paper.id, one.participant, one.kept.value, one.as_of, one.document, one.withdrawn)


def body_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    sign = "sign exactly these bytes."
    return (
        bodies,
        one_body,
        conditions,
        overview,
        *signed_pair(
            "/bodies",
            Building(Fields, _body, f"Build the act that registers a state body: {sign}"),
            Finishing(register_body.register_body, Body, _same_body, "Register the body."),
        ),
        *signed_pair(
            "/workers",
            Building(Fields, _worker, f"Build the act that registers somebody of a body or of the Agency: {sign}"),
            Finishing(register_body.register_worker, AccountMade, account, "Register the person."),
        ),
        *signed_pair(
            "/sources",
            Building(Fields, _source, f"Build the act that describes an informatisation object: {sign}"),
            Finishing(describe_source.describe_source, Described, _same_source, "Keep the description."),
        ),
        *signed_pair(
            "/statements",
            Building(Form, state_compliance.prepare_statement, f"Build the statement of keeping an act: {sign}"),
            Finishing(state_compliance.state_compliance, StatementLine, line, "Keep the statement."),
        ),
        *signed_pair(
            "/withdrawals",
            Building(OfStatement, state_compliance.prepare_withdrawal, f"Build the withdrawal of a statement: {sign}"),
            Finishing(state_compliance.withdraw_statement, StatementLine, line, "Withdraw the statement."),
        ),
    )


async def _body(node: Node, token: str, form: Fields, at: datetime) -> PreparedAct:
    return await register_body.prepare_body(node, token, form.fields, at)


async def _worker(node: Node, token: str, form: Fields, at: datetime) -> PreparedAct:
    return await register_body.prepare_worker(node, token, form.fields, at)


async def _source(node: Node, token: str, form: Fields, at: datetime) -> PreparedAct:
    return await describe_source.prepare_source(node, token, form.fields, at)


def _same_body(body: Body) -> Body:
    return body


def _same_source(described: Described) -> Described:
    return described
