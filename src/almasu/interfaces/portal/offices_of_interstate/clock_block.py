"""The thirty days of a request, explained day by day: what began them, until when, what was done, who was reminded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from almasu.actions.interstate.remind import Reminded, Which
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Cites, Facts, Number, On, Said
from almasu.kernel.interstate.answering import Postponed
from almasu.kernel.interstate.case import Case
from almasu.law.text import Text

CLOCK = Text("Мерзім қалай саналады", "Как считается срок", "How the term is counted")
BEGAN = Text("Алынды, мерзім басталды", "Получен, срок начался", "Received: the term began")
RULE = Text("Ереже", "Правило", "Rule")
THIRTY = Text(
    "мүмкіндігінше тез, алынған күннен бастап отыз күнтізбелік күннен кешіктірмей; мерзім ұзартылмайды",
    "как можно скорее, не позднее тридцати календарных дней со дня получения; срок не продлевается",
    "as soon as possible, within thirty calendar days of receipt; the term is not extended",
)
LAST = Text("Соңғы сәт", "Последний момент", "Last moment")
FIRST = Text("Барлық тармақ бойынша хабарланды", "По всем пунктам извещено", "Told of every item")
PUT_OFF = Text("Кейінге қалдырылған тармақ", "Отложенный пункт", "Item that was put off")
REMINDED = {
    Which.SOON: Text("Мерзім таяғаны ескертілді", "Напомнено: срок подходит", "Reminded: the term ends soon"),
    Which.REVIEW: Text("Қайта қарау ескертілді", "Напомнено о пересмотре", "Reminded to look at it again"),
    Which.OVERDUE: Text("Мерзім өткені ескертілді", "Напомнено: срок истёк", "Reminded: the term is over"),
}


def clock(case: Case, reminded: Sequence[Reminded]) -> Iterator[Block]:
    """Yield the explanation; nothing where no clock runs or ran."""
    reception = case.reception
    if reception is None or reception.due_at is None:
        return
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (BEGAN, (At(reception.received_at),)),
        (RULE, (Said(THIRTY), Cites(("CIS-8.2",)))),
        (LAST, (At(reception.due_at),)),
    ]
    if reception.first_told_at is not None:
        rows.append((FIRST, (At(reception.first_told_at),)))
    for item, parts in sorted(reception.outcomes.items()):
        rows += [(PUT_OFF, (Number(item), On(one.until))) for one in parts.values() if isinstance(one, Postponed)]
    rows += [(REMINDED[one.which], (At(one.at),)) for one in reminded]
    yield Facts(CLOCK, tuple(rows), ("CIS-8.2", "CIS-8.2b"))
