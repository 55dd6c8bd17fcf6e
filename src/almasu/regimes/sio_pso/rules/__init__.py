"""Every rule on a request to the exchange, in the order in which a refusal is read."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule
from almasu.regimes.sio_pso.editions import dated
from almasu.regimes.sio_pso.rules.consent_is_signed import agreement_is_signed, consent_is_signed
from almasu.regimes.sio_pso.rules.detail_follows_a_hit import detail_follows_a_hit
from almasu.regimes.sio_pso.rules.entered_properly import entered_with_eds, entered_with_two_factors
from almasu.regimes.sio_pso.rules.is_justified import justification_says_enough, states_a_justification
from almasu.regimes.sio_pso.rules.is_not_blocked import is_not_blocked
from almasu.regimes.sio_pso.rules.is_registered import is_registered
from almasu.regimes.sio_pso.rules.is_signed import (
    is_signed,
    is_signed_by_the_asker,
    key_is_on_a_carrier,
    key_was_on_a_carrier,
)
from almasu.regimes.sio_pso.rules.names_a_ground import names_a_ground
from almasu.regimes.sio_pso.rules.names_a_task import names_a_task
from almasu.regimes.sio_pso.rules.not_about_close_people import not_about_a_colleague, not_about_a_relative
from almasu.regimes.sio_pso.rules.not_about_oneself import not_about_oneself
from almasu.regimes.sio_pso.rules.resource_is_listed import resource_is_listed
from almasu.regimes.sio_pso.rules.role_carries_ground import role_carries_ground
from almasu.regimes.sio_pso.rules.service_is_open import service_is_open, service_was_open
from almasu.regimes.sio_pso.rules.several_subjects import each_subject_has_its_reason, subjects_are_few
from almasu.regimes.sio_pso.rules.states_a_purpose import states_a_purpose, states_a_purpose_of_2022
from almasu.regimes.sio_pso.rules.subject_is_named import key_fits_resource, subject_is_named
from almasu.regimes.sio_pso.rules.withheld_stays_withheld import withheld_stays_withheld
from almasu.regimes.sio_pso.sheets import Sheets


def rules_of(sheets: Sheets) -> tuple[Rule[Asked], ...]:
    """Return the rules with the lists and values of the sheets in them, dated by the editions in force here."""
    floor = sheets.justification_floor
    nominal = (
        is_registered,
        is_not_blocked,
        consent_is_signed,
        agreement_is_signed,
        entered_with_two_factors,
        entered_with_eds,
        names_a_ground(sheets.grounds.keys()),
        role_carries_ground(sheets.grounds_of),
        states_a_purpose(sheets.purposes_of_2025),
        states_a_purpose_of_2022(sheets.purposes_of_2022),
        states_a_justification,
        justification_says_enough(floor),
        names_a_task,
        subject_is_named,
        each_subject_has_its_reason(floor),
        subjects_are_few(sheets.most_subjects),
        not_about_oneself,
        not_about_a_relative,
        not_about_a_colleague,
        resource_is_listed,
        key_fits_resource,
        withheld_stays_withheld,
        detail_follows_a_hit(floor),
        service_is_open,
        service_was_open,
        is_signed,
        is_signed_by_the_asker,
        key_is_on_a_carrier,
        key_was_on_a_carrier,
    )
    return tuple(dated(rule, sheets.start_2022, sheets.start_2025) for rule in nominal)
