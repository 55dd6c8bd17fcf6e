"""What becomes of an act on each sort of object: the last dimension of the matrix of role, action and object."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach


class Object(StrEnum):
    """Whose the object of an act is, as seen by whoever acts."""

    OWN = "own"
    """One's own: made by oneself, naming oneself, held by oneself, or of the own body where the body is what counts."""
    COLLEAGUE = "colleague"
    """Of somebody else in the own body."""
    FOREIGN = "foreign"
    """Of another body, or held by another prosecutor."""
    HIDDEN = "hidden"
    """There, but no object of this kind, or not to be seen by anybody yet."""
    MISSING = "missing"
    """Not there at all."""


class Answer(StrEnum):
    """What comes of it."""

    DONE = "done"
    """The act answers."""
    ABSENT = "absent"
    """As if it were missing, in status and words."""
    REFUSED = "refused"
    """Refused at the door, whatever is asked for."""


_OF_BODY = frozenset({Object.OWN, Object.COLLEAGUE})
_ALL = frozenset({Object.OWN, Object.COLLEAGUE, Object.FOREIGN})
COVERS: Mapping[Reach, frozenset[Object]] = MappingProxyType(
    {
        Reach.SELF: frozenset({Object.OWN}),
        Reach.OWN: frozenset({Object.OWN}),
        Reach.NAMED: frozenset({Object.OWN}),
        Reach.OWN_BODY: _OF_BODY,
        Reach.BODY_BY_ORDER: _OF_BODY,
        Reach.ARRIVED: _ALL,
        Reach.RESOLUTION: frozenset({Object.OWN}),
        Reach.OWN_CASE: frozenset({Object.OWN}),
        Reach.OWN_RESOURCES: frozenset({Object.OWN}),
        Reach.REACHED: _OF_BODY,
        Reach.SENT: _ALL,
        Reach.ANY: _ALL,
    }
)
"""What each reach covers. One's own is, by the reach: what names one, what one's resolution covers, one's own case."""


def answer_on(power: Power, role: Role | None, one: Object) -> Answer:
    """Return what becomes of an act of a role, of a visitor where it is None, on an object."""
    reach = power.reach(role)
    if not reach:
        return Answer.REFUSED
    return Answer.DONE if any(one in COVERS[each] for each in reach) else Answer.ABSENT
