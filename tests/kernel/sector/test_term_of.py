"""What somebody types into the search of signals means the mark that it looks like."""

from __future__ import annotations

import pytest

from almasu.kernel.sector.rollup import term_of

TYPED = [
    ("203.0.113.7", "source:203.0.113.7"),
    ("2001:DB8::1", "source:2001:db8::1"),
    ("target:gw1", "target:gw1"),
    ("rule:942100@gw1", "rule:942100@gw1"),
    ("A@Bank.example", "sender:a@bank.example"),
    ("Bad.example", "host:bad.example"),
    ("AB" * 32, "hash:" + "ab" * 32),
    ("source:", "host:source:"),
]


@pytest.mark.parametrize(("typed", "term"), TYPED)
def test_a_mark_is_taken_for_what_it_looks_like(typed: str, term: str) -> None:
    assert term_of(typed) == term
