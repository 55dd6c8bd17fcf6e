"""Diagnosis: what a register or a service did when it was tested, and what the operator does about it (SIO25-14.1).

A register is asked about a subject that cannot exist: keys of zeros pass every check of form and were never given to
anybody, so a test can neither find nor tell anything about a person. Whatever comes nevertheless is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Reply, SubjectKey, Unreadable
from almasu.kernel.exchange.reasons import NONSENSE, SILENCE, Nonsense, Silence
from almasu.kernel.resources import KeyKind
from almasu.law.text import Text

FRESH = timedelta(seconds=30)
"""How long a result stands before the same place is tested again: nobody floods a register with tests."""
NOBODY: Mapping[KeyKind, str] = {
    KeyKind.IIN: "000000000000",
    KeyKind.BIN: "000000000000",
    KeyKind.PERSON_NAME: "ЖОҚ ЕШКІМ 1800-01-01",
    KeyKind.DOCUMENT_NO: "000000000",
    KeyKind.PLATE: "000AAA00",
    KeyKind.VIN: "00000000000000000",
    KeyKind.CADASTRAL_NO: "00:000:000:0000",
    KeyKind.PHONE: "+70000000000",
    KeyKind.CASE_NO: "0000-00-00-0/0",
    KeyKind.OTHER_NO: "KZ-0000-000000",
}


class DiagnosisState(StrEnum):
    """A test is begun before anything is asked, and ended with what came."""

    BEGUN = "begun"
    ENDED = "ended"


class Finding(StrEnum):
    """What a test found."""

    ANSWERS = "answers"
    REFUSES = "refuses"
    SILENT = "silent"
    UNREADABLE = "unreadable"
    STRANGE = "strange"
    """Records came about a subject that does not exist."""
    UNKNOWN = "unknown"
    """What tests could not tell."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a test; `code` is a reason of the list, or a few words of a service without personal data."""

    finding: Finding
    code: str = ""


class Diagnosis(msgspec.Struct, frozen=True):
    """What the paper of a place says: its latest test. `millis` is how long the answer took."""

    place: str
    begun_at: datetime
    finding: Finding = Finding.UNKNOWN
    code: str = ""
    millis: int = 0


FINDINGS: Mapping[Finding, Text] = {
    Finding.SILENT: Text("үнсіз", "молчит", "silent"),
    Finding.UNREADABLE: Text("жауабы оқылмады", "ответ не читается", "unreadable"),
    Finding.STRANGE: Text("артық жазба берді", "дал лишнюю запись", "gave a record too many"),
    Finding.UNKNOWN: Text("анықталмады", "не установлено", "cannot be told"),
    Finding.REFUSES: Text("бас тартты", "отказал", "declines"),
    Finding.ANSWERS: Text("жауап береді", "отвечает", "answers"),
}
"""The words of each finding, the worst first."""
WELL = frozenset({Finding.ANSWERS, Finding.REFUSES})
"""A place that declines a test works: only the question was not to its liking."""


def nobody_of(kinds: tuple[KeyKind, ...]) -> SubjectKey:
    """Return a key that nobody and nothing has, of the first kind a register is searched by."""
    return SubjectKey(kinds[0], NOBODY[kinds[0]])


def came_of(reply: Reply) -> Came:
    """Return what a register's reply to a test says of the register; nothing of its content."""
    match reply:
        case NoRecord():
            return Came(Finding.ANSWERS)
        case Records():
            return Came(Finding.STRANGE)
        case Refused():
            return Came(Finding.REFUSES)
        case NoReply(reason=reason):
            return Came(Finding.SILENT, reason)
        case Unreadable(reason=reason):
            return Came(Finding.UNREADABLE, reason)


def code_said(code: str) -> Text | None:
    """Return the words of a reason, None where it is words of a service."""
    known: dict[str, Text] = {one.value: text for one, text in SILENCE.items()}
    return (known | {one.value: text for one, text in NONSENSE.items()}).get(code)


def remedy_of(found: Diagnosis) -> Text:
    """Return what the operator does now."""
    match found.finding:
        case Finding.ANSWERS:
            return _NOTHING
        case Finding.REFUSES:
            return _REFUSES
        case Finding.STRANGE:
            return _STRANGE
        case Finding.UNREADABLE | Finding.SILENT | Finding.UNKNOWN:
            return _BY_CODE.get(found.code) or _BY_PLACE.get(found.place) or _of_kind(found)


def _of_kind(found: Diagnosis) -> Text:
    if found.place.startswith("witness:"):
        return _WITNESS
    return _CONTRACT if found.finding is Finding.UNREADABLE else _WAIT


