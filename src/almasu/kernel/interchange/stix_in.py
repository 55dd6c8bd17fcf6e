"""Reading STIX 2.1 of others into the fields of a threat alert, naming whatever is not taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec

from almasu.kernel.interchange import stix_pattern
from almasu.kernel.interchange.losses import Why
from almasu.kernel.interchange.taking import Taken, Taking
from almasu.kernel.interchange.tlp import degree_of
from almasu.kernel.sector.fields import LONGEST_LINE, LONGEST_TEXT
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MOST_BYTES = 16 * 1024 * 1024
MOST_OBJECTS = 50_000

UNREADABLE = ProblemKind(
    "interchange.stix_unreadable",
    422,
    Text(kk="STIX файлы оқылмады: {why}.", ru="Файл STIX не прочитан: {why}.", en="The STIX file was not read: {why}."),
    Text(
        kk="STIX 2.1 топтамасын (bundle) 16 МБ-тан асырмай беріңіз.",
        ru="Дайте пакет (bundle) STIX 2.1 не больше 16 МБ.",
        en="Give a STIX 2.1 bundle of at most 16 MB.",
    ),
    ("ASOI-10",),
)


class _Reference(msgspec.Struct, frozen=True):
    source_name: str = ""
    external_id: str = ""


class _Object(msgspec.Struct, frozen=True):
    type: str
    id: str = ""
    name: str = ""
    description: str = ""
    pattern: str = ""
    pattern_type: str = ""
    revoked: bool = False
    object_marking_refs: list[str] = []
    external_references: list[_Reference] = []


class _Bundle(msgspec.Struct, frozen=True):
    type: str
    objects: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_OBJECTS)] = []


_BUNDLE = msgspec.json.Decoder(_Bundle)
_OBJECT = msgspec.json.Decoder(_Object)
_FRAME = frozenset({"marking-definition", "identity", "relationship", "extension-definition"})
"""Objects that carry no content of their own for an alert: leaving them out loses nothing."""


def alert_in(data: bytes) -> Taken:
    """Return the fields that a bundle fills in; Problem `interchange.stix_unreadable` where it is none.

    A malformed object is a loss, not the end: published collections contain some.
    """
    reading = _Reading()
    for place, raw in enumerate(raw_objects(data)):
        try:
            reading.take(_OBJECT.decode(raw))
        except (msgspec.DecodeError, RecursionError):
            reading.lose(f"objects/{place}", Why.BROKEN)
    return reading.taken()


def raw_objects(data: bytes) -> Sequence[msgspec.Raw]:
    """Return the objects of a bundle as they came; Problem `interchange.stix_unreadable` where it is none."""
    if len(data) > MOST_BYTES:
        raise UNREADABLE.at("file", why="16 MB")
    try:
        read = _BUNDLE.decode(data)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("file", why=str(wrong)[:120]) from wrong
    if read.type != "bundle":
        raise UNREADABLE.at("file", why=f"type {read.type[:40]!r}")
    return read.objects


class _Reading:
    """Reads a bundle object by object."""

    def __init__(self) -> None:
        self._taking = Taking()
        self._texts: dict[str, str] = {}
        self._markings: list[str] = []

    def take(self, one: _Object) -> None:
        """Take over what an object says, or name it as lost."""
        if one.revoked:
            self.lose(one.id, Why.REVOKED)
            return
        self._markings += one.object_marking_refs
        if one.type == "indicator":
            self._take_pattern(one)
        elif one.type == "vulnerability":
            self._take_vulnerability(one)
        elif one.type == "report":
            self._texts.setdefault("source", one.name)
            self._texts.setdefault("description", one.description)
        elif one.type == "course-of-action":
            self._texts.setdefault("recommendations", one.description or one.name)
        elif one.type not in _FRAME:
            self.lose(one.id, Why.KIND, one.type)

    def lose(self, part: str, why: Why, named: str = "") -> None:
        """Name a loss."""
        self._taking.lose(part, why, named)

    def taken(self) -> Taken:
        """Return all of it as fields."""
        most = {"source": LONGEST_LINE}
        texts = {name: text[: most.get(name, LONGEST_TEXT)] for name, text in self._texts.items()}
        return self._taking.taken({**texts, "confidentiality": degree_of(self._markings).value})

    def _take_pattern(self, one: _Object) -> None:
        read = stix_pattern.read(one.pattern) if one.pattern_type in ("stix", "") else None
        if read is None:
            self.lose(one.id, Why.PATTERN)
        else:
            self._taking.mark(*read, one.id)

    def _take_vulnerability(self, one: _Object) -> None:
        numbers = [ref.external_id for ref in one.external_references if ref.source_name.casefold() == "cve"]
        if not numbers:
            self.lose(one.id, Why.NO_NUMBER)
        for number in numbers:
            self._taking.mark("cves", number, one.id)
