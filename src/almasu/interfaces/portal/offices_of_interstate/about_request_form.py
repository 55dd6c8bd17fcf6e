"""The forms of what a courier brought about a request: one for each kind of document (CIS-6.1, CIS-8.2, CIS-8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate.brought import (
    Said,
    SaysAccepted,
    SaysConsent,
    SaysConsentBack,
    SaysIncomplete,
    SaysOutcomes,
    SaysWithdrawn,
)
from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import came_form, case_form, onward_blocks, telling_form
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate import words as of_cases
from almasu.interfaces.portal.offices_of_interstate.packet_form import how_it_came
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.answering import conditions_wait
from almasu.kernel.interstate.asking import Missing
from almasu.kernel.interstate.case import Case, Side
from almasu.kernel.interstate.secrecy import Consent

OF_ASKING, OF_ASKED = ("outcomes", "incomplete"), ("withdrawn", "consent")
OF_CONDITIONS = ("accepted", "not_accepted")
KINDS = (*OF_ASKING, *OF_CONDITIONS, *OF_ASKED, "consent_back", "onward_asked")
"""Permanent words of the documents that may come about a request, each with a form of its own."""


def kinds_of(case: Case, seen: Seen, at: datetime, waiting: Sequence[Consent]) -> tuple[str, ...]:
    """Return which documents may come now: of the body asked, or of the one that asks.

    A consent that is taken back stands, or is `waiting` to be confirmed.
    """
    if case.side is Side.ASKING:
        return OF_ASKING
    has_conditions = case.reception is not None and bool(conditions_wait(case.reception))
    has_consents = bool(case_form.consents(case, seen.directory, at, waiting).choices)
    return (
        *(OF_CONDITIONS if has_conditions else ()),
        *OF_ASKED,
        *(("consent_back",) if has_consents else ()),
        *(("onward_asked",) if came_form.given_field(case).choices else ()),
    )


def fields_of(kind: str, case: Case, seen: Seen, at: datetime, waiting: Sequence[Consent]) -> tuple[Field, ...]:
    """Return the fields of a document of one kind: how it came, then what it says."""
    return (*how_it_came(), *_said_fields(kind, case, seen, at, waiting))


def _said_fields(kind: str, case: Case, seen: Seen, at: datetime, waiting: Sequence[Consent]) -> tuple[Field, ...]:
    conditions = () if case.reception is None else conditions_wait(case.reception)
    match kind:
        case "outcomes":
            return telling_form.fields(case, seen.directory.body(case.other))
        case "incomplete":
            lacks = tuple(Choice(one.value, of_cases.LACKS[one]) for one in Missing)
            return (Field("missing", say.LACKS, Kind.CHOICES, choices=lacks),)
        case "accepted":
            return (telling_form.item_field(case, conditions),)
        case "not_accepted":
            return telling_form.item_field(case, conditions), replace(telling_form.WHY_NOT, required=True, hint=None)
        case "consent":
            lasts = replace(case_form.LASTS, name="consent_until", label=onward_blocks.UNTIL_GIVEN)
            return case_form.recipients(seen, case), lasts
        case "consent_back":
            return (case_form.consents(case, seen.directory, at, waiting),)
        case "onward_asked":
            asked = came_form.asked_fields(seen, case.asked.requested, case.other, required=True)
            return replace(came_form.given_field(case), required=True), *asked
        case _:
            return ()


def read_of_request(kind: str, case: UUID, typed: Typed) -> Said:
    """Return what a document of a kind says, as it was typed."""
    match kind:
        case "outcomes":
            told = telling_form.read(case, typed)
            return SaysOutcomes(case, told.outcomes, told.stamps, told.release)
        case "incomplete":
            return SaysIncomplete(case, tuple(Missing(one) for one in typed.many("missing")))
        case "accepted":
            return SaysAccepted(case, typed.number("item") or 0)
        case "not_accepted":
            return SaysAccepted(case, typed.number("item") or 0, accepts=False, reason=typed.text("reason"))
        case "consent":
            return SaysConsent(case, typed.many("recipients"), typed.day("consent_until"))
        case "onward_asked":
            return came_form.read_asked(case, typed.text("given"), typed)
        case "consent_back":
            return SaysConsentBack(case, typed.id("act") or UUID(int=0))
        case _:
            return SaysWithdrawn(case)
