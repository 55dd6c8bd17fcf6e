"""Problems of the exchange between machines: who is known, what is there, what was asked wrongly."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MACHINE_FORM = ProblemKind(
    "interchange.machine_form",
    422,
    Text(
        kk="Машина есептік жазбасының бұл өрісі дұрыс толтырылмаған.",
        ru="Это поле учётной записи машины заполнено неверно.",
        en="This field of the machine's account is not filled in rightly.",
    ),
    Text(
        kk="Атауын (80 белгіге дейін), бар жинақтардың бірін, бір жылдан аспайтын мерзімді, сертификаттың SHA-256 "
        "мәнін 64 он алтылық таңбамен жазыңыз.",
        ru="Укажите название (до 80 знаков), существующие подборки, срок не дольше года, SHA-256 сертификата 64 "
        "шестнадцатеричными знаками.",
        en="Give a name of at most 80 characters, collections that exist, a term of at most a year, the certificate's "
        "SHA-256 as 64 hexadecimal digits.",
    ),
    ("ASOI-3.1",),
)
MACHINE_ABSENT = ProblemKind(
    "interchange.machine_absent",
    404,
    Text(
        kk="Мұндай машина есептік жазбасы жоқ.", ru="Такой учётной записи машины нет.", en="There is no such account."
    ),
    Text(
        kk="Есептік жазбаны өз ұйымыңыздың тізімінен ашыңыз.",
        ru="Откройте учётную запись из списка своей организации.",
        en="Open the account from the list of your own organisation.",
    ),
    ("ASOI-3.1",),
)
NOT_KNOWN = ProblemKind(
    "interchange.not_known",
    401,
    Text(
        kk="Машинаның есептік жазбасы танылмады.",
        ru="Учётная запись машины не узнана.",
        en="The machine's account was not recognised.",
    ),
    Text(
        kk="Есептік жазбаның нөмірі мен кілтін тексеріңіз; мерзімі өткен немесе бұғатталған болса, ұйымыңыздың "
        "ақпараттық қауіпсіздік бөлімшесінің басшысынан жаңасын сұраңыз.",
        ru="Проверьте номер и ключ учётной записи; если срок истёк или она заблокирована, попросите новую у "
        "руководителя подразделения ИБ своей организации.",
        en="Check the number and token of the account; where it has run out or is blocked, ask the head of your "
        "information-security unit for a new one.",
    ),
    ("ASOI-3.1",),
)
ABSENT = ProblemKind(
    "interchange.absent",
    404,
    Text(kk="Мұнда ештеңе жоқ.", ru="Здесь ничего нет.", en="There is nothing here."),
    Text(
        kk="Жинақтар тізімін сұраңыз: онда осы есептік жазбаға ашық жинақтар ғана бар.",
        ru="Запросите список подборок: в нём только те, что открыты этой учётной записи.",
        en="Ask for the list of collections: it has those that are open to this account, and no others.",
    ),
    ("ASOI-3.1",),
)
NOT_ALLOWED = ProblemKind(
    "interchange.not_allowed",
    403,
    Text(
        kk="Бұл жинақта есептік жазбаға мұндай әрекет ашылмаған.",
        ru="Этой учётной записи такое действие в подборке не открыто.",
        en="The account may not do this in the collection.",
    ),
    Text(
        kk="Өз ұйымыңыздың жинағына жазыңыз; жалпы жинаққа хабарлама басшының келісімімен портал арқылы ғана шығады.",
        ru="Пишите в подборку своей организации; в общую подборку оповещение выходит только через портал с согласия "
        "руководства.",
        en="Write into the collection of your own organisation; an alert comes into a common one only through the "
        "portal, with the consent of the head.",
    ),
    ("ASOI-10",),
)
BAD_QUESTION = ProblemKind(
    "interchange.bad_question",
    400,
    Text(kk="Сұрау оқылмады: {why}.", ru="Запрос не понят: {why}.", en="The request was not understood: {why}."),
    Text(
        kk="TAXII 2.1, 3.4 және 3.5 бөлімдері бойынша түзетіңіз; келесі бетті сол сүзгілермен немесе сүзгісіз сұраңыз.",
        ru="Исправьте по разделам 3.4 и 3.5 TAXII 2.1; следующую страницу просите с теми же фильтрами или без них.",
        en="Mend it by sections 3.4 and 3.5 of TAXII 2.1; ask for a further page with the same filters or with none.",
    ),
    ("ASOI-10",),
)
BAD_ENVELOPE = ProblemKind(
    "interchange.bad_envelope",
    422,
    Text(kk="Конверт оқылмады: {why}.", ru="Конверт не прочитан: {why}.", en="The envelope was not read: {why}."),
    Text(
        kk="objects тізімі бар JSON конвертін жіберіңіз (TAXII 2.1, 3.7).",
        ru="Передайте конверт JSON со списком objects (TAXII 2.1, 3.7).",
        en="Send a JSON envelope with a list `objects` (TAXII 2.1, 3.7).",
    ),
    ("ASOI-10",),
)
WRONG_MEDIA = ProblemKind(
    "interchange.wrong_media",
    415,
    Text(
        kk="Жіберілгеннің түрі қабылданбайды.",
        ru="Тип отправленного не принимается.",
        en="The media type is not taken.",
    ),
    Text(
        kk="Content-Type: application/taxii+json;version=2.1 деп көрсетіңіз.",
        ru="Укажите Content-Type: application/taxii+json;version=2.1.",
        en="Say Content-Type: application/taxii+json;version=2.1.",
    ),
    ("ASOI-10",),
)
NOT_ACCEPTABLE = ProblemKind(
    "interchange.not_acceptable",
    406,
    Text(
        kk="Сұралған түрде жауап берілмейді.",
        ru="В запрошенном виде не отвечаем.",
        en="No answer of the type asked for.",
    ),
    Text(
        kk="Accept: application/taxii+json;version=2.1 деп көрсетіңіз.",
        ru="Укажите Accept: application/taxii+json;version=2.1.",
        en="Say Accept: application/taxii+json;version=2.1.",
    ),
    ("ASOI-10",),
)
TOO_LARGE = ProblemKind(
    "interchange.too_large",
    413,
    Text(
        kk="Конверт {most} байттан үлкен.",
        ru="Конверт больше {most} байт.",
        en="The envelope has more than {most} bytes.",
    ),
    Text(kk="Нысандарды бөліп жіберіңіз.", ru="Передайте объекты частями.", en="Send the objects in parts."),
    ("ASOI-10",),
)
NO_SUCH_METHOD = ProblemKind(
    "interchange.method",
    405,
    Text(kk="Мұнда бұл әдіс жоқ.", ru="Здесь такого метода нет.", en="This method is not offered here."),
    Text(
        kk="TAXII 2.1 сипаттамасындағы әдісті қолданыңыз.",
        ru="Используйте метод из описания TAXII 2.1.",
        en="Use the method that TAXII 2.1 names for this place.",
    ),
    ("ASOI-10",),
)
NO_EVENT = ProblemKind(
    "interchange.no_event",
    422,
    Text(
        kk="Файл STIX топтамасы да, MISP оқиғасы да емес.",
        ru="Файл не является ни пакетом STIX, ни событием MISP.",
        en="The file is neither a STIX bundle nor an event of MISP.",
    ),
    Text(
        kk="STIX 2.1 топтамасын (bundle) не MISP-тің бір оқиғасын JSON түрінде, 1 МБ-тан асырмай беріңіз.",
        ru="Дайте пакет (bundle) STIX 2.1 или одно событие MISP в JSON не больше 1 МБ.",
        en="Give a STIX 2.1 bundle or one event of MISP as JSON, of at most 1 MB.",
    ),
    ("ASOI-10",),
)
