"""The report of rejected rows as a file: line, field and reason in three languages, never a value (FMA-6.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from almasu.actions.copy_file import neutral
from almasu.kernel.provision.delivery import Delivery
from almasu.kernel.provision.feeds.report import REASONS, Rejected

HEAD = ("line", "field", "reason", "kk", "ru", "en")


def report_name(delivery: Delivery) -> str:
    """Return the name of the file."""
    return f"almasu-rows-{delivery.data_set.code}-{delivery.number}.csv"


def report_csv(flaws: Sequence[Rejected]) -> bytes:
    """Return the flaws as CSV; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for one in flaws:
        words = REASONS[one.reason]
        writer.writerow((one.line, neutral(one.field), one.reason.value, words.kk, words.ru, words.en))
    return text.getvalue().encode("utf-8-sig")
