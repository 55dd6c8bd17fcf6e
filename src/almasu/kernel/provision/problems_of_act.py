"""Problems of the joint act: what a draft lacks, who may not take a step, what no act in force covers (FMA-5)."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

_CITES = ("FMA-5",)
_MEND = Text(
    kk="Жобаны түзетіп, екі тараптың келісуіне қайта жіберіңіз.",
    ru="Исправьте проект и снова направьте его на согласование обеих сторон.",
    en="Mend the draft and put it to both sides again.",
)


def _gap(code: str, kk: str, ru: str, en: str, cites: tuple[str, ...] = _CITES) -> ProblemKind:
    return ProblemKind(code, 422, Text(kk=kk, ru=ru, en=en), _MEND, cites)


ENDS_BEFORE_IT_BEGINS = _gap(
    "provision.act.ends_before",
    "Акт басталмай тұрып аяқталады.",
    "Акт заканчивается раньше, чем начинается.",
    "The act ends before it begins.",
)
TOO_LONG_IN_FORCE = _gap(
    "provision.act.too_long",
    "Акт {years} жылдан артық әрекет етпейді.",
    "Акт действует не дольше {years} лет.",
    "An act is in force for {years} years at most.",
)
NO_SUCH_DAY = _gap(
    "provision.act.day",
    "Бұл күн күнтізбенің шетінде: жыл 1900 бен 2199 аралығында болуы тиіс.",
    "Этот день лежит на краю календаря: год должен быть от 1900 до 2199.",
    "This day lies at an end of the calendar: the year must be from 1900 to 2199.",
)
NAMED_TWICE = _gap(
    "provision.act.twice", "«{code}» екі рет аталған.", "«{code}» названо дважды.", "“{code}” is named twice."
)
BODY_HAS_NO_CONTACT = _gap(
    "provision.act.contact",
    "Бір тараптың байланыс адамы аталмаған.",
    "У одной из сторон не назван контакт.",
    "A side has no contact.",
)
NO_COMPLIANCE = _gap(
    "provision.act.compliance",
    "Бір тараптың № {act} актіге сәйкестігі туралы күні бар мәлімдеме жоқ.",
    "Нет датированного заявления одной из сторон о соблюдении акта № {act}.",
    "A side has no dated statement of keeping act No. {act}.",
    ("FMA-4.1",),
)
UNKNOWN_SOURCE = _gap(
    "provision.act.source",
    "«{code}» деген ақпараттандыру объектісі аталмаған.",
    "Объект информатизации «{code}» не назван.",
    "The informatisation object “{code}” is not named.",
    ("FMA-2.2", "FMA-2.3", "FMA-5"),
)
KEY_IS_NO_FIELD = _gap(
    "provision.act.key",
    "«{code}» кілті өрістердің арасында жоқ.",
    "Ключа «{code}» нет среди полей.",
    "The key “{code}” is no field.",
)
RESTRICTED_NOT_BY_PAPER = _gap(
    "provision.act.restricted",
    "«{code}» жиынының қолжетімділігі шектелген: ол солай белгіленіп, қағазбен ғана беріледі.",
    "Набор «{code}» с ограниченным доступом: он так и помечается и передаётся только на бумаге.",
    "The set “{code}” has restricted access: it is marked so and given on paper only.",
    ("FMA-4.2", "FMA-3.5"),
)
SCHEDULE_AND_REQUEST = _gap(
    "provision.act.schedule",
    "«{code}» жиыны не кестемен, не сұрау салумен беріледі.",
    "Набор «{code}» даётся либо по графику, либо по запросу.",
    "The set “{code}” is given either by a schedule or on request.",
)
WAY_HAS_NO_SCHEDULE = _gap(
    "provision.act.way_schedule",
    "«{code}» жиынының тәсілі кестемен жұмыс істемейді.",
    "Способ набора «{code}» не работает по графику.",
    "The way of the set “{code}” knows no schedule.",
)
SCHEDULED_DAY = _gap(
    "provision.act.schedule_day",
    "Мұндай кезеңде күн {most} санынан аспайды.",
    "День такого периода не больше {most}.",
    "The day of such a period is {most} at most.",
)
PATTERN_UNREADABLE = _gap(
    "provision.act.pattern",
    "«{code}» өрісінің үлгісі оқылмайды не тым ұзақ есептелуі мүмкін.",
    "Шаблон поля «{code}» не читается или может вычисляться бесконечно.",
    "The pattern of the field “{code}” cannot be read, or may never come to an end.",
)
WRONG_STAGE = ProblemKind(
    "provision.act.stage",
    409,
    Text(
        kk="Актінің қазіргі күйінде бұл қадам жасалмайды.",
        ru="В нынешнем состоянии акта этот шаг невозможен.",
        en="The act is in a state in which this step cannot be taken.",
    ),
    Text(
        kk="Актіні қайта ашыңыз: оны екінші тарап жылжытқан болуы мүмкін.",
        ru="Откройте акт снова: возможно, другая сторона его продвинула.",
        en="Open the act again: the other side may have moved it.",
    ),
    _CITES,
)
ANOTHER_DRAFT = ProblemKind(
    "provision.act.another_draft",
    409,
    Text(
        kk="Келісім не қол актінің басқа нұсқасына берілген.",
        ru="Согласие или подпись относится к другой редакции акта.",
        en="The approval or signature is for another draft of the act.",
    ),
    Text(
        kk="Қазіргі нұсқаны оқып, соған келісім беріңіз.",
        ru="Прочитайте нынешнюю редакцию и согласуйте её.",
        en="Read the present draft and approve that one.",
    ),
    _CITES,
)
WRITTEN_MEANWHILE = ProblemKind(
    "provision.act.written_meanwhile",
    409,
    Text(
        kk="Осы арада актінің {now}-жобасы жазылды; сіз {read}-жобаны оқығансыз.",
        ru="Тем временем написана редакция {now} акта; вы читали редакцию {read}.",
        en="Draft {now} of the act was written meanwhile; you read draft {read}.",
    ),
    Text(
        kk="Актіні ашып, не өзгергенін оқыңыз да, өз түзетуіңізді қазіргі жобаға енгізіңіз. Ештеңе сақталған жоқ.",
        ru="Откройте акт, прочитайте изменённое и внесите свою правку в нынешнюю редакцию. Ничего не сохранено.",
        en="Open the act, read what changed, and make your change in the present draft. Nothing was kept.",
    ),
    _CITES,
)
ENDING_DAY = ProblemKind(
    "provision.act.ending_day",
    409,
    Text(
        kk="Бұл күні актіні мерзімінен бұрын тоқтатуға болмайды.",
        ru="В этот день акт нельзя прекратить досрочно.",
        en="The act cannot be ended early on this day.",
    ),
    Text(
        kk="Бүгінгіден ерте емес және актінің соңғы күнінен ({until}) кеш емес күнді таңдаңыз.",
        ru="Выберите день не раньше сегодняшнего и не позже последнего дня акта ({until}).",
        en="Choose a day from today on, and not after the last day of the act ({until}).",
    ),
    _CITES,
)
NO_ACT_IN_FORCE = ProblemKind(
    "provision.act.none_in_force",
    409,
    Text(
        kk="Бұл күні осы органмен бірлескен акт күшінде емес.",
        ru="На этот день с этим органом нет действующего совместного акта.",
        en="On this day no joint act with this body is in force.",
    ),
    Text(
        kk="Актіні екі тарап бекіткен соң сұраңыз: оған дейін ешқандай мәлімет берілмейді.",
        ru="Запросите после утверждения акта обеими сторонами: до этого сведения не передаются.",
        en="Ask once both sides have approved an act: before that no data move.",
    ),
    _CITES,
)
NOT_IN_ACT = ProblemKind(
    "provision.act.not_covered",
    409,
    Text(
        kk="«{code}» деректер жиыны бірлескен актіде жоқ.",
        ru="Набора данных «{code}» нет в совместном акте.",
        en="The joint act has no data set “{code}”.",
    ),
    Text(
        kk="Актінің жаңа нұсқасын екі тарап бекітуі керек.",
        ru="Нужна новая версия акта, утверждённая обеими сторонами.",
        en="A new version of the act is needed, approved by both sides.",
    ),
    _CITES,
)
FIELD_BEYOND = ProblemKind(
    "provision.act.field_beyond",
    422,
    Text(
        kk="«{field}» өрісі бірлескен актіде жоқ, сондықтан берілмейді.",
        ru="Поля «{field}» нет в совместном акте, поэтому оно не передаётся.",
        en="The joint act has no field “{field}”, so it is not given.",
    ),
    Text(
        kk="Өрісті алып тастаңыз; оны актінің жаңа нұсқасы атай алады.",
        ru="Уберите это поле; его может назвать новая версия акта.",
        en="Leave the field out; a new version of the act may name it.",
    ),
    _CITES,
)
NOTHING_LEFT = ProblemKind(
    "provision.act.nothing_left",
    409,
    Text(
        kk="Сұралған өрістердің бірде-бірі бірлескен актіде жоқ.",
        ru="Ни одного из запрошенных полей нет в совместном акте.",
        en="The joint act has none of the fields asked for.",
    ),
    Text(
        kk="Актідегі өрістерді таңдаңыз.",
        ru="Выберите поля, которые есть в акте.",
        en="Choose fields that the act has.",
    ),
    _CITES,
)
OTHER_PURPOSE = ProblemKind(
    "provision.act.purpose",
    409,
    Text(
        kk="Мұндай мақсатта мәлімет берілмейді.",
        ru="Для такой цели сведения не передаются.",
        en="Data are not given for this purpose.",
    ),
    Text(
        kk="Актіде аталған үш мақсаттың бірін таңдаңыз.",
        ru="Выберите одну из целей, названных в акте.",
        en="Choose one of the purposes the act names.",
    ),
    ("FMA-1", "FMA-5"),
)
LACKS_PROOFS = ProblemKind(
    "provision.act.way_unproved",
    409,
    Text(
        kk="«{code}» жиынының тәсілі үшін жақсырақ тәсілдердің мүмкін еместігі дәлелденбеген.",
        ru="Для способа набора «{code}» не доказана невозможность лучших способов.",
        en="For the way of the set “{code}” better ways are not proved impossible.",
    ),
    Text(
        kk="Қол қоймай тұрып дәлелдерді жазыңыз немесе жақсырақ тәсілді таңдаңыз.",
        ru="До подписания запишите доказательства или выберите лучший способ.",
        en="Record the proofs before signing, or choose a better way.",
    ),
    ("FMA-3", "FMA-5"),
)
_MEND_FIELD = Text(
    kk="Аталған өрісті түзетіп, қайта жіберіңіз. Қалған жазғаныңыз сақталды.",
    ru="Исправьте названное поле и отправьте снова. Остальное сохранено.",
    en="Mend the field that is named and send again. The rest is kept.",
)
VALUE_UNREADABLE = ProblemKind(
    "provision.act.value",
    422,
    Text(
        kk="Өрістің мәні актіге жарамайды.",
        ru="Значение поля не годится для акта.",
        en="The value of the field does not fit the act.",
    ),
    _MEND_FIELD,
    _CITES,
)
LINE_PART = ProblemKind(
    "provision.act.line_part",
    422,
    Text(
        kk="{number}-жолдағы «{word}» – {part_kk} емес.",
        ru="В строке {number} «{word}» – не {part_ru}.",
        en="In line {number} “{word}” is no {part_en}.",
    ),
    Text(
        kk="Өріс аты кіші латын әрпінен басталып, латын әріптері, цифрлар мен астын сызу таңбасынан тұрады; түрлер мен "
        "режимдердің кодтары пішіннің үстінде тұр.",
        ru="Имя поля начинается со строчной латинской буквы и состоит из них, цифр и подчёркиваний; коды типов и "
        "режимов стоят над формой.",
        en="A name begins with a small Latin letter and holds such letters, digits and low lines; the codes of types "
        "and regimes stand above the form.",
    ),
    _CITES,
)
LINE_UNREADABLE = ProblemKind(
    "provision.act.line",
    422,
    Text(
        kk="{number}-жол оқылмады: «{line}».",
        ru="Строка {number} не читается: «{line}».",
        en="Line {number} cannot be read: “{line}”.",
    ),
    Text(
        kk="Пішімі: аты | түрі | құпия режимі | + не - | қазақша | орысша | ағылшынша.",
        ru="Формат: имя | тип | режим тайны | + или - | по-казахски | по-русски | по-английски.",
        en="Its form: name | type | regime of secrecy | + or - | Kazakh | Russian | English.",
    ),
    _CITES,
)
NO_AGENCY = ProblemKind(
    "provision.act.no_agency",
    409,
    Text(
        kk="Агенттік № 179 және № 832 сақтау туралы мәлімдеме жасамаған.",
        ru="Агентство ещё не заявило о соблюдении № 179 и № 832.",
        en="The Agency has not stated yet that it keeps No. 179 and No. 832.",
    ),
    Text(
        kk="Агенттік мәлімдеме жасаған соң актінің жобасын жазыңыз.",
        ru="Составьте проект акта после заявления Агентства.",
        en="Write the draft once the Agency has stated so.",
    ),
    ("FMA-4.1", "FMA-5"),
)
OTHER_AGENCY = ProblemKind(
    "provision.act.other_agency",
    409,
    Text(
        kk="Актіде аталған Агенттіктің БСН-і қол қоюшының органынікі емес.",
        ru="БИН Агентства в акте не тот, что у органа подписывающего.",
        en="The BIN of the Agency in the act is not that of the signer's own body.",
    ),
    Text(
        kk="Актіні жобаға қайтарып, БСН-ді түзетіңіз.",
        ru="Верните акт в проект и исправьте БИН.",
        en="Send the act back to a draft and correct the BIN.",
    ),
    _CITES,
)
ACT_FILE_UNREADABLE = ProblemKind(
    "provision.act.file",
    422,
    Text(
        kk="Файл бірлескен акт емес: {because}",
        ru="Файл – не совместный акт: {because}",
        en="The file is no joint act: {because}",
    ),
    Text(
        kk="Файлды актінің сызбасына сай жасаңыз немесе актіні формамен жазыңыз.",
        ru="Подготовьте файл по схеме акта или составьте акт по форме.",
        en="Make the file by the schema of the act, or write the act by the form.",
    ),
    _CITES,
)
