"""The gateway's host stands apart from the portal's, or no process of the zone starts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import almasu.interfaces.site as site
import almasu.interfaces.worker.__main__ as worker
import almasu.interfaces.workplace.serving as gateway
from almasu.law.problem import Problem
from almasu.wiring.settings import Settings, write_settings
from almasu.wiring.supervising import free_ports
from almasu.wiring.workplaces import must_stand_apart

APART = "provision.gateway.not_apart"
ADDRESS = "provision.gateway.address"
HOSTS = [
    ("https://arm.fma.example", "portal.fma.example", True, ""),
    ("https://arm.portal.fma.example:8444", "portal.fma.example", True, ""),
    ("https://portal.fma.example:8444", "portal.fma.example", True, APART),
    ("https://PORTAL.fma.example.:8444", "portal.fma.example", True, APART),
    ("https://10.10.0.5:8444", "10.10.0.5", True, APART),
    ("https://10.10.0.5:8444", "10.10.0.6", True, ""),
    ("https://[fd00::5]:8444", "fd00::5", True, APART),
    # Without TLS nothing binds a cookie to its host: the domain above both is one too many.
    ("http://arm.fma.example", "portal.fma.example", False, APART),
    ("http://arm.portal.fma.example", "portal.fma.example", False, APART),
    ("http://arm.example", "portal.other", False, ""),
    ("http://10.10.0.5:8444", "10.10.0.6", False, ""),
    # One machine: a port keeps nothing apart, another name of it does.
    ("http://localhost:8444", "localhost", False, APART),
    ("http://127.0.0.1:8444", "localhost", False, ""),
    ("http://arm.localhost:8444", "localhost", False, ""),
    # The portal's host was never said.
    ("https://arm.fma.example", "localhost", True, APART),
    ("http://arm.fma.example", "portal.other", True, ADDRESS),
    ("https://arm.fma.example/", "portal.other", True, ADDRESS),
    ("https://arm.fma.example/x?y", "portal.other", True, ADDRESS),
    ("https://portal.other@arm.fma.example", "portal.other", True, ADDRESS),
    ("https://арм.example", "portal.other", True, ADDRESS),
    ("arm.fma.example", "portal.other", True, ADDRESS),
    ("", "portal.other", True, ""),
]


def settings_of(folder: Path, address: str, portal: str, *, tls: bool) -> Settings:
    """Settings of a node of the zone whose database is nowhere."""
    ports = free_ports(2)
    return Settings(
        data=folder,
        database_url="host=127.0.0.1 port=1 connect_timeout=1",
        zone="provision",
        webauthn_host=portal,
        tls=tls,
        workplace_address=address,
        workplace_port=ports[0],
        port=ports[1],
    )


@pytest.mark.parametrize(("address", "portal", "tls", "code"), HOSTS)
def test_a_gateway_whose_cookies_reach_the_portal_is_refused(
    address: str, portal: str, tls: bool, code: str, tmp_path: Path
) -> None:
    portal = f"[{portal}]" if portal.count(":") > 1 else portal
    settings = settings_of(tmp_path, address, portal, tls=tls)
    if not code:
        must_stand_apart(settings)
        return
    with pytest.raises(Problem) as no:
        must_stand_apart(settings)
    assert (no.value.kind.code, no.value.where, no.value.kind.cites[0]) == (code, "workplace_address", "FMA-3.2")


async def test_no_process_of_the_zone_starts_beside_such_a_gateway(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "http://localhost:8444", "localhost", tls=False)
    place = write_settings(settings, tmp_path / "node.toml")
    with pytest.raises(Problem, match=APART):
        await gateway.serve(place)
    with pytest.raises(Problem, match=APART):
        await site.serve(place, None)
    with pytest.raises(Problem, match=APART):
        await worker.work(settings, asyncio.Event())
