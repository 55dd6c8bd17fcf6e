"""When a set is given, in words: the period, the day of it and the hour, how much, in which form (FMA-5)."""

from __future__ import annotations

from collections.abc import Sequence

from almasu.kernel.provision.act_words import EXTENT_NAMES, FORMAT_NAMES
from almasu.kernel.provision.joint_act import Period, Schedule
from almasu.law.text import Text

WEEK: Sequence[Text] = (
    Text("дүйсенбі", "понедельник", "Monday"),
    Text("сейсенбі", "вторник", "Tuesday"),
    Text("сәрсенбі", "среда", "Wednesday"),
    Text("бейсенбі", "четверг", "Thursday"),
    Text("жұма", "пятница", "Friday"),
    Text("сенбі", "суббота", "Saturday"),
    Text("жексенбі", "воскресенье", "Sunday"),
)
DAILY = Text("күн сайын, {hour}", "ежедневно, {hour}", "daily, {hour}")
WEEKLY = Text("апта сайын, {kk}, {hour}", "еженедельно, {ru}, {hour}", "weekly, {en}, {hour}")
MONTHLY = Text("ай сайын, {day}-күні, {hour}", "ежемесячно, {day}-го числа, {hour}", "monthly, day {day}, {hour}")
QUARTERLY = Text(
    "тоқсан сайын, тоқсанның {day}-күні, {hour}",
    "ежеквартально, {day}-й день квартала, {hour}",
    "quarterly, day {day} of the quarter, {hour}",
)


def in_words(schedule: Schedule) -> Text:
    """Return when and how a set is given by a schedule; the hour is that of Astana."""
    when, extent, form = _when(schedule), EXTENT_NAMES[schedule.extent], FORMAT_NAMES[schedule.format]
    return Text(
        f"{when.kk}; {extent.kk}; {form.kk}", f"{when.ru}; {extent.ru}; {form.ru}", f"{when.en}; {extent.en}; {form.en}"
    )


def _when(schedule: Schedule) -> Text:
    day, hour = str(schedule.day), f"{schedule.hour:02d}:00"
    match schedule.period:
        case Period.DAILY:
            return DAILY.filled(hour=hour)
        case Period.WEEKLY:
            named = WEEK[(schedule.day - 1) % len(WEEK)]
            return WEEKLY.filled(kk=named.kk, ru=named.ru, en=named.en, hour=hour)
        case Period.MONTHLY:
            return MONTHLY.filled(day=day, hour=hour)
        case Period.QUARTERLY:
            return QUARTERLY.filled(day=day, hour=hour)
