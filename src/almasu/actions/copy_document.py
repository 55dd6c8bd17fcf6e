"""The dossier as a document made to be read and printed: who took it, when and why stands on every sheet (SIO25-19.1).

The document says what the pages of the dossier say: cards with the source of each value, values that contradict each
other side by side, and the records of links. Nothing in it is markup: the template sets every text as text.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources as package

import segno
import typst

from almasu.actions.copy_file import Watermark
from almasu.kernel.answers import Records
from almasu.kernel.dossier import print_words as say
from almasu.kernel.dossier.card import EntityCard, Fact, Source, SourcedValue
from almasu.kernel.dossier.gathering import LEVELS, cards_of
from almasu.kernel.grounds.called import Called
from almasu.kernel.materials.copy import verification_code
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request
from almasu.kernel.resources import FieldType, Resource
from almasu.law.canonical import Json
from almasu.law.moment import in_astana, read
from almasu.law.problem import Fault
from almasu.law.text import Language, Text

LONGEST_VALUE = 400
"""Letters of a value that are printed; a picture in letters would fill sheets."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: the watermark, the name of the person who takes it, the request with its answers.

    Ground, purpose and task are those of the act that was signed: the request was read from its canonical bytes.
    """

    mark: Watermark
    who: str
    request: Request
    answers: Sequence[KeptAnswer]
    resources: Mapping[int, Resource]
    called: Called


def copy_document(printed: Printed, language: Language) -> bytes:
    """Return the document as PDF."""
    code = verification_code(printed.mark.code)
    given = {"told": json.dumps(_clean(_Told(printed, language).all(code)), ensure_ascii=False), "qr": _qr(code)}
    try:
        document = typst.compile(
            _template(),
            format="pdf",
            sys_inputs=given,
            ignore_system_fonts=True,
            timestamp=int(printed.mark.taken_at.timestamp()),
        )
    except typst.TypstError as broken:
        raise Fault(f"the document of the copy {printed.mark.copy} cannot be set") from broken
    if not isinstance(document, bytes):
        raise Fault("a document is one file")
    return document


class _Told:
    """A dossier told in one language, as plain texts."""

    def __init__(self, printed: Printed, language: Language) -> None:
        self._printed = printed
        self._language = language

    def all(self, code: str) -> dict[str, Json]:
        """Return everything that the template sets."""
        mark = self._printed.mark
        taken = in_astana(mark.taken_at).strftime("%d.%m.%Y %H:%M")
        return {
            "lang": self._language.value,
            "title": f"{self._said(say.DOSSIER)} {self._printed.request.draft.key.value}",
            "mark": self._said(CONFIDENTIAL),
            "watermark": f"{self._printed.who} · {taken} · {code}",
            "foot": f"{self._said(CONFIDENTIAL)} {self._printed.who} · {taken} · {code}",
            "page": self._said(say.PAGE),
            "code": code,
            "code_label": self._said(say.CODE),
            "how": self._said(say.HOW),
            "facts": list(self._head(taken)),
            "cards": [self._card(card) for card in self._cards() if card.facts],
            "links": list(self._links()),
            "links_title": self._said(say.LINKS),
            "disagree": self._said(say.DISAGREE),
        }

    def _head(self, taken: str) -> Iterable[Json]:
        mark, draft = self._printed.mark, self._printed.request.draft
        due = in_astana(mark.destroy_by).strftime("%d.%m.%Y %H:%M")
        told = {
            say.WHO: self._printed.who,
            say.WHEN: taken,
            say.REASON: mark.reason,
            say.GROUND: self._said(self._printed.called.ground(draft.ground)),
            say.PURPOSE: self._said(self._printed.called.purpose(draft.purpose)),
            say.TASK: mark.task,
            say.SUBJECT: draft.key.value,
            say.REQUEST: f"{mark.request}",
            say.COPY: f"{mark.copy}",
            say.DESTROY: due,
        }
        return ([self._said(label), value] for label, value in told.items())

    def _cards(self) -> Iterable[EntityCard]:
        return cards_of(self._printed.request, self._printed.answers, self._printed.resources)

    def _card(self, card: EntityCard) -> dict[str, Json]:
        kind = "" if card.relation is None else f"{card.number}. {self._said(card.schema)}"
        once = "" if card.relation is None else self._source(card.facts[0].values[0].sources[0])
        facts: list[Json] = [self._fact(fact, with_sources=card.relation is None) for fact in card.facts]
        return {"title": card.caption, "kind": kind, "source": once, "facts": facts}

    def _fact(self, fact: Fact, *, with_sources: bool) -> dict[str, Json]:
        values: list[Json] = [
            [self._value(value), "; ".join(map(self._source, value.sources)) if with_sources else ""]
            for value in fact.values
        ]
        return {"label": self._said(fact.label), "contradictory": fact.contradictory, "values": values}

    def _value(self, value: SourcedValue) -> str:
        if value.label is not None:
            return self._said(value.label)
        return self._said(say.PICTURE) if value.type is FieldType.IMAGE else _dated(value)[:LONGEST_VALUE]

    def _source(self, source: Source) -> str:
        at = in_astana(source.at).strftime("%d.%m.%Y %H:%M")
        wrote = f", {self._said(say.WROTE)} {source.wrote}" if source.wrote else ""
        return f"{source.number}. {self._said(source.name)}, {at}{wrote}"

    def _links(self) -> Iterable[Json]:
        """Yield the records of links of each level: what was obtained, field by field."""
        for kept in self._printed.answers:
            if kept.resource in LEVELS and isinstance(kept.reply, Records):
                resource = self._printed.resources[kept.resource]
                rows: list[Json] = [
                    [
                        f"{self._said(one.label)}: {record[one.name]}"
                        for one in resource.fields
                        if record.get(one.name) not in (None, "")
                    ]
                    for record in kept.reply.records
                ]
                yield {"title": f"{resource.number}. {self._said(resource.name)}", "rows": rows}

    def _said(self, text: Text) -> str:
        return text.said_in(self._language)


def _dated(value: SourcedValue) -> str:
    """Return a day or a moment as the whole document writes them; what cannot be read stands as it came."""
    try:
        match value.type:
            case FieldType.DATE:
                return date.fromisoformat(value.value).strftime("%d.%m.%Y")
            case FieldType.MOMENT:
                return in_astana(read(value.value)).strftime("%d.%m.%Y %H:%M")
            case _:
                return value.value
    except ValueError:
        return value.value


def _clean(value: Json) -> Json:
    """Return texts without control and direction characters, which could make a printed line lie."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Co"))
    if isinstance(value, Mapping):
        return {name: _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def _qr(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", xmldecl=False)
    return drawn.getvalue().decode()


@cache
def _template() -> bytes:
    return (package.files("almasu.kernel.dossier") / "print.typ").read_bytes()
