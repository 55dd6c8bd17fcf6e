"""Words that several pages of the zone of provision share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.parties.account import Role
from almasu.kernel.provision.parties import DUTY_NAMES, DUTY_OF_ROLE
from almasu.law.text import Text

BODIES, CONDITIONS, OVERVIEW = "/provision/bodies", "/provision/conditions", "/provision/overview"
ROLES: Mapping[Role, Text] = MappingProxyType(
    {
        role: Text(
            *(name[:1].upper() + name[1:] for name in (DUTY_NAMES[duty].kk, DUTY_NAMES[duty].ru, DUTY_NAMES[duty].en))
        )
        for role, duty in DUTY_OF_ROLE.items()
    }
)
THE_AGENCY = Text(
    "Қаржылық мониторинг агенттігі", "Агентство по финансовому мониторингу", "Agency for Financial Monitoring"
)
BODY = Text("Мемлекеттік орган", "Государственный орган", "State body")
BIN = Text("БСН", "БИН", "BIN")
OPEN = Text("Ашу", "Открыть", "Open")
STANDING = Text("Күйі", "Состояние", "State")
NOTHING = Text("Әзірге ештеңе жоқ.", "Пока ничего нет.", "There is nothing yet.")
