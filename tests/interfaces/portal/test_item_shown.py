"""From what was received one comes back to what it came by, and the way is called so."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from almasu.actions.interstate.items import Item, KeptItem
from almasu.interfaces.portal.offices.blocks import Link, Said
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate.item_blocks import came_by
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
    kept = item_of(part)
    first = _ways(kept, Here(SessionToken("s"), None, Language.RU))[0]
    assert (first.text.ru, first.place) == (called, f"{place}/{kept.item.case}")


def item_of(part: str, consent: UUID | None = None) -> KeptItem:
    received = Received(UUID(int=7), "kg-one", "kg-one", "kz-one", "цель")
    item = Item(received, "сведения", UUID(int=8), part, AT, consent=consent)
    return KeptItem(new_paper(UUID(int=7), PaperKind.CIS_ITEM, "received", AT, item, {}), item)


def test_the_list_says_by_which_item_of_a_request_or_by_an_offer_it_came_and_leads_there() -> None:
    told = [came_by(one, Language.RU) for one in (item_of("2/1"), item_of(""), item_of("1/0", UUID(int=9)))]
    assert told[:2] == [
        (Link("запрос, пункт 2", f"/cis/requests/{UUID(int=8)}"),),
        (Link("инициативное предложение", f"/cis/offers/{UUID(int=8)}"),),
    ]
    assert isinstance(told[2][0], Said), "what another body passed on leads to no request of ours"
