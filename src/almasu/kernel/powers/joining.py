"""Powers over applications to join ASOI: of who applies for an organisation, and of the centre (ASOI-5, ASOI-6)."""

from __future__ import annotations

from almasu.kernel.powers.power import Entry, Power, Reach, only
from almasu.kernel.powers.sector import CENTRE, WORKER
from almasu.law.text import Text

APPLY_TO_JOIN = Power(
    "sector.apply_to_join",
    Text(
        kk="Ұйымның профиліне не пайдаланушының есептік жазбасына өтінім беру",
        ru="Подать заявку на профиль организации или учётную запись пользователя",
        en="Apply for an organisation's profile, or for the account of its user",
    ),
    only(WORKER, Reach.OWN_BODY),
    ("ASOI-5", "ASOI-6"),
    Entry.EDS,
    frozenset({Reach.OWN}),
)
DECIDE_JOINING = Power(
    "sector.decide_joining",
    Text(
        kk="Қосылу өтінімін тексеру, қайтару, бас тарту",
        ru="Проверить заявку на подключение, вернуть её, отказать",
        en="Check an application to join, return it, refuse it",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-5", "ASOI-6"),
)
OF_JOINING = (APPLY_TO_JOIN, DECIDE_JOINING)
