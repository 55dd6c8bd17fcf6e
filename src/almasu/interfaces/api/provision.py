"""Giving data to the Agency over HTTP: the routes of the zone, the same actions as its pages (order No. 114-НҚ)."""

from __future__ import annotations

from litestar import Router

from almasu.interfaces.api.by_eds import of_a_session
from almasu.interfaces.api.evidence import evidence_keys
from almasu.interfaces.api.given import with_session
from almasu.interfaces.api.provision_acts import act_routes
from almasu.interfaces.api.provision_asking import asking_routes
from almasu.interfaces.api.provision_bodies import body_routes
from almasu.interfaces.api.provision_carriers import carrier_routes
from almasu.interfaces.api.provision_feeds import feed_routes
from almasu.interfaces.api.provision_fetches import fetch_routes
from almasu.interfaces.api.provision_keyings import keying_routes
from almasu.interfaces.api.provision_obligations import obligation_routes
from almasu.interfaces.api.provision_papers import paper_routes
from almasu.interfaces.api.provision_seats import seat_routes
from almasu.interfaces.api.provision_servers import server_routes
from almasu.interfaces.api.provision_sittings import sitting_routes
from almasu.interfaces.api.provision_ways import way_routes
from almasu.interfaces.api.provision_wordings import wording_routes
from almasu.interfaces.api.sign_in import begin


def provision_routes() -> Router:
    """Return the routes of the zone: below `/provision`, and signing in."""
    parts = (
        *body_routes(),
        *act_routes(),
        *obligation_routes(),
        *way_routes(),
        *paper_routes(),
        *carrier_routes(),
        *keying_routes(),
        *asking_routes(),
        *seat_routes(),
        *sitting_routes(),
        *wording_routes(),
        *feed_routes(),
        *fetch_routes(),
        *server_routes(),
    )
    within = Router("/provision", route_handlers=[*parts])
    inside = Router(
        "/",
        route_handlers=[*of_a_session(), within],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[begin, evidence_keys, inside])
