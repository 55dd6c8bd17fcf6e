"""A visit: one person asking one page, in a language, with or without a session. Handlers get it and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.params import SkipValidation
from litestar.response import Redirect
from litestar.utils.scope.state import ScopeState

from almasu.interfaces.elsewhere import FROM_ELSEWHERE, from_elsewhere
from almasu.interfaces.languages import language_named
from almasu.interfaces.portal.desk import Desk
from almasu.interfaces.portal.done import Done, Told, cookie_name, done_cookie, done_in, forgotten
from almasu.interfaces.portal.language import chosen_language, language_cookie
from almasu.interfaces.portal.menu import Menu, menu_of
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import Announced, Deed, Office, Offices
from almasu.interfaces.portal.pages import Pages
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.streams import Streams
from almasu.interfaces.portal.views.people import Person, SessionToken, Stage
from almasu.law.problem import Problem
from almasu.law.text import Language, Text

_FIRST = {
    Stage.PROVING: "/sign-in",
    Stage.CODE: "/sign-in/code",
    Stage.CONSENT: "/consent",
    Stage.WORKPLACE: "/account/workplace",
}
_OWN, _REQUESTS = "/account", "/requests"
_KNOWN = "almasu_visit"
"""Where a request keeps its visit for the page that says what went wrong."""
_GO_ON = Text("Жалғастыру", "Продолжить", "Go on")


class ElsewhereFirst(Exception):
    """The person has to be at another page first; raised instead of returned so that no handler forgets it.

    `instead` is a page that keeps what the person wrote and leads to the other one itself.
    """

    def __init__(self, path: str, cookie: Cookie | None = None, instead: Response[Any] | None = None) -> None:
        super().__init__(path)
        self.path = path
        self.cookie = cookie
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Inside:
    """A person who has come in fully, with the session that says so."""

    session: SessionToken
    person: Person


@dataclass(frozen=True, slots=True)
class Visit:
    """What a handler needs. `switching` tells that the form was sent only to change the language of its page.

    `elsewhere` tells that a page of another site made the browser ask. `places` are the pages beside the offices.
    """

    desk: Desk
    pages: Pages
    settings: PortalSettings
    streams: Streams
    offices: Offices
    language: Language
    session: SessionToken | None
    form_token: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    switching: bool = False
    elsewhere: bool = False
    person: Person | None = None
    announced: tuple[Announced, ...] = ()
    places: frozenset[str] = frozenset()
    done: Done | None = None

    async def enter(self) -> Inside:
        """Return who is here; whoever has not come in fully is sent to the next step of coming in."""
        if self.session is None or self.person is None:
            raise ElsewhereFirst("/sign-in")
        mends = self.person.stage is Stage.WORKPLACE and (self.path == _OWN or self.path.startswith(f"{_OWN}/"))
        if self.person.stage is not Stage.READY and not mends:
            raise ElsewhereFirst(_FIRST[self.person.stage])
        return Inside(self.session, self.person)

    def make_sure_of_own_site(self) -> None:
        """Raise `http.from_elsewhere` where another site's page led here, before anything is begun for it."""
        if self.elsewhere:
            raise FROM_ELSEWHERE.at()

    def ways_out(self, problem: Problem) -> tuple[Way, ...]:
        """Return the ways that the page of a refusal offers: to where whoever was refused can mend it."""
        if problem.kind is FROM_ELSEWHERE:
            return (Way(_GO_ON, self.path, main=True),)
        return self.offices.ways_out.get(problem.kind.code, ())

    def page(self, template: str, *, status: int = 200, kept_form: str = "", **shown: object) -> Response[str]:
        """Return a page. `kept_form` is the id of the form whose content a change of language must keep."""
        content = self.pages.render(
            template,
            self.language,
            visit=self,
            person=self.person,
            kept_form=kept_form,
            **shown,
        )
        cookies = [language_cookie(self.language, self.settings)] if self.switching else []
        if self.done is not None:
            cookies.append(forgotten(self.settings))
        return Response(content, media_type=MediaType.HTML, status_code=status, cookies=cookies)

    def my_offices(self) -> tuple[Office, ...]:
        """Return the offices in the menu of whoever is here."""
        if self.person is None or self.person.stage is not Stage.READY:
            return ()
        return tuple(self.offices.of(self.person.holds))

    def menu(self) -> Menu:
        """Return the menu of whoever is here, for this page."""
        ready = self.person is not None and self.person.stage is Stage.READY
        mine = self.my_offices() if ready else self.offices.of_everybody()
        return menu_of(mine, self.path, inside=ready, asks=self.person is not None and self.person.asks)

    def opens(self, place: str) -> bool:
        """Tell whether a page of this node is for whoever is here; before signing in each is, after the door.

        A link to a page that would only say "not your role" is not shown.
        """
        roles = self.offices.roles_at(place)
        if roles is None:
            asked = place == _REQUESTS or place.startswith(f"{_REQUESTS}/")
            return place in self.places and (self.person is None or self.person.asks or not asked)
        return self.person is None or self.person.holds in roles

    def way_back(self) -> tuple[Office, str] | None:
        """Return the office this page lies in and the nearest page above it; None where the menu has it."""
        mine = [office for office in self.my_offices() if self.path not in (way.place for way in office.ways)]
        found = ((office, office.above(self.path)) for office in mine)
        return next((one for one in found if one[1]), None)

    def here(self, **changed: str) -> str:
        """Return this page's address with some parameters changed."""
        kept = [pair for pair in self.query if pair[0] not in changed]
        return f"{self.path}?{urlencode([*kept, *changed.items()])}"

    def go(self, path: str) -> Redirect:
        """Return the way to another page after something was done; the browser asks it with GET."""
        return Redirect(path, status_code=303)

    async def go_after(self, path: str, deed: Deed, began: datetime, act: str = "") -> Redirect:
        """Return the way on after a deed of an office, with the notice that it is done for the page there."""
        answer = self.go(path)
        if self.session is not None:
            leaf = await self.offices.leaf(self.session, began)
            told = Told(deed.place, began, act) if leaf is None else Told(deed.place, leaf.at, act, *leaf.written())
            answer.set_cookie(done_cookie(told, self.session, self.settings))
        return answer

    def with_session(self, response: Response[Any], session: SessionToken) -> Response[Any]:
        """Put the session into its cookie; it lives as long as the browser, the server decides when it ends."""
        response.set_cookie(self._session_cookie(session))
        return response

    def without_session(self, response: Response[Any]) -> Response[Any]:
        """Take the session out of the browser."""
        response.set_cookie(replace(self._session_cookie(SessionToken("")), max_age=0))
        return response

    def _session_cookie(self, session: SessionToken) -> Cookie:
        return Cookie(
            key=self.settings.session_cookie,
            value=session,
            path="/",
            secure=self.settings.tls,
            httponly=True,
            samesite="strict",
        )


