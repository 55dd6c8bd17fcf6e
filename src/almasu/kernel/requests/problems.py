"""Problems of asking: what a request lacks, and what the officer can do."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

TOO_LONG = ProblemKind(
    "request.too_long",
    422,
    Text(
        kk="Мәтін {limit} таңбадан аспауға тиіс.",
        ru="Текст не должен превышать {limit} знаков.",
        en="The text must not exceed {limit} characters.",
    ),
    Text(kk="Мәтінді қысқартыңыз.", ru="Сократите текст.", en="Shorten the text."),
    ("SIO25-3.1",),
)

HIDDEN_CHARACTER = ProblemKind(
    "request.hidden_character",
    422,
    Text(
        kk="Мәтіннің {place}-орнында көзге көрінбейтін {character} таңбасы тұр.",
        ru="В тексте есть невидимый знак {character}, место {place} от начала.",
        en="The text holds the invisible character {character} at place {place}.",
    ),
    Text(
        kk="Мәтінді қолмен қайта теріңіз немесе сол таңбаны өшіріңіз: ол оқылатын сөздің ретін өзгертуі мүмкін.",
        ru="Наберите текст заново от руки или удалите этот знак: он может менять порядок видимых слов.",
        en="Type the text anew by hand or delete that character: it can change the order in which words are seen.",
    ),
    ("SIO25-3.1",),
)
HEAPED_MARKS = ProblemKind(
    "request.heaped_marks",
    422,
    Text(
        kk="Мәтіннің {place}-орнында бір әріптің үстіне тым көп белгі үйілген.",
        ru="В тексте над одной буквой собрано слишком много знаков, место {place} от начала.",
        en="The text heaps too many marks over one letter, at place {place}.",
    ),
    Text(
        kk="Сол белгілерді өшіріңіз: олар қасындағы сөздерді жауып қалады.",
        ru="Удалите эти знаки: они закрывают соседние слова.",
        en="Delete these marks: they cover the words beside them.",
    ),
    ("SIO25-3.1",),
)

TOO_MANY_RESOURCES = ProblemKind(
    "request.too_many_resources",
    422,
    Text(
        kk="Бір сұрау салуда {limit} ресурстан артық болмайды.",
        ru="В одном запросе не может быть больше {limit} ресурсов.",
        en="One request names at most {limit} resources.",
    ),
    Text(
        kk="2-қосымшадағы тізімнен таңдаңыз.",
        ru="Выберите ресурсы из перечня приложения 2.",
        en="Choose from the list of annex 2.",
    ),
    ("SIO25-4.1",),
)

TOO_MANY_SUBJECTS = ProblemKind(
    "request.too_many_subjects",
    422,
    Text(
        kk="Бір нысанда {limit} субъектіден артық оқылмайды.",
        ru="В одной форме читается не больше {limit} предметов запроса.",
        en="One form is read for at most {limit} subjects.",
    ),
    Text(
        kk="Сұрау салуды тапсырмалар бойынша бөліңіз.",
        ru="Разделите запрос по заданиям.",
        en="Divide the request by tasks.",
    ),
    ("SIO25-18", "SIO25-3.1"),
)

SAME_SUBJECT = ProblemKind(
    "request.same_subject",
    422,
    Text(
        kk="{place}-орындағы субъект осы сұрау салуда бұрын көрсетілген.",
        ru="Предмет запроса под номером {place} уже назван в этом запросе.",
        en="The subject at place {place} is already named in this request.",
    ),
    Text(
        kk="Қайталанған субъектіні алып тастаңыз.",
        ru="Уберите повторённый предмет запроса.",
        en="Remove the subject that is named twice.",
    ),
    ("SIO25-3.1",),
)

NOT_IMPLEMENTED = ProblemKind(
    "request.not_implemented",
    422,
    Text(
        kk="{resource}-ресурс бұл торапқа қосылмаған.",
        ru="Ресурс {resource} не подключён к этому узлу.",
        en="Resource {resource} is not connected to this node.",
    ),
    Text(
        kk="Ресурсты алып тастаңыз: тек іске қосылған сервистерге сұрау салынады. Қосылуын оператордан сұраңыз.",
        ru="Уберите ресурс: запрашивать можно только реализованные сервисы. О подключении спросите оператора.",
        en="Leave the resource out: only services that are implemented can be asked. Ask the operator when it will be.",
    ),
    ("SIO25-11",),
)

NO_DETAIL = ProblemKind(
    "request.no_detail",
    404,
    Text(
        kk="Бұл сұрау салу бойынша толық мәлімет сұрайтын жазба жоқ.",
        ru="По этому запросу нет записей, подробности которых можно запросить.",
        en="This request found no records whose detail could be asked for.",
    ),
    Text(
        kk="Тізілімдердің жауабын күтіңіз немесе сұрау салудың бетіне оралыңыз.",
        ru="Дождитесь ответов реестров или вернитесь на страницу запроса.",
        en="Wait for the registers' answers, or go back to the page of the request.",
    ),
    ("SIO25-3.1",),
)

NOT_ALLOWED = ProblemKind(
    "request.not_allowed",
    403,
    Text(
        kk="Сұрау салуға рұқсат жоқ: {because}",
        ru="Запрос не разрешён: {because}",
        en="The request is not allowed: {because}",
    ),
    Text(kk="{remedy}", ru="{remedy}", en="{remedy}"),
    ("SIO25-2", "SIO25-3.1"),
)

NOT_FOUND = ProblemKind(
    "request.not_found",
    404,
    Text(kk="Мұндай сұрау салу жоқ.", ru="Такого запроса нет.", en="There is no such request."),
    Text(
        kk="«Менің сұрау салуларым» тізімінен таңдаңыз.",
        ru="Выберите запрос в списке «Мои запросы».",
        en="Choose from the list of your requests.",
    ),
    ("SIO25-16",),
)

MATERIAL_DESTROYED = ProblemKind(
    "request.material_destroyed",
    409,
    Text(
        kk="Осы тапсырманың материалы жойылған: ол бойынша жаңа сұрау салу қабылданбайды.",
        ru="Материал этого задания уничтожен: новый запрос по нему не принимается.",
        en="The material of this task was destroyed: no new request is accepted for it.",
    ),
    Text(
        kk="Негізі бар жаңа тапсырманың нөмірін көрсетіңіз.",
        ru="Укажите номер нового задания, если для него есть основание.",
        en="Give the number of a new task, where there is a ground for one.",
    ),
    ("SIO25-19.2",),
)

RECEIPT_UNREADABLE = ProblemKind(
    "receipt.unreadable",
    422,
    Text(
        kk="Түбіртек оқылмады немесе оған осы торап қол қоймаған.",
        ru="Квитанция не читается или подписана не этим узлом.",
        en="The receipt cannot be read, or this node did not sign it.",
    ),
    Text(
        kk="Түбіртек файлын өзгертпей, толық көшіріп қойыңыз.",
        ru="Вставьте файл квитанции целиком и без изменений.",
        en="Paste the whole receipt file, unchanged.",
    ),
    ("SIO25-15.1",),
)

NOT_JUDGED = ProblemKind(
    "request.not_judged",
    409,
    Text(
        kk="Бұл сұрау салу қабылданғанда шешімнің негізіндегі фактілер сақталмаған.",
        ru="При принятии этого запроса факты, на которых основано решение, ещё не сохранялись.",
        en="The facts behind the decision were not yet kept when this request was accepted.",
    ),
    Text(
        kk="Сол күнгі шешім журналдағы `request_accepted` жазбасында қалды: оны ашуға құқығы бар адамнан сұраңыз.",
        ru="Решение того дня осталось в записи журнала `request_accepted`: обратитесь к тому, кто вправе её открыть.",
        en="The decision of that day stands in the journal entry `request_accepted`: ask whoever may open it.",
    ),
    ("SIO25-15.1",),
)
