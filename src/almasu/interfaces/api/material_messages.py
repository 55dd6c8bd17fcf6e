"""What the HTTP interface says and hears of materials and copies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.actions.materials import MaterialShown
from almasu.kernel.materials.copy import copy_says
from almasu.kernel.materials.task import Destruction, Material, Reported, task_says
from almasu.kernel.papers.paper import Paper
from almasu.law.typed import Typed

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class MaterialLine(msgspec.Struct, frozen=True):
    """A material of the person."""

    id: UUID
    opened_at: datetime
    closed_at: datetime | None
    destroyed_at: datetime | None


class TaskAnswer(msgspec.Struct, frozen=True):
    """A closed task: its report, its storage term, the destruction of its material."""

    material: UUID
    state: str
    task: str
    kept_until: date
    summary: str
    requests: tuple[Reported, ...]
    destruction: Destruction | None


class MaterialAnswer(msgspec.Struct, frozen=True):
    """A material with the number of answers it holds alone and together with others; `task` once it is closed."""

    material: MaterialLine
    answers_alone: int
    answers_elsewhere: int
    task: TaskAnswer | None


class ClosingForm(Typed, frozen=True):
    """What the officer adds to a report: the last day of the main material's storage term, and a summary."""

    kept_until: date
    summary: Annotated[str, msgspec.Meta(max_length=4000)] = ""


class DestructionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a material is destroyed."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class JoinForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose answers a further material is to hold."""

    request: UUID


class Joined(msgspec.Struct, frozen=True):
    """How many answers are new to the material."""

    answers: int


class CopyLine(msgspec.Struct, frozen=True):
    """A copy. Until `destroy_by` it must be destroyed and `destroyed_on` told."""

    id: UUID
    state: str
    request: UUID
    format: str
    digest: str
    taken_at: datetime
    destroy_by: datetime | None
    destroyed_on: datetime | None


class DestroyedForm(Typed, frozen=True):
    """When a copy was destroyed on the device; left out: just now."""

    destroyed_on: Moment | None = None


def material_line(material: Material) -> MaterialLine:
    """Return one line of the list."""
    return MaterialLine(material.id, material.opened_at, material.closed_at, material.destroyed_at)


def material_answer(shown: MaterialShown) -> MaterialAnswer:
    """Return a material with its paper."""
    task = None if shown.paper is None else task_answer(shown.paper)
    return MaterialAnswer(material_line(shown.material), shown.held.alone, shown.held.elsewhere, task)


def task_answer(paper: Paper) -> TaskAnswer:
    """Return a closed task."""
    says = task_says(paper)
    return TaskAnswer(paper.id, paper.state, says.task, says.kept_until, says.summary, says.report, says.destruction)


def copy_line(paper: Paper) -> CopyLine:
    """Return one copy."""
    says = copy_says(paper)
    return CopyLine(
        id=paper.id,
        state=paper.state,
        request=says.request,
        format=says.format.value,
        digest=says.digest,
        taken_at=says.taken_at,
        destroy_by=paper.due_at,
        destroyed_on=says.destroyed_on,
    )
