"""Coming in: the EDS, the code, the consent; and going out (SIO25-9, SIO25-10.1)."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, Router, get, post

from almasu.interfaces.portal import forms
from almasu.interfaces.portal.forms import Mistakes, mistakes_in
from almasu.interfaces.portal.reading import read_act
from almasu.interfaces.portal.views.people import SessionToken, Stage
from almasu.interfaces.portal.visit import ElsewhereFirst, Visit, Visiting
from almasu.law.problem import Problem

_INSIDE = frozenset({Stage.READY, Stage.CONSENT, Stage.WORKPLACE})


@get("/sign-in")
async def sign_in(visit: Visiting) -> Response[Any]:
    """Offer a challenge to sign; whoever is inside already goes to the desk."""
    if visit.person is not None:
        return visit.go("/")
    return await _challenge(visit, Mistakes())


async def _challenge(visit: Visit, mistakes: Mistakes) -> Response[Any]:
    visit.make_sure_of_own_site()
    status = mistakes.problems[0].kind.status if mistakes.problems else 200
    if visit.session is not None:
        try:
            act = await visit.desk.challenge(visit.session)
            return visit.page("sign_in.html", status=status, act=act, read=read_act(act), mistakes=mistakes)
        except Problem as ended:
            if ended.kind.status not in {401, 403}:
                raise
    begun = await visit.desk.begin_sign_in()
    act = begun.challenge
    page = visit.page("sign_in.html", status=status, act=act, read=read_act(act), mistakes=mistakes)
    return visit.with_session(page, begun.session)


@post("/sign-in")
async def prove(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Take the signed challenge; the code is then on its way."""
    if visit.session is None:
        return visit.go("/sign-in")
    try:
        act, cms = forms.signature(await request.form())
        inside = await visit.desk.prove(visit.session, act, cms)
    except Problem as problem:
        if problem.kind.status == 429:
            raise
        return await _challenge(visit, mistakes_in(problem))
    if inside is not None:
        return visit.with_session(visit.go("/"), inside.session)
    return visit.go("/sign-in/code")


@get("/sign-in/code")
async def code(visit: Visiting) -> Response[Any]:
    """Ask for the second factor: a bound device, or the code."""
    return await _second_factor(visit, _at(visit, Stage.CODE))


async def _second_factor(
    visit: Visit, session: SessionToken, mistakes: Mistakes | None = None, typed: str = ""
) -> Response[Any]:
    mistakes = mistakes or Mistakes()
    return visit.page(
        "code.html",
        status=mistakes.problems[0].kind.status if mistakes.problems else 200,
        kept_form="code-form",
        sent=await visit.desk.code_sent(session),
        device=await visit.desk.device(session),
        mistakes=mistakes,
        typed=typed,
    )


