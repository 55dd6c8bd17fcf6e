"""What another state's node did not accept, or lost, is told with what may be done, and a lost request written anew."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from almasu.actions.interstate.not_taken import NotTaken
from almasu.interfaces.portal.offices.blocks import Code, Said, Table
from almasu.interfaces.portal.offices_of_interstate import not_taken
from almasu.kernel.interstate.packets import PacketKind
from almasu.kernel.interstate.problems_of_messages import LOST_AT_RESTORE

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def missed(step: PacketKind, code: str = LOST_AT_RESTORE.code) -> NotTaken:
    return NotTaken(UUID(int=1), "kz-one", step.value, code, AT)


def test_what_the_other_node_lost_is_told_with_what_to_do_about_it() -> None:
    (table,) = not_taken.shown([missed(PacketKind.ASKS), missed(PacketKind.TELLS, "theirs.alone")])
    assert isinstance(table, Table)
    assert [row[3] for row in table.rows] == [(Said(LOST_AT_RESTORE.remedy),), ()]
    assert [row[2][1] for row in table.rows] == [Code(LOST_AT_RESTORE.code), Code("theirs.alone")]
    assert not_taken.shown([]) == ()


@pytest.mark.parametrize(("step", "anew"), [(PacketKind.ASKS, True), (PacketKind.CONSENTS, False)])
def test_a_request_is_written_anew_where_the_request_itself_was_lost(step: PacketKind, anew: bool) -> None:
    assert not_taken.never_came([missed(step)]) is anew
