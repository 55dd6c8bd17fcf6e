"""Links and paths: who is told first, who never, and how many are said to be left out."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.relations.kinds import BY_CODE, KINDS
from almasu.kernel.relations.paths import Caps, Hop, links_of, parties_to_follow, paths_of

ME = 1


def hop(far: int, code: str = "same_address", near: int = ME, since: date | None = None, **other) -> Hop:
    return Hop(BY_CODE[code], near, far, since, other.pop("until", None), f"R{far}", **other)


def test_the_most_telling_come_first_and_what_still_holds_before_what_is_over():
    old, young = date(2001, 1, 1), date(2020, 1, 1)
    hops = [
        hop(2, "employed_by"),
        hop(3, "same_address", since=old),
        hop(4, "same_address", since=young),
        hop(5, "same_address", since=young, until=young),
        hop(6, "spouse_of"),
    ]
    assert [link.hop.far for link in links_of(ME, hops)] == [6, 4, 3, 2, 5]


def test_nobody_is_linked_to_oneself_nor_told_twice_by_one_kind():
    hops = [hop(ME), hop(2, since=date(2001, 1, 1)), hop(2, since=date(2020, 1, 1)), hop(2, "spouse_of")]
    links = links_of(ME, hops)
    assert [(link.hop.far, link.hop.kind.code) for link in links] == [(2, "spouse_of"), (2, "same_address")]
    assert links[1].hop.since == date(2020, 1, 1)


def test_what_a_cap_leaves_out_is_said_and_no_kind_is_crowded_out():
    many = [hop(number, "director_of") for number in range(10, 40)] + [hop(2, "same_legal_address")]
    links = links_of(ME, many, Caps(links=5))
    assert [link.hop.kind.code for link in links].count("director_of") == 4
    assert {(link.hop.kind.code, link.left_out) for link in links} == {("director_of", 26), ("same_legal_address", 0)}


def test_what_was_not_read_at_a_hub_is_said_once_for_each_place():
    hops = [hop(number, place=-7, beyond=2960) for number in range(2, 6)] + [hop(9, place=-8, beyond=3)]
    assert {link.left_out for link in links_of(ME, hops)} == {2963}


def test_a_path_never_leads_back_nor_to_those_of_level_1():
    links = links_of(ME, [hop(2, "spouse_of"), hop(3, "child_of")])
    further = [
        hop(ME, "spouse_of", near=2),
        hop(3, "child_of", near=2),
        hop(2, "spouse_of", near=3),
        hop(4, "director_of", near=2),
        hop(5, "director_of", near=77),
    ]
    found = paths_of(ME, links, further)
    assert [(path.first.far, path.second.far) for path in found.paths] == [(2, 4)]


def test_the_best_of_several_paths_to_one_party_is_told():
    links = links_of(ME, [hop(2, "same_legal_address"), hop(3, "spouse_of")])
    further = [hop(9, "director_of", near=2), hop(9, "director_of", near=3)]
    (path,) = paths_of(ME, links, further).paths
    assert (path.first.far, path.score) == (3, 100)


def test_paths_beyond_the_cap_are_counted():
    links = links_of(ME, [hop(2, "spouse_of")])
    found = paths_of(ME, links, [hop(number, near=2) for number in range(10, 30)], Caps(paths=4))
    assert (len(found.paths), found.left_out) == (4, 16)


def test_a_path_holds_in_the_days_in_which_both_steps_did():
    links = links_of(ME, [hop(2, "spouse_of", since=date(2000, 1, 1), until=date(2010, 1, 1))])
    together, apart = hop(3, near=2, since=date(2005, 1, 1)), hop(4, near=2, since=date(2015, 1, 1))
    first, second = paths_of(ME, links, [together, apart]).paths
    assert first.together() == (date(2005, 1, 1), date(2010, 1, 1))
    assert second.together() == (None, None)
    assert second.second.since == date(2015, 1, 1)


DAYS = st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1))
HOPS = st.lists(
    st.builds(hop, st.integers(1, 12), st.sampled_from([kind.code for kind in KINDS]), since=DAYS), max_size=60
)


@given(HOPS, st.integers(0, 20), st.randoms(use_true_random=False))
def test_the_answer_does_not_hang_on_the_order_in_which_rows_come(hops: list[Hop], cap: int, chance: random.Random):
    caps = Caps(links=cap)
    shuffled = list(hops)
    chance.shuffle(shuffled)
    links = links_of(ME, hops, caps)
    assert [(one.hop.far, one.hop.kind, one.hop.since) for one in links] == [
        (one.hop.far, one.hop.kind, one.hop.since) for one in links_of(ME, shuffled, caps)
    ]
    assert len(links) <= cap
    assert ME not in parties_to_follow(links)
    assert len(set(parties_to_follow(links))) == len(parties_to_follow(links))


@given(HOPS, st.lists(st.tuples(st.integers(1, 12), st.integers(1, 40)), max_size=80))
def test_level_2_holds_nobody_of_level_1(hops: list[Hop], steps: list[tuple[int, int]]):
    links = links_of(ME, hops)
    further = [hop(far, near=near) for near, far in steps]
    ends = [path.second.far for path in paths_of(ME, links, further).paths]
    assert not set(ends) & {ME, *parties_to_follow(links)}
    assert len(set(ends)) == len(ends)
