"""Problems of operating the exchange: reports, emergencies, works, quotas, the uses of a register."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOBODY = ProblemKind(
    "breach.nobody",
    422,
    Text(
        kk="Бұл ЖСН бойынша тіркелген пайдаланушы жоқ.",
        ru="По этому ИИН нет зарегистрированного пользователя.",
        en="No user is registered under this IIN.",
    ),
    Text(
        kk="ЖСН-ді тексеріңіз: есептік жазбасы бар пайдаланушы ғана бұғатталады.",
        ru="Проверьте ИИН: блокируют только того, у кого есть учётная запись.",
        en="Check the IIN: only a user with an account can be blocked.",
    ),
    ("SIO25-17",),
)

NOT_DESCRIBED = ProblemKind(
    "operating.not_described",
    422,
    Text(kk="Сипаттамасы жазылмаған.", ru="Нет описания.", en="The description is missing."),
    Text(
        kk="Не болғанын және не істелетінін өз сөзіңізбен жазыңыз.",
        ru="Опишите своими словами, что произошло и что делается.",
        en="Say in your own words what happened and what is done.",
    ),
    ("SIO25-17", "SIO25-14.3"),
)

FUTURE = ProblemKind(
    "operating.future",
    422,
    Text(
        kk="Болған оқиғаның уақыты болашақта болмайды.",
        ru="Время случившегося не может быть в будущем.",
        en="What has happened cannot lie in the future.",
    ),
    Text(
        kk="Уақытты белдеуімен бірге тексеріңіз.",
        ru="Проверьте время вместе с часовым поясом.",
        en="Check the time together with its offset.",
    ),
    ("SIO25-13",),
)

COLUMN_MISSING = ProblemKind(
    "emergency.column_missing",
    422,
    Text(
        kk="«{label_kk}» бағаны толтырылмаған.",
        ru="Не заполнена графа «{label_ru}».",
        en="The column “{label_en}” is empty.",
    ),
    Text(
        kk="Бағанды толтырыңыз: онсыз журнал жазбасы жабылмайды.",
        ru="Заполните графу: без неё запись журнала не закрывается.",
        en="Fill it in: without it the entry of the journal is not closed.",
    ),
    ("SIO25-14.2",),
)

COLUMN_WRONG = ProblemKind(
    "emergency.column_wrong",
    422,
    Text(
        kk="«{label_kk}» бағанындағы мән дұрыс емес.",
        ru="Неверное значение в графе «{label_ru}».",
        en="The value in the column “{label_en}” is not right.",
    ),
    Text(
        kk="Уақытты белдеуімен, ұзақтықты минутпен жазыңыз; аяқталуы басталуынан кейін болсын.",
        ru="Время пишите с часовым поясом, длительность в минутах; конец должен быть позже начала.",
        en="Write times with their offset and durations in minutes; the end must be after the start.",
    ),
    ("SIO25-14.2",),
)

NO_SITUATION = ProblemKind(
    "emergency.situation",
    422,
    Text(
        kk="Журнал нысанында мұндай жағдай жоқ.",
        ru="В форме журнала нет такой ситуации.",
        en="The form of the journal has no such situation.",
    ),
    Text(
        kk="Нысандағы алты жағдайдың бірін таңдаңыз.",
        ru="Выберите одну из шести ситуаций формы.",
        en="Choose one of the six situations of the form.",
    ),
    ("SIO25-14.2",),
)

NO_EMERGENCY = ProblemKind(
    "emergency.absent",
    404,
    Text(
        kk="Журналда мұндай ашық жазба жоқ.",
        ru="В журнале нет такой незакрытой записи.",
        en="The journal has no such entry that is not closed.",
    ),
    Text(
        kk="Жазбаны журналдың тізімінен таңдаңыз.",
        ru="Выберите запись из списка журнала.",
        en="Choose the entry from the list of the journal.",
    ),
    ("SIO25-14.2",),
)

WORKS_TOO_LATE = ProblemKind(
    "works.too_late",
    422,
    Text(
        kk="Жұмыстар басталып кеткен немесе мерзімі дұрыс емес.",
        ru="Работы уже начались, или их срок указан неверно.",
        en="The works have begun already, or their term is not right.",
    ),
    Text(
        kk="Басталуы қазіргі уақыттан кейін, аяқталуы басталуынан кейін болсын. Кенет тоқтау апат журналына жазылады.",
        ru="Начало должно быть в будущем, конец позже начала. Внезапный простой пишут в журнал аварийных ситуаций.",
        en="They must begin in the future and end after that. A sudden downtime belongs into the emergency journal.",
    ),
    ("SIO25-14.3",),
)

OVER_QUOTA = ProblemKind(
    "request.over_quota",
    429,
    Text(
        kk="{resource}-ресурстың бүгінгі шегі ({limit}) таусылды.",
        ru="Сегодняшний предел ресурса {resource} ({limit}) исчерпан.",
        en="Today's limit of resource {resource} ({limit}) is used up.",
    ),
    Text(
        kk="Ресурсты алып тастаңыз немесе Астана уақытымен түн ортасынан кейін жіберіңіз; жазғаныңыз сақталады.",
        ru="Уберите ресурс или отправьте после полуночи по времени Астаны; написанное сохранится.",
        en="Leave the resource out, or send it after midnight in Astana; what you wrote is kept.",
    ),
    ("SIO25-18",),
)

NOT_OWNED = ProblemKind(
    "uses.absent",
    404,
    Text(
        kk="Сіздің органыңызда мұндай ресурс жоқ.",
        ru="У вашего органа нет такого ресурса.",
        en="Your body has no such resource.",
    ),
    Text(
        kk="Өз органыңыздың ресурстарын тізімнен таңдаңыз.",
        ru="Выберите ресурс своего органа из списка.",
        en="Choose a resource of your own body from the list.",
    ),
    ("SIO25-16",),
)

USES_TOO_MANY = ProblemKind(
    "uses.too_many",
    409,
    Text(
        kk="Бұл кезеңде {limit} пайдаланудан артық: бір үзіндіге сыймайды.",
        ru="За этот период больше {limit} обращений: в одну выписку они не входят.",
        en="The period has more than {limit} uses: they do not fit into one statement.",
    ),
    Text(
        kk="Кезеңді қысқартып, бірнеше үзінді алыңыз.",
        ru="Сократите период и возьмите несколько выписок.",
        en="Shorten the period and take several statements.",
    ),
    ("SIO25-16",),
)
