"""Forms as they come in: texts with limits, signatures as pasted or made, problems laid beside their fields."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from litestar.datastructures import FormMultiDict, UploadFile

from almasu.interfaces.portal.problems import (
    NO_SIGNATURE,
    TOO_LARGE,
    UNREADABLE_FORM,
    UNREADABLE_SIGNATURE,
)
from almasu.interfaces.portal.views.asking import FurtherSubject, RequestForm, ResourceNote
from almasu.kernel.requests.bundle import MOST_READ
from almasu.kernel.resources import KeyKind
from almasu.law.problem import Problem, ProblemGroup

_LONGEST = {"justification": 4000, "cms": 96 * 1024, "receipt": 16 * 1024, "answer": 20_000}
_LONG = 400
_MOST_RESOURCES = 200


def text(form: FormMultiDict, name: str, longest: int | None = None) -> str:
    """Return one typed text without its outer blanks; Problem where it is longer than anyone types."""
    typed = form.get(name, "")
    if not isinstance(typed, str):
        raise UNREADABLE_FORM.at(name)
    if len(typed) > (longest or _LONGEST.get(name, _LONG)):
        raise TOO_LARGE.at(name)
    return typed.strip()


async def uploaded(form: FormMultiDict, name: str, limit: int) -> bytes:
    """Return an uploaded file's bytes, empty where none was chosen; Problem above `limit` bytes."""
    file = form.get(name)
    if not isinstance(file, UploadFile):
        return b""
    data = await file.read(limit + 1)
    if len(data) > limit:
        raise TOO_LARGE.at(name)
    return data


def request_form(form: FormMultiDict) -> RequestForm:
    """Return the request as typed. Nothing is judged here but shape."""
    numbers = sorted({_number(value) for value in form.getall("resources", [])[:_MOST_RESOURCES]})
    notes = ((number, text(form, f"note-{number}")) for number in numbers)
    return RequestForm(
        subject_kind=_key_kind(text(form, "subject_kind")),
        subject=text(form, "subject"),
        ground=text(form, "ground"),
        purpose=text(form, "purpose"),
        justification=text(form, "justification"),
        task=text(form, "task"),
        resources=tuple(numbers),
        notes=tuple(ResourceNote(number, note) for number, note in notes if note),
        further=tuple(_further(form, place) for place in _places(form)),
        detail_of=_number_of_paper(form, "detail_of"),
        countersigned=_number_of_paper(form, "countersigned"),
    )


def _places(form: FormMultiDict) -> tuple[int, ...]:
    """Return the places of further subjects, from 2 on, without the one whose removal was asked for."""
    typed = (place for place in range(2, MOST_READ + 1) if f"further-{place}-subject" in form)
    dropped = text(form, "drop")
    return tuple(place for place in typed if str(place) != dropped)


def _further(form: FormMultiDict, place: int) -> FurtherSubject:
    """Return the further subject at a place as typed."""
    named = f"further-{place}"
    justification = text(form, f"{named}-justification", _LONGEST["justification"])
    return FurtherSubject(_key_kind(text(form, f"{named}-subject_kind")), text(form, f"{named}-subject"), justification)


def _number_of_paper(form: FormMultiDict, name: str) -> UUID | None:
    typed = text(form, name)
    try:
        return UUID(typed) if typed else None
    except ValueError:
        raise UNREADABLE_FORM.at(name) from None


def _number(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 4:
        return int(value)
    raise UNREADABLE_FORM.at("resources")


def _key_kind(value: str) -> KeyKind | None:
    if not value:
        return None
    try:
        return KeyKind(value)
    except ValueError:
        raise UNREADABLE_FORM.at("subject_kind") from None


def signature(form: FormMultiDict) -> tuple[UUID, bytes]:
    """Return which act was signed and the CMS, given as PEM or base64; Problem where unreadable."""
    try:
        act = UUID(text(form, "act"))
    except ValueError:
        raise UNREADABLE_FORM.at("act") from None
    pasted = text(form, "cms")
    if not pasted:
        raise NO_SIGNATURE.at("cms")
    lines = [line.strip() for line in pasted.splitlines() if line.strip() and not line.startswith("-----")]
    try:
        return act, base64.b64decode("".join(lines), validate=True)
    except (binascii.Error, ValueError):
        raise UNREADABLE_SIGNATURE.at("cms") from None


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The problems of one form by field, for the summary above it and the words beside each field."""

    problems: tuple[Problem, ...] = ()

    def at(self, field: str) -> Problem | None:
        """Return the first problem of a field."""
        return next((problem for problem in self.problems if problem.where.strip("/") == field), None)


def mistakes_in(raised: Problem | ProblemGroup) -> Mistakes:
    """Return what a form did wrong, from what the desk raised."""
    return Mistakes(raised.problems if isinstance(raised, ProblemGroup) else (raised,))