Visiting = NamedDependency[SkipValidation[Visit]]


@dataclass(frozen=True, slots=True)
class Door:
    """Makes visits out of requests. `places` are the addresses of the pages that the zone has beside its offices."""

    desk: Desk
    pages: Pages
    settings: PortalSettings
    streams: Streams
    offices: Offices
    places: frozenset[str]

    async def visit(self, request: Request[Any, Any, Any]) -> Visit:
        """Read language and session of a request; a change of language by link is done and the address cleaned."""
        visit = await self.lost_visit(request)
        if request.method != "GET":
            form = await request.form()
            asked = language_named(str(form.get("language", "")))
            if asked is not None:
                visit = replace(visit, language=asked, switching=True)
        request.state[_KNOWN] = visit
        return visit

    async def lost_visit(self, request: Request[Any, Any, Any]) -> Visit:
        """Read what an address that leads nowhere needs: whose frame its page has; no form is read."""
        visit = replace(self.bare_visit(request), announced=await self.offices.announced())
        if request.method == "GET":
            self._switch_by_link(request)
        return visit if visit.session is None else await self._recognised(visit, visit.session)

    def begun_visit(self, request: Request[Any, Any, Any]) -> Visit | None:
        """Return the visit that a page had begun with, so that whoever is refused stays within their menu."""
        begun: Visit | None = request.state.get(_KNOWN)
        return begun

    def known_visit(self, request: Request[Any, Any, Any]) -> Visit:
        """Return the visit that a page had begun with, or of which only the language is known."""
        return self.begun_visit(request) or self.bare_visit(request)

    def bare_visit(self, request: Request[Any, Any, Any]) -> Visit:
        """Return a visit of which only the language is known: enough for pages that say what went wrong."""
        token = request.cookies.get(self.settings.session_cookie, "")
        return Visit(
            desk=self.desk,
            pages=self.pages,
            settings=self.settings,
            streams=self.streams,
            offices=self.offices,
            places=self.places,
            language=chosen_language(request, self.settings),
            session=SessionToken(token) if 0 < len(token) <= 200 else None,
            form_token=form_token(request, self.settings),
            path=_path_of(request),
            query=tuple(request.query_params.multi_items()),
            elsewhere=from_elsewhere(request.headers),
            done=self._done(request, token) if request.method == "GET" else None,
        )

    def _done(self, request: Request[Any, Any, Any], token: str) -> Done | None:
        value = request.cookies.get(cookie_name(self.settings), "")
        return done_in(value, SessionToken(token), self.offices, self.settings) if token else None

    def _switch_by_link(self, request: Request[Any, Any, Any]) -> None:
        asked = language_named(request.query_params.get("language", ""))
        if asked is not None:
            kept = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "language"])
            raise ElsewhereFirst(f"{_path_of(request)}?{kept}".rstrip("?"), language_cookie(asked, self.settings))

    async def _recognised(self, visit: Visit, session: SessionToken) -> Visit:
        try:
            return replace(visit, person=await self.desk.who(session))
        except Problem as problem:
            if problem.kind.status in {401, 403}:
                return visit
            raise


def _path_of(request: Request[Any, Any, Any]) -> str:
    """Return the path with one slash in front: two would make it another host's address in a redirect."""
    return "/" + request.url.path.lstrip("/\\")


def form_token(request: Request[Any, Any, Any], settings: PortalSettings) -> str:
    """Return the token that forms of this page must send back; of an address that leads nowhere, the one held."""
    made = ScopeState.from_scope(request.scope).csrf_token
    return made if isinstance(made, str) else request.cookies.get(settings.csrf_cookie, "")
