"""A draft: what an officer wants to ask, before anything is decided or signed (SIO25-2, SIO25-3.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from almasu.kernel.answers import SubjectKey
from almasu.kernel.grounds.asked import Tie
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.requests.problems import TOO_LONG, TOO_MANY_RESOURCES
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.key import LIMIT as LONGEST_KEY
from almasu.kernel.subjects.key import normalise, recognise
from almasu.kernel.subjects.problems import SHAPE, named
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

LONGEST_JUSTIFICATION = 4000
LONGEST_TASK = 100
LONGEST_CODE = 100
LONGEST_NOTE = 500
MOST_RESOURCES = 52
DETAIL_WORDS = Text(
    kk="{first} сұрау салуы бойынша жазба табылды. {subject} туралы толық мәлімет сұраймын. "
    "Ресурстар (2-қосымша): {numbers}. Тапсырма: {task}.",
    ru="По запросу {first} записи нашлись. Запрашиваю подробности о {subject}. "
    "Ресурсы (приложение 2): {numbers}. Задание: {task}.",
    en="The request {first} found records. I ask for the detail about {subject}. "
    "Resources (annex 2): {numbers}. Task: {task}.",
)


@dataclass(frozen=True, slots=True)
class FurtherSubject:
    """One more subject of a request as typed; `resources` empty: those of the request that its key can ask."""

    subject_kind: KeyKind | None
    subject: str
    justification: str
    resources: tuple[int, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    detail_of: UUID | None = None
    countersigned: UUID | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A request as typed. `subject_kind` None: recognise it. Empty strings stand for what was not filled in.

    `further` are subjects beside the first one, each with its own justification (`bundle`).
    """

    subject_kind: KeyKind | None
    subject: str
    ground: str
    purpose: str
    justification: str
    task: str
    resources: tuple[int, ...]
    notes: tuple[tuple[int, str], ...] = ()
    detail_of: UUID | None = None
    countersigned: UUID | None = None
    further: tuple[FurtherSubject, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One request to be. `resources` are numbers of annex 2 in ascending order, each once; `notes` go with them.

    `detail_of` is the earlier request whose hits in sensitive registers this one asks the detail of, each for the
    reason in its note; None for a first request. `ties` are what the subject is to the asker, `countersigned` the
    paper with the head's signature.
    """

    ground: str
    purpose: str
    justification: str
    task: str
    key: SubjectKey
    resources: tuple[int, ...]
    notes: tuple[tuple[int, str], ...] = ()
    detail_of: UUID | None = None
    ties: tuple[Tie, ...] = ()
    countersigned: UUID | None = None


def read_form(form: Form) -> Draft:
    """Return the draft a form stands for; ProblemGroup with one problem per field that cannot be read.

    What is merely missing is not judged here: the rules say which clause asks for it.
    """
    problems: list[Problem] = []
    key = _key(form, problems)
    problems += [problem for text in _texts(form) if (problem := _wrong_in(text)) is not None]
    if len(set(form.resources)) > MOST_RESOURCES:
        problems.append(TOO_MANY_RESOURCES.at("resources", limit=str(MOST_RESOURCES)))
    if problems or key is None:
        raise ProblemGroup(tuple(problems))
    return Draft(
        ground=free_text(form.ground),
        purpose=free_text(form.purpose),
        justification=free_text(form.justification),
        task=free_text(form.task),
        key=key,
        resources=tuple(sorted(set(form.resources))),
        notes=tuple(sorted((number, free_text(note)) for number, note in form.notes if note.strip())),
        detail_of=form.detail_of,
        countersigned=form.countersigned,
    )


def draft_body(draft: Draft) -> Mapping[str, Json]:
    """Return the draft as the body of the act that is signed; what only some
    requests have is in it only there.
    """
    further: dict[str, Json] = {} if draft.detail_of is None else {"detail_of": str(draft.detail_of)}
    if draft.ties:
        further["ties"] = [tie.value for tie in draft.ties]
    if draft.countersigned is not None:
        further["countersigned"] = str(draft.countersigned)
    return further | {
        "key": {"kind": draft.key.kind.value, "value": draft.key.value},
        "ground": draft.ground,
        "purpose": draft.purpose,
        "justification": draft.justification,
        "task": draft.task,
        "resources": list(draft.resources),
        "notes": {str(number): note for number, note in draft.notes},
    }


def draft_from(body: Mapping[str, object]) -> Draft:
    """Return the draft that `draft_body` wrote; KeyError, TypeError or ValueError where the body is another's."""
    subject, resources, notes = body["key"], body["resources"], body["notes"]
    if not isinstance(subject, Mapping) or not isinstance(resources, list) or not isinstance(notes, Mapping):
        raise TypeError("the body is not a request's")
    ties = body.get("ties", [])
    if not isinstance(ties, list):
        raise TypeError("the ties are not a list")
    return Draft(
        ground=str(body["ground"]),
        purpose=str(body["purpose"]),
        justification=str(body["justification"]),
        task=str(body["task"]),
        key=SubjectKey(KeyKind(str(subject["kind"])), str(subject["value"])),
        resources=tuple(int(number) for number in resources),
        notes=tuple(sorted((int(number), str(note)) for number, note in notes.items())),
        detail_of=UUID(str(body["detail_of"])) if "detail_of" in body else None,
        ties=tuple(Tie(str(tie)) for tie in ties),
        countersigned=UUID(str(body["countersigned"])) if "countersigned" in body else None,
    )


def in_plain_words(draft: Draft) -> Text:
    """Return what the signature will mean, in the person's own languages."""
    numbers = ", ".join(str(number) for number in draft.resources)
    if draft.detail_of is not None:
        return DETAIL_WORDS.filled(
            subject=draft.key.value, numbers=numbers, task=draft.task, first=str(draft.detail_of)
        )
    return Text(
        kk="{subject} туралы мәлімет сұраймын. Ресурстар (2-қосымша): {numbers}. Тапсырма: {task}.",
        ru="Запрашиваю сведения о {subject}. Ресурсы (приложение 2): {numbers}. Задание: {task}.",
        en="I ask for information about {subject}. Resources (annex 2): {numbers}. Task: {task}.",
    ).filled(subject=draft.key.value, numbers=numbers, task=draft.task)


def _key(form: Form, problems: list[Problem]) -> SubjectKey | None:
    """Return the subject's key, stated or recognised, or add the problem of the field."""
    hidden = hidden_in(form.subject[:LONGEST_KEY], "subject", one_line=True)
    if hidden is not None:
        problems.append(hidden)
        return None
    try:
        if form.subject_kind is not None:
            return normalise(form.subject_kind, form.subject, "subject")
        found = recognise(form.subject)
    except Problem as problem:
        problems.append(problem)
        return None
    if not found:
        words = Text(kk="сұралатын тұлға", ru="предмет запроса", en="subject of the request")
        problems.append(named(SHAPE, words, "subject", example="010203500017"))
        return None
    return found[0]


@dataclass(frozen=True, slots=True)
class _Typed:
    """One text of a form: its field, its greatest length in characters, and whether it is a single line."""

    field: str
    value: str
    limit: int
    one_line: bool = True


def _texts(form: Form) -> Iterable[_Typed]:
    yield _Typed("ground", form.ground, LONGEST_CODE)
    yield _Typed("purpose", form.purpose, LONGEST_CODE)
    yield _Typed("justification", form.justification, LONGEST_JUSTIFICATION, one_line=False)
    yield _Typed("task", form.task, LONGEST_TASK)
    for _, note in form.notes[: MOST_RESOURCES + 1]:
        yield _Typed("notes", note, LONGEST_NOTE, one_line=False)


def _wrong_in(text: _Typed) -> Problem | None:
    """Return why a text cannot be taken, or None."""
    if len(text.value) > text.limit:
        return TOO_LONG.at(text.field, limit=str(text.limit))
    return hidden_in(text.value, text.field, one_line=text.one_line)
