"""An item of received information is set as a PDF document in each language, for whoever takes it along (CIS-4.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from almasu.actions.interstate.items import Item, KeptItem, TakenAlong
from almasu.kernel.interstate.secrecy import Received, Stamp
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.law.text import Language
from almasu.wiring.item_pdf import item_pdf_of

AT = datetime(2026, 11, 23, 6, tzinfo=UTC)


def taken(*stamps: Stamp, content: str = "лицо въезжало дважды #eval(1)") -> TakenAlong:
    received = Received(UUID(int=7), "kg-one", "kg-one", "kz-one", "цель из трёх слов", stamps)
    item = Item(received, content, UUID(int=8), "1/0", AT)
    return TakenAlong(KeptItem(new_paper(UUID(int=7), PaperKind.CIS_ITEM, "received", AT, item, {}), item), "Лицо", {})


async def test_the_same_item_is_always_the_same_document_and_each_language_another() -> None:
    marked = taken(Stamp("ДСП", "KG", "ҚБП"))
    made = [await item_pdf_of(marked, language, AT) for language in Language]
    assert [one[:5] for one in made] == [b"%PDF-"] * 3
    assert len(set(made)) == 3
    assert await item_pdf_of(marked, Language.KK, AT) == made[0]


async def test_a_mark_and_another_is_another_document() -> None:
    assert await item_pdf_of(taken(Stamp("ДСП", "KG")), Language.RU, AT) != await item_pdf_of(taken(), Language.RU, AT)
