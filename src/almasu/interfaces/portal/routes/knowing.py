"""Knowing: clauses of the law, and help. Open to everyone, signed in or not."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get
from litestar.params import FromPath

from almasu.interfaces.portal.visit import Visiting


@get("/law/clauses/{clause_id:str}")
async def clause(visit: Visiting, clause_id: FromPath[str]) -> Response[Any]:
    """Show one clause and what rests on it."""
    return visit.page("clause.html", clause=await visit.desk.clause(clause_id[:40]))


@get("/law/{act:str}")
async def act(visit: Visiting, act: FromPath[str]) -> Response[Any]:
    """Show all clauses of an act."""
    return visit.page("act.html", clauses=await visit.desk.clauses(act[:20]), act=act[:20])


@get("/help")
async def help_page(visit: Visiting) -> Response[Any]:
    """Say what the portal is for and what to do when something does not work."""
    return visit.page("help.html")


knowing = Router("/", route_handlers=[clause, act, help_page])
