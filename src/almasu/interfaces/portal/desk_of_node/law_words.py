"""Names of what rests on a clause: pages, commands and tests, said so that nobody has to read an address or a path."""

from __future__ import annotations

from almasu.interfaces.portal.views.law import ScreenView
from almasu.law.text import Text

COMMAND = Text("Бағдарлама командасы", "Команда программы", "Command of the program")
INTERFACE = Text("Бағдарламаларға арналған мекенжай", "Адрес для программ", "Address for programs")
OTHER_PAGE = Text("Портал беті", "Страница портала", "Page of the portal")
CASES = Text("Қағиданың мысалдар кестесі", "Таблица случаев правила", "Table of cases of the rule")

SCREENS: tuple[tuple[str, Text], ...] = (
    ("/requests/new", Text("Жаңа сұрау салу", "Новый запрос", "New request")),
    ("/requests/check", Text("Тексеріп, қол қою", "Проверка и подпись", "Check and sign")),
    ("/requests/{request_id:uuid}/dossier", Text("Дерекнама", "Досье", "Dossier")),
    ("/requests", Text("Сұрау салу беті", "Страница запроса", "Page of a request")),
    ("/consent", Text("Келісім", "Согласие", "Consent")),
    ("/sign-in/code", Text("Екінші тексеру", "Вторая проверка", "Second check")),
    ("/sign-in", Text("Кіру", "Вход", "Sign in")),
    ("/visit", Text("ЭЦҚ-мен ғана кіру", "Вход только с ЭЦП", "Coming with an EDS alone")),
    ("/works", Text("Жоспарлы жұмыстар", "Плановые работы", "Planned works")),
    ("/account", Text("Өз есептік жазбасы", "Своя учётная запись", "One's own account")),
    ("/applications", Text("Өтінім", "Заявка", "Application")),
    ("/offices/applications", Text("Өтінімдер кезегі", "Очередь заявок", "Queue of applications")),
    ("/offices/accounts", Text("Пайдаланушылар", "Пользователи", "Users")),
    ("/offices/operator", Text("Оператор кеңсесі", "Кабинет оператора", "Office of the operator")),
    ("/offices/control", Text("Бақылау кеңсесі", "Кабинет контроля", "Office of control")),
    ("/offices/supervision", Text("Прокурор кеңсесі", "Кабинет прокурора", "Office of the prosecutor")),
    ("/offices/owner", Text("Тізілім иесінің кеңсесі", "Кабинет владельца реестра", "Office of the register's owner")),
    ("/offices/materials", Text("Материалдар", "Материалы", "Materials")),
    ("/offices/countersigning", Text("Басшының қолы", "Подпись руководителя", "The head's signature")),
)
AREAS: tuple[tuple[str, Text], ...] = (
    (
        "tests/journeys",
        Text("Адамның толық жұмыс күні", "Весь рабочий день человека", "A person's whole day of work"),
    ),
    (
        "tests/actions",
        Text("Дерекқордағы нақты әрекет", "Действие на настоящей базе", "An act over a real database"),
    ),
    ("tests/regimes", Text("Құқық қағидалары", "Правила режима", "Rules of the regime")),
    ("tests/law", Text("Редакциялар мен мерзімдер", "Редакции и сроки", "Editions and terms")),
    ("tests/powers", Text("Өкілеттіктер", "Полномочия", "Powers")),
    ("tests/interfaces", Text("Беттер мен мекенжайлар", "Страницы и адреса", "Pages and addresses")),
    ("tests/store", Text("Сақтау", "Хранение", "Keeping")),
    ("tests/provider", Text("Дерек берушінің тізілімі", "Реестр поставщика", "A provider's register")),
    ("tests", Text("Жүйенің ішкі бөлігі", "Внутренняя часть системы", "Inner part of the system")),
)


def screen_view(address: str) -> ScreenView:
    """Return a screen of the trace in words."""
    if address.startswith("almasu "):
        return ScreenView(COMMAND, address, "")
    path = address.rsplit(" ", maxsplit=1)[-1]
    if path.startswith("/api/"):
        return ScreenView(INTERFACE, address, "")
    name = next((said for begins, said in SCREENS if path.startswith(begins)), OTHER_PAGE)
    return ScreenView(name, path, path if address == path and "{" not in path and "}" not in path else "")


def area_of(test: str) -> Text:
    """Return where a test looks."""
    return next(said for begins, said in AREAS if test.startswith(begins))


def sentence(test: str) -> str:
    """Return the sentence that a test's name is: `...::test_a_used_nonce_is_refused` as "A used nonce is refused"."""
    words = test.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    return words[:1].upper() + words[1:]
