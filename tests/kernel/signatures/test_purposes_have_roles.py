"""No purpose without the certificates that may sign it: an act that nobody can sign is found here, not by a person."""

from __future__ import annotations

import pytest

from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.rules import EDITIONS, SigningRules


@pytest.mark.parametrize("rules", EDITIONS, ids=lambda rules: rules.id)
@pytest.mark.parametrize("purpose", ActPurpose)
def test_every_purpose_names_who_may_sign_it(rules: SigningRules, purpose: ActPurpose) -> None:
    assert rules.roles[purpose]
