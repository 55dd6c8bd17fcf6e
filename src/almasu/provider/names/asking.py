"""Asking the index: words alike first, then who bears them, then the score of each whole name.

The number of words and of names that are read is bounded, so that a question about the commonest name of the country
costs what any other does; the answer says when there were more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from almasu.kernel.names.endings import Role
from almasu.kernel.names.likeness import likeness
from almasu.kernel.names.match import POSSIBLE, REST, WEAKEST, Match, compare, given_likeness
from almasu.kernel.names.readings import Reading, readings
from almasu.kernel.names.words import Word, words_of
from almasu.provider.names.filling import NO_WORD, NUMBERS, indexed_keys
from almasu.provider.names.statements import statements

SESSION = "-c default_transaction_read_only=on -c jit=off -c statement_timeout=2000"
"""How a connection that answers is opened: it changes nothing, and gives up after two seconds."""
MOST_WORDS = 40  # words alike that are compared, for each word asked
MOST_ALIKE = 32  # of them, those whose bearers are read
MOST_READ = 400
MOST_TOLD = 100
WORTH_READING = 0.64  # below, the whole name cannot reach POSSIBLE


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be meant: who, the name as the register writes it, the birth date, and what agreed."""

    party: str
    name: str
    born: date | None
    match: Match


@dataclass(frozen=True, slots=True)
class Hits:
    """The likeliest first; `more` where others were left out, so that a patronymic or a birth date should be given."""

    hits: tuple[Hit, ...]
    more: bool


Asked = tuple[Role, str]


@dataclass(frozen=True, slots=True)
class _Written:
    """The words alike of one question: their texts, and for each asked word its numbers with scores."""

    texts: Mapping[int, str]
    alike: Mapping[Asked, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions over one connection. Errors are psycopg's own: no edition in place, time run out, no line."""

    connection: AsyncConnection[TupleRow]

    async def search(self, name: str, born: date | None = None) -> Hits:
        """Return who may bear a name (and was born that day); nobody where it lacks a surname or a given name."""
        asked = [one for one in readings(words_of(name)) if one.surname and one.given and not one.given[0].initial]
        if not asked:
            return Hits((), more=False)
        written = await self._words(asked)
        best: dict[str, Hit] = {}
        more = False
        for reading in asked:
            rows = await self._bearers(reading, written, born)
            more = more or len(rows) == MOST_READ
            for hit in _scored(rows, reading, written.texts):
                if hit.party not in best or hit.match.score > best[hit.party].match.score:
                    best[hit.party] = hit
        ordered = sorted(best.values(), key=lambda hit: (-hit.match.score, hit.party))
        return Hits(tuple(ordered[:MOST_TOLD]), more or len(ordered) > MOST_TOLD)

    async def _words(self, asked: Sequence[Reading]) -> _Written:
        parts = sorted({part for reading in asked for part in _parts(reading)})
        keys = [(place, key) for place, part in enumerate(parts) for key in sorted(indexed_keys(*part))]
        parameters = {
            "places": list(range(len(parts))),
            "roles": [NUMBERS[role] for role, _ in parts],
            "key_places": [place for place, _ in keys],
            "keys": [key for _, key in keys],
            "most": MOST_WORDS,
        }
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(statements()["alike_words"], parameters, prepare=True)
        texts: dict[int, str] = {}
        scores: dict[Asked, dict[int, float]] = defaultdict(dict)
        for place, number, text in await cursor.fetchall():
            texts[number] = text
            score = _alike(parts[place], text)
            if score >= WORTH_READING:
                scores[parts[place]][number] = score
        return _Written(texts, {part: _best(found) for part, found in scores.items()})

    async def _bearers(self, reading: Reading, written: _Written, born: date | None) -> list[TupleRow]:
        part = dict(_parts(reading))
        surnames = written.alike.get((Role.SURNAME, part[Role.SURNAME]), {})
        givens = written.alike.get((Role.GIVEN, part[Role.GIVEN]), {})
        if not surnames or not givens:
            return []
        parameters = {
            "surnames": list(surnames),
            "surname_scores": list(surnames.values()),
            "givens": list(givens),
            "given_scores": list(givens.values()),
            "patronymics": _patronymics(part, written),
            "born": born,
            "least": POSSIBLE,
            "weakest": WEAKEST,
            "rest": REST,
            "most": MOST_READ,
        }
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(statements()["bearers_of"], parameters, prepare=True)
        return await cursor.fetchall()


def _parts(reading: Reading) -> list[Asked]:
    """Return the words to look for; an initial is none, it only weighs in the score."""
    found = [(Role.GIVEN, " ".join(word.text for word in reading.given))]
    if reading.surname is not None:
        found.append((Role.SURNAME, reading.surname.text))
    if reading.patronymic is not None and not reading.patronymic.initial:
        found.append((Role.PATRONYMIC, reading.patronymic.text))
    return found


def _patronymics(part: Mapping[Role, str], written: _Written) -> list[int] | None:
    """Return the numbers of patronymics alike and that of none; None where no patronymic was asked for."""
    asked = part.get(Role.PATRONYMIC)
    return None if asked is None else [NO_WORD, *written.alike.get((Role.PATRONYMIC, asked), {})]


def _alike(asked: Asked, written: str) -> float:
    role, text = asked
    if role is not Role.GIVEN:
        return likeness(Word(text), Word(written), role).score
    found = given_likeness(words_of(text), words_of(written))
    return found.score if found else 0.0


def _best(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:MOST_ALIKE])


def _scored(rows: Sequence[TupleRow], asked: Reading, texts: Mapping[int, str]) -> list[Hit]:
    known: dict[tuple[str, str, str], Match] = {}
    hits = []
    for party, surname, given, patronymic, born in rows:
        name = (texts[surname], texts[given], patronymic)
        if name not in known:
            known[name] = compare(asked, _reading(*name))
        if known[name].score >= POSSIBLE:
            hits.append(Hit(party, " ".join(part for part in name if part), born, known[name]))
    return hits


def _reading(surname: str, given: str, patronymic: str) -> Reading:
    return Reading(Word(surname), words_of(given), Word(patronymic) if patronymic else None, 1.0)
