"""Everybody who tries: how far they have come in, in which role, for which body."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from almasu.kernel.parties.account import Role
from almasu.kernel.subjects.identity_number import check_digit


class Come(StrEnum):
    """How far somebody has come in."""

    NOT = "not"
    BEGUN = "begun"
    VISITING = "visiting"
    AT_CODE = "at_code"
    UNCONSENTED = "unconsented"
    WORKING = "working"
    BLOCKED = "blocked"


def iin_of(number: int) -> str:
    """A number whose check digit is right."""
    for serial in range(number * 10, number * 10 + 10):
        digits = f"8501013{serial:04d}"
        if (last := check_digit(digits).expected) is not None:
            return f"{digits}{last}"
    raise AssertionError(f"no number near {number}")


BODY, OTHER_BODY = "123456789012", "210140083118"
OPERATORS_BODY, OWNERS_BODY, OTHER_OWNERS_BODY = "031040071224", "980740054115", "990940003176"
HEAD, OTHER_HEAD = iin_of(1), iin_of(2)


@dataclass
class Somebody:
    """Who tries. `ordered` tells that an order on departmental control names them."""

    name: str
    iin: str
    come: Come = Come.WORKING
    role: Role | None = None
    body: str = BODY
    ordered: bool = False
    tries: bool = True
    token: str = field(default="", repr=False)
    account: str = ""
    known: dict[str, str] = field(default_factory=dict, repr=False)


def everybody() -> dict[str, Somebody]:
    """All people of the world; those who do not try own what others must not reach."""
    people = (
        Somebody("nobody", "", Come.NOT),
        Somebody("begun", iin_of(13), Come.BEGUN),
        Somebody("stranger", iin_of(10), Come.VISITING),
        Somebody("head", HEAD, Come.VISITING),
        Somebody("half signed in", iin_of(11), Come.AT_CODE, Role.OFFICER),
        Somebody("not consented", iin_of(12), Come.UNCONSENTED, Role.OFFICER),
        Somebody("officer", iin_of(13), role=Role.OFFICER),
        Somebody("operator", iin_of(14), role=Role.OPERATOR, body=OPERATORS_BODY),
        Somebody("controller", iin_of(15), role=Role.CONTROLLER, ordered=True),
        Somebody("controller without order", iin_of(16), role=Role.CONTROLLER, body=OTHER_BODY),
        Somebody("prosecutor", iin_of(17), role=Role.PROSECUTOR, body=OPERATORS_BODY),
        Somebody("owner", iin_of(18), role=Role.OWNER, body=OWNERS_BODY),
        Somebody("blocked", iin_of(19), Come.BLOCKED, Role.OFFICER),
        Somebody("colleague", iin_of(20), role=Role.OFFICER, tries=False),
        Somebody("foreign officer", iin_of(21), role=Role.OFFICER, body=OTHER_BODY, tries=False),
        Somebody("other prosecutor", iin_of(22), role=Role.PROSECUTOR, body=OPERATORS_BODY, tries=False),
    )
    return {one.name: one for one in people}
