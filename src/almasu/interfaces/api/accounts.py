"""Accounts over HTTP: one's own, those of an office, blocks, the workplace, the EDS password, biometrics.

Sources: SIO25-4.2, SIO25-7.2, SIO25-8, SIO25-9, SIO25-10.2, SIO25-12.4.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from almasu.actions import (
    biometrics,
    block_account,
    confirm_password,
    lift_block,
    view_account,
    view_applications,
    workplace,
)
from almasu.actions.block_account import Block
from almasu.interfaces.api import messages as basic
from almasu.interfaces.api import messages_of_access as say
from almasu.interfaces.api import saying, saying_access
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.parties.account import AccountState
from almasu.law.moment import in_astana

Most = Annotated[int, QueryParameter(ge=1, le=200)]


@get("/account")
async def own(running: OfNode, authorization: Bearer) -> say.OwnAccount:
    """Return one's own registration: consent, workplace card with its expiry, EDS password, authenticators."""
    at = running.now()
    found = await view_applications.own_account(running.node, token_of(authorization), at)
    return saying_access.own_account(running.node, found, at)


@get("/accounts", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[say.AccountLine, ...]]:
    """Return accounts: all to the operator, those of the own body to its control officer."""
    page = await view_applications.list_accounts(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(saying_access.account, page.items), page.after)


@get("/accounts/absent")
async def absent(running: OfNode, authorization: Bearer, most: Most = 50) -> tuple[say.AbsentLine, ...]:
    """Return people of the own body who have not entered for two months."""
    found = await view_applications.list_absent(running.node, token_of(authorization), most, running.now())
    return tuple(say.AbsentLine(saying_access.account(account), in_astana(last)) for account, last in found)


@post("/accounts/{account:uuid}/block/prepare", status_code=201)
async def prepare_block(
    running: OfNode, authorization: Bearer, account: FromPath[UUID], data: JSONBody[say.BlockForm]
) -> basic.ActToSign:
    """Build the application to block that the control officer or the operator signs."""
    block = Block(account, data.reason, data.order_number, data.order_signed_at, data.note, data.sanction, data.until)
    act = await block_account.prepare_block(running.node, token_of(authorization), block, running.now())
    return saying.act_to_sign(act)


