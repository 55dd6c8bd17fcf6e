"""The summary of a pack as PDF of at most fifty pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from importlib.metadata import version
from typing import Any

import typst

from almasu.kernel.control.away import WHY_WORDS
from almasu.kernel.control.oddity import CODES, SENTENCES, Oddity
from almasu.kernel.control.pack import WORDS, LateLine, Summary, Totals
from almasu.law.moment import in_astana

MOST_USERS, MOST_ODDITIES, MOST_PEOPLE, LONGEST_LINE = 300, 200, 100, 400
"""What is shown of each part, so that the document stays within fifty pages; the files hold everything."""


def set_by() -> str:
    """Name what sets the document: the program, what lays it out, the template and every word of ours in it."""
    words = [*WORDS.values(), *WHY_WORDS.values(), *SENTENCES.values(), *CODES.values()]
    told = json.dumps([[one.kk, one.ru, one.en] for one in words], ensure_ascii=False).encode()
    digest = hashlib.sha256(_template() + told).hexdigest()
    return f"almasu {version('almasu')}, typst {version('typst')}, {digest}"


def _template() -> bytes:
    return (resources.files("almasu.store.archive") / "summary.typ").read_bytes()


def summary_pdf(summary: Summary, totals: Totals, oddities: Sequence[Oddity]) -> bytes:
    """Return the document: of the same words always the same bytes."""
    told = json.dumps(_told(summary, totals, oddities), ensure_ascii=False)
    return bytes(typst.compile(_template(), sys_inputs={"told": told}, ignore_system_fonts=True))


def _told(summary: Summary, totals: Totals, oddities: Sequence[Oddity]) -> dict[str, Any]:
    said = {name: text.said_in(summary.language) for name, text in WORDS.items()}
    certificate, standing = summary.certificate, summary.standing
    return {
        "title": said["title"],
        "month": summary.month,
        "language": summary.language.value,
        "facts": _facts(said, summary, totals, len(oddities)),
        "complete": said["complete"].format(first=certificate.first_size, last=certificate.last_size),
        "sections": [
            *_counted(said, summary, totals, oddities),
            _people(said, summary),
            _late(said, "copies", "request", standing.copies),
            _late(said, "tasks", "task", standing.tasks),
            _late(said, "materials", "task", standing.materials),
        ],
    }


def _facts(said: dict[str, str], summary: Summary, totals: Totals, oddities: int) -> list[list[str]]:
    standing = summary.standing
    return [
        [said["body"], summary.body],
        [said["month"], summary.month],
        [said["controller"], summary.controller],
        [said["order"], summary.order],
        [said["requests"], str(totals.count)],
        [said["oddities"], str(oddities)],
        [said["copies"], str(len(standing.copies))],
        [said["tasks"], str(len(standing.tasks))],
        [said["materials"], str(len(standing.materials))],
    ]


def _counted(
    said: dict[str, str], summary: Summary, totals: Totals, oddities: Sequence[Oddity]
) -> list[dict[str, Any]]:
    """Return the sections of what the month's requests come to: oddities, users, resources, grounds."""
    sentences = [f"{one.says().said_in(summary.language)} [{round(one.weight)}]" for one in oddities]
    users = [said["user"], said["requests"], said["subjects"], said["answered"], said["unseen"]]
    grounds = [(summary.grounds.get(code, code), *counts) for code, *counts in totals.grounds]
    return [
        _section(said["oddities"], lines=_cut(sentences, MOST_ODDITIES), note=_more(sentences, said, MOST_ODDITIES)),
        _section(said["user"], users, totals.users[:MOST_USERS], note=_more(totals.users, said, MOST_USERS)),
        _section(said["resource"], [said["resource"], said["requests"]], totals.resources),
        _section(said["ground"], [said["ground"], said["requests"], said["sensitive"]], grounds[:MOST_PEOPLE]),
    ]


def _people(said: dict[str, str], summary: Summary) -> dict[str, Any]:
    people = [
        [one.user, WHY_WORDS[one.why].said_in(summary.language), _day(one.since), _day(one.until)]
        for one in summary.standing.people
    ]
    heads = [said["user"], said["why"], said["since"], said["until"]]
    return _section(said["people"], heads, people[:MOST_PEOPLE], note=_more(people, said, MOST_PEOPLE))


def _late(said: dict[str, str], title: str, what: str, lines: Sequence[LateLine]) -> dict[str, Any]:
    rows = [[one.user, one.what, _day(one.since)] for one in lines[:MOST_PEOPLE]]
    heads = [said["user"], said[what], said["since"]]
    return _section(said[title], heads, rows, note=_more(lines, said, MOST_PEOPLE))


def _day(at: datetime | None) -> str:
    return "" if at is None else in_astana(at).strftime("%d.%m.%Y %H:%M")


def _section(
    title: str,
    heads: Sequence[str] = (),
    rows: Sequence[Sequence[Any]] = (),
    *,
    lines: Sequence[str] = (),
    note: str = "",
) -> dict[str, Any]:
    cells = [[str(cell)[:LONGEST_LINE] for cell in row] for row in rows]
    return {"title": title, "heads": list(heads), "rows": cells, "lines": list(lines), "note": note}


def _cut(lines: Sequence[str], most: int) -> list[str]:
    return [line[:LONGEST_LINE] for line in lines[:most]]


def _more(every: Sequence[Any], said: dict[str, str], most: int) -> str:
    if not every:
        return said["none"]
    return said["more"] if len(every) > most else ""
