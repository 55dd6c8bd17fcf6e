"""The forms of packets: what a courier brought, in the words of the document, and how it came."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate.brought import (
    Brought,
    Said,
    SaysRequest,
)
from almasu.actions.interstate.confirm_packet import Confirming
from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import case_form
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.messages import Form
from almasu.law.text import Text
from almasu.wiring.running import Running

CONFIRMING = (
    Field("word/packet", say.ONE),
    Field("word/document", say.DIGEST),
    Field("word/agrees", say.SAYS_SO),
    Field("word/reason", say.WHY_NOT),
    Field("says", say.ENTERED_TEXT),
)
FORMS = Field("form", say.FORM, Kind.CHOICE, choices=tuple(Choice(one.value, text) for one, text in say.FORMS.items()))
HANDING = (Field("courier", say.COURIER, longest=200), Field("seal", say.SEAL, longest=200), FORMS)


def of_scan(name: str, label: Text) -> tuple[Field, Field]:
    """Return the two ways to give a document's hash: typed, or computed from the file."""
    return (
        Field(name, label, required=False, hint=say.EITHER, longest=64),
        Field(f"{name}_file", say.SCAN_FILE, Kind.FILE, required=False, hint=say.HASHED),
    )


def receipt_fields() -> tuple[Field, ...]:
    """Return the fields of a courier's receipt."""
    taken = (Field("taken_by", say.TAKEN_BY, longest=200), Field("taken_at", say.TAKEN_AT, Kind.MOMENT))
    return (*taken, *of_scan("scan", say.SCAN))


def digest(typed: Typed, name: str, label: Text) -> str:
    """Return the hash that was typed, or that of the file; Problem `portal.field.missing` where neither was given."""
    uploaded = typed.files.get(f"{name}_file")
    if uploaded is not None:
        return hashlib.sha256(uploaded.data).hexdigest()
    said = typed.text(name).strip().lower()
    if not said:
        raise MISSING.at(name, label_kk=label.kk, label_ru=label.ru, label_en=label.en)
    return said


def request_fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a request that came: how it came, and article 8, letter by letter."""
    left_out = ("requested", "system", "secret", "channel")
    asked = [one for one in case_form.fields(running, seen) if one.name not in left_out]
    sender = next(one for one in case_form.fields(running, seen) if one.name == "requested")
    loose = [replace(one, required=one.name in ("way", "subject")) for one in asked]
    return (replace(sender, name="requesting", label=say.FROM), *how_it_came(say.FROM_HERE), *loose)


def read_request(typed: Typed, at: datetime) -> Brought:
    """Return what was typed of a request that came."""
    form = case_form.read(typed)
    says = SaysRequest(
        requesting=typed.text("requesting"),
        way=form.way,
        subject=form.subject,
        basis=form.basis,
        items=form.items,
        purpose=form.purpose,
        other=form.other,
        stamp=form.stamp,
        ends_on=form.ends_on,
        review_on=form.review_on,
    )
    return brought(typed, says, at)


def brought(typed: Typed, says: Said, at: datetime) -> Brought:
    """Return how a document came, with what it says."""
    came_at = typed.moment("came_at") or at
    return Brought(
        theirs=typed.text("theirs").strip(),
        dated=typed.day("dated") or came_at.date(),
        came_at=came_at,
        courier=typed.text("courier").strip(),
        document=digest(typed, "document", say.DIGEST),
        says=says,
    )


def how_it_came(hint: Text | None = None) -> tuple[Field, ...]:
    """Return the fields that every document has: its number and day, when it came, by whom, its hash.

    `hint` says what begins when it came, where something does.
    """
    return (
        Field("theirs", say.THEIRS, longest=200),
        Field("dated", say.DATED, Kind.DAY),
        Field("came_at", say.CAME_AT, Kind.MOMENT, hint=hint),
        Field("courier", say.COURIER, longest=200),
        *of_scan("document", say.DIGEST),
    )


def confirming_fields() -> tuple[Field, ...]:
    """Return the fields of a second person: whether the paper says so, its scan anew, and why not."""
    return (
        Field("agrees", say.SAYS_SO, Kind.CHOICE, choices=(Choice("yes", say.YES), Choice("no", say.NO))),
        *of_scan("document", say.DIGEST),
        Field("reason", say.WHY_NOT, Kind.LONG, required=False, longest=1_000),
    )


def read_confirming(packet: UUID, typed: Typed) -> Confirming:
    """Return the word of the second person; Problem `portal.field.missing` without the scan, or why not."""
    agrees, reason = typed.text("agrees") == "yes", typed.text("reason").strip()
    if not agrees and not reason:
        label = say.WHY_NOT
        raise MISSING.at("reason", label_kk=label.kk, label_ru=label.ru, label_en=label.en)
    return Confirming(packet, digest(typed, "document", say.DIGEST), agrees, reason)


def carrier(typed: Typed) -> Form:
    """Return the carrier that was chosen."""
    return Form(typed.text("form"))
