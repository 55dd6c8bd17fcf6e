"""Knowing: acts, editions, clauses of the law, and help. Open to everyone, signed in or not."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get
from litestar.params import FromPath, FromQuery

from almasu.interfaces.portal.visit import Visiting
from almasu.law.seeking import marked

_LONGEST = 200


@get("/law")
async def law(visit: Visiting, sought: FromQuery[str | None] = None) -> Response[Any]:
    """Show all acts with their editions, and the clauses that hold what was looked for."""
    typed = (sought or "").strip()[:_LONGEST]
    found = await visit.desk.sought_clauses(typed)
    return visit.page("law.html", law=await visit.desk.law(), sought=typed, found=found, marked=marked)


@get("/law/clauses/{clause_id:str}")
async def clause(visit: Visiting, clause_id: FromPath[str]) -> Response[Any]:
    """Show one clause and what rests on it."""
    return visit.page("clause.html", clause=await visit.desk.clause(clause_id[:40]))


@get("/law/compare/{older:str}/{newer:str}")
async def compare(visit: Visiting, older: FromPath[str], newer: FromPath[str]) -> Response[Any]:
    """Show two editions side by side, with what each difference touches."""
    return visit.page("compare.html", seen=await visit.desk.comparison(older[:20], newer[:20]))


@get("/law/{act:str}")
async def act(visit: Visiting, act: FromPath[str]) -> Response[Any]:
    """Show all clauses of an act."""
    clauses = await visit.desk.clauses(act[:20])
    return visit.page("act.html", clauses=clauses, act=act[:20], law=await visit.desk.law())


@get("/help")
async def help_page(visit: Visiting) -> Response[Any]:
    """Say what the portal is for and what to do when something does not work."""
    return visit.page("help.html")


knowing = Router("/", route_handlers=[law, compare, clause, act, help_page])
