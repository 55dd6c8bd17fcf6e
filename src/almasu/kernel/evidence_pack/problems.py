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

NO_COPY = ProblemKind(
    "evidence.no_copy",
    409,
    Text(
        kk="Жауаптарды ашық жинақ тек алынған көшірмемен бірге беріледі.",
        ru="Пакет с раскрытыми ответами выдаётся только вместе с полученной копией.",
        en="A pack that opens the answers is given only together with a copy that was taken.",
    ),
    Text(
        kk="Алдымен материал үшін көшірме алыңыз: жинақ сол көшірменің бөлігі болады және онымен бірге жойылады. "
        "Дәлел үшін жабық жинақ жеткілікті.",
        ru="Сначала получите копию для материала: пакет станет её частью и уничтожается вместе с ней. "
        "Для доказательства достаточно пакета без ответов.",
        en="Take a copy for the material first: the pack becomes part of it and is destroyed with it. "
        "A pack with closed answers is enough to prove the request.",
    ),
    ("SIO25-19.1",),
)
