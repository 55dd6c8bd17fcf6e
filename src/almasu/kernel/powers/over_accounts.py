"""Powers over applications and accounts: applicants, heads, the operator, the control officer (SIO25-5 to SIO25-8).

The control officer has theirs under an order of the head that names them and is in force (SIO25-21.1).
"""

from __future__ import annotations

from types import MappingProxyType

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Entry, Power, Reach, everybody, only
from almasu.law.text import Text

OFFICES = MappingProxyType(
    {Role.OPERATOR: frozenset({Reach.ANY}), Role.CONTROLLER: frozenset({Reach.BODY_BY_ORDER})},
)

APPLY = Power(
    "application.file",
    Text(
        kk="Қолжетімділікке, оны өзгертуге немесе өзін бұғаттауға өтінім беру",
        ru="Подать заявку на доступ, его изменение или свою блокировку",
        en="Apply for access, for a change of it, or for one's own block",
    ),
    everybody(Reach.SELF),
    ("SIO25-5", "SIO25-7.1", "SIO22-A5.11.2"),
    Entry.EDS,
    frozenset({Reach.SELF}),
)
LIST_APPLICATIONS = Power(
    "application.list",
    Text(
        kk="Өз өтінімдерін және өзі растауға тиіс өтінімдерді көру",
        ru="Видеть свои заявки и заявки, ожидающие своего заверения",
        en="List one's own applications and those that wait for one's sign-off",
    ),
    everybody(Reach.OWN, Reach.NAMED),
    ("SIO25-5", "SIO22-A4.12"),
    Entry.EDS,
    frozenset({Reach.OWN, Reach.NAMED}),
)
WITHDRAW_APPLICATION = Power(
    "application.withdraw",
    Text(kk="Өз өтінімін қайтарып алу", ru="Отозвать свою заявку", en="Withdraw one's own application"),
    everybody(Reach.OWN),
    ("SIO25-5",),
    Entry.EDS,
    frozenset({Reach.OWN}),
)
SIGN_OFF_APPLICATION = Power(
    "application.sign_off",
    Text(
        kk="Өтінімді басшы ретінде растау немесе қайтару",
        ru="Заверить заявку как руководитель или вернуть её",
        en="Sign an application off as the head, or send it back",
    ),
    everybody(Reach.NAMED),
    ("SIO22-A4.12",),
    Entry.EDS,
    frozenset({Reach.NAMED}),
)
SEE_APPLICATION = Power(
    "application.see",
    Text(kk="Өтінімді ашу", ru="Открыть заявку", en="Open an application"),
    everybody(
        Reach.OWN,
        Reach.NAMED,
        more=MappingProxyType({Role.OPERATOR: Reach.ARRIVED, Role.CONTROLLER: Reach.BODY_BY_ORDER}),
    ),
    ("SIO25-6", "SIO25-7.2", "SIO25-21.1"),
    Entry.EDS,
    frozenset({Reach.OWN, Reach.NAMED}),
)
LIST_OF_OFFICE = Power(
    "application.list_of_office",
    Text(
        kk="Қызмет бойынша өтінімдер тізімін көру",
        ru="Видеть список заявок по должности",
        en="List applications by office",
    ),
    OFFICES,
    ("SIO25-6", "SIO25-7.2", "SIO25-21.1"),
)
LIST_OVERDUE = Power(
    "application.list_overdue",
    Text(
        kk="Мерзімі өткен өтінімдерді көру",
        ru="Видеть заявки с истёкшим сроком",
        en="List applications that are overdue",
    ),
    only(Role.OPERATOR, Reach.ANY),
    ("SIO25-6",),
)
DECIDE_APPLICATION = Power(
    "application.decide",
    Text(
        kk="Өтінім бойынша шешім қабылдау: тіркеу, өзгерту немесе ЭЦҚ-мен бас тарту",
        ru="Принять решение по заявке: зарегистрировать, изменить или отказать с ЭЦП",
        en="Decide an application: register, change, or refuse with the EDS",
    ),
    only(Role.OPERATOR, Reach.ANY),
    ("SIO25-6", "SIO25-6.1", "SIO25-6.2", "SIO25-6.3", "SIO25-8"),
)
LIST_ACCOUNTS = Power(
    "account.list",
    Text(kk="Есептік жазбалар тізімін көру", ru="Видеть список учётных записей", en="List accounts"),
    OFFICES,
    ("SIO25-6", "SIO25-16", "SIO25-21.1"),
)
LIST_ABSENT = Power(
    "account.list_absent",
    Text(
        kk="Екі айдан артық кірмегендерді көру",
        ru="Видеть не входивших более двух месяцев",
        en="List people who have not entered for two months",
    ),
    only(Role.CONTROLLER, Reach.BODY_BY_ORDER),
    ("SIO22-A5.11.2", "SIO25-21.1"),
)
BLOCK_ACCOUNT = Power(
    "account.block",
    Text(
        kk="Басқа адамның есептік жазбасын бұғаттау",
        ru="Заблокировать учётную запись другого лица",
        en="Block another person's account",
    ),
    OFFICES,
    ("SIO25-7.2", "SIO25-8", "SIO25-12.3", "SIO25-17", "SIO25-21.1"),
)

LIFT_BLOCK = Power(
    "account.lift_block",
    Text(
        kk="Бұғатты ЭЦҚ қойылған шешіммен алып тастау",
        ru="Снять блокировку решением с ЭЦП",
        en="Lift a block by a decision signed with the EDS",
    ),
    only(Role.OPERATOR, Reach.ANY),
    ("SIO25-17", "SIO22-A5.12.2"),
)
SEE_ACCOUNT = Power(
    "account.see",
    Text(
        kk="Есептік жазбаның картасын және қол қойылған келісімді көру",
        ru="Видеть карточку учётной записи и подписанное согласие",
        en="See the card of an account and the signed consent",
    ),
    everybody(
        Reach.OWN,
        more=MappingProxyType({Role.OPERATOR: Reach.ANY, Role.CONTROLLER: Reach.BODY_BY_ORDER}),
    ),
    ("SIO25-10.2", "SIO22-A5.4", "SIO25-21.1"),
)

OVER_ACCOUNTS = (
    APPLY,
    LIST_APPLICATIONS,
    WITHDRAW_APPLICATION,
    SIGN_OFF_APPLICATION,
    SEE_APPLICATION,
    LIST_OF_OFFICE,
    LIST_OVERDUE,
    DECIDE_APPLICATION,
    LIST_ACCOUNTS,
    LIST_ABSENT,
    BLOCK_ACCOUNT,
    LIFT_BLOCK,
    SEE_ACCOUNT,
)
