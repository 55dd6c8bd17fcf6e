"""Every rule on giving data, by what it judges, in the order in which a refusal is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from almasu.kernel.grounds.judged_act import JudgedAct
from almasu.kernel.provision.facts import Channel, Described, Proved, Transferred, Used
from almasu.kernel.provision.impossibility import Longest
from almasu.regimes.fma_provision.rules.act_covers import act_covers, given_in_time
from almasu.regimes.fma_provision.rules.conditions_are_kept import carrier_is_encrypted, conditions_are_kept
from almasu.regimes.fma_provision.rules.participants import between_participants, states_a_purpose
from almasu.regimes.fma_provision.rules.secrets_are_kept import opened_by_need, secret_is_marked
from almasu.regimes.fma_provision.rules.sources import source_is_described
from almasu.regimes.fma_provision.rules.state_network import (
    given_over_state_network,
    integration_has_worked,
    not_reached_from_internet,
)
from almasu.regimes.fma_provision.rules.ways import (
    carrier_in_its_turn,
    paper_in_its_turn,
    proof_has_an_end,
    request_in_its_turn,
    restricted_by_paper,
    workplace_in_its_turn,
)


def rules_of(longest: Longest) -> Mapping[str, JudgedAct[Any]]:
    """Return what is judged by its code, with its rules; `longest` are the node's values for proofs."""
    return {
        "transferred": JudgedAct(
            Transferred,
            (
                between_participants,
                states_a_purpose,
                act_covers,
                restricted_by_paper,
                workplace_in_its_turn,
                request_in_its_turn,
                paper_in_its_turn,
                carrier_in_its_turn,
                carrier_is_encrypted,
                given_over_state_network,
                conditions_are_kept,
                given_in_time,
            ),
        ),
        "channel": JudgedAct(Channel, (not_reached_from_internet, integration_has_worked)),
        "described": JudgedAct(Described, (source_is_described,)),
        "used": JudgedAct(Used, (opened_by_need, secret_is_marked)),
        "proved": JudgedAct(Proved, (proof_has_an_end(longest),)),
    }
