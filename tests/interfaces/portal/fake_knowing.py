"""The made-up desk's chapter of knowing: the law is the package's own, and needs nothing made up."""

from __future__ import annotations

from almasu.interfaces.portal.desk_of_node.knowing import LawShown
from almasu.interfaces.portal.views.law import ClauseView, ComparisonView, LawView
from almasu.wiring.law import open_law


class FakeKnowing:
    """Shows the law as a node does."""

    async def law(self) -> LawView:
        return LawShown(open_law(), "sio_pso").whole()

    async def clause(self, clause: str) -> ClauseView:
        return LawShown(open_law(), "sio_pso").clause(clause)

    async def clauses(self, act: str) -> tuple[ClauseView, ...]:
        return LawShown(open_law(), "sio_pso").clauses(act)

    async def sought_clauses(self, typed: str) -> tuple[ClauseView, ...]:
        return LawShown(open_law(), "sio_pso").sought(typed)

    async def comparison(self, older: str, newer: str) -> ComparisonView:
        return LawShown(open_law(), "sio_pso").comparison(older, newer)
