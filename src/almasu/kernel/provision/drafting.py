"""What an act still lacks before both may sign it: every gap named, none of them the machine's to fill (FMA-5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from almasu.kernel.provision.joint_act import ActContent, DataSet, Giving, Period
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_act import (
    BODY_HAS_NO_CONTACT,
    ENDS_BEFORE_IT_BEGINS,
    KEY_IS_NO_FIELD,
    NAMED_TWICE,
    NO_COMPLIANCE,
    NO_SUCH_DAY,
    PATTERN_UNREADABLE,
    RESTRICTED_NOT_BY_PAPER,
    SCHEDULE_AND_REQUEST,
    SCHEDULED_DAY,
    TOO_LONG_IN_FORCE,
    UNKNOWN_SOURCE,
    WAY_HAS_NO_SCHEDULE,
)
from almasu.kernel.provision.secrecy import is_milder
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem
from almasu.law.typed import YEARS

LONGEST_YEARS = 5
_REPEATED_REPETITION = re.compile(r"\([^)]*[*+}][^)]*\)\s*[*+{]")
_REPEATED_CHOICE = re.compile(r"\([^)]*\|[^)]*\)\s*(?:[*+]|\{\d*,\})")
_LAST_DAY = {Period.DAILY: 1, Period.WEEKLY: 7, Period.MONTHLY: 31, Period.QUARTERLY: 92}


def gaps(content: ActContent) -> tuple[Problem, ...]:
    """Return everything that keeps an act from being put to approval, each at its place in the act."""
    return tuple(_gaps(content))


def _gaps(content: ActContent) -> Iterator[Problem]:
    yield from (NO_SUCH_DAY.at(name) for name in ("since", "until") if getattr(content, name).year not in YEARS)
    if content.until < content.since:
        yield ENDS_BEFORE_IT_BEGINS.at("until")
    elif content.until.year - content.since.year > LONGEST_YEARS:
        yield TOO_LONG_IN_FORCE.at("until", years=str(LONGEST_YEARS))
    yield from _twice("sources", (one.code for one in content.sources))
    yield from _twice("data_sets", (one.code for one in content.data_sets))
    for side in Side:
        if all(contact.side is not side for contact in content.contacts):
            yield BODY_HAS_NO_CONTACT.at("contacts")
        for act in ("179", "832"):
            if not any(one.side is side and one.act == act for one in content.compliance):
                yield NO_COMPLIANCE.at("compliance", act=act)
    sources = {one.code for one in content.sources}
    for number, data_set in enumerate(content.data_sets):
        yield from _gaps_of_set(data_set, f"data_sets/{number}", sources)


def _gaps_of_set(data_set: DataSet, where: str, sources: set[str]) -> Iterator[Problem]:
    if data_set.source not in sources:
        yield UNKNOWN_SOURCE.at(f"{where}/source", code=data_set.source)
    names = [field.name for field in data_set.fields]
    yield from _twice(f"{where}/fields", names)
    for key in data_set.keys:
        if key not in names:
            yield KEY_IS_NO_FIELD.at(f"{where}/keys", code=key)
    if is_milder(data_set.secrecy, data_set.strictest) and data_set.is_restricted:
        yield RESTRICTED_NOT_BY_PAPER.at(f"{where}/secrecy", code=data_set.code)
    elif data_set.is_restricted and data_set.way is not Way.PAPER:
        yield RESTRICTED_NOT_BY_PAPER.at(f"{where}/way", code=data_set.code)
    yield from _gaps_of_schedule(data_set, where)
    for number, field in enumerate(data_set.fields):
        if field.pattern and not _is_pattern(field.pattern):
            yield PATTERN_UNREADABLE.at(f"{where}/fields/{number}/pattern", code=field.name)


def _gaps_of_schedule(data_set: DataSet, where: str) -> Iterator[Problem]:
    schedule = data_set.schedule
    if (data_set.giving is Giving.SCHEDULED) is not (schedule is not None):
        yield SCHEDULE_AND_REQUEST.at(f"{where}/schedule", code=data_set.code)
    if schedule is None:
        return
    if data_set.way in (Way.WORKPLACE, Way.REQUEST_ANSWER):
        yield WAY_HAS_NO_SCHEDULE.at(f"{where}/way", code=data_set.code)
    if schedule.day > _LAST_DAY[schedule.period]:
        yield SCHEDULED_DAY.at(f"{where}/schedule/day", most=str(_LAST_DAY[schedule.period]))


def _twice(where: str, codes: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield NAMED_TWICE.at(where, code=code)
        seen.add(code)


def _is_pattern(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return not _may_run_away(pattern)


def _may_run_away(pattern: str) -> bool:
    """Tell whether a repetition holds a repetition or a choice: over one hostile value such patterns may never end."""
    return _REPEATED_REPETITION.search(pattern) is not None or _REPEATED_CHOICE.search(pattern) is not None
