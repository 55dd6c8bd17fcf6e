"""The forms of what a courier brought beside requests: offers, information, onward use, consultations (CIS-6.1)."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from almasu.actions.interstate.brought import (
    Said,
    SaysHandedOver,
    SaysInvitation,
    SaysInvitationAnswered,
    SaysLegalAct,
    SaysMinutes,
    SaysOffer,
    SaysOfferSettled,
    SaysOnwardAnswered,
    SaysOnwardAsked,
    SaysOnwardBack,
    SaysPassedOn,
)
from almasu.actions.interstate.consult import KeptConsultation
from almasu.actions.interstate.enter_directory import Seen
from almasu.actions.interstate.offers_kept import KeptOffer
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import consultation_words as consult
from almasu.interfaces.portal.offices_of_interstate import legal_act_form as card
from almasu.interfaces.portal.offices_of_interstate import onward_blocks as onward
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate import telling_form as telling
from almasu.interfaces.portal.offices_of_interstate import words
from almasu.interfaces.portal.offices_of_interstate.coming import kinds_of_consultation, kinds_of_offer, kinds_of_onward
from almasu.interfaces.portal.offices_of_interstate.naming import partners
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.answering import Done
from almasu.kernel.interstate.asking import LONGEST, Matter, Subject
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.consulting import Minutes, Result, Topic
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import CLAUSES, Declined, Granted, OnwardCase, OnwardGround
from almasu.law.text import Text
from almasu.wiring.running import Running

ITEM_NUMBER = Text("Ақпарат нөмірі", "Номер сведений", "Number of the information")
IN_DOCUMENT = Text("құжатта жазылғандай", "как в документе", "as the document has it")


def offer_fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of an offer that came."""
    return (
        Field("giving", say.FROM, Kind.CHOICE, choices=partners(running, seen)),
        Field("subject", words.SUBJECT, Kind.CHOICE, choices=tuple(_choice(*one) for one in words.SUBJECTS.items())),
        Field("matter", words.MATTER, Kind.CHOICE, choices=tuple(_choice(*one) for one in words.MATTERS.items())),
        Field("purpose", words.PURPOSE, Kind.LONG, longest=LONGEST),
        Field("until", words.ANSWER_BY, Kind.DAY, required=False, hint=IN_DOCUMENT),
    )


def read_offer(typed: Typed) -> Said:
    """Return the offer that was typed."""
    subject, matter = Subject(typed.text("subject")), Matter(typed.text("matter"))
    return SaysOffer(typed.text("giving"), subject, matter, typed.text("purpose"), typed.day("until"))


def invitation_fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of an invitation that came."""
    return (
        Field("inviting", say.FROM, Kind.CHOICE, choices=partners(running, seen)),
        Field("topic", consult.TOPIC, Kind.CHOICE, choices=tuple(_choice(*one) for one in consult.TOPICS.items())),
        Field("about", consult.ABOUT, Kind.LONG, longest=LONGEST),
        Field("on", consult.ON, Kind.DAY),
        Field("place", consult.WHERE, required=False),
    )


def read_invitation(typed: Typed) -> Said:
    """Return the invitation that was typed."""
    topic, on = Topic(typed.text("topic")), _day(typed, "on", consult.ON)
    return SaysInvitation(typed.text("inviting"), topic, typed.text("about"), on, typed.text("place"))


def information_fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of information that another body passes on, under its owner's consent."""
    owners = tuple(Choice(one.id, one.name) for one in seen.directory.bodies)
    return (
        Field("holder", say.FROM, Kind.CHOICE, choices=partners(running, seen)),
        Field("owner", onward.OWNER, Kind.CHOICE, choices=owners),
        Field("item", ITEM_NUMBER, hint=IN_DOCUMENT, longest=200),
        Field("consent", onward.CONSENT_NUMBER, hint=IN_DOCUMENT, longest=200),
        Field("until", onward.UNTIL_GIVEN, Kind.DAY),
        Field("purpose", words.PURPOSE, Kind.LONG, longest=LONGEST),
        Field("content", words.CONTENT, Kind.LONG, required=False, longest=LONGEST),
        *telling.MARKED,
    )


def read_information(typed: Typed) -> Said:
    """Return the information that was typed."""
    stamps, release = telling.marks(typed)
    return SaysPassedOn(
        holder=typed.text("holder"),
        owner=typed.text("owner"),
        purpose=typed.text("purpose"),
        content=telling.content(typed, "content"),
        consent=typed.text("consent"),
        item=typed.text("item"),
        until=_day(typed, "until", onward.UNTIL_GIVEN),
        stamps=stamps,
        release=release,
    )


def act_fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a legal act that a body told of by letter."""
    return (Field("by", say.FROM, Kind.CHOICE, choices=partners(running, seen)), *card.card_fields(seen))


def read_act(typed: Typed) -> Said:
    """Return the legal act that was typed."""
    return SaysLegalAct(typed.text("by"), card.read_card(typed))


def of_offer_fields(kept: KeptOffer, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of a document about an offer."""
    kinds = kinds_of_offer(kept)
    found: list[Field] = [kinds_field(kinds)]
    if "handed_over" in kinds:
        owners = tuple(Choice(one.id, one.name) for one in seen.directory.bodies)
        same = seen.directory.body(kept.offer.giving)
        unchosen = None if same is None else same.name
        found.append(Field("owner", onward.OWNER, Kind.CHOICE, required=False, choices=owners, unchosen=unchosen))
        found.append(Field("content", words.CONTENT, Kind.LONG, required=False, longest=LONGEST))
        found += telling.MARKED
    if "onward_asked" in kinds:
        found += asked_fields(seen, kept.offer.giving, kept.offer.receiving, required=True)
    return tuple(found)


