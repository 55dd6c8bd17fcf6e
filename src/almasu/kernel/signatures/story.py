"""The numbered story of a signature: what each step found, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import msgspec

from almasu.kernel.signatures.problems import REFUSED, UNDECIDED
from almasu.kernel.signatures.reasons.reason import Outcome, Reason, Stopped
from almasu.kernel.signatures.rules import EDITIONS
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import Problem
from almasu.law.text import Text

SILENCES: Mapping[str, Text] = MappingProxyType(
    {
        "no_connection": Text(kk="байланыс орнамады", ru="связь не установилась", en="no connection could be made"),
        "time_ran_out": Text(kk="уақытында жауап келмеді", ru="ответа не было вовремя", en="no answer in time"),
        "cut_off": Text(kk="байланыс үзілді", ru="связь оборвалась", en="the connection broke"),
        "untrusted_server": Text(
            kk="сервер сертификаты сенімсіз",
            ru="сертификату сервера нет доверия",
            en="the server's certificate is not trusted",
        ),
    }
)
"""Why a service was not heard, by the word that stands in the evidence."""

TITLES: Mapping[int, Text] = MappingProxyType(
    {
        0: Text(kk="Не нәрсеге қол қойылды", ru="Что подписано", en="What is signed"),
        1: Text(kk="Пішімі мен шектері", ru="Форма и ограничения", en="Form and limits"),
        2: Text(kk="Қолтаңбаның құрылымы", ru="Строение подписи", en="Structure of the signature"),
        3: Text(kk="Алгоритмдер", ru="Алгоритмы", en="Algorithms"),
        4: Text(kk="Қол қойылған атрибуттар", ru="Подписанные атрибуты", en="Signed attributes"),
        5: Text(kk="Қолтаңбаның өзі", ru="Сама подпись", en="The signature itself"),
        6: Text(kk="Түбірге дейінгі тізбек", ru="Цепочка до корня", en="Path to the root"),
        7: Text(kk="Кілттің мақсаты", ru="Назначение ключа", en="Purpose of the key"),
        8: Text(kk="Кім қол қойды", ru="Кто подписал", en="Who signed"),
        9: Text(kk="Кері қайтарылмағаны", ru="Отзыв", en="Revocation"),
        10: Text(kk="Уақыт белгісі", ru="Метка времени", en="Time stamp"),
        11: Text(kk="Дәлел", ru="Доказательство", en="Evidence"),
    }
)


NEWEST = EDITIONS[-1].id


class SignatureVerdict(StrEnum):
    """VALID opens things; INVALID and INDETERMINATE open nothing."""

    VALID = "VALID"
    INVALID = "INVALID"
    INDETERMINATE = "INDETERMINATE"


class Step(msgspec.Struct, frozen=True):
    """One line of the story: the reason, the values in its words, and the edition of the signing rules it stands under.

    Most stories are kept and never read, so the words are filled when they are asked for. A signature has a dozen of
    these made and made again under its edition, which a struct does in a fraction of the time.
    """

    reason: Reason
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    edition: str = NEWEST

    @property
    def number(self) -> int:
        """The number of the step, 0 to 11."""
        return self.reason.step

    @property
    def outcome(self) -> Outcome:
        """How the step ended."""
        return self.reason.outcome

    @property
    def code(self) -> str:
        """The permanent code of the reason."""
        return self.reason.code

    @property
    def words(self) -> Text:
        """The words with their places filled."""
        words = self.reason.words
        if not self.values:
            return words
        told = {name: SILENCES.get(value, Text(value, value, value)) for name, value in self.values.items()}
        return Text(
            kk=words.kk.format(**{name: one.kk for name, one in told.items()}),
            ru=words.ru.format(**{name: one.ru for name, one in told.items()}),
            en=words.en.format(**{name: one.en for name, one in told.items()}),
        )

    @property
    def cites(self) -> tuple[str, ...]:
        """The sources: the catalogue cites the newest order with its paragraphs, older ones are cited as a whole."""
        if self.edition == NEWEST:
            return self.reason.cites
        return tuple(self.edition if cite.startswith(NEWEST) else cite for cite in self.reason.cites)

    @property
    def remedy(self) -> Text:
        """What the person can do."""
        return self.reason.remedy


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """Who signed, as the certificate says. `iin` and `bin` are None for a key without them; digests are hexadecimal."""

    name: str
    iin: str | None
    bin: str | None
    serial: str
    fingerprint: str
    issuer: str
    family: str
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """The whole story of one signature at a moment, under one trust profile and one edition of the signing rules."""

    verdict: SignatureVerdict
    steps: tuple[Step, ...]
    at: datetime
    profile: str
    edition: str
    signer: SignerFacts | None

    @property
    def deciding(self) -> Step | None:
        """The step that kept the signature from being VALID, or None."""
        wanted = Outcome.FAILED if self.verdict is SignatureVerdict.INVALID else Outcome.INDETERMINATE
        return next((step for step in self.steps if step.outcome is wanted), None)

    def problem(self) -> Problem | None:
        """Return the story as something the person can act on, or None for a VALID signature."""
        step = self.deciding
        if step is None:
            return None
        kind = REFUSED if self.verdict is SignatureVerdict.INVALID else UNDECIDED
        because, remedy = step.words, step.remedy
        return kind.at(
            step.code,
            because_kk=because.kk,
            because_ru=because.ru,
            because_en=because.en,
            remedy_kk=remedy.kk,
            remedy_ru=remedy.ru,
            remedy_en=remedy.en,
        )


def stopped_step(stop: Stopped) -> Step:
    """Return the line that a stopped check leaves."""
    return Step(stop.reason, stop.values)


def verdict_of(steps: Sequence[Step]) -> SignatureVerdict:
    """Return the verdict: one failed step makes it INVALID; without a passed revocation it is never VALID."""
    outcomes = {one.outcome for one in steps}
    if Outcome.FAILED in outcomes:
        return SignatureVerdict.INVALID
    decided = {one.number for one in steps if one.outcome in (Outcome.PASSED, Outcome.WARNED)}
    if Outcome.INDETERMINATE in outcomes or not {1, 2, 3, 4, 5, 6, 7, 8, 9} <= decided:
        return SignatureVerdict.INDETERMINATE
    return SignatureVerdict.VALID


def story_json(story: Story) -> dict[str, Json]:
    """Return the story as JSON values, words in all three languages."""
    return {
        "verdict": story.verdict.value,
        "at": moment.written(story.at),
        "profile": story.profile,
        "edition": story.edition,
        "signer": None if story.signer is None else _signer_json(story.signer),
        "steps": [_step_json(one) for one in story.steps],
    }


def _signer_json(signer: SignerFacts) -> dict[str, Json]:
    return {
        "name": signer.name,
        "iin": signer.iin,
        "bin": signer.bin,
        "serial": signer.serial,
        "fingerprint": signer.fingerprint,
        "issuer": signer.issuer,
        "family": signer.family,
        "not_before": moment.written(signer.not_before),
        "not_after": moment.written(signer.not_after),
    }


def _step_json(one: Step) -> dict[str, Json]:
    return {
        "number": one.number,
        "title": _text_json(TITLES[one.number]),
        "outcome": one.outcome.value,
        "code": one.code,
        "words": _text_json(one.words),
        "cites": list(one.cites),
        "remedy": _text_json(one.remedy),
    }


def _text_json(text: Text) -> dict[str, Json]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
