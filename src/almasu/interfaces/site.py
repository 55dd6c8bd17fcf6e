"""The node's web address: the portal for people, the HTTP interface for programs, the journal for everyone.

Run as `python -m almasu.interfaces.site SETTINGS`; several processes may share one address.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Self

import uvicorn
from litestar import Litestar, Request, Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from almasu.actions.view_request import still_here
from almasu.interfaces.api.accounts import account_routes
from almasu.interfaces.api.applications import application_routes
from almasu.interfaces.api.control import control_routes
from almasu.interfaces.api.control_looks import control_look_routes
from almasu.interfaces.api.countersigning import countersigning_routes
from almasu.interfaces.api.diagnostics import diagnostics_routes
from almasu.interfaces.api.documents import as_documents_come
from almasu.interfaces.api.evidence import evidence_routes
from almasu.interfaces.api.given import BEARER
from almasu.interfaces.api.interstate import interstate_routes
from almasu.interfaces.api.log import log_routes
from almasu.interfaces.api.looks import look_routes
from almasu.interfaces.api.materials import material_routes
from almasu.interfaces.api.operator import operator_routes
from almasu.interfaces.api.operator_looks import operator_look_routes
from almasu.interfaces.api.owners import owner_routes
from almasu.interfaces.api.problems import API_PROBLEMS, refused_by_frame
from almasu.interfaces.api.provision import provision_routes
from almasu.interfaces.api.refusals import LARGEST_BODY
from almasu.interfaces.api.replays import replay_routes
from almasu.interfaces.api.requests import request_routes
from almasu.interfaces.api.sector import sector_routes
from almasu.interfaces.api.sign_in import sign_in_routes
from almasu.interfaces.api.standing import only_from, standing_routes
from almasu.interfaces.api.supervision import supervision_routes
from almasu.interfaces.api.supervision_looks import supervision_look_routes
from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.cut_off import CutOff
from almasu.interfaces.even_absence import EvenAbsence
from almasu.interfaces.fair_share import fair_share
from almasu.interfaces.head_requests import HeadAsGet
from almasu.interfaces.portal.app import (
    OF_INTERSTATE,
    OF_PROVISION,
    OF_RESTRICTED,
    OF_SECTOR,
    Portal,
    portal_routes,
)
from almasu.interfaces.portal.desk import Desk
from almasu.interfaces.portal.desk_of_node import NodeDesk
from almasu.interfaces.portal.headers import security_headers
from almasu.interfaces.portal.offices.office import Offices
from almasu.interfaces.portal.offices_of_interstate import interstate_offices
from almasu.interfaces.portal.offices_of_interstate.desk import InterstateDesk
from almasu.interfaces.portal.offices_of_node import node_offices
from almasu.interfaces.portal.offices_of_provision import provision_offices
from almasu.interfaces.portal.offices_of_provision.desk import ProvisionDesk
from almasu.interfaces.portal.offices_of_sector import sector_offices
from almasu.interfaces.portal.offices_of_sector.desk import SectorDesk
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.trouble import Handler
from almasu.interfaces.portal.warming import warmed
from almasu.interfaces.protected_channel import inside, within
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.wiring.lasting import let_last
from almasu.wiring.running import Running
from almasu.wiring.settings import read_settings
from almasu.wiring.supervising import announce
from almasu.wiring.zones import of_interstate, of_provision, of_restricted, of_sector, open_zone

FOR_PROGRAMS = ("/api/", "/log/")


def site(running: Running) -> Litestar:
    """Return the application over a running node."""
    if of_sector(running.settings):
        portal = _pages(running, SectorDesk(running), sector_offices(running), OF_SECTOR)
        return _application(running, portal, [sector_routes()])
    if of_provision(running.settings):
        portal = _pages(running, ProvisionDesk(running), provision_offices(running), OF_PROVISION)
        return _application(running, portal, [provision_routes()])
    if of_interstate(running.settings):
        portal = _pages(running, InterstateDesk(running), interstate_offices(running), OF_INTERSTATE)
        return _application(running, portal, [interstate_routes()])
    portal = _pages(running, NodeDesk(running), node_offices(running), OF_RESTRICTED)
    return _application(running, portal, _of_restricted())


def _pages(running: Running, desk: Desk, offices: Offices, pages_of_zone: tuple[Router, ...]) -> Portal:
    return portal_routes(desk, portal_settings(running), offices, pages_of_zone, inside(running.settings.channel))


class Mounted(Router):
    """A router made for one application: Litestar would copy it with all that is below it, at every start."""

    def __deepcopy__(self, known: dict[int, object]) -> Self:
        """Return itself."""
        return self


def _of_restricted() -> list[Router]:
    """Return the routes of the restricted zone's HTTP interface."""
    return [
        sign_in_routes(),
        application_routes(),
        account_routes(),
        request_routes(),
        material_routes(),
        control_routes(),
        countersigning_routes(),
        evidence_routes(),
        supervision_routes(),
        operator_routes(),
        owner_routes(),
        operator_look_routes(),
        diagnostics_routes(),
        control_look_routes(),
        supervision_look_routes(),
        look_routes(),
        replay_routes(),
    ]


