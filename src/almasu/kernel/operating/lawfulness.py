"""How one request stands before the law, as the operator controls it: judged then, and judged again now.

Reading: the operator's control of lawfulness (SIO22-A5.13.1) needs ground, purpose, role, registers and the verdicts.
It needs neither the person nor the subject nor the answers, which stay confidential even inside (SIO25-16): the officer
stands under a pseudonym, and whoever must know more is the body's own control or the prosecutor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.kernel.grounds.decision import Decision, verdict_word
from almasu.kernel.parties.account import Account
from almasu.kernel.requests.request import QuestionState, Request
from almasu.law.rule import Finding

STANDS_IN_THE_WAY = frozenset({"broken", "cannot_tell"})


@dataclass(frozen=True, slots=True)
class Standing:
    """One request. `then` are the kept verdicts by rule id, empty where they were not kept; `now` the findings of the
    same facts judged anew by the edition of the request's day; `states` counts its registers by how they stand.
    """

    request: UUID
    accepted_at: datetime
    asker: str
    role: str
    ground: str
    purpose: str
    edition: str
    resources: tuple[int, ...]
    states: Mapping[QuestionState, int]
    then: Mapping[str, str]
    now: tuple[Finding, ...]
    ties: tuple[str, ...] = ()

    @property
    def oddities(self) -> tuple[str, ...]:
        """Return the ids of rules that stand in the way today or said something else then: what to look at."""
        words = {finding.rule_id: verdict_word(finding.verdict) for finding in self.now}
        odd = {rule for rule, word in words.items() if word in STANDS_IN_THE_WAY}
        odd |= {rule for rule, word in self.then.items() if words.get(rule, word) != word}
        return tuple(sorted(odd))


def standing(request: Request, asker: Account, now: Decision | None) -> Standing:
    """Return how a request stands; `now` is None where the facts it was judged by were not kept."""
    states: dict[QuestionState, int] = {}
    for row in request.rows:
        states[row.state] = states.get(row.state, 0) + 1
    judgement, draft = request.judgement, request.draft
    return Standing(
        request=request.id,
        accepted_at=request.accepted_at,
        asker=asker.pseudonym(),
        role=asker.role.value,
        ground=draft.ground,
        purpose=draft.purpose,
        edition=request.edition,
        resources=tuple(draft.resources),
        states=states,
        then={} if judgement is None else dict(judgement.verdicts),
        now=() if now is None else now.findings,
        ties=tuple(tie.value for tie in draft.ties),
    )
