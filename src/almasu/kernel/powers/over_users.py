"""Powers of departmental control and of the operator over users (SIO25-14.1 to SIO25-17, SIO25-21.1 to 21.3)."""

from __future__ import annotations

from types import MappingProxyType

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Entry, Power, Reach, everybody, only
from almasu.law.text import Text

UNDER_ORDER = only(Role.CONTROLLER, Reach.BODY_BY_ORDER)
OPERATOR = only(Role.OPERATOR, Reach.ANY)

SEE_ORDERS = Power(
    "control.see_orders",
    Text(
        kk="Ведомстволық бақылау туралы бұйрықтарды көру",
        ru="Видеть приказы о ведомственном контроле",
        en="See the orders on departmental control",
    ),
    MappingProxyType({Role.CONTROLLER: frozenset({Reach.OWN_BODY}), Role.OPERATOR: frozenset({Reach.ANY})}),
    ("SIO25-21.1",),
)
DRAFT_ORDER = Power(
    "control.draft_order",
    Text(
        kk="Ведомстволық бақылау туралы бұйрықтың жобасын жасау",
        ru="Подготовить проект приказа о ведомственном контроле",
        en="Draft an order on departmental control",
    ),
    only(Role.CONTROLLER, Reach.OWN_BODY),
    ("SIO25-21.1",),
)
SIGN_ORDER = Power(
    "control.sign_order",
    Text(
        kk="Ведомстволық бақылау туралы бұйрыққа басшы ретінде қол қою",
        ru="Подписать как руководитель приказ о ведомственном контроле",
        en="As the head sign an order on departmental control",
    ),
    everybody(Reach.NAMED),
    ("SIO25-21.1",),
    Entry.EDS,
    frozenset({Reach.NAMED}),
)
DECIDE_ORDER = Power(
    "control.decide_order",
    Text(
        kk="Бұйрыққа басшының қол қойғанын растау немесе қабылдамау",
        ru="Подтвердить, что приказ подписал руководитель, или отклонить",
        en="Confirm that the head signed the order, or decline it",
    ),
    OPERATOR,
    ("SIO25-21.1",),
)
SEE_REPORTS = Power(
    "control.see_reports",
    Text(
        kk="«Есептер»: орган пайдаланушыларының барлық сұрау салуларын көру",
        ru="«Отчёты»: видеть все запросы пользователей органа",
        en="“Reports”: see all requests of the body's users",
    ),
    UNDER_ORDER,
    ("SIO25-21.2",),
)
SEE_DUTY = Power(
    "control.see_duty",
    Text(
        kk="Ай сайынғы бақылау міндетінің орындалуын көру",
        ru="Видеть исполнение ежемесячной обязанности контроля",
        en="See how the monthly duty of control stands",
    ),
    UNDER_ORDER,
    ("SIO25-21.2",),
)
MAKE_PACK = Power(
    "control.make_pack",
    Text(
        kk="Айлық бақылау пакетін жасау, қол қою және алу",
        ru="Составить, подписать и взять месячный пакет контроля",
        en="Make, sign and take the monthly pack of control",
    ),
    UNDER_ORDER,
    ("SIO25-21.2",),
)
FIND_BREACH = Power(
    "control.find_breach",
    Text(
        kk="Анықталған бұзушылық бойынша бұғаттау және жауаптылық ісін ашу",
        ru="По выявленному нарушению заблокировать и открыть дело об ответственности",
        en="On a breach found, block and open a case on liability",
    ),
    UNDER_ORDER,
    ("SIO25-21.3",),
)
KEEP_CASES = Power(
    "control.keep_cases",
    Text(
        kk="Жауаптылық істерін жүргізу",
        ru="Вести дела об ответственности",
        en="Keep the cases on liability",
    ),
    UNDER_ORDER,
    ("SIO25-21.3",),
)
SEE_AWAY = Power(
    "control.see_away",
    Text(
        kk="Болмаған, ауысқан, бұғатталған адамдарды және жауаптармен бітпеген істерді көру",
        ru="Видеть отсутствующих, перемещённых, заблокированных и недоделанное с ответами",
        en="See absent, moved and blocked people, and what was left undone with answers",
    ),
    UNDER_ORDER,
    ("SIO25-21.2",),
)
NOTE_AWAY = Power(
    "control.note_away",
    Text(
        kk="Демалыс пен кезекшілікті жазып қою",
        ru="Записать отпуск или дежурство",
        en="Write down a leave or a night duty",
    ),
    UNDER_ORDER,
    ("SIO25-21.2",),
)
SEE_OVERDUE = Power(
    "control.see_overdue",
    Text(
        kk="Айлық бақылаудың мерзімі өткені туралы хабарламаларды көру",
        ru="Видеть извещения о просроченном месячном контроле",
        en="See the notices of overdue monthly control",
    ),
    everybody(Reach.NAMED, more={Role.CONTROLLER: Reach.OWN_BODY, Role.OPERATOR: Reach.ANY}),
    ("SIO25-21.2",),
    Entry.EDS,
    frozenset({Reach.NAMED}),
)
READ_NOTICE = Power(
    "notice.read",
    Text(
        kk="Бұзушылық туралы органға хабарламаны оқу",
        ru="Читать извещения органу о нарушениях",
        en="Read the notices of breaches to the body",
    ),
    UNDER_ORDER,
    ("SIO25-17", "SIO25-21.1"),
)
REPORT_BREACH = Power(
    "breach.report",
    Text(
        kk="Бұзушылық туралы хабарлау: бұғаттау, органды және прокурорды хабардар ету",
        ru="Сообщить о нарушении: блокировать, известить орган и прокурора",
        en="Report a breach: block, tell the body and the prosecutor",
    ),
    OPERATOR,
    ("SIO25-17", "SIO25-23"),
)
KEEP_EMERGENCIES = Power(
    "emergency.keep",
    Text(
        kk="Штаттан тыс жағдайлар журналын жүргізу",
        ru="Вести журнал нештатных ситуаций",
        en="Keep the journal of emergencies",
    ),
    OPERATOR,
    ("SIO25-14.2",),
)
ANNOUNCE_WORKS = Power(
    "works.announce",
    Text(
        kk="Жоспарлы жұмыстарды жариялау",
        ru="Объявить плановые работы",
        en="Announce planned works",
    ),
    OPERATOR,
    ("SIO25-14.3",),
)
LIST_BREACHES = Power(
    "breach.list",
    Text(
        kk="Өзі хабарлаған бұзушылықтарды көру және құжаттарын алу",
        ru="Видеть сообщённые нарушения и брать их документы",
        en="See the breaches reported and take their papers along",
    ),
    OPERATOR,
    ("SIO25-17",),
)
CONTROL_LAWFULNESS = Power(
    "request.control_lawfulness",
    Text(
        kk="Алу заңдылығын бақылау: негіз, рөл, ережелер қорытындысы; адамсыз және жауапсыз",
        ru="Контролировать законность получения: основание, роль, вывод правил; без людей и ответов",
        en="Control that obtaining is lawful: ground, role, what the rules said; no people and no answers",
    ),
    OPERATOR,
    ("SIO22-A5.13.1", "SIO25-16", "SIO25-18"),
)
TRY_SERVICES = Power(
    "services.try",
    Text(
        kk="Тізілімдер мен қызметтердің күйін көру және тексеру",
        ru="Видеть и проверять состояние реестров и служб",
        en="See and try how registers and services stand",
    ),
    OPERATOR,
    ("SIO25-14.1", "SIO25-14.2"),
)

OVER_USERS = (
    SEE_ORDERS,
    DRAFT_ORDER,
    SIGN_ORDER,
    DECIDE_ORDER,
    SEE_REPORTS,
    SEE_DUTY,
    MAKE_PACK,
    FIND_BREACH,
    KEEP_CASES,
    SEE_AWAY,
    NOTE_AWAY,
    SEE_OVERDUE,
    READ_NOTICE,
    REPORT_BREACH,
    KEEP_EMERGENCIES,
    ANNOUNCE_WORKS,
    LIST_BREACHES,
    CONTROL_LAWFULNESS,
    TRY_SERVICES,
)
