"""The five ways of giving data and the order of the law: 1, 2, 3, 5, 4 (FMA-3, FMA-3.1 to FMA-3.5).

The printed numbers are not the order: paper (5) is open when 1 to 3 are impossible, a carrier (4) only when 1, 2, 3
and 5 are. So of all ways exactly one is lawful at a moment: the first in the order that is not proved impossible.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from almasu.law.text import Text


class Way(StrEnum):
    """A way of transfer, in the order of the act's print."""

    INTEGRATION = "integration"
    """The systems of the Agency are joined to the database of the object over the state network."""
    WORKPLACE = "workplace"
    """The Agency's people get access to an automated workplace of the body."""
    REQUEST_ANSWER = "request_answer"
    """Access to the database over the state network, one query and one answer at a time."""
    CARRIER = "carrier"
    """A physical medium that holds electronic data."""
    PAPER = "paper"


ORDER = (Way.INTEGRATION, Way.WORKPLACE, Way.REQUEST_ANSWER, Way.PAPER, Way.CARRIER)
"""From the first choice of the law to its last."""
PRINTED: Mapping[Way, int] = MappingProxyType({way: number for number, way in enumerate(Way, start=1)})
CLAUSES: Mapping[Way, str] = MappingProxyType(
    {
        Way.INTEGRATION: "FMA-3.1",
        Way.WORKPLACE: "FMA-3.2",
        Way.REQUEST_ANSWER: "FMA-3.3",
        Way.CARRIER: "FMA-3.4",
        Way.PAPER: "FMA-3.5",
    }
)
ELECTRONIC = frozenset({Way.INTEGRATION, Way.WORKPLACE, Way.REQUEST_ANSWER, Way.CARRIER})
OVER_STATE_NETWORK = frozenset({Way.INTEGRATION, Way.REQUEST_ANSWER})
"""The ways of which the act says that they go over the state network (FMA-3.1, FMA-3.3)."""
WAY_NAMES: Mapping[Way, Text] = MappingProxyType(
    {
        Way.INTEGRATION: Text(kk="интеграция", ru="интеграция", en="integration"),
        Way.WORKPLACE: Text(kk="АЖО-ға рұқсат беру", ru="доступ к АРМ", en="access to a workplace"),
        Way.REQUEST_ANSWER: Text(kk="сұрау салу және жауап", ru="запрос и ответ", en="request and answer"),
        Way.CARRIER: Text(kk="электрондық жеткізгіш", ru="электронный носитель", en="electronic carrier"),
        Way.PAPER: Text(kk="қағаз жеткізгіш", ru="бумажный носитель", en="paper"),
    }
)


def better_than(way: Way) -> tuple[Way, ...]:
    """Return the ways that must be impossible before this one is open, the best first."""
    return ORDER[: ORDER.index(way)]


def lawful_way(impossible: Collection[Way], *, restricted: bool = False) -> Way:
    """Return the one way that is lawful while these are impossible.

    Resources with restricted access go by paper, whatever else is possible (FMA-4.2). Where everything is said to be
    impossible the last way stands: the duty to give does not end.
    """
    if restricted:
        return Way.PAPER
    return next((way for way in ORDER if way not in impossible), ORDER[-1])


def named(ways: Collection[Way]) -> Text:
    """Return the names of ways in one line, in the order of the law."""
    known = [WAY_NAMES[way] for way in ORDER if way in ways]
    return Text(
        kk=", ".join(one.kk for one in known),
        ru=", ".join(one.ru for one in known),
        en=", ".join(one.en for one in known),
    )
