"""The application of a made-up body: a search of its register, the result as a table, an extract to take along.

It lets in nobody but the gateway, by the certificate of its connection; who sits there it believes the gateway. A few
of its pages do what an application should not: lead elsewhere, stream, name no values, hang.
"""

from __future__ import annotations

import asyncio
import csv
import html
import io
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from almasu.kernel.answers import Record
from almasu.testing.registers.listening import listening

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PERSON = "X-Almasu-Person"
HANGS = 60.0
MOST_SHOWN = 50
NOT_FOUND = "Табылмады / Не найдено"


class RegisterApplication:
    """The pages over what a register holds; `seen` counts what each person asked."""

    def __init__(self, name: str, records: Sequence[Record]) -> None:
        self._name = name
        self._records = records
        self.seen: list[tuple[str, str]] = []

    @property
    def words(self) -> tuple[str, ...]:
        """Return its own words that stand freely on its pages."""
        return (self._name, NOT_FOUND)

    def application(self) -> web.Application:
        """Return the web application to serve."""
        made = web.Application(client_max_size=16 * 1024 * 1024, middlewares=[self._of_the_gateway])
        made.router.add_get("/", self.search)
        made.router.add_post("/search", self.found)
        made.router.add_get("/extract/{number:[0-9]{1,12}}.csv", self.extract)
        made.router.add_post("/upload", self.upload)
        made.router.add_get("/elsewhere", self.elsewhere)
        made.router.add_get("/again", self.again)
        made.router.add_get("/stream", self.stream)
        made.router.add_get("/unnamed", self.unnamed)
        made.router.add_get("/hangs", self.hangs)
        return made

    @web.middleware
    async def _of_the_gateway(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Turn away whom the gateway does not name; the connection itself proved that it is the gateway."""
        person = request.headers.get(PERSON, "")
        if not person:
            return web.Response(status=403, text="no person is named")
        self.seen.append((person, request.path))
        return await handler(request)

    async def search(self, request: web.Request) -> web.Response:
        """Show the form of a search."""
        body = (
            f'<h1>{html.escape(self._name)}</h1><form method="post" action="/search">'
            '<label>БСН / БИН <input name="q"></label> <button type="submit">Іздеу / Найти</button></form>'
            '<script>document.title = "script ran"</script>'
        )
        response = self._page(body)
        response.set_cookie("visits", str(int(request.cookies.get("visits", "0") or 0) + 1))
        return response

    async def found(self, request: web.Request) -> web.Response:
        """Show what the register holds on what was typed."""
        wanted = str((await request.post()).get("q", "")).strip()
        rows = [one for one in self._records if wanted and wanted in map(str, one.values())][:MOST_SHOWN]
        heads = "".join(f"<th>{html.escape(name)}</th>" for name in next(iter(rows), {}))
        lines = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in _cells(row)) + "</tr>" for row in rows)
        told = f"<table><tr>{heads}</tr>{lines}</table>" if rows else f"<p>{NOT_FOUND}</p>"
        return self._page(f'<h1>{html.escape(wanted)}</h1>{told}<p><a href="/">←</a></p>')

    async def extract(self, request: web.Request) -> web.Response:
        """Give one record as a file."""
        number = request.match_info["number"]
        record = next((one for one in self._records if str(one["row_id"]) == number), None)
        if record is None:
            raise web.HTTPNotFound
        written = io.StringIO()
        csv.writer(written).writerows([list(record), [str(value) for value in record.values()]])
        headers = {"Content-Disposition": f'attachment; filename="{number}.csv"'}
        return web.Response(text=written.getvalue(), content_type="text/csv", headers=headers)

    async def upload(self, request: web.Request) -> web.Response:
        """Take whatever is sent."""
        return self._page(f"<p>{len(await request.read())}</p>")

    async def elsewhere(self, request: web.Request) -> web.Response:
        """Lead to another place."""
        raise web.HTTPFound("http://elsewhere.example/?taken=along")

    async def again(self, request: web.Request) -> web.Response:
        """Lead to the search."""
        raise web.HTTPFound("/?again=1")

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Begin a stream."""
        return web.Response(text="data: 1\n\n", content_type="text/event-stream")

    async def unnamed(self, request: web.Request) -> web.Response:
        """Show values in a table without heads."""
        return self._page(
            "<table>" + "".join(f"<tr><td>{one}</td></tr>" for one in _cells(self._records[0])) + "</table>"
        )

    async def hangs(self, request: web.Request) -> web.Response:
        """Answer long after anybody waits."""
        await asyncio.sleep(HANGS)
        return self._page("<p>late</p>")

    def _page(self, body: str) -> web.Response:
        text = f'<!doctype html><html><head><meta charset="utf-8"><title>{html.escape(self._name)}</title></head>'
        return web.Response(text=f"{text}<body>{body}</body></html>", content_type="text/html")


def _cells(record: Mapping[str, object]) -> list[str]:
    """Return the cells of a record: each of its values leads to its extract."""
    place = f"/extract/{record['row_id']}.csv"
    return [f'<a href="{place}">{html.escape(str(value))}</a>' for value in record.values()]


@asynccontextmanager
async def serving(application: RegisterApplication, host: str, port: int, folder: Path) -> AsyncIterator[str]:
    """Serve the application over mutual TLS with the files of a folder (`keys.made`); yield its origin."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(folder / "gateway.crt"))
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(folder / "application.crt", folder / "secrets" / "application.key")
    async with listening(application.application(), host, port, context) as origin:
        yield origin
