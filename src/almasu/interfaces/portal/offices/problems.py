"""What can be wrong with a field before anybody judges what it says."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MISSING = ProblemKind(
    code="portal.field.missing",
    status=422,
    title=Text(
        kk="«{label_kk}» толтырылмаған.",
        ru="Не заполнено: «{label_ru}».",
        en="“{label_en}” is not filled in.",
    ),
    remedy=Text(
        kk="Осы өрісті толтырып, қайта жіберіңіз. Қалған жазғаныңыз сақталды.",
        ru="Заполните это поле и отправьте снова. Остальное сохранено.",
        en="Fill this field in and send again. The rest is kept.",
    ),
)

NOT_OFFERED = ProblemKind(
    code="portal.field.not_offered",
    status=422,
    title=Text(
        kk="«{label_kk}» өрісінде ұсынылмаған мән таңдалған.",
        ru="В поле «{label_ru}» выбрано то, чего в списке нет.",
        en="“{label_en}” holds something that is not offered.",
    ),
    remedy=Text(
        kk="Тізімде бар мәндердің бірін таңдаңыз.",
        ru="Выберите одно из значений списка.",
        en="Choose one of those on the list.",
    ),
)

TOO_LONG = ProblemKind(
    code="portal.field.too_long",
    status=422,
    title=Text(
        kk="«{label_kk}» тым ұзақ: {length} таңба.",
        ru="Слишком длинно: «{label_ru}», знаков: {length}.",
        en="“{label_en}” is too long: {length} characters.",
    ),
    remedy=Text(
        kk="Мәтінді {longest} таңбаға дейін қысқартыңыз.",
        ru="Сократите текст до {longest} знаков.",
        en="Shorten it to {longest} characters.",
    ),
)

NOT_A_DATE = ProblemKind(
    code="portal.field.not_a_date",
    status=422,
    title=Text(kk="Бұл күн емес.", ru="Это не дата.", en="This is not a date."),
    remedy=Text(
        kk="Күнді жыл-ай-күн түрінде жазыңыз, мысалы 2026-03-31.",
        ru="Запишите дату как год-месяц-день, например 2026-03-31.",
        en="Write the date as year-month-day, for example 2026-03-31.",
    ),
)

NOT_A_MOMENT = ProblemKind(
    code="portal.field.not_a_moment",
    status=422,
    title=Text(kk="Бұл күн мен уақыт емес.", ru="Это не дата и время.", en="This is not a date and time."),
    remedy=Text(
        kk="Астана уақытымен жазыңыз, мысалы 2026-03-31T14:30.",
        ru="Запишите по времени Астаны, например 2026-03-31T14:30.",
        en="Write it in Astana time, for example 2026-03-31T14:30.",
    ),
    cites=("SIO25-13",),
)

NOT_A_NUMBER = ProblemKind(
    code="portal.field.not_a_number",
    status=422,
    title=Text(kk="Бұл бүтін сан емес.", ru="Это не целое число.", en="This is not a whole number."),
    remedy=Text(
        kk="Тек цифрларды жазыңыз.",
        ru="Запишите только цифры.",
        en="Write digits only.",
    ),
)
