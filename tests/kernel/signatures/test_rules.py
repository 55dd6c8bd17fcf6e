"""Which certificates may sign which act is told for every purpose there is: none ends a verification."""

from __future__ import annotations

import pytest

from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.rules import EDITIONS, HEAD, SIGNATORY


@pytest.mark.parametrize("purpose", ActPurpose)
@pytest.mark.parametrize("rules", EDITIONS, ids=lambda one: one.id)
def test_every_purpose_has_its_certificates(rules, purpose):
    assert rules.roles[purpose]


@pytest.mark.parametrize("purpose", [ActPurpose.SIGN_OFF, ActPurpose.COUNTERSIGNATURE, ActPurpose.CONTROL_ORDER])
@pytest.mark.parametrize("rules", EDITIONS, ids=lambda one: one.id)
def test_what_a_head_approves_no_key_of_an_employee_or_of_a_private_person_signs(rules, purpose):
    assert rules.roles[purpose] == {HEAD, SIGNATORY}
