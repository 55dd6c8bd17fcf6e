"""A transfer put to the rules: what they judge of it, and which verdicts stand in its way (FMA-1 to FMA-5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.provision import conditions
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.channel import OverChannel
from almasu.kernel.provision.conditions import Kept, Statement
from almasu.kernel.provision.facts import Transferred
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.ladder import Ladder, impossible
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_asking import RULES_REFUSE
from almasu.law.moment import in_astana
from almasu.law.rule import Finding
from almasu.law.verdict import Broken

_NOBODY = UUID(int=0)
IN_TIME = "fma_provision.given_in_time"
"""What comes late is taken all the same: the rule tells of the delay and stands in nobody's way."""


def facts_of(
    under: ActInForce,
    ladder: Ladder,
    purpose: str,
    at: datetime,
    due: datetime | None = None,
    *,
    encrypted: bool = False,
    unkept: frozenset[Kept] = frozenset(),
    channel: OverChannel = OverChannel.NONE,
) -> Transferred:
    """Return what the rules judge of giving data of a set from its body to the Agency now, by the ladder's way.

    `unkept` are acts whose keeping a side stated apart from the joint act, and withdrew or let lapse (FMA-4.1).
    `channel` is the channel of the ladder's way (see `channels.over_channel`).
    """
    return Transferred(
        at=at,
        purpose=purpose,
        from_state_body=True,
        to_agency=True,
        way=ladder.way,
        secrecy=under.data_set.strictest,
        act_in_force=True,
        impossible=impossible(ladder, at),
        due=due,
        lacking=lacking(under.content, at) | unkept,
        encrypted=encrypted,
        channel=channel,
    )


def lacking(act: ActContent, at: datetime) -> frozenset[Kept]:
    """Return the acts on protection of whose keeping a side has no statement in the joint act that holds today."""
    day = in_astana(at).date()
    told = [
        Statement(act.body if one.side is Side.BODY else act.agency, Kept(one.act), one.as_of, one.document, _NOBODY)
        for one in act.compliance
    ]
    return frozenset(kept for one in (act.body, act.agency) for kept in conditions.lacking(told, one, day))


def must_be_lawful(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the verdicts by rule as permanent words; Problem `provision.transfer.refused` with the first no."""
    found = tuple(findings)
    for one in found:
        if isinstance(one.verdict, Broken) and one.rule_id != IN_TIME:
            because = one.verdict.because
            raise RULES_REFUSE.at(one.rule_id, kk=because.kk, ru=because.ru, en=because.en)
    return {one.rule_id: verdict_word(one.verdict) for one in found}
