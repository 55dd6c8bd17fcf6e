"""From what the store keeps to what pages show: rows, requests, choices."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.actions.put_to_law import depth_of, hits_of
from almasu.interfaces.portal.views.answers import RequestView, Row, RowState
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import Outcome, SignatureStory, Step
from almasu.kernel.answers import Refused, Unreadable
from almasu.kernel.exchange.reasons import NONSENSE, SILENCE, Nonsense, Silence
from almasu.kernel.grounds.asked import Depth
from almasu.kernel.materials.problems import MATERIAL_GONE
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request, is_withheld
from almasu.kernel.requests.words import NOTES
from almasu.kernel.resources import Resource
from almasu.kernel.signatures.bundle_parts import Parted, put_together
from almasu.law.problem import Fault
from almasu.law.text import Text
from almasu.regimes.sio_pso.sheets import Listed
from almasu.wiring.running import Running

DOWN_FROM = 0.9
"""From this share of questions left unanswered lately a register is shown as down."""
NO_ANSWERS: Mapping[int, KeptAnswer] = MappingProxyType({})
HELD_BACK = Text(
    kk="Жазба бар. Толық мәлімет жеке себеппен екінші қадамда сұралады.",
    ru="Запись есть. Подробности запрашиваются вторым шагом с отдельной причиной.",
    en="There is a record. The detail is asked for in a second step, for a reason of its own.",
)

DECLINED = Text(
    kk="Ресурстың иесі мәлімет беруден бас тартты.",
    ru="Владелец ресурса отказал в предоставлении сведений.",
    en="The owner of the resource declined to give the information.",
)


def choice(listed: Listed) -> Choice:
    """Return one entry of a list as something to choose."""
    return Choice(listed.code, listed.name, listed.cites)


def rows_view(running: Running, request: Request, answers: Mapping[int, KeptAnswer] = NO_ANSWERS) -> tuple[Row, ...]:
    """Return all rows of a request in the order of the annex."""
    resources = running.node.resources
    return tuple(
        row_view(row, resources[row.resource], answers.get(row.resource), request.draft) for row in request.rows
    )


async def request_view(running: Running, request: Request) -> RequestView:
    """Return a request as its page shows it, with the story of its signature as it was told when it was accepted."""
    async with running.node.store.transaction() as transaction:
        evidence = await transaction.requests.evidence(request.id)
        holders = {request.material, *await transaction.materials.holders(request.id)}
        held_by = await transaction.materials.some(holders)
    if evidence is None:
        raise Fault(f"the request {request.id} has no evidence")
    sheets, draft = running.law.sio_pso.sheets, request.draft
    editions = {edition.id: edition.name for edition in running.law.editions}
    return RequestView(
        id=request.id,
        subject=draft.key,
        ground=choice(sheets.grounds[draft.ground]),
        purpose=choice(sheets.purposes[draft.purpose]),
        justification=draft.justification,
        task=draft.task,
        edition=editions[request.edition],
        accepted_at=request.accepted_at,
        act_sha256=request.digest.hex(),
        signature=story_view(evidence),
        receipt=running.receipt(request.leaf, request.accepted_at).decode(),
        rows=rows_view(running, request),
        hits=bool(hits_of(request, running.node.resources)),
        together=request.together,
        gone=MATERIAL_GONE.title if held_by and all(one.destroyed_at for one in held_by) else None,
    )


def story_view(evidence: Parted) -> SignatureStory:
    """Return the kept story of a signature, step by step; a step that was not asked for has nothing to show."""
    told = put_together(evidence).story
    steps = tuple(
        Step(step.reason.words, _OUTCOMES[step.outcome], step.code, step.values)
        for step in told.steps
        if step.outcome in _OUTCOMES
    )
    return SignatureStory(_VERDICTS[told.verdict], "" if told.signer is None else told.signer.name, told.at, steps)


_OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        "passed": Outcome.PASSED,
        "warned": Outcome.PASSED,
        "failed": Outcome.FAILED,
        "indeterminate": Outcome.INDETERMINATE,
    }
)
_VERDICTS: Mapping[str, Outcome] = MappingProxyType(
    {"VALID": Outcome.PASSED, "INVALID": Outcome.FAILED, "INDETERMINATE": Outcome.INDETERMINATE}
)


def row_view(row: QuestionRow, resource: Resource, kept: KeptAnswer | None, draft: Draft) -> Row:
    """Return one register's row; `kept` is its opened answer where the reader may see the register's own words."""
    own_words = ""
    if kept is not None and isinstance(kept.reply, Refused) and not is_withheld(kept.reply):
        own_words = kept.reply.words
    if kept is not None and isinstance(kept.reply, Unreadable):
        own_words = kept.reply.where
    return Row(
        number=row.resource,
        name=resource.name,
        state=state_view(row),
        asked_at=row.asked_at,
        replied_at=row.settled_at,
        records=row.records,
        why=_why(row, resource, draft),
        own_words=own_words,
        retry_at=row.next_at,
    )


def state_view(row: QuestionRow) -> RowState:
    """Return the state a page shows: a question waiting after it was sent is asked."""
    match row.state:
        case QuestionState.WAITING:
            return RowState.WAITING if row.asked_at is None else RowState.ASKED
        case QuestionState.ANSWERED:
            return RowState.ANSWERED
        case QuestionState.NO_RECORD:
            return RowState.NO_RECORD
        case QuestionState.REFUSED:
            return RowState.REFUSED
        case QuestionState.NO_REPLY | QuestionState.GIVEN_UP:
            return RowState.NO_REPLY
        case QuestionState.UNREADABLE:
            return RowState.UNREADABLE


def _why(row: QuestionRow, resource: Resource, draft: Draft) -> Text | None:
    if row.state is QuestionState.ANSWERED and depth_of(resource, draft) is Depth.HIT:
        return HELD_BACK
    match row.state:
        case QuestionState.NO_REPLY | QuestionState.GIVEN_UP:
            return SILENCE[Silence(row.note)]
        case QuestionState.UNREADABLE:
            return NONSENSE[Nonsense(row.note)]
        case QuestionState.REFUSED:
            return NOTES.get(row.note, DECLINED)
        case QuestionState.WAITING | QuestionState.ANSWERED | QuestionState.NO_RECORD:
            return None
