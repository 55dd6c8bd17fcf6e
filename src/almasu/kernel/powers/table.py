"""The table of powers: all of them, by name, in the order in which people meet them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.asking import ASKING
from almasu.kernel.powers.coming_in import COMING_IN
from almasu.kernel.powers.exchanging import EXCHANGING
from almasu.kernel.powers.interstate import OF_INTERSTATE
from almasu.kernel.powers.joining import OF_JOINING
from almasu.kernel.powers.over_accounts import OVER_ACCOUNTS
from almasu.kernel.powers.over_users import OVER_USERS
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.provision import OF_BODIES
from almasu.kernel.powers.provision_acts import OF_PROVISION_ACTS
from almasu.kernel.powers.provision_asking import OF_PROVISION_ASKING
from almasu.kernel.powers.provision_carriers import OF_CARRIERS
from almasu.kernel.powers.provision_feeds import OF_FEEDS
from almasu.kernel.powers.provision_papers import OF_PAPERS
from almasu.kernel.powers.provision_seats import OF_PROVISION_SEATS
from almasu.kernel.powers.provision_ways import OF_WAYS
from almasu.kernel.powers.sector import OF_SECTOR
from almasu.kernel.powers.signals import OF_SIGNALS
from almasu.kernel.powers.statistics import OF_STATISTICS
from almasu.kernel.powers.supervising import SUPERVISING
from almasu.law.text import Text

CHAPTERS: tuple[tuple[Text, tuple[Power, ...]], ...] = (
    (
        Text(kk="Кіру және өз тіркелуі", ru="Вход и своя регистрация", en="Coming in and one's own registration"),
        COMING_IN,
    ),
    (
        Text(kk="Өтінімдер мен есептік жазбалар", ru="Заявки и учётные записи", en="Applications and accounts"),
        OVER_ACCOUNTS,
    ),
    (Text(kk="Сұрау салулар мен материалдар", ru="Запросы и материалы", en="Requests and materials"), ASKING),
    (
        Text(
            kk="Ведомстволық бақылау және оператор", ru="Ведомственный контроль и оператор", en="Control and operator"
        ),
        OVER_USERS,
    ),
    (
        Text(kk="Прокурор және тізілім иелері", ru="Прокурор и владельцы реестров", en="Prosecutor and owners"),
        SUPERVISING,
    ),
    (
        Text(kk="Қаржы нарығының салалық орталығы", ru="Отраслевой центр финансового рынка", en="The financial sector"),
        (*OF_SECTOR, *OF_STATISTICS, *OF_JOINING, *OF_SIGNALS, *EXCHANGING),
    ),
    (
        Text(kk="Агенттікке мәлімет беру", ru="Передача сведений Агентству", en="Giving data to the Agency"),
        (
            *OF_BODIES,
            *OF_PROVISION_ACTS,
            *OF_PROVISION_ASKING,
            *OF_PROVISION_SEATS,
            *OF_WAYS,
            *OF_PAPERS,
            *OF_CARRIERS,
            *OF_FEEDS,
        ),
    ),
    (
        Text(kk="Мемлекеттер арасындағы алмасу", ru="Обмен между государствами", en="Exchange between states"),
        OF_INTERSTATE,
    ),
)
POWERS: Mapping[str, Power] = MappingProxyType({power.name: power for _, powers in CHAPTERS for power in powers})


def of_role(role: Role | None) -> tuple[Power, ...]:
    """Return the powers of a role, those of a visitor where it is None, in the order of the table."""
    return tuple(power for power in POWERS.values() if power.reach(role))
