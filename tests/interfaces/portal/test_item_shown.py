"""From what was received one comes back to what it came by, and the way is called so."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from almasu.actions.interstate.items import Item, KeptItem
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate.items import _ways
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.interstate.secrecy import Received
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.law.text import Language

AT = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "called", "place"), [("1/0", "К запросу", "/cis/requests"), ("", "К предложению", "/cis/offers")]
)
def test_the_way_back_is_called_by_what_the_item_came_by(part: str, called: str, place: str) -> None:
    item = Item(Received(UUID(int=7), "kg-one", "kg-one", "kz-one", "цель"), "сведения", UUID(int=8), part, AT)
    kept = KeptItem(new_paper(UUID(int=7), PaperKind.CIS_ITEM, "received", AT, item, {}), item)
    first = _ways(kept, Here(SessionToken("s"), None, Language.RU))[0]
    assert (first.text.ru, first.place) == (called, f"{place}/{item.case}")
