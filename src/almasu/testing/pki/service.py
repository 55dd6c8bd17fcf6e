"""The services of the embedded authority over HTTP, in the shapes of the national ones.

`POST /ocsp/`, `POST /tsp/`, `GET /crl/nca_gost.crl` (base), `GET /crl/nca_d_gost.crl` (delta),
`GET /crl/root_gost.crl`, `GET /cert/nca_gost.cer`, and the same with `rsa`. Loopback only.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.folder import Holder, Pki
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.lists import base_list, delta_list
from almasu.testing.pki.responder import Answering, answer
from almasu.testing.pki.stamping import stamp

LOOPBACK = "127.0.0.1"
_LARGEST_QUESTION = 64 * 1024
_FAMILIES = (Algorithm.GOST, Algorithm.RSA)

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the moment by this machine's clock."""
    return datetime.now(UTC)


class Services:
    """The handlers. Keys of the services are opened once; standing is read anew for each answer.

    So is the index, once it has changed: people may be given keys while the services run.
    """

    def __init__(self, pki: Pki, clock: Clock = now) -> None:
        self._pki = pki
        self._clock = clock
        self._authorities = {label: pki.key(label) for label in ("nca_gost", "nca_rsa", "root_gost", "root_rsa")}
        self._stamping = {family: pki.key(f"tsa_{family}") for family in _FAMILIES}
        self.answering = tuple(self._responder(family) for family in _FAMILIES)
        self._written = self._index_written()

    def application(self) -> web.Application:
        """Return the application with its routes."""
        application = web.Application(client_max_size=_LARGEST_QUESTION)
        application.add_routes(
            [
                web.post("/ocsp/", self.ocsp),
                web.post("/tsp/", self.tsp),
                web.get("/crl/{name}.crl", self.list),
                web.get("/cert/{label}.cer", self.certificate),
                web.get("/healthz", self.health),
            ]
        )
        return application

    async def ocsp(self, request: web.Request) -> web.Response:
        """Answer an OCSP request (RFC 6960, appendix A.1)."""
        self._read_again()
        body = answer(await request.read(), self.answering, self._pki.standings.events(), self._clock())
        return web.Response(body=body, content_type="application/ocsp-response")

    async def tsp(self, request: web.Request) -> web.Response:
        """Answer a time-stamp request (RFC 3161, 3.4)."""
        body = stamp(await request.read(), self._stamping, self._clock())
        return web.Response(body=body, content_type="application/timestamp-reply")

    async def list(self, request: web.Request) -> web.Response:
        """Give a revocation list; the national names of delta lists carry _d_."""
        name = request.match_info["name"]
        make = delta_list if name.startswith("nca_d_") else base_list
        authority = self._authorities.get(name.replace("nca_d_", "nca_"))
        if authority is None:
            raise web.HTTPNotFound
        body = make(authority, self._pki.standings.events(), self._clock())
        return web.Response(body=body, content_type="application/pkix-crl")

    async def certificate(self, request: web.Request) -> web.Response:
        """Give an authority's certificate."""
        authority = self._authorities.get(request.match_info["label"])
        if authority is None:
            raise web.HTTPNotFound
        return web.Response(body=authority.certificate, content_type="application/pkix-cert")

    async def health(self, request: web.Request) -> web.Response:
        """Say that the services answer."""
        return web.json_response({"status": "ok"})

    def _read_again(self) -> None:
        written = self._index_written()
        if written == self._written:
            return
        entries = Pki.load(self._pki.directory).entries.values()
        self.answering = tuple(
            replace(one, issued=frozenset(entry.serial for entry in entries if entry.issuer == one.label))
            for one in self.answering
        )
        self._written = written

    def _index_written(self) -> int:
        return (self._pki.directory / "pki.json").stat().st_mtime_ns

    def _responder(self, family: Algorithm) -> Answering:
        label = f"nca_{family}"
        issued = frozenset(one.serial for one in self._pki.entries.values() if one.issuer == label)
        return Answering(label, self._pki.certificate(label), self._key(f"ocsp_{family}"), issued)

    def _key(self, label: str) -> SigningKey:
        entry = self._pki.entries[label]
        if entry.holder is not Holder.SERVICE:
            raise KeyError(label)
        return self._pki.key(label)


@asynccontextmanager
async def pki_service(pki: Pki, port: int = 0, clock: Clock = now) -> AsyncIterator[str]:
    """Serve in this event loop and yield the base address; port 0 takes a free one."""
    runner = web.AppRunner(Services(pki, clock).application(), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, LOOPBACK, port)
        await site.start()
        taken = runner.addresses[0][1]
        yield f"http://{LOOPBACK}:{taken}"
    finally:
        await runner.cleanup()


def run_pki_service(directory: Path, port: int) -> None:
    """Serve the authority of a folder until the process is told to stop."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_forever(Pki.load(directory), port))


async def _forever(pki: Pki, port: int) -> None:
    async with pki_service(pki, port):
        await asyncio.Event().wait()


def main() -> None:
    """Run as `python -m almasu.testing.pki.service DIRECTORY PORT`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("port", type=int)
    chosen = parser.parse_args()
    run_pki_service(chosen.directory, chosen.port)


if __name__ == "__main__":
    main()