@post("/sign-in/code")
async def check_code(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Check the code and hand out the new session."""
    session = _at(visit, Stage.CODE)
    typed = forms.text(await request.form(), "code").replace(" ", "")
    if visit.switching:
        return await _second_factor(visit, session, typed=typed)
    try:
        inside = await visit.desk.check_code(session, typed)
    except Problem as problem:
        if problem.kind.status == 401:
            raise
        return await _second_factor(visit, session, mistakes_in(problem), typed)
    return visit.with_session(visit.go("/"), inside.session)


@post("/sign-in/device")
async def check_device(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Check what the bound device answered and hand out the new session."""
    session = _at(visit, Stage.CODE)
    try:
        inside = await visit.desk.check_device(session, forms.text(await request.form(), "answer"))
    except Problem as problem:
        if problem.kind.status == 401:
            raise
        return await _second_factor(visit, session, mistakes_in(problem))
    return visit.with_session(visit.go("/"), inside.session)


@post("/sign-in/code/again")
async def send_again(visit: Visiting) -> Response[Any]:
    """Send another code."""
    session = _at(visit, Stage.CODE)
    try:
        await visit.desk.send_code(session)
    except Problem as problem:
        if problem.kind.status != 429:
            raise
        return await _second_factor(visit, session, mistakes_in(problem))
    return visit.go("/sign-in/code")


@post("/sign-in/eds-password")
async def confirm_password(visit: Visiting) -> Response[Any]:
    """Keep that the person changed the EDS password, and go on with the code."""
    await visit.desk.confirm_password(_at(visit, Stage.CODE))
    return visit.go("/sign-in/code")


@get("/visit")
async def come(visit: Visiting) -> Response[Any]:
    """Offer a challenge to whoever comes with an EDS alone; whoever is inside, or proved here, goes on as they are."""
    if visit.person is not None:
        return visit.go("/applications" if visit.person.stage in _INSIDE else "/")
    return await _coming(visit, Mistakes())


async def _coming(visit: Visit, mistakes: Mistakes) -> Response[Any]:
    """Show a challenge: of the visit that lives, so that opening the page again opens no second session."""
    visit.make_sure_of_own_site()
    status = mistakes.problems[0].kind.status if mistakes.problems else 200
    if visit.session is not None:
        try:
            again = await visit.desk.renew_visit(visit.session)
        except Problem as ended:
            if ended.kind.status not in {401, 403}:
                raise
        else:
            if again is None:
                return visit.go("/applications")
            return visit.page("visit.html", status=status, act=again, read=read_act(again), mistakes=mistakes)
    begun = await visit.desk.begin_visit()
    act = begun.challenge
    page = visit.page("visit.html", status=status, act=act, read=read_act(act), mistakes=mistakes)
    return visit.with_session(page, begun.session)


@post("/visit")
async def prove_visit(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Take the signed challenge; applications open then, and nothing else."""
    if visit.session is None:
        return visit.go("/visit")
    try:
        act, cms = forms.signature(await request.form())
        proved = await visit.desk.prove_visit(visit.session, act, cms)
    except Problem as problem:
        if problem.kind.status == 429:
            raise
        return await _coming(visit, mistakes_in(problem))
    return visit.with_session(visit.go("/applications"), proved)


@get("/consent")
async def consent(visit: Visiting) -> Response[Any]:
    """Show the terms to be signed at first entry."""
    return await _consent(visit, Mistakes())


async def _consent(visit: Visit, mistakes: Mistakes) -> Response[Any]:
    terms = await visit.desk.consent(_at(visit, Stage.CONSENT))
    return visit.page(
        "consent.html",
        status=mistakes.problems[0].kind.status if mistakes.problems else 200,
        consent=terms,
        act=terms.act,
        read=read_act(terms.act),
        mistakes=mistakes,
    )


@post("/consent")
async def sign_consent(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Record the signed consent."""
    session = _at(visit, Stage.CONSENT)
    try:
        act, cms = forms.signature(await request.form())
        await visit.desk.sign_consent(session, act, cms)
    except Problem as problem:
        if problem.kind.status == 401:
            raise
        return await _consent(visit, mistakes_in(problem))
    return visit.go("/")


@post("/sign-out")
async def sign_out(visit: Visiting) -> Response[Any]:
    """End the session here and at the desk."""
    if visit.session is not None:
        await visit.desk.sign_out(visit.session)
    return visit.without_session(visit.go("/sign-in"))


def _at(visit: Visit, stage: Stage) -> SessionToken:
    """Return the session where the person stands at this step of coming in; else lead to where they do."""
    if visit.session is None or visit.person is None:
        raise ElsewhereFirst("/sign-in")
    if visit.person.stage is not stage:
        raise ElsewhereFirst("/")
    return visit.session


coming_in = Router(
    "/",
    route_handlers=[
        sign_in,
        prove,
        code,
        check_code,
        check_device,
        send_again,
        confirm_password,
        come,
        prove_visit,
        consent,
        sign_consent,
        sign_out,
    ],
)
by_eds = Router("/", route_handlers=[sign_in, prove, come, prove_visit, sign_out])
"""Where the EDS is the only factor."""
registered_alone = Router("/", route_handlers=[sign_in, prove, sign_out])
"""Where the EDS is the only factor and nobody comes in whom nobody registered."""
