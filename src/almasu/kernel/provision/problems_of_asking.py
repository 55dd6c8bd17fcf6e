"""Problems of asking a body's system and of the materials that answers belong to."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MATERIAL_NAMELESS = ProblemKind(
    "provision.material.nameless",
    422,
    Text(
        kk="Материалдың белгісі жоқ не {most} таңбадан ұзын.",
        ru="Обозначение материала не указано или длиннее {most} знаков.",
        en="The material has no designation, or one longer than {most} characters.",
    ),
    Text(
        kk="Тапсырманың нөмірін жазыңыз.",
        ru="Укажите номер задания.",
        en="Give the number of the task.",
    ),
    ("FMA-6.1",),
)
MATERIAL_TERM = ProblemKind(
    "provision.material.term",
    422,
    Text(
        kk="Сақтау мерзімі өтіп кеткен не бес жылдан ұзақ.",
        ru="Срок хранения уже прошёл или больше пяти лет.",
        en="The time of keeping is over already, or longer than five years.",
    ),
    Text(
        kk="Бүгіннен кейінгі, бес жылдан аспайтын күнді жазыңыз.",
        ru="Укажите день после сегодняшнего в пределах пяти лет.",
        en="Give a day after today and within five years.",
    ),
    ("FMA-6.2",),
)
MATERIAL_TAKEN = ProblemKind(
    "provision.material.taken",
    409,
    Text(
        kk="Сізде мұндай белгілі материал бар не болған.",
        ru="Материал с таким обозначением у вас есть или был.",
        en="You have, or had, a material of this designation.",
    ),
    Text(
        kk="Басқа белгі таңдаңыз не материалды өз тізіміңізден ашыңыз.",
        ru="Выберите другое обозначение или откройте материал из своего списка.",
        en="Choose another designation, or open the material from your list.",
    ),
    ("FMA-6.1",),
)
MATERIAL_ABSENT = ProblemKind(
    "provision.material.absent",
    404,
    Text(
        kk="Сізде мұндай ашық материал жоқ.",
        ru="Такого открытого материала у вас нет.",
        en="You have no such open material.",
    ),
    Text(
        kk="Материалды тізіміңізден таңдаңыз.",
        ru="Выберите материал из своего списка.",
        en="Choose a material from your list.",
    ),
    ("FMA-6.1",),
)
MATERIAL_SEVERAL = ProblemKind(
    "provision.material.several",
    409,
    Text(
        kk="Мұндай белгілі ашық материал бірнеше қызметкерде бар.",
        ru="Открытые материалы с таким обозначением есть у нескольких работников.",
        en="Several officers keep an open material of this designation.",
    ),
    Text(
        kk="Алушы басқа ешкімде жоқ белгімен материал ашсын, сонда соған беріңіз.",
        ru="Попросите получателя открыть материал с обозначением, которого больше ни у кого нет, и передайте в него.",
        en="Ask who is to have it to open a material of a designation that nobody else uses, and pass it to that.",
    ),
    ("FMA-6.1",),
)
NOT_A_KEY = ProblemKind(
    "provision.ask.key",
    422,
    Text(
        kk="Бұл жиыннан «{key}» бойынша сұрауға болмайды не мәні дұрыс емес.",
        ru="Этот набор не спрашивают по «{key}», или значение неверно.",
        en="The set is not asked by “{key}”, or its value is not right.",
    ),
    Text(
        kk="Актіде аталған кілтті таңдап, мәнін тексеріңіз.",
        ru="Выберите ключ, названный в акте, и проверьте значение.",
        en="Choose a key that the act names and check the value.",
    ),
    ("FMA-3.3", "FMA-5"),
)
NOT_ASKED_BY_THIS_WAY = ProblemKind(
    "provision.ask.way",
    409,
    Text(
        kk="Бұл жиын қазір сұрау салумен берілмейді: тәсілі – {kk}.",
        ru="Этот набор сейчас не передаётся по запросу: его способ – {ru}.",
        en="This set is not given on request now: its way is {en}.",
    ),
    Text(
        kk="Мәліметті аталған тәсілмен алыңыз.",
        ru="Получите сведения названным способом.",
        en="Get the data by the way named.",
    ),
    ("FMA-3", "FMA-3.3"),
)
COVERAGE_CHANGED = ProblemKind(
    "provision.ask.changed",
    409,
    Text(
        kk="Қол қойылғаннан бері бірлескен акті өзгерді: ол енді басқа өрістерді қамтиды.",
        ru="После подписания совместный акт изменился: теперь он охватывает другие поля.",
        en="The joint act changed since this was prepared: it covers other fields now.",
    ),
    Text(
        kk="Сұрауды қайта құрып, қол қойыңыз.",
        ru="Составьте вопрос заново и подпишите его.",
        en="Make the question anew and sign it.",
    ),
    ("FMA-5",),
)
RULES_REFUSE = ProblemKind(
    "provision.transfer.refused",
    409,
    Text(
        kk="Беру заңды емес: {kk}",
        ru="Передача не законна: {ru}",
        en="The transfer is not lawful: {en}",
    ),
    Text(
        kk="Аталған себепті жойып, қайта әрекет етіңіз.",
        ru="Устраните названную причину и повторите.",
        en="Mend the reason named and try again.",
    ),
    ("FMA-3", "FMA-4.1", "FMA-5"),
)
SYSTEM_ANSWERS = ProblemKind(
    "provision.answer.by_system",
    409,
    Text(
        kk="Бұл сұрау салуға органның жүйесі жауап береді.",
        ru="На этот запрос отвечает система органа.",
        en="The body's system answers this request.",
    ),
    Text(
        kk="Қызметкер жүйе үндемей қалғанда ғана жауап береді: әрекеттерді қараңыз.",
        ru="Работник отвечает, только если система молчит: посмотрите попытки.",
        en="A clerk answers only where the system is silent: look at its tries.",
    ),
    ("FMA-3.3",),
)
ANSWERED_ALREADY = ProblemKind(
    "provision.answer.given",
    409,
    Text(
        kk="Бір сұрау салуға бір жауап: ол берілген.",
        ru="Один запрос – один ответ: он уже дан.",
        en="One query has one answer: it was given already.",
    ),
    Text(
        kk="Қажет болса, жаңа сұрау салыңыз.",
        ru="При необходимости направьте новый запрос.",
        en="Ask anew where more is needed.",
    ),
    ("FMA-3.3",),
)
QUESTION_WITHDRAWN = ProblemKind(
    "provision.answer.withdrawn",
    409,
    Text(
        kk="Агенттік бұл сұрау салуды қайтарып алған: оған жауап қабылданбайды.",
        ru="Агентство отозвало этот запрос: ответ на него не принимается.",
        en="The Agency withdrew this question: no answer to it is taken.",
    ),
    Text(
        kk="Ештеңе беру керек емес; мәлімет қажет болса, Агенттік жаңа сұрау салады.",
        ru="Ничего передавать не нужно; если сведения понадобятся, Агентство направит новый запрос.",
        en="Nothing is to be given; where the data are needed, the Agency asks anew.",
    ),
    ("FMA-3.3", "FMA-5"),
)
MATERIAL_CLOSED = ProblemKind(
    "provision.answer.material_closed",
    409,
    Text(
        kk="Сұрау салған материал жабылған: жауапты сақтайтын жер жоқ.",
        ru="Материал, для которого запрошено, закрыт: ответ хранить негде.",
        en="The material that this was asked for is closed: its answer has nowhere to be kept.",
    ),
    Text(
        kk="Агенттік сұрау салуды қайтарып алады, қажет болса, ашық материал үшін қайта сұрайды.",
        ru="Агентство отзывает запрос и, если нужно, запрашивает заново для открытого материала.",
        en="The Agency withdraws the question and, where needed, asks anew for an open material.",
    ),
    ("FMA-6.1", "FMA-6.2"),
)
WRONG_ANSWER = ProblemKind(
    "provision.answer.value",
    422,
    Text(
        kk="«{field}» өрісінің мәні актідегідей емес.",
        ru="Значение поля «{field}» не такое, как в акте.",
        en="The value of “{field}” is not as the act has it.",
    ),
    Text(
        kk="Мәнді актідегі түріне, тізіміне не үлгісіне сай жазыңыз.",
        ru="Укажите значение по типу, списку или шаблону акта.",
        en="Give a value of the type, list or pattern of the act.",
    ),
    ("FMA-5",),
)
NO_SUCH_OFFICER = ProblemKind(
    "provision.seat.person",
    422,
    Text(
        kk="Мұндай ЖСН-мен Агенттік қызметкері тіркелмеген не оның есептік жазбасы жабық.",
        ru="С таким ИИН работник Агентства не зарегистрирован, или его учётная запись закрыта.",
        en="No worker of the Agency is registered under this IIN, or the account is shut.",
    ),
    Text(
        kk="ЖСН-ді Агенттіктің хатынан тексеріңіз.",
        ru="Сверьте ИИН с письмом Агентства.",
        en="Check the IIN against the Agency's letter.",
    ),
    ("FMA-3.2", "FMA-2.4"),
)
