"""Explains sample lines: which sensor, which rule, which kind and why, or why no signal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from almasu_module.delivery.client import mutual
from almasu_module.identity import minimiser_of
from almasu_module.inputs.lines import Records
from almasu_module.inputs.listen import Basket
from almasu_module.intake import Intake
from almasu_module.judging.judge import Open
from almasu_module.reading import Finding, Logon, Probe, Quiet
from almasu_module.run import micros
from almasu_module.settings import Input, Settings
from almasu_module.sources import Named, Received, is_document
from almasu_module.words import said


class Explained(msgspec.Struct, frozen=True):
    """One record and what came of it."""

    input: str
    line: int
    sensor: str
    rule: str
    kind: int
    why: str
    words: str

    def as_text(self, language: str) -> str:
        """Return one line for people."""
        kind = f"{self.kind} {said(f'kind.{self.kind}', language)}" if self.kind else said("kind.0", language)
        rule = f" {self.rule}" if self.rule else ""
        return f"{said('check.line', language)} {self.line}: {self.sensor}{rule}: {kind}: {self.words}"


def explain(settings: Settings, one: Input, samples: Path, most: int, language: str) -> Iterator[Explained | str]:
    """Yield each record of a file explained as an input would take it, then how many signals they make."""
    intake = Intake(settings, minimiser_of(settings, None), Open(entries={}, trails={}))
    named = Named(one.name, one, Received(Basket()), live=False)
    for number, record in enumerate(records(samples, one), 1):
        if most and number > most:
            break
        yield explained(intake, named, record, number, language)
    made = sum(1 for _ in intake.flush())
    yield said("check.sum", language, str(made))


def explained(intake: Intake, named: Named, record: bytes | None, number: int, language: str) -> Explained:
    """Explain one record."""
    if record is None:
        return Explained(named.name, number, named.input.sensor, "", 0, "bad.long", said("bad.long", language))
    reading, decision = intake.explain(named, record, micros())
    rule = reading.rule if isinstance(reading, Finding | Logon | Probe | Quiet) else ""
    words = said(decision.why, language, decision.what).strip()
    return Explained(named.name, number, reading.sensor, rule, decision.kind, decision.why, words)


def records(path: Path, one: Input) -> Iterator[bytes | None]:
    """Yield the records of a sample file or folder; None for one that is too long."""
    if path.is_dir():
        for inside in sorted(path.glob(one.match)):
            yield inside.read_bytes() if inside.stat().st_size <= one.most_line else None
        return
    if is_document(path, one.sensor):
        yield path.read_bytes() if path.stat().st_size <= one.most_line else None
        return
    lines = Records(one.most_line)
    with path.open("rb") as file:
        while data := file.read(64 * 1024):
            cut = lines.take(data)
            yield from cut.records
            yield from [None] * cut.too_long
    yield from lines.end()


def check(settings: Settings, most: int, language: str) -> Iterator[Explained | str]:
    """Yield what there is to say about every input and the way to the centre."""
    for one in settings.input:
        place = Path(one.file or one.folder) if one.file or one.folder else None
        if place is None:
            yield f"{one.name}: {said('check.listens', language)}"
        elif not place.exists():
            yield f"{one.name}: {said('check.missing', language)}"
        else:
            yield f"{one.name}"
            yield from explain(settings, one, place, most, language)
    if settings.centre is not None:
        yield centre_of(settings, language)


def centre_of(settings: Settings, language: str) -> str:
    """Return whether certificate, key and authority can be used."""
    centre = settings.centre
    if centre is None:
        return ""
    try:
        mutual(Path(centre.certificate), Path(centre.key), Path(centre.authority))
    except OSError as error:
        return said("check.centre.wrong", language, str(error))
    return said("check.centre", language)
