"""The made-up financial market: 20 banks and 200 organisations of the kinds of clause 5, each with a worker and a head.

The same seed makes the same market. Every BIN and IIN passes its check digit; every name says that it is a sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from almasu.kernel.sector.parties import OrganisationKind
from almasu.kernel.subjects.identity_number import check_digit
from almasu.law.text import Text
from almasu.testing.country.dice import Draw
from almasu.testing.country.names import Pool, names, patronymic_of
from almasu.testing.country.spelling import latin
from almasu.testing.people import HEAD, WORKER, DemoPerson

BANKS, OTHERS = 20, 200
_STEMS = (
    "Ақжол:Акжол", "Самал:Самал", "Керуен:Керуен", "Сарыарқа:Сарыарка", "Тұлпар:Тулпар", "Арыс:Арыс", "Есіл:Есиль",
    "Ертіс:Иртыш", "Көктем:Коктем", "Отырар:Отырар", "Тарлан:Тарлан", "Шалқар:Шалкар", "Алатау:Алатау",
    "Қайнар:Кайнар", "Ұлытау:Улытау", "Бұлақ:Булак", "Сұңқар:Сункар", "Қарлығаш:Карлыгаш", "Дархан:Дархан",
    "Мұрагер:Мурагер", "Айдын:Айдын", "Жұлдыз:Жулдыз", "Көкше:Кокше", "Торғай:Тургай", "Мұнара:Мунара",
    "Арқау:Аркау", "Босаға:Босага", "Өрлеу:Орлеу", "Сенім:Сеним", "Тірек:Тирек", "Ырыс:Ырыс", "Береке:Береке",
    "Дәулет:Даулет", "Алтын:Алтын", "Күміс:Кумис", "Шаттық:Шаттык", "Үміт:Умит", "Кемел:Кемел", "Ақтоғай:Актогай",
    "Балқаш:Балхаш",
)  # fmt: skip
_BANK = "Банк:Банк:bank"
_CALLED = (
    (OrganisationKind.CERTAIN_OPERATIONS, "Ипотека:Ипотека:mortgage"),
    (OrganisationKind.OTHER, "Сақтандыру:Страхование:insurance"),
    (OrganisationKind.OTHER, "Брокер:Брокер:broker"),
    (OrganisationKind.CERTAIN_OPERATIONS, "Несие Орталығы:Кредитный центр:credit"),
    (OrganisationKind.OTHER, "Микроқаржы:Микрофинанс:micro"),
    (OrganisationKind.OTHER, "Ломбард:Ломбард:lombard"),
    (OrganisationKind.CERTAIN_OPERATIONS, "Аударым:Переводы:transfer"),
    (OrganisationKind.OTHER, "Төлем:Платежи:pay"),
    (OrganisationKind.OTHER, "Инвест:Инвест:invest"),
)
_BRANCHES = 2
"""Of the banks: branches of banks that are no residents."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation of the market: what clause 5 asks for, its two people, and the address its door has outside."""

    bin: str
    name: Text
    email: str
    kind: OrganisationKind
    worker: DemoPerson
    head: DemoPerson
    address: str

    @property
    def label(self) -> str:
        """Return a short name in Latin letters, as its domain begins."""
        return self.email.partition("@")[2].partition(".")[0]

    @property
    def profile(self) -> Mapping[str, str]:
        """Return what the responsible worker gives for the profile, by the fields of clause 5."""
        return {"name": self.name.ru, "bin": self.bin, "email": self.email, "kind": self.kind.value}

    def user(self, person: DemoPerson) -> Mapping[str, str]:
        """Return what is given for the account of one of its people, by the fields of clause 6."""
        return {
            "surname": person.surname,
            "given_name": person.given_name,
            "patronymic": person.patronymic,
            "iin": person.iin,
            "position": person.position.ru,
            "organisation": self.bin,
            "phones": person.phone,
            "email": f"{latin(person.surname).lower()}.{person.iin[-4:]}@{self.email.partition('@')[2]}",
            "duty": person.role,
        }


def market(seed: int, banks: int = BANKS, others: int = OTHERS) -> tuple[Organisation, ...]:
    """Return the banks first, then the other organisations; a smaller market is the beginning of a larger one's."""
    return (*_made(seed, 1, banks, _banks()), *_made(seed, 2, others, _others()))


