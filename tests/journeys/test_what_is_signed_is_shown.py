"""The portal reads back whole what the actions give to sign: two floors that share nothing but the bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from almasu.interfaces.portal.reading import read_act
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.answers import SubjectKey
from almasu.kernel.requests.draft import Draft, draft_body, draft_from, in_plain_words
from almasu.kernel.resources import KeyKind
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes

AT = datetime(2026, 11, 20, 5, tzinfo=UTC)
NUMBER = UUID("11111111-2222-4333-8444-555555555555")
DRAFT = Draft(
    ground="financial_monitoring",
    purpose="laundering",
    justification="Cash operations reported by a bank.",
    task="2026/114",
    key=SubjectKey(KeyKind.IIN, "850101300017"),
    resources=(1, 12),
    notes=((12, "the reason of the second step"),),
)


def test_a_request_built_by_the_actions_is_shown_whole_before_it_is_signed():
    act = Act(
        purpose=ActPurpose.REQUEST,
        audience="restricted/demo",
        actor_iin="860314450216",
        object_id=str(NUMBER),
        body=draft_body(DRAFT),
        attachments={},
        edition="SIO-2025",
        human=in_plain_words(DRAFT),
        nonce="0" * 32,
        issued=AT,
        expires=AT + timedelta(minutes=5),
    )
    offered = ToSign(NUMBER, ActPurpose.REQUEST, act_bytes(act), act.actor_iin, act.expires)
    shown = read_act(offered).request
    assert shown is not None
    (one,) = shown.subjects
    assert (one.key.kind, one.key.value) == (DRAFT.key.kind, DRAFT.key.value)
    assert (shown.ground, shown.purpose, shown.task) == (DRAFT.ground, DRAFT.purpose, DRAFT.task)
    assert one.justification == DRAFT.justification
    assert one.resources == DRAFT.resources
    assert one.notes == {"12": "the reason of the second step"}


def test_what_was_written_into_an_act_is_read_from_it():
    assert draft_from(draft_body(DRAFT)) == DRAFT
