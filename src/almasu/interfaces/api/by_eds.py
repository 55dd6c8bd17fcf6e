"""Sign in over HTTP where the EDS is the only factor."""

from __future__ import annotations

import msgspec
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from almasu.actions import sign_in
from almasu.actions.enter_by_eds import enter_by_eds
from almasu.interfaces.api import messages as say
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.sign_in import leave, renew


class SignedInByEds(msgspec.Struct, frozen=True):
    """A session that may work, and whose it is; `organisation` is the BIN of whom the person works for."""

    token: str
    name: str
    role: str
    organisation: str


@post("/sign-in/proof", status_code=200)
async def prove(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> SignedInByEds:
    """Prove the EDS: whoever is registered is in, under a new token."""
    token, at = token_of(authorization), running.now()
    await sign_in.prove_identity(running.node, token, data.act, data.cms, at)
    done = await enter_by_eds(running.node, token, at)
    who = done.account
    return SignedInByEds(done.token, who.person.full_name(), who.role.value, who.body_bin)


def of_a_session() -> tuple[HTTPRouteHandler, ...]:
    """Return the steps of coming in and leaving that need the session; `begin` opens it."""
    return (renew, prove, leave)
