"""JSON that is nested deeper than a parser goes is refused in words, wherever it comes from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from almasu.interfaces.portal.desk_of_node.devices import answered
from almasu.kernel.founding.order import read_order
from almasu.kernel.interchange import csaf_in, misp, stix_in
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import k_of
from almasu.kernel.journal.rotation import open_leaf
from almasu.kernel.supervision.export import MANIFEST, faults_of
from almasu.law.problem import Problem

DEEP = b'{"unknown":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
READERS: dict[str, Callable[[], object]] = {
    "an order of founding": lambda: read_order(DEEP, "restricted/test"),
    "the answer of a device": lambda: answered(DEEP.decode()),
    "a leaf about a key": lambda: open_leaf(DEEP),
    "an advisory": lambda: csaf_in.advisory_in(DEEP, {}),
    "what is exploited": lambda: csaf_in.exploited_in(DEEP),
    "a bundle": lambda: stix_in.alert_in(DEEP),
    "an event": lambda: misp.alert_in(DEEP),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_what_is_too_deep_is_refused_in_words(read: Callable[[], object]) -> None:
    with pytest.raises((Problem, Malformed, ValueError)):
        read()


def test_an_export_whose_manifest_is_too_deep_says_so() -> None:
    assert faults_of({MANIFEST: DEEP}, k_of(0, [], [])) == (f"{MANIFEST} cannot be read",)
