"""Asking: compose, "may I?", check what will be signed, sign (SIO25-2, SIO25-3.1, SIO25-12.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath

from almasu.interfaces.portal import forms
from almasu.interfaces.portal.forms import Mistakes, mistakes_in
from almasu.interfaces.portal.problems import RAN_OUT
from almasu.interfaces.portal.reading import read_act
from almasu.interfaces.portal.views.asking import Catalogue, FurtherSubject, RegisterState, RequestForm
from almasu.interfaces.portal.views.people import SessionToken
from almasu.interfaces.portal.visit import ElsewhereFirst, Inside, Visit, Visiting
from almasu.kernel.requests.bundle import MOST_READ
from almasu.kernel.resources import KeyKind
from almasu.law.problem import Problem, ProblemGroup

_EMPTY = RequestForm(
    subject_kind=None, subject="", ground="", purpose="", justification="", task="", resources=(), notes=()
)


@get("/requests/new")
async def compose(visit: Visiting) -> Response[Any]:
    """Show an empty request; where only one ground can be chosen, it is chosen."""
    inside = await visit.enter()
    catalogue = await visit.desk.catalogue(inside.session)
    only = catalogue.grounds[0].code if len(catalogue.grounds) == 1 else ""
    return await _compose(visit, inside.session, replace(_EMPTY, ground=only), Mistakes())


@post("/requests/new")
async def compose_again(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Show the request as typed: coming back to change it, choosing all or none, changing the language."""
    inside = await _entered(visit, request)
    typed = await request.form()
    form = forms.request_form(typed)
    catalogue = await visit.desk.catalogue(inside.session)
    if not form.ground and len(catalogue.grounds) == 1:
        form = replace(form, ground=catalogue.grounds[0].code)
    recognised = await visit.desk.recognise(inside.session, form.subject) if form.subject else ()
    kind = form.subject_kind or (recognised[0].kind if recognised else None)
    chosen = _chosen(typed, catalogue, kind, form.resources)
    if chosen is not None:
        form = replace(form, resources=chosen)
    if typed.get("add") == "subject" and len(form.further) + 1 < MOST_READ:
        form = replace(form, further=(*form.further, FurtherSubject(None, "", "")))
    return await _compose(visit, inside.session, form, Mistakes())


async def _entered(visit: Visit, request: Request[Any, Any, Any]) -> Inside:
    """Return who is here; of whoever's session ended meanwhile, what was written is kept on a page (WCAG 2.2.5)."""
    try:
        return await visit.enter()
    except ElsewhereFirst as first:
        form = forms.request_form(await request.form())
        if not (form.subject or form.justification):
            raise
        action = "/requests/check" if visit.path.startswith("/requests/check/") else visit.path
        page = visit.page("kept.html", status=401, kept_form="", form=form, action=action)
        raise ElsewhereFirst(first.path, instead=page) from first


def _chosen(
    typed: FormMultiDict, catalogue: Catalogue, kind: KeyKind | None, before: tuple[int, ...]
) -> tuple[int, ...] | None:
    """Return the resources a press on "all" or "none" asks for, None where nobody pressed.

    "All" are those the node offers that can be asked by such a key; all it offers while the key is not known. With a
    group behind a colon (`all:property`) the press is about that group, and what was chosen elsewhere stays.
    """
    what, _, code = str(typed.get("choose", "")).partition(":")
    if what not in {"all", "none"}:
        return None
    offers = [offer for group in catalogue.groups if code in ("", group.code) for offer in group.resources]
    others = set(before) - {offer.number for offer in offers}
    fit = (
        offer for offer in offers if offer.state is not RegisterState.ABSENT and (kind is None or kind in offer.keys)
    )
    meant = {offer.number for offer in fit} if what == "all" else set()
    return tuple(sorted(others | meant))


async def _compose(visit: Visit, session: SessionToken, form: RequestForm, mistakes: Mistakes) -> Response[Any]:
    return visit.page(
        "compose.html",
        status=422 if mistakes.problems else 200,
        kept_form="request-form",
        form=form,
        notes={note.number: note.note for note in form.notes},
        catalogue=await visit.desk.catalogue(session),
        recognised=await visit.desk.recognise(session, form.subject) if form.subject else (),
        anchors=_anchors(form),
        mistakes=mistakes,
    )


def _anchors(form: RequestForm) -> tuple[str, ...]:
    """Return the fields that a line of the summary leads to."""
    plain = ("subject", "subject_kind", "ground", "purpose", "justification", "task", "resources")
    places = range(2, len(form.further) + 2)
    return (*plain, *(f"further-{place}-{name}" for place in places for name in ("subject", "justification")))


