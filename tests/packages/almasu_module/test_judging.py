"""Kinds 7 and 8 are never taken for one another, nothing inside the perimeter counts, and no count is lost."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta, timezone

import msgspec
import pytest
from almasu_module.judging.judge import Judge, Open
from almasu_module.judging.minimise import Minimiser, masked, shown
from almasu_module.judging.perimeter import PRIVATE, Perimeter
from almasu_module.reading import Finding, Logon, Probe
from almasu_module.settings import Settings
from hypothesis import given, settings
from hypothesis import strategies as st

SECOND = 1_000_000
KEY = b"k" * 32


def judge(opened=None, scanners=(), mode="hash"):
    policy = msgspec.convert({"input": [{"file": "x"}]}, Settings).policy()
    minimiser = Minimiser(KEY, mode, ("bank-a.example",))
    fresh = opened or Open(entries={}, trails={})
    return Judge(policy, Perimeter(PRIVATE), Perimeter(scanners), minimiser, timezone(timedelta(hours=5)), fresh)


def tries(pairs, start=0, step=SECOND):
    return [
        Logon(start + place * step, "sshd", "failed", source, account) for place, (source, account) in enumerate(pairs)
    ]


def signals(readings, **more):
    one = judge(**more)
    for reading in readings:
        one.take(reading, 0)
    return sorted((int(each.kind), each.source, each.count) for each in one.flush())


OUTSIDE, ANOTHER = "203.0.113.45", "198.51.100.77"
ACCOUNTS = [f"user{number}" for number in range(25)]
CASES = {
    "many passwords, one account": ([(OUTSIDE, "kim")] * 60, [(7, OUTSIDE, 60)]),
    "many accounts, one password": ([(OUTSIDE, each) for each in ACCOUNTS], [(8, OUTSIDE, 25)]),
    "many accounts, three passwords in turn": ([(OUTSIDE, each) for each in ACCOUNTS * 3], [(8, OUTSIDE, 75)]),
    "each account with many passwords, one after another": (
        [(OUTSIDE, each) for each in ACCOUNTS[:3] for _ in range(10)],
        [(7, OUTSIDE, 10)] * 3,
    ),
    "one account from many sources": ([(f"203.0.113.{n}", "kim") for n in range(16)], [(7, "203.0.113.0", 16)]),
    "one account from many sources, not by eights": (
        [(f"203.0.113.{n}", "kim") for n in range(30)],
        [(7, "203.0.113.0", 30)],
    ),
    "below both thresholds": ([(OUTSIDE, each) for each in ACCOUNTS[:7]] + [(ANOTHER, "kim")] * 7, []),
    "inside the perimeter": ([("10.20.4.11", "kim")] * 60 + [("10.20.4.11", each) for each in ACCOUNTS], []),
    "no address": ([("", "kim")] * 60, []),
    "both at once from two sources": (
        [pair for n in range(24) for pair in ((OUTSIDE, "kim"), (ANOTHER, ACCOUNTS[n]))],
        [(7, OUTSIDE, 24), (8, ANOTHER, 24)],
    ),
    "a sprayer also tries the guessed account": (
        [(OUTSIDE, "user3")] * 20 + [(ANOTHER, each) for each in ACCOUNTS],
        [(7, OUTSIDE, 20), (8, ANOTHER, 25)],
    ),
    "a sprayer settles on one account": (
        [(OUTSIDE, each) for each in ACCOUNTS[:10]] + [(OUTSIDE, "user0")] * 12,
        [(7, OUTSIDE, 11), (8, OUTSIDE, 11)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_guessing_and_spraying_are_told_apart(case):
    pairs, expected = CASES[case]
    found = signals(tries(pairs))
    assert sum(count for *_, count in found) == sum(count for *_, count in expected)
    assert [kind for kind, *_ in found] == [kind for kind, *_ in expected]
    if "settles" not in case:
        assert found == expected


def test_people_who_mistype_and_get_in_are_no_spraying():
    readings = []
    for place, account in enumerate(ACCOUNTS):
        readings += [
            Logon(place * SECOND, "sshd", "failed", OUTSIDE, account),
            Logon(place * SECOND + 1, "sshd", "accepted", OUTSIDE, account, failed=0),
        ]
    assert signals(readings) == []


def test_tries_outside_the_window_do_not_add_up():
    assert signals(tries([(OUTSIDE, "kim")] * 40, step=200 * SECOND)) == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from(ACCOUNTS), min_size=1, max_size=120), st.integers(1, 3))
def test_one_source_at_fewer_accounts_than_the_threshold_never_sprays(accounts, sources):
    few = [ACCOUNTS[ACCOUNTS.index(each) % 7] for each in accounts]
    pairs = [(f"203.0.113.{place % sources}", each) for place, each in enumerate(few)]
    assert {kind for kind, *_ in signals(tries(pairs))} <= {7}


@settings(max_examples=60)
@given(st.permutations(ACCOUNTS), st.integers(1, 7))
def test_tries_spread_evenly_over_accounts_never_guess(accounts, rounds):
    found = signals(tries([(OUTSIDE, each) for _ in range(rounds) for each in accounts]))
    assert found == [(8, OUTSIDE, rounds * len(accounts))]


@st.composite
def mixtures(draw):
    """Sprayings of some sources and guessings at some accounts, the same sources among them, in one window: who tried
    what, in which order; which accounts are guessed and how often; which sources spray, and how often those tried that
    guess nothing beside it.
    """
    dice = draw(st.randoms(use_true_random=False))
    sprayers = [f"203.0.113.{number}" for number in range(dice.randint(1, 3))]
    sources = [*sprayers, ANOTHER]
    names = [f"name{number}" for number in range(50)]
    pieces = []
    for source in sprayers:
        some = dice.sample(names[:40], dice.randint(10, 25))
        pieces.append([(source, each) for _ in range(dice.randint(1, 3)) for each in dice.sample(some, len(some))])
    guessed = {each: dice.randint(30, 60) for each in dice.sample(names, dice.randint(1, 2))}
    plan = Counter(source for piece in pieces for source, _ in piece)
    for each, count in guessed.items():
        who = dice.choice(sources)
        pieces.append([(who, each)] * count)
        plan.pop(who, None)  # which of its tries at that account it made for which purpose, no record tells
    order = [place for place, piece in enumerate(pieces) for _ in piece]
    if draw(st.booleans()):
        dice.shuffle(order)
    rows = [iter(piece) for piece in pieces]
    return [next(rows[place]) for place in order], guessed, set(sprayers), plan


@settings(max_examples=40)
@given(mixtures())
def test_who_sprays_and_who_is_guessed_is_known_though_the_same_sources_do_both_at_once(mixture):
    pairs, guessed, sprayers, plan = mixture
    one = judge()
    for each in tries(pairs):
        one.take(each, 0)
    found = list(one.flush())
    name = {shown(Minimiser(KEY, "hash", ()).identity(each)): each for _, each in pairs}
    counts = Counter({name[each.account]: each.count for each in found if each.kind == 7})
    assert counts.keys() == guessed.keys()
    tried = Counter(each for _, each in pairs)
    assert all(guessed[each] - 8 <= counts[each] <= tried[each] for each in guessed)
    sprayed = Counter({each.source: each.count for each in found if each.kind == 8})
    assert sprayed.keys() == sprayers
    assert {source: sprayed[source] for source in plan} == plan
    assert sum(each.count for each in found) == len(pairs)


ORDERS = {"an account after another": lambda pair: pair[1], "a source after another": lambda pair: pair[0]}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("known", [0, 40])
def test_several_sources_that_spray_the_same_accounts_guess_none_but_the_one_that_is_guessed(order, known):
    sources, accounts = [f"203.0.113.{number}" for number in range(12)], ACCOUNTS[:12]
    pairs = sorted(((source, each) for source in sources for each in accounts), key=ORDERS[order])
    found = signals(tries([*[(ANOTHER, "user5")] * known, *pairs]))
    assert [one for one in found if one[0] == 7] == [(7, ANOTHER, known)][: known // 40]
    assert [one for one in found if one[0] == 8] == sorted((8, source, 12) for source in sources)


def test_what_a_sensor_counted_is_never_taken_back():
    told = Finding(7, 0, "siem", "r", "siem.signal", OUTSIDE, account="user0", count=2)
    assert signals([told, *tries([(OUTSIDE, each) for each in ACCOUNTS])])[0] == (7, OUTSIDE, 2)


@pytest.mark.parametrize("seed", range(12))
def test_a_sprayer_who_draws_accounts_at_random_guesses_none(seed):
    dice = random.Random(seed)
    accounts = dice.randint(10, 60)
    pairs = [(OUTSIDE, f"name{dice.randrange(accounts)}") for _ in range(dice.choice([60, 300, 1000]))]
    assert {kind for kind, *_ in signals(tries(pairs, step=SECOND // 5))} == {8}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 500), st.integers(1, 9)), max_size=80))
def test_a_rollup_never_loses_a_count(found):
    readings = [
        Finding(1, at * SECOND, "suricata", f"1:{rule}:1", "ids.alert", OUTSIDE, count=count)
        for rule, at, count in found
    ]
    assert sum(count for *_, count in signals(readings)) == sum(count for *_, count in found)


def test_a_scan_counts_what_its_source_was_turned_away_from():
    probes = [Probe(n * 1000, "firewall", "DROP", OUTSIDE, f"192.0.2.{n % 5}", 20 + n) for n in range(100)]
    one = judge()
    for probe in probes:
        one.take(probe, 0)
    (scan,) = one.flush()
    assert (int(scan.kind), scan.count, scan.targets, scan.ports, scan.target) == (6, 100, 5, 100, "192.0.2.0/29")
    assert signals(probes, scanners=("203.0.113.0/24",)) == []


def test_what_is_open_goes_on_after_being_written_and_read_again():
    whole = tries([(OUTSIDE, "kim")] * 5 + [(ANOTHER, each) for each in ACCOUNTS[:5]])
    first = judge()
    for reading in whole:
        first.take(reading, 0)
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(first.open), type=Open)
    later = judge(kept)
    for reading in tries([(OUTSIDE, "kim")] * 5 + [(ANOTHER, each) for each in ACCOUNTS[5:]], start=20 * SECOND):
        later.take(reading, 0)
    assert sorted((int(one.kind), one.count) for one in later.flush()) == [(7, 10), (8, 25)]


def test_a_long_episode_reports_on_the_way_and_keeps_its_count():
    one = judge()
    told = []
    for number, reading in enumerate(tries([(OUTSIDE, "kim")] * 40)):
        one.take(reading, number * SECOND)
        told += list(one.mature(number * SECOND))
    told += list(one.flush())
    assert len(told) > 2
    assert sum(each.count for each in told) == 40
    assert len({each.episode for each in told} - {""}) == 1


def test_an_account_is_hashed_under_the_organisations_key_or_cut():
    hashed, other, short = Minimiser(KEY, "hash"), Minimiser(b"z" * 32, "hash"), Minimiser(KEY, "cut")
    assert hashed.identity("BANK\\Kim.A") == hashed.identity("kim.a@bank-a.example")
    assert hashed.identity("kim") != other.identity("kim")
    assert short.identity("kim.a").endswith("|ki***")
    assert "kim" not in hashed.identity("kim")


MASKED = [
    ("C:\\Users\\d.omarova\\x.exe", "C:\\Users\\***\\x.exe"),
    ("/home/kim/.ssh/id", "/home/***/.ssh/id"),
    ("mail of a.serikbay@bank-a.example", "mail of ***@bank-a.example"),
    ("IIN 870412300415 seen", "IIN *** seen"),
    ("logon of BANK\\d.omarova failed", "logon of BANK\\*** failed"),
    ("192.0.2.10", "192.0.2.10"),
]


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_texts_lose_what_names_a_person(text, shown):
    assert masked(text) == shown


def test_every_kind_is_counted_under_its_own_number():
    readings = [
        Finding(kind, 0, "siem", "r", "siem.signal", OUTSIDE, account="kim", accounts=9)
        for kind in (1, 2, 3, 4, 5, 7, 8)
    ]
    readings.append(Probe(0, "siem", "r", OUTSIDE, "192.0.2.1", scan=True))
    assert Counter(kind for kind, *_ in signals(readings)) == dict.fromkeys(range(1, 9), 1)
