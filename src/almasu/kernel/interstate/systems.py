"""Information systems of the exchange and the cards of their legal regimes (CIS-1e, CIS-4.2, CIS-9.3, CIS-10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import msgspec

from almasu.law.text import Text
from almasu.law.typed import Dated
from almasu.law.verdict import Broken, Met, Verdict


class JointRight(StrEnum):
    """By which right an interstate system belongs to its bodies (CIS-1j)."""

    OWNERSHIP = "joint_ownership"
    POSSESSION = "joint_possession"
    USE = "joint_use"


class Access(StrEnum):
    """Categories of information by level of access, the widest first."""

    OPEN = "open"
    OFFICIAL = "official"
    SECRET = "secret"  # noqa: S105 - a category of access, no password


class RegimeCard(Dated, frozen=True):
    """The legal regime of a system: every attribute that article 1 names, and who set it, since when.

    `measures` are the measures of protection of the agreement of 25.10.2013; a secret interstate system lists them.
    """

    status: str
    area: str
    formation: str
    use: str
    handling: str
    ownership: str
    access: Access
    protection: str
    set_by: str
    since: date
    measures: tuple[str, ...] = ()


class System(msgspec.Struct, frozen=True):
    """A system that takes part: what it is for, whose it is, who holds it, by whom it may be used (CIS-1b, CIS-1f).

    `joint` is None for a national system; `entrusted` the body to which its Parties left its regime (CIS-9.3). `ground`
    is the paper on which the entry rests.
    """

    id: str
    name: Text
    tasks: str
    owner: str
    holder: str
    users: tuple[str, ...]
    card: RegimeCard | None
    joint: JointRight | None = None
    entrusted: str = ""
    ground: str = ""

    @property
    def is_interstate(self) -> bool:
        """Tell whether it is in interstate exchange under a joint right."""
        return self.joint is not None

    def regime_setter(self) -> str:
        """Return the body that may set its regime: whom the Parties entrusted, else the owner; never the holder."""
        return self.entrusted if self.is_interstate and self.entrusted else self.owner


ATTRIBUTES: Mapping[str, Text] = MappingProxyType(
    {
        "status": Text(kk="мәртебесі", ru="статус", en="status"),
        "area": Text(kk="пәндік саласы", ru="предметная область", en="subject area"),
        "formation": Text(kk="қалыптастыру тәртібі", ru="порядок формирования", en="how it is formed"),
        "use": Text(kk="пайдалану тәртібі", ru="порядок использования", en="how it is used"),
        "handling": Text(
            kk="ақпаратпен жұмыс істеу тәртібі", ru="порядок работы с информацией", en="work with the information"
        ),
        "ownership": Text(kk="меншік құқығы", ru="право собственности", en="ownership"),
        "protection": Text(kk="қорғау тәртібі", ru="порядок защиты", en="protection"),
    }
)
"""What a card says in words, by the names of its attributes (CIS-1e)."""


def card_holds(system: System, card: RegimeCard) -> Verdict:
    """Return whether a card may become a system's regime (CIS-1g, CIS-9.3, CIS-9.4, CIS-10.2)."""
    if card.set_by != system.regime_setter():
        return Broken(
            because=Text(
                kk="Құқықтық режимді тек меншік иесі не соған уәкілетті орган белгілейді.",
                ru="Правовой режим определяет только собственник или орган, которому это поручено.",
                en="Only the owner, or the body entrusted with it, sets the legal regime.",
            ),
            remedy=Text(
                kk="Картаны сол органға қол қоюға жіберіңіз.",
                ru="Направьте карточку на подпись этому органу.",
                en="Send the card to that body to be signed.",
            ),
        )
    missing = _missing(card)
    if missing is not None:
        return Broken(
            because=Text(
                kk=f"Режим картасында көрсетілмеген: {missing.kk}.",
                ru=f"В карточке режима не указано: {missing.ru}.",
                en=f"The card of the regime does not say: {missing.en}.",
            ),
            remedy=Text(kk="Картаны толтырыңыз.", ru="Заполните карточку.", en="Fill the card."),
        )
    if system.is_interstate and card.access is Access.SECRET and not card.measures:
        return Broken(
            because=Text(
                kk="Құпия ақпаратты қорғау шаралары көрсетілмеген.",
                ru="Не указаны меры защиты секретной информации.",
                en="The measures that protect secret information are not listed.",
            ),
            remedy=Text(
                kk="2013 жылғы 25 қазандағы келісімнің шараларын көрсетіңіз.",
                ru="Укажите меры соглашения от 25 октября 2013 года.",
                en="List the measures of the agreement of 25 October 2013.",
            ),
        )
    return Met()


def may_use(system: System, body: str) -> bool:
    """Tell whether a body may turn to a system under its card; without a card nobody but its owner and holder may."""
    return body in (system.owner, system.holder) or (system.card is not None and body in system.users)


def _missing(card: RegimeCard) -> Text | None:
    """Return the name of the first attribute that the card leaves blank."""
    return next((label for name, label in ATTRIBUTES.items() if not getattr(card, name).strip()), None)