@post("/accounts/block", status_code=200)
async def block(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.ApplicationAnswer:
    """Block an account: every session of it is over when the answer comes."""
    at = running.now()
    paper = await block_account.block_account(running.node, token_of(authorization), data.act, data.cms, at)
    return saying_access.application(running.node, paper, at)


@get("/accounts/{account:uuid}")
async def one(running: OfNode, authorization: Bearer, account: FromPath[UUID]) -> say.AccountAnswer:
    """Return the card of an account: registration, consent, blocks, workplace."""
    at = running.now()
    found = await view_account.account_card(running.node, token_of(authorization), account, at)
    return saying_access.account_card(running.node, found, at)


@get("/accounts/{account:uuid}/consent")
async def consent_of(running: OfNode, authorization: Bearer, account: FromPath[UUID]) -> Response[bytes]:
    """Return the signed consent of a person as a CMS file; the look is journalled."""
    return _file(await view_account.consent_file(running.node, token_of(authorization), account, running.now()))


@get("/account/consent")
async def own_consent(running: OfNode, authorization: Bearer) -> Response[bytes]:
    """Return one's own signed consent as a CMS file."""
    return _file(await view_account.consent_file(running.node, token_of(authorization), None, running.now()))


def _file(made: view_account.ConsentFile) -> Response[bytes]:
    headers = {"content-disposition": f'attachment; filename="{made.name}.cms"', "cache-control": "no-store"}
    return Response(made.cms, media_type="application/cms", headers=headers)


@post("/accounts/{account:uuid}/lift/prepare", status_code=201)
async def prepare_lifting(
    running: OfNode, authorization: Bearer, account: FromPath[UUID], data: JSONBody[say.Lifting]
) -> basic.ActToSign:
    """Build the decision by which the operator lifts a block."""
    token, at = token_of(authorization), running.now()
    return saying.act_to_sign(await lift_block.prepare_lifting(running.node, token, account, data.words, at))


@post("/accounts/lift", status_code=200)
async def lift(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.AccountLine:
    """Lift a block under the operator's EDS: the account opens again."""
    opened = await lift_block.lift_block(running.node, token_of(authorization), data.act, data.cms, running.now())
    return saying_access.account(opened)


@get("/accounts/blocks-to-decide")
async def blocks_to_decide(running: OfNode, authorization: Bearer, most: Most = 50) -> tuple[say.BlockLine, ...]:
    """Return blocks for a time whose day has come."""
    found = await lift_block.blocks_to_decide(running.node, token_of(authorization), most, running.now())
    return tuple(map(saying_access.block, found))


@post("/account/workplace/prepare", status_code=201)
async def prepare_card(running: OfNode, authorization: Bearer, data: JSONBody[say.CardForm]) -> basic.ActToSign:
    """Build the card of one's workplace, to be signed."""
    act = await workplace.prepare_card(running.node, token_of(authorization), data.card, running.now())
    return saying.act_to_sign(act)


@post("/account/workplace", status_code=200)
async def renew_card(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.OwnAccount:
    """Renew the card of one's workplace."""
    token, at = token_of(authorization), running.now()
    await workplace.renew_card(running.node, token, data.act, data.cms, at)
    return saying_access.own_account(running.node, await view_applications.own_account(running.node, token, at), at)


@post("/account/eds-password", status_code=200)
async def confirm(running: OfNode, authorization: Bearer) -> say.PasswordAnswer | None:
    """Confirm that the EDS password was changed; possible as soon as the EDS of the session was proved."""
    standing = await confirm_password.confirm_password(running.node, token_of(authorization), running.now())
    return saying_access.password(standing)


@post("/account/authenticators/challenge", status_code=201)
async def ask_for_new(running: OfNode, authorization: Bearer) -> say.Challenge:
    """Return the options with which a browser makes a credential."""
    asked = await biometrics.ask_for_new(running.node, token_of(authorization), running.now())
    name = f"almasu-{asked.account.hex[:12]}"
    return saying_access.creation_challenge(asked, running.node.authenticators.relying_party, name)


@post("/account/authenticators/prepare", status_code=201)
async def prepare_binding(
    running: OfNode, authorization: Bearer, data: JSONBody[say.AuthenticatorSays]
) -> basic.ActToSign:
    """Check the new credential and return the act that binds it, to be signed with the EDS."""
    token, at = token_of(authorization), running.now()
    act = await biometrics.prepare_binding(running.node, token, data.act, msgspec.json.encode(data.answer), at)
    return saying.act_to_sign(act)


@post("/account/authenticators", status_code=201)
async def bind(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.AuthenticatorLine:
    """Bind the credential: it is a second factor from now on."""
    paper = await biometrics.bind(running.node, token_of(authorization), data.act, data.cms, running.now())
    return saying_access.authenticator(paper)


@delete("/account/authenticators/{paper:uuid}", status_code=204)
async def remove(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> None:
    """Take one of one's own authenticators out of use."""
    await biometrics.remove(running.node, token_of(authorization), paper, running.now())


@post("/sign-in/biometrics/challenge", status_code=201)
async def ask_for_biometrics(running: OfNode, authorization: Bearer) -> say.Challenge:
    """Return the options with which a browser proves the biometrics, after the EDS was proved."""
    asked = await biometrics.ask_for_biometrics(running.node, token_of(authorization), running.now())
    return saying_access.use_challenge(asked, running.node.authenticators.relying_party)


@post("/sign-in/biometrics", status_code=200)
async def check_biometrics(
    running: OfNode, authorization: Bearer, data: JSONBody[say.AuthenticatorSays]
) -> basic.SignedIn:
    """Finish signing in by biometrics; the session goes on under a new token."""
    token, at = token_of(authorization), running.now()
    done = await biometrics.check_biometrics(running.node, token, data.act, msgspec.json.encode(data.answer), at)
    needed = done.account.state is not AccountState.ACTIVE
    return basic.SignedIn(done.token, done.account.person.full_name(), done.account.role.value, needed)


def account_routes() -> Router:
    """Return the routes of accounts and second factors."""
    handlers = [
        own,
        listed,
        absent,
        one,
        consent_of,
        own_consent,
        blocks_to_decide,
        prepare_block,
        block,
        prepare_lifting,
        lift,
        prepare_card,
        renew_card,
        confirm,
        ask_for_new,
        prepare_binding,
        bind,
        remove,
        ask_for_biometrics,
        check_biometrics,
    ]
    return Router("/", route_handlers=handlers, guards=[with_session], security=[{"session": []}])
