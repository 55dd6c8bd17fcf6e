"""Links and paths as the typed records of resources 50 and 51 (SIO25-A2.50, SIO25-A2.51)."""

from __future__ import annotations

from datetime import date, datetime

from almasu.kernel.answers import Record
from almasu.kernel.relations.called import NO_NAMES, Names
from almasu.kernel.relations.facts import written
from almasu.kernel.relations.paths import Link, Path, Paths
from almasu.law import moment

LEVEL_1 = 50
LEVEL_2 = 51


def record_of_link(link: Link, at: datetime, names: Names = NO_NAMES) -> Record:
    """Return the record of resource 50 for a link, computed `at`; `names` say how parties are called."""
    hop = link.hop
    return {
        "subject_id": written(hop.near),
        "subject_name": names.get(hop.near),
        "object_id": written(hop.far),
        "object_name": names.get(hop.far),
        "edge_type": hop.kind.code,
        "edge_direction": hop.kind.direction,
        "source_resource_no": hop.kind.source,
        "source_record_id": hop.record,
        "valid_from": _day(hop.since),
        "valid_to": _day(hop.until),
        "confidence": _hundredths(hop.kind.confidence),
        "computed_at": moment.written(at),
        "links_left_out": link.left_out,
    }


def records_of_paths(found: Paths, at: datetime, names: Names = NO_NAMES) -> tuple[Record, ...]:
    """Return the records of resource 51 for the paths, computed `at`; `names` say how parties are called."""
    stamp = moment.written(at)
    return tuple(_record_of_path(path, found.left_out, stamp, names) for path in found.paths)


def _record_of_path(path: Path, paths_left_out: int, stamp: str, names: Names) -> Record:
    first, second = path.first, path.second
    since, until = path.together()
    return {
        "subject_id": written(first.near),
        "subject_name": names.get(first.near),
        "via_id": written(first.far),
        "via_name": names.get(first.far),
        "object_id": written(second.far),
        "object_name": names.get(second.far),
        "path_edge_types": f"{first.kind.code} > {second.kind.code}",
        "path_length": 2,
        "source_resource_nos": f"{first.kind.source};{second.kind.source}",
        "first_record_id": first.record,
        "first_valid_from": _day(first.since),
        "first_valid_to": _day(first.until),
        "second_record_id": second.record,
        "second_valid_from": _day(second.since),
        "second_valid_to": _day(second.until),
        "valid_from": _day(since),
        "valid_to": _day(until),
        "score": _hundredths(path.score),
        "computed_at": stamp,
        "links_left_out": path.left_out,
        "paths_left_out": paths_left_out,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02d}"
