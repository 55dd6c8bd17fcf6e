"""Words of the pages about packets by courier."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import Tone
from almasu.kernel.interstate.messages import Form
from almasu.kernel.interstate.packets import PacketKind, PacketState
from almasu.law.text import Text

PACKETS = "/cis/packets"
ONE = Text("Фельдъегерлік пакет", "Пакет фельдсвязи", "Packet by courier")
TITLE = Text("Фельдъегерлік пакеттер", "Пакеты фельдсвязи", "Packets by courier")
LEAD = Text(
    "Торабы жоқ органмен құжаттар дипломатиялық арнамен алмасылады. Отыз күн қолхаттағы алынған күннен басталады.",
    "С органом без узла документы идут по дипломатическим каналам. Тридцать дней – со дня получения по расписке.",
    "With a body without a node papers go by diplomatic channels. The thirty days run from the day of the receipt.",
)
OUT = Text("Шығыс тіркелімі", "Регистр исходящих", "Outgoing register")
IN = Text("Кіріс тіркелімі", "Регистр входящих", "Incoming register")
NUMBER = Text("Тіркелім нөмірі", "Номер по регистру", "Number in the register")
KIND = Text("Құжат", "Документ", "Document")
TEXT = Text("Басылатын мәтін", "Текст для печати", "Text to be printed")
DIGEST = Text("Құжаттың SHA-256 хэші", "SHA-256 документа", "SHA-256 of the document")
COURIER = Text("Курьер", "Курьер", "Courier")
SEAL = Text("Мөр", "Печать", "Seal")
FORM = Text("Тасымалдағыш", "Носитель", "Carrier")
HANDED = Text("Курьерге берілді", "Передан курьеру", "Handed to the courier")
TAKEN_BY = Text("Кім қабылдады", "Кто принял", "Taken by")
TAKEN_AT = Text("Қашан қабылданды", "Когда принят", "Taken at")
SCAN = Text("Қолхат сканының SHA-256 хэші", "SHA-256 скана расписки", "SHA-256 of the receipt's scan")
SCAN_FILE = Text("немесе сканның өзі", "или сам скан", "or the scan itself")
EITHER = Text("хэші немесе төмендегі скан", "хэш или скан ниже", "the hash, or the scan below")
HASHED = Text(
    "файлдан тек хэші есептеледі, файл сақталмайды; 1 МиБ дейін",
    "из файла берётся только хэш, сам он не хранится; до 1 МиБ",
    "only the hash of the file is taken, the file is not kept; up to 1 MiB",
)
THEIRS = Text("Жіберушінің нөмірі", "Номер отправителя", "The sender's number")
DATED = Text("Құжаттың күні", "Дата документа", "Dated")
CAME_AT = Text("Алынған сәті", "Когда получен", "Received at")
FROM_HERE = Text("отыз күн осыдан басталады", "отсюда идут тридцать дней", "the thirty days run from here")
OPEN_IT = Text("ашу", "открыть", "open")
HAND = Text("Курьерге беру", "Передать курьеру", "Hand to a courier")
NOTE = Text("Қолхатты енгізу", "Внести расписку", "Note the receipt")
PRINT = Text("Басу үшін алу", "Взять для печати", "Take the text to be printed")
NEW = Text("Келген сұрау салуды енгізу", "Внести пришедший запрос", "Enter a request that came")
NEW_OFFER = Text("Келген ұсынысты енгізу", "Внести пришедшее предложение", "Enter an offer that came")
NEW_INVITATION = Text("Келген шақыруды енгізу", "Внести пришедшее приглашение", "Enter an invitation that came")
NEW_INFORMATION = Text("Әрі берілген ақпаратты енгізу", "Внести переданные дальше сведения", "Enter what was passed on")
NEW_ACT = Text("Келген құқықтық актіні енгізу", "Внести пришедший правовой акт", "Enter a legal act that came")
CONFIRM = Text("Екінші қызметкер ретінде растау", "Подтвердить вторым лицом", "Confirm as a second person")
TO_CONFIRM = Text(
    "Қағаздағы келісімді растау керек", "Согласие на бумаге ждёт второго лица", "A consent on paper waits"
)
SIGN_WORD = Text("Қол қою", "Подписать", "Sign")
CONFIRM_LEAD = Text(
    "Өзге мемлекет органының қағаздағы келісімі екінші қызметкер сол қағазды оқып, қол қойғанша күшіне енбейді. "
    "Енгізгенді қағазбен салыстырыңыз; сканды өзіңіз қайта беріңіз.",
    "Согласие органа другого государства на бумаге не действует, пока второй сотрудник не прочтёт ту же бумагу и не "
    "подпишет. Сравните внесённое с бумагой; скан дайте заново сами.",
    "A consent of another state's body on paper has no effect until a second person reads the same paper and signs. "
    "Compare what was entered with the paper; give its scan anew yourself.",
)
SAYS_SO = Text("Қағазда осылай жазылған ба", "Сказано ли так в бумаге", "Does the paper say so")
YES = Text("иә, дәл осылай", "да, именно так", "yes, exactly so")
NO = Text("жоқ, басқаша", "нет, иначе", "no, otherwise")
WHY_NOT = Text("Неге расталмады", "Почему не подтверждено", "Why it is not confirmed")
ENTERED_TEXT = Text("Қағаздан енгізілгені", "Что внесено с бумаги", "What was entered from the paper")
OUTGOING = Text("Шығ. № {number}", "Исх. № {number}", "Out No. {number}")
INCOMING = Text("Кір. № {number}", "Вх. № {number}", "In No. {number}")
BELONGS = Text("Неге қатысты", "К чему относится", "What it belongs to")
CAME = Text("Келген құжатты енгізу", "Внести пришедший документ", "Enter a document that came")
WHICH_CAME = Text(
    "Не келгенін таңдаңыз: әр құжаттың өз нысаны бар.",
    "Выберите, что пришло: у каждого документа своя форма.",
    "Choose what came: each document has a form of its own.",
)
NOT_TO_COME = Text(
    "Қазір бұл сұрау салу бойынша мұндай құжат келе алмайды. Не келе алатынын алдыңғы беттен таңдаңыз.",
    "Сейчас такой документ по этому запросу прийти не может. Что может прийти, выберите на шаг раньше.",
    "Such a document about this request cannot come now. Choose one step back what can.",
)
ENTERS = {
    "outcomes": Text("Хабарламаны енгізу", "Внести извещение", "Enter a notice"),
    "incomplete": Text(
        "Сұрау салудың толық емес деп қайтарылғанын енгізу",
        "Внести возврат запроса как неполного",
        "Enter that the request came back as incomplete",
    ),
    "accepted": Text(
        "Шарттардың қабылданғанын енгізу", "Внести принятие условий", "Enter that the conditions are accepted"
    ),
    "not_accepted": Text(
        "Шарттардың қабылданбағанын енгізу", "Внести отказ от условий", "Enter that the conditions are not accepted"
    ),
    "withdrawn": Text(
        "Сұрау салудың қайтарып алынғанын енгізу", "Внести отзыв запроса", "Enter that the request is withdrawn"
    ),
    "consent": Text("Жариялауға келісімді енгізу", "Внести согласие на раскрытие", "Enter a consent to disclosure"),
    "consent_back": Text(
        "Келісімнің қайтарып алынғанын енгізу", "Внести отзыв согласия", "Enter that a consent is taken back"
    ),
    "onward_asked": Text(
        "Әрі беруге сұрау келгенін енгізу", "Внести просьбу передать дальше", "Enter an asking to pass on"
    ),
}
SIGN_IT = Text("Қол қойып, енгізу", "Подписать и внести", "Sign and enter")
VOUCH = Text(
    "Енгізіп, қол қойған адам құжатта дәл осылай жазылғанын растайды. Құпия мазмұн енгізілмейді.",
    "Кто вносит, подписью подтверждает, что так сказано в документе. Секретное содержание не вносится.",
    "Whoever enters it vouches by signature that the document says so. Secret content is not entered.",
)
WHAT = Text("Не келді", "Что пришло", "What came")
FROM = Text("Кімнен", "От кого", "From")
LACKS = Text("Не жетіспейді", "Чего недостаёт", "What it lacks")
NOTHING = Text("Әзірге пакеттер жоқ.", "Пакетов пока нет.", "There are no packets yet.")
KINDS = {
    PacketKind.ASKS: Text("сұрау салу", "запрос", "request"),
    PacketKind.ARRIVED: Text("толық емес деп қайтару", "возврат неполного запроса", "return of an incomplete request"),
    PacketKind.TELLS: Text("хабарлама", "извещение", "notice"),
    PacketKind.ACCEPTS: Text("шарттарды қабылдау", "принятие условий", "acceptance of conditions"),
    PacketKind.WITHDRAWS: Text("қайтарып алу", "отзыв запроса", "withdrawal"),
    PacketKind.CONSENTS: Text("жариялауға келісім", "согласие на раскрытие", "consent to disclosure"),
    PacketKind.TAKESBACK: Text("келісімді қайтарып алу", "отзыв согласия", "withdrawal of a consent"),
    PacketKind.OFFERS: Text("ұсыныс", "предложение сведений", "offer of information"),
    PacketKind.SETTLESOFFER: Text("ұсыныс бойынша жауап", "ответ по предложению", "answer about an offer"),
    PacketKind.HANDSOVER: Text("ұсынылған ақпарат", "предложенные сведения", "information that was offered"),
    PacketKind.ASKSONWARD: Text("әрі беруге келісім сұрау", "просьба о согласии на передачу", "asking to pass on"),
    PacketKind.ANSWERSONWARD: Text("меншік иесінің жауабы", "ответ собственника", "answer of the owner"),
    PacketKind.TAKESONWARDBACK: Text("беру келісімін қайтарып алу", "отзыв согласия на передачу", "consent taken back"),
    PacketKind.PASSESON: Text("әрі берілген ақпарат", "переданные дальше сведения", "information passed on"),
    PacketKind.INVITES: Text("кеңеске шақыру", "приглашение на консультацию", "invitation to a consultation"),
    PacketKind.ANSWERSCONSULTATION: Text("шақыруға жауап", "ответ на приглашение", "answer to an invitation"),
    PacketKind.SIGNSMINUTES: Text("кеңес хаттамасы", "протокол консультации", "minutes of a consultation"),
    PacketKind.GIVESACT: Text("құқықтық акт туралы хабар", "сообщение о правовом акте", "word of a legal act"),
}
STATES = {
    PacketState.WAITS: (Tone.WAIT, Text("курьерді күтеді", "ждёт курьера", "waits for a courier")),
    PacketState.CARRIED: (Tone.WAIT, Text("курьерде", "у курьера", "with the courier")),
    PacketState.RECEIVED: (Tone.GOOD, Text("қолхаты бар", "расписка получена", "receipt is here")),
    PacketState.TO_CONFIRM: (Tone.WAIT, Text("растауды күтеді", "ждёт подтверждения", "waits to be confirmed")),
    PacketState.NOT_CONFIRMED: (Tone.BAD, Text("расталмады", "не подтверждён", "not confirmed")),
    PacketState.TAKEN_BACK: (
        Tone.PLAIN,
        Text("расталмай тұрып қайтарып алынды", "отозван до подтверждения", "taken back before it was confirmed"),
    ),
    PacketState.ENTERED: (Tone.GOOD, Text("енгізілді", "внесён", "entered")),
}
FORMS = {
    Form.PAPER: Text("қағаз", "бумага", "paper"),
    Form.ELECTRONIC: Text("электрондық тасымалдағыш", "электронный носитель", "electronic medium"),
}
SAID = {
    "outcomes": Text("орындау, бас тарту, кейінге қалдыру", "извещение об исполнении, отказе, отсрочке", "notice"),
    "incomplete": Text("сұрау салуымыз толық емес", "наш запрос возвращён как неполный", "our request is incomplete"),
    "accepted": Text("шарттарымыз қабылданды", "наши условия приняты", "our conditions are accepted"),
    "not_accepted": Text("шарттарымыз қабылданбады", "наши условия не приняты", "our conditions are not accepted"),
    "withdrawn": Text("сұрау салу қайтарып алынды", "запрос отозван", "the request is withdrawn"),
    "consent": Text("жариялауға келісім", "согласие на раскрытие", "consent to disclosure"),
    "consent_back": Text("келісім қайтарып алынды", "согласие отозвано", "a consent is taken back"),
    "wanted": Text("ұсынылған ақпарат қажет", "предложенные сведения нужны", "what we offered is wanted"),
    "declined": Text("ұсынылған ақпарат қажет емес", "предложенные сведения не нужны", "what we offered is not wanted"),
    "taken_back": Text("ұсыныс қайтарып алынды", "предложение отозвано", "the offer is taken back"),
    "handed_over": Text("ұсынылған ақпарат келді", "пришли предложенные сведения", "what was offered came"),
    "onward_asked": Text("берілгенді әрі беруге келісім сұралды", "просят передать данное дальше", "asking to pass on"),
    "granted": Text("меншік иесі келісті", "собственник согласен", "the owner consents"),
    "refused": Text("меншік иесі бас тартты", "собственник отказал", "the owner refuses"),
    "onward_back": Text("меншік иесі келісімін қайтарып алды", "собственник отозвал согласие", "consent taken back"),
    "yes": Text("кеңеске қатысады", "участвуют в консультации", "they take part"),
    "no": Text("кеңестен бас тартты", "отказались от консультации", "they decline"),
    "minutes": Text("хаттамаға қол қойды", "подписали протокол", "they signed the minutes"),
}
