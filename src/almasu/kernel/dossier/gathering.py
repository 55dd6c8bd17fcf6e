"""From answers to cards: the subject first, then what belongs to it, register by register (SIO25-19.1).

A register that answers with one record speaks of the subject: properties of people and companies (FollowTheMoney)
join the subject's card, so that registers that say the same stand together and those that differ side by side. What is
no property of the subject, and every record of several, is a card of its own: a vehicle, a flat, a trip, a company
somebody heads. Two cards of one thing show where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from almasu.kernel.answers import Record, Records, SubjectKey
from almasu.kernel.dossier.alike import alike, compared_as
from almasu.kernel.dossier.card import EntityCard, Fact, Source, SourcedValue
from almasu.kernel.dossier.of_subject import is_of_subject
from almasu.kernel.dossier.same_thing import ThingCard, side_by_side, thing_of
from almasu.kernel.relations.answers import LEVEL_1, LEVEL_2
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request
from almasu.kernel.resources import Field, FieldType, Resource
from almasu.law.canonical import sha256_hex
from almasu.law.text import Text

SUBJECT = Text(kk="Сұралған субъект", ru="Предмет запроса", en="Subject of the request")
SEVERAL = frozenset({"previousName", "alias", "name", "phone", "passportNumber", "appearance"})
"""Properties that one party may have several of: two values of them are no contradiction."""
NAMED_BY = ("name", "registrationNumber", "cadastralCode", "caseNumber", "registerNumber", "title", "number")
"""Properties a card is called by, the best first."""
IN_WORDS = frozenset({FieldType.TEXT, FieldType.IIN, FieldType.BIN, FieldType.IIN_OR_BIN})
"""Types whose values name something as they stand; a code, a day or an amount does not."""
NAMES = ("lastName", "firstName", "fatherName")
LEVELS = (LEVEL_1, LEVEL_2)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """One property while the answers are gone through: its field, and by meaning how it is spelled and by whom."""

    meaning: Field
    values: dict[str, tuple[str, list[Source]]]


def cards_of(
    request: Request, answers: Sequence[KeptAnswer], resources: Mapping[int, Resource]
) -> tuple[EntityCard, ...]:
    """Return the cards of a dossier; links of level 1 and 2 are told apart from cards."""
    gathered: dict[str, _Gathered] = {}
    others: list[ThingCard] = []
    key = request.draft.key
    for kept in answers:
        if not isinstance(kept.reply, Records) or kept.resource in LEVELS:
            continue
        resource, source = resources[kept.resource], source_of(resources[kept.resource], kept)
        alone = len(kept.reply.records) == 1
        for number, record in enumerate(kept.reply.records, 1):
            told = tuple(_told(resource, record))
            of_it = [one for one in told if alone and is_of_subject(one, resource, record, key)]
            _join(gathered, of_it, source, record)
            own = tuple(one for one in told if one not in of_it)
            if own:
                card = _card(resource, source, record, own, number, key)
                others.append(ThingCard(card, own, thing_of(resource, record)))
    return (_subject_card(key, gathered), *side_by_side(others))


def source_of(resource: Resource, kept: KeptAnswer) -> Source:
    """Return where the values of an answer come from."""
    digest = sha256_hex(reply_bytes(kept.reply))
    return Source(resource.number, resource.name, kept.received_at, digest, resource.secret)


def caption_of(resource: Resource, record: Record, key: SubjectKey) -> str:
    """Return what a record is called by: words or a number of its own, no code, day, amount, nor the subject's key."""
    told = [(one, str(record[one.name])) for one in _told(resource, record)]
    for name in NAMED_BY:
        for one, value in told:
            if one.ftm.endswith(f":{name}") and value != key.value:
                return value
    return next((value for one, value in told if value != key.value and one.type in IN_WORDS), "")


def _told(resource: Resource, record: Record) -> Iterable[Field]:
    return (one for one in resource.fields if record.get(one.name) not in (None, ""))


def _join(gathered: dict[str, _Gathered], told: Iterable[Field], source: Source, record: Record) -> None:
    for one in told:
        value = str(record[one.name])
        about = gathered.setdefault(compared_as(one), _Gathered(one, {}))
        spelled, sources = about.values.setdefault(alike(value, one.type), (value, []))
        sources.append(source if value == spelled else replace(source, wrote=value))


def _subject_card(key: SubjectKey, gathered: Mapping[str, _Gathered]) -> EntityCard:
    facts = tuple(_fact(name.partition("/")[0], about) for name, about in gathered.items())
    return EntityCard("subject", SUBJECT, _name(gathered) or key.value, None, facts)


def _fact(name: str, about: _Gathered) -> Fact:
    values = sorted(about.values.values(), key=lambda said: -len(said[1]))
    return Fact(
        about.meaning.label,
        about.meaning.sensitivity,
        tuple(_value(about.meaning, value, sources) for value, sources in values),
        featured=True,
        contradictory=len(values) > 1 and name not in SEVERAL,
    )


def _name(gathered: Mapping[str, _Gathered]) -> str:
    """Return how the registers name the subject, the first one's spelling before the others."""
    by_name = {name.partition("/")[0]: about for name, about in reversed(list(gathered.items()))}
    chosen = NAMES if "lastName" in by_name else ("name", "alias")
    names = [next(iter(by_name[one].values.values()))[0] for one in chosen if one in by_name]
    return " ".join(names if chosen is NAMES else names[:1])


def _card(
    resource: Resource, source: Source, record: Record, fields: Iterable[Field], number: int, key: SubjectKey
) -> EntityCard:
    facts = tuple(
        Fact(
            one.label,
            one.sensitivity,
            (_value(one, str(record[one.name]), (source,)),),
            featured=False,
            contradictory=False,
        )
        for one in fields
    )
    caption = caption_of(resource, record, key) or str(number)
    return EntityCard(f"{resource.number}-{number}", resource.name, caption, resource.name, facts, resource.number)


def _value(meaning: Field, value: str, sources: Iterable[Source]) -> SourcedValue:
    label = next((code.label for code in meaning.codes if code.value == value), None)
    return SourcedValue(value, meaning.type, tuple(sources), label)
