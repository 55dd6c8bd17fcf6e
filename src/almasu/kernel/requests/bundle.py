"""Several subjects in one request: one signed act, and a request of its own for each subject (SIO25-3.1, house).

Ground, purpose and task are one for all. Every subject has its own justification, registers and notes, is judged by
itself, and becomes a request with its own record, leaf, answers and proof; the act names them all. A single subject
is the bundle of one, written as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from almasu.kernel.requests.draft import Draft, Form, draft_body, draft_from, in_plain_words, read_form
from almasu.kernel.requests.problems import SAME_SUBJECT, TOO_MANY_SUBJECTS
from almasu.kernel.resources import Resource
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

MOST_READ = 50
"""How many subjects of one form are read at all; the rule `subjects_are_few` allows fewer."""
SHARED = ("ground", "purpose", "task")
OF_FIRST = frozenset({*SHARED, "resources"})
"""Fields that are typed once: what is wrong in them is told once."""

Bundle = tuple[Draft, ...]


def read_bundle(form: Form, resources: Mapping[int, Resource]) -> Bundle:
    """Return a draft for each subject of a form, the first one first; ProblemGroup with what cannot be read.

    A problem of the subject at place 2 names its field as `further-2-subject`.
    """
    if len(form.further) >= MOST_READ:
        raise ProblemGroup((TOO_MANY_SUBJECTS.at("subject", limit=str(MOST_READ)),))
    problems: list[Problem] = []
    drafts: list[Draft] = []
    for place, one in enumerate(_forms(form), start=1):
        try:
            drafts.append(read_form(one))
        except ProblemGroup as group:
            problems += [_at(problem, place) for problem in group.problems if place == 1 or _is_own(problem, form)]
    problems += _repeated(drafts)
    if problems:
        raise ProblemGroup(tuple(problems))
    return _shared_out(form, drafts, resources) if form.further else tuple(drafts)


def bundle_body(bundle: Bundle) -> Mapping[str, Json]:
    """Return the body of the act that is signed: of one subject as ever, of several with what is each one's own."""
    first = draft_body(bundle[0])
    if len(bundle) == 1:
        return first
    own: list[Json] = [{name: value for name, value in draft_body(one).items() if name not in SHARED} for one in bundle]
    return {**{name: first[name] for name in SHARED}, "subjects": own}


def bundle_from(body: Mapping[str, object]) -> Bundle:
    """Return the drafts that `bundle_body` wrote; KeyError, TypeError or ValueError where the body is another's."""
    subjects = body.get("subjects")
    if subjects is None:
        return (draft_from(body),)
    if not isinstance(subjects, list) or not all(isinstance(one, Mapping) for one in subjects):
        raise TypeError("the subjects are not a list")
    shared = {name: body[name] for name in SHARED}
    return tuple(draft_from({**one, **shared}) for one in subjects)


def bundle_words(bundle: Bundle) -> Text:
    """Return what the signature will mean: each subject in the words of a request of its own."""
    said = [in_plain_words(one) for one in bundle]
    if len(said) == 1:
        return said[0]
    kk, ru, en = ([f"{place}) {_of(text, name)}" for place, text in enumerate(said, 1)] for name in ("kk", "ru", "en"))
    return Text(kk=" ".join(kk), ru=" ".join(ru), en=" ".join(en))


def alike(bundle: Bundle, place: int) -> bool:
    """Tell whether the justification at a place (from 0) stands word for word with an earlier subject as well."""
    words = _words(bundle[place])
    return any(_words(one) == words for one in bundle[:place])


def _words(draft: Draft) -> list[str]:
    return draft.justification.casefold().split()


def _forms(form: Form) -> Sequence[Form]:
    """Return the form of each subject, as if it were asked about alone."""
    further = (
        replace(
            form,
            subject_kind=one.subject_kind,
            subject=one.subject,
            justification=one.justification,
            resources=one.resources,
            notes=one.notes,
            detail_of=one.detail_of,
            countersigned=one.countersigned,
            further=(),
        )
        for one in form.further
    )
    return (replace(form, further=()), *further)


def _shared_out(form: Form, drafts: Sequence[Draft], resources: Mapping[int, Resource]) -> Bundle:
    """Return the drafts with the registers each subject is asked in.

    Registers chosen for all go to the subjects whose key can ask them; one that nobody's key can ask stays with the
    first, so that the rules name it. A subject with registers of its own keeps them.
    """
    chosen, notes = drafts[0].resources, drafts[0].notes
    common = [0, *(place for place, one in enumerate(form.further, start=1) if not one.resources)]
    taken = {number for place in common for number in chosen if _fits(drafts[place], number, resources)}
    shared = list(drafts)
    for place in common:
        own = tuple(
            number
            for number in chosen
            if _fits(drafts[place], number, resources) or (place == 0 and number not in taken)
        )
        said = drafts[place].notes or tuple((number, note) for number, note in notes if number in own)
        shared[place] = replace(drafts[place], resources=own, notes=said)
    return tuple(shared)


def _fits(draft: Draft, number: int, resources: Mapping[int, Resource]) -> bool:
    resource = resources.get(number)
    return resource is not None and draft.key.kind in resource.keys


def _repeated(drafts: Sequence[Draft]) -> list[Problem]:
    seen = set()
    problems = []
    for place, draft in enumerate(drafts, start=1):
        if draft.key in seen:
            problems.append(SAME_SUBJECT.at(_field("subject", place), place=str(place)))
        seen.add(draft.key)
    return problems


def _is_own(problem: Problem, form: Form) -> bool:
    """Tell whether a problem of a further subject is about what was typed for it alone."""
    return problem.where not in OF_FIRST or (
        problem.where == "resources" and any(one.resources for one in form.further)
    )


def _at(problem: Problem, place: int) -> Problem:
    return Problem(problem.kind, problem.title, problem.remedy, _field(problem.where, place))


def _field(name: str, place: int) -> str:
    """Return the field of a subject at a place, from 1 on: the first one's fields have plain names."""
    return name if place == 1 else f"further-{place}-{name}"


def _of(text: Text, name: str) -> str:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}[name]
