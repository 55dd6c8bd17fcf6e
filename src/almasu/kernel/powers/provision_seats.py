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
USE_SEAT = Power(
    "provision.use_seat",
    Text(
        kk="Өз рұқсатымен органның АЖО-сына отыру",
        ru="Работать в АРМ органа по своему доступу",
        en="Sit at a body's workplace under one's own seat",
    ),
    only(OFFICER, Reach.OWN),
    ("FMA-3.2",),
)
SEE_SITTINGS = Power(
    "provision.see_sittings",
    Text(
        kk="АЖО отырыстарын көру: кім, қашан, қанша рет қарады",
        ru="Видеть сеансы в АРМ: кто, когда, сколько просмотров",
        en="See sessions at workplaces: who, when, how many looks",
    ),
    {
        RESPONSIBLE: frozenset({Reach.OWN_BODY}),
        HEAD: frozenset({Reach.OWN_BODY}),
        OFFICER: frozenset({Reach.OWN}),
        HEAD_OF_AGENCY: frozenset({Reach.ANY}),
    },
    ("FMA-3.2",),
)
END_SITTING = Power(
    "provision.end_sitting",
    Text(
        kk="АЖО отырысын қолмен аяқтау",
        ru="Завершить сеанс в АРМ вручную",
        en="End a session at a workplace by hand",
    ),
    {
        RESPONSIBLE: frozenset({Reach.OWN_BODY}),
        HEAD: frozenset({Reach.OWN_BODY}),
        OFFICER: frozenset({Reach.OWN}),
        HEAD_OF_AGENCY: frozenset({Reach.ANY}),
    },
    ("FMA-3.2",),
)
OPEN_LOOK = Power(
    "provision.open_look",
    Text(
        kk="АЖО-да көргенін материалдан қайта ашу",
        ru="Открыть из материала увиденное в АРМ",
        en="Open from the material what was seen at a workplace",
    ),
    only(OFFICER, Reach.OWN),
    ("FMA-3.2", "FMA-6.1"),
)
OF_PROVISION_SEATS = (ISSUE_SEAT, REVOKE_SEAT, SEE_SEATS, USE_SEAT, SEE_SITTINGS, END_SITTING, OPEN_LOOK)
