"""Steps 3 to 5, the signature itself: allowed algorithms, signed attributes, arithmetic."""

from __future__ import annotations

from almasu.kernel.signatures.reasons.reason import failed, passed, warned
from almasu.kernel.signatures.reasons.remedies import NEW_CERTIFICATE, OTHER_SOFTWARE, SIGN_AGAIN
from almasu.law.text import Text

ALLOWED = passed(
    "algorithm.allowed",
    3,
    Text(
        kk="Хеш, қолтаңба және кілт — рұқсат етілген бір топтан: {family}.",
        ru="Хеш, подпись и ключ — из одного разрешённого набора: {family}.",
        en="Hash, signature and key belong to one allowed family: {family}.",
    ),
    "RFC 5652, 10.1",
)
NOT_ALLOWED = failed(
    "algorithm.not_allowed",
    3,
    Text(
        kk="Алгоритмге рұқсат жоқ: {algorithm}.",
        ru="Алгоритм не разрешён: {algorithm}.",
        en="The algorithm is not allowed: {algorithm}.",
    ),
    NEW_CERTIFICATE,
)
MISMATCH = failed(
    "algorithm.mismatch",
    3,
    Text(
        kk="Хеш не қолтаңба алгоритмі кілтке сай емес: {found}, кілт — {key}.",
        ru="Алгоритм хеша или подписи не подходит к ключу: {found}, ключ — {key}.",
        en="The hash or signature algorithm does not go with the key: {found}, the key is {key}.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 5.3",
)
NOT_LISTED = failed(
    "algorithm.not_listed",
    3,
    Text(
        kk="Қол қоюшының хеші digestAlgorithms тізімінде жоқ.",
        ru="Хеша подписавшего нет в списке digestAlgorithms.",
        en="The signer's hash is missing from digestAlgorithms.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 5.1",
)
WEAK_KEY = failed(
    "key.weak",
    3,
    Text(
        kk="Кілт тым әлсіз (RSA кемінде 2048 бит болуы тиіс).",
        ru="Ключ слишком слаб (RSA — не менее 2048 бит).",
        en="The key is too weak (RSA needs 2048 bits or more).",
    ),
    NEW_CERTIFICATE,
)
UNKNOWN_KEY = failed(
    "key.unknown",
    3,
    Text(
        kk="Кілттің түрі белгісіз: {algorithm}.",
        ru="Неизвестный вид ключа: {algorithm}.",
        en="The kind of key is unknown: {algorithm}.",
    ),
    NEW_CERTIFICATE,
)
NOT_ON_CURVE = failed(
    "key.not_on_curve",
    3,
    Text(
        kk="Ашық кілт қисықтың дұрыс нүктесі емес.",
        ru="Открытый ключ не является допустимой точкой кривой.",
        en="The public key is not a proper point of its curve.",
    ),
    NEW_CERTIFICATE,
    "RFC 7091, 5.2",
)
COMPLETE = passed(
    "attributes.complete",
    4,
    Text(
        kk="Қол қойылған атрибуттар толық, мазмұнның хеші сәйкес.",
        ru="Подписанные атрибуты полны, хеш содержания совпадает.",
        en="The signed attributes are complete and the hash of the content agrees.",
    ),
    "RFC 5652, 11",
    "RFC 5035, 3",
)
NO_ATTRIBUTES = failed(
    "attributes.missing",
    4,
    Text(
        kk="Қол қойылған атрибуттар жоқ: мұндай қолтаңбаны басқа мазмұнға көшіруге болады.",
        ru="Подписанных атрибутов нет: такую подпись можно перенести на другое содержание.",
        en="There are no signed attributes: such a signature could be moved to other content.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 5.3",
)
ORDER = failed(
    "attributes.order",
    4,
    Text(
        kk="Атрибуттар DER ретімен орналаспаған.",
        ru="Атрибуты стоят не в порядке DER.",
        en="The attributes are not in DER order.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 5.4",
    "X.690, 11.6",
)
DUPLICATE = failed(
    "attributes.duplicate",
    4,
    Text(
        kk="Атрибут екі рет берілген: {attribute}.",
        ru="Атрибут дан дважды: {attribute}.",
        en="An attribute is given twice: {attribute}.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 11",
)
SEVERAL_VALUES = failed(
    "attributes.several_values",
    4,
    Text(
        kk="Атрибутта бір ғана мән болуы тиіс: {attribute}.",
        ru="У атрибута должно быть одно значение: {attribute}.",
        en="An attribute must have exactly one value: {attribute}.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 11",
)
CONTENT_TYPE = failed(
    "attributes.content_type",
    4,
    Text(
        kk="contentType атрибуты жоқ немесе мазмұн түріне сай емес.",
        ru="Атрибута contentType нет или он не совпадает с типом содержания.",
        en="The attribute contentType is absent or differs from the content's type.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 11.1",
)
NO_DIGEST = failed(
    "attributes.digest_missing",
    4,
    Text(
        kk="messageDigest атрибуты жоқ.",
        ru="Нет атрибута messageDigest.",
        en="The attribute messageDigest is absent.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 11.2",
)
DIGEST_DIFFERS = failed(
    "attributes.digest_differs",
    4,
    Text(
        kk="Қол қойылған хеш мазмұнның хешінен өзге: мазмұн өзгерген.",
        ru="Подписанный хеш не совпадает с хешем содержания: содержание изменено.",
        en="The signed hash differs from the hash of the content: the content was changed.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 11.2",
)
CERTIFICATE_MISSING = failed(
    "attributes.certificate_missing",
    4,
    Text(
        kk="Қол қоюшы сертификатын бекітетін signingCertificateV2 атрибуты жоқ.",
        ru="Нет атрибута signingCertificateV2, закрепляющего сертификат подписавшего.",
        en="The attribute signingCertificateV2, which fixes the signer's certificate, is absent.",
    ),
    OTHER_SOFTWARE,
    "RFC 5035, 3",
)
CERTIFICATE_DIFFERS = failed(
    "attributes.certificate_differs",
    4,
    Text(
        kk="signingCertificateV2 басқа сертификатты көрсетеді.",
        ru="signingCertificateV2 указывает на другой сертификат.",
        en="signingCertificateV2 names another certificate.",
    ),
    SIGN_AGAIN,
    "RFC 5035, 3",
)
TIME_CLAIM = warned(
    "attributes.time_claim",
    4,
    Text(
        kk="Қол қоюшы мәлімдеген уақыт ({claimed}) сервер уақытынан алшақ; ол тек мәлімдеме.",
        ru="Заявленное время подписи ({claimed}) расходится с серверным; это лишь заявление.",
        en="The claimed time of signing ({claimed}) is far from the server's; it is only a claim.",
    ),
    "RFC 5652, 11.3",
)
GOOD = passed(
    "signature.good",
    5,
    Text(
        kk="Қолтаңба математикалық тұрғыда дұрыс.",
        ru="Подпись математически верна.",
        en="The signature is arithmetically right.",
    ),
    "RFC 5652, 5.6",
    "RFC 7091, 6.2",
)
OUT_OF_RANGE = failed(
    "signature.out_of_range",
    5,
    Text(
        kk="Қолтаңбаның r немесе s саны рұқсат етілген шектен тыс.",
        ru="Число r или s подписи вне допустимых пределов.",
        en="The number r or s of the signature is outside its range.",
    ),
    SIGN_AGAIN,
    "RFC 7091, 6.2",
)
BAD = failed(
    "signature.bad",
    5,
    Text(
        kk="Қолтаңба бұл кілтке сай емес: ол жалған немесе бұзылған.",
        ru="Подпись не соответствует ключу: она подделана или испорчена.",
        en="The signature is not the key's: it is forged or damaged.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5.6",
)
