"""Whether a database suits this release: version, encoding, durability, schema."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from almasu.law.problem import Fault, Problem
from almasu.store import schema, sql
from almasu.store.migrate import connected, outstanding

OLDEST_VERSION = 15_00_00


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, what was found, and whether it is as it must be."""

    what: str
    told: str
    ok: bool

    def as_json(self) -> dict[str, str | bool]:
        """Return the finding for a program to read."""
        return asdict(self)


def findings(url: str) -> tuple[Finding, ...]:
    """Return what was found at `url`. Raises the Problem `database.unreachable`."""
    with connected(url) as connection:
        row = connection.execute(sql.load("check")["facts"]).fetchone()
    if row is None:
        raise Fault("the database tells nothing about itself")
    version, encoding, fsync, whole_pages, commit, checksums = row
    return (
        Finding("version", f"PostgreSQL {version // 10000}.{version % 10000}", version >= OLDEST_VERSION),
        Finding("encoding", encoding, encoding == "UTF8"),
        Finding("writes are flushed", f"fsync={fsync}, full_page_writes={whole_pages}", {fsync, whole_pages} == {"on"}),
        Finding("commits are durable", f"synchronous_commit={commit}", commit != "off"),
        Finding("pages have checksums", checksums, checksums == "on"),
        migrations(url),
        as_written(url),
    )


def migrations(url: str) -> Finding:
    """Tell whether every migration of this release, and none of another, is applied."""
    try:
        waiting = outstanding(url)
    except Problem as problem:
        return Finding("migrations", problem.title.en, ok=False)
    return Finding("migrations", f"to apply: {', '.join(map(str, waiting)) or 'none'}", not waiting)


def as_written(url: str) -> Finding:
    """Tell whether the schema is the one this release ships."""
    same = schema.described(url) == schema.shipped()
    told = "as this release ships it" if same else "differs; see `almasu db schema --compare`"
    return Finding("schema", told, same)
