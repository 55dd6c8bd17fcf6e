"""Filling the graph from what the registers yield: taken whole, built beside the old edition, put in place at once.

A filling that breaks off leaves the edition before it as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import psycopg

from almasu.kernel.answers import Record
from almasu.kernel.relations.called import NAMING, Called, called_in
from almasu.kernel.relations.facts import Fact, Unfit
from almasu.kernel.relations.kinds import BY_CODE, KINDS
from almasu.kernel.relations.readings import READINGS, facts_of
from almasu.provider.relations.statements import statements

Connection = psycopg.Connection[tuple[object, ...]]
Told = Callable[[str, float], None]
CALLED = 0
"""The number of no kind of link: what is said under it is how a party is called."""
AT_ONCE = 5_000
"""Rows of one piece of a COPY."""
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
BUILDING = (
    ("make_called", 0.51),
    ("index_called", 0.54),
    ("make_facts", 0.55),
    ("know_facts", 0.63),
    ("end_marriages", 0.65),
    ("make_held_once", 0.68),
    ("know_held_once", 0.71),
    ("make_edge", 0.72),
    ("fill_edge", 0.73),
    ("index_edge", 0.88),
    ("make_degree", 0.94),
    ("index_degree", 0.97),
    ("make_about", 0.99),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The graph in place: what it was made of, when, and how many links it has (each counted from both sides)."""

    content: str
    filled_at: datetime
    links: int


def edition(url: str) -> Edition | None:
    """Return the edition in place, None where there is none yet."""
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute(statements()["schema_there"]).fetchone() is None:
            return None
        row = connection.execute(statements()["about"]).fetchone()
    return None if row is None else Edition(*row)


def facts_in(records: Iterable[tuple[int, Record]], unfit: Counter[int]) -> Iterator[Fact | Called]:
    """Yield the facts of records, each given with the number of its register, and how parties are called.

    What cannot stand is counted in `unfit` by register and left out; a fact said twice in a row comes once.
    """
    before: Fact | None = None
    for number, record in records:
        called = called_in(number, record)
        if called is not None:
            yield called
        # A register that only names people yields no links; any other without a reading is refused.
        for said in facts_of(number, record) if number in READINGS or number not in NAMING else ():
            if isinstance(said, Unfit):
                unfit[number] += 1
            elif said != before:
                before = said
                yield said


def fill(url: str, content: str, facts: Iterable[Fact | Called], at: datetime, told: Told) -> int:
    """Put a new edition in place and return how many facts and names it was made of.

    `told` hears the step and the share done; `content` names what it is made of; `at` is the moment of the filling.
    """
    named = statements()
    with psycopg.connect(url) as connection:
        for name in ("use_memory", "drop_coming", "make_coming", "make_said", "make_kinds"):
            connection.execute(named[name])
        connection.execute(named["add_kinds"], _kinds())
        count = _take(connection, facts, told)
        for name, share in BUILDING:
            told(name, share)
            connection.execute(named[name], _marriages() if name == "end_marriages" else None)
        connection.execute(named["tell_about"], {"content": content, "filled_at": at})
        for name in ("drop_workings", "drop_links", "put_in_place", "make_around"):
            connection.execute(named[name])
        connection.commit()
        connection.execute(named["count_edges"])
    told("in place", 1.0)
    return count


def _take(connection: Connection, facts: Iterable[Fact | Called], told: Told) -> int:
    count = 0
    lines: list[str] = []
    with connection.cursor() as cursor, cursor.copy(statements()["take_said"]) as copy:
        for fact in facts:
            lines.append(_line(fact))
            count += 1
            if len(lines) == AT_ONCE:
                copy.write("".join(lines))
                lines.clear()
                if count % 100_000 == 0:
                    # How many will come is not known beforehand: the share nears one half and never reaches it.
                    told(f"{count} facts", 0.5 * count / (count + 500_000))
        copy.write("".join(lines))
    return count


def _line(said: Fact | Called) -> str:
    match said:
        case Called(party, name):
            return f"{CALLED}\t{party}\t0\t-infinity\tinfinity\t{name.translate(ESCAPED)}\n"
        case Fact():
            return _line_of(said)


def _line_of(fact: Fact) -> str:
    since = fact.since or "-infinity"
    until = fact.until or "infinity"
    record = fact.record if fact.record.isalnum() else fact.record.translate(ESCAPED)
    return f"{fact.kind.number}\t{fact.near}\t{fact.far}\t{since}\t{until}\t{record}\n"


def _kinds() -> Mapping[str, list[int]]:
    return {
        "numbers": [kind.number for kind in KINDS],
        "sources": [kind.source for kind in KINDS],
        "reverses": [kind.reverse for kind in KINDS],
    }


def _marriages() -> Mapping[str, int]:
    return {"married": BY_CODE["spouse_of"].number, "parted": BY_CODE["former_spouse_of"].number}
