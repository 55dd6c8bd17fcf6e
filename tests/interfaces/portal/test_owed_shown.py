"""How what is owed is shown: how late it is or how long is left, and to whom its question is told (FMA-5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from almasu.actions.provision.obligations import Held, Kept
from almasu.actions.provision.see_obligations import Owed
from almasu.interfaces.portal.offices.blocks import Code, Tone
from almasu.interfaces.portal.offices_of_provision import obligations as page
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.provision.obligations import Obligation

SINCE, DUE = datetime(2026, 11, 23, 7, tzinfo=UTC), datetime(2026, 11, 26, 18, 59, 59, tzinfo=UTC)
ONE = Obligation(UUID(int=7), "040340002221", "pensions", SINCE, DUE, UUID(int=11 << 120))


def owed(at: datetime, obligation: Obligation = ONE) -> Owed:
    held = Held(obligation, UUID(int=9))
    paper = new_paper(obligation.id, PaperKind.PROVISION_OBLIGATION, "owed", SINCE, held, {})
    return Owed(Kept(paper, held), obligation.standing(at))


@pytest.mark.parametrize(
    ("at", "given", "says", "tone"),
    [
        (DUE - timedelta(days=2), None, "2 days left", Tone.PLAIN),
        (DUE - timedelta(hours=5), None, "today, 5 hours left", Tone.WAIT),
        (DUE + timedelta(hours=12), None, "overdue by 12 hours", Tone.BAD),
        (DUE + timedelta(days=2), None, "overdue by 2 days", Tone.BAD),
        (DUE + timedelta(days=2), SINCE + timedelta(hours=1), "given", Tone.GOOD),
        (DUE + timedelta(days=2), DUE + timedelta(days=1), "given late", Tone.PLAIN),
    ],
)
def test_a_badge_tells_how_late_it_is_until_it_is_given(
    at: datetime, given: datetime | None, says: str, tone: Tone
) -> None:
    badge = page._due(owed(at, replace(ONE, given_at=given)), at)
    assert (badge.text.en, badge.tone, badge.due) == (says, tone, DUE)


def test_who_may_not_know_of_a_question_reads_its_number_and_is_led_nowhere() -> None:
    assert ONE.request is not None
    assert page._question(ONE.request, owed(SINCE)) == Code("20261123-0B0000")
