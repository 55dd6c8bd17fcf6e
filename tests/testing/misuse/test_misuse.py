"""Misuse planted in a made-up year is found, and little else is called odd. The seed is fixed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almasu.kernel.control.oddity import OddityKind
from almasu.testing.misuse.score import Month, scored
from almasu.testing.misuse.stories import year_with_misuse
from almasu.wiring.measuring.report import PRECISION, RECALL, SEED, misuse_score

OFFICERS = 120


@pytest.fixture(scope="module")
def made():
    return year_with_misuse(SEED, OFFICERS)


@pytest.fixture(scope="module")
def score(made):
    return misuse_score(made)


def test_a_year_tells_stories_of_all_twelve_kinds(made):
    assert {story.kind for story in made.stories} == set(OddityKind)
    assert len(OddityKind) == 12


def test_the_same_seed_makes_the_same_year(made):
    again = year_with_misuse(SEED, OFFICERS)
    assert again.year.facts == made.year.facts
    assert again.stories == made.stories


def test_the_stories_are_found(score):
    assert score.recall_of_all() >= RECALL
    assert min(score.recall.values()) >= 0.5, "of five stories of a kind the mildest may pass; no kind passes whole"


def test_what_is_found_was_mostly_planted(score):
    assert score.precision >= PRECISION


def test_a_controller_is_told_less_than_one_oddity_an_officer_a_month(score):
    assert score.found <= OFFICERS * 12


def test_a_year_without_stories_scores_nothing_as_found(made):
    since, until = made.stories[0].since, made.stories[0].until
    assert scored([], [Month(since, until, [])]).precision == 0
    assert scored(made.stories, []).recall_of_all() == 0


def test_an_oddity_about_somebody_else_tells_no_story(made):
    from almasu.kernel.control.oddity import Oddity

    story = made.stories[0]
    month = Month(story.since, story.until, [Oddity(story.kind, "nobody", "", 1.0, (), {})])
    told = scored([replace(story, account="somebody")], [month])
    assert told.precision == 0
    assert told.unfounded == {story.kind: 1}
