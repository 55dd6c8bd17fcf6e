"""What a decision rested on, kept with the request: the very facts and every verdict, so that it can be judged again.

Resources are kept by number; their sheet is that of the day, whose hash the journal holds. A fact that rules come to
know later has a default in `Asked`, so that older judgements stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from almasu.kernel.grounds.asked import Asked
from almasu.kernel.grounds.decision import Decision, verdict_word
from almasu.kernel.resources import Resource


@dataclass(frozen=True, slots=True)
class Judgement:
    """The facts without the resources' sheets, the numbers that were in the list, and what every rule said.

    `verdicts` are the permanent words (`verdict_word`) by rule id.
    """

    asked: Asked
    listed: tuple[int, ...]
    allowed: bool
    verdicts: Mapping[str, str]


def judgement_of(asked: Asked, decision: Decision) -> Judgement:
    """Return what is kept of a decision."""
    bare = tuple(replace(chosen, resource=None) for chosen in asked.chosen)
    return Judgement(
        asked=replace(asked, chosen=bare),
        listed=tuple(chosen.number for chosen in asked.chosen if chosen.resource is not None),
        allowed=decision.allowed,
        verdicts={finding.rule_id: verdict_word(finding.verdict) for finding in decision.findings},
    )


def facts_of(judgement: Judgement, resources: Mapping[int, Resource]) -> Asked:
    """Return the facts as they were put to the rules; a number that was in no list then is in none now."""
    listed = frozenset(judgement.listed)
    chosen = tuple(
        replace(one, resource=resources.get(one.number) if one.number in listed else None)
        for one in judgement.asked.chosen
    )
    return replace(judgement.asked, chosen=chosen)
