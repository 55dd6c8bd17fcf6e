"""What somebody types into the search of signals means the mark that it looks like."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from almasu_wire.signal import Kind, Signal

from almasu.kernel.sector.rollup import TERM_KINDS, rolled_up, term_of, terms_typed
from almasu.kernel.sector.term_words import TERMS

TYPED = [
    ("203.0.113.7", "source:203.0.113.7"),
    ("2001:DB8::1", "source:2001:db8::1"),
    ("target:gw1", "target:gw1"),
    ("rule:942100@gw1", "rule:942100@gw1"),
    ("A@Bank.example", "sender:a@bank.example"),
    ("Bad.example", "host:bad.example"),
    ("AB" * 32, "hash:" + "ab" * 32),
    ("md5:" + "AB" * 16, "hash:" + "ab" * 16),
    ("hash:sha256:" + "ab" * 32, "hash:" + "ab" * 32),
    ("source:", "host:source:"),
]


@pytest.mark.parametrize(("typed", "term"), TYPED)
def test_a_mark_is_taken_for_what_it_looks_like(typed: str, term: str) -> None:
    assert term_of(typed) == term


def test_a_hash_that_a_module_names_with_its_algorithm_is_found_by_the_hash_alone() -> None:
    when = datetime(2026, 11, 20, 9, tzinfo=UTC)
    signal = Signal(Kind.MALWARE_RECEIVED, "clamav", "Eicar", when, when, hashes=("md5:" + "AB" * 16, "odd"))
    (row,) = rolled_up([("000340004191", signal)])
    assert row.terms == {term_of("ab" * 16), "hash:odd"}


def test_the_name_of_a_rule_may_hold_blanks_and_every_kind_of_mark_has_words() -> None:
    assert terms_typed("rule:kernel [1.0] DROP@gw1 ") == ("rule:kernel [1.0] DROP@gw1",)
    assert terms_typed(" 203.0.113.7  bad.example") == ("source:203.0.113.7", "host:bad.example")
    assert TERMS.keys() == TERM_KINDS
