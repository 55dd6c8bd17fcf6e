"""Step 9, revocation: OCSP first, CRL only where OCSP is silent; what cannot be trusted decides nothing."""

from __future__ import annotations

from almasu.kernel.signatures.reasons.reason import failed, passed, undecided, warned
from almasu.kernel.signatures.reasons.remedies import ADMINISTRATOR, LATER, NEW_CERTIFICATE
from almasu.law.text import Text

_ORDER = "500/НҚ, 16"
_LOSS = "SIO25-12.3"

GOOD_OCSP = passed(
    "revocation.good",
    9,
    Text(
        kk="OCSP: сертификат кері қайтарылмаған ({at}).",
        ru="OCSP: сертификат не отозван ({at}).",
        en="OCSP: the certificate is not revoked ({at}).",
    ),
    _ORDER,
    _LOSS,
    "RFC 6960, 3.2",
)
REMEMBERED = passed(
    "revocation.remembered",
    9,
    Text(
        kk="Бес минуттан аспайтын тексерілген OCSP жауабы қайта қолданылды ({at}).",
        ru="Использован проверенный ответ OCSP не старше пяти минут ({at}).",
        en="A checked OCSP answer not older than five minutes was reused ({at}).",
    ),
    _ORDER,
    _LOSS,
    "RFC 6960, 3.2",
)
GOOD_CRL = passed(
    "revocation.good_by_list",
    9,
    Text(
        kk="OCSP жауап бермеді ({why}); тізім (CRL) бойынша кері қайтарылмаған ({at}).",
        ru="OCSP недоступен ({why}); по списку (CRL) не отозван ({at}).",
        en="OCSP was unreachable ({why}); by the list (CRL) the certificate is not revoked ({at}).",
    ),
    _ORDER,
    _LOSS,
    "RFC 5280, 6.3",
)
REVOKED = failed(
    "revocation.revoked",
    9,
    Text(
        kk="Сертификат {at} кері қайтарылған.",
        ru="Сертификат отозван {at}.",
        en="The certificate was revoked at {at}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
    _LOSS,
)
ON_HOLD = failed(
    "revocation.on_hold",
    9,
    Text(
        kk="Сертификат {at} бастап тоқтатыла тұрған.",
        ru="Действие сертификата приостановлено с {at}.",
        en="The certificate has been on hold since {at}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
    _LOSS,
)
UNKNOWN = failed(
    "revocation.unknown",
    9,
    Text(
        kk="Куәландырушы орталық мұндай сертификатты білмейді немесе бермеген.",
        ru="Удостоверяющий центр такого сертификата не знает или не выдавал.",
        en="The authority does not know this certificate or never issued it.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
    "RFC 6960, 2.2",
)
UNREACHABLE = undecided(
    "revocation.unreachable",
    9,
    Text(
        kk="Кері қайтарылғанын тексеру мүмкін болмады: {why}.",
        ru="Проверить отзыв не удалось: {why}.",
        en="Revocation could not be checked: {why}.",
    ),
    LATER,
    _ORDER,
)
OCSP_UNREADABLE = undecided(
    "ocsp.unreadable",
    9,
    Text(
        kk="OCSP жауабы оқылмайды: {fault}.",
        ru="Ответ OCSP не читается: {fault}.",
        en="The OCSP answer cannot be read: {fault}.",
    ),
    ADMINISTRATOR,
    "RFC 6960, 4.2",
)
OCSP_REFUSED = undecided(
    "ocsp.refused",
    9,
    Text(
        kk="OCSP қызметі сұрауды қабылдамады (коды {status}).",
        ru="Служба OCSP отклонила запрос (код {status}).",
        en="The OCSP service declined the request (status {status}).",
    ),
    LATER,
    "RFC 6960, 4.2.1",
)
OCSP_NONCE = undecided(
    "ocsp.nonce",
    9,
    Text(
        kk="OCSP жауабындағы бір реттік сан біздікі емес: бұл ескі немесе бөгде жауап.",
        ru="Одноразовое число в ответе OCSP не наше: ответ старый или чужой.",
        en="The OCSP answer does not carry our one-time number: it is old or somebody else's.",
    ),
    ADMINISTRATOR,
    "RFC 8954, 2.1",
)
OCSP_OTHER_CERTIFICATE = undecided(
    "ocsp.other_certificate",
    9,
    Text(
        kk="OCSP жауабы басқа сертификат туралы.",
        ru="Ответ OCSP — о другом сертификате.",
        en="The OCSP answer is about another certificate.",
    ),
    ADMINISTRATOR,
    "RFC 6960, 3.2",
)
OCSP_STRANGER = undecided(
    "ocsp.stranger",
    9,
    Text(
        kk="OCSP жауабына осы орталық өкілеттік бермеген тарап қол қойған.",
        ru="Ответ OCSP подписан тем, кого этот центр не уполномочил.",
        en="The OCSP answer was signed by somebody this authority did not authorise.",
    ),
    ADMINISTRATOR,
    "RFC 6960, 4.2.2.2",
)
OCSP_SIGNATURE = undecided(
    "ocsp.signature",
    9,
    Text(
        kk="OCSP жауабының қолтаңбасы дұрыс емес.",
        ru="Подпись ответа OCSP неверна.",
        en="The signature of the OCSP answer is wrong.",
    ),
    ADMINISTRATOR,
    "RFC 6960, 3.2",
)
OCSP_STALE = undecided(
    "ocsp.stale",
    9,
    Text(
        kk="OCSP жауабының уақыты ({at}) бес минуттан астам алшақ.",
        ru="Время ответа OCSP ({at}) расходится более чем на пять минут.",
        en="The time of the OCSP answer ({at}) is more than five minutes off.",
    ),
    LATER,
    "RFC 6960, 4.2.2.1",
)
CRL_UNREADABLE = undecided(
    "crl.unreadable",
    9,
    Text(
        kk="CRL тізімі оқылмайды: {fault}.",
        ru="Список CRL не читается: {fault}.",
        en="The CRL cannot be read: {fault}.",
    ),
    ADMINISTRATOR,
    "RFC 5280, 5",
)
CRL_OTHER_ISSUER = undecided(
    "crl.other_issuer",
    9,
    Text(
        kk="CRL тізімін басқа орталық шығарған.",
        ru="Список CRL выпущен другим центром.",
        en="The CRL was issued by another authority.",
    ),
    ADMINISTRATOR,
    "RFC 5280, 6.3.3",
)
CRL_SIGNATURE = undecided(
    "crl.signature",
    9,
    Text(
        kk="CRL тізімінің қолтаңбасы дұрыс емес.",
        ru="Подпись списка CRL неверна.",
        en="The signature of the CRL is wrong.",
    ),
    ADMINISTRATOR,
    "RFC 5280, 6.3.3",
)
CRL_EXPIRED = undecided(
    "crl.expired",
    9,
    Text(
        kk="CRL тізімі бұл сәтте күшінде емес ({since} – {until}).",
        ru="Список CRL в этот момент не действует ({since} – {until}).",
        en="The CRL is not in force at this moment ({since} to {until}).",
    ),
    LATER,
    "500/НҚ, 18",
    "RFC 5280, 6.3.3",
)
CRL_TOO_OLD = undecided(
    "crl.too_old",
    9,
    Text(
        kk="CRL тізімі тым ескі: {since}.",
        ru="Список CRL слишком старый: {since}.",
        en="The CRL is too old: {since}.",
    ),
    LATER,
    _ORDER,
)
CRL_PARTS = undecided(
    "crl.parts",
    9,
    Text(
        kk="Негізгі және қосымша CRL тізімдері бірімен бірі сәйкес келмейді.",
        ru="Основной и дополнительный списки CRL не подходят друг к другу.",
        en="The base and the delta CRL do not belong together.",
    ),
    ADMINISTRATOR,
    "RFC 5280, 5.2.4",
)
AUTHORITIES_GOOD = passed(
    "revocation.authorities_good",
    9,
    Text(
        kk="Тізбектегі куәландырушы орталықтар кері қайтарылмаған.",
        ru="Удостоверяющие центры цепочки не отозваны.",
        en="No authority in the chain is revoked.",
    ),
    _ORDER,
    "RFC 5280, 6.3",
)
AUTHORITY_REVOKED = failed(
    "revocation.authority_revoked",
    9,
    Text(
        kk="Тізбектегі куәландырушы орталықтың сертификаты кері қайтарылған: {name}.",
        ru="Сертификат удостоверяющего центра цепочки отозван: {name}.",
        en="An authority in the chain has been revoked: {name}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
)
_AUTHORITY_WORDS = Text(
    kk="Куәландырушы орталықтың өзі кері қайтарылған-қайтарылмағаны тексерілмеді: {name}.",
    ru="Не проверено, не отозван ли сам удостоверяющий центр: {name}.",
    en="Whether the authority itself is revoked was not checked: {name}.",
)
AUTHORITY_NOT_CHECKED = undecided("revocation.authority_not_checked", 9, _AUTHORITY_WORDS, LATER, _ORDER)
AUTHORITY_NOTED = warned("revocation.authority_noted", 9, _AUTHORITY_WORDS, _ORDER)
