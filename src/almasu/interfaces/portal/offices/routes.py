"""The routes of the offices: a page, a form, the sign page of a deed, a file to take along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.interfaces.inert import inert_file
from almasu.interfaces.portal import forms
from almasu.interfaces.portal.forms import Mistakes, mistakes_in
from almasu.interfaces.portal.offices.blocks import Sheet
from almasu.interfaces.portal.offices.field import Field, well_shaped
from almasu.interfaces.portal.offices.office import (
    Deed,
    File,
    Gives,
    Here,
    Moved,
    News,
    Office,
    Offices,
    Page,
    Shows,
    Signed,
    Told,
    Unsigned,
)
from almasu.interfaces.portal.offices.reading import asked_of, filled_from, here_of, told, typed_in
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.reading import read_act
from almasu.interfaces.portal.routes.proving import attachment
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.interfaces.portal.visit import Visit, Visiting
from almasu.kernel.parties.problems import NOT_THIS_ROLE
from almasu.kernel.signatures.problems import ACT_GONE
from almasu.law.problem import Problem, ProblemGroup

_NOT_OF_A_FORM = frozenset({401, 403, 404, 410, 429})


def office_routes(offices: Offices) -> Router:
    """Return the routes of all offices."""
    handlers: list[HTTPRouteHandler] = []
    for office in offices.offices:
        handlers += [_page(page, office) for page in office.pages]
        handlers += [_file(file, office) for file in office.files]
        handlers += [_news(news, office) for news in office.news]
        for deed in office.deeds:
            handlers += _deed(offices, deed, office)
    return Router("/", route_handlers=handlers)


async def _here(visit: Visit, request: Request[Any, Any, Any], office: Office, asked: Typed | None = None) -> Here:
    """Return who asks; Problem `account.role` where the office is not theirs, before anything of it is read."""
    if not office.anyone and (await visit.enter()).person.holds not in office.roles:
        raise NOT_THIS_ROLE.at()
    return here_of(visit, request, asked)


async def _at_deed(visit: Visit, request: Request[Any, Any, Any], office: Office, deed: Deed) -> Here:
    """Return who wants to do a deed; Problem `account.role` where it is not theirs."""
    here = await _here(visit, request, office)
    if here.person is not None and here.person.holds not in deed.roles:
        raise NOT_THIS_ROLE.at()
    return here


def _page(page: Page, office: Office) -> HTTPRouteHandler:
    @get(page.place)
    async def show(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
        asked = asked_of(request, page.filters, page.lists)
        here = await _here(visit, request, office, asked)
        filters = page.filters if page.offered is None else await page.offered(here)
        try:
            if visit.query:
                well_shaped(filters, asked)
            sheet = await page.read(here)
        except (Problem, ProblemGroup) as wrong:
            # The page is shown as if nothing were asked of it; the filters keep what was typed.
            mistakes = _of_the_filters(wrong, page)
            sheet = await page.read(replace(here, asked=Typed()))
        else:
            mistakes = Mistakes()
        return _sheet(visit, sheet, filters, asked, mistakes)

    return show


def _sheet(visit: Visit, sheet: Sheet, filters: tuple[Field, ...], asked: Typed, mistakes: Mistakes) -> Response[Any]:
    """Return a sheet as a page."""
    status = 422 if mistakes.problems else 200
    return visit.page("offices/page.html", status=status, sheet=sheet, filters=filters, asked=asked, mistakes=mistakes)


def _of_the_filters(raised: Problem | ProblemGroup, page: Page) -> Mistakes:
    """Return the mistakes in what a page was asked; what is not about its filters is raised on."""
    mistakes, names = mistakes_in(raised), {field.name for field in page.filters}
    if any(problem.where not in names for problem in mistakes.problems):
        raise raised
    return mistakes


def _file(file: File, office: Office) -> HTTPRouteHandler:
    @get(file.place)
    async def give(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
        asked = asked_of(request, file.filters)
        here = await _here(visit, request, office, asked)
        well_shaped(file.filters, asked)
        made = await file.read(here)
        return inert_file(made.data, made.name) if file.foreign else attachment(made.data, made.name)

    return give


def _news(news: News, office: Office) -> HTTPRouteHandler:
    @get(news.place)
    async def tell(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
        here = await _here(visit, request, office, asked_of(request, news.filters))
        match await news.read(here):
            case None:
                return Response(b"", status_code=204)
            case Told() as told:
                return visit.page("parts/news.html", told=told)
            case Moved() as moved:
                return visit.page("parts/moved.html", moved=moved)

    return tell


def _deed(offices: Offices, deed: Deed, office: Office) -> list[HTTPRouteHandler]:
    @get(deed.place)
    async def show(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
        here = await _at_deed(visit, request, office, deed)
        return await _form(visit, deed, here, None, Mistakes())

    @post(deed.place, status_code=200)
    async def send(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
        here = await _at_deed(visit, request, office, deed)
        fields = (await deed.blank(here)).fields
        form = await request.form()
        typed = await typed_in(form, fields)
        if visit.switching or "again" in form:
            return await _form(visit, deed, here, typed, Mistakes())
        began = offices.now()
        try:
            begun = await _begun(deed, here, well_shaped(fields, typed), request.url.path)
        except (Problem, ProblemGroup) as raised:
            return await _form(visit, deed, here, typed, _of_the_form(raised))
        match begun:
            case EvidenceFile():
                foreign = isinstance(deed.done, Gives) and deed.done.foreign
                return inert_file(begun.data, begun.name) if foreign else attachment(begun.data, begun.name)
            case Sheet():
                return _sheet(visit, begun, (), Typed(), Mistakes())
            case _:
                return visit.go(begun) if isinstance(deed.done, Signed) else await visit.go_after(begun, deed, began)

    match deed.done:
        case Unsigned() | Gives() | Shows():
            return [show, send]
        case Signed() as signed:
            return [show, send, *_signing(offices, deed, signed, office)]


async def _begun(deed: Deed, here: Here, typed: Typed, path: str) -> str | EvidenceFile | Sheet:
    """Do an unsigned deed, or have the act of a signed one made; return where to go, or what it gives or shows."""
    match deed.done:
        case Unsigned(do=do):
            return await do(here, typed)
        case Gives(do=give):
            return await give(here, typed)
        case Shows(do=show):
            return await show(here, typed)
        case Signed(prepare=prepare):
            return f"{path}/sign/{(await prepare(here, typed)).id}"


def _signing(offices: Offices, deed: Deed, signed: Signed, office: Office) -> list[HTTPRouteHandler]:
    place = f"{deed.place}/sign/{{act:uuid}}"

    @get(place)
    async def check(visit: Visiting, request: Request[Any, Any, Any], act: FromPath[UUID]) -> Response[Any]:
        here = await _at_deed(visit, request, office, deed)
        return await _check(offices, visit, deed, signed, here, act, Mistakes())

    @post(place, status_code=200)
    async def finish(visit: Visiting, request: Request[Any, Any, Any], act: FromPath[UUID]) -> Response[Any]:
        here = await _at_deed(visit, request, office, deed)
        began = offices.now()
        await _made_here(offices, signed, here, act)
        try:
            _, cms = forms.signature(await request.form())
            done = await signed.finish(here, act, cms)
        except (Problem, ProblemGroup) as raised:
            return await _check(offices, visit, deed, signed, here, act, _of_the_form(raised))
        if isinstance(done, EvidenceFile):
            return attachment(done.data, done.name)
        return await visit.go_after(done, deed, began, str(act))

    return [check, finish]


async def _made_here(offices: Offices, signed: Signed, here: Here, act: UUID) -> ToSign:
    """Return the act waiting for its signature; Problem `signature.act_gone` where it was made at another address.

    What the address names - a case, an account, a paper - the act itself must name: nobody signs about one thing on
    the page of another.
    """
    waiting = await offices.waiting(here.session, act, signed.purpose)
    said = waiting.data.decode()
    if any(f'"{number}"' not in said for number in here.ids.values() if number != act):
        raise ACT_GONE.at()
    return waiting


def _of_the_form(raised: Problem | ProblemGroup) -> Mistakes:
    """Return the mistakes of a form; what is not about the form (a session that ended) is raised on."""
    mistakes = mistakes_in(raised)
    if any(problem.kind.status in _NOT_OF_A_FORM and not problem.where for problem in mistakes.problems):
        raise raised
    return mistakes


async def _form(visit: Visit, deed: Deed, here: Here, typed: Typed | None, mistakes: Mistakes) -> Response[Any]:
    blank = await deed.blank(here)
    return visit.page(
        "offices/deed.html",
        status=mistakes.problems[0].kind.status if mistakes.problems else 200,
        kept_form="deed-form",
        deed=deed,
        signed=isinstance(deed.done, Signed),
        fields=blank.fields,
        above=blank.above,
        closed=blank.closed,
        typed=blank.filled if typed is None else typed,
        mistakes=mistakes,
    )


async def _check(
    offices: Offices, visit: Visit, deed: Deed, signed: Signed, here: Here, act: UUID, mistakes: Mistakes
) -> Response[Any]:
    """Show what will be signed, read back from its bytes."""
    waiting = await _made_here(offices, signed, here, act)
    read, blank = read_act(waiting), await deed.blank(here)
    return visit.page(
        "offices/sign.html",
        status=mistakes.problems[0].kind.status if mistakes.problems else 200,
        deed=deed,
        button=signed.button,
        act=waiting,
        read=read,
        told=told(read.body, (*blank.fields, *blank.named)),
        fields=blank.fields,
        typed=filled_from(read.body, blank.fields),
        form_place=visit.path.rpartition("/sign/")[0],
        mistakes=mistakes,
    )
