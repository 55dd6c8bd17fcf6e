"""From what actions return to what the HTTP interface says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from almasu.actions.second_factor import CodeUnderWay
from almasu.interfaces.api import messages as say
from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Unreadable
from almasu.kernel.grounds.decision import Decision, verdict_word
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request, note_of
from almasu.kernel.requests.words import NOTES
from almasu.kernel.resources import Resource
from almasu.kernel.sealing.seal import committed
from almasu.kernel.signatures.act import plain_words
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.rule import Finding
from almasu.law.text import Language, Text
from almasu.law.verdict import Broken, CannotTell


def words(text: Text) -> say.Words:
    """Return a statement in three languages."""
    return say.Words(text.kk, text.ru, text.en)


def act_to_sign(act: PreparedAct) -> say.ActToSign:
    """Return an act with its bytes and its plain words."""
    return say.ActToSign(act.id, act.purpose.value, act.data, words(plain_words(act.data)), act.expires_at)


def code_sent(sent: CodeUnderWay) -> say.CodeSent:
    """Return what a person is told of a code."""
    return say.CodeSent(sent.phone, sent.expires, sent.resend_from, sent.tries_left)


def resource_line(resource: Resource, *, offered: bool = True) -> say.ResourceLine:
    """Return one resource of the catalogue."""
    return say.ResourceLine(
        number=resource.number,
        code=resource.code,
        name=words(resource.name),
        owner=words(resource.owner),
        keys=resource.keys,
        sensitivity=resource.sensitivity.value,
        truncated=resource.truncated,
        hit_first=resource.hit_first,
        fields=tuple(field.name for field in resource.fields),
        secret=None if resource.secret is None else words(resource.secret),
        offered=offered,
    )


def decisions(made: Sequence[Decision]) -> say.DecisionAnswer:
    """Return the decisions on the subjects of a request, the first one first, with every finding."""
    first, *others = (tuple(finding_line(finding) for finding in one.findings) for one in made)
    return say.DecisionAnswer(all(one.allowed for one in made), first, tuple(others))


def request_answer(request: Request) -> say.RequestAnswer:
    """Return a request with its rows."""
    return say.RequestAnswer(
        id=request.id,
        accepted_at=request.accepted_at,
        edition=request.edition,
        subject_kind=request.draft.key.kind,
        subject=request.draft.key.value,
        task=request.draft.task,
        act=request.digest.hex(),
        leaf=request.leaf.hex(),
        settled=request.settled(),
        rows=tuple(
            say.RowLine(
                exchange=row.exchange_id,
                resource=row.resource,
                state=row.state.value,
                records=row.records,
                note=row.note,
                attempts=row.attempts,
                settled_at=row.settled_at,
                next_at=row.next_at,
                leaf=None if row.leaf is None else row.leaf.hex(),
            )
            for row in request.rows
        ),
        together=request.together,
    )


def answer_line(kept: KeptAnswer, resource: Resource, language: Language) -> say.AnswerLine:
    """Return one answer with what opens its commitment in the journal and the secret it holds (SIO25-20).

    Words of ours are in the reader's language, an owner's in whatever they wrote.
    """
    return say.AnswerLine(
        exchange=kept.exchange_id,
        resource=kept.resource,
        state=kept.state.value,
        received_at=kept.received_at,
        records=kept.reply.records if isinstance(kept.reply, Records) else (),
        words=_words_of(kept, language),
        answer=committed(kept.salt, "answer", reply_bytes(kept.reply)),
        salt=kept.salt.hex(),
        secret=None if resource.secret is None else words(resource.secret),
    )


def _words_of(kept: KeptAnswer, language: Language) -> str:
    note = NOTES.get(note_of(kept.reply))
    if note is not None:
        return note.said_in(language)
    match kept.reply:
        case Refused(words=own):
            return own
        case Unreadable(reason=reason, where=where):
            return f"{reason} {where}".strip()
        case NoReply(detail=detail):
            return detail
        case Records() | NoRecord():
            return ""
        case _:
            assert_never(kept.reply)


def finding_line(finding: Finding) -> say.FindingLine:
    """Return what one rule says, with its clauses."""
    because = remedy = None
    if isinstance(finding.verdict, Broken):
        because, remedy = words(finding.verdict.because), words(finding.verdict.remedy)
    elif isinstance(finding.verdict, CannotTell):
        because = words(finding.verdict.missing)
    return say.FindingLine(
        rule=finding.rule_id,
        kind=finding.kind.value,
        cites=finding.cites,
        says=words(finding.says),
        verdict=verdict_word(finding.verdict),
        because=because,
        remedy=remedy,
    )
