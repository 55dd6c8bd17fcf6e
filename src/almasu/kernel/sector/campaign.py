"""Campaigns: the same address, sender, host, file or rule at several organisations within a window of time.

What is rare weighs more: a mark that half of the sector meets every week is no news. Whoever is known to be harmless
(scanners of the centre itself, public resolvers) is left out. A campaign never alerts anybody by itself: it prefills a
draft that a person writes and a head consents to (ASOI-10).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.term_words import mark_of
from almasu.law.moment import in_astana

WINDOW = timedelta(hours=24)
LEAST_ORGANISATIONS = 3
MOST_CAMPAIGNS = 200
CRITICAL, HIGH = 8, 5
"""From how many organisations on the degree of threat is proposed as critical, or high."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one term ("source:203.0.113.7") was seen to do within the window, and before it.

    `organisations` are those that met it; `before` how many had met it in the weeks before.
    """

    term: str
    organisations: frozenset[str]
    kinds: frozenset[int]
    records: int
    first_at: datetime
    last_at: datetime
    before: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign: what was seen, and how surprising that is; the larger the more."""

    seen: Seen
    surprise: float


@dataclass(frozen=True, slots=True)
class OfferedCampaign:
    """A campaign that is offered to the sectoral centre, and when it was found first."""

    campaign: Campaign
    found_at: datetime


def campaigns_of(
    seen: Iterable[Seen], connected: int, harmless: Collection[str], least: int = LEAST_ORGANISATIONS
) -> Sequence[Campaign]:
    """Return the campaigns, the most surprising first; `connected` is how many organisations send signals at all.

    Surprise is how many organisations met it, each weighed by how rare the mark was before (inverse frequency).
    """
    found = [
        Campaign(one, _surprise(one, connected))
        for one in seen
        if len(one.organisations) >= least and one.term not in harmless
    ]
    found.sort(key=lambda campaign: (-campaign.surprise, campaign.seen.term))
    return found[:MOST_CAMPAIGNS]


def _surprise(seen: Seen, connected: int) -> float:
    rarity = math.log((1 + max(connected, seen.before)) / (1 + seen.before))
    return round(len(seen.organisations) * (1 + rarity), 3)


def draft_of(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, str]:
    """Return the fields of a threat alert that a campaign fills in; a person writes the rest.

    It names no organisation: who was attacked is theirs to tell (ASOI-3.6).
    """
    seen = campaign.seen
    kind, _, value = seen.term.partition(":")
    number = min(seen.kinds)
    signal = catalogue.signal(number)
    threat = "other" if signal is None or len(seen.kinds) > 1 else signal.code
    organisations = len(seen.organisations)
    severity = "critical" if organisations >= CRITICAL else "high" if organisations >= HIGH else "medium"
    field = {"source": "addresses", "hash": "hashes"}.get(kind, "names")
    mark = value.partition("@")[0] if kind == "rule" else value
    return {
        "source": value,
        "threat": threat,
        "severity": severity,
        "confidentiality": "amber",
        "description": _description(seen),
        field: mark,
    }


def _description(seen: Seen) -> str:
    """Return what was seen, in the two languages of the state: the alert goes to organisations that read either."""
    kind, mark = mark_of(seen.term)
    when = " – ".join(f"{in_astana(at):%d.%m.%Y %H:%M}" for at in (seen.first_at, seen.last_at))
    met, records = len(seen.organisations), seen.records
    return (
        f"{kind.kk} {mark}: {met} ұйым кездестірді, сенсор жазбалары – {records}, {when} (Астана уақыты).\n"
        f"{kind.ru} {mark}: встретили организаций – {met}, записей датчиков – {records}, {when} (время Астаны)."
    )
