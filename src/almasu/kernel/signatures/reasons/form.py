"""Steps 1 and 2, form: one DER ContentInfo within limits, SignedData with one signer over exactly our content."""

from __future__ import annotations

from almasu.kernel.signatures.asn1.reader import DerFault
from almasu.kernel.signatures.reasons.reason import Reason, failed, passed
from almasu.kernel.signatures.reasons.remedies import NEW_CERTIFICATE, OTHER_SOFTWARE, SIGN_AGAIN
from almasu.law.text import Text

_DER = "X.690, 10-11"

DER = passed(
    "form.der",
    1,
    Text(
        kk="Қолтаңба — шегі сақталған бір ғана DER құрылымы ({size} байт).",
        ru="Подпись — одна структура DER в пределах ограничений ({size} байт).",
        en="The signature is a single DER structure within the limits ({size} bytes).",
    ),
    _DER,
)
TOO_BIG = failed(
    "form.too_big",
    1,
    Text(
        kk="Қолтаңба тым үлкен немесе тым күрделі.",
        ru="Подпись слишком велика или слишком сложна.",
        en="The signature is too big or too complex.",
    ),
    SIGN_AGAIN,
)
PEM = failed(
    "form.pem",
    1,
    Text(
        kk="PEM мәтіні бұзылған.",
        ru="Текст PEM испорчен.",
        en="The PEM text is damaged.",
    ),
    SIGN_AGAIN,
    "RFC 7468",
)
TRUNCATED = failed(
    "form.truncated",
    1,
    Text(
        kk="Қолтаңба соңына дейін жетпей үзілген.",
        ru="Подпись обрывается раньше конца.",
        en="The signature breaks off before its end.",
    ),
    SIGN_AGAIN,
    _DER,
)
TRAILING = failed(
    "form.trailing_bytes",
    1,
    Text(
        kk="Құрылымнан кейін артық байттар бар.",
        ru="После структуры есть лишние байты.",
        en="There are extra bytes after the structure.",
    ),
    SIGN_AGAIN,
    _DER,
)
INDEFINITE = failed(
    "form.indefinite_length",
    1,
    Text(
        kk="Белгісіз ұзындық (BER) қолданылған, DER талап етіледі.",
        ru="Применена неопределённая длина (BER), требуется DER.",
        en="An indefinite length (BER) is used where DER is required.",
    ),
    OTHER_SOFTWARE,
    _DER,
)
NOT_MINIMAL = failed(
    "form.length_not_minimal",
    1,
    Text(
        kk="Ұзындық немесе сан ең қысқа түрде жазылмаған.",
        ru="Длина или число записаны не самым коротким образом.",
        en="A length or number is not written in its shortest form.",
    ),
    OTHER_SOFTWARE,
    _DER,
)
UNEXPECTED = failed(
    "form.unexpected_element",
    1,
    Text(
        kk="Құрылымда стандартта жоқ элемент тұр.",
        ru="В структуре стоит элемент, которого стандарт не допускает.",
        en="The structure holds an element the standard does not allow.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5",
)
VALUE = failed(
    "form.malformed_value",
    1,
    Text(
        kk="Құрылымдағы мән дұрыс жазылмаған.",
        ru="Значение в структуре записано неправильно.",
        en="A value in the structure is malformed.",
    ),
    SIGN_AGAIN,
    _DER,
)


def of_fault(fault: DerFault) -> Reason:
    """Return the reason that goes with a fault of DER."""
    match fault:
        case DerFault.TRUNCATED:
            return TRUNCATED
        case DerFault.TRAILING:
            return TRAILING
        case DerFault.INDEFINITE:
            return INDEFINITE
        case DerFault.NOT_MINIMAL:
            return NOT_MINIMAL
        case DerFault.UNEXPECTED:
            return UNEXPECTED
        case DerFault.VALUE:
            return VALUE
        case DerFault.TOO_BIG:
            return TOO_BIG


STRUCTURE = passed(
    "cms.structure",
    2,
    Text(
        kk="SignedData: бір қол қоюшы, мазмұн байтпа-байт біздікі.",
        ru="SignedData: один подписавший, содержание байт в байт наше.",
        en="SignedData with one signer; the content is ours byte for byte.",
    ),
    "RFC 5652, 5.1",
)
SEVERAL = passed(
    "cms.one_of_several",
    2,
    Text(
        kk="SignedData: {count} қол қоюшының {number}-сі; мазмұн сәйкес.",
        ru="SignedData: подписавший {number} из {count}; содержание совпадает.",
        en="SignedData: signer {number} of {count}; the content agrees.",
    ),
    "RFC 5652, 5.1",
)
NOT_SIGNED_DATA = failed(
    "cms.not_signed_data",
    2,
    Text(
        kk="Бұл CMS қолтаңбасы (SignedData) емес.",
        ru="Это не подпись CMS (SignedData).",
        en="This is not a CMS signature (SignedData).",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5.1",
)
CONTENT_TYPE = failed(
    "cms.content_type",
    2,
    Text(
        kk="Мазмұн түрі id-data емес.",
        ru="Тип содержания не id-data.",
        en="The content type is not id-data.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5.2",
)
NO_SIGNER = failed(
    "cms.no_signer",
    2,
    Text(
        kk="Құрылымда қол қоюшы жоқ.",
        ru="В структуре нет подписавшего.",
        en="There is no signer in the structure.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5.1",
)
SEVERAL_SIGNERS = failed(
    "cms.several_signers",
    2,
    Text(
        kk="Қол қоюшы бірнеше, рұқсат етілгені — біреу.",
        ru="Подписавших несколько, допускается один.",
        en="There are several signers; one is allowed.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5.1",
    "SIO25-12.2",
)
SIGNER_IDENTIFIER = failed(
    "cms.signer_identifier",
    2,
    Text(
        kk="Қол қоюшы шығарушысы мен нөмірі арқылы көрсетілмеген.",
        ru="Подписавший указан не через издателя и номер сертификата.",
        en="The signer is not named by issuer and serial number.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 5.3",
)
CONTENT_DIFFERS = failed(
    "cms.content_differs",
    2,
    Text(
        kk="Қолтаңбадағы мазмұн сервер дайындаған мазмұннан өзге.",
        ru="Содержание внутри подписи отличается от подготовленного сервером.",
        en="The content inside the signature differs from what the server prepared.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
    "RFC 5652, 5.2",
)
CONTENT_MISSING = failed(
    "cms.content_missing",
    2,
    Text(
        kk="Мазмұн қолтаңбада да, бөлек те берілмеген.",
        ru="Содержания нет ни внутри подписи, ни отдельно.",
        en="The content is neither inside the signature nor given beside it.",
    ),
    SIGN_AGAIN,
    "RFC 5652, 5.2",
)
NO_CERTIFICATE = failed(
    "certificate.missing",
    2,
    Text(
        kk="Қол қоюшының сертификаты салынбаған.",
        ru="Сертификат подписавшего не вложен.",
        en="The signer's certificate is not enclosed.",
    ),
    OTHER_SOFTWARE,
    "RFC 5652, 5.1",
)
BAD_CERTIFICATE = failed(
    "certificate.unreadable",
    2,
    Text(
        kk="Салынған сертификат бұзылған: {fault}.",
        ru="Вложенный сертификат испорчен: {fault}.",
        en="The enclosed certificate is damaged: {fault}.",
    ),
    NEW_CERTIFICATE,
    "RFC 5280, 4",
)
