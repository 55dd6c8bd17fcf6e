"""An act is told back line by line before it is signed: words for codes, days as days, each line by its own name."""

from __future__ import annotations

from datetime import date

from almasu.interfaces.portal.offices.blocks import Many, On, Own, Said
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.reading import told
from almasu.interfaces.portal.views.asking import Choice
from almasu.law.text import Text

COURIER = Choice("courier", Text("фельдъегер", "фельдсвязь", "courier"))
NODE = Choice("node", Text("жүйелер", "системы", "systems"))


def test_what_a_form_leaves_unsaid_is_told_by_the_line_that_is_named_everywhere() -> None:
    fields = (
        Field("channel", Text("Арнасы", "Канал", "Channel"), Kind.CHOICE, choices=(COURIER,)),
        Field("*/channel", Text("Арна", "Канал связи", "A channel"), Kind.CHOICE, choices=(COURIER, NODE)),
    )
    assert told({"channel": "node"}, fields) == ((fields[0].label, (Said(NODE.label),)),)


def test_several_words_of_ours_stand_one_below_the_other_and_a_day_is_told_as_a_day() -> None:
    lacks = Field("*/missing", Text("Жоқ", "Нет", "Lacks"), Kind.CHOICE, choices=(COURIER, NODE))
    on, theirs = Text("Күні", "День", "Day"), Text("Нөмірі", "Номер", "Number")
    fields = (lacks, Field("dated", on, Kind.DAY), Field("theirs", theirs))
    lines = told({"says": {"missing": ["courier", "node"]}, "dated": "2026-11-23", "theirs": "2026-11-24"}, fields)
    cells = [cells for _, cells in lines]
    assert cells == [(Many((COURIER.label, NODE.label)),), (On(date(2026, 11, 23)),), (Own("2026-11-24"),)]
