"""Words of the pages on questions, on materials and on what was received (FMA-3.3, FMA-6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces.portal.offices.blocks import Tone
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.question import AskingState
from almasu.law.text import Text

QUESTIONS, MATERIALS = "/provision/questions", "/provision/materials"
ONE_QUESTION, ASKING = f"{QUESTIONS}/{{asked:uuid}}", "/provision/ask"
ONE_MATERIAL, ONE_RECEIVED = f"{MATERIALS}/{{material:uuid}}", f"{MATERIALS}/received/{{received:uuid}}"

TITLE = Text("Органдарға сұрау салу", "Запросы органам", "Questions to bodies")
ONE_TITLE = Text("Органға сұрау салу", "Запрос органу", "Question to a body")
NOT_GIVEN = Text("берілген жоқ", "не передано", "not given")
NOT_GIVEN_YET = Text("әлі берілген жоқ", "ещё не передано", "not given yet")
LEAD = Text(
    "Актіде аталған мәлімет қана сұралады. Жүйе бірден жауап береді; үндемесе, қайта сұралады.",
    "Запрашивается только названное в акте. Система отвечает сразу; молчит – её спросят снова.",
    "Only what the act names is asked. The system answers at once; where it is silent it is asked again.",
)
NUMBER = Text("Нөмірі", "Номер", "Number")
BODY = Text("Орган", "Орган", "Body")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
STATE = Text("Күйі", "Состояние", "State")
DUE = Text("Мерзімі", "Срок", "Due")
ASKED_AT = Text("Сұралған уақыты", "Запрошено", "Asked")
WAY = Text("Тәсіл", "Способ", "Way")
IMPOSSIBLE = Text("Мүмкін еместігі дәлелденген", "Доказана невозможность", "Proved impossible")
PURPOSE = Text("Мақсаты", "Цель", "Purpose")
MATERIAL = Text("Материал", "Материал", "Material")
WHY = Text("Себебі", "Основание", "Why")
REASON = Text("Себебі", "Причина", "Why")
KEY = Text("Не бойынша сұралады", "По чему запрашивается", "Asked by")
VALUE = Text("Мәні", "Значение", "Value")
FIELDS = Text("Өрістер", "Поля", "Fields")
FIELDS_HINT = Text(
    "ештеңе белгіленбесе, жиынның барлық өрісі сұралады",
    "если ничего не отмечено, запрашиваются все поля набора",
    "where none is ticked all fields of the set are asked for",
)
NOTHING_ASKED = Text(
    "Сұрау салу әлі болған жоқ.",
    "Запросов ещё не было.",
    "Nothing has been asked yet.",
)
NOTHING_TO_ASK = Text(
    "Қазір сұрайтын жиын жоқ: ол үшін күшіндегі акт пен сұрау салу тәсілі керек.",
    "Сейчас запросить нечего: нужен действующий акт и способ, при котором спрашивают.",
    "Nothing can be asked now: it takes an act in force and a way by which one asks.",
)
SET_NUMBER = Text("Жиынның нөмірі", "Номер набора", "Number of the set")
NO_MATERIAL = Text(
    "Алдымен материал ашыңыз: жауап соның астында сақталады",
    "Сначала откройте материал: ответ хранится в нём",
    "Open a material first: the answer is kept under it",
)
CUT = Text("Актіден тыс, берілмейді", "Вне акта, не передаётся", "Beyond the act, not given")
TRIES = Text("Жүйенің үнсіздігі", "Молчание системы", "Silence of the system")
ANSWERED = Text("Жауап", "Ответ", "Answer")
ROWS = Text("Жазбалар саны", "Записей", "Rows")
LACKS = Text("Жетпейтіні", "Чего недостаёт", "What lacks")
WORDS = Text("Органның сөзі", "Слова органа", "Words of the body")
VERDICTS = Text("Ережелердің қорытындысы", "Заключения правил", "Verdicts of the rules")
RULE = Text("Ереже", "Правило", "Rule")
WHEN_ASKED = Text("Сұрағанда", "При запросе", "When asked")
WHEN_GIVEN = Text("Бергенде", "При передаче", "When given")
MET = Text("орындалды", "соблюдено", "met")
BROKEN = Text("бұзылды", "нарушено", "broken")
CANNOT_TELL = Text("айту мүмкін емес", "нельзя сказать", "cannot tell")
NOT_OF_IT = Text("қатысы жоқ", "не относится", "not applicable")
VERDICT_WORDS: Mapping[str, tuple[Tone, Text]] = MappingProxyType(
    {
        "met": (Tone.GOOD, MET),
        "broken": (Tone.BAD, BROKEN),
        "cannot_tell": (Tone.WAIT, CANNOT_TELL),
        "not_applicable": (Tone.PLAIN, NOT_OF_IT),
        "not_in_force": (Tone.PLAIN, NOT_OF_IT),
    }
)
STATES: Mapping[AskingState, tuple[Tone, Text]] = MappingProxyType(
    {
        AskingState.WAITING: (Tone.WAIT, Text("жауап күтіледі", "ждёт ответа", "waits for its answer")),
        AskingState.ANSWERED: (Tone.GOOD, Text("жауап берілді", "отвечено", "answered")),
        AskingState.INCOMPLETE: (Tone.BAD, Text("жауап толық емес", "ответ неполный", "answered in part")),
        AskingState.REFUSED: (Tone.BAD, Text("қабылданбады", "отклонено", "declined")),
        AskingState.WITHDRAWN: (Tone.PLAIN, Text("қайтарып алынды", "отозван", "withdrawn")),
    }
)
LATE = Text("мерзімі өтті", "просрочено", "overdue")
ENDED_LATE = Text("мерзімінен кейін", "после срока", "after its term")
WHAT_TO_ASK = Text("Қазір не сұрауға болады", "Что можно запросить сейчас", "What may be asked now")
ASK_NOW = Text("Мәлімет сұрау", "Запросить сведения", "Ask for data")
SIGN_QUESTION = Text("Қол қойып, сұрау", "Подписать и запросить", "Sign and ask")
ANSWER_NOW = Text("Жауап беру", "Ответить", "Answer")
SIGN_ANSWER = Text("Қол қойып, жауап беру", "Подписать и ответить", "Sign and answer")
WITHDRAW = Text("Сұрау салуды қайтарып алу", "Отозвать запрос", "Withdraw the question")
SIGN_WITHDRAWAL = Text("Қол қойып, қайтарып алу", "Подписать и отозвать", "Sign and withdraw")
WITHDRAW_LEAD = Text(
    "Жауап берілмеген сұрау салу аяқталады: орган ештеңе бермейді, кейін келген жауап қабылданбайды.",
    "Запрос без ответа завершается: орган ничего не передаёт, пришедший позже ответ не принимается.",
    "A question without an answer comes to its end: the body gives nothing, and no later answer is taken.",
)
WITHDRAWN = Text("Қайтарып алынғаны", "Отзыв", "Withdrawal")
WITHDRAWN_AT = Text("Қайтарып алынған уақыты", "Когда отозван", "Withdrawn at")
WITHDRAWN_BY = Text("Кім қайтарып алды", "Кто отозвал", "Withdrawn by")
BY_ASKER = Text("сұраған қызметкер", "работник, который запросил", "the officer who asked")
BY_HEAD = Text("Агенттіктің басшысы", "руководитель Агентства", "the head of the Agency")
WHY_WITHDRAWN = Text("Қайтарып алу себебі", "Причина отзыва", "Why it was withdrawn")
IN_THE_WAY = Text("Жауапқа не кедергі болды", "Что мешало ответу", "What stood in the way of an answer")
NOT_PUT = Text("Неге енді сұралмайды", "Почему больше не запрашивается", "Why it is not asked on")
WHAT_TO_DO = Text("Не істеу керек", "Что делать", "What to do")
OR_WITHDRAWN = Text(
    "Жауап енді қажет болмаса, Агенттік сұрау салуды қайтарып алады.",
    "Если ответ больше не нужен, Агентство отзывает запрос.",
    "Where an answer is not needed any more, the Agency withdraws the question.",
)
TURN_WENT_BY = Text("Соңғы тексерілгені", "Последняя проверка", "Looked at last")
OWED_NO_MORE = Text("енді берілмейді", "ответ не нужен", "owed no more")
NO_RECORD = Text("Мұндай мәлімет жоқ", "Таких сведений нет", "There are no such data")
OWED = Text("Акт бойынша міндеттеме", "Обязательство по акту", "Owed under the act")
TO_OWED = Text("Ескертулерімен ашу", "Открыть с напоминаниями", "Open it with its reminders")
NOT_CONNECTED = Text(
    "Бұл жиынның жүйесі торапқа қосылмаған: оны ешкім сұрамайды. Агенттіктің операторы қосады не сұрау салу қайтарып "
    "алынады.",
    "Система этого набора к узлу не подключена: её никто не спрашивает. Её подключит оператор Агентства, или запрос "
    "отзывают.",
    "The system of this set is not connected to the node: nobody asks it. The Agency's operator connects it, or the "
    "question is withdrawn.",
)
CONTENT_GONE = Text(
    "Мазмұны материалымен бірге жойылған: ол енді ашылмайды. Карточкасы қалады.",
    "Содержание уничтожено вместе с материалом: оно больше не откроется. Карточка остаётся.",
    "The content was destroyed with its material: it opens no more. The card stays.",
)
GONE_AT = Text("Жойылды", "Уничтожено", "Destroyed")
TO_MATERIAL = Text("Материалға өту", "К материалу", "To the material")
TO_CONTENT = Text("Алынғанға өту", "К полученному", "To what was received")

MATERIALS_TITLE = Text("Материалдар және алынған мәлімет", "Материалы и полученное", "Materials and what was received")
MATERIALS_LEAD = Text(
    "Алынған мәлімет өз материалына байланған, бір мақсатқа ғана жарайды және материалмен бірге жойылады.",
    "Полученное привязано к материалу, служит одной цели и уничтожается вместе с ним.",
    "What is received belongs to a material, serves one purpose and is destroyed with it.",
)
NAME = Text("Белгісі", "Обозначение", "Designation")
NAME_HINT = Text("тапсырманың нөмірі", "номер задания", "the number of the task")
UNTIL = Text("Сақтау мерзімі", "Хранится до", "Kept until")
NEW_MATERIAL = Text("Материал ашу", "Открыть материал", "Open a material")
ENDED = Text("Жойылған материалдар", "Уничтоженные материалы", "Destroyed materials")
GONE = Text("Жойылған мазмұн", "Уничтожено содержаний", "Contents destroyed")
BACKUPS = Text("Көшірмелері де жоқ болатын күн", "Резервные копии исчезнут", "Backups gone by")
RECEIVED = Text("Алынғаны", "Получено", "Received")
SINCE = Text("Қашаннан", "С какого времени", "Since")
AND_MORE = Text(
    "Бұл – соңғылары ғана: алынғанның бәрі жойылады.",
    "Здесь только последнее: уничтожается всё полученное.",
    "These are the latest only: all that was received is destroyed.",
)
RECEIVED_AT = Text("Алынған уақыты", "Когда получено", "Received at")
SECRECY = Text("Құпиялық режимі", "Режим тайны", "Regime of secrecy")
DESTROY = Text("Материалды жою", "Уничтожить материал", "Destroy the material")
DESTROY_LEAD = Text(
    "Бір актімен материалдың кілті, алынғаны, скандары, терілгені мен АЖО-да көрілгені жойылады. Аяқталмаған теру "
    "тоқтатылады, күтіп тұрған сұрау салудың жауабы енді қабылданбайды: алдымен оны қайтарып алыңыз.",
    "Одним актом уничтожаются ключ материала, полученное, сканы, набранное и увиденное в АРМ. Незавершённый набор "
    "прекращается, ответ на ждущий запрос больше не принимается: сначала отзовите его.",
    "One act destroys the key of the material, what was received, scans, what was keyed and seen at workplaces. A "
    "keying that waits ends, and no answer to a waiting question is taken any more: withdraw it first.",
)
SIGN_END = Text("Қол қойып, жою", "Подписать и уничтожить", "Sign and destroy")
CARD = Text("Алынғанның карточкасы", "Карточка полученного", "Card of what was received")
FROM_WHERE = Text("Қайдан", "Откуда", "Where from")
SOURCE = Text("Ақпараттандыру объектісі", "Объект информатизации", "Informatisation object")
ACT_VERSION = Text("Актінің нұсқасы", "Версия акта", "Version of the act")
DELIVERY = Text("Жеткізілімі", "Передача", "Delivery")
FILE = Text("Файлы", "Файл", "File")
CARRIER = Text("Жеткізгіштің нөмірі", "Номер носителя", "Number of the carrier")
MANIFEST = Text("Тізімдемесінің SHA-256", "SHA-256 описи", "SHA-256 of its manifest")
QUESTION = Text("Сұрау салудың нөмірі", "Номер запроса", "Number of the question")
GIVEN_BY = Text("Кім жауап берді", "Кто ответил", "Who answered")
BY_SYSTEM = Text("органның жүйесі", "система органа", "the body's system")
BY_CLERK = Text("органның қызметкері, қолымен", "работник органа, за подписью", "a worker of the body, signed")
PAPER = Text("Қағаздың шығыс нөмірі мен күні", "Исходящий номер и дата бумаги", "Outgoing number and date of the paper")
INCOMING = Text("Кіріс нөмірі", "Входящий номер", "Incoming number")
SHEET = Text("Парағы", "Лист", "Sheet")
SHEET_OF = Text("{sheet}-парақ, барлығы {sheets}", "{sheet} из {sheets}", "{sheet} of {sheets}")
KEYING = Text("Терілуі", "Набор", "Keying")
TO_KEYING = Text("Терілуін ашу", "Открыть набор", "Open the keying")
KEYED_BY = Text("Кім терді", "Кто набрал", "Keyed by")
SITTING = Text("Сеансы", "Сеанс", "Session")
TO_SITTING = Text("Сеансты ашу", "Открыть сеанс", "Open the session")
PASSED_FROM = Text("Басқа материалдан берілген жазба", "Передано из записи другого материала", "Passed on from")
DIGEST = Text("SHA-256", "SHA-256", "SHA-256")
LINE = Text("Жазба", "Запись", "Row")
FIELD = Text("Өріс", "Поле", "Field")
SOUGHT = Text("Не бойынша табылды", "По чему найдено", "Found by")
NOTHING_FOUND = Text(
    "Іздеу ештеңе тапқан жоқ: бұл жиында қазір мұндай жазба жоқ. Іздеу журналға жазылды.",
    "Поиск ничего не нашёл: такой записи в наборе сейчас нет. Поиск записан в журнал.",
    "The search found nothing: the set holds no such record now. The search is in the journal.",
)
OPEN_CONTENT = Text("Мазмұнды ашу", "Открыть содержание", "Open the content")
PRINT = Text("Басып шығару", "Напечатать", "Print")
TAKE = Text("Файлын алу", "Взять файл", "Take the content as a file")
PASS_ON = Text("Басқа материалға беру", "Передать в другой материал", "Pass on to another material")
PASS_TO = Text("Материалдың белгісі", "Обозначение материала", "Designation of the material")
UNPRINTED = Text(
    "Алынған мәлімет экраннан басып шығарылмайды: режимі рұқсат етсе, «Басып шығару» батырмасымен құжат алынады, ол "
    "журналға жазылады.",
    "Полученное не печатается с экрана: если режим допускает, кнопкой «Напечатать» берут документ, это записывается в "
    "журнал.",
    "What was received is not printed from the screen: where its regime allows, the button “Print” gives a document, "
    "and that stands in the journal.",
)
CONTENT = Text("Мазмұны", "Содержание", "Content")
SAY_WHY = Text(
    "Мақсаты мен себебін жазыңыз: ашу журналға жазылады.",
    "Укажите цель и основание: открытие записывается в журнал.",
    "Give the purpose and the reason: the opening is journalled.",
)
MAY = Text("Режимі нені рұқсат етеді", "Что допускает режим", "What the regime allows")
YES, NO = Text("рұқсат", "разрешено", "allowed"), Text("рұқсат жоқ", "не разрешено", "not allowed")
TO_PRINT, TO_EXPORT = Text("басып шығару", "печать", "printing"), Text("көшіріп алу", "выгрузка", "taking along")
TO_PASS = Text("беру", "передача", "passing on")
NOTHING = Text("Әзірге ештеңе жоқ.", "Пока ничего нет.", "There is nothing yet.")
PURPOSES = tuple(Choice(one.value, name) for one, name in PURPOSE_NAMES.items())
WHY_FIELD = Field("why", WHY, Kind.LONG, longest=1_000)
REASON_FIELD = Field("why", REASON, Kind.LONG, longest=1_000)
PURPOSE_FIELD = Field("purpose", PURPOSE, Kind.CHOICE, choices=PURPOSES)
