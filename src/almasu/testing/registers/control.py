"""The control address: tells who misbehaves and changes it, for demos and tests.

`GET /conduct` lists the misbehaving registers; `PUT /registers/{number}` takes a `Misbehaviour`;
`DELETE /registers/{number}` and `DELETE /registers` mend one or all.
"""

from __future__ import annotations

import msgspec
from aiohttp import web

from almasu.testing.registers.answering import Registers
from almasu.testing.registers.misbehaviour import Misbehaviour


class Control:
    """The control face of the simulated registers."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers

    def application(self) -> web.Application:
        """Return the web application to serve."""
        application = web.Application(client_max_size=65_536)
        application.router.add_get("/conduct", self.conduct)
        application.router.add_put("/registers/{number:[0-9]{1,2}}", self.change)
        application.router.add_delete("/registers/{number:[0-9]{1,2}}", self.mend)
        application.router.add_delete("/registers", self.mend)
        return application

    async def conduct(self, request: web.Request) -> web.Response:
        """List who misbehaves and how."""
        body = {str(number): one for number, one in self._registers.conduct.all().items()}
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    async def change(self, request: web.Request) -> web.Response:
        """Make one register misbehave."""
        number = int(request.match_info["number"])
        if number not in self._registers.resources:
            return web.Response(status=404)
        try:
            bad = msgspec.json.decode(await request.read(), type=Misbehaviour)
        except msgspec.MsgspecError as broken:
            return web.Response(status=400, text=str(broken))
        self._registers.conduct.change(number, bad)
        return web.Response(status=204)

    async def mend(self, request: web.Request) -> web.Response:
        """Make one register, or all, behave well again."""
        number = request.match_info.get("number")
        self._registers.conduct.mend(int(number) if number else None)
        return web.Response(status=204)
