"""Problems of signatures and of trust settings: what the person or the operator can mend."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

REPLAYED = ProblemKind(
    code="signature.replayed",
    status=409,
    title=Text(
        kk="Бұл қолтаңба бұрын қабылданған.",
        ru="Эта подпись уже была принята.",
        en="This signature has been accepted before.",
    ),
    remedy=Text(
        kk="Актіні қайта дайындап, жаңадан қол қойыңыз.",
        ru="Подготовьте акт заново и подпишите его ещё раз.",
        en="Prepare the act again and sign it anew.",
    ),
    cites=("SIO25-12.1",),
)
REFUSED = ProblemKind(
    code="signature.refused",
    status=422,
    title=Text(
        kk="Қолтаңба қабылданбады: {because_kk}",
        ru="Подпись не принята: {because_ru}",
        en="The signature was refused: {because_en}",
    ),
    remedy=Text(kk="{remedy_kk}", ru="{remedy_ru}", en="{remedy_en}"),
    cites=("SIO25-12.1", "SIO25-12.2"),
)
UNDECIDED = ProblemKind(
    code="signature.undecided",
    status=503,
    title=Text(
        kk="Қолтаңбаны қазір тексеру мүмкін емес: {because_kk}",
        ru="Подпись сейчас нельзя проверить: {because_ru}",
        en="The signature cannot be judged now: {because_en}",
    ),
    remedy=Text(kk="{remedy_kk}", ru="{remedy_ru}", en="{remedy_en}"),
    cites=("SIO25-12.1",),
)
UNKNOWN = ProblemKind(
    code="signature.unknown",
    status=404,
    title=Text(
        kk="{number} нөмірлі актінің немесе сұрау салудың қолтаңбасы сақталмаған.",
        ru="Подписи акта или запроса с номером {number} не хранится.",
        en="No signature of an act or a request numbered {number} is kept.",
    ),
    remedy=Text(
        kk="Нөмірді журналдағы «act» мәнінен немесе сұрау салудың өз бетінен көшіріп алыңыз.",
        ru="Возьмите номер из значения «act» записи журнала или со страницы запроса.",
        en="Take the number from “act” of a leaf of the journal, or from the page of the request.",
    ),
    cites=("SIO25-12.1",),
)
NO_ROOTS = ProblemKind(
    code="trust.no_roots",
    status=500,
    title=Text(
        kk="«{profile}» сенім бейінінде бірде-бір түбір жоқ.",
        ru="В профиле доверия «{profile}» нет ни одного корня.",
        en="The trust profile {profile} has no root.",
    ),
    remedy=Text(
        kk="Түбірлік сертификаттарды және олардың толық SHA-256 мәндерін баптауға жазыңыз.",
        ru="Укажите в настройках корневые сертификаты и их полные значения SHA-256.",
        en="Give the root certificates and their full SHA-256 values in the settings.",
    ),
)
NOT_PINNED = ProblemKind(
    code="trust.not_pinned",
    status=500,
    title=Text(
        kk="«{name}» түбірінің SHA-256 мәні баптауда жоқ.",
        ru="SHA-256 корня «{name}» нет среди закреплённых.",
        en="The SHA-256 of the root {name} is not among the pins.",
    ),
    remedy=Text(
        kk="Мәнді ҰКО жариялаған мәнмен салыстырып, 64 таңбаның бәрін жазыңыз.",
        ru="Сверьте значение с опубликованным НУЦ и запишите все 64 знака.",
        en="Compare it with the value the authority publishes and write all 64 digits.",
    ),
)
NOT_FOR_PRODUCTION = ProblemKind(
    code="trust.not_for_production",
    status=500,
    title=Text(
        kk="«{name}» — сынақ түбірі, ол prod бейініне жарамайды.",
        ru="«{name}» — тестовый корень, в профиле prod он недопустим.",
        en="{name} is a test root; the profile prod does not take it.",
    ),
    remedy=Text(
        kk="Тек Ұлттық куәландырушы орталықтың жұмыс түбірлерін қалдырыңыз.",
        ru="Оставьте только рабочие корни Национального удостоверяющего центра.",
        en="Leave only the working roots of the National Certification Authority.",
    ),
)
NOT_A_CERTIFICATE = ProblemKind(
    code="trust.not_a_certificate",
    status=500,
    title=Text(
        kk="Сенім бейініндегі сертификат оқылмайды: {fault}.",
        ru="Сертификат профиля доверия не читается: {fault}.",
        en="A certificate of the trust profile cannot be read: {fault}.",
    ),
    remedy=Text(
        kk="DER немесе PEM түріндегі X.509 сертификатын беріңіз.",
        ru="Укажите сертификат X.509 в виде DER или PEM.",
        en="Give an X.509 certificate in DER or PEM.",
    ),
)
OTHER_BODY = ProblemKind(
    code="signature.other_body",
    status=403,
    title=Text(
        kk="Сертификат осы органның қызметкеріне берілмеген: онда {body} БСН-і жоқ.",
        ru="Сертификат выдан не сотруднику этого органа: в нём нет БИН {body}.",
        en="The certificate is not of an employee of this body: it does not hold the BIN {body}.",
    ),
    remedy=Text(
        kk="Органның басшысы немесе қызметкері ретінде алынған ЭЦҚ кілтімен қол қойыңыз.",
        ru="Подпишите ключом ЭЦП, полученным как руководитель или сотрудник органа.",
        en="Sign with an EDS key that was issued to you as the head or an employee of the body.",
    ),
    cites=("SIO22-A4.12", "SIO25-21.1", "SIO25-3.1"),
)
ACT_GONE = ProblemKind(
    code="signature.act_gone",
    status=410,
    title=Text(
        kk="Қол қоюға дайындалған акт табылмады немесе оның бес минуттық мерзімі өтті.",
        ru="Подготовленный к подписи акт не найден или истекли его пять минут.",
        en="The act prepared for signing was not found, or its five minutes have run out.",
    ),
    remedy=Text(
        kk="Алдыңғы бетке оралып, актіні қайта дайындаңыз.",
        ru="Вернитесь на предыдущую страницу и подготовьте акт заново.",
        en="Go back one page and prepare the act anew.",
    ),
    cites=("SIO25-12.1",),
)
