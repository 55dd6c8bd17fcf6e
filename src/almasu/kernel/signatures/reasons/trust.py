"""Step 6, the path: from the signer's certificate to a pinned root, every link checked and valid at the moment."""

from __future__ import annotations

from almasu.kernel.signatures.reasons.reason import failed, passed
from almasu.kernel.signatures.reasons.remedies import NEW_CERTIFICATE, TRUSTED_AUTHORITY
from almasu.law.text import Text

_ORDER = "500/НҚ, 16"
_RFC = "RFC 5280, 6.1"

TRUSTED = passed(
    "path.trusted",
    6,
    Text(
        kk="Тізбек бекітілген түбірге жетеді ({anchor}); {links} буынның бәрі жарамды.",
        ru="Цепочка доходит до закреплённого корня ({anchor}); все {links} звена действительны.",
        en="The chain ends at a pinned root ({anchor}); all {links} links are valid.",
    ),
    _ORDER,
    _RFC,
)
EXPIRED = failed(
    "certificate.expired",
    6,
    Text(
        kk="Сертификат мерзімі {until} бітті.",
        ru="Срок сертификата истёк {until}.",
        en="The certificate expired at {until}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
    _RFC,
)
NOT_YET_VALID = failed(
    "certificate.not_yet_valid",
    6,
    Text(
        kk="Сертификат {since} бастап қана жарамды.",
        ru="Сертификат действителен лишь с {since}.",
        en="The certificate is valid only from {since}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
    _RFC,
)
AUTHORITY_NOT_VALID = failed(
    "path.authority_not_valid",
    6,
    Text(
        kk="Куәландырушы орталық сертификаты бұл сәтте жарамсыз: {name}.",
        ru="Сертификат удостоверяющего центра в этот момент недействителен: {name}.",
        en="An authority's certificate is not valid at this moment: {name}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
    _RFC,
)
NO_ISSUER = failed(
    "path.no_issuer",
    6,
    Text(
        kk="Сертификатты шығарған орталық табылмады: {name}.",
        ru="Не найден издатель сертификата: {name}.",
        en="The issuer of a certificate was not found: {name}.",
    ),
    TRUSTED_AUTHORITY,
    _RFC,
)
UNTRUSTED_ROOT = failed(
    "path.untrusted_root",
    6,
    Text(
        kk="Тізбек бұл бейін сенбейтін түбірде аяқталады: {name}.",
        ru="Цепочка кончается корнем, которому этот профиль не доверяет: {name}.",
        en="The chain ends at a root this profile does not trust: {name}.",
    ),
    TRUSTED_AUTHORITY,
    _ORDER,
    _RFC,
)
BAD_SEAL = failed(
    "path.signature",
    6,
    Text(
        kk="Сертификатқа көрсетілген шығарушы қол қоймаған: {name}.",
        ru="Сертификат не подписан указанным издателем: {name}.",
        en="A certificate was not signed by the issuer it names: {name}.",
    ),
    TRUSTED_AUTHORITY,
    _ORDER,
    _RFC,
)
WEAK_SEAL = failed(
    "path.algorithm",
    6,
    Text(
        kk="Сертификат рұқсат етілмеген алгоритммен немесе әлсіз кілтпен бекітілген: {name}.",
        ru="Сертификат заверен неразрешённым алгоритмом или слабым ключом: {name}.",
        en="A certificate is sealed with an algorithm or key that is not allowed: {name}.",
    ),
    NEW_CERTIFICATE,
    _RFC,
)
NOT_AUTHORITY = failed(
    "path.not_an_authority",
    6,
    Text(
        kk="Шығарушы куәландырушы орталық емес: {name}.",
        ru="Издатель не является удостоверяющим центром: {name}.",
        en="The issuer is not an authority: {name}.",
    ),
    TRUSTED_AUTHORITY,
    "RFC 5280, 4.2.1.9",
)
NOT_FOR_ISSUING = failed(
    "path.key_usage",
    6,
    Text(
        kk="Шығарушы кілті сертификатқа қол қоюға арналмаған: {name}.",
        ru="Ключ издателя не предназначен для подписи сертификатов: {name}.",
        en="The issuer's key is not meant for signing certificates: {name}.",
    ),
    TRUSTED_AUTHORITY,
    "RFC 5280, 4.2.1.3",
)
TOO_LONG = failed(
    "path.too_long",
    6,
    Text(
        kk="Тізбек рұқсат етілгеннен ұзын.",
        ru="Цепочка длиннее допустимого.",
        en="The chain is longer than allowed.",
    ),
    TRUSTED_AUTHORITY,
    "RFC 5280, 4.2.1.9",
)
CRITICAL_EXTENSION = failed(
    "path.critical_extension",
    6,
    Text(
        kk="Сертификатта біз түсінбейтін міндетті кеңейтім бар: {extension}.",
        ru="В сертификате есть непонятное нам критическое расширение: {extension}.",
        en="A certificate has a critical extension we do not understand: {extension}.",
    ),
    NEW_CERTIFICATE,
    "RFC 5280, 4.2",
)
