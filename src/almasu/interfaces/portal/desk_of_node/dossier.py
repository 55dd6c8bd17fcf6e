"""The dossier's cards: the subject first, every value with the registers that gave it (SIO25-19.1).

A register that answers with one record speaks of the subject; its fields join the subject's card by their
FollowTheMoney property, so that two registers that say the same thing stand together and those that differ stand side
by side. A register that answers with several records (vehicles, trips) gives a card for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from almasu.interfaces.portal.desk_of_node.links import LEVELS, table_of
from almasu.interfaces.portal.views.dossier import EntityCard, Fact, LinkTable, Source, SourcedValue
from almasu.kernel.answers import Record, Records, SubjectKey
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request
from almasu.kernel.resources import Field, Resource
from almasu.law.canonical import sha256_hex
from almasu.law.text import Text

SUBJECT = Text(kk="Сұралған субъект", ru="Предмет запроса", en="Subject of the request")
PEOPLE_AND_COMPANIES = ("Person:", "Company:", "LegalEntity:", "Organization:", "PublicBody:")


@dataclass(frozen=True, slots=True)
class _Gathered:
    """One property while the answers are gone through: its field and who said what."""

    meaning: Field
    values: dict[str, list[Source]]


def cards_of(
    request: Request, answers: Sequence[KeptAnswer], resources: Mapping[int, Resource]
) -> tuple[EntityCard, ...]:
    """Return the cards of a dossier: the subject's first, then what belongs to it, register by register."""
    about_subject: list[tuple[Resource, Source, Record]] = []
    others: list[EntityCard] = []
    for kept in answers:
        if not isinstance(kept.reply, Records) or kept.resource in LEVELS:
            continue
        resource = resources[kept.resource]
        source = _source(resource, kept, kept.reply)
        if len(kept.reply.records) == 1:
            about_subject.append((resource, source, kept.reply.records[0]))
        else:
            others.extend(_card(resource, source, record, n) for n, record in enumerate(kept.reply.records, 1))
    return (_subject_card(request.draft.key, about_subject), *others)


def links_of(answers: Sequence[KeptAnswer], resources: Mapping[int, Resource]) -> tuple[LinkTable, ...]:
    """Return the tables of links of a dossier, level 1 before level 2."""
    held = sorted((kept for kept in answers if kept.resource in LEVELS), key=lambda kept: kept.resource)
    return tuple(
        table_of(_source(resources[kept.resource], kept, kept.reply), kept.reply.records, resources)
        for kept in held
        if isinstance(kept.reply, Records)
    )


def _source(resource: Resource, kept: KeptAnswer, reply: Records) -> Source:
    return Source(resource.number, resource.name, kept.received_at, sha256_hex(reply_bytes(reply)), resource.secret)


def _subject_card(key: SubjectKey, said: Iterable[tuple[Resource, Source, Record]]) -> EntityCard:
    gathered: dict[str, _Gathered] = {}
    for resource, source, record in said:
        for one in resource.fields:
            value = record.get(one.name)
            if value is not None and value != "":
                about = gathered.setdefault(_property(resource, one), _Gathered(one, {}))
                about.values.setdefault(str(value), []).append(source)
    facts = tuple(_fact(name, about) for name, about in gathered.items())
    return EntityCard(id="subject", schema=SUBJECT, caption=_caption(gathered, key), relation=None, facts=facts)


def _property(resource: Resource, one: Field) -> str:
    """Return under which name a field joins others: properties of people and companies join across registers."""
    # A code of a place and its name in words say the same in two ways: only values of one type are compared.
    return f"{one.ftm}/{one.type}" if one.ftm.startswith(PEOPLE_AND_COMPANIES) else f"{resource.number}.{one.name}"


def _fact(name: str, about: _Gathered) -> Fact:
    values = sorted(about.values.items(), key=lambda item: -len(item[1]))
    return Fact(
        label=about.meaning.label,
        sensitivity=about.meaning.sensitivity,
        values=tuple(
            SourcedValue(value, about.meaning.type, tuple(sources), _label(about.meaning, value))
            for value, sources in values
        ),
        featured=name.startswith(PEOPLE_AND_COMPANIES),
        contradictory=len(values) > 1,
    )


def _caption(gathered: Mapping[str, _Gathered], key: SubjectKey) -> str:
    """Return how the registers name the subject, or the key it was asked by."""
    names = [
        next(iter(gathered[name].values), "")
        for name in ("Person:lastName/text", "Person:firstName/text", "Person:fatherName/text", "Company:name/text")
        if name in gathered
    ]
    return " ".join(names) or key.value


def _card(resource: Resource, source: Source, record: Record, number: int) -> EntityCard:
    facts = tuple(
        Fact(
            one.label,
            one.sensitivity,
            (SourcedValue(str(value), one.type, (source,), _label(one, str(value))),),
            featured=False,
            contradictory=False,
        )
        for one in resource.fields
        if (value := record.get(one.name)) is not None and value != ""
    )
    caption = facts[0].values[0].value if facts else str(number)
    return EntityCard(f"{resource.number}-{number}", resource.name, caption, resource.name, facts)


def _label(meaning: Field, value: str) -> Text | None:
    """Return what a code says in words, where its list is known."""
    return next((code.label for code in meaning.codes if code.value == value), None)
