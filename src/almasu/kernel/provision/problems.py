"""Problems of the ladder of ways and of its proofs: who may act, what a proof lacks, why a step is not lawful."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOT_THEIR_DUTY = ProblemKind(
    "provision.duty",
    403,
    Text(
        kk="Бұл қадамды осы тараптың тиісті қызметкері ғана жасай алады.",
        ru="Этот шаг может сделать только тот работник этой стороны, кому он поручен.",
        en="Only the worker of this side who has the duty may take this step.",
    ),
    Text(
        kk="Оны өз органыңыздың жауапты адамына немесе басшысына тапсырыңыз.",
        ru="Передайте его ответственному лицу или руководителю своего органа.",
        en="Leave it to the responsible person or to the head of your body.",
    ),
    ("FMA-2.4",),
)
NOTHING_BELOW = ProblemKind(
    "provision.proof.nothing_below",
    422,
    Text(
        kk="Соңғы тәсілге мүмкін еместік дәлелі керек емес: одан кейін тәсіл жоқ.",
        ru="Последнему способу доказательство невозможности не нужно: за ним способов нет.",
        en="The last way needs no proof of impossibility: no way comes after it.",
    ),
    Text(
        kk="Интеграция, АЖО, сұрау салу не қағаз туралы дәлел жазыңыз.",
        ru="Запишите доказательство об интеграции, АРМ, запросе или бумаге.",
        en="Record a proof about integration, a workplace, request and answer, or paper.",
    ),
    ("FMA-3.4",),
)
PROOF_OF_THE_FUTURE = ProblemKind(
    "provision.proof.moment",
    422,
    Text(
        kk="Дәлел жазылған сәттен басталып, болашақта аяқталуы тиіс.",
        ru="Доказательство действует с записи и до момента в будущем.",
        en="A proof stands from its recording to a moment in the future.",
    ),
    Text(
        kk="Мерзімінің соңын бүгіннен кейінгі күнге қойыңыз.",
        ru="Укажите концом срока день после сегодняшнего.",
        en="Set its end to a day after today.",
    ),
    ("FMA-3",),
)
PROOF_TOO_LONG = ProblemKind(
    "provision.proof.too_long",
    422,
    Text(
        kk="Мұндай дәлел {days} күннен артық әрекет етпейді.",
        ru="Такое доказательство действует не дольше {days} дней.",
        en="Such a proof stands for {days} days at most.",
    ),
    Text(
        kk="Мерзімді қысқартыңыз: біткенде тәсіл қайта тексеріледі.",
        ru="Сократите срок: по его окончании способ проверят снова.",
        en="Shorten it: at its end the way is tried again.",
    ),
    ("FMA-3",),
)
WORDS_NEEDED = ProblemKind(
    "provision.words_needed",
    422,
    Text(kk="Себебі жазылмаған.", ru="Причина не написана.", en="The reason is missing."),
    Text(
        kk="Кемінде үш сөзбен жазыңыз: оны екінші тарап пен тексеруші оқиды.",
        ru="Напишите хотя бы тремя словами: её прочитают другая сторона и проверяющий.",
        en="Write it in at least three words: the other side and whoever checks will read it.",
    ),
    ("FMA-3",),
)
MEASURED_BY_SYSTEM = ProblemKind(
    "provision.proof.by_whom",
    422,
    Text(
        kk="Іркілісті жүйе өлшейді, хатты адам жазады.",
        ru="Сбой измеряет система, письмо записывает человек.",
        en="A failure is measured by the system, a letter is recorded by a person.",
    ),
    Text(
        kk="Дәлелдің басқа түрін таңдаңыз.",
        ru="Выберите другой вид доказательства.",
        en="Choose another kind of proof.",
    ),
    ("FMA-3",),
)
TOO_FEW_FAILURES = ProblemKind(
    "provision.proof.too_few",
    422,
    Text(
        kk="Іркіліс аз: {hours} сағат ішінде кемінде {count} сәтсіз әрекет керек.",
        ru="Сбоев мало: нужно не меньше {count} неудач не меньше чем за {hours} ч.",
        en="The failures are few: at least {count} over at least {hours} hours are needed.",
    ),
    Text(
        kk="Жүйе тәсілді тағы тексереді; асығыс болса, хат тіркеңіз.",
        ru="Система проверит способ ещё; если спешно, запишите письмо.",
        en="The system will try the way again; where it is urgent, record a letter.",
    ),
    ("FMA-3",),
)
DECISION_BY_BOTH = ProblemKind(
    "provision.proof.by_both",
    403,
    Text(
        kk="Бірлескен шешімді екі тараптың басшысы да растайды.",
        ru="Совместное решение подтверждают руководители обеих сторон.",
        en="A joint decision is confirmed by the heads of both sides.",
    ),
    Text(
        kk="Шешімді екінші тараптың басшысына жіберіңіз.",
        ru="Направьте решение руководителю другой стороны.",
        en="Send the decision to the head of the other side.",
    ),
    ("FMA-3", "FMA-5"),
)
PAPER_NOT_NAMED = ProblemKind(
    "provision.proof.paper",
    422,
    Text(
        kk="Хаттың не шешімнің нөмірі, күні және файлының хэші жоқ.",
        ru="Нет номера, даты или хэша файла письма либо решения.",
        en="The number, the day or the hash of the letter or decision is missing.",
    ),
    Text(
        kk="Құжаттың нөмірі мен күнін жазып, файлын тіркеңіз.",
        ru="Укажите номер и дату документа и приложите файл.",
        en="Give the paper's number and day and attach its file.",
    ),
    ("FMA-3",),
)
PAPER_OF_THE_FUTURE = ProblemKind(
    "provision.proof.paper_day",
    422,
    Text(
        kk="Хаттың не шешімнің күні әлі келген жоқ.",
        ru="День письма либо решения ещё не наступил.",
        en="The day of the letter or decision has not come yet.",
    ),
    Text(
        kk="Күнін құжатта тұрғандай жазыңыз.",
        ru="Укажите день, как он стоит в документе.",
        en="Give the day as it stands in the paper.",
    ),
    ("FMA-3",),
)
NO_SUCH_PROOF = ProblemKind(
    "provision.proof.none",
    404,
    Text(
        kk="Мұндай қолданыстағы дәлел жоқ.",
        ru="Такого действующего доказательства нет.",
        en="No such proof stands.",
    ),
    Text(
        kk="Тізімді қайта ашыңыз: дәлел мерзімі біткен болуы мүмкін.",
        ru="Откройте список снова: срок доказательства мог истечь.",
        en="Open the list again: the proof may have come to its end.",
    ),
    ("FMA-3",),
)
RESTRICTED_BY_PAPER = ProblemKind(
    "provision.way.restricted",
    409,
    Text(
        kk="Қолжетімділігі шектелген ресурстан мәлімет тек қағазбен беріледі.",
        ru="Сведения из ресурса с ограниченным доступом передаются только на бумаге.",
        en="Data from a resource with restricted access are given on paper only.",
    ),
    Text(
        kk="Қағаз тіркелімінде карточка ашыңыз; мазмұны жүйеге енгізілмейді.",
        ru="Заведите карточку в бумажном журнале; содержание в систему не вносится.",
        en="Open a card in the paper register; the content is not entered into the system.",
    ),
    ("FMA-4.2", "FMA-3.5"),
)
BETTER_WAY_OPEN = ProblemKind(
    "provision.way.better_open",
    409,
    Text(
        kk="Жақсырақ тәсілдің мүмкін еместігі дәлелденбеген: {kk}.",
        ru="Не доказана невозможность лучшего способа: {ru}.",
        en="A better way is not proved impossible: {en}.",
    ),
    Text(
        kk="Әр жақсырақ тәсіл бойынша дәлел жазыңыз немесе сол тәсілмен беріңіз.",
        ru="Запишите доказательство по каждому лучшему способу или передайте этим способом.",
        en="Record a proof against each better way, or give the data by that way.",
    ),
    ("FMA-3", "FMA-3.2", "FMA-3.3", "FMA-3.4", "FMA-3.5"),
)
WAY_IS_IMPOSSIBLE = ProblemKind(
    "provision.way.impossible",
    409,
    Text(
        kk="Бұл тәсілдің өзі мүмкін емес деп дәлелденген.",
        ru="Невозможность самого этого способа доказана.",
        en="This way itself is proved impossible.",
    ),
    Text(
        kk="Келесі тәсілді таңдаңыз немесе дәлелді қайтарып алыңыз.",
        ru="Выберите следующий способ или отзовите доказательство.",
        en="Choose the next way, or withdraw the proof.",
    ),
    ("FMA-3",),
)
ALREADY_ON_WAY = ProblemKind(
    "provision.way.already",
    409,
    Text(
        kk="Мәлімет осы не одан жақсы тәсілмен онсыз да беріледі.",
        ru="Сведения и так передаются этим или лучшим способом.",
        en="The data are given by this way or a better one already.",
    ),
    Text(kk="Ештеңе істеу керек емес.", ru="Делать ничего не нужно.", en="Nothing needs to be done."),
    ("FMA-3",),
)
WAY_NOT_LAWFUL = ProblemKind(
    "provision.way.not_lawful",
    409,
    Text(
        kk="Бұл деректер жиыны қазір басқа тәсілмен беріледі.",
        ru="Этот набор данных сейчас передаётся другим способом.",
        en="This data set is given by another way now.",
    ),
    Text(
        kk="Тәсілді алдымен баспалдақта ауыстырыңыз.",
        ru="Сначала смените способ на лестнице.",
        en="Change the way on the ladder first.",
    ),
    ("FMA-3", "FMA-5"),
)
NO_LADDER = ProblemKind(
    "provision.ladder.none",
    404,
    Text(
        kk="Мұндай деректер жиыны жоқ.",
        ru="Такого набора данных нет.",
        en="There is no such data set.",
    ),
    Text(
        kk="Жиынды тізімнен ашыңыз: ол екі басшы қол қойған бірлескен актіде аталуы тиіс.",
        ru="Откройте набор из списка: он должен быть назван в совместном акте с подписями обоих руководителей.",
        en="Open the set from the list: a joint act signed by both heads has to name it.",
    ),
    ("FMA-3", "FMA-5"),
)
OTHER_SIDE = ProblemKind(
    "provision.proposal.other_side",
    403,
    Text(
        kk="Ұсынысты екінші тарап растайды.",
        ru="Предложение подтверждает другая сторона.",
        en="A proposal is confirmed by the other side.",
    ),
    Text(
        kk="Екінші тараптың қол қоюын күтіңіз.",
        ru="Дождитесь подписи другой стороны.",
        en="Wait for the signature of the other side.",
    ),
    ("FMA-3", "FMA-5"),
)
PROPOSAL_CLOSED = ProblemKind(
    "provision.proposal.closed",
    409,
    Text(
        kk="Мұндай ашық ұсыныс жоқ.",
        ru="Такого открытого предложения нет.",
        en="There is no such open proposal.",
    ),
    Text(
        kk="Жиынның бетін қайта ашыңыз: оған қол қойылған не мерзімі өткен болуы мүмкін.",
        ru="Откройте страницу набора снова: его могли подписать, или его срок истёк.",
        en="Open the page of the set again: it may have been signed by now, or have run out.",
    ),
    ("FMA-3",),
)
CHANNEL_REFUSED = ProblemKind(
    "provision.channel.refused",
    409,
    Text(
        kk="Арна тіркелмейді: {kk}",
        ru="Канал не регистрируется: {ru}",
        en="The channel is not registered: {en}",
    ),
    Text(
        kk="Аталғанды түзетіп, арнаны қайта өлшеңіз.",
        ru="Исправьте названное и измерьте канал снова.",
        en="Mend what is named and measure the channel again.",
    ),
    ("FMA-2.5", "FMA-3.1", "FMA-3.3"),
)
NO_CHANNEL = ProblemKind(
    "provision.channel.none",
    404,
    Text(kk="Мұндай арна жоқ.", ru="Такого канала нет.", en="There is no such channel."),
    Text(
        kk="Арнаны органның арналар тізімінен ашыңыз.",
        ru="Откройте канал из списка каналов органа.",
        en="Open the channel from the list of the body's channels.",
    ),
    ("FMA-2.5",),
)
MEASURED_JUST_NOW = ProblemKind(
    "provision.channel.too_soon",
    429,
    Text(
        kk="Арна жаңа ғана өлшенді.",
        ru="Канал только что измерен.",
        en="The channel was measured just now.",
    ),
    Text(
        kk="Бірнеше секундтан кейін қайта өлшеңіз; жүйе оны өзі де өлшейді.",
        ru="Измерьте через несколько секунд; система измеряет его и сама.",
        en="Measure it again a few seconds later; the system also does it by itself.",
    ),
    ("FMA-2.5",),
)
CHANNEL_BY_HAND = ProblemKind(
    "provision.channel.way",
    422,
    Text(
        kk="Қағаз бен жеткізгіштің арнасы болмайды.",
        ru="У бумаги и носителя канала нет.",
        en="Paper and carriers have no channel.",
    ),
    Text(
        kk="Интеграция, АЖО не сұрау салу тәсілін таңдаңыз.",
        ru="Выберите интеграцию, АРМ или запрос.",
        en="Choose integration, a workplace, or request and answer.",
    ),
    ("FMA-3.1", "FMA-3.2", "FMA-3.3"),
)
NO_PLACE = ProblemKind(
    "provision.channel.place",
    422,
    Text(
        kk="Бұл – арнаның атауы не порты емес.",
        ru="Это не имя и не порт канала.",
        en="This is no name or port of a channel.",
    ),
    Text(
        kk="Атау латын әріптерімен, порт 1-ден 65535-ке дейін жазылады.",
        ru="Имя пишется латиницей, порт – от 1 до 65535.",
        en="A name is written in Latin letters, a port is from 1 to 65535.",
    ),
    ("FMA-2.5",),
)
