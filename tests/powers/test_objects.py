"""The last column of the page of powers: what it says of own, colleague's and foreign objects is what the cells try."""

from __future__ import annotations

import pytest

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.objects import Answer, Object, answer_on
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.table import POWERS
from powers.expected import Outcome, expected
from powers.people import BODY, OTHER_BODY, Somebody, iin_of
from powers.things import Thing, missing

ME, COLLEAGUE, FOREIGN = iin_of(50), iin_of(51), iin_of(52)
OBJECTS = {
    Object.OWN: Thing("own", "1", made_by=ME, body=BODY, head=ME, arrived=True, held_by=ME),
    Object.COLLEAGUE: Thing("colleague's", "2", made_by=COLLEAGUE, body=BODY, head=COLLEAGUE, arrived=True),
    Object.FOREIGN: Thing("foreign", "3", made_by=FOREIGN, body=OTHER_BODY, head=FOREIGN, arrived=True),
    Object.HIDDEN: Thing("hidden", "4"),
    Object.MISSING: missing(),
}
SAID = {Outcome.THROUGH: Answer.DONE, Outcome.ABSENT: Answer.ABSENT}
OF_ONESELF = {"self"}
OF_BODIES_REGISTERS = {"own_resources"}


@pytest.mark.parametrize("power", POWERS.values(), ids=lambda one: one.name)
def test_the_page_says_of_every_role_and_object_what_the_cells_of_the_matrix_expect(power: Power) -> None:
    for role in Role:
        if not power.reach(role) or set(power.reach(role)) & {*OF_ONESELF, *OF_BODIES_REGISTERS}:
            # Oneself is no object; the registers of a body are everybody's there alike.
            continue
        who = Somebody("me", ME, role=role, ordered=True)
        if expected(power, who, None) is not Outcome.THROUGH:
            # What one does while coming in, before one is working.
            continue
        for sort, thing in OBJECTS.items():
            assert answer_on(power, role, sort) is SAID[expected(power, who, thing)], f"{role} {sort}"


def test_whoever_lacks_a_power_is_refused_whatever_they_ask_for() -> None:
    lacking = [(power, role) for power in POWERS.values() for role in (None, *Role) if not power.reach(role)]
    assert lacking
    assert {answer_on(power, role, one) for power, role in lacking for one in Object} == {Answer.REFUSED}
