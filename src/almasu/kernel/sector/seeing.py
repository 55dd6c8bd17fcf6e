"""Who may see what of the sector: the one function that every channel asks - pages, API, TAXII, feeds, mail, counts.

An organisation sees its own; a published alert is everybody's (ASOI-3.3, ASOI-3.5); an incident card is its author's
and the centre's (ASOI-3.4); a request is seen by who sent it, by whom it was sent to, and by the centre, which may
return its answer (ASOI-3.7, ASOI-15); a signal is its sender's and the centre's (ASOI-3.6). What was not sent is
nobody's but its own organisation's.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec.structs import replace

from almasu.kernel.sector.assignment import Assignment, AssignmentState
from almasu.kernel.sector.document import Document, DocumentKind, Stage
from almasu.kernel.sector.parties import Actor

NOBODY = UUID(int=0)
"""Stands for the author where they are not for others to know."""


def sees_signals_of(organisation: str, who: Actor) -> bool:
    """Tell whether a person may see the signals of an organisation."""
    return who.is_centre or who.organisation == organisation


def sees(document: Document, addressees: Collection[str], who: Actor) -> bool:
    """Tell whether a person may see a document; which edition of it, `shown` tells.

    `addressees` are the BINs a request was sent to, or the one whose request an answer answers.
    """
    if who.organisation == document.organisation:
        return True
    if not document.is_out:
        return False
    match document.kind:
        case DocumentKind.THREAT_ALERT | DocumentKind.VULNERABILITY_ALERT:
            return True
        case DocumentKind.INCIDENT_CARD:
            return who.is_centre
        case DocumentKind.REQUEST | DocumentKind.ANSWER:
            return who.is_centre or who.organisation in addressees


def shown(document: Document, who: Actor) -> bytes | None:
    """Return the content shown to a person who sees the document; None where nothing was sent.

    Its own organisation sees what is written now, everybody else what was sent last.
    """
    if who.organisation == document.organisation:
        return document.content
    seen = document.seen_by_others
    return None if seen is None else seen.content


def outward_part(part: Assignment, who: Actor) -> Assignment:
    """Return an addressee's part of a request as whoever sees it may know it.

    Others know that it came, what was decided with which comment, and when it was answered: who works on it, and what
    is proposed to the head there, is the addressee's own.
    """
    if who.organisation == part.organisation:
        return part
    state = AssignmentState.RECEIVED if part.state is AssignmentState.PROPOSED else part.state
    taken = None if part.taken is None else replace(part.taken, by=NOBODY)
    return replace(part, state=state, proposed=None, taken=taken, worker=None, head=None, act=None)


def outward(document: Document, who: Actor) -> Document:
    """Return a document as whoever sees it may know it.

    Its own organisation knows all of it. Others know the edition that was sent last, and nothing of what is being
    written, consented to or said about it meanwhile; the sectoral centre knows as well what it returned, and why.
    """
    seen = document.seen_by_others
    if who.organisation == document.organisation or seen is None:
        return document
    returned = who.is_centre and document.correct_by is not None
    return replace(
        document,
        author=NOBODY,
        edition=seen.edition,
        stage=Stage.RETURNED if returned else Stage.SENT,
        content=seen.content,
        written_at=seen.at,
        consents=document.consents if who.is_centre else (),
        sendings=document.sendings if who.is_centre else (seen,),
        remarks=tuple(one for one in document.remarks if one.of_centre) if who.is_centre else (),
        correct_by=document.correct_by if returned else None,
    )
