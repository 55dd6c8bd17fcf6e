"""Whom a vulnerability alert concerns: what it is about, compared with what organisations declared (ASOI-3.5).

A product is the same where its CPE or purl is, or its maker and name but for case, spaces and punctuation. Where names
only resemble each other, or versions cannot be compared, it is said that it may be: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.software import Item, Software, items_of
from almasu.kernel.sector.versions import overlap
from almasu.law.problem import Problem, ProblemGroup

MOST_MATCHES = 200


class Concern(StrEnum):
    """Whether an alert is about a product that is used."""

    YES = "yes"
    MAYBE = "maybe"


class Match(msgspec.Struct, frozen=True):
    """A declared product, what of the alert it matches, and how sure that is."""

    used: Item
    affected: Item
    concern: Concern


def affected_by(alert: VulnerabilityAlert) -> tuple[Item, ...]:
    """Return the products of an alert: those it lists, else what its own fields name, several apart by semicolons."""
    try:
        listed = items_of("\n".join(alert.affected))
    except (Problem, ProblemGroup):
        listed = ()
    if listed:
        return listed
    makers, products = _several(alert.maker), _several(alert.product)
    versions = alert.versions if len(products) == 1 else ""
    return tuple(Item(maker, product, versions) for maker in makers for product in products)


def matches(affected: Iterable[Item], software: Software) -> tuple[Match, ...]:
    """Return what an organisation declared that an alert concerns or may concern, the sure ones first."""
    found = sorted(_found(tuple(affected), software.items), key=lambda one: one.concern is Concern.MAYBE)
    return tuple({one.used: one for one in reversed(found)}.values())[::-1][:MOST_MATCHES]


def _found(affected: tuple[Item, ...], items: Iterable[Item]) -> Iterator[Match]:
    plain = [(one, _plain(one.maker), _plain(one.product)) for one in affected]
    for used in items:
        maker, product = _plain(used.maker), _plain(used.product)
        for one, of_maker, of_product in plain:
            same = _same(one, used, (of_maker, of_product), (maker, product))
            if same is None:
                continue
            meet = overlap(one.versions, used.versions)
            if meet is not False:
                yield Match(used, one, Concern.YES if meet and same is Concern.YES else Concern.MAYBE)


def _same(one: Item, used: Item, said: tuple[str, str], known: tuple[str, str]) -> Concern | None:
    """Tell whether two entries are of one product; None where they are not."""
    if one.cpe and used.cpe:
        return Concern.YES if one.cpe == used.cpe else None
    if one.purl and used.purl:
        return Concern.YES if one.purl == used.purl else None
    if said == known:
        return Concern.YES
    (of_maker, of_product), (maker, product) = said, known
    makers = not of_maker or not maker or of_maker in maker or maker in of_maker
    products = bool(of_product and product) and (of_product in product or product in of_product)
    return Concern.MAYBE if makers and products else None


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
