"""What must come of a try, computed from the table of powers alone."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from almasu.kernel.powers.power import Entry, Power, Reach
from powers.people import Come, Somebody
from powers.things import Thing


class Outcome(StrEnum):
    """How a try ends."""

    THROUGH = "through"
    NO_SESSION = "no session"
    ENDED = "session ended"
    ELSEWHERE = "at another stage of coming in"
    NOT_THIS_ROLE = "not this role"
    REFUSED_BY_RULE = "refused by a rule"
    NO_ORDER = "no order in force"
    ABSENT = "as if it were not there"


FIT: dict[Entry, frozenset[Come]] = {
    Entry.SESSION: frozenset(Come) - {Come.NOT},
    Entry.BEGUN: frozenset({Come.BEGUN, Come.VISITING}),
    Entry.CODE: frozenset({Come.AT_CODE}),
    Entry.PROVED: frozenset({Come.AT_CODE, Come.UNCONSENTED, Come.WORKING}),
    Entry.EDS: frozenset({Come.VISITING, Come.UNCONSENTED, Come.WORKING}),
    Entry.FACTORS: frozenset({Come.UNCONSENTED, Come.WORKING}),
    Entry.WORKING: frozenset({Come.WORKING}),
}


def expected(power: Power, who: Somebody, thing: Thing | None) -> Outcome:
    """The outcome of one cell: somebody with an address that stands on a power, and a thing where one is asked for."""
    if who.come is Come.NOT:
        return Outcome.NO_SESSION
    if who.come is Come.BLOCKED and power.entry is not Entry.SESSION:
        return Outcome.ENDED
    if who.come not in FIT[power.entry]:
        return Outcome.ELSEWHERE
    if who.come in (Come.BEGUN, Come.VISITING) and power.entry is not Entry.EDS:
        return Outcome.THROUGH
    reach = power.reach(who.role)
    if not reach:
        return Outcome.REFUSED_BY_RULE if power.rule else Outcome.NOT_THIS_ROLE
    without = reach - {Reach.BODY_BY_ORDER}
    if without and (thing is None or any(lies_within(one, who, thing) for one in without)):
        return Outcome.THROUGH
    if without != reach and not who.ordered:
        return Outcome.NO_ORDER
    if thing is None or any(lies_within(one, who, thing) for one in reach):
        return Outcome.THROUGH
    return Outcome.ABSENT


def worth_trying(things: Sequence[Thing | None], at_the_door: bool) -> Sequence[Thing | None]:
    """Whoever is refused at the door is refused whatever they ask for: one thing and the missing one show it."""
    return things if not at_the_door or len(things) < 3 else (things[0], things[-1])


AT_THE_DOOR = frozenset(Outcome) - {Outcome.THROUGH, Outcome.ABSENT}


def lies_within(reach: Reach, who: Somebody, thing: Thing) -> bool:
    """Tell whether a thing lies within a reach of somebody."""
    if thing.missing or thing.label.startswith("hidden"):
        return False
    match reach:
        case Reach.SELF | Reach.ANY:
            return True
        case Reach.OWN:
            return who.iin in (thing.made_by, thing.held_by)
        case Reach.NAMED:
            return thing.head == who.iin
        case Reach.OWN_BODY | Reach.BODY_BY_ORDER | Reach.OWN_RESOURCES | Reach.REACHED:
            return thing.body == who.body
        case Reach.ARRIVED | Reach.SENT:
            return thing.arrived
        case Reach.RESOLUTION:
            return thing.held_by == who.iin
        case Reach.OWN_CASE:
            return thing.free or thing.held_by == who.iin


CODES: dict[Outcome, frozenset[str]] = {
    Outcome.NO_SESSION: frozenset({"http.no_session"}),
    Outcome.ENDED: frozenset({"session.ended"}),
    Outcome.ELSEWHERE: frozenset({"session.stage", "session.nobody"}),
    Outcome.NOT_THIS_ROLE: frozenset({"account.role"}),
    Outcome.REFUSED_BY_RULE: frozenset({"request.not_allowed", "countersignature.not_needed"}),
    Outcome.NO_ORDER: frozenset({"control.no_order"}),
}
REFUSALS = frozenset({401, 403, 404})
