"""Applications that people sit at: `systems.yaml` says where each is and how we are known there (FMA-3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.workplace.application import Application, ApplicationLine
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.look import Answered, Wanted
from almasu.kernel.provision.look_cookies import reach_both
from almasu.kernel.provision.problems_of_sitting import GATEWAY_ADDRESS, GATEWAY_NOT_APART, NOT_CONNECTED
from almasu.kernel.provision.workplace_port import AskedBy
from almasu.law.text import Language
from almasu.wiring.register_sheet import UNREADABLE, secret
from almasu.wiring.registers import tls_of
from almasu.wiring.settings import Settings
from almasu.wiring.systems import SystemsSheet, WorkplaceSheet, read_systems


@dataclass(frozen=True, slots=True)
class ConnectedWorkplaces:
    """Implements `almasu.kernel.provision.workplace_port.Workplaces` over the sheet at `path`, read anew each time.

    So an application can be connected, moved or taken off while the node runs. Each request has a connection and a
    pinned look-up of its own: a name that leads elsewhere later leads nobody there.
    """

    path: Path

    def home(self, body: str, data_set: str) -> str:
        """Return the origin of the application of a set, empty where there is none."""
        found = self._sheet(body, data_set)[1]
        return "" if found is None else origin(found.url)

    def scripts(self, body: str, data_set: str) -> bool:
        """Tell whether its pages need scripts."""
        found = self._sheet(body, data_set)[1]
        return found is not None and found.scripts

    def folders(self, body: str, data_set: str) -> tuple[str, ...]:
        """Return the folders of files without data."""
        found = self._sheet(body, data_set)[1]
        return () if found is None else found.folders

    def words(self, body: str, data_set: str) -> tuple[str, ...]:
        """Return the application's own words."""
        found = self._sheet(body, data_set)[1]
        return () if found is None else found.words

    async def ask(self, body: str, data_set: str, wanted: Wanted, by: AskedBy) -> Answered | NoReply | Unreadable:
        """Forward one request; Problem `registers.unreadable` where the sheet or a file it names is not right."""
        whole, found = self._sheet(body, data_set)
        if found is None:
            return NoReply(Silence.NOT_CONNECTED, "", retriable=True)
        folder = self.path.parent
        try:
            caller = Caller([pinned(found.url, networks(whole.inner_ranges))], connections=1)
        except (ValueError, OSError) as wrong:
            raise UNREADABLE.at(self.path.name, because=str(wrong)) from wrong
        try:
            key = secret(folder, found.key).decode("ascii") if found.key else ""
            line = ApplicationLine(origin(found.url), found.seconds, key, tls_of(found.tls, folder))
            return await Application(line, caller).ask(wanted, by)
        finally:
            await caller.close()

    def _sheet(self, body: str, data_set: str) -> tuple[SystemsSheet, WorkplaceSheet | None]:
        whole = read_systems(self.path)
        return whole, whole.workplaces.get(f"{body}/{data_set}")


def origin(url: str) -> str:
    """Return the origin of an address: an application is served at the root of its own."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def must_stand_apart(settings: Settings) -> None:
    """Make sure that the gateway's host is none that shares cookies with the portal's: a body's pages are shown there.

    Problems `provision.gateway.address`, `provision.gateway.not_apart`. Where one of the two is a name of this very
    machine and the other is not, the portal's host was never said, and nothing is taken for granted.
    """
    address = settings.workplace_address
    if not address:
        return
    gateway = urlsplit(address)
    host, scheme = gateway.hostname or "", "https" if settings.tls else "http"
    if f"{scheme}://{gateway.netloc}" != address or "@" in gateway.netloc or not host.isascii() or not host:
        raise GATEWAY_ADDRESS.at("workplace_address", gateway=address)
    for portal in settings.portal_origins:
        its = urlsplit(portal).hostname or ""
        if _is_here(host) != _is_here(its) or reach_both(host, its, bound_by_tls=settings.tls):
            raise GATEWAY_NOT_APART.at("workplace_address", gateway=host, portal=its)


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine itself, as every browser on it says."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def entrance(settings: Settings, ticket: str, language: Language | None = None) -> str:
    """Return the address that opens a session in a browser; Problem where the node has no gateway."""
    if not settings.workplace_address:
        raise NOT_CONNECTED.at()
    # No cookie of the portal reaches the gateway's host: the language chosen there goes along with the ticket.
    said = "" if language is None else f"&language={language.value}"
    return f"{settings.workplace_address}/almasu/open?ticket={quote(ticket)}{said}"
