"""The problems that the desk in memory raises, and the constants of its made-up day."""

from __future__ import annotations

from datetime import UTC, datetime

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOW = datetime(2026, 11, 20, 5, 2, tzinfo=UTC)
IIN = "860314450216"
CODE = "123456"
GOOD_SIGNATURE = b"signed"
ENDED = ProblemKind(
    "session.ended",
    401,
    Text("Сеанс аяқталды.", "Сеанс завершён.", "The session has ended."),
    Text("Қайта кіріңіз.", "Войдите ещё раз.", "Sign in again."),
)
ABSENT = ProblemKind(
    "absent",
    404,
    Text("Мұндай нысан жоқ.", "Такого объекта нет.", "There is no such thing."),
    Text("Нөмірін тексеріңіз.", "Проверьте номер.", "Check its number."),
)
FORBIDDEN = ProblemKind(
    "account.role",
    403,
    Text("Бұл сіздің рөліңізге ашық емес.", "Это недоступно вашей роли.", "This is not open to your role."),
    Text("Операторға жүгініңіз.", "Обратитесь к оператору.", "Ask the operator."),
    ("SIO25-2",),
)
BAD_CODE = ProblemKind(
    "code.wrong",
    422,
    Text("Код дұрыс емес.", "Код неверный.", "The code is not right."),
    Text(
        "Соңғы хабарламадағы кодты енгізіңіз.",
        "Введите код из последнего сообщения.",
        "Type the code of the last message.",
    ),
    ("SIO25-9",),
)
SOON = ProblemKind(
    "code.soon",
    429,
    Text("Жаңа код сұрауға әлі ерте.", "Новый код просить ещё рано.", "It is too early for another code."),
    Text("Бір минут күтіңіз.", "Подождите минуту.", "Wait a minute."),
)
EXPIRED = ProblemKind(
    "signature.expired",
    422,
    Text("Кілттің мерзімі өтіп кеткен.", "Срок действия ключа истёк.", "The term of the key has ended."),
    Text("Жаңа кілт алыңыз.", "Получите новый ключ.", "Get a new key."),
    ("SIO25-12.1",),
)
BAD_SUM = ProblemKind(
    "request.subject_key.checksum",
    422,
    Text(
        "ЖСН-нің бақылау цифры сәйкес емес.",
        "Контрольная цифра ИИН не сходится.",
        "The check digit of the IIN does not agree.",
    ),
    Text("Нөмірді құжаттан қайта оқыңыз.", "Сверьте номер с документом.", "Read the number again from the document."),
    ("SIO25-2",),
)
NO_GROUND = ProblemKind(
    "request.ground.missing",
    422,
    Text("Негіз көрсетілмеген.", "Не указано основание.", "No ground is stated."),
    Text("Тізімнен негізді таңдаңыз.", "Выберите основание из списка.", "Choose a ground from the list."),
    ("SIO25-2",),
)
UNREADABLE = ProblemKind(
    "receipt.unreadable",
    422,
    Text("Бұл түбіртек емес.", "Это не квитанция.", "This is not a receipt."),
    Text("Түбіртекті толық көшіріңіз.", "Скопируйте квитанцию целиком.", "Copy the whole receipt."),
)
EDITION = Text("2025 жылғы редакция, 16/152", "редакция 2025 года, 16/152", "edition of 2025, 16/152")
GROUPS = {
    "identity": Text("Жеке басы", "Личность", "Identity"),
    "business": Text("Кәсіпкерлік", "Предпринимательство", "Business"),
    "justice": Text("Сот және тергеу", "Суд и следствие", "Justice"),
    "migration_and_labour": Text("Көші-қон", "Миграция", "Migration"),
    "movement": Text("Қозғалыс", "Передвижение", "Movement"),
    "property": Text("Мүлік", "Имущество", "Property"),
    "public_service": Text("Мемлекеттік қызмет", "Государственная служба", "Public service"),
    "relations": Text("Байланыстар", "Взаимосвязи", "Relations"),
    "social_and_medical": Text("Әлеуметтік сала", "Социальная сфера", "Social sphere"),
}
