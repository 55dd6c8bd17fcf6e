"""Links, paths and their order: which few of many are told, and how many are not.

A hub (a house with a thousand tenants, an employer of ten thousand) is never told whole. Each side of a link says how
many more of its kind there are, so that a short list is not taken for a whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from almasu.kernel.relations.kinds import Kind

FIRST_OF_EACH = 2
"""So many links of every kind stand before the rest: no kind is crowded out by another."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that is told or followed.

    `of_kind` is for one kind at the subject, `of_kind_further` at each party on the way, `links` for a whole answer
    of level 1, `paths` for one of level 2.
    """

    of_kind: int = 40
    of_kind_further: int = 12
    links: int = 60
    paths: int = 120


CAPS = Caps()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: which register says it (by its kind), in which record, and in which days it was so.

    `place` tells two shared things apart (0 for a direct link); `beyond` is how many more links of this kind lie at
    the same place and were not read.
    """

    kind: Kind
    near: int
    far: int
    since: date | None
    until: date | None
    record: str
    place: int = 0
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link of level 1; `left_out` is how many links of its kind the answer does not hold."""

    hop: Hop
    left_out: int


@dataclass(frozen=True, slots=True)
class Path:
    """A path of level 2; `left_out` is how many links at its two places were not followed, `score` in hundredths."""

    first: Hop
    second: Hop
    score: int
    left_out: int

    def together(self) -> tuple[date | None, date | None]:
        """Return the first and last day on which both steps were so; None for an unknown or open end.

        Both are None too where the steps never were at once: the days of each step tell.
        """
        since = max((hop.since for hop in (self.first, self.second) if hop.since is not None), default=None)
        until = min((hop.until for hop in (self.first, self.second) if hop.until is not None), default=None)
        if since is not None and until is not None and until < since:
            return None, None
        return since, until


@dataclass(frozen=True, slots=True)
class Paths:
    """An answer of level 2; `left_out` is how many paths that were found it does not hold."""

    paths: tuple[Path, ...]
    left_out: int


def links_of(subject: int, hops: Iterable[Hop], caps: Caps = CAPS) -> tuple[Link, ...]:
    """Return the links of a subject, the most telling first: never itself, nobody twice by the same kind."""
    best: dict[tuple[int, int], Hop] = {}
    for hop in hops:
        if hop.far != subject:
            known = best.get((hop.far, hop.kind.number))
            best[hop.far, hop.kind.number] = hop if known is None else min(known, hop, key=_fresh_first)
    ordered = _some_of_each_first(sorted(best.values(), key=_telling_first))
    told, cut = ordered[: caps.links], ordered[caps.links :]
    missing = Counter(hop.kind.number for hop in cut)
    unread = _unread(best.values())
    return tuple(Link(hop, missing[hop.kind.number] + unread.get(hop.kind.number, 0)) for hop in told)


def parties_to_follow(links: Iterable[Link]) -> list[int]:
    """Return whom the links lead to, each once, the most telling first."""
    return list(dict.fromkeys(link.hop.far for link in links))


def crowded_places(links: Iterable[Link]) -> list[int]:
    """Return the shared things of the subject that were not read whole.

    Who else is there is linked to the subject itself, beyond the cap of level 1: no path of level 2 leads through them.
    """
    return sorted({link.hop.place for link in links if link.hop.place and link.hop.beyond})


def paths_of(subject: int, links: Sequence[Link], further: Iterable[Hop], caps: Caps = CAPS) -> Paths:
    """Return the paths of two steps: never back to the subject, nobody of level 1, nobody twice, the best first."""
    near = {link.hop.far for link in links} | {subject}
    leading: dict[int, Link] = {}
    for link in links:
        leading.setdefault(link.hop.far, link)
    best: dict[int, Path] = {}
    for hop in further:
        first = leading.get(hop.near)
        if first is None or hop.far in near:
            continue
        score = first.hop.kind.weight * hop.kind.weight // 100
        known = best.get(hop.far)
        if known is None or (score, -hop.near) > (known.score, -known.second.near):
            best[hop.far] = Path(first.hop, hop, score, first.left_out + hop.beyond)
    ordered = sorted(best.values(), key=lambda path: (-path.score, path.second.far))
    return Paths(tuple(ordered[: caps.paths]), max(0, len(ordered) - caps.paths))


def _fresh_first(hop: Hop) -> tuple[bool, int, int, int, str]:
    """Order by: still so, begun latest, ended latest; the rest only makes one order of several."""
    ended = hop.until.toordinal() if hop.until else 0
    return hop.until is not None, -(hop.since.toordinal() if hop.since else 0), -ended, hop.place, hop.record


def _telling_first(hop: Hop) -> tuple[int, bool, int, int, int, int]:
    over, since, ended, _, _ = _fresh_first(hop)
    return -hop.kind.weight, over, since, ended, hop.far, hop.kind.number


def _some_of_each_first(ordered: Sequence[Hop]) -> list[Hop]:
    seen: Counter[int] = Counter()
    front: list[Hop] = []
    rest: list[Hop] = []
    for hop in ordered:
        seen[hop.kind.number] += 1
        (front if seen[hop.kind.number] <= FIRST_OF_EACH else rest).append(hop)
    return front + rest


def _unread(hops: Iterable[Hop]) -> dict[int, int]:
    """Return how many links of each kind were not read: at every place once."""
    places = {(hop.kind.number, hop.place): hop.beyond for hop in hops}
    unread: dict[int, int] = {}
    for (number, _), beyond in places.items():
        unread[number] = unread.get(number, 0) + beyond
    return unread
