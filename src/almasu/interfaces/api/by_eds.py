"""Sign in over HTTP where the EDS is the only factor."""

from __future__ import annotations

import msgspec
from litestar import delete, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from almasu.actions import sign_consent, sign_in
from almasu.actions.enter_by_eds import enter_by_eds
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, of_own_site, token_of


class SignedInByEds(msgspec.Struct, frozen=True):
    """A session that may work, and whose it is; `organisation` is the BIN of whom the person works for."""

    token: str
    name: str
    role: str
    organisation: str


@post("/sign-in", status_code=201, guards=[of_own_site])
async def begin(running: OfNode) -> say.SignInBegun:
    """Begin to sign in: a session in which nothing is proved, and a challenge to sign with the EDS."""
    begun = await sign_in.begin_sign_in(running.node, running.now())
    return say.SignInBegun(begun.token, saying.act_to_sign(begun.challenge))


@post("/sign-in/challenge", status_code=201)
async def renew(running: OfNode, authorization: Bearer) -> say.ActToSign:
    """Give the session a fresh challenge, where the one before it ran out or its signature was refused."""
    act = await sign_in.renew_challenge(running.node, token_of(authorization), running.now())
    return saying.act_to_sign(act)


@post("/sign-in/proof", status_code=200)
async def prove(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> SignedInByEds:
    """Prove the EDS: whoever is registered is in, under a new token."""
    token, at = token_of(authorization), running.now()
    await sign_in.prove_identity(running.node, token, data.act, data.cms, at)
    done = await enter_by_eds(running.node, token, at)
    who = done.account
    return SignedInByEds(done.token, who.person.full_name(), who.role.value, who.body_bin)


@delete("/session", status_code=204)
async def leave(running: OfNode, authorization: Bearer) -> None:
    """Sign out."""
    await sign_consent.sign_out(running.node, token_of(authorization), running.now())


def of_a_session() -> tuple[HTTPRouteHandler, ...]:
    """Return the steps of coming in and leaving that need the session; `begin` opens it."""
    return (renew, prove, leave)
