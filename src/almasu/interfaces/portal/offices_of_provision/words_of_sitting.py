"""Words of the pages on sessions at workplaces (FMA-3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.actions.provision.sittings import SittingState
from almasu.interfaces.portal.offices.blocks import Tone
from almasu.kernel.provision.look import Fate
from almasu.kernel.provision.seat import Cut
from almasu.law.text import Text

SITTINGS = "/provision/sittings"
ONE, SEEN_AT = f"{SITTINGS}/{{sitting:uuid}}", "/provision/materials/looks"
LOOK = f"{SEEN_AT}/{{look:uuid}}"
TITLE = Text("АЖО отырыстары", "Сеансы в АРМ", "Sessions at workplaces")
LEAD = Text(
    "Әр отырыс шлюз арқылы өтіп, жазылады. Орган мен басшы оның болғанын көреді, мазмұнын – қараған қызметкер ғана.",
    "Сеанс идёт через шлюз и записывается. Орган и руководитель видят, что он был; содержание – только смотревший.",
    "A session goes through the gateway and is recorded. Body and head see that it was; its content, whoever looked.",
)
SIT = Text("АЖО-ға отыру", "Начать сеанс в АРМ", "Sit down at the workplace")
SIT_LEAD = Text(
    "Отырыс сілтемемен ашылады. Әр бет, жіберу және файл жазылады; рұқсат біткенде отырыс бірден үзіледі.",
    "Сеанс откроется по ссылке. Каждая страница, форма и файл записываются; с концом доступа он обрывается сразу.",
    "The session opens by a link. Every page, form and file is recorded; when the right ends it is cut at once.",
)
OPEN = Text("АЖО-ны ашу (бір минут ішінде)", "Открыть АРМ (в течение минуты)", "Open the workplace (within a minute)")
END = Text("Отырысты аяқтау", "Завершить сеанс", "End the session")
PERSON = Text("Қызметкер", "Работник", "Worker")
SINCE = Text("Басталды", "Начат", "Began")
UNTIL = Text("Аяқталды", "Завершён", "Ended")
MINUTES = Text("Минут", "Минут", "Minutes")
LOOKS = Text("Қараулар", "Просмотры", "Looks")
WHY_ENDED = Text("Неге аяқталды", "Почему завершён", "Why it ended")
SEAT = Text("Рұқсат", "Доступ", "Seat")
EDITION = Text("Бұйрықтың редакциясы", "Редакция приказа", "Edition of the order")
NUMBER = Text("№", "№", "No.")
AT = Text("Уақыты", "Время", "Time")
METHOD = Text("Әрекет", "Действие", "Step")
PATH = Text("Мекенжай", "Адрес", "Address")
FATE = Text("Нәтижесі", "Исход", "Outcome")
SENT = Text("Жіберілді, байт", "Отправлено, байт", "Sent, bytes")
CAME = Text("Келді, байт", "Получено, байт", "Came, bytes")
DIGEST = Text("Келгеннің SHA-256", "SHA-256 полученного", "SHA-256 of what came")
SENT_DIGEST = Text("Жіберілгеннің SHA-256", "SHA-256 отправленного", "SHA-256 of what was sent")
ONE_TITLE = Text("АЖО отырысы", "Сеанс в АРМ", "A session at a workplace")
SEE_SEAT = Text("Рұқсатты ашу", "Открыть доступ", "Open the seat")
KIND = Text("Түрі", "Тип", "Type")
LOOK_TITLE = Text("Көрілгені", "Увиденное", "What was seen")
SEEN = Text("Экранда болғаны", "Что было на экране", "What was on the screen")
TYPED = Text("Жіберілген пішін", "Отправленная форма", "The form that was sent")
KEPT_UNDER = Text("Көрілгені қайда", "Где увиденное", "Where what was seen lies")
SEEN_GONE = Text(
    "материалымен бірге жойылған", "уничтожено вместе с материалом", "destroyed together with its material"
)
UNPRINTED = Text(
    "АЖО-да көрілген экраннан басып шығарылмайды.",
    "Увиденное в АРМ не печатается с экрана.",
    "What was seen at a workplace is not printed from the screen.",
)
OPEN_LOOK = Text("Қайта ашу", "Открыть снова", "Open again")
NO_TEXT = Text(
    "Бұл мәтін емес: хэші ғана көрсетіледі.",
    "Это не текст: показан только хэш.",
    "This is no text: its digest alone is shown.",
)
KEEPS = Text("Көрілгені материалда сақталсын", "Хранить увиденное в материале", "Keep what is seen under a material")
UPLOADS = Text("Файл жіберуге рұқсат", "Разрешить отправку файлов", "Let files be sent")
NOT_KEPT = Text("Материалсыз", "Без материала", "No material")
STATES: Mapping[SittingState, tuple[Tone, Text]] = MappingProxyType(
    {
        SittingState.WAITING: (Tone.WAIT, Text("ашылуын күтеді", "ждёт открытия", "waits to be opened")),
        SittingState.OPEN: (Tone.GOOD, Text("жүріп жатыр", "идёт", "goes on")),
        SittingState.ENDED: (Tone.PLAIN, Text("аяқталды", "завершён", "ended")),
    }
)
CUTS: Mapping[Cut, Text] = MappingProxyType(
    {
        Cut.LEFT: Text("қызметкер аяқтады", "завершил работник", "the worker ended it"),
        Cut.SEAT_ENDED: Text("рұқсат мерзімі бітті", "срок доступа истёк", "the term of the seat is over"),
        Cut.REVOKED: Text("рұқсат қайтарылды", "доступ отозван", "the seat was taken back"),
        Cut.TOO_LONG: Text("тоғыз сағаттан асты", "дольше девяти часов", "longer than nine hours"),
        Cut.WAY_CHANGED: Text("заңды тәсіл өзгерді", "законный способ сменился", "another way became lawful"),
        Cut.BLOCKED: Text("есептік жазба бұғатталды", "учётная запись заблокирована", "the account was blocked"),
        Cut.ACT_ENDED: Text("күшінде акт жоқ", "нет действующего акта", "no act in force"),
        Cut.MATERIAL_ENDED: Text("материалы жойылды", "материал уничтожен", "its material is no more"),
        Cut.STOPPED: Text(
            "орган не Агенттік басшылығы аяқтады",
            "завершил орган или руководитель Агентства",
            "the body or the Agency's head ended it",
        ),
        Cut.NEVER_OPENED: Text("ашылмаған", "не открыт", "never opened"),
    }
)
BEYOND = Text("Актіден тыс кесілгені", "Отсечено сверх акта", "Cut beyond the act")
CUT_NUMBER = Text("атаусыз сөздер не нөмір", "слова или номер без названия поля", "words or a number under no name")
FATES: Mapping[Fate, tuple[Tone, Text]] = MappingProxyType(
    {
        Fate.SHOWN: (Tone.GOOD, Text("көрсетілді", "показано", "shown")),
        Fate.SILENT: (Tone.WAIT, Text("қолданба үнсіз", "приложение молчит", "the application is silent")),
        Fate.CUT: (Tone.WAIT, Text("үзілді", "оборвано", "cut")),
        Fate.METHOD: (
            Tone.BAD,
            Text("өтпеді: әдіс не мекенжай", "не пропущено: метод или адрес", "held: method or address"),
        ),
        Fate.UPLOAD: (Tone.BAD, Text("өтпеді: файл", "не пропущено: файл", "held: file")),
        Fate.TOO_LARGE: (Tone.BAD, Text("өтпеді: көлемі", "не пропущено: размер", "held: size")),
        Fate.STREAM: (Tone.BAD, Text("өтпеді: ағын", "не пропущено: поток", "held: stream")),
        Fate.ELSEWHERE: (Tone.BAD, Text("өтпеді: басқа жер", "не пропущено: другой адрес", "held: elsewhere")),
        Fate.UNREADABLE: (
            Tone.BAD,
            Text("өтпеді: мәндері аталмаған", "не пропущено: значения не названы", "held: unnamed"),
        ),
    }
)
