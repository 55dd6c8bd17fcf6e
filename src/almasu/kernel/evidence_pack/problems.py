"""Problems of making a pack."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOT_YET = ProblemKind(
    "evidence.not_yet",
    409,
    Text(
        kk="Сұраудың кейбір жазбалары журналда әлі орнын алған жоқ.",
        ru="Некоторые записи о запросе ещё не встали на своё место в журнале.",
        en="Some entries about the request have not taken their place in the journal yet.",
    ),
    Text(
        kk="Бірнеше секундтан кейін қайталаңыз: жинаққа тек куәгерлер растаған жазбалар кіреді.",
        ru="Повторите через несколько секунд: в пакет входит только подтверждённое свидетелями.",
        en="Try again in a few seconds: a pack holds only what witnesses have vouched for.",
    ),
    ("SIO25-15.1",),
)
