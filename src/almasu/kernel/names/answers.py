"""Who of those a search by name found is told, and how: as records of resource 1 that say why the name fits.

A register answers with whole records of people, so no more are told than were likely meant (SIO25-3.1): those whose
names agree as far as names can, or, where there is nobody such, a few that a person should look at. A name that fits
more people than anybody means is no question about a person and is declined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from almasu.kernel.answers import Record, Value
from almasu.kernel.names.endings import Role
from almasu.kernel.names.likeness import Why
from almasu.kernel.names.match import LIKELY, POSSIBLE, Match

INDIVIDUALS = 1
POSSIBLE_WITH_DATE = 0.6
"""Where the birth date was given and agrees, names that sound a little further apart are worth a look."""
MOST_LIKELY, MOST_POSSIBLE = 20, 5
MOST_MEANT = 100
"""A name that fits more people than this is declined: the patronymic or the birth date must be given."""
AGREEMENTS = {
    Role.SURNAME: "surname_agreement",
    Role.GIVEN: "given_name_agreement",
    Role.PATRONYMIC: "patronymic_agreement",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is told, the likeliest first, by their places among those found; `left_out` are as likely and not told."""

    places: tuple[int, ...]
    left_out: int


def least_possible(dated: bool) -> float:
    """Return the least score of somebody who may be meant; `dated` where the birth date agrees too."""
    return POSSIBLE_WITH_DATE if dated else POSSIBLE


def meant(scores: Sequence[float], dated: bool = False) -> Meant | None:
    """Return who of those found with these scores is told; None where too many may be meant."""
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    likely = [place for place in order if scores[place] >= LIKELY]
    group = likely or [place for place in order if scores[place] >= least_possible(dated)]
    if len(group) > MOST_MEANT:
        return None
    told = group[: MOST_LIKELY if likely else MOST_POSSIBLE]
    return Meant(tuple(told), len(group) - len(told))


def with_reasons(record: Record, found: Match, left_out: int) -> Record:
    """Return a record of resource 1 with how alike the names are, how each part agrees, and how many are not told."""
    said: Mapping[str, Value] = {
        AGREEMENTS[part.role]: (Why.DIFFERENT if part.likeness.why is Why.TWO_NAMES else part.likeness.why).value
        for part in found.parts
    }
    return {**record, "name_likeness": f"{found.score:.2f}", **said, "others_left_out": left_out}
