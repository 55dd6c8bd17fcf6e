"""Asking the index: words alike first, then who bears them, then the score of each whole name; last the records.

The number of words and of names that are read is bounded, so that a question about the commonest name of the country
costs what any other does; the answer says when there were more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from almasu.kernel.answers import Record
from almasu.kernel.names.answers import least_possible, meant, with_reasons
from almasu.kernel.names.endings import Role
from almasu.kernel.names.likeness import likeness
from almasu.kernel.names.match import REST, WEAKEST, Match, compare, given_likeness
from almasu.kernel.names.readings import Reading, readings
from almasu.kernel.names.words import Word, words_of
from almasu.provider.names.filling import NO_WORD, NUMBERS, indexed_keys
from almasu.provider.names.statements import statements

SESSION = "-c default_transaction_read_only=on -c jit=off -c statement_timeout=2000"
"""How a connection that answers is opened: it changes nothing, and gives up after two seconds."""
MOST_WORDS = 40  # words alike that are compared, for each word asked
MOST_ALIKE = 32  # of them, those whose bearers are read
MOST_READ = 400
MOST_RECORDS = 200  # of those who are told: a person may have several
WORTH_READING, WORTH_WITH_DATE = 0.64, 0.53  # below, the whole name cannot be possible


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be meant: who, the name as the register writes it, the birth date, and what agreed."""

    party: str
    name: str
    born: date | None
    match: Match


@dataclass(frozen=True, slots=True)
class Hits:
    """Everybody who may be meant, the likeliest first.

    `unread` tells that there are more than were looked at: a patronymic or a birth date must be given.
    """

    hits: tuple[Hit, ...]
    unread: bool = False


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
        asked = _whole(name)
        if not asked:
            return Hits(())
        written = await self._words(asked, WORTH_READING if born is None else WORTH_WITH_DATE)
        best: dict[str, Hit] = {}
        unread = False
        for reading in asked:
            rows = await self._bearers(reading, written, born)
            unread = unread or len(rows) == MOST_READ
            for hit in _scored(rows, reading, written.texts, least_possible(born is not None)):
                if hit.party not in best or hit.match.score > best[hit.party].match.score:
                    best[hit.party] = hit
        ordered = sorted(best.values(), key=lambda hit: (-hit.match.score, hit.party))
        return Hits(tuple(ordered), unread)

    async def named(self, name: str, born: date | None = None) -> tuple[Record, ...] | None:
        """Return the records of those whom a name means, each with why; None where too many may be meant."""
        found = await self.search(name, born)
        chosen = meant([hit.match.score for hit in found.hits], dated=born is not None)
        if found.unread or chosen is None:
            return None
        told = [found.hits[place] for place in chosen.places]
        held: dict[str, list[Record]] = defaultdict(list)
        for party, record in await self._held("records_of", {"parties": [hit.party for hit in told]}):
            held[party].append(record)
        return tuple(with_reasons(one, hit.match, chosen.left_out) for hit in told for one in held[hit.party])

    async def numbered(self, party: str) -> tuple[Record, ...]:
        """Return the records of an IIN."""
        return tuple(record for _, record in await self._held("records_of", {"parties": [party]}))

    async def with_document(self, number: str) -> tuple[Record, ...]:
        """Return the records under the number of a document."""
        return tuple(record for _, record in await self._held("record_of_document", {"number": number}))

    async def _held(self, name: str, asked: Mapping[str, object]) -> list[tuple[str, Record]]:
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(statements()[name], {**asked, "most": MOST_RECORDS}, prepare=True)
        return [(party, msgspec.json.decode(text, type=Record)) for party, text in await cursor.fetchall()]

    async def _words(self, asked: Sequence[Reading], worth: float) -> _Written:
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
            if score >= worth:
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
            "least": least_possible(born is not None),
            "weakest": WEAKEST,
            "rest": REST,
            "most": MOST_READ,
        }
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(statements()["bearers_of"], parameters, prepare=True)
        return await cursor.fetchall()


def is_whole(name: str) -> bool:
    """Tell whether a written name holds a surname and a whole given name; nobody is looked for by less."""
    return bool(_whole(name))


def _whole(name: str) -> list[Reading]:
    return [one for one in readings(words_of(name)) if one.surname and one.given and not one.given[0].initial]


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


def _scored(rows: Sequence[TupleRow], asked: Reading, texts: Mapping[int, str], least: float) -> list[Hit]:
    known: dict[tuple[str, str, str], Match] = {}
    hits = []
    for party, surname, given, patronymic, born in rows:
        name = (texts[surname], texts[given], patronymic)
        if name not in known:
            known[name] = compare(asked, _reading(*name))
        if known[name].score >= least:
            hits.append(Hit(party, " ".join(part for part in name if part), born, known[name]))
    return hits


def _reading(surname: str, given: str, patronymic: str) -> Reading:
    return Reading(Word(surname), words_of(given), Word(patronymic) if patronymic else None, 1.0)
