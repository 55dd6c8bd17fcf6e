"""Every rule on a request between states, in the order in which a refusal is read."""

from __future__ import annotations

from almasu.kernel.interstate.sending import Sending
from almasu.law.rule import Rule
from almasu.regimes.cis.rules.blocks import (
    describes_what_is_asked,
    is_in_russian,
    names_both_bodies,
    standing_request_ends,
    states_a_basis,
    states_a_purpose_of_use,
)
from almasu.regimes.cis.rules.sides import between_states, both_are_bodies, both_are_bound
from almasu.regimes.cis.rules.ways import goes_a_lawful_way, is_cleared, is_signed, keeps_the_regime

RULES: tuple[Rule[Sending], ...] = (
    both_are_bodies,
    both_are_bound,
    between_states,
    names_both_bodies,
    states_a_basis,
    describes_what_is_asked,
    states_a_purpose_of_use,
    is_in_russian,
    standing_request_ends,
    goes_a_lawful_way,
    is_cleared,
    keeps_the_regime,
    is_signed,
)