def _application(running: Running, portal: Portal, interface: Sequence[Router]) -> Litestar:
    """Return the pages and the HTTP interface of a zone, its logs and how it stands, at one address."""
    settings = portal_settings(running)
    guards = [*within(running.settings.channel), fair_share()]
    api = Mounted(
        "/api/v1",
        route_handlers=[*interface],
        guards=guards,
        before_request=as_documents_come,
        exception_handlers=API_PROBLEMS,
        request_max_body_size=LARGEST_BODY,
    )
    people = Mounted("/", route_handlers=[portal.router], guards=guards)
    apart = log_routes("/log/supervision", running.supervision, [only_from(running.settings.supervision_log_to)])
    logs = [log_routes("/log", running.main), apart]
    open_to_all = Mounted("/", route_handlers=[*logs, standing_routes()], exception_handlers=API_PROBLEMS)
    return Litestar(
        route_handlers=[people, api, open_to_all],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        middleware=[portal.headers],
        exception_handlers={**portal.trouble, HTTPException: _lost(portal.trouble[HTTPException], settings)},
        openapi_config=OpenAPIConfig(
            title="Almasu",
            version="1",
            path="/api/v1/schema",
            render_plugins=[JsonRenderPlugin()],
            components=BEARER,
        ),
        logging_config=None,
    )


def _lost(page: Handler, settings: PortalSettings) -> Handler:
    """Return who answers where no route was found: a page for people, a problem for programs."""

    def answer(request: Request[Any, Any, Any], raised: HTTPException) -> Response[Any]:
        if not request.url.path.startswith(FOR_PROGRAMS):
            return page(request, raised)
        response = refused_by_frame(request, raised)
        response.headers.update({**security_headers(settings), "cache-control": "no-store"})
        return response

    return answer


def portal_settings(running: Running) -> PortalSettings:
    """Return what the portal is told: the secret of its forms comes from the vault."""
    return PortalSettings(
        csrf_secret=use_key(running.node.vault.secret(Secret.FORMS), "forms").hex(),
        tls=running.settings.tls,
        signers=running.settings.ncalayer,
        test_keys=running.settings.trust != "prod",
        demo=running.settings.trust == "embedded",
        by_eds=not of_restricted(running.settings),
        provision=of_provision(running.settings),
        interstate=of_interstate(running.settings),
    )


def _still_here(running: Running) -> Callable[[str], Awaitable[None]]:
    """Return what raises Problem where the person of a session may work no more."""

    async def look(session: str) -> None:
        await still_here(running.node, session, running.now())

    return look


async def serve(settings_file: Path, descriptor: int | None) -> None:
    """Open the node and serve until the process is told to stop.

    `descriptor` is a listening socket that was inherited: so several processes share one address, and nobody else can.
    """
    settings = read_settings(settings_file)
    opening = open_zone(settings)
    if descriptor is None:
        listening = socket.create_server((settings.host, settings.port), backlog=1024)
    else:
        listening = socket.socket(fileno=descriptor)
    async with opening as running:
        let_last()
        cookie = portal_settings(running).session_cookie
        served = HeadAsGet(BodyDeadline(EvenAbsence(CutOff(site(running), cookie, _still_here(running)))))
        config = bounded_config(served, settings.most_connections, settings.most_of_one_sender)
        async with warmed(portal_settings(running)):
            announce()
            await uvicorn.Server(config).serve([listening])


def main() -> None:
    """Serve the node whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--fd", type=int, help="descriptor of a listening socket")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with asyncio.Runner(loop_factory=_loop) as runner:
        chosen = parser.parse_args()
        runner.run(serve(chosen.settings, chosen.fd))


def _loop() -> asyncio.AbstractEventLoop:
    import uvloop

    return uvloop.new_event_loop()


if __name__ == "__main__":
    main()
