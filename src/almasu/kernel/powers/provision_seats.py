"""Powers over seats at the workplaces of state bodies (FMA-3.2)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, only
from almasu.law.text import Text

RESPONSIBLE, HEAD = Role.BODY_RESPONSIBLE, Role.HEAD_OF_BODY
OFFICER, HEAD_OF_AGENCY = Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY

ISSUE_SEAT = Power(
    "provision.issue_seat",
    Text(
        kk="Агенттік қызметкеріне АЖО-ға рұқсат беру",
        ru="Выдать работнику Агентства доступ к АРМ",
        en="Issue a seat at a workplace to a worker of the Agency",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-3.2",),
)
REVOKE_SEAT = Power(
    "provision.revoke_seat",
    Text(
        kk="АЖО-ға рұқсатты қайтарып алу",
        ru="Отозвать доступ к АРМ",
        en="Revoke a seat at a workplace",
    ),
    {
        RESPONSIBLE: frozenset({Reach.OWN_BODY}),
        HEAD: frozenset({Reach.OWN_BODY}),
        HEAD_OF_AGENCY: frozenset({Reach.ANY}),
    },
    ("FMA-3.2",),
)
SEE_SEATS = Power(
    "provision.see_seats",
    Text(
        kk="АЖО-ға рұқсаттар мен отырыстарды көру",
        ru="Видеть доступы к АРМ и сеансы",
        en="See seats at workplaces and their sittings",
    ),
    {
        RESPONSIBLE: frozenset({Reach.OWN_BODY}),
        HEAD: frozenset({Reach.OWN_BODY}),
        OFFICER: frozenset({Reach.OWN}),
        HEAD_OF_AGENCY: frozenset({Reach.ANY}),
    },
    ("FMA-3.2",),
)
OF_PROVISION_SEATS = (ISSUE_SEAT, REVOKE_SEAT, SEE_SEATS)
