"""Steps 10 and 11: the time stamp, where there is one, and the evidence that is kept."""

from __future__ import annotations

from almasu.kernel.signatures.reasons.reason import passed, skipped, undecided
from almasu.kernel.signatures.reasons.remedies import ADMINISTRATOR, LATER
from almasu.law.text import Text

_RFC = "RFC 3161, 2.4.2"

NONE = skipped(
    "timestamp.none",
    10,
    Text(
        kk="Уақыт белгісі әр қолтаңбаға емес, журналдың бақылау нүктесіне алынады.",
        ru="Метка времени берётся не на каждую подпись, а на контрольную точку журнала.",
        en="The time stamp is taken for the journal's checkpoint, not for each signature.",
    ),
    "500/НҚ, 16",
)
GOOD = passed(
    "timestamp.good",
    10,
    Text(
        kk="Уақыт белгісі дұрыс: {at}.",
        ru="Метка времени верна: {at}.",
        en="The time stamp is right: {at}.",
    ),
    "RFC 3161, 2.4.2",
    "RFC 5816",
)
UNREADABLE = undecided(
    "timestamp.unreadable",
    10,
    Text(
        kk="Уақыт белгісі оқылмайды: {fault}.",
        ru="Метка времени не читается: {fault}.",
        en="The time stamp cannot be read: {fault}.",
    ),
    ADMINISTRATOR,
    _RFC,
)
REFUSED = undecided(
    "timestamp.refused",
    10,
    Text(
        kk="Уақыт белгісі қызметі сұрауды қабылдамады (коды {status}).",
        ru="Служба меток времени отклонила запрос (код {status}).",
        en="The time stamp service declined the request (status {status}).",
    ),
    LATER,
    _RFC,
)
IMPRINT_DIFFERS = undecided(
    "timestamp.imprint_differs",
    10,
    Text(
        kk="Уақыт белгісі басқа деректерге қойылған.",
        ru="Метка времени поставлена на другие данные.",
        en="The time stamp is over other data.",
    ),
    ADMINISTRATOR,
    _RFC,
)
IMPRINT_ALGORITHM = undecided(
    "timestamp.imprint_algorithm",
    10,
    Text(
        kk="Уақыт белгісінің хешіне рұқсат жоқ: {algorithm}.",
        ru="Хеш метки времени не разрешён: {algorithm}.",
        en="The hash of the time stamp is not allowed: {algorithm}.",
    ),
    ADMINISTRATOR,
    _RFC,
)
NONCE = undecided(
    "timestamp.nonce",
    10,
    Text(
        kk="Уақыт белгісіндегі бір реттік сан біздікі емес.",
        ru="Одноразовое число метки времени не наше.",
        en="The time stamp does not carry our one-time number.",
    ),
    ADMINISTRATOR,
    _RFC,
)
POLICY = undecided(
    "timestamp.policy",
    10,
    Text(
        kk="Уақыт белгісінің саясаты күтілгеннен өзге: {policy}.",
        ru="Политика метки времени не та: {policy}.",
        en="The time stamp was given under another policy: {policy}.",
    ),
    ADMINISTRATOR,
    _RFC,
)
SIGNATURE = undecided(
    "timestamp.signature",
    10,
    Text(
        kk="Уақыт белгісінің қолтаңбасы жарамсыз ({why}).",
        ru="Подпись метки времени негодна ({why}).",
        en="The signature of the time stamp does not hold ({why}).",
    ),
    ADMINISTRATOR,
    _RFC,
)
PURPOSE = undecided(
    "timestamp.purpose",
    10,
    Text(
        kk="Уақыт белгісіне қол қойған кілт бұл қызметке арналмаған.",
        ru="Ключ метки времени не предназначен для этой службы.",
        en="The key of the time stamp is not meant for that service.",
    ),
    ADMINISTRATOR,
    "RFC 3161, 2.3",
)
FUTURE = undecided(
    "timestamp.future",
    10,
    Text(
        kk="Уақыт белгісі болашақты көрсетеді: {at}.",
        ru="Метка времени указывает на будущее: {at}.",
        en="The time stamp is from the future: {at}.",
    ),
    ADMINISTRATOR,
    _RFC,
)
EVIDENCE = passed(
    "evidence.complete",
    11,
    Text(
        kk="Дәлел толық: мазмұн, қолтаңба, тізбек, тексеру жауаптары.",
        ru="Доказательство полно: содержание, подпись, цепочка, ответы проверки.",
        en="The evidence is complete: content, signature, chain, answers of the checks.",
    ),
    "SIO25-10.2",
    "SIO25-12.1",
)
