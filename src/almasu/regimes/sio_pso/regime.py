"""The regime of SIO PSO: its table of contents. Takes the parsed sheets, reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from almasu.kernel.annexes.of_editions import Annexes
from almasu.kernel.grounds.asked import Asked
from almasu.kernel.grounds.decision import Decision, decide
from almasu.kernel.grounds.judged_act import JudgedAct
from almasu.law import moment
from almasu.law.edition import Edition, governing, nearest_day
from almasu.law.problem import Fault
from almasu.law.rule import Rule
from almasu.regimes.sio_pso.acts import acts_of
from almasu.regimes.sio_pso.rules import rules_of
from almasu.regimes.sio_pso.sheets import Listed, Sheets

CODE = "sio_pso"


@dataclass(frozen=True, slots=True)
class SioPso:
    """The sheets, the rules made with them, the annexes, and the editions that say which of them govern.

    `rules` judge requests, `acts` what happens around them, by the code of the act.
    """

    sheets: Sheets
    annexes: Annexes
    editions: tuple[Edition, ...]
    rules: tuple[Rule[Asked], ...]
    acts: Mapping[str, JudgedAct[Any]]

    def every_rule(self) -> tuple[Rule[Any], ...]:
        """Return the rules on requests and then those on acts around them."""
        return (*self.rules, *(rule for act in self.acts.values() for rule in act.rules))

    def decide(self, asked: Asked) -> Decision:
        """Return the decision on what is asked, by the rules in force on its day in Astana."""
        return decide(asked, self.rules, moment.in_astana(asked.at).date())

    def decide_under(self, asked: Asked, edition: str) -> Decision:
        """Return the decision by the rules of an edition, whatever the day of the act; Fault for an unknown edition.

        Of the days of the edition the one nearest to the act is taken: house rules may begin within an edition.
        """
        under = next((one for one in self.editions if one.id == edition), None)
        if under is None:
            raise Fault(f"no edition of {CODE} is called {edition}")
        return decide(asked, self.rules, nearest_day(under, moment.in_astana(asked.at).date()))

    def edition_at(self, at: datetime) -> Edition:
        """Return the edition that governs a moment; Fault before the first, when the exchange had no such rules."""
        return governing(self.editions, CODE, at)

    def purposes_at(self, at: datetime) -> tuple[Listed, ...]:
        """Return the purposes that may be chosen at a moment, in the order shown."""
        known = self.sheets.purposes_of_2025
        if moment.in_astana(at).date() < self.sheets.start_2025:
            known = self.sheets.purposes_of_2022
        return tuple(purpose for code, purpose in self.sheets.purposes.items() if code in known)


def build(sheets: Sheets, annexes: Annexes, editions: Iterable[Edition]) -> SioPso:
    """Return the regime with the editions that are its own."""
    own = tuple(edition for edition in editions if edition.regime == CODE)
    return SioPso(sheets, annexes, own, rules_of(sheets), acts_of(sheets.start_2022, sheets.start_2025))
