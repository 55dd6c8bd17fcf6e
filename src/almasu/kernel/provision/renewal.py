"""The draft that renews an act: the same contract for the days right after it, so that no gap lies between (FMA-5)."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from almasu.kernel.provision.act_course import Stage, Version, last_day
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.problems_of_act import WRONG_STAGE

_DAY = timedelta(days=1)


def renewal(version: Version, printed_number: str) -> ActContent:
    """Return what follows a signed version: from the day after its last, as long as it was; Problem where unsigned.

    `printed_number` is the number that the new document bears. Both sides read and may change all of it.
    """
    if version.stage is not Stage.SIGNED:
        raise WRONG_STAGE.at()
    content = version.read()
    since = last_day(version) + _DAY
    return replace(content, number=printed_number, since=since, until=since + (content.until - content.since))
