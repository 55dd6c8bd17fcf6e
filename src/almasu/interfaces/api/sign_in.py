"""Signing in over HTTP: EDS challenge, code, consent (SIO25-9, SIO25-10.1, SIO25-11)."""

from __future__ import annotations

from litestar import Router, delete, get, post
from litestar.params import JSONBody

from almasu.actions import biometrics, second_factor, sign_consent, sign_in
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, of_own_site, token_of, with_session
from almasu.interfaces.api.messages_of_access import FactorAsked
from almasu.kernel.parties.account import AccountState


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
async def prove(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> say.CodeSent | FactorAsked:
    """Prove the EDS. A code goes to the telephone named at registration, unless an authenticator is bound: then either
    may follow (SIO25-9).
    """
    token, at = token_of(authorization), running.now()
    await sign_in.prove_identity(running.node, token, data.act, data.cms, at)
    if await biometrics.has_biometrics(running.node, token, at):
        return FactorAsked((biometrics.FACTOR, second_factor.SMS))
    return saying.code_sent(await second_factor.send_code(running.node, token, at))


@post("/sign-in/code/again", status_code=200)
async def send_again(running: OfNode, authorization: Bearer) -> say.CodeSent:
    """Ask for another code."""
    return saying.code_sent(await second_factor.send_code(running.node, token_of(authorization), running.now()))


@post("/sign-in/code", status_code=200)
async def check(running: OfNode, authorization: Bearer, data: JSONBody[say.Code]) -> say.SignedIn:
    """Enter the code; the session goes on under a new token."""
    done = await second_factor.check_code(running.node, token_of(authorization), data.code, running.now())
    person = done.account.person
    needed = done.account.state is not AccountState.ACTIVE
    return say.SignedIn(done.token, person.full_name(), done.account.role.value, needed)


@get("/consent")
async def consent(running: OfNode, authorization: Bearer) -> say.ActToSign:
    """Return the consent to be signed at first entry."""
    return saying.act_to_sign(await sign_consent.prepare_consent(running.node, token_of(authorization), running.now()))


@post("/consent", status_code=200)
async def give_consent(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> say.SignedIn:
    """Sign the consent; the account is active from then on."""
    token = token_of(authorization)
    person = await sign_consent.sign_consent(running.node, token, data.act, data.cms, running.now())
    return say.SignedIn(token, person.account.person.full_name(), person.account.role.value, consent_needed=False)


@delete("/session", status_code=204)
async def leave(running: OfNode, authorization: Bearer) -> None:
    """Sign out."""
    await sign_consent.sign_out(running.node, token_of(authorization), running.now())


def sign_in_routes() -> Router:
    """Return the routes of signing in."""
    of_a_session = Router(
        "/",
        route_handlers=[renew, prove, send_again, check, consent, give_consent, leave],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[begin, of_a_session])
