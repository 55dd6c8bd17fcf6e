"""Problems of applications: what a form lacks, and what may not be done with an application now."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MISSING = ProblemKind(
    "application.missing",
    422,
    Text(kk="«{name}» толтырылмаған.", ru="Не заполнено: «{name}».", en="“{name}” is not filled in."),
    Text(
        kk="Осы өрісті толтырыңыз: онсыз өтінімге қол қойылмайды.",
        ru="Заполните это поле: без него заявку нельзя подписать.",
        en="Fill in this field: the application cannot be signed without it.",
    ),
    ("SIO25-5", "SIO22-5.1"),
)
UNDECLARED = ProblemKind(
    "application.undeclared",
    422,
    Text(kk="Расталмаған: «{name}»", ru="Не подтверждено: «{name}»", en="Not declared: “{name}”"),
    Text(
        kk="Мәтінді оқып, белгі қойыңыз: онсыз өтінімге қол қойылмайды.",
        ru="Прочтите текст и поставьте отметку: без неё заявку нельзя подписать.",
        en="Read the words and tick them: the application cannot be signed without it.",
    ),
    ("SIO25-5", "SIO22-A4.8"),
)
NO_SUCH_FIELD = ProblemKind(
    "application.no_such_field",
    422,
    Text(kk="Нысанда мұндай өріс жоқ.", ru="В форме нет такого поля.", en="The form has no such field."),
    Text(
        kk="Өтінім нысанын қайта ашып, соның өрістерін ғана толтырыңыз.",
        ru="Откройте форму заявки заново и заполните только её поля.",
        en="Open the form anew and fill in its own fields only.",
    ),
    ("SIO25-5",),
)
PHONE = ProblemKind(
    "application.phone",
    422,
    Text(
        kk="Телефон нөмірі танылмады.", ru="Номер телефона не распознан.", en="The telephone number was not recognised."
    ),
    Text(
        kk="Нөмірді +77001234567 түрінде жазыңыз: SMS-код осы нөмірге келеді.",
        ru="Запишите номер как +77001234567: на него приходит SMS-код.",
        en="Write the number as +77001234567: the SMS code goes to it.",
    ),
    ("SIO25-9", "SIO22-A4.6"),
)
ORGANISATION = ProblemKind(
    "application.organisation",
    422,
    Text(
        kk="Бұл ұйым анықтамалықта жоқ.",
        ru="Этой организации нет в справочнике.",
        en="This organisation is not in the directory.",
    ),
    Text(
        kk="Ұйымды анықтамалықтан таңдаңыз.",
        ru="Выберите организацию из справочника.",
        en="Choose the organisation from the directory.",
    ),
    ("SIO22-A4.3", "SIO22-A4.4"),
)
ORDER_MISSING = ProblemKind(
    "application.order",
    422,
    Text(
        kk="Бұйрықтың нөмірі мен қол қойылған сәті көрсетілмеген немесе ол әлі келмеген.",
        ru="Не указаны номер приказа и момент его подписания, или он ещё не наступил.",
        en="Number and moment of signing of the order are not stated, or it has not come yet.",
    ),
    Text(
        kk="Бұйрықтың нөмірін, қол қойылған күні мен уақытын жазыңыз: жиырма төрт сағат осы сәттен есептеледі.",
        ru="Укажите номер, день и час подписания приказа: от этого момента идут двадцать четыре часа.",
        en="State number, day and hour of signing of the order: the twenty-four hours run from that moment.",
    ),
    ("SIO25-7.1", "SIO25-7.2"),
)
OWN_HEAD = ProblemKind(
    "application.own_head",
    422,
    Text(
        kk="Өтінім беруші өз өтінімін басшы ретінде растай алмайды.",
        ru="Заявитель не может заверить собственную заявку как руководитель.",
        en="Applicants cannot sign off their own application as the head.",
    ),
    Text(
        kk="Тікелей басшыңыздың ЖСН-ін жазыңыз.",
        ru="Укажите ИИН вашего руководителя.",
        en="State the IIN of your head.",
    ),
    ("SIO22-A4.12",),
)
NOT_YOURS = ProblemKind(
    "application.not_own_iin",
    403,
    Text(
        kk="Өтінімдегі ЖСН қол қоюшының ЖСН-іне сай емес.",
        ru="ИИН в заявке не совпадает с ИИН подписавшего.",
        en="The IIN in the application is not that of the person who signs.",
    ),
    Text(
        kk="Өтінімді тек өз атыңыздан және өз ЭЦҚ-ңызбен беріңіз.",
        ru="Подавайте заявку только от своего имени и со своей ЭЦП.",
        en="Apply only in your own name and with your own EDS.",
    ),
    ("SIO25-5", "SIO25-12.2"),
)
CARD_UNFIT = ProblemKind(
    "application.workplace",
    422,
    Text(
        kk="Жұмыс орны шартқа сай емес: {name}",
        ru="Рабочее место не соответствует условию: {name}",
        en="The workplace does not keep the condition: {name}",
    ),
    Text(
        kk="Жұмыс орнын шартқа сай келтіріп, картасын қайта толтырыңыз.",
        ru="Приведите рабочее место в соответствие и заполните карточку заново.",
        en="Bring the workplace into line and fill in its card anew.",
    ),
    ("SIO25-4.2", "SIO22-4.2"),
)
CARD_UNREADABLE = ProblemKind(
    "application.workplace_value",
    422,
    Text(
        kk="Жұмыс орнының бұл мәні оқылмады.",
        ru="Это значение карточки рабочего места не читается.",
        en="This value of the workplace card cannot be read.",
    ),
    Text(
        kk="Санды цифрмен, расталатын шартты иә немесе жоқ деп көрсетіңіз.",
        ru="Числа пишите цифрами, подтверждаемое условие отмечайте: да или нет.",
        en="Write numbers in digits, and answer a condition that is confirmed with yes or no.",
    ),
    ("SIO25-4.2",),
)
OPEN_ALREADY = ProblemKind(
    "application.open",
    409,
    Text(
        kk="Сіздің бұрын берген өтініміңіз әлі қаралып жатыр.",
        ru="Ваша прежняя заявка ещё рассматривается.",
        en="Your earlier application is still being considered.",
    ),
    Text(
        kk="Шешімді күтіңіз немесе бұрынғы өтінімді кері қайтарып алыңыз.",
        ru="Дождитесь решения или отзовите прежнюю заявку.",
        en="Wait for the decision or withdraw the earlier application.",
    ),
    ("SIO25-6",),
)
WRONG_STATE = ProblemKind(
    "application.state",
    409,
    Text(
        kk="Өтінім қазір бұл әрекетті қабылдамайды.",
        ru="В нынешнем состоянии заявки это действие невозможно.",
        en="The application does not allow this act in its present state.",
    ),
    Text(
        kk="Өтінімді қайта ашып, қазіргі күйін қараңыз.",
        ru="Откройте заявку снова и посмотрите её нынешнее состояние.",
        en="Open the application again and look at its present state.",
    ),
    ("SIO25-6",),
)
OWN_APPLICATION = ProblemKind(
    "application.own",
    403,
    Text(
        kk="Өз өтініміңізге немесе өзіңіз растаған өтінімге шешім қабылдай алмайсыз.",
        ru="Нельзя решать по собственной заявке или по заявке, которую вы заверили.",
        en="You cannot decide on your own application or on one that you signed off.",
    ),
    Text(
        kk="Шешімді басқа оператор қабылдауы керек.",
        ru="Решение должен принять другой оператор.",
        en="Another operator has to decide.",
    ),
    ("SIO25-6", "SIO25-17"),
)
NO_GROUND = ProblemKind(
    "application.no_ground",
    422,
    Text(
        kk="Бас тартудың негізі көрсетілмеген.",
        ru="Не указано основание отказа.",
        en="The refusal names no ground.",
    ),
    Text(
        kk="Кемінде бір негізді таңдап, нақты не дұрыс емес екенін жазыңыз: шынайы емес, толық емес, өзекті емес.",
        ru="Выберите хотя бы одно основание и напишите, что именно: недостоверно, неполно, неактуально.",
        en="Choose at least one ground and say what exactly is wrong: untrue, incomplete, out of date.",
    ),
    ("SIO25-6.2",),
)
BLOCK_REASON = ProblemKind(
    "application.block_reason",
    422,
    Text(
        kk="Бұл себеппен сіз бұғаттауға өтінім бере алмайсыз.",
        ru="По этой причине вы не можете подать заявку на блокировку.",
        en="You cannot apply for a block for this reason.",
    ),
    Text(
        kk="Рөліңізге сай себепті таңдаңыз.",
        ru="Выберите причину, которую допускает ваша роль.",
        en="Choose a reason that your role allows.",
    ),
    ("SIO25-7.2", "SIO25-8"),
)
OFFICE_STAYS = ProblemKind(
    "application.office",
    409,
    Text(
        kk="Бұл есептік жазбаның қызметтік рөлі бар, ол басқа ұйымға ауыспайды.",
        ru="У этой учётной записи служебная роль, она не переходит в другую организацию.",
        en="This account holds an office, which does not move to another organisation.",
    ),
    Text(
        kk="Есептік жазбаны бұғаттап, жаңа ұйымда тіркелуге өтінім беріңіз: рөл жаңа бұйрықпен беріледі.",
        ru="Заблокируйте запись и подайте заявку на регистрацию в новой организации: роль даётся новым приказом.",
        en="Block the account and apply for registration in the new organisation: the office comes by a new order.",
    ),
    ("SIO25-7.1", "SIO25-8"),
)
NO_ACCOUNT = ProblemKind(
    "application.no_account",
    409,
    Text(
        kk="Өзгертетін немесе бұғаттайтын жарамды есептік жазба жоқ.",
        ru="Нет действующей учётной записи, которую можно изменить или заблокировать.",
        en="There is no account in use that could be changed or blocked.",
    ),
    Text(
        kk="Тіркелмеген немесе бұғатталған болсаңыз, тіркелуге өтінім беріңіз.",
        ru="Если вы не зарегистрированы или заблокированы, подайте заявку на регистрацию.",
        en="If you are not registered, or blocked, apply for registration.",
    ),
    ("SIO25-5", "SIO25-8"),
)
BUSY = ProblemKind(
    "application.busy",
    429,
    Text(
        kk="Қазір өтінімдер тым көп дайындалып жатыр.",
        ru="Сейчас готовится слишком много заявок.",
        en="Too many applications are being prepared at this moment.",
    ),
    Text(
        kk="Бір минуттан кейін қайталаңыз: толтырылғандар сақталады.",
        ru="Повторите через минуту: заполненное сохранится.",
        en="Try again in a minute: what you filled in is kept.",
    ),
    ("SIO25-5",),
)
ACCESS_CLOSED = ProblemKind(
    "application.access_closed",
    409,
    Text(
        kk="Қолжетімділік біржола жабылған.",
        ru="Доступ закрыт окончательно.",
        en="Access was closed for good.",
    ),
    Text(
        kk="Тіркеуге өтінім мұны өзгертпейді: операторға жүгініңіз, қолжетімділікті тек оның шешімі ашады.",
        ru="Заявка на регистрацию этого не меняет: обратитесь к оператору, доступ откроет только его решение.",
        en="An application for registration does not change that: turn to the operator, who alone can open access.",
    ),
    ("SIO22-A5.12.2", "SIO22-A5.17"),
)
SANCTION = ProblemKind(
    "application.sanction",
    422,
    Text(
        kk="Бұл себеппен мұндай шара қолдана алмайсыз.",
        ru="По этой причине вы не можете применить такую меру.",
        en="You cannot take such a measure for this reason.",
    ),
    Text(
        kk="Уақытша бұғаттаңыз. Біржола жабуды және жоюды бұзушылық үшін тек оператор қолданады.",
        ru="Заблокируйте временно. Закрыть доступ и удалить запись может только оператор за нарушение.",
        en="Block for a time. Only the operator closes access or deletes an account, for a breach.",
    ),
    ("SIO22-A5.12.2", "SIO22-A5.17"),
)
UNTIL = ProblemKind(
    "application.until",
    422,
    Text(
        kk="Бұғаттың аяқталатын күні дұрыс емес.",
        ru="День окончания блокировки указан неверно.",
        en="The day until which the block holds is not right.",
    ),
    Text(
        kk="Болашақтағы сәтті уақытша бұғатқа ғана көрсетіңіз немесе бос қалдырыңыз.",
        ru="Укажите будущий момент и только для временной блокировки или оставьте поле пустым.",
        en="Name a moment to come, for a block for a time only, or leave it empty.",
    ),
    ("SIO22-A5.12.2",),
)
NOT_BLOCKED = ProblemKind(
    "application.not_blocked",
    409,
    Text(
        kk="Алып тастайтын бұғат жоқ.",
        ru="Нет блокировки, которую можно снять.",
        en="There is no block to lift.",
    ),
    Text(
        kk="Есептік жазбаның картасын қайта ашып, қазіргі күйін қараңыз.",
        ru="Откройте карточку учётной записи снова и посмотрите её нынешнее состояние.",
        en="Open the card of the account again and look at its present state.",
    ),
    ("SIO22-A5.12.2", "SIO25-17"),
)
DISMISSED = ProblemKind(
    "application.dismissed",
    409,
    Text(
        kk="Адам қызметтен босатылған: бұғат алынбайды.",
        ru="Человек уволен: блокировка не снимается.",
        en="The person was dismissed: the block is not lifted.",
    ),
    Text(
        kk="Қайта қызметке келген адам тіркелуге жаңа өтінім береді.",
        ru="Вернувшийся на службу подаёт новую заявку на регистрацию.",
        en="Who comes back to service applies for registration anew.",
    ),
    ("SIO25-7.2", "SIO25-8"),
)
