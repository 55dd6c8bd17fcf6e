"""What a person or a program is told while the database is away: come back, and look before doing it again."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

COME_BACK = {"retry-after": "10"}
"""The header of the answer, in seconds (RFC 9110, 10.2.3)."""
AWAY = ProblemKind(
    "database.away",
    503,
    Text(
        "Дерекқор қазір жауап бермейді.",
        "База данных сейчас не отвечает.",
        "The database does not answer now.",
    ),
    Text(
        "Бір минуттан кейін бетті қайта ашыңыз; қайталамас бұрын істелгені тұр ма, соны қараңыз.",
        "Откройте страницу снова через минуту; прежде чем повторять, посмотрите, есть ли там сделанное.",
        "Open the page again in a minute; before you repeat it, look whether what you did is there.",
    ),
)
