"""What stands in the way of entering Parties and bodies: days that cannot be, papers that are not named."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

DAY_TO_COME = ProblemKind(
    "cis.day_to_come",
    422,
    Text(
        kk="Бұл күн әлі келген жоқ: болған нәрсе ғана енгізіледі.",
        ru="Этот день ещё не наступил: вносится то, что уже произошло.",
        en="This day is still to come: what has happened is entered.",
    ),
    Text(
        kk="Құжаттағы күнді тексеріңіз.",
        ru="Сверьте день с документом.",
        en="Check the day against the paper.",
    ),
    ("CIS-5.1",),
)

EFFECT_TOO_EARLY = ProblemKind(
    "cis.effect_too_early",
    422,
    Text(
        kk="Келісім депозитарий хабарды алғаннан кейін отыз күн өтпей күшіне енбейді.",
        ru="Соглашение не вступает в силу раньше тридцати дней после получения документа депозитарием.",
        en="The Agreement has no effect before thirty days have passed since the depositary received the paper.",
    ),
    Text(
        kk="Депозитарий хабарлаған күнді тексеріңіз немесе бос қалдырыңыз: ол есептеледі.",
        ru="Сверьте день, сообщённый депозитарием, или оставьте поле пустым: он будет вычислен.",
        en="Check the day that the depositary told, or leave it empty: it is computed.",
    ),
    ("CIS-16.1", "CIS-16.2", "CIS-17"),
)

LEAVES_TOO_EARLY = ProblemKind(
    "cis.leaves_too_early",
    422,
    Text(
        kk="Тарап депозитарийге хабарлағаннан кейін кемінде алты айдан соң шығады.",
        ru="Сторона выходит не ранее чем через шесть месяцев после уведомления депозитария.",
        en="A Party leaves six months after its notice to the depositary at the earliest.",
    ),
    Text(
        kk="Күнді тексеріңіз немесе бос қалдырыңыз: ол есептеледі.",
        ru="Сверьте день или оставьте поле пустым: он будет вычислен.",
        en="Check the day, or leave it empty: it is computed.",
    ),
    ("CIS-18",),
)

NOTICE_KNOWN = ProblemKind(
    "cis.notice_known",
    409,
    Text(
        kk="Бұл мемлекеттің осы күнгі осындай хабары енгізілген.",
        ru="Такое уведомление этого государства за этот день уже внесено.",
        en="Such a notice of this state and day stands already.",
    ),
    Text(
        kk="Мемлекеттің бетін ашыңыз; қате болса, оны алып тастап, дұрысын енгізіңіз.",
        ru="Откройте страницу государства; если внесено с ошибкой, исключите его и внесите верное.",
        en="Open the page of the state; where it is wrong, strike it out and enter the right one.",
    ),
    ("CIS-16.2",),
)

NOTICE_UNKNOWN = ProblemKind(
    "cis.notice_unknown",
    404,
    Text(
        kk="Мұндай хабар енгізілмеген немесе алып тасталған.",
        ru="Такого уведомления нет, или оно уже исключено.",
        en="There is no such notice, or it was struck out already.",
    ),
    Text(
        kk="Мемлекеттің бетінен хабарды таңдаңыз.",
        ru="Выберите уведомление на странице государства.",
        en="Choose a notice on the page of the state.",
    ),
    ("CIS-16.2",),
)

PAPER_NEEDED = ProblemKind(
    "cis.paper_needed",
    422,
    Text(
        kk="Қай құжат бойынша екені жазылмаған.",
        ru="Не указано, по какому документу.",
        en="The paper it rests on is not named.",
    ),
    Text(
        kk="Құжаттың атауын, күнін және нөмірін жазыңыз.",
        ru="Укажите название, день и номер документа.",
        en="Give the name, day and number of the paper.",
    ),
    ("CIS-5.1", "CIS-5.2"),
)

SYSTEM_OF_THE_ACT = ProblemKind(
    "cis.system_of_the_act",
    422,
    Text(
        kk="Бұл жүйенің иесі мен режимін кім белгілейтіні Келісімнің өзінде жазылған.",
        ru="Чья это система и кто определяет её режим, установлено самим Соглашением.",
        en="Whose system this is and who sets its regime stands in the Agreement itself.",
    ),
    Text(
        kk="Меншік иесін, бірлескен құқықты және режим тапсырылған органды өзгеріссіз қалдырыңыз.",
        ru="Оставьте собственника, совместное право и орган, которому поручен режим, без изменений.",
        en="Leave its owner, the joint right and the body entrusted with its regime as they are.",
    ),
    ("CIS-10.1", "CIS-10.2"),
)

ENTRY_UNKNOWN = ProblemKind(
    "cis.entry_unknown",
    404,
    Text(kk="Тізімде мұндай жазба жоқ.", ru="Такой записи в перечне нет.", en="The directory has no such entry."),
    Text(kk="Тізімнен таңдаңыз.", ru="Выберите из перечня.", en="Choose one in the directory."),
    ("CIS-5.1",),
)
