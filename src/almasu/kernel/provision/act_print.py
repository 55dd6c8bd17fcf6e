"""The joint act as a document people read and sign: headings, paragraphs and tables, in one language (FMA-5)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.conditions import KEPT_NAMES, Kept
from almasu.kernel.provision.joint_act import ActContent, ActField, Compliance, Contact, DataSet, Source, act_bytes
from almasu.kernel.provision.parties import SIDE_NAMES
from almasu.kernel.provision.schedule_words import in_words
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.canonical import sha256_hex
from almasu.law.term import UNIT_NAMES
from almasu.law.text import Language, Text


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it: paragraphs, and rows of a table whose first is its head."""

    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole document: title, opening, parts, and the hash that binds the print to what was signed."""

    language: Language
    title: str
    opening: str
    parts: tuple[Part, ...]
    hash: str


def printed(act: ActContent, language: Language) -> Printed:
    """Return the document in a language."""

    def say(text: Text, **values: str) -> str:
        return text.filled(**values).said_in(language) if values else text.said_in(language)

    keeping = act.confidentiality_kk if language is Language.KK else act.confidentiality_ru
    parts = (
        Part(
            say(words.PURPOSES),
            (
                *(f"{place}) {say(words.PURPOSE_NAMES[one])};" for place, one in enumerate(act.purposes, start=1)),
                say(words.ONLY_PURPOSES),
            ),
        ),
        Part(say(words.SOURCES), tuple(_source(one, act, language) for one in act.sources)),
        Part(say(words.DATA), (say(words.WAYS),)),
        *(_data_set(one, language) for one in act.data_sets),
        Part(say(words.CONFIDENTIALITY), (keeping,)),
        Part(say(words.CONTACTS), tuple(_contact(one, language) for one in act.contacts)),
        Part(say(words.CONDITIONS), tuple(_condition(one, language) for one in act.compliance)),
        Part(say(words.SIGNATURES), (f"{say(act.body_name.text())} · {say(act.agency_name.text())}",)),
    )
    opening = say(
        words.OPENING,
        city=act.city,
        since=f"{act.since:%d.%m.%Y}",
        until=f"{act.until:%d.%m.%Y}",
        body=say(act.body_name.text()),
        agency=say(act.agency_name.text()),
    )
    if language is Language.EN:
        opening = f"{opening} {say(words.TRANSLATED)}"
    sha256 = say(words.HASH, sha256=sha256_hex(act_bytes(act)))
    return Printed(language, say(words.TITLE, number=act.number), opening, parts, sha256)


def _source(one: Source, act: ActContent, language: Language) -> str:
    """Return an object in a sentence; its owner by name too, where that is the body itself."""
    named = words.OWNER.filled(name=act.body_name.text().said_in(language), bin=one.owner).said_in(language)
    told = words.SOURCE_LINE.filled(
        name=one.name.text().said_in(language),
        kind=words.OBJECT_NAMES[one.kind].said_in(language),
        owner=named if one.owner == act.body else one.owner,
        staff=one.staff,
        documentation=one.documentation,
    )
    return told.said_in(language)


def _data_set(one: DataSet, language: Language) -> Part:
    labels = {field.name: field.label.text().said_in(language) for field in one.fields}
    line = words.SET_LINE.filled(
        code=one.code,
        keys=", ".join(labels.get(key, key) for key in one.keys) or words.NO_KEYS.said_in(language),
        way=WAY_NAMES[one.way].said_in(language),
        giving=_giving(one, language),
        term=f"{one.term.amount} {UNIT_NAMES[one.term.unit].said_in(language)}",
        secrecy=SECRECY_NAMES[one.strictest].said_in(language),
    )
    head = tuple(text.said_in(language) for text in (words.FIELD, words.TYPE, words.REGIME, words.NEEDED))
    return Part(
        one.name.text().said_in(language),
        (line.said_in(language),),
        (head, *(_field(field, language) for field in one.fields)),
    )


def _giving(one: DataSet, language: Language) -> str:
    giving = words.GIVING_NAMES[one.giving].said_in(language)
    if one.schedule is None:
        return giving
    return f"{giving} ({in_words(one.schedule).said_in(language)})"


def _field(field: ActField, language: Language) -> tuple[str, ...]:
    needed = words.REQUIRED if field.required else words.OPTIONAL
    return (
        f"{field.label.text().said_in(language)} ({field.name})",
        words.TYPE_NAMES[field.type].said_in(language),
        SECRECY_NAMES[field.secrecy].said_in(language),
        needed.said_in(language),
    )


def _contact(one: Contact, language: Language) -> str:
    return f"{SIDE_NAMES[one.side].said_in(language)}: {one.position}, {one.phone}, {one.email}"


def _condition(one: Compliance, language: Language) -> str:
    told = words.KEEPS.filled(
        side=SIDE_NAMES[one.side].said_in(language),
        kept=KEPT_NAMES[Kept(one.act)].said_in(language),
        day=f"{one.as_of:%d.%m.%Y}",
        document=one.document,
    )
    return told.said_in(language)
