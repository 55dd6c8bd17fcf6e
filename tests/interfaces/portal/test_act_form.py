"""The form of a joint act: what it needs is told before anybody fills it in (FMA-2.6, FMA-4.1)."""

from __future__ import annotations

import pytest

from almasu.actions.provision.compose_act import Known
from almasu.interfaces.portal.offices_of_provision import act_form as form
from almasu.kernel.provision.joint_act import Source
from kernel.provision.acts import act


@pytest.mark.parametrize(
    ("agency", "sources", "cites"),
    [
        ("", (), ["FMA-2.6", "FMA-4.1"]),
        ("210140083118", (), ["FMA-2.6"]),
        ("", act().sources, ["FMA-4.1"]),
        ("210140083118", act().sources, []),
    ],
)
def test_a_form_that_nobody_could_send_says_so_above_it(
    agency: str, sources: tuple[Source, ...], cites: list[str]
) -> None:
    told = list(form.lacking(Known({"agency": agency}, sources)))
    assert [clause for one in told for clause in one.cites] == cites
