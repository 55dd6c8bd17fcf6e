"""Words of the pages on ways and channels (FMA-3, FMA-2.5)."""

from __future__ import annotations

from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision.channel import NO_CHANNEL_THERE, OVER_CHANNEL
from almasu.kernel.provision.impossibility import NOT_STATE_NETWORK
from almasu.kernel.provision.ladder import Why
from almasu.kernel.provision.way import ORDER, WAY_NAMES
from almasu.law.text import Text

WAYS, CHANNELS = "/provision/ways", "/provision/channels"
ONE = f"{WAYS}/{{ladder:uuid}}"
TITLE = Text("Беру тәсілдері", "Способы передачи", "Ways of giving")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
WAY = Text("Тәсіл", "Способ", "Way")
SINCE = Text("Қашаннан", "С какого времени", "Since")
BECAUSE = Text("Неге", "Почему", "Why")
BODY = Text("Орган", "Орган", "Body")
HERE = Text("Неге осы тәсіл", "Почему этот способ", "Why this way")
NEXT = Text("Қазір заңды тәсіл", "Законный сейчас способ", "The way lawful now")
NO_SETS = Text(
    "Жиын әзірге жоқ: олар күшіне енген бірлескен актімен бірге пайда болады.",
    "Наборов пока нет: они появляются с вступлением совместного акта в силу.",
    "There are no sets yet: they come with a joint act in force.",
)
RESTRICTED = Text(
    "Ресурсқа қолжетімділік шектелген: мәлімет тек қағазбен беріледі, жүйеде карточкасы ғана тұрады.",
    "Доступ к ресурсу ограничен: сведения передаются только на бумаге, в системе лишь карточка.",
    "Access to the resource is restricted: its data go by paper alone, the system holds a card only.",
)
LEAD = Text(
    "Заңдағы рет: интеграция, АЖО, сұрау салу, қағаз, жеткізгіш. Төмен түсуге әр жақсырақ тәсілдің дәлелі керек; "
    "дәлел мерзімі біткенде жүйе өзі жоғары шығады.",
    "Порядок закона: интеграция, АРМ, запрос, бумага, носитель. Вниз – только с доказательством по каждому лучшему "
    "способу; истекло доказательство – система сама поднимается.",
    "The order of the law: integration, workplace, request, paper, carrier. Down only with a proof against each better "
    "way; when a proof lapses the system climbs by itself.",
)
BETTER = Text("Жоғары шығу үшін не керек", "Что нужно, чтобы подняться", "What it takes to climb")
BEST = Text(
    "Бұдан жақсы тәсіл жоқ.",
    "Лучшего способа нет.",
    "There is no better way.",
)
PROOFS = Text("Дәлелдер", "Доказательства", "Proofs")
KIND = Text("Түрі", "Вид", "Kind")
UNTIL = Text("Соңғы сәті", "Действует до", "Stands until")
PAPER = Text("Құжаттың нөмірі", "Номер документа", "Number of the paper")
STATE = Text("Күйі", "Состояние", "State")
STANDS = Text("күшінде", "действует", "stands")
LAPSED = Text("мерзімі бітті", "истекло", "lapsed")
ENDED = {
    "withdrawn": Text("қайтарып алынды", "отозвано", "taken back"),
    "works": Text("тәсіл жұмыс істеді", "способ заработал", "the way worked"),
}
NO_PROOFS = Text("Дәлел жазылмаған.", "Доказательств нет.", "No proof was recorded.")
MEASURED = Text(
    "{failures} сәтсіз әрекет, соңғысы: {code}",
    "{failures} неудачных попыток, последняя: {code}",
    "{failures} failed tries, the last: {code}",
)
NOT_APART = Text(
    "өлшенді: арна МО БКО емес", "измерено: канал не ЕТС ГО", "measured: the channel is not the state network"
)
NO_CHANNEL = Text("Арна жоқ", "Нет канала", "There is no channel")
NO_CHANNEL_MEANS = Text(
    "Интеграция мен сұрау салу тек МО БКО арнасы арқылы жүреді, ал орган оны тіркемеген: бұл жиындар бойынша ештеңе "
    "алынбайды және сұралмайды. Органның жауапты адамы арнаны «Арналар» бетінде тіркейді.",
    "Интеграция и запросы идут только по каналу ЕТС ГО, а орган его не зарегистрировал: по этим наборам ничего не "
    "принимается и не запрашивается. Ответственное лицо органа регистрирует канал на странице «Каналы».",
    "Integration and requests go over a channel of the state network alone, and the body has registered none: nothing "
    "of these sets is taken or asked for. The body's responsible person registers one on the page “Channels”.",
)
WITHOUT_CHANNEL = Text("Арнасыз органдар", "Органы без канала", "Bodies without a channel")
SHUT_CHANNELS = Text("Жабылған арналар", "Перекрытые каналы", "Channels that are shut")
SHUT_SINCE = Text("Қашан жабылды", "Когда перекрыт", "Shut since")
SEEN_THEN = Text("Не байқалды", "Что обнаружено", "What was seen")
SHUT = Text("Арна жабылды", "Канал перекрыт", "The channel is shut")
SHUT_MEANS = Text(
    "Өлшеу арнаның интернетке ашық екенін көрсетті: ол арқылы ештеңе берілмейді, тәсілге қарсы дәлел жазылды. Орган "
    "арнаны интернеттен ажыратып, «Арналар» бетінде қайта өлшейді, не тараптар келесі тәсілге көшеді. Белгі қалмаса, "
    "жүйе арнаны өзі ашады.",
    "Измерение показало, что канал открыт в интернет: по нему ничего не передаётся, доказательство против способа "
    "записано. Орган отделяет канал от интернета и измеряет его снова на странице «Каналы», или стороны переходят на "
    "следующий способ. Когда признаков не останется, система откроет канал сама.",
    "A measure found the channel open to the Internet: nothing is given over it, and a proof against the way is "
    "recorded. The body takes it off the Internet and measures it again on the page “Channels”, or both sides step to "
    "the next way. Once no sign is left the system opens the channel by itself.",
)
HISTORY = Text("Қадамдар", "Шаги", "Steps")
TRIES = Text("Жүйенің әрекеттері", "Попытки системы", "Tries of the system")
NO_TRIES = Text("Әрекет болған жоқ.", "Попыток не было.", "There were no tries.")
OUTCOME = Text("Нәтиже", "Исход", "Outcome")
WORKED = Text("жұмыс істеді", "сработал", "worked")
NEXT_TRY = Text("Келесі әрекет", "Следующая попытка", "Next try")
LAST_TRY = Text("Соңғы әрекет", "Последняя попытка", "Last try")
BY_NOBODY = Text("қағазды жүйе тексермейді", "бумагу система не проверяет", "paper is tried by nobody")
NEEDS = Text("Кедергі", "Что мешает", "What is in the way")
LAPSES = Text("дәлел бітеді", "доказательство истекает", "the proof lapses")
OPEN_NOW = Text("кедергі жоқ: жүйе көтеріледі", "ничего: система поднимется", "nothing: the system will climb")
WAITS = Text("Екінші тараптың қолын күтеді", "Ждёт подписи другой стороны", "Waits for the other side")
NOTHING_WAITS = Text("Ештеңе күтпейді.", "Ничего не ждёт.", "Nothing waits.")
MATTER = Text("Не ұсынылды", "Что предложено", "What is proposed")
PROPOSED = Text("Ұсынылды", "Предложено", "Proposed")
LETTER = Text("Хатты тіркеу", "Записать письмо", "Record a letter")
BACK = Text("Дәлелді қайтарып алу", "Отозвать доказательство", "Take a proof back")
DECIDE = Text("Бірлескен шешім ұсыну", "Предложить совместное решение", "Propose a joint decision")
STEP = Text("Басқа тәсілге көшуді ұсыну", "Предложить переход", "Propose a step")
HAND_DECISION = Text("Шешімге қол қою", "Подписать решение", "Sign the decision")
HAND_STEP = Text("Көшуге қол қою", "Подписать переход", "Sign the step")
SIGN = Text("ЭЦҚ-мен қол қою", "Подписать ЭЦП", "Sign with the EDS")
WHY_IMPOSSIBLE = Text("Неге мүмкін емес", "Почему невозможен", "Why it is impossible")
LAST_DAY = Text("Соңғы күні", "Последний день", "Last day")
DATED = Text("Құжаттың күні", "Дата документа", "Day of the paper")
DIGEST = Text("Файлдың SHA-256 хэші", "SHA-256 файла", "SHA-256 of the file")
DIGEST_HINT = Text(
    "Файл таңдалмаса ғана: оналтылық жазудағы 64 таңба.",
    "Только если файл не выбран: 64 знака шестнадцатеричной записи.",
    "Only where no file is chosen: 64 hexadecimal characters.",
)
FILE = Text("Құжаттың файлы", "Файл документа", "File of the paper")
FILE_HINT = Text(
    "Одан хэш қана алынады, файлдың өзі сақталмайды. Шектелген құжаттың файлын таңдамай, хэшін жазыңыз.",
    "Из него берётся только хэш, сам файл не хранится. Файл ограниченного документа не выбирайте, впишите его хэш.",
    "Only its hash is taken, the file is not kept. Of a restricted paper choose no file: type its hash.",
)
PROOF = Text("Дәлел", "Доказательство", "Proof")
PROPOSAL = Text("Ұсыныс", "Предложение", "Proposal")
BY_BOTH = Text(
    "Екінші тарап дәл осы сөздерге қол қойғанша ештеңе өзгермейді; ұсыныс 30 күн тұрады.",
    "Пока другая сторона не подпишет то же самое, ничего не меняется; предложение стоит 30 дней.",
    "Nothing changes until the other side signs the very same; a proposal stands for 30 days.",
)
WHYS = {
    Why.BEGUN: Text("бірлескен акт осыдан басталды", "с этого начат совместный акт", "the joint act began with it"),
    Why.PROVED: Text(
        "жақсырақ тәсілдердің бәрі мүмкін емес", "все лучшие способы невозможны", "every better way is impossible"
    ),
    Why.LAPSED: Text("бір дәлел енді жоқ", "одно из доказательств отпало", "a proof does not stand any more"),
    Why.WORKS: Text("жақсырақ тәсіл жұмыс істеді", "лучший способ заработал", "a better way worked"),
    Why.MARKED: Text("ресурстың белгісі өзгерді", "изменилась пометка ресурса", "the mark of the resource changed"),
}
CODES = {
    NO_CHANNEL_THERE: Text("арна тіркелмеген", "канал не зарегистрирован", "no channel is registered"),
    NOT_STATE_NETWORK: Text("арна МО БКО емес", "канал не ЕТС ГО", "the channel is not the state network"),
    "no_address": Text("атаудың мекенжайы жоқ", "у имени нет адреса", "the name has no address"),
    "outside_network": Text("мекенжайы МО БКО-дан тыс", "адрес вне ЕТС ГО", "its address is outside the state network"),
    "no_connection": Text("қосылым жоқ", "нет соединения", "no connection"),
    "timeout": Text("жауап болмады", "нет ответа", "no answer in time"),
    "no_tls": Text("қорғалған арна орнамады", "защищённый канал не установлен", "no protected channel came about"),
}
OTHER_CODE = Text("сәтсіз", "неудача", "failed")
ALL_WAYS = tuple(Choice(one.value, WAY_NAMES[one]) for one in ORDER)
BY_CHANNEL = tuple(Choice(one.value, WAY_NAMES[one]) for one in OVER_CHANNEL)
LETTER_FIELDS = (
    Field("way", WAY, Kind.CHOICE, choices=ALL_WAYS[:-1]),
    Field("why", WHY_IMPOSSIBLE, Kind.LONG, longest=2_000),
    Field("until", LAST_DAY, Kind.DAY),
    Field("paper", PAPER, longest=60),
    Field("dated", DATED, Kind.DAY),
    Field("file", FILE, Kind.FILE, required=False, hint=FILE_HINT),
    Field("sha256", DIGEST, required=False, hint=DIGEST_HINT, longest=64),
)
STEP_FIELDS = (Field("way", WAY, Kind.CHOICE, choices=ALL_WAYS),)
LADDER = Text("Жиынның нөмірі", "Номер набора", "Number of the set")
NAMED = (Field("body", BODY), Field("data_set", SET), Field("ladder", LADDER))
HAND_NAMED = (
    *NAMED[:2],
    Field("proposal", PROPOSAL),
    Field("digest", DIGEST),
    Field("way", WAY, Kind.CHOICE, choices=ALL_WAYS),
    Field("why", WHY_IMPOSSIBLE),
)


def code_words(code: str) -> Text:
    """Return what a code of a failure means."""
    return CODES.get(code, OTHER_CODE)
