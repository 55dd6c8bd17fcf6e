"""The portal as an application, or as routes in another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar import Litestar, Request, Router
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware
from litestar.types import ControllerRouterHandler

from almasu.interfaces.portal.desk import Desk
from almasu.interfaces.portal.headers import SecurityHeaders
from almasu.interfaces.portal.lost import Served, served_everywhere
from almasu.interfaces.portal.offices.office import Offices
from almasu.interfaces.portal.offices.routes import office_routes
from almasu.interfaces.portal.pages import load_pages
from almasu.interfaces.portal.routes.asking import asking
from almasu.interfaces.portal.routes.coming_in import by_eds, coming_in, registered_alone
from almasu.interfaces.portal.routes.desk_page import bare_desk, desk_pages
from almasu.interfaces.portal.routes.dossier import dossier
from almasu.interfaces.portal.routes.knowing import knowing
from almasu.interfaces.portal.routes.proving import checking, proving
from almasu.interfaces.portal.routes.receiving import receiving
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.static_files import load_static_files, static_route
from almasu.interfaces.portal.streams import Streams
from almasu.interfaces.portal.trouble import Handler, trouble_handlers
from almasu.interfaces.portal.visit import Door, Visit

_LARGEST_FORM = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Portal:
    """The parts another application mounts: pages, files, the headers of every response, the page for lost paths."""

    router: Router
    headers: SecurityHeaders
    trouble: dict[int | type[Exception], Handler]


OF_RESTRICTED = (coming_in, desk_pages, asking, receiving, dossier, proving, knowing)
"""The pages of the restricted zone beside its offices."""
OF_SECTOR = (by_eds, bare_desk, checking, knowing)
"""Those of the sector's zone: no registers, no second factor."""
OF_INTERSTATE = (registered_alone, bare_desk, checking, knowing)
"""Those of the exchange between states: as of the zone of provision."""
OF_PROVISION = (registered_alone, bare_desk, checking, knowing)
"""Those of the zone of provision: no visits without an account either."""


def portal_routes(
    desk: Desk,
    settings: PortalSettings,
    offices: Offices,
    pages_of_zone: tuple[Router, ...] = OF_RESTRICTED,
    served: Served = served_everywhere,
) -> Portal:
    """Return the portal's parts.

    `served` tells of a request that found no page whether its sender may be shown their own menu.

    The router guards its own forms (CSRF) and shows its own error pages. The mounting application adds `headers` to its
    middleware, and `trouble` to its exception handlers where unknown paths shall get a page too.
    """
    static = load_static_files()
    door = Door(desk, load_pages(settings, static), settings, Streams(), offices, _places(pages_of_zone))
    trouble = trouble_handlers(door, served)

    async def visit(request: Request[Any, Any, Any]) -> Visit:
        # A function of its own: the framework copies what a bound method is bound to, and the desk with it.
        return await door.visit(request)

    pages = Router(
        "/",
        route_handlers=[*pages_of_zone, office_routes(offices)],
        dependencies={"visit": Provide(visit)},
        middleware=[DefineMiddleware(CSRFMiddleware, config=_csrf(settings))],
        exception_handlers=trouble,
        request_max_body_size=_LARGEST_FORM,
        include_in_schema=False,
    )
    router = Router("/", route_handlers=[pages, static_route(static)], exception_handlers=trouble)
    return Portal(router, SecurityHeaders(settings), trouble)


def _places(pages: tuple[Router, ...]) -> frozenset[str]:
    """Return the addresses of pages that can be opened as they are."""
    routes = (route for router in pages for route in router.routes)
    return frozenset(one.path for one in routes if "GET" in one.methods and "{" not in one.path)


def create_portal(
    desk: Desk, settings: PortalSettings, offices: Offices, more: tuple[ControllerRouterHandler, ...] = ()
) -> Litestar:
    """Return an application that serves the portal, and whatever else shares its process."""
    portal = portal_routes(desk, settings, offices)
    return Litestar(
        route_handlers=[portal.router, *more],
        middleware=[portal.headers],
        exception_handlers=portal.trouble,
        openapi_config=None,
        logging_config=None,
    )


def _csrf(settings: PortalSettings) -> CSRFConfig:
    return CSRFConfig(
        secret=settings.csrf_secret,
        cookie_name=settings.csrf_cookie,
        cookie_secure=settings.tls,
        cookie_httponly=True,
        cookie_samesite="strict",
        header_name="x-almasu-form",
    )
