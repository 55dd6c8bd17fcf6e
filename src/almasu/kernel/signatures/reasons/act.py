"""Step 0, what is signed: the act must be the one this node asked this person to sign, and still alive."""

from __future__ import annotations

from almasu.kernel.signatures.reasons.reason import failed, passed, skipped
from almasu.kernel.signatures.reasons.remedies import OWN_KEY, SIGN_AGAIN
from almasu.law.text import Text

OURS = passed(
    "act.ours",
    0,
    Text(
        kk="Қол қойылған мазмұн — осы торап дайындаған акт: {purpose}.",
        ru="Подписанное содержание — акт, подготовленный этим узлом: {purpose}.",
        en="The signed content is an act prepared by this node: {purpose}.",
    ),
    "SIO25-12.1",
    "RFC 8785",
)
GIVEN = skipped(
    "act.not_expected",
    0,
    Text(
        kk="Мазмұн акт ретінде салыстырылмайды: күтілетін акт берілмеген.",
        ru="Содержание не сравнивается с актом: ожидаемый акт не задан.",
        en="The content is not compared with an act: none was expected.",
    ),
)
UNREADABLE = failed(
    "act.unreadable",
    0,
    Text(
        kk="Мазмұн Алмасу актісі емес.",
        ru="Содержание не является актом Алмасу.",
        en="The content is not an act of Almasu.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
    "RFC 8785",
)
OTHER_PURPOSE = failed(
    "act.other_purpose",
    0,
    Text(
        kk="Қолтаңба басқа мақсат үшін берілген: «{found}», күтілгені — «{expected}».",
        ru="Подпись дана для другой цели: «{found}», ожидалась «{expected}».",
        en="The signature was given for another purpose: {found}, not {expected}.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
)
OTHER_AUDIENCE = failed(
    "act.other_audience",
    0,
    Text(
        kk="Акт басқа торапқа арналған: {found}.",
        ru="Акт предназначен другому узлу: {found}.",
        en="The act is meant for another node: {found}.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
)
OTHER_ACTOR = failed(
    "act.other_actor",
    0,
    Text(
        kk="Акт басқа адамға дайындалған.",
        ru="Акт подготовлен для другого человека.",
        en="The act was prepared for another person.",
    ),
    OWN_KEY,
    "SIO25-12.2",
)
OTHER_NONCE = failed(
    "act.other_nonce",
    0,
    Text(
        kk="Актідегі бір реттік сан күтілгеннен өзге: бұл басқа (бұрынғы) акт.",
        ru="Одноразовое число акта не то, которое ожидалось: это другой (прежний) акт.",
        en="The act carries another one-time number: it is a different, perhaps earlier, act.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
)
EXPIRED = failed(
    "act.expired",
    0,
    Text(
        kk="Актіге қол қою мерзімі {expires} бітті.",
        ru="Срок подписания акта истёк {expires}.",
        en="The time to sign the act ended at {expires}.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
)
NOT_YET = failed(
    "act.not_yet_issued",
    0,
    Text(
        kk="Акт болашақта дайындалған: {issued}.",
        ru="Акт подготовлен в будущем: {issued}.",
        en="The act was issued in the future: {issued}.",
    ),
    SIGN_AGAIN,
    "SIO25-12.1",
)
