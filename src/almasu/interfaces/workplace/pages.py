"""The gateway's own pages: the frame around an application, why something did not pass, that the session ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from almasu.kernel.provision.look import Fate
from almasu.kernel.provision.seat import Cut
from almasu.kernel.provision.shown.named import UNNAMED
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.text import Language, Text

_HERE = Path(__file__).parent
STATIC: Mapping[str, str] = MappingProxyType({"frame.js": "text/javascript", "frame.css": "text/css"})
WORKPLACE = Text("Органның АЖО-сы", "АРМ органа", "Workplace of the body")
RECORDED = Text(
    "Бұл отырыс жазылады: әр бет пен әр әрекет журналда тұрады.",
    "Сеанс записывается: каждая страница и каждое действие остаются в журнале.",
    "This session is recorded: every page and every step stays in the journal.",
)
UNTIL = Text("Рұқсат мерзімі", "Доступ до", "The seat ends")
OPEN = Text("АЖО-ны ашу", "Открыть АРМ", "Open the workplace")
FROM_ELSEWHERE = Text(
    "Мұнда басқа сайттың беті әкелді. Порталда отырысты өзіңіз жаңа ғана бастаған болсаңыз ғана ашыңыз.",
    "Сюда привела страница другого сайта. Открывайте, только если вы сами только что начали сеанс на портале.",
    "A page of another site led here. Open it only where you yourself have just sat down in the portal.",
)
LEAVE = Text("Отырысты аяқтау", "Завершить сеанс", "End the session")
ENDED = Text("АЖО отырысы аяқталды", "Сеанс в АРМ завершён", "The session at the workplace has ended")
NOT_PASSED = Text("Бұл өтпеді", "Это не пропущено", "This did not pass")
FAULT = Text(
    "Шлюз қазір жауап бере алмайды. Біраздан соң қайталаңыз.",
    "Шлюз сейчас не может ответить. Повторите позже.",
    "The gateway cannot answer now. Try again later.",
)
AGAIN = Text(
    "Қайта бастау үшін порталда рұқсатты ашыңыз.",
    "Чтобы начать заново, откройте доступ на портале.",
    "To begin anew, open your seat in the portal.",
)
BACK = Text("Порталдағы рұқсаттарыма", "К моим доступам на портале", "To my seats in the portal")
KEPT = Text("Әрекет журналға жазылды.", "Попытка записана в журнал.", "The attempt stands in the journal.")
WHY_ENDED: Mapping[Cut, Text] = MappingProxyType(
    {
        Cut.LEFT: Text(
            "Отырысты өзіңіз аяқтадыңыз не порталдан шықтыңыз.",
            "Вы завершили сеанс или вышли с портала.",
            "You ended the session or signed out of the portal.",
        ),
        Cut.SEAT_ENDED: Text("Рұқсат мерзімі бітті.", "Срок доступа истёк.", "The term of the seat is over."),
        Cut.REVOKED: Text("Рұқсат қайтарып алынды.", "Доступ отозван.", "The seat was taken back."),
        Cut.TOO_LONG: Text(
            "Бір отырыс тоғыз сағаттан аспайды.",
            "Один сеанс длится не больше девяти часов.",
            "A session lasts nine hours at most.",
        ),
        Cut.WAY_CHANGED: Text(
            "Бұл жиынның заңды тәсілі енді басқа.",
            "Законный способ этого набора теперь другой.",
            "Another way is now the lawful one of this set.",
        ),
        Cut.BLOCKED: Text(
            "Есептік жазбаңыз бұғатталды.", "Ваша учётная запись заблокирована.", "Your account was blocked."
        ),
        Cut.ACT_ENDED: Text(
            "Күшіндегі бірлескен акт жоқ не оның шарты орындалмай тұр.",
            "Действующего совместного акта нет, или его условие не соблюдено.",
            "No joint act is in force, or a condition of it is not kept.",
        ),
        Cut.MATERIAL_ENDED: Text(
            "Көргеніңіз сақталатын материал жойылды не мерзімі бітті.",
            "Материал, под которым хранится увиденное, уничтожен, или его срок истёк.",
            "The material that what you see is kept under was destroyed, or its time is over.",
        ),
        Cut.STOPPED: Text(
            "Отырысты орган не Агенттік басшылығы аяқтады.",
            "Сеанс завершил орган или руководитель Агентства.",
            "The body or the Agency's head ended the session.",
        ),
        Cut.NEVER_OPENED: Text(
            "Билет бір минутта ашылмады.", "Билет не открыли за минуту.", "The ticket was not opened within a minute."
        ),
    }
)
WHY_NOT: Mapping[Fate, Text] = MappingProxyType(
    {
        Fate.SHOWN: Text("", "", ""),
        Fate.SILENT: Text(
            "Органның қолданбасы жауап бермеді не жауабы оқылмады.",
            "Приложение органа не ответило, или ответ не читается.",
            "The body's application did not answer, or not readably.",
        ),
        Fate.CUT: ENDED,
        Fate.METHOD: Text(
            "Бұл әдіс не мекенжай шлюзден өтпейді.",
            "Такой метод или адрес через шлюз не проходит.",
            "This method or address does not pass the gateway.",
        ),
        Fate.UPLOAD: Text(
            "Бұл рұқсатпен файл жіберілмейді.",
            "По этому доступу файлы не отправляются.",
            "With this seat no files are sent.",
        ),
        Fate.TOO_LARGE: Text(
            "Жіберілген не келген мәлімет тым үлкен.",
            "Отправленное или полученное слишком велико.",
            "What was sent or came is too large.",
        ),
        Fate.STREAM: Text(
            "Ағындар мен веб-сокеттер шлюзден өтпейді: олар толық жазылмайды.",
            "Потоки и веб-сокеты через шлюз не проходят: их нельзя записать целиком.",
            "Streams and web sockets do not pass the gateway: they cannot be recorded whole.",
        ),
        Fate.ELSEWHERE: Text(
            "Қолданба басқа мекенжайға бағыттады: шлюз онда апармайды.",
            "Приложение ведёт на другой адрес: шлюз туда не пускает.",
            "The application leads to another address: the gateway does not go there.",
        ),
        Fate.UNREADABLE: Text(
            "Бұл жауапта мәндердің атауы жоқ: актіден тыс өрістер кесілмейтіндіктен, ол көрсетілмейді (5-тармақ).",
            "В этом ответе значения не названы: поля сверх акта в нём не отсечь, поэтому он не показан (пункт 5).",
            "The values of this answer have no names: no field beyond the act can be cut, so none is shown (clause 5).",
        ),
    }
)
CUT = Text(
    "Бірлескен актіде жоқ, сондықтан көрсетілмеді (5-тармақ):",
    "Нет в совместном акте, поэтому не показано (пункт 5):",
    "Not in the joint act, so not shown (clause 5):",
)
OF_TEXT = Text("атаусыз сөздер не нөмір", "слова или номер без названия поля", "words or a number under no name")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages in one environment; every word of somebody else is escaped."""

    environment: Environment

    def frame(self, language: Language, called: tuple[Text, Text], until: datetime) -> bytes:
        """Return the frame in which an application is shown; `called` is how the act calls the body and the set."""
        ends = in_astana(until).strftime("%d.%m.%Y %H:%M")
        body, data_set = called
        return self._page("frame.html", language, title=WORKPLACE, body=body, data_set=data_set, ends=ends)

    def asks(self, language: Language, ticket: str) -> bytes:
        """Return the page that asks whether a ticket is to be taken."""
        return self._page("open.html", language, title=WORKPLACE, words=(FROM_ELSEWHERE,), opens=OPEN, ticket=ticket)

    def ended(self, language: Language, why: Cut | None, seats: str) -> bytes:
        """Return the page after the end of a session; `seats` is where the portal lists the person's own."""
        words = () if why is None else (WHY_ENDED[why],)
        told = (*words, AGAIN)
        return self._page("ended.html", language, title=ENDED, words=told, back=BACK, seats=seats)

    def held(self, language: Language, fate: Fate) -> bytes:
        """Return the page instead of what did not pass."""
        return self._page("said.html", language, title=NOT_PASSED, words=(WHY_NOT[fate], KEPT))

    def telling(self, language: Language, page: bytes, cuts: Sequence[str], at: int | None) -> bytes:
        """Return what is shown, with what was cut told at a place of it; unchanged where there is nothing to tell."""
        if at is None or not cuts:
            return page
        names = ", ".join(OF_TEXT.said_in(language) if one == UNNAMED else one for one in cuts)
        said = escape(f"{CUT.said_in(language)} {names}")
        return page[:at] + f'<p role="note" lang="{language.value}">{said}</p>'.encode() + page[at:]

    def problem(self, language: Language, no: Problem) -> bytes:
        """Return the page of a problem: what it is and what to do."""
        return self._page("said.html", language, title=no.title, words=(no.remedy,))

    def fault(self, language: Language) -> bytes:
        """Return the page of a fault of ours."""
        return self._page("said.html", language, title=WORKPLACE, words=(FAULT,))

    def _page(self, template: str, language: Language, **shown: object) -> bytes:
        def say(text: Text) -> str:
            return text.said_in(language)

        made = self.environment.get_template(template)
        words = {"recorded": RECORDED, "until": UNTIL, "leave": LEAVE}
        return made.render(language=language.value, say=say, **{**words, **shown}).encode()


def load_pages() -> Pages:
    """Return the pages; templates and files are part of the package."""
    loader = FileSystemLoader(_HERE / "templates")
    return Pages(Environment(loader=loader, autoescape=True, undefined=StrictUndefined))


def static_file(name: str) -> bytes | None:
    """Return a file of ours, None where there is none of this name."""
    return (_HERE / "static" / name).read_bytes() if name in STATIC else None
