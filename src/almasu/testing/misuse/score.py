"""How well oddities tell the planted stories: recall by kind, and precision of all that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.kernel.control.oddity import Oddity, OddityKind
from almasu.testing.misuse.stories import Story

AFTER = timedelta(days=45)
"""For so long after a story its traces are within what a month is compared with."""
UNDONE = frozenset({OddityKind.TASK_LEFT_OPEN, OddityKind.COPY_KEPT})
"""What was left undone is told until it is done."""


@dataclass(frozen=True, slots=True)
class Month:
    """What was found for one month."""

    since: datetime
    until: datetime
    found: Sequence[Oddity]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares between 0 and 1. An oddity is right where it names somebody, or a subject, of a story of that time,
    of its kind (`exact`) or of any (`precision`); `unfounded` are the others, by kind.
    """

    recall: Mapping[OddityKind, float]
    precision: float
    exact: float
    found: int
    unfounded: Mapping[OddityKind, int]

    def recall_of_all(self) -> float:
        """Return the mean over the kinds."""
        return sum(self.recall.values()) / len(self.recall)


def scored(stories: Sequence[Story], months: Iterable[Month]) -> Score:
    """Return how what was found month by month stands to what was planted."""
    every = [(month, one) for month in months for one in month.found]
    told = {
        story: any(one.kind is story.kind and _tells(month, one, story) for month, one in every) for story in stories
    }
    right = [any(_tells(month, one, story) for story in stories) for month, one in every]
    exact = [any(one.kind is story.kind and _tells(month, one, story) for story in stories) for month, one in every]
    wrong = [one.kind for (_, one), is_right in zip(every, right, strict=True) if not is_right]
    return Score(
        recall={kind: _share([told[story] for story in stories if story.kind is kind]) for kind in OddityKind},
        precision=_share(right),
        exact=_share(exact),
        found=len(every),
        unfounded={kind: wrong.count(kind) for kind in OddityKind if kind in wrong},
    )


def _tells(month: Month, one: Oddity, story: Story) -> bool:
    over = story.kind not in UNDONE and month.since > story.until + AFTER
    in_time = story.since < month.until and not over
    if story.account:
        return in_time and one.account == story.account
    return in_time and one.subject == story.subject


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
