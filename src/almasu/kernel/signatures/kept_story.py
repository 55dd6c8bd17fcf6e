"""A story as it is kept: codes and the values in their words. The words themselves stand in the catalogue."""

from __future__ import annotations

from datetime import datetime

import msgspec

from almasu.kernel.signatures.reasons.catalogue import CATALOGUE
from almasu.kernel.signatures.story import SignatureVerdict, SignerFacts, Step, Story


class KeptStep(msgspec.Struct, frozen=True, array_like=True):
    """One line: the reason's code and the values in its words."""

    code: str
    values: dict[str, str]


class KeptStory(msgspec.Struct, frozen=True):
    """One story; the signer's facts as they were read then."""

    verdict: SignatureVerdict
    at: datetime
    profile: str
    edition: str
    signer: SignerFacts | None
    steps: tuple[KeptStep, ...]


def kept_story(story: Story) -> KeptStory:
    """Return what is kept of a story."""
    steps = tuple(KeptStep(one.code, dict(one.values)) for one in story.steps)
    return KeptStory(story.verdict, story.at, story.profile, story.edition, story.signer, steps)


def story_of(kept: KeptStory) -> Story:
    """Return the story in words; ValueError for a code that the catalogue never had."""
    unknown = {one.code for one in kept.steps} - CATALOGUE.keys()
    if unknown:
        raise ValueError(f"unknown lines in a kept story: {', '.join(sorted(unknown))}")
    steps = tuple(Step(CATALOGUE[one.code], one.values, kept.edition) for one in kept.steps)
    return Story(kept.verdict, steps, kept.at, kept.profile, kept.edition, kept.signer)
