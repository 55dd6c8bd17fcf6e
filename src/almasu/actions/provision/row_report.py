"""The report of rejected rows as a file: line, field, reason, clause and remedy, never a value (FMA-6.1).

Reason and remedy are told in three languages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from almasu.actions.copy_file import neutral
from almasu.kernel.provision.delivery import Delivery
from almasu.kernel.provision.feeds.remedies import REMEDIES, clause_of
from almasu.kernel.provision.feeds.report import REASONS, Rejected

HEAD = ("line", "field", "reason", "kk", "ru", "en", "clause", "remedy_kk", "remedy_ru", "remedy_en")


def report_name(delivery: Delivery) -> str:
    """Return the name of the file."""
    return f"almasu-rows-{delivery.data_set.code}-{delivery.number}.csv"


def report_csv(flaws: Sequence[Rejected]) -> bytes:
    """Return the flaws as CSV; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for one in flaws:
        what, mends = REASONS[one.reason], REMEDIES[one.reason]
        told = (one.reason.value, what.kk, what.ru, what.en)
        writer.writerow((one.line, neutral(one.field), *told, clause_of(one.reason), mends.kk, mends.ru, mends.en))
    return text.getvalue().encode("utf-8-sig")
