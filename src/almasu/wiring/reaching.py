"""Measuring channels put together: what the settings say of the state network and of the look from outside."""

from __future__ import annotations

from almasu.connectors.egress.places import Pins, networks, pinned
from almasu.connectors.reach.measuring import Endpoint, MeasuringReach, Outlook
from almasu.wiring.settings import Settings


def reach_at(settings: Settings) -> MeasuringReach:
    """Return what measures channels; NotAllowed where the probe lies in a range not listed."""
    probe = settings.outside_probe
    pins = Pins([pinned(probe, networks(settings.inner_ranges))]) if probe else None
    outlook = Outlook(
        settings.state_network,
        endpoint(settings.public_resolver) if settings.public_resolver else None,
        probe,
        tuple(map(endpoint, settings.outside_places)),
    )
    return MeasuringReach(outlook, pins=pins)


def endpoint(written: str) -> Endpoint:
    """Return a place written `host:port`; ValueError where it is not."""
    host, _, port = written.rpartition(":")
    if not host:
        raise ValueError(f"{written} is not host:port")
    return host.strip("[]"), int(port)