def _made(seed: int, topic: int, count: int, called: Iterator[tuple[OrganisationKind, str, str]]) -> list[Organisation]:
    return [_organisation(seed, topic, row, *next(called)) for row in range(count)]


def _banks() -> Iterator[tuple[OrganisationKind, str, str]]:
    for row, stem in enumerate(_STEMS):
        branch = row % (BANKS // _BRANCHES) == BANKS // _BRANCHES - 1
        yield (OrganisationKind.NON_RESIDENT_BRANCH if branch else OrganisationKind.BANK), stem, _BANK


def _others() -> Iterator[tuple[OrganisationKind, str, str]]:
    """Yield a third with certain banking operations, the rest without; each name once."""
    for row in range(OTHERS):
        stem, turn = row % len(_STEMS), row // len(_STEMS)
        kind, what = _CALLED[(stem + 2 * turn) % len(_CALLED)]
        yield kind, _STEMS[stem], what


def _organisation(seed: int, topic: int, row: int, kind: OrganisationKind, stem: str, what: str) -> Organisation:
    draw = Draw(seed, topic, row)
    (kk, ru), (what_kk, what_ru, what_latin) = stem.split(":"), what.split(":")
    form = ("филиалы", "Филиал") if kind is OrganisationKind.NON_RESIDENT_BRANCH else ("АҚ", "АО")
    name = Text(
        f"«{kk} {what_kk}» {form[0]} (үлгі)",
        f"{form[1]} «{ru} {what_ru}» (образец)",
        f"{latin(kk).title()} {what_latin} (sample)",
    )
    number = _bin(draw, topic, row, kind)
    label = f"{latin(kk).lower()}-{what_latin}"
    people = [
        _person(draw, topic * 1000 + row * 2 + n, role, number, name)
        for n, role in enumerate(("responsible_worker", "head_of_security"))
    ]
    address = f"198.51.100.{row + 1}" if topic == 1 else f"192.0.2.{row % 250 + 1}"
    return Organisation(number, name, f"soc@{label}.example.kz", kind, people[0], people[1], address)


def _bin(draw: Draw, topic: int, row: int, kind: OrganisationKind) -> str:
    """Return a BIN of its own: month of registration, kind of a legal person, serial, check digit."""
    kind_digits = "51" if kind is OrganisationKind.NON_RESIDENT_BRANCH else "40"
    month = f"{draw.between(1, 19):02}{draw.between(1, 12):02}"
    return _checked(f"{month}{kind_digits}", topic * 10_000 + row, 5)


def _person(draw: Draw, number: int, role: str, organisation: str, body: Text) -> DemoPerson:
    """Return somebody of working age."""
    tables, woman = names(), draw.chance(50)
    pool: Pool = tables.pools[0] if draw.chance(70) else tables.pools[1]
    first, father = pool.women if woman else pool.men, tables.given[draw.between(pool.men[0], pool.men[1] - 1)]
    surname = tables.surnames[draw.between(pool.surnames[0], pool.surnames[1] - 1)].of(woman)
    given = tables.given[draw.between(first[0], first[1] - 1)]
    born = f"{draw.between(70, 98)}{draw.between(1, 12):02}{draw.between(1, 28):02}{4 if woman else 3}"
    return DemoPerson(
        iin=_checked(born, number, 4),
        surname=surname.kk.upper(),
        given_name=given.kk.upper(),
        patronymic=patronymic_of(father, woman, pool.kazakh_patronymics).kk.upper(),
        latin=f"{given.latin.title()} {surname.latin.title()}",
        role=role,
        body_bin=organisation,
        body=body,
        position=WORKER if role == "responsible_worker" else HEAD,
        phone=f"+7700{1_000_000 + number:07}",
        pin=f"{100_000 + number * 7919 % 900_000:06}",
    )


def _checked(start: str, serial: int, places: int) -> str:
    """Return twelve digits; a serial that was never issued gives way to one that no other row has."""
    for step in range(10):
        prefix = f"{start}{(serial + step * 3_000) % 10**places:0{places}}"
        digit = check_digit(prefix).expected
        if digit is not None:
            return f"{prefix}{digit}"
    raise ValueError("no serial of this row has a check digit")
