"""Problems of a form or a card as typed: what it lacks, and what may not stand in it."""

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
