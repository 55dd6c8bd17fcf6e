"""The people of the demo: who can sign in, and as what. All are made up; their IINs pass the check digit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One official of the made-up country. `pin` opens the key in the emulator and is printed by the demo.

    `role` is that of the account; of a visitor it is head or applicant. `phone` is in
    the +7 700 range of the demo.
    """

    iin: str
    surname: str
    given_name: str
    patronymic: str
    latin: str
    role: str
    body_bin: str
    body: Text
    position: Text
    phone: str
    pin: str


class KeyState(StrEnum):
    """In what state a demo key is made: usable, withdrawn by its owner, past its term, or suspended."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    HELD = "held"


class KeyKind(StrEnum):
    """For whom a key stands: the person (what the exchange wants), or the person as an employee or head of the body."""

    INDIVIDUAL = "individual"
    EMPLOYEE = "employee"
    HEAD = "head"


class Carrier(StrEnum):
    """Where the key lives: a protected token, or a file, which the exchange refuses (SIO22, annex 3)."""

    TOKEN = "token"  # noqa: S105 - a kind of device, not a password
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ExtraKey:
    """A key a person has beside the usual pair; `name` follows the person's IIN in its label."""

    iin: str
    name: str
    state: KeyState = KeyState.VALID
    kind: KeyKind = KeyKind.INDIVIDUAL
    carrier: Carrier = Carrier.TOKEN


FMA = Text(
    kk="Қаржылық мониторинг агенттігі (үлгі)",
    ru="Агентство по финансовому мониторингу (образец)",
    en="Agency for Financial Monitoring (sample)",
)
STATISTICS = Text(
    kk="Құқықтық статистика және арнайы есепке алу жөніндегі комитет (үлгі)",
    ru="Комитет по правовой статистике и специальным учетам (образец)",
    en="Committee on Legal Statistics and Special Records (sample)",
)
PROSECUTION = Text(
    kk="Бас прокуратура (үлгі)",
    ru="Генеральная прокуратура (образец)",
    en="Prosecutor General's Office (sample)",
)
REVENUE = Text(
    kk="Мемлекеттік кірістер комитеті (үлгі)",
    ru="Комитет государственных доходов (образец)",
    en="State Revenue Committee (sample)",
)

REVENUE_BIN = "980740054115"

PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        iin="860314450216",
        surname="ӘБЕНОВА",
        given_name="ГҮЛНАР",
        patronymic="СЕРІКҚЫЗЫ",
        latin="Gulnar Abenova",
        role="officer",
        body_bin="210140083118",
        body=FMA,
        position=Text(kk="Талдау басқармасының офицері", ru="Офицер управления анализа", en="Officer, analysis unit"),
        phone="+77000000101",
        pin="141516",
    ),
    DemoPerson(
        iin="900722351147",
        surname="ТҰРСЫНОВ",
        given_name="ЕРЛАН",
        patronymic="МАРАТҰЛЫ",
        latin="Yerlan Tursynov",
        role="officer",
        body_bin="210140083118",
        body=FMA,
        position=Text(
            kk="Тергеуге дейінгі тексеру басқармасының офицері",
            ru="Офицер управления досудебного расследования",
            en="Officer, pre-trial investigation unit",
        ),
        phone="+77000000102",
        pin="242526",
    ),
    DemoPerson(
        iin="831105452075",
        surname="КОВАЛЁВА",
        given_name="ИРИНА",
        patronymic="ВИКТОРОВНА",
        latin="Irina Kovalyova",
        role="operator",
        body_bin="031040071224",
        body=STATISTICS,
        position=Text(
            kk="Ақпарат алмасу жүйесінің операторы",
            ru="Оператор системы информационного обмена",
            en="Operator of the exchange",
        ),
        phone="+77000000103",
        pin="343536",
    ),
    DemoPerson(
        iin="790130353308",
        surname="ЖАҚСЫБЕКОВ",
        given_name="ДАНИЯР",
        patronymic="ҚАЙРАТҰЛЫ",
        latin="Daniyar Zhaksybekov",
        role="controller",
        body_bin="210140083118",
        body=FMA,
        position=Text(
            kk="Ведомстволық бақылау жөніндегі қызметкер",
            ru="Сотрудник ведомственного контроля",
            en="Departmental controller",
        ),
        phone="+77000000104",
        pin="444546",
    ),
    DemoPerson(
        iin="810917454189",
        surname="ОСПАНОВА",
        given_name="АЙЖАН",
        patronymic="БОЛАТҚЫЗЫ",
        latin="Aizhan Ospanova",
        role="prosecutor",
        body_bin="950340062057",
        body=PROSECUTION,
        position=Text(kk="Қадағалаушы прокурор", ru="Надзирающий прокурор", en="Supervising prosecutor"),
        phone="+77000000105",
        pin="545556",
    ),
    DemoPerson(
        iin="941208355264",
        surname="МУСИН",
        given_name="ТИМУР",
        patronymic="РАШИДОВИЧ",
        latin="Timur Mussin",
        role="owner",
        body_bin=REVENUE_BIN,
        body=REVENUE,
        position=Text(
            kk="Тізілім иесінің жауапты қызметкері",
            ru="Ответственный сотрудник владельца реестра",
            en="Clerk of a register owner",
        ),
        phone="+77000000106",
        pin="646566",
    ),
)