@post("/requests/recognise")
async def recognise(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Say what the typed subject can be; a piece of the compose page, asked while typing."""
    inside = await visit.enter()
    typed = forms.text(await request.form(), "subject")
    recognised = await visit.desk.recognise(inside.session, typed) if typed else ()
    catalogue = await visit.desk.catalogue(inside.session)
    return visit.page("parts/recognised.html", recognised=recognised, catalogue=catalogue, typed=typed, told=False)


@post("/requests/may-i")
async def may_i(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Answer "may I?" with clauses, before anything is signed."""
    inside = await _entered(visit, request)
    form = forms.request_form(await request.form())
    try:
        decision = await visit.desk.may_i(inside.session, form)
    except (Problem, ProblemGroup) as raised:
        return await _compose(visit, inside.session, form, _of_the_form(raised))
    return visit.page(
        "decision.html",
        kept_form="decision-form",
        decision=decision,
        form=form,
        catalogue=await visit.desk.catalogue(inside.session),
    )


@post("/requests/countersignature", status_code=200)
async def ask_head(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Put the request before the head, whose signature it lacks; what else it lacks is told on the form."""
    inside = await _entered(visit, request)
    form = forms.request_form(await request.form())
    try:
        paper = await visit.desk.ask_head(inside.session, form)
    except (Problem, ProblemGroup) as raised:
        return await _compose(visit, inside.session, form, _of_the_form(raised))
    return visit.go(f"/offices/countersigning/{paper}")


@get("/requests/countersigned/{paper:uuid}")
async def countersigned(visit: Visiting, paper: FromPath[UUID]) -> Response[Any]:
    """Show the request that the head signed, ready to be judged and sent."""
    inside = await visit.enter()
    return await _compose(visit, inside.session, await visit.desk.countersigned(inside.session, paper), Mistakes())


def _of_the_form(raised: Problem | ProblemGroup) -> Mistakes:
    """Return the mistakes of a form; what is not about the form (a session that ended) is raised on."""
    mistakes = mistakes_in(raised)
    if any(problem.kind.status in {401, 403, 404, 429} and not problem.where for problem in mistakes.problems):
        raise raised
    return mistakes


@post("/requests/check")
async def prepare(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Have the bytes made; they are shown on a page of their own that can be loaded again."""
    inside = await _entered(visit, request)
    form = forms.request_form(await request.form())
    try:
        act = await visit.desk.prepare(inside.session, form)
    except ProblemGroup as raised:
        return await _compose(visit, inside.session, form, _of_the_form(raised))
    return visit.go(f"/requests/check/{act.id}")


@get("/requests/check/{act:uuid}")
async def check(visit: Visiting, act: FromPath[UUID]) -> Response[Any]:
    """Show what will be signed, read back from its bytes."""
    inside = await visit.enter()
    return await _check(visit, inside.session, act, Mistakes())


async def _check(visit: Visit, session: SessionToken, act: UUID, mistakes: Mistakes) -> Response[Any]:
    prepared = await visit.desk.prepared(session, act)
    catalogue = await visit.desk.catalogue(session)
    return visit.page(
        "check.html",
        status=mistakes.problems[0].kind.status if mistakes.problems else 200,
        act=prepared,
        read=read_act(prepared),
        catalogue=catalogue,
        names={offer.number: offer.name for group in catalogue.groups for offer in group.resources},
        mistakes=mistakes,
    )


@post("/requests/check/{act:uuid}")
async def submit(visit: Visiting, request: Request[Any, Any, Any], act: FromPath[UUID]) -> Response[Any]:
    """Take the signature and send the request."""
    inside = await _entered(visit, request)
    typed = await request.form()
    try:
        _, cms = forms.signature(typed)
        accepted = await visit.desk.submit(inside.session, act, cms)
    except Problem as problem:
        written = forms.request_form(typed)
        if problem.kind.status in {404, 410} and written.subject:
            # The text to sign ran out or was used: what was written stays, for a new one to be made.
            return await _compose(visit, inside.session, written, Mistakes((RAN_OUT.at(),)))
        if problem.kind.status in {401, 404, 410}:
            raise
        return await _check(visit, inside.session, act, mistakes_in(problem))
    return visit.go(f"/requests/{accepted.id}")


asking = Router(
    "/", route_handlers=[compose, compose_again, recognise, may_i, ask_head, countersigned, prepare, check, submit]
)
