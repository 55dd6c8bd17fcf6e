"""Filling the index from the register: taken whole, built beside the old edition, put in place at once.

A filling that breaks off leaves the edition before it as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import psycopg

from almasu.kernel.names.endings import Role
from almasu.kernel.names.keys import keys
from almasu.kernel.names.words import words_of
from almasu.provider.names.people import Person
from almasu.provider.names.statements import statements

AT_ONCE = 2_000
"""Rows of one piece of a COPY."""
ROLES = (Role.SURNAME, Role.GIVEN, Role.PATRONYMIC)
NUMBERS = {role: number for number, role in enumerate(ROLES)}
NO_WORD = 0
BUILDING = (
    "make_bearer", "make_person", "drop_taken",
    "index_bearer", "index_born", "index_person", "index_document", "index_word", "index_key",
    "know_bearer", "know_person", "know_word", "know_key",
    "keep_bearer", "keep_person", "keep_word", "keep_key",
)  # fmt: skip
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Connection = psycopg.Connection[tuple[object, ...]]
Told = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Edition:
    """The index in place: what it was made of, when, and how many people and written names it holds."""

    content: str
    filled_at: datetime
    people: int
    names: int


class _Words:
    """The numbers of written words, given as they come; 0 is no word."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[int, str], int] = {}

    def number(self, role: Role, written: str) -> int:
        """Return the number of a word in a role."""
        if not written.strip():
            return NO_WORD
        return self.numbers.setdefault((NUMBERS[role], written), len(self.numbers) + 1)


def edition(url: str) -> Edition | None:
    """Return the edition in place, None where there is none yet."""
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute(statements()["names_there"]).fetchone() is None:
            return None
        row = connection.execute(statements()["about"]).fetchone()
    return None if row is None else Edition(*row)


def fill(url: str, content: str, people: Iterable[Person], at: datetime, told: Told) -> int:
    """Put a new edition in place and return how many people it holds; `told` hears the step and the share done."""
    named, words = statements(), _Words()
    with psycopg.connect(url) as connection:
        for name in ("drop_coming", "make_coming", "make_taken", "make_word", "make_key", "make_about"):
            connection.execute(named[name])
        count = _copy(connection, "take_records", _record_lines(people, words, told))
        told("words", 0.5)
        _copy(connection, "take_words", _word_lines(words))
        _copy(connection, "take_keys", _key_lines(words))
        for place, name in enumerate(BUILDING):
            told(name, 0.55 + 0.4 * place / len(BUILDING))
            connection.execute(named[name])
        connection.execute(named["tell_about"], {"content": content, "filled_at": at})
        for name in ("keep_about", "drop_names", "put_in_place"):
            connection.execute(named[name])
    told("in place", 1.0)
    return count


def indexed_keys(role: Role, written: str) -> frozenset[str]:
    """Return the keys of a written part: of it as one word, and of each word where there are several."""
    parts = [word.text for word in words_of(written)]
    joined = keys("".join(parts), role)
    return joined.union(*(keys(part, role) for part in parts)) if len(parts) > 1 else joined


def _copy(connection: Connection, name: str, lines: Iterator[str]) -> int:
    count, waiting = 0, []
    with connection.cursor() as cursor, cursor.copy(statements()[name]) as copy:
        for line in lines:
            waiting.append(line)
            count += 1
            if len(waiting) == AT_ONCE:
                copy.write("".join(waiting))
                waiting.clear()
        copy.write("".join(waiting))
    return count


def _record_lines(people: Iterable[Person], words: _Words, told: Told) -> Iterator[str]:
    for count, one in enumerate(people, 1):
        surnames = ",".join(str(words.number(Role.SURNAME, name.surname)) for name in one.names)
        givens = ",".join(str(words.number(Role.GIVEN, name.given)) for name in one.names)
        patronymics = ",".join(str(words.number(Role.PATRONYMIC, name.patronymic)) for name in one.names)
        born = one.born.isoformat() if one.born else "\\N"
        party, document, record = (text.translate(ESCAPED) for text in (one.party, one.document, one.record))
        yield f"{party}\t{document}\t{born}\t{{{surnames}}}\t{{{givens}}}\t{{{patronymics}}}\t{record}\n"
        if count % 50_000 == 0:
            # How many will come is not known beforehand: the share nears one half and never reaches it.
            told(f"{count} people", 0.5 * count / (count + 500_000))


def _word_lines(words: _Words) -> Iterator[str]:
    for (role, written), number in words.numbers.items():
        yield f"{number}\t{role}\t{written.translate(ESCAPED)}\n"


def _key_lines(words: _Words) -> Iterator[str]:
    for (role, written), number in words.numbers.items():
        for key in indexed_keys(ROLES[role], written):
            yield f"{role}\t{key.translate(ESCAPED)}\t{number}\n"
