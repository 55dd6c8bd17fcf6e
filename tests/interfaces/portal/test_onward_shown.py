"""Whoever owns information sees what exactly they are asked to let go on: the item of the request, or the offer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from almasu.actions.interstate.onward_kept import KeptOnward
from almasu.interfaces.portal.offices.blocks import Link
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate.onward_blocks import ITEM, OF_OFFER, OF_REQUEST, facts
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.onward import OnwardAsked, OnwardCase
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.law.text import Language

SOURCE, AT = UUID(int=3), datetime(2026, 11, 23, 6, tzinfo=UTC)
HERE = Here(SessionToken("s"), None, Language.RU)


def about(part: str, *, ours: bool) -> object:
    asked = OnwardAsked(UUID(int=1), UUID(int=2), SOURCE, part, "kz-one", "kg-one", "kz-two", "цель", date(2026, 12, 1))
    case = OnwardCase(ours, asked)
    kept = KeptOnward(new_paper(UUID(int=1), PaperKind.CIS_ONWARD, "asked", AT, case, {}), case)
    return dict(facts(kept, Directory((), ()), HERE)[0].rows).get(ITEM)


def test_its_owner_is_led_to_the_request_and_the_item_that_was_answered() -> None:
    place = f"/cis/requests/{incoming('kz-one', SOURCE)}"
    assert about("2/0", ours=False) == (Link(OF_REQUEST.filled(number="2"), place),)


def test_its_owner_is_led_to_the_offer_that_was_handed_over() -> None:
    assert about("", ours=False) == (Link(OF_OFFER, f"/cis/offers/{SOURCE}"),)


def test_whoever_asks_has_the_item_itself_and_no_such_line() -> None:
    assert about("2/0", ours=True) is None
