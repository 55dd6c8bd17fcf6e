"""Knowing: the law from the package's own data, for anyone: acts, clauses, what rests on them, editions compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from almasu.interfaces.portal.desk_of_node.law_words import CASES, area_of, screen_view, sentence
from almasu.interfaces.portal.views.law import (
    ActView,
    ChangeView,
    ClauseView,
    ComparisonView,
    EditionView,
    LawView,
    RuleView,
    ScreenView,
    TestView,
)
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.law.change import Touched, touched
from almasu.law.clause import Clause
from almasu.law.edition import Edition
from almasu.law.rule import Rule, RuleKind
from almasu.law.seeking import seek
from almasu.law.text import Text
from almasu.law.trace import Standing, Traced, case_table
from almasu.wiring.law import Law
from almasu.wiring.running import Running
from almasu.wiring.zones import regime_of


@dataclass(frozen=True)
class LawShown:
    """The law of a node made ready to be shown; what can be worked out once is worked out once.

    `regime` is the one that the node keeps: pages that keep the clauses of others are at other nodes.
    """

    law: Law
    regime: str
    rules: Mapping[str, Rule[Any]] = field(init=False)

    def __post_init__(self) -> None:
        """Put the rules by their ids."""
        object.__setattr__(self, "rules", {rule.id: rule for rule in self.law.every_rule()})

    @cached_property
    def traced(self) -> Mapping[str, Traced]:
        """Return every clause with what rests on it, by its id."""
        return {row.clause.id: row for row in self.law.trace()}

    def whole(self) -> LawView:
        """Return all acts with their editions, and which editions can be compared."""
        known = {one.id: edition_view(one) for one in self.law.editions}
        acts = tuple(
            ActView(
                act.code,
                act.name,
                len(act.clauses),
                sum(self.traced[one.id].standing is not Standing.OPEN for one in act.clauses),
                tuple(known[one.id] for one in self.law.editions if one.act == act.code),
            )
            for act in self.law.acts
        )
        return LawView(acts, tuple((known[one.older], known[one.newer]) for one in self.law.changes))

    def clauses(self, act: str) -> tuple[ClauseView, ...]:
        """Return all clauses of an act in their order, with nothing of what rests on them; Problem 404."""
        found = next((known for known in self.law.acts if known.code == act), None)
        if found is None:
            raise NOT_FOUND.at()
        return tuple(self._short(clause) for clause in found.clauses)

    def sought(self, typed: str) -> tuple[ClauseView, ...]:
        """Return the clauses in which every word that was typed begins some word."""
        every = (clause for act in self.law.acts for clause in act.clauses)
        return tuple(self._short(clause) for clause in seek(every, typed))

    def clause(self, wanted: str) -> ClauseView:
        """Return one clause with everything that rests on it; Problem 404."""
        row = self.traced.get(wanted)
        if row is None:
            raise NOT_FOUND.at()
        clause = row.clause
        before = tuple(one.id for one in self.law.clauses.values() if one.succeeded_by == clause.id)
        return ClauseView(
            id=clause.id,
            act=self._act_name(clause),
            place=clause.place,
            actor=clause.actor,
            says=clause.says,
            years=clause.editions,
            editions=self._editions(clause),
            observable=clause.observable,
            reading=clause.reading,
            reason=row.reason,
            standing=row.standing,
            before=before,
            after=clause.succeeded_by,
            rules=self._rules(row.rules),
            screens=self._screens(clause, row.screens),
            tests=tuple(self._tests(row)),
        )

    def comparison(self, older: str, newer: str) -> ComparisonView:
        """Return two editions side by side; Problem 404 where nobody compared them."""
        found = next((one for one in self.law.changes if (one.older, one.newer) == (older, newer)), None)
        if found is None:
            raise NOT_FOUND.at()
        known = {one.id: one for one in self.law.editions}
        of_both = (one for one in self.law.clauses.values() if one.act == known[newer].act and len(one.editions) > 1)
        return ComparisonView(
            edition_view(known[older]),
            edition_view(known[newer]),
            tuple(self._change(one) for one in touched(found, self.traced.values())),
            tuple(self._short(one) for one in of_both),
        )

    def _change(self, one: Touched) -> ChangeView:
        change = one.change
        either = self.law.clauses[(*change.was, *change.now)[0]]
        return ChangeView(
            kind=change.kind,
            says=change.says,
            was=tuple(self._short(self.law.clauses[name]) for name in change.was),
            now=tuple(self._short(self.law.clauses[name]) for name in change.now),
            rules=self._rules(one.rules),
            screens=tuple({view.name: view for view in self._screens(either, one.screens)}.values()),
        )

    def _short(self, clause: Clause) -> ClauseView:
        standing = self.traced[clause.id].standing
        return ClauseView(
            clause.id,
            self._act_name(clause),
            clause.place,
            clause.actor,
            clause.says,
            clause.editions,
            standing=standing,
        )

    def _screens(self, clause: Clause, addresses: Iterable[str]) -> tuple[ScreenView, ...]:
        """Return the screens that keep a clause; of a regime that this node does not keep none can be opened here."""
        views = (screen_view(one) for one in addresses)
        return tuple(views) if self._regime(clause) == self.regime else tuple(replace(one, way="") for one in views)

    def _act_name(self, clause: Clause) -> Text:
        return next(act.name for act in self.law.acts if act.code == clause.act)

    def _regime(self, clause: Clause) -> str:
        return next(act.regime for act in self.law.acts if act.code == clause.act)

    def _editions(self, clause: Clause) -> tuple[EditionView, ...]:
        """Return the editions of which the clause is part; an act of one wording has that one."""
        regime = self._regime(clause)
        views = (edition_view(one) for one in self.law.editions if one.regime == regime)
        return tuple(one for one in views if not clause.editions or one.year in clause.editions)

    def _rules(self, ids: Iterable[str]) -> tuple[RuleView, ...]:
        rules = (self.rules[name] for name in ids)
        return tuple(RuleView(one.id, one.says, one.kind is RuleKind.HOUSE, one.since, one.until) for one in rules)

    def _tests(self, row: Traced) -> Iterable[TestView]:
        tables = {case_table(rule): rule for rule in row.rules}
        yield from (TestView(CASES, rule=self.rules[rule].says) for rule in tables.values())
        told = [one for one in row.tests if one not in tables]
        for area, tests in groupby(sorted(told, key=lambda one: area_of(one).en), key=area_of):
            yield TestView(area, tuple(dict.fromkeys(sentence(one) for one in tests)))


def edition_view(edition: Edition) -> EditionView:
    """Return an edition as pages show it."""
    return EditionView(
        edition.id, edition.name, edition.order, edition.basis, edition.since, edition.until, edition.cites
    )


class KnowingDesk:
    """The chapter `Knowing` of the portal's port."""

    running: Running

    async def law(self) -> LawView:
        """Return all acts with their editions, and which editions can be compared."""
        return self._shown().whole()

    async def clause(self, clause: str) -> ClauseView:
        """Return one clause by its id, with everything that rests on it."""
        return self._shown().clause(clause)

    async def clauses(self, act: str) -> tuple[ClauseView, ...]:
        """Return all clauses of an act in their order."""
        return self._shown().clauses(act)

    async def sought_clauses(self, typed: str) -> tuple[ClauseView, ...]:
        """Return the clauses that hold what was typed."""
        return self._shown().sought(typed)

    async def comparison(self, older: str, newer: str) -> ComparisonView:
        """Return two editions side by side."""
        return self._shown().comparison(older, newer)

    def _shown(self) -> LawShown:
        return LawShown(self.running.law, regime_of(self.running.settings))
