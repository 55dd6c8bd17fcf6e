"""What the document made to be read says of a pack: labels and values as plain texts, in one language.

Nothing here is markup: the template sets every text as text, whatever stands in it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping

from almasu.kernel.evidence_pack.content import Answer, Entry, Pack, body_digest, code_of, read_entry
from almasu.kernel.evidence_pack.keys import read_keys
from almasu.kernel.evidence_pack.page_words import (
    LABELS,
    OPENINGS,
    REPORT,
    SHORT_OUTCOMES,
    SHORT_VERDICTS,
    STATES,
)
from almasu.kernel.evidence_pack.story import PackStory, StepCode
from almasu.kernel.evidence_pack.verify import verify_pack
from almasu.kernel.evidence_pack.words import TITLES, VERDICTS
from almasu.kernel.grounds.called import Called
from almasu.kernel.grounds.words import VERDICTS as RULES
from almasu.kernel.journal.note import decoded
from almasu.kernel.requests.words import NOTES
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law.canonical import Json
from almasu.law.text import Language, Text

_KINDS: Mapping[str, Text] = {kind.value: name for kind, name in KIND_NAMES.items()}


def report(data: bytes, pack: Pack, who: str, called: Called, language: Language) -> dict[str, Json]:
    """Return the document's texts for the file of a pack that `who` took; codes are told as they are `called`."""
    story = verify_pack(data, read_keys(pack.body.keys))
    return _plain(_Report(pack, who, called, language).told(story))


class _Report:
    """One pack told in one language."""

    def __init__(self, pack: Pack, who: str, called: Called, language: Language) -> None:
        self.body = pack.body
        self.who = who
        self.called = called
        self.language = language
        self.accepted = read_entry(pack.body.request.entry)

    def told(self, story: PackStory) -> dict[str, Json]:
        """Return everything that the template sets."""
        body = self.body
        code = code_of(body_digest(body))
        return {
            "lang": self.language.value,
            "title": self._said(LABELS["title"]),
            "watermark": f"{self.who} · {body.made_at} · {body.number}",
            "foot": f"{self._said(LABELS['mark'])} {body.number} · {code}",
            "page": self._said(REPORT["page"]),
            "code": code,
            "code_label": self._said(REPORT["code"]),
            "facts": self._facts(story),
            "answers_title": self._said(REPORT["answers"]),
            "answers_head": [self._said(REPORT[name]) for name in ("register", "outcome", "records", "when", "hash")],
            "answers": [self._answer(one) for one in body.answers],
            "rules_title": self._said(REPORT["rules"]),
            "rules": self._rules(),
            "checked_title": self._said(REPORT["checked"]),
            "checked": [self._step(step.code, step.outcome.value, step.words) for step in story.steps[:-1]],
            "verdict": f"{self._said(SHORT_VERDICTS[story.verdict.value])} {self._said(VERDICTS[story.verdict.value])}",
            "how": self._said(REPORT["how"]),
        }

    def _facts(self, story: PackStory) -> list[Json]:
        says, body = self.accepted.says, self.body
        details = {step.code: step.detail for step in story.steps}
        request = f"{self.accepted.about.removeprefix('request:')} · {self.accepted.at} · {body.node}"
        ground, purpose, edition = (str(says.get(name, "")) for name in ("ground", "purpose", "edition"))
        rests = [self._said(self.called.ground(ground)), self._said(self.called.purpose(purpose)), edition]
        named = {
            LABELS["number"]: body.number,
            LABELS["made"]: f"{body.made_at} · {self.who}",
            LABELS["request"]: request,
            LABELS["ground"]: " · ".join(rests),
            **self._together(),
            **{OPENINGS[label]: self._opened(data) for label, data in body.act.openings.items() if label in OPENINGS},
            REPORT["signer"]: details[StepCode.PURPOSE],
            REPORT["digest"]: details[StepCode.ACT],
            REPORT["checkpoint"]: details[StepCode.CHECKPOINT],
            REPORT["stamp"]: details[StepCode.STAMP] or self._said(REPORT["none"]),
        }
        return [[self._said(label), value] for label, value in named.items()]

    def _together(self) -> dict[Text, str]:
        """Return that the act names further subjects, whose keys the file holds too."""
        among = self.accepted.says.get("among")
        several = isinstance(among, int) and among > 1
        return {LABELS["together"]: f"{among}. {self._said(LABELS['togetherSays'])}"} if several else {}

    def _answer(self, answer: Answer) -> Json:
        entry: Entry = read_entry(answer.leaf.entry)
        number, outcome = str(entry.says.get("resource", "")), str(entry.says.get("outcome", ""))
        note = str(entry.says.get("note", ""))
        names = self.body.names.get(number)
        name = "" if names is None else Text(names.kk, names.ru, names.en).said_in(self.language)
        state = self._said(NOTES[note]) if note in NOTES else self._word(STATES, outcome)
        records, commitment = str(entry.says.get("records", 0)), str(entry.says.get("answer", ""))
        return [f"{number}. {name}", state, records, entry.at, commitment]

    def _rules(self) -> list[Json]:
        decision = self.accepted.says.get("decision")
        verdicts = decision.get("verdicts") if isinstance(decision, dict) else None
        return [self._rule(rule, str(word)) for rule, word in verdicts.items()] if isinstance(verdicts, dict) else []

    def _rule(self, rule: str, word: str) -> Json:
        says = self.body.rules.get(rule)
        words = rule if says is None else Text(says.kk, says.ru, says.en).said_in(self.language)
        return [words, self._word(RULES, word)]

    def _step(self, code: StepCode, outcome: str, words: Text) -> Json:
        return [self._said(TITLES[code.value]), self._word(SHORT_OUTCOMES, outcome), self._said(words)]

    def _opened(self, data: str) -> str:
        """Return an opening as it is read: a subject's key without its JSON."""
        text = decoded(data).decode()
        try:
            key = json.loads(text)
        except ValueError:
            return text
        if not (isinstance(key, dict) and {"kind", "value"} <= set(key)):
            return text
        return f"{key['value']} ({self._word(_KINDS, str(key['kind']))})"

    def _word(self, words: Mapping[str, Text], code: str) -> str:
        return self._said(words[code]) if code in words else code

    def _said(self, text: Text) -> str:
        return text.said_in(self.language)


def _plain(value: Json) -> dict[str, Json]:
    """Return texts without control and direction characters, which could make a printed line lie."""
    cleaned = _cleaned(value)
    return dict(cleaned) if isinstance(cleaned, dict) else {}


def _cleaned(value: Json) -> Json:
    if isinstance(value, str):
        return "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Co"))
    if isinstance(value, Mapping):
        return {name: _cleaned(one) for name, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list) else value