# They have keys and no account: they come with their EDS alone (SIO25-5).
VISITORS: tuple[DemoPerson, ...] = (
    DemoPerson(
        iin="720411350348",
        surname="НҰРҒАЛИЕВ",
        given_name="АСҚАР",
        patronymic="БОЛАТҰЛЫ",
        latin="Askar Nurgaliyev",
        role="head",
        body_bin="210140083118",
        body=FMA,
        position=Text(kk="Департамент басшысы", ru="Руководитель департамента", en="Head of department"),
        phone="+77000000107",
        pin="747576",
    ),
    DemoPerson(
        iin="950203450172",
        surname="БЕКОВА",
        given_name="САЛТАНАТ",
        patronymic="ЕРЖАНҚЫЗЫ",
        latin="Saltanat Bekova",
        role="applicant",
        body_bin="210140083118",
        body=FMA,
        position=Text(
            kk="Талдау басқармасының жаңа офицері",
            ru="Новый офицер управления анализа",
            en="New officer, analysis unit",
        ),
        phone="+77000000108",
        pin="848586",
    ),
)
AUTHORITY = Text(
    kk="Қаржы нарығын реттеу агенттігі (үлгі)",
    ru="Агентство по регулированию финансового рынка (образец)",
    en="Agency for the financial market (sample)",
)
KEREGE = Text(kk="«Кереге Банк» АҚ (үлгі)", ru="АО «Кереге Банк» (образец)", en="Kerege Bank JSC (sample)")
SHANYRAQ = Text(kk="«Шаңырақ Банк» АҚ (үлгі)", ru="АО «Шанырак Банк» (образец)", en="Shanyraq Bank JSC (sample)")
WORKER = Text(kk="Ақпараттық қауіпсіздік инженері", ru="Инженер информационной безопасности", en="Security engineer")
HEAD = Text(
    kk="Ақпараттық қауіпсіздік бөлімшесінің басшысы",
    ru="Руководитель подразделения информационной безопасности",
    en="Head of information security",
)
KEREGE_BIN, SHANYRAQ_BIN, INSURER_BIN = "971140003120", "000340004181", "150840005277"

# People of the sector's node: they come in with their EDS alone (ASOI-3.1, ASOI-10).
SECTOR: tuple[DemoPerson, ...] = (
    DemoPerson(
        iin="840318450303",
        surname="ҚАСЫМОВА",
        given_name="ДИНАРА",
        patronymic="АСҚАРҚЫЗЫ",
        latin="Dinara Kassymova",
        role="sectoral_centre",
        body_bin="191240019852",
        body=AUTHORITY,
        position=Text(kk="Салалық орталықтың талдаушысы", ru="Аналитик отраслевого центра", en="Analyst of the centre"),
        phone="+77000000109",
        pin="949596",
    ),
    DemoPerson(
        iin="881104350501",
        surname="ИСМАИЛОВ",
        given_name="РУСТАМ",
        patronymic="БОЛАТҰЛЫ",
        latin="Rustam Ismailov",
        role="responsible_worker",
        body_bin=KEREGE_BIN,
        body=KEREGE,
        position=WORKER,
        phone="+77000000110",
        pin="151617",
    ),
    DemoPerson(
        iin="790622350407",
        surname="ТӨЛЕГЕНОВ",
        given_name="МАРАТ",
        patronymic="ЕРЛАНҰЛЫ",
        latin="Marat Tolegenov",
        role="head_of_security",
        body_bin=KEREGE_BIN,
        body=KEREGE,
        position=HEAD,
        phone="+77000000111",
        pin="252627",
    ),
    DemoPerson(
        iin="910502450705",
        surname="АХМЕТОВА",
        given_name="АЛИЯ",
        patronymic="НҰРЛАНҚЫЗЫ",
        latin="Aliya Akhmetova",
        role="responsible_worker",
        body_bin=SHANYRAQ_BIN,
        body=SHANYRAQ,
        position=WORKER,
        phone="+77000000112",
        pin="353637",
    ),
    DemoPerson(
        iin="760923350606",
        surname="ПЕТРОВ",
        given_name="АНДРЕЙ",
        patronymic="ИВАНОВИЧ",
        latin="Andrey Petrov",
        role="head_of_security",
        body_bin=SHANYRAQ_BIN,
        body=SHANYRAQ,
        position=HEAD,
        phone="+77000000113",
        pin="454647",
    ),
)
EVERYBODY = (*PEOPLE, *VISITORS, *SECTOR)
"""All who have keys."""

# What a demo and the hostile tests need beside the usual GOST and RSA keys of each person.
EXTRA_KEYS: tuple[ExtraKey, ...] = (
    ExtraKey("860314450216", "lost", state=KeyState.REVOKED),
    ExtraKey("860314450216", "file", carrier=Carrier.FILE),
    ExtraKey("860314450216", "employee", kind=KeyKind.EMPLOYEE),
    ExtraKey("790130353308", "old", state=KeyState.EXPIRED),
    ExtraKey("941208355264", "paused", state=KeyState.HELD),
)


def person(iin: str) -> DemoPerson:
    """Return the official with this IIN; KeyError when the demo has none."""
    return {one.iin: one for one in EVERYBODY}[iin]
