"""Problems of supervision: what is not covered by a resolution in force is absent, whatever the reason."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOT_COVERED = ProblemKind(
    "supervision.absent",
    404,
    Text(
        kk="Күшіндегі қаулы бойынша мұндай мәлімет жоқ.",
        ru="Под действующим постановлением таких сведений нет.",
        en="Under a resolution in force there is nothing of the kind.",
    ),
    Text(
        kk="Қаулының нөмірін, мерзімін және ауқымын тексеріңіз; қажет болса, жаңа қаулы шығарыңыз.",
        ru="Проверьте номер, срок и объём постановления; при необходимости вынесите новое.",
        en="Check the number, the term and the scope of the resolution; issue another one where it is needed.",
    ),
    ("SIO25-22.1", "SIO25-22.2"),
)

CASE_ABSENT = ProblemKind(
    "supervision.no_case",
    404,
    Text(
        kk="Мұндай ашық қадағалау ісі жоқ.",
        ru="Такого открытого надзорного дела нет.",
        en="There is no such open case of supervision.",
    ),
    Text(
        kk="Ашық істердің тізімінен таңдаңыз.",
        ru="Выберите дело из списка открытых.",
        en="Choose from the list of open cases.",
    ),
    ("SIO25-23",),
)

NUMBER_MISSING = ProblemKind(
    "resolution.number",
    422,
    Text(kk="Қаулының нөмірі жоқ.", ru="Нет номера постановления.", en="The resolution has no number."),
    Text(
        kk="Қаулының тіркеу нөмірін жазыңыз.",
        ru="Укажите регистрационный номер постановления.",
        en="Give the number under which the resolution is registered.",
    ),
    ("SIO25-22.2",),
)

BOUNDLESS = ProblemKind(
    "resolution.boundless",
    422,
    Text(
        kk="Қаулы ешкімді атамайды: тексеру шексіз болмайды.",
        ru="Постановление никого не называет: проверка не может быть безграничной.",
        en="The resolution names nobody: a check cannot be boundless.",
    ),
    Text(
        kk="Кемінде бір органның БСН-ін немесе бір қызметкердің ЖСН-ін көрсетіңіз.",
        ru="Укажите хотя бы один БИН органа или один ИИН сотрудника.",
        en="Name at least one body by its BIN or one officer by the IIN.",
    ),
    ("SIO25-22.2",),
)

PERIOD_WRONG = ProblemKind(
    "resolution.period",
    422,
    Text(
        kk="Сұрау салулар кезеңінің соңы басынан кейін болуы керек.",
        ru="Конец периода запросов должен быть позже его начала.",
        en="The period of requests must end after it begins.",
    ),
    Text(
        kk="Кезеңнің екі шетін уақыт белдеуімен жазыңыз.",
        ru="Укажите обе границы периода с часовым поясом.",
        en="Give both ends of the period with their offset.",
    ),
    ("SIO25-13", "SIO25-22.2"),
)

VALIDITY_WRONG = ProblemKind(
    "resolution.validity",
    422,
    Text(
        kk="Қаулының қолданылу мерзімі дұрыс емес.",
        ru="Срок действия постановления указан неверно.",
        en="The term of the resolution is not right.",
    ),
    Text(
        kk="Соңы басынан кейін және одан әрі кеткенде {days} күннен аспайтын мерзімді көрсетіңіз.",
        ru="Укажите срок, который кончается позже начала и длится не больше {days} дней.",
        en="Give a term that ends after it begins and lasts {days} days at most.",
    ),
    ("SIO25-22.2",),
)

REASON_MISSING = ProblemKind(
    "resolution.reason",
    422,
    Text(
        kk="Қаулының неліктен тоқтатылатыны айтылмаған.",
        ru="Не сказано, почему прекращается постановление.",
        en="It is not said why the resolution ends early.",
    ),
    Text(
        kk="Себебін өз сөзіңізбен жазыңыз: ол қаулымен бірге сақталады.",
        ru="Напишите причину своими словами: она хранится вместе с постановлением.",
        en="Say why in your own words: it is kept with the resolution.",
    ),
    ("SIO25-22.2",),
)

NOT_SHORTER = ProblemKind(
    "resolution.not_shorter",
    422,
    Text(
        kk="Жаңа мерзім қазіргіден қысқа емес.",
        ru="Новый срок не короче нынешнего.",
        en="The new term is not shorter than the present one.",
    ),
    Text(
        kk="Қазіргі сәттен кейінгі, бірақ бұрынғы соңынан ерте уақытты көрсетіңіз; ұзарту үшін жаңа қаулы шығарыңыз.",
        ru="Укажите момент после нынешнего, но раньше прежнего конца; для продления вынесите новое постановление.",
        en="Give a moment after now and before the present end; to make it longer, issue another resolution.",
    ),
    ("SIO25-22.2",),
)

OFFICER_UNKNOWN = ProblemKind(
    "resolution.officer_unknown",
    422,
    Text(
        kk="Бұл ЖСН бойынша жүйеде ешкім тіркелмеген.",
        ru="По этому ИИН в системе никто не зарегистрирован.",
        en="Nobody is registered in the exchange under this IIN.",
    ),
    Text(
        kk="ЖСН-ді тексеріңіз немесе органды тұтас көрсетіңіз.",
        ru="Проверьте ИИН или назовите орган целиком.",
        en="Check the IIN, or name the body as a whole.",
    ),
    ("SIO25-22.2",),
)

MEASURE_WRONG = ProblemKind(
    "supervision.measure",
    422,
    Text(
        kk="Шара толық сипатталмаған.",
        ru="Мера описана не полностью.",
        en="The measure is not fully described.",
    ),
    Text(
        kk="Шараның түрін таңдап, не істелгенін {limit} таңбадан асырмай жазыңыз.",
        ru="Выберите вид меры и опишите сделанное, не больше {limit} знаков.",
        en="Choose the kind of measure and say what was done, in {limit} characters at most.",
    ),
    ("SIO25-23",),
)
