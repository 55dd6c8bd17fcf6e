"""Something received as a PDF document: its regimes, each value with its own, where it came from, who printed it."""

from __future__ import annotations

from datetime import timedelta

from actions.provision.test_asking import WHY, Asking, asking, received_of
from almasu.actions.provision.use_received import Asked
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.received import Use
from almasu.kernel.provision.received_print import Printing, printed_received
from almasu.law.text import Language, Text
from almasu.wiring.received_pdf import received_pdf_of

__all__ = ["asking"]
BODY_NAME = Text("Комитет", "Комитет", "Committee")


async def test_a_print_says_its_regimes_its_origin_its_purpose_and_who_printed_it(asking: Asking) -> None:
    asked = await asking.answered()
    opened = await asking.uses(received_of(asked), Use.PRINT)
    names = {opened.card.received.provenance.body: BODY_NAME}
    printing = Printing(opened.by, "23.11.2026 12:00", Purpose.LAUNDERING, WHY, opened.material)
    said = printed_received(opened.card, opened.rows, names, opened.people, printing, Language.RU)
    assert said.marks == ("персональные данные",)
    rows = dict(said.rows)
    assert rows["Откуда"].startswith("Комитет, ")
    assert rows["В чём пришло"] == f"ответ на запрос № {asked.asking.question.number}"
    assert (rows["Цель"], rows["Материал"]) == ("противодействие легализации преступных доходов", opened.material)
    ((title, lines),) = said.records
    assert (title, {line[2] for line in lines}) == ("Запись 1", {"персональные данные"})
    assert (opened.by in said.printed, WHY in said.printed) == (True, True)
    printed = [one for one in await asking.zone.told("provision_received_used") if one["use"] == "print"]
    assert [one["why"] for one in printed] == [WHY]


async def test_the_document_is_the_same_for_the_same_moment_and_another_in_each_language(asking: Asking) -> None:
    opened = await asking.uses(received_of(await asking.answered()), Use.PRINT)
    asked, names, at = (
        Asked(Use.PRINT, "laundering", WHY),
        {opened.card.received.provenance.body: BODY_NAME},
        asking.zone.now(),
    )
    made = [await received_pdf_of(opened, asked, names, language, at) for language in Language]
    assert (all(one.startswith(b"%PDF-") for one in made), len(set(made))) == (True, len(Language))
    assert await received_pdf_of(opened, asked, names, Language.KK, at) == made[0]
    assert await received_pdf_of(opened, asked, names, Language.KK, at + timedelta(minutes=1)) != made[0]
