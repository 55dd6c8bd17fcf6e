"""Problems of departmental control: no order, an order that cannot be, a month that is not over."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NO_ORDER = ProblemKind(
    "control.no_order",
    403,
    Text(
        kk="Сізді ведомстволық бақылауға тағайындаған, бүгін қолданыстағы бұйрық жоқ.",
        ru="Нет действующего сегодня приказа, назначившего вас для ведомственного контроля.",
        en="No order in force today names you for departmental control.",
    ),
    Text(
        kk="Бұйрықтың жобасын жасап, орган басшысынан қол қоюды сұраңыз; оператор растағанда бұйрық күшіне енеді.",
        ru="Составьте проект приказа и попросите руководителя органа подписать его; после подтверждения оператором "
        "он вступит в силу.",
        en="Draft the order and ask the head of the body to sign it; it takes effect once the operator confirms it.",
    ),
    ("SIO25-21.1",),
)

ORDER_NOBODY = ProblemKind(
    "control.order.officers",
    422,
    Text(
        kk="Бұйрықта бақылаушы рөлі бар, өз органыңыздың бір не бірнеше адамы болуы керек.",
        ru="В приказе должны быть лица своего органа с ролью контролёра, каждое один раз.",
        en="An order names people of its own body with the role of controller, each once.",
    ),
    Text(
        kk="Бақылаушы рөлімен тіркелген адамдарды таңдаңыз, ең көбі {most}.",
        ru="Выберите лиц, зарегистрированных с ролью контролёра, не более {most}.",
        en="Choose people registered as controllers, at most {most}.",
    ),
    ("SIO25-21.1",),
)

ORDER_DAYS = ProblemKind(
    "control.order.days",
    422,
    Text(
        kk="Бұйрықтың күндері бір-біріне қайшы.",
        ru="Дни приказа противоречат друг другу.",
        en="The days of the order contradict each other.",
    ),
    Text(
        kk="Басталу күні бұйрық күнінен ерте, аяқталу күні басталу күнінен ерте болмауы керек.",
        ru="Начало не может быть раньше дня приказа, а конец раньше начала.",
        en="It cannot begin before the day of the order, nor end before it begins.",
    ),
    ("SIO25-21.1",),
)

ORDER_STATE = ProblemKind(
    "control.order.state",
    409,
    Text(
        kk="Бұйрықтың қазіргі күйінде бұл мүмкін емес.",
        ru="В нынешнем состоянии приказа это невозможно.",
        en="The order's present state does not allow this.",
    ),
    Text(
        kk="Ретімен: жоба, басшының қолы, оператордың растауы.",
        ru="Порядок такой: проект, подпись руководителя, подтверждение оператора.",
        en="The order is: draft, signature of the head, confirmation by the operator.",
    ),
    ("SIO25-21.1",),
)

OWN_ORDER = ProblemKind(
    "control.order.own",
    403,
    Text(
        kk="Өзіңіз қол қойған бұйрықты өзіңіз растай алмайсыз.",
        ru="Нельзя подтвердить приказ, который вы сами подписали.",
        en="You cannot confirm an order that you signed yourself.",
    ),
    Text(
        kk="Басшының қолын басқа оператор растауы керек.",
        ru="Подпись руководителя должен подтвердить другой оператор.",
        en="Another operator has to confirm the head's signature.",
    ),
    ("SIO25-21.1",),
)

NOT_IN_REPORT = ProblemKind(
    "control.not_in_report",
    404,
    Text(
        kk="Органыңыздың есептерінде мұндай жазба жоқ.",
        ru="В отчётах вашего органа такой записи нет.",
        en="The reports of your body have no such record.",
    ),
    Text(
        kk="Тізімді «Есептер» бөлімінен қайта ашыңыз.",
        ru="Откройте список снова через «Отчёты».",
        en='Open the list anew through "Reports".',
    ),
    ("SIO25-21.2",),
)

TOO_LONG = ProblemKind(
    "control.period",
    422,
    Text(
        kk="Есеп кезеңі дұрыс емес.",
        ru="Неверный период отчёта.",
        en="The period of the report is wrong.",
    ),
    Text(
        kk="Басы соңынан ерте, ұзақтығы {most} күннен аспайтын кезең беріңіз.",
        ru="Начало должно быть раньше конца, длительность не более {most} дней.",
        en="Let it begin before it ends and last at most {most} days.",
    ),
    ("SIO25-21.2",),
)

NOT_YET = ProblemKind(
    "control.pack.not_yet",
    409,
    Text(
        kk="Бұл айдың жинағын әлі жасауға болмайды: ай аяқталмаған немесе журнал оның соңын әлі растамаған.",
        ru="Сводку за этот месяц ещё нельзя составить: месяц не окончен или журнал ещё не подтвердил его конец.",
        en="The pack of this month cannot be made yet: it is not over, or no co-signed checkpoint follows its end.",
    ),
    Text(
        kk="Ай аяқталған соң 10 минуттан кейін қайталаңыз; ұзаққа созылса, операторға айтыңыз.",
        ru="Повторите через 10 минут после конца месяца; если не поможет, сообщите оператору.",
        en="Try again 10 minutes after the month's end; if it lasts, tell the operator.",
    ),
    ("SIO25-21.2",),
)

INCOMPLETE = ProblemKind(
    "control.pack.incomplete",
    409,
    Text(
        kk="Тізім журналға сай емес: тізімде жоқ сұрау салу {missing}, журналда жоқ сұрау салу {unknown}.",
        ru="Список расходится с журналом: нет в списке {missing}, нет в журнале {unknown}.",
        en="The list and the journal differ: {missing} are not in the list, {unknown} are not in the journal.",
    ),
    Text(
        kk="Жинаққа қол қойылмайды. Операторға дереу хабарлаңыз: дерекқор өзгертілген болуы мүмкін.",
        ru="Сводка не подписывается. Немедленно сообщите оператору: базу данных могли изменить.",
        en="The pack is not signed. Tell the operator at once: somebody may have changed the database.",
    ),
    ("SIO25-15.2", "SIO25-21.2"),
)

PACK_STATE = ProblemKind(
    "control.pack.state",
    409,
    Text(
        kk="Бұл жинаққа қол қойылған.",
        ru="Эта сводка уже подписана.",
        en="This pack is signed already.",
    ),
    Text(
        kk="Қажет болса, сол айдың жаңа жинағын жасаңыз.",
        ru="При необходимости составьте за тот же месяц новую.",
        en="Make another one of the same month where it is needed.",
    ),
    ("SIO25-21.2",),
)

AWAY_WHY = ProblemKind(
    "control.away.why",
    422,
    Text(
        kk="Мұндай себепті бақылаушы жазбайды.",
        ru="Такую причину контролёр не записывает.",
        en="A control officer does not write down this reason.",
    ),
    Text(
        kk="Демалысты, ауруды, іссапарды немесе кезекшілікті таңдаңыз; қалғанын жүйе өтінімдерден біледі.",
        ru="Выберите отпуск, болезнь, командировку или дежурство; остальное система знает из заявок.",
        en="Choose leave, illness, trip or duty; the exchange knows the rest from applications.",
    ),
    ("SIO25-21.2",),
)

AWAY_DAYS = ProblemKind(
    "control.away.days",
    422,
    Text(
        kk="Соңғы күн бірінші күннен ерте немесе үш жылдан кеш.",
        ru="Последний день раньше первого или позже чем через три года.",
        en="The last day is before the first, or more than three years later.",
    ),
    Text(
        kk="Күндерді бұйрықтағыдай көрсетіңіз; аяқталуы белгісіз болса, бос қалдырыңыз.",
        ru="Укажите дни как в приказе; если конец неизвестен, оставьте поле пустым.",
        en="Give the days as the order has them; leave the last one empty where it is not known.",
    ),
    ("SIO25-21.2",),
)
