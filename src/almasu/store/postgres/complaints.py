"""What can stand in the way of the database, in words that the person at the machine can act on."""

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NO_PROGRAMS = ProblemKind(
    "database.no_programs",
    500,
    Text(
        "PostgreSQL бағдарламалары табылмады.",
        "Программы PostgreSQL не найдены.",
        "No PostgreSQL programs were found.",
    ),
    Text(
        "`make setup` орындаңыз, немесе 15-нұсқадан ескі емес PostgreSQL орнатыңыз, немесе оның bin қалтасын "
        "ALMASU_POSTGRES_BIN айнымалысында көрсетіңіз.",
        "Выполните `make setup`, или установите PostgreSQL не старше версии 15, или укажите его папку bin "
        "в переменной ALMASU_POSTGRES_BIN.",
        "Run `make setup`, or install PostgreSQL 15 or newer, or name its bin folder in ALMASU_POSTGRES_BIN.",
    ),
)

OTHER_VERSION = ProblemKind(
    "database.other_version",
    500,
    Text(
        "Деректер қалтасына PostgreSQL {made_by} керек, ал табылғаны: {found}.",
        "Папке данных нужен PostgreSQL {made_by}, а найден: {found}.",
        "The data folder needs PostgreSQL {made_by}; found: {found}.",
    ),
    Text(
        "PostgreSQL {made_by} нұсқасын орнатып, bin қалтасын ALMASU_POSTGRES_BIN айнымалысында көрсетіңіз.",
        "Установите PostgreSQL {made_by} и укажите его папку bin в переменной ALMASU_POSTGRES_BIN.",
        "Install PostgreSQL {made_by} and name its bin folder in ALMASU_POSTGRES_BIN.",
    ),
)

NO_USER = ProblemKind(
    "database.no_user",
    500,
    Text(
        "PostgreSQL root атынан жұмыс істемейді, ал оған ауысатын жүйелік пайдаланушы жоқ ({names}).",
        "PostgreSQL не работает от имени root, а системного пользователя для него нет ({names}).",
        "PostgreSQL refuses to run as root and there is no system user to run it as ({names}).",
    ),
    Text(
        "Мына пайдаланушылардың бірін жасаңыз (мысалы, `useradd --system almasu`) немесе root емес пайдаланушы "
        "болып іске қосыңыз.",
        "Создайте одного из этих пользователей (например, `useradd --system almasu`) или запустите программу "
        "не от имени root.",
        "Create one of these users (for example `useradd --system almasu`) or start as an ordinary user.",
    ),
)

DID_NOT_START = ProblemKind(
    "database.did_not_start",
    500,
    Text(
        "PostgreSQL іске қосылмады. Оның соңғы сөздері: {words}",
        "PostgreSQL не запустился. Его последние слова: {words}",
        "PostgreSQL did not start. Its last words: {words}",
    ),
    Text(
        "{log} файлын оқып, себебін жойыңыз да, қайта іске қосыңыз.",
        "Прочитайте файл {log}, устраните причину и запустите снова.",
        "Read {log}, remove the cause and start again.",
    ),
)

UNREACHABLE = ProblemKind(
    "database.unreachable",
    503,
    Text(
        "Дерекқорға қосылу мүмкін болмады.",
        "Не удалось подключиться к базе данных.",
        "The database cannot be reached.",
    ),
    Text(
        "Сервер жұмыс істеп тұрғанын және ALMASU_DATABASE_URL мекенжайының дұрыстығын тексеріңіз.",
        "Проверьте, что сервер работает и что адрес в ALMASU_DATABASE_URL верен.",
        "See that the server is running and that the address in ALMASU_DATABASE_URL is right.",
    ),
)
