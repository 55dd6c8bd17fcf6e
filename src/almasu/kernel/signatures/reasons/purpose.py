"""Steps 7 and 8: what the certificate may be used for, what carries its key, and who its owner is."""

from __future__ import annotations

from almasu.kernel.signatures.reasons.reason import failed, passed, warned
from almasu.kernel.signatures.reasons.remedies import NEW_CERTIFICATE, OWN_KEY, PROTECTED_CARRIER
from almasu.law.text import Text

_ORDER = "500/НҚ, 16"

ALLOWED = passed(
    "purpose.allowed",
    7,
    Text(
        kk="Сертификат осы әрекетке қол қоюға жарайды ({edition}).",
        ru="Сертификат годится для подписи этого действия ({edition}).",
        en="The certificate may sign this act ({edition}).",
    ),
    _ORDER,
)
KEY_USAGE = failed(
    "purpose.key_usage",
    7,
    Text(
        kk="Кілт ЭЦҚ үшін емес (digitalSignature және nonRepudiation керек).",
        ru="Ключ не предназначен для ЭЦП (нужны digitalSignature и nonRepudiation).",
        en="The key is not meant for signing acts (digitalSignature and nonRepudiation are needed).",
    ),
    OWN_KEY,
    _ORDER,
    "RFC 5280, 4.2.1.3",
)
NOT_SIGNING = failed(
    "purpose.not_a_signing_key",
    7,
    Text(
        kk="Бұл қол қою кілті емес: emailProtection көрсетілмеген.",
        ru="Это не ключ подписи: не указано emailProtection.",
        en="This is not a signing key: emailProtection is absent.",
    ),
    OWN_KEY,
    _ORDER,
)
FOREIGN_SYSTEM = failed(
    "purpose.foreign_system",
    7,
    Text(
        kk="Кілт басқа жүйеге арналған: {purpose}.",
        ru="Ключ предназначен для другой системы: {purpose}.",
        en="The key is meant for another system: {purpose}.",
    ),
    OWN_KEY,
    "500/НҚ, 17",
)
ROLE = failed(
    "purpose.role",
    7,
    Text(
        kk="Сертификат иесінің рөлі бұл әрекетке сай емес.",
        ru="Роль владельца сертификата не подходит для этого действия.",
        en="The role in the certificate does not fit this act.",
    ),
    OWN_KEY,
    _ORDER,
    "SIO22-A3.0",
)
POLICY = failed(
    "purpose.policy",
    7,
    Text(
        kk="Сертификат саясаты қол қоюға рұқсат етілгендердің қатарында жоқ: {policy}.",
        ru="Политика сертификата не из разрешённых для подписи: {policy}.",
        en="The certificate's policy is not among those allowed for signing: {policy}.",
    ),
    NEW_CERTIFICATE,
    _ORDER,
)
FILE = failed(
    "carrier.file",
    7,
    Text(
        kk="Кілт файлда сақталған; қорғалған тасымалдағыш керек.",
        ru="Ключ хранится в файле; нужен защищённый носитель.",
        en="The key is kept in a file; a protected carrier is required.",
    ),
    PROTECTED_CARRIER,
    "SIO22-A3.0",
    "SIO22-A5.8",
)
NO_CARRIER = failed(
    "carrier.unknown",
    7,
    Text(
        kk="Сертификатта кілт тасымалдағышы көрсетілмеген.",
        ru="В сертификате не указан носитель ключа.",
        en="The certificate does not say what carries the key.",
    ),
    PROTECTED_CARRIER,
    "SIO22-A3.0",
)
FILE_NOTED = warned("carrier.file_noted", 7, FILE.words, "SIO22-A3.0", "SIO22-A5.8")
NO_CARRIER_NOTED = warned("carrier.unknown_noted", 7, NO_CARRIER.words, "SIO22-A3.0")

KNOWN = passed(
    "identity.known",
    8,
    Text(
        kk="Қол қойған: {name}.",
        ru="Подписал: {name}.",
        en="Signed by {name}.",
    ),
    "SIO25-12.2",
)
NOBODY = warned(
    "identity.nobody",
    8,
    Text(
        kk="Сертификатта ЖСН жоқ: бұл адамның кілті емес ({name}).",
        ru="В сертификате нет ИИН: это ключ не человека ({name}).",
        en="The certificate holds no IIN: it is not a person's key ({name}).",
    ),
    "SIO25-12.2",
)
NO_IIN = failed(
    "identity.no_iin",
    8,
    Text(
        kk="Сертификатта ЖСН жоқ.",
        ru="В сертификате нет ИИН.",
        en="The certificate holds no IIN.",
    ),
    OWN_KEY,
    "SIO25-12.2",
)
OTHER_PERSON = failed(
    "identity.other_person",
    8,
    Text(
        kk="Кілт иесінің ЖСН-і әрекет етуші адамдікі емес; ЭЦҚ-ны басқаға беруге болмайды.",
        ru="ИИН владельца ключа не совпадает с действующим лицом; передавать ЭЦП нельзя.",
        en="The key's owner is not the acting person; keys may not be handed over.",
    ),
    OWN_KEY,
    "SIO25-12.2",
)
