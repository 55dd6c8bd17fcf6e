"""Every rule of resolution No. 67, by what it judges, in the order in which a refusal is read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from almasu.kernel.grounds.judged_act import JudgedAct
from almasu.kernel.sector.facts import Decided, Joined, ModuleJoined, Processed, Returned, Sent, Taken, Timed
from almasu.kernel.sector.law import Act
from almasu.law.rule import Rule
from almasu.regimes.asoi.rules.clocks import (
    alert_decided_in_time,
    answered_in_time,
    corrected_in_time,
    request_decided_in_time,
)
from almasu.regimes.asoi.rules.consent import (
    consent_by_another,
    consent_precedes,
    decided_with_consent,
    taken_with_consent,
)
from almasu.regimes.asoi.rules.joining import (
    account_is_whole,
    module_is_of_bound,
    one_profile,
    profile_is_whole,
    user_is_of_connected,
)
from almasu.regimes.asoi.rules.parts import (
    comment_is_given,
    only_three_are_returned,
    processed_after_acceptance,
    refusal_says_why,
    returned_by_centre,
    says_what_is_missing,
)
from almasu.regimes.asoi.rules.sending import (
    answers_what_is_in_work,
    card_is_of_bound,
    fields_are_filled,
    incident_is_of_six,
    longer_than_an_hour,
    not_red_to_all,
    request_is_addressed,
    vulnerability_is_of_centre,
)

RULES: Mapping[Act, JudgedAct[Any]] = MappingProxyType(
    {
        Act.JOINED: JudgedAct(Joined, (profile_is_whole, one_profile, account_is_whole, user_is_of_connected)),
        Act.MODULE: JudgedAct(ModuleJoined, (module_is_of_bound,)),
        Act.SENT: JudgedAct(
            Sent,
            (
                consent_precedes,
                consent_by_another,
                card_is_of_bound,
                vulnerability_is_of_centre,
                fields_are_filled,
                not_red_to_all,
                incident_is_of_six,
                longer_than_an_hour,
                request_is_addressed,
                answers_what_is_in_work,
            ),
        ),
        Act.DECIDED: JudgedAct(Decided, (decided_with_consent, consent_by_another, refusal_says_why)),
        Act.PROCESSED: JudgedAct(Processed, (processed_after_acceptance,)),
        Act.TAKEN: JudgedAct(Taken, (taken_with_consent, consent_by_another, comment_is_given)),
        Act.RETURNED: JudgedAct(Returned, (returned_by_centre, only_three_are_returned, says_what_is_missing)),
        Act.TIMED: JudgedAct(
            Timed, (alert_decided_in_time, request_decided_in_time, answered_in_time, corrected_in_time)
        ),
    }
)


def every_rule() -> tuple[Rule[Any], ...]:
    """Return all rules in the order of what they judge, each once: one judges several acts."""
    return tuple({rule.id: rule for act in RULES.values() for rule in act.rules}.values())
