"""Words of the pages of electronic carriers, and the fields of their forms (FMA-3.4)."""

from __future__ import annotations

from almasu.actions.provision.carriers import ENDS
from almasu.interfaces.portal.offices.blocks import State, Tone
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision.carrier import CarrierState
from almasu.law.text import Text

PLACE = "/provision/carriers"
ONE = f"{PLACE}/{{carrier:uuid}}"
CITES = ("FMA-3.4",)
TITLE = Text("Электрондық жеткізгіштер", "Электронные носители", "Electronic carriers")
CARRIER = Text("Жеткізгіш", "Носитель", "Carrier")
NUMBER = Text("Нөмірі", "Номер", "Number")
MEDIUM = Text("Түрі", "Вид", "Kind")
BODY = Text("Орган", "Орган", "Body")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
SECRECY = Text("Құпиялық режимі", "Режим тайны", "Regime of secrecy")
PACKED_ON = Text("Салынған күні", "Упакован", "Packed on")
ROWS = Text("Жол саны", "Число строк", "Rows")
FILES = Text("Тізімдемедегі файлдар", "Файлы по описи", "Files of the manifest")
FILE = Text("Файл", "Файл", "File")
SIZE = Text("Өлшемі, байт", "Размер, байт", "Size, bytes")
CAME = Text("Келгені, байт", "Пришло, байт", "Came in, bytes")
SHA = Text("SHA-256", "SHA-256", "SHA-256")
MANIFEST = Text("Тізімдеме", "Опись", "Manifest")
MANIFEST_SHA = Text("Тізімдеменің хеші, SHA-256", "SHA-256 описи", "SHA-256 of the manifest")
STATE = Text("Күйі", "Состояние", "State")
DELIVERY = Text("Жеткізілімі", "Поставка", "Delivery")
OPEN_DELIVERY = Text("Жолдарын қарау", "Смотреть строки", "See its rows")
READ_AT = Text("Оқылды", "Прочитан", "Read in")
DUE = Text("Қайтару не жою мерзімі", "Вернуть или уничтожить до", "Return or destroy by")
LATE = Text("мерзімі өтті", "срок прошёл", "overdue")
IN_TIME = Text("мерзімі бар", "в сроке", "in time")
ENDED = Text("Аяқталды", "Завершено", "Ended")
ENDING = Text("Актінің нөмірі", "Номер акта", "Number of the act")
CHAIN = Text("Беру тізбегі", "Цепь передачи", "Chain of custody")
GIVER = Text("Берген", "Передал", "Giver")
TAKER = Text("Алған", "Принял", "Taker")
WHEN = Text("Қашан", "Когда", "When")
SEAL = Text("Мөрдің нөмірі", "Номер печати", "Number of the seal")
RECEIPT = Text("Қолхаттың нөмірі", "Номер расписки", "Number of the receipt")
INCOMING = Text("Кіріс журналының нөмірі", "Номер входящего журнала", "Number in the incoming register")
KEY = Text("Агенттіктің шифрлау кілті", "Ключ шифрования Агентства", "The Agency's key to encrypt for")
NONE = Text("Жеткізгіш жоқ.", "Носителей нет.", "There are no carriers.")
NO_LINKS = Text("Әлі ешкімге берілген жоқ.", "Ещё никому не передан.", "Not handed to anybody yet.")
NEW = Text("Тізімдемені енгізу", "Внести опись", "Enter a manifest")
SIGN_MANIFEST = Text("Тізімдемеге қол қою", "Подписать опись", "Sign the manifest")
HAND = Text("Тапсыру", "Передать", "Hand over")
TAKE = Text("Қабылдау", "Принять", "Receive")
REFUSE = Text("Қабылдамау", "Отказать в приёме", "Refuse")
SEND_FILE = Text("Файлды беру", "Дать файл", "Give a file")
READ = Text("Тексеріп оқу", "Проверить и прочитать", "Check and read in")
END_KK = Text("Акт, PDF: қазақша", "Акт, PDF на казахском", "The act, PDF in Kazakh")
END_RU = Text("Акт, PDF: орысша", "Акт, PDF на русском", "The act, PDF in Russian")
PUT_AWAY = Text("Қайтару не жою", "Вернуть или уничтожить", "Return or destroy")
SIGN = Text("ЭЦҚ-мен қол қою", "Подписать ЭЦП", "Sign with the EDS")
END = Text("Не істеледі", "Что делается", "What is done")
LEAD = Text(
    "Жеткізгіш басқа төрт тәсіл мүмкін болмағанда ғана жіберіледі. Файлдары Агенттік кілтіне шифрланады.",
    "Носитель уходит, только когда невозможны все четыре других способа. Файлы шифруются на ключ Агентства.",
    "A carrier leaves only where all four other ways are impossible. Its files are encrypted for the Agency's key.",
)
NEW_LEAD = Text(
    "Файлдарды органда Almasu бағдарламасымен салыңыз. Мұнда ол жазған тізімдеменің файлы ғана беріледі.",
    "Упакуйте файлы в органе программой Almasu. Сюда даётся только записанный ею файл описи.",
    "Pack the files at the body with the program of Almasu. Here only the manifest that it wrote is given.",
)
FILE_LEAD = Text(
    "1 МиБ дейінгі файл осы беттен, одан үлкендері жеткізгіштен Almasu бағдарламасымен беріледі.",
    "Файл до 1 МиБ даётся с этой страницы, большие читает с носителя программа Almasu.",
    "A file of up to 1 MiB is given by this page; larger ones the program of Almasu reads from the carrier.",
)
READ_LEAD = Text(
    "Әр файл тізімдемемен салыстырылады. Біреуі сәйкес келмесе, ештеңе оқылмайды.",
    "Каждый файл сверяется с описью. Если хоть один не сходится, не читается ничего.",
    "Every file is compared with the manifest. Where one does not fit, nothing is read.",
)
SEAL_HINT = Text("Жеткізгіште көрінгендей.", "Как на носителе.", "As it is on the carrier.")
STATES = {
    CarrierState.DRAFTED: State(
        Tone.WAIT, Text("басшының қолын күтуде", "ждёт подписи руководителя", "waits for the head's signature")
    ),
    CarrierState.PACKED: State(Tone.WAIT, Text("органда, қол қойылған", "в органе, подписан", "at the body, signed")),
    CarrierState.ON_THE_WAY: State(Tone.WAIT, Text("жолда", "в пути", "on the way")),
    CarrierState.AT_AGENCY: State(Tone.WAIT, Text("Агенттікте", "в Агентстве", "at the Agency")),
    CarrierState.READ_IN: State(Tone.GOOD, Text("оқылды", "прочитан", "read in")),
    CarrierState.REFUSED: State(Tone.BAD, Text("қабылданбады", "отказано в приёме", "refused")),
    CarrierState.RETURNED: State(Tone.PLAIN, Text("қайтарылды", "возвращён", "returned")),
    CarrierState.DESTROYED: State(Tone.PLAIN, Text("жойылды", "уничтожен", "destroyed")),
}
NEW_FIELDS = (Field("manifest", MANIFEST, Kind.FILE),)
HAND_FIELDS = (
    Field("taker", TAKER, longest=60),
    Field("seal", SEAL, longest=60),
    Field("receipt", RECEIPT, longest=60),
)
TAKE_FIELDS = (Field("receipt", INCOMING, longest=60), Field("seal", SEAL, longest=60, hint=SEAL_HINT))
FILE_FIELDS = (Field("file", FILE, Kind.FILE),)
END_FIELDS = (
    Field("end", END, Kind.CHOICE, choices=tuple(Choice(one.value, name) for one, name in ENDS.items())),
    Field("ending", ENDING, longest=60),
)
