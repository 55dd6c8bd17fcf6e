"""A story without the person: whoever keeps a node reads how a signature was judged, and not whose it is (SIO25-16)."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from almasu.kernel.signatures.story import Step, Story

HIDDEN = "***"


def unnamed(story: Story) -> Story:
    """Return a story in which the signer's name and numbers are covered, in its steps as well."""
    signer = story.signer
    if signer is None:
        return replace(story, steps=tuple(_covered(one, ()) for one in story.steps))
    told = tuple(one for one in (signer.name, signer.iin, signer.bin) if one)
    covered = replace(signer, name=HIDDEN, iin=HIDDEN if signer.iin else "", bin=HIDDEN if signer.bin else "")
    return replace(story, signer=covered, steps=tuple(_covered(one, told) for one in story.steps))


def _covered(step: Step, told: tuple[str, ...]) -> Step:
    values = {name: _without(value, told) for name, value in step.values.items()}
    return step if values == step.values else msgspec.structs.replace(step, values=values)


def _without(text: str, told: tuple[str, ...]) -> str:
    for one in told:
        text = text.replace(one, HIDDEN)
    return text
