"""The numbered story of a pack: what each step found, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.kernel.evidence_pack.words import OUTCOMES, SAYS, TITLES
from almasu.kernel.signatures.reasons.reason import Outcome
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.law.canonical import Json
from almasu.law.text import Text


class StepCode(StrEnum):
    """The steps in their order."""

    FORM = "form"
    EXPORT = "export"
    ACT = "act"
    SIGNATURE = "signature"
    PATH = "path"
    PURPOSE = "purpose"
    REVOCATION = "revocation"
    QUESTION = "question"
    ANSWERS = "answers"
    INCLUSION = "inclusion"
    CHECKPOINT = "checkpoint"
    STAMP = "stamp"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class PackStep:
    """One line: the step, how it ended, and the fact behind that (a code, a digest, a moment)."""

    code: StepCode
    outcome: Outcome
    detail: str = ""

    @property
    def number(self) -> int:
        """The number of the step, from 1."""
        return list(StepCode).index(self.code) + 1

    @property
    def words(self) -> Text:
        """What is to be said of this outcome."""
        return SAYS[self.code.value].get(self.outcome.value, OUTCOMES[self.outcome.value])


@dataclass(frozen=True, slots=True)
class PackStory:
    """The whole story. VALID only where every step passed and the keys are the reader's own."""

    steps: tuple[PackStep, ...]

    @property
    def verdict(self) -> SignatureVerdict:
        """One failed step makes it INVALID; one that could not be told, INDETERMINATE."""
        outcomes = {step.outcome for step in self.steps}
        if Outcome.FAILED in outcomes or len(self.steps) != len(StepCode):
            return SignatureVerdict.INVALID
        return SignatureVerdict.INDETERMINATE if Outcome.INDETERMINATE in outcomes else SignatureVerdict.VALID


def story_json(story: PackStory) -> dict[str, Json]:
    """Return the story as JSON values, words in all three languages."""
    return {"verdict": story.verdict.value, "steps": [_step_json(one) for one in story.steps]}


def _step_json(one: PackStep) -> dict[str, Json]:
    return {
        "number": one.number,
        "code": one.code.value,
        "outcome": one.outcome.value,
        "title": _text_json(TITLES[one.code.value]),
        "words": _text_json(one.words),
        "detail": one.detail,
    }


def _text_json(text: Text) -> dict[str, Json]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
