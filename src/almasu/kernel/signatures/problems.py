"""Problems of signing: what happened to a signature, and which side to mend."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

REPLAYED = ProblemKind(
    "signature.replayed",
    409,
    Text(
        kk="Бұл қолтаңба бұрын пайдаланылған.",
        ru="Эта подпись уже использована.",
        en="This signature has been used already.",
    ),
    Text(
        kk="Актіні қайта дайындап, жаңадан қол қойыңыз.",
        ru="Подготовьте акт заново и подпишите его.",
        en="Prepare the act anew and sign it.",
    ),
    ("SIO25-12.1",),
)

ACT_GONE = ProblemKind(
    "signature.act_gone",
    410,
    Text(
        kk="Қол қоюға дайындалған акт табылмады немесе оның бес минуттық мерзімі өтті.",
        ru="Подготовленный к подписи акт не найден или истекли его пять минут.",
        en="The act prepared for signing was not found, or its five minutes have run out.",
    ),
    Text(
        kk="Алдыңғы бетке оралып, актіні қайта дайындаңыз.",
        ru="Вернитесь на предыдущую страницу и подготовьте акт заново.",
        en="Go back one page and prepare the act anew.",
    ),
    ("SIO25-12.1",),
)

NOT_VALID = ProblemKind(
    "signature.not_valid",
    422,
    Text(
        kk="Қолтаңба қабылданбады: {because}",
        ru="Подпись не принята: {because}",
        en="The signature was not accepted: {because}",
    ),
    Text(
        kk="Кілтіңіздің мерзімін, иесін және сақтау құралын тексеріп, қайта қол қойыңыз.",
        ru="Проверьте срок, владельца и носитель ключа и подпишите снова.",
        en="Check the term, owner and carrier of your key and sign again.",
    ),
    ("SIO25-12.1",),
)

NOT_TOLD = ProblemKind(
    "signature.not_told",
    503,
    Text(
        kk="Қолтаңбаны қазір тексеру мүмкін емес: {because}",
        ru="Подпись сейчас нельзя проверить: {because}",
        en="The signature cannot be checked now: {because}",
    ),
    Text(
        kk="Бірнеше минуттан кейін қайталаңыз: Ұлттық куәландырушы орталықтың қызметі жауап бермей тұр.",
        ru="Повторите через несколько минут: служба Национального удостоверяющего центра не отвечает.",
        en="Try again in a few minutes: the service of the National Certification Authority does not answer.",
    ),
    ("SIO25-12.1", "SIO25-14.1"),
)
