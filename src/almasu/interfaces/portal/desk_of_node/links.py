"""The links and paths of a dossier as tables: who, by which path, which register says each step, and in which days.

Records of resources 50 and 51 (SIO25-A2.50, SIO25-A2.51) are read as they were obtained: nothing is joined to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from almasu.interfaces.portal.views.dossier import LeftOut, LinkStep, LinkTable, PathRow
from almasu.kernel.answers import Record, Records
from almasu.kernel.dossier.card import Source
from almasu.kernel.dossier.gathering import LEVELS, source_of
from almasu.kernel.relations.answers import LEVEL_1
from almasu.kernel.relations.kinds import BY_CODE, BY_NUMBER
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.resources import Resource
from almasu.law.text import Text

DIRECT, BY_ONE = ("valid_from", "valid_to"), ("first_valid_from", "first_valid_to")
BY_ANOTHER = ("second_valid_from", "second_valid_to")


def tables_of(answers: Sequence[KeptAnswer], resources: Mapping[int, Resource]) -> tuple[LinkTable, ...]:
    """Return the tables of links among some answers, level 1 before level 2."""
    held = sorted((kept for kept in answers if kept.resource in LEVELS), key=lambda kept: kept.resource)
    return tuple(
        table_of(source_of(resources[kept.resource], kept), kept.reply.records, resources)
        for kept in held
        if isinstance(kept.reply, Records)
    )


def table_of(source: Source, records: Sequence[Record], resources: Mapping[int, Resource]) -> LinkTable:
    """Return the table of an answer of level 1 or 2."""
    words = _Words(resources)
    subject = next((_text(record, "subject_name") for record in records), "")
    if source.number == LEVEL_1:
        rows = tuple(PathRow((words.direct(record),), _text(record, "confidence")) for record in records)
        return LinkTable(1, source, rows, tuple(words.left_out(records)), 0, subject)
    rows = tuple(PathRow(words.path(record), _text(record, "score")) for record in records)
    paths = max((_count(record, "paths_left_out") for record in records), default=0)
    return LinkTable(2, source, rows, (), paths, subject)


class _Words:
    """Says kinds of links and registers by their names in three languages.

    The words of a kind are said of the party at its beginning ("parent of"); beside a link stands the party at its end.
    """

    def __init__(self, resources: Mapping[int, Resource]) -> None:
        self._resources = resources
        self._kinds = {code.value: code.label for code in resources[LEVEL_1].field("edge_type").codes}

    def direct(self, record: Record) -> LinkStep:
        """Return the one step of a link."""
        ends = _text(record, "subject_id"), _text(record, "object_id")
        said = _text(record, "edge_type"), _text(record, "source_resource_no"), _text(record, "source_record_id")
        return self._step(record, ends, said, DIRECT, "object_name")

    def path(self, record: Record) -> tuple[LinkStep, ...]:
        """Return both steps of a path."""
        kinds = [*_text(record, "path_edge_types").split(" > "), "", ""]
        sources = [*_text(record, "source_resource_nos").split(";"), "", ""]
        one, via, other = (_text(record, name) for name in ("subject_id", "via_id", "object_id"))
        first = self._step(
            record, (one, via), (kinds[0], sources[0], _text(record, "first_record_id")), BY_ONE, "via_name"
        )
        of_second = kinds[1], sources[1], _text(record, "second_record_id")
        second = self._step(record, (via, other), of_second, BY_ANOTHER, "object_name")
        return first, second

    def left_out(self, records: Sequence[Record]) -> Iterator[LeftOut]:
        """Yield how many links of each kind are not told, where there are any."""
        counts = {_text(record, "edge_type"): _count(record, "links_left_out") for record in records}
        yield from (LeftOut(self._kind(code), count, code) for code, count in counts.items() if count)

    def _step(
        self, record: Record, ends: tuple[str, str], said: tuple[str, str, str], days: tuple[str, str], named: str
    ) -> LinkStep:
        code, number, of_record = said
        resource = self._resources.get(int(number)) if number.isdecimal() else None
        since, until = (_text(record, name) for name in days)
        register, called = resource.number if resource else 0, _text(record, named)
        kind, told_by = self._kind(code), _name(resource)
        return LinkStep(*ends, kind, register, told_by, of_record, since, until, code, called)

    def _kind(self, code: str) -> Text:
        """Return what the party at the end of a link is to the one at its beginning: of "parent of", the child."""
        known = BY_CODE.get(code)
        seen = code if known is None else BY_NUMBER[known.reverse].code
        return self._kinds.get(seen, Text(kk=code, ru=code, en=code))


def _name(resource: Resource | None) -> Text:
    return resource.name if resource else Text(kk="–", ru="–", en="–")


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    return "" if value is None else str(value)


def _count(record: Record, name: str) -> int:
    value = record.get(name)
    return value if isinstance(value, int) else 0
