"""Campaigns ranked by surprise, and the draft of an alert that one fills in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.kernel.sector.alert import threat_alert_of
from almasu.kernel.sector.campaign import Campaign, Seen, campaigns_of, draft_of
from almasu.kernel.sector.catalogue import Catalogue
from kernel.sector.conftest import NOW


def seen(term: str, organisations: int, before: int = 0, kinds: frozenset[int] = frozenset({5})) -> Seen:
    who = frozenset(f"{number:012d}" for number in range(organisations))
    return Seen(term, who, kinds, 90, NOW - timedelta(hours=2), NOW, before)


def test_what_is_rarer_is_more_surprising_and_too_few_organisations_are_none() -> None:
    told = [seen("source:a", 3), seen("source:b", 3, before=40), seen("source:c", 2), seen("source:d", 6)]
    assert [one.seen.term for one in campaigns_of(told, 50, ())] == ["source:d", "source:a", "source:b"]


def test_what_is_known_to_be_harmless_is_left_out() -> None:
    assert campaigns_of([seen("source:8.8.8.8", 9)], 50, {"source:8.8.8.8"}) == []


# A term, and the field of the draft that holds its mark.
MARKS = [
    ("source:203.0.113.7", "addresses", "203.0.113.7"),
    ("hash:" + "ab" * 32, "hashes", "ab" * 32),
    ("sender:a@b.kz", "names", "a@b.kz"),
    ("rule:942100@/login", "names", "942100"),
]


@pytest.mark.parametrize(("term", "field", "mark"), MARKS)
def test_a_campaign_fills_in_a_draft_that_lacks_only_what_a_person_must_write(
    catalogue: Catalogue, term: str, field: str, mark: str
) -> None:
    draft = draft_of(Campaign(seen(term, 6), 1.0), catalogue)
    assert not draft["description"].startswith(term.partition(":")[0])
    assert (draft[field], draft["threat"], draft["severity"]) == (mark, "phishing", "high")
    alert, problems = threat_alert_of(catalogue, draft)
    assert alert is None
    assert [one.where for one in problems] == ["recommendations"]


def test_a_draft_names_no_organisation_and_several_kinds_are_another_threat(catalogue: Catalogue) -> None:
    one = seen("source:203.0.113.7", 9, kinds=frozenset({1, 6}))
    draft = draft_of(Campaign(one, 1.0), catalogue)
    assert (draft["threat"], draft["severity"]) == ("other", "critical")
    assert not any(organisation in value for organisation in one.organisations for value in draft.values())