def read_of_offer(number: UUID, typed: Typed) -> Said:
    """Return the document about an offer that was typed."""
    match typed.text("kind"):
        case "wanted":
            return SaysOfferSettled(number, OfferState.WANTED)
        case "declined":
            return SaysOfferSettled(number, OfferState.DECLINED)
        case "handed_over":
            stamps, release = telling.marks(typed)
            return SaysHandedOver(number, telling.content(typed, "content"), typed.text("owner"), stamps, release)
        case "onward_asked":
            return read_asked(number, "", typed)
        case _:
            return SaysOfferSettled(number, OfferState.TAKEN_BACK)


def asked_fields(seen: Seen, ours: str, theirs: str, *, required: bool) -> tuple[Field, ...]:
    """Return the fields of an asking to pass on what we gave."""
    bodies = tuple(Choice(one.id, one.name) for one in seen.directory.bodies if one.id not in (ours, theirs))
    return (
        Field("to", onward.TO, Kind.CHOICE, required=required, choices=bodies),
        Field("purpose", words.PURPOSE, Kind.LONG, required=required, longest=LONGEST),
        Field("until", onward.UNTIL, Kind.DAY, required=required),
        Field("secret", onward.SECRET, Kind.TICK, required=False),
    )


def given_field(case: Case) -> Field:
    """Return the choice of what was given in answer to a request; without a choice where nothing was."""
    told = () if case.reception is None else case.reception.told
    choices = tuple(
        Choice(f"{notice.act}/{item}/{place}", Text(*(f"{item}: {one.results[:80]}",) * 3))
        for notice in told
        for item, outcomes in sorted(notice.outcomes.items())
        for place, one in enumerate(outcomes)
        if isinstance(one, Done)
    )
    return Field("given", onward.ITEM, Kind.CHOICE, required=False, choices=choices)


def read_asked(source: UUID, part: str, typed: Typed) -> Said:
    """Return the asking that was typed."""
    until = _day(typed, "until", onward.UNTIL)
    words_of = (typed.text("to"), typed.text("purpose"), until, part)
    return SaysOnwardAsked(source, *words_of, secret=typed.ticked("secret"))


def of_onward_fields(one: OnwardCase) -> tuple[Field, ...]:
    """Return the fields of the owner's answer."""
    kinds = kinds_of_onward(one)
    if "granted" not in kinds:
        return (kinds_field(kinds),)
    grounds = tuple(Choice(key.value, onward.GROUNDS[key], (CLAUSES[key],)) for key in OnwardGround)
    return (
        kinds_field(kinds),
        Field("purpose", onward.PURPOSE_GIVEN, Kind.LONG, required=False, longest=LONGEST),
        Field("until", onward.UNTIL_GIVEN, Kind.DAY, required=False),
        *(telling.RELEASE if one.asked.secret else ()),
        Field("ground", onward.GROUND, Kind.CHOICE, required=False, choices=grounds),
        Field("reason", onward.REASON, Kind.LONG, required=False, longest=LONGEST),
    )


def read_of_onward(number: UUID, typed: Typed) -> Said:
    """Return the owner's answer that was typed."""
    match typed.text("kind"):
        case "granted":
            stated = any(typed.text(one.name).strip() for one in telling.RELEASE)
            until = _day(typed, "until", onward.UNTIL_GIVEN)
            answer = Granted(typed.text("purpose").strip(), until, telling.release(typed) if stated else None)
            return SaysOnwardAnswered(number, answer)
        case "refused":
            ground = typed.text("ground")
            if not ground:
                raise _missing("ground", onward.GROUND)
            return SaysOnwardAnswered(number, Declined(OnwardGround(ground), typed.text("reason").strip()))
        case _:
            return SaysOnwardBack(number)


def of_consultation_fields(kept: KeptConsultation) -> tuple[Field, ...]:
    """Return the fields of a document about a consultation."""
    kinds = kinds_of_consultation(kept)
    if "minutes" not in kinds:
        reason = Field("reason", consult.REASON, Kind.LONG, required=False, longest=LONGEST)
        return (kinds_field(kinds), reason) if kinds else (kinds_field(kinds),)
    return (
        kinds_field(kinds),
        Field("file", consult.FILE, Kind.FILE, hint=consult.FILE_HINT),
        Field("held_on", consult.HELD_ON, Kind.DAY),
        Field("result", consult.RESULT, Kind.CHOICE, choices=tuple(_choice(*one) for one in consult.RESULTS.items())),
    )


def read_of_consultation(number: UUID, typed: Typed) -> Said:
    """Return the document about a consultation that was typed; of minutes the digest is taken, and nothing is kept."""
    kind = typed.text("kind")
    if kind != "minutes":
        return SaysInvitationAnswered(number, kind == "yes", typed.text("reason").strip())
    digest = hashlib.sha256(typed.files["file"].data).hexdigest()
    held_on, result = _day(typed, "held_on", consult.HELD_ON), Result(typed.text("result"))
    return SaysMinutes(number, Minutes(digest, held_on, result))


def kinds_field(kinds: tuple[str, ...]) -> Field:
    """Return the choice of what came."""
    return Field("kind", say.WHAT, Kind.CHOICE, choices=tuple(Choice(one, say.SAID[one]) for one in kinds))


def _choice(key: Subject | Matter | Topic | Result, text: Text) -> Choice:
    return Choice(key.value, text)


def _day(typed: Typed, name: str, label: Text) -> date:
    """Return a day that was chosen; Problem `portal.field.missing`."""
    day = typed.day(name)
    if day is None:
        raise _missing(name, label)
    return day


def _missing(name: str, label: Text) -> Exception:
    return MISSING.at(name, label_kk=label.kk, label_ru=label.ru, label_en=label.en)