_NOTHING = Text("Ештеңе істеудің қажеті жоқ.", "Делать ничего не нужно.", "Nothing needs to be done.")
_REFUSES = Text(
    "Тізілім жұмыс істейді, бірақ сынақ сұрағын қабылдамады. Қызметкерлерге де бас тартса, иесімен бірлескен актіні "
    "салыстырыңыз.",
    "Реестр работает, но отклонил пробный вопрос. Если отказывает и сотрудникам, сверьте с владельцем совместный акт.",
    "The register works but declines the test. Where officers are refused too, compare the joint act with its owner.",
)
_STRANGE = Text(
    "Жоқ объект туралы жазба келді, ол сақталмады. Иесіне хабарлаңыз: тізілімде сынақ деректері қалған болуы мүмкін.",
    "Пришла запись о несуществующем объекте, она не сохранена. Сообщите владельцу: в реестре могли остаться пробные "
    "данные.",
    "A record came about a subject that does not exist; it was not kept. Tell the owner: test data may have been left.",
)
_WAIT = Text(
    "Бірнеше минуттан кейін қайталаңыз. Жалғаса берсе, иесінің кезекшісіне хабарласып, апаттық жағдайлар журналын "
    "толтырыңыз.",
    "Повторите через несколько минут. Если не проходит, свяжитесь с дежурным владельца и заполните журнал аварийных "
    "ситуаций.",
    "Try again in a few minutes. If it lasts, call the owner's duty desk and fill in the journal of emergencies.",
)
_NETWORK = Text(
    "Желіні, сүзгіні және тізілімдер файлындағы мекенжайды тексеріңіз, содан кейін қайталаңыз.",
    "Проверьте сеть, фильтр и адрес в файле реестров, затем повторите.",
    "Check the network, the firewall and the address in the file of registers, then test again.",
)
_CREDENTIALS = Text(
    "Біздің жүйенің кілтін немесе құпиясөзін иесімен бірге жаңартып, құпиялар файлына жазыңыз.",
    "Обновите вместе с владельцем ключ или пароль нашей системы и запишите их в файл секретов.",
    "Renew our system's key or password together with the owner, and write it into the file of secrets.",
)
_TRUST = Text(
    "Сертификатты иесі берген тамырлық сертификатпен салыстырыңыз; мерзімі өтсе, иесі жаңасын береді.",
    "Сверьте сертификат с корневым, который дал владелец; если срок истёк, владелец выдаёт новый.",
    "Compare the certificate with the root the owner gave; where its term is over, the owner issues a new one.",
)
_CONTRACT = Text(
    "Жауап келісілген пішімнен ауытқыды. Иесі пішімін өзгертсе, алдымен бірлескен актіні жаңартыңыз.",
    "Ответ отошёл от согласованной формы. Если владелец изменил её, сначала обновите совместный акт.",
    "The answer left the agreed form. Where the owner changed it, renew the joint act first.",
)
_GATEWAY = Text(
    "Шлюздің операторына хабарласыңыз: тізілімнің өзі жұмыс істеп тұруы мүмкін.",
    "Свяжитесь с оператором шлюза: сам реестр может работать.",
    "Call the gateway's operator: the register itself may be well.",
)
_CONNECT = Text(
    "Ресурсты тізілімдер файлына енгізіп, тораптың жүйесін қайта іске қосыңыз.",
    "Внесите ресурс в файл реестров и перезапустите узел.",
    "Put the resource into the file of registers and start the node again.",
)
_WITNESS = Text(
    "Куәгердің иесіне хабарласыңыз: журнал жазыла береді, бірақ оның куәлігі кешігуде.",
    "Свяжитесь с владельцем свидетеля: журнал ведётся, но его подтверждение задерживается.",
    "Call whoever runs the witness: the log goes on, but its co-signature is late.",
)
_BY_PLACE: Mapping[str, Text] = {
    "service:database": Text(
        "Дерекқор серверін, оның дискісі мен қосылым шегін тексеріңіз; ол жұмыс істемей ештеңе қабылданбайды.",
        "Проверьте сервер базы данных, его диск и предел соединений; без неё ничего не принимается.",
        "Check the database's server, its disk and its limit of connections; without it nothing is accepted.",
    ),
    "service:sms": Text(
        "Байланыс операторына хабарласыңыз; оған дейін екінші фактор ретінде биометрия қолданылады.",
        "Свяжитесь с оператором связи; до восстановления вторым фактором служит биометрия.",
        "Call the carrier; meanwhile biometrics serve as the second factor.",
    ),
    "service:ocsp": Text(
        "Куәландырушы орталыққа хабарласыңыз; әзірге кері қайтарылғандар тізімдері қолданылады.",
        "Свяжитесь с удостоверяющим центром; пока используются списки отозванных.",
        "Call the certification authority; meanwhile the lists of revoked certificates are used.",
    ),
    "service:keys": Text(
        "Токенді, оның желісін және PIN файлын тексеріңіз; ол жауап бермейінше материалдар ашылмайды және "
        "қабылданбайды.",
        "Проверьте токен, его сеть и файл с PIN; пока он молчит, материалы не открываются и не принимаются.",
        "Check the token, its network and the file with its PIN; until it answers, materials are neither opened nor "
        "taken in.",
    ),
    "service:timestamp": Text(
        "Куәландырушы орталыққа хабарласыңыз; келесі белгі осы аралықты да қамтиды.",
        "Свяжитесь с удостоверяющим центром; следующая метка покроет и этот промежуток.",
        "Call the certification authority; the next stamp covers this gap too.",
    ),
}
_BY_CODE: Mapping[str, Text] = {
    Silence.NO_CONNECTION: _NETWORK,
    Silence.CUT_OFF: _NETWORK,
    Silence.CREDENTIALS_REFUSED: _CREDENTIALS,
    Silence.UNTRUSTED_SERVER: _TRUST,
    Nonsense.BAD_SIGNATURE: _TRUST,
    Nonsense.UNTRUSTED_CERTIFICATE: _TRUST,
    Nonsense.EXPIRED_CERTIFICATE: _TRUST,
    Silence.QUESTION_NOT_ACCEPTED: _CONTRACT,
    Silence.GATEWAY_FAULT: _GATEWAY,
    Silence.NOT_CONNECTED: _CONNECT,
}
