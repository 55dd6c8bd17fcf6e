"""Problems of papers: there is none, or somebody else was quicker."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

PAPER_UNKNOWN = ProblemKind(
    "paper.unknown",
    404,
    Text(kk="Мұндай құжат жоқ.", ru="Такого документа нет.", en="There is no such document."),
    Text(
        kk="Құжат нөмірін тексеріңіз немесе оны тізімнен ашыңыз.",
        ru="Проверьте номер документа или откройте его из списка.",
        en="Check the document's number, or open it from the list.",
    ),
    ("SIO25-16",),
)

PAPER_CHANGED = ProblemKind(
    "paper.changed",
    409,
    Text(
        kk="Құжатты осы арада басқа адам өзгертті.",
        ru="Документ тем временем изменил другой человек.",
        en="Somebody else changed the document meanwhile.",
    ),
    Text(
        kk="Құжатты қайта ашып, қазіргі күйін қараңыз да, шешімді қайта қабылдаңыз.",
        ru="Откройте документ снова, посмотрите его нынешнее состояние и решите заново.",
        en="Open the document again, look at its present state and decide anew.",
    ),
    ("SIO25-15.1",),
)
