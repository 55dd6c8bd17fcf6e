"""Servers of a state body of the demo that have files of its feed: one over SFTP, one over HTTPS (FMA-3.1)."""

from __future__ import annotations

import secrets
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncssh
import msgspec
from aiohttp import BasicAuth

from almasu.testing.feeds.servers import USER, Shelf, https_server, sftp_server
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import GivingBody
from almasu.testing.workplace.keys import make_keys
from almasu.wiring.demo.handed import read_in
from almasu.wiring.demo.plan import HOST, DemoPlan
from almasu.wiring.demo.preparation import PROVISION_FOLDER
from almasu.wiring.demo.promised import Say, must, until
from almasu.wiring.feed_sources import FEEDS, FeedSheet
from almasu.wiring.provision import SYSTEMS_FOLDER
from almasu.wiring.running import now

FILES, HOST_KEY, CERTIFICATE = "files", "host_key", "application.crt"
HEAD = "row_id,iin,amount,since\n"
BY_SFTP = f"{HEAD}11,850101300015,310.00,2026-05-11\n12,850101300016,12.00,2026-05-12\n"
BY_HTTPS = f"{HEAD}21,850412300016,44.50,2026-05-13\n22,850412300017,45.00,2026-05-14\n"
"""Two rows each, the second of them with a wrong digit."""


@asynccontextmanager
async def files_of(folder: Path, plan: DemoPlan, code: str) -> AsyncIterator[None]:
    """Serve the files of a set at the plan's ports, and name both places on the operator's sheet in `folder`."""
    place = folder / FILES
    make_keys(place, HOST, now())
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(place / CERTIFICATE, place / "secrets" / "application.key")
    key, shelf = _host_key(place), place / "shelf"
    shelf.mkdir(exist_ok=True)
    (shelf / f"{code}.csv").write_text(BY_SFTP, "utf-8")
    known = place / "known"
    key.write_public_key(str(known))
    places = (f"{HOST}:{plan.files_sftp}", f"{HOST}:{plan.files_https}")
    account = BasicAuth(USER, _password(place)).encode()
    (folder / FEEDS).write_bytes(msgspec.yaml.encode(FeedSheet(inner_ranges=(f"{HOST}/32",), places=places)))
    async with (
        sftp_server(shelf, _password(place), known, key, port=plan.files_sftp),
        https_server(Shelf(BY_HTTPS.encode(), account=account), tls, port=plan.files_https),
    ):
        yield


async def fetches_files(data: Path, plan: DemoPlan, responsible: Member, body: GivingBody, say: Say) -> None:
    """Register the server over SFTP, then the one over HTTPS in its place, and have a file fetched from each."""
    place = data / PROVISION_FOLDER / SYSTEMS_FOLDER / FILES
    host_key = _host_key(place).export_public_key("openssh").decode().strip()
    account = {"user": USER, "password": _password(place)}
    over_sftp = {**account, "host_key": host_key}
    over_https = {**account, "roots": (place / CERTIFICATE).read_text("ascii")}
    for address, entry in (
        (f"sftp://{HOST}:{plan.files_sftp}/{body.code}.csv", over_sftp),
        (f"https://{HOST}:{plan.files_https}/{body.code}.csv", over_https),
    ):
        await responsible.signs("/provision/servers", {"data_set": body.code, "address": address, **entry})
        before = {one["delivery"] for one in await responsible.get("/provision/fetches")}
        await responsible.post("/provision/fetches", {"data_set": body.code})
        delivery = await _taken(responsible, before)
        say(f"{body.code}: {address} is registered by a signed act, and its file was fetched: {delivery}")


async def _taken(responsible: Member, before: set[str]) -> str:
    """Return the number of the delivery of a file that was fetched and read, with its wrong row named."""

    async def came() -> str | None:
        for one in await responsible.get("/provision/fetches"):
            if one["delivery"] not in before:
                must(one["state"] != "failed", f"a file did not come: {one}")
                if one["state"] == "taken":
                    return str(one["delivery"])
        return None

    delivery: str = await until(came, "a file that is fetched")
    told = await read_in(responsible, delivery)
    flaws = [(one["line"], one["field"]) for one in told["flaws"]]
    must((3, "iin") in flaws, f"the report names {flaws}")
    return delivery


def _secret(place: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """Return a secret of the body's servers; it is made once."""
    kept = place / "secrets" / name
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_bytes(make())
    return kept.read_bytes()


def _password(place: Path) -> str:
    return _secret(place, "password", lambda: secrets.token_urlsafe(24).encode()).decode()


def _host_key(place: Path) -> asyncssh.SSHKey:
    """Return the key by which the server over SFTP is known."""
    made = _secret(place, HOST_KEY, lambda: asyncssh.generate_private_key("ssh-ed25519").export_private_key())
    return asyncssh.import_private_key(made)
