"""What every provider needs in its place: a database and keys of its own, a door that questions come to, its lines."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from aiohttp import web

from almasu.provider.face import Face, Provider
from almasu.store.provision import provision
from almasu.wiring.register_sheet import RestSheet, secret

SECONDS = 2.5
Serving = Callable[[], AbstractAsyncContextManager[str]]


def own_database(server_url: str, database: str, folder: Path, password: str, keys: Iterable[str]) -> str:
    """Return the URL of a provider's own database and role on a server, made where they are missing.

    `server_url` is a superuser's; the role's password and the keys are kept in files of the folder, by these names.
    """
    (folder / "secrets").mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in (password, *keys):
        path = folder / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32))
    return provision(server_url, database, secret(folder, password).decode())


def keys_in(folder: Path, names: Mapping[int, str]) -> Mapping[int, str]:
    """Return the key of each resource from a folder's secrets; Problem where one is missing or open to others."""
    return {number: secret(folder, name).decode() for number, name in names.items()}


def sheets_at(port: int, names: Mapping[int, str]) -> Mapping[int, RestSheet]:
    """Return how a node reaches a provider's resources on a loopback port."""
    return {
        number: RestSheet(url=f"http://127.0.0.1:{port}/v1/resources/{number}/questions", key=key, seconds=SECONDS)
        for number, key in names.items()
    }


@asynccontextmanager
async def serving(provider: Provider, keys: Mapping[int, str], host: str, port: int) -> AsyncIterator[str]:
    """Serve a provider; yield the address. Port 0 takes any free one."""
    runner = web.AppRunner(Face(provider, keys).application(), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def until_stopped(served: Serving, told: Callable[[str], None]) -> None:
    """Serve until the process is told to stop; `told` hears the address."""

    async def serve() -> None:
        async with served() as address:
            told(address)
            await asyncio.Event().wait()

    asyncio.run(serve())
