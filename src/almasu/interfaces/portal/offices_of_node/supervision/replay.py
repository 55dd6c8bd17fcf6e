"""One request as it was: who asked as what, how it was judged, when it was looked at, what was seen and what not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from almasu.actions.supervision.hold_check import Replay
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Facts,
    Number,
    Own,
    Said,
    State,
    Table,
    Tone,
)
from almasu.interfaces.portal.offices_of_node.bodies import body_said
from almasu.interfaces.portal.offices_of_node.edition import edition_said
from almasu.interfaces.portal.offices_of_node.supervision import words as say
from almasu.kernel.answers import Records
from almasu.kernel.evidence_pack.page_words import STATES
from almasu.kernel.grounds.words import VERDICTS
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import QuestionRow
from almasu.kernel.requests.words import NOTES
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law.text import Text
from almasu.wiring.running import Running

WHO = Text("Кім сұрады", "Кто запросил", "Who asked")
OFFICER = Text("Қызметкер", "Сотрудник", "Officer")
ROLE = Text("Сол кездегі рөлі", "Роль на тот день", "Role on that day")
BODY = Text("Сол кездегі органы", "Орган на тот день", "Body on that day")
NOW = Text("Қазіргі органы", "Орган сейчас", "Body now")
ACCEPTED = Text("Қабылданды", "Принят", "Accepted")
SUBJECT = Text("Кім немесе не туралы", "О ком или о чём", "About whom or what")
GROUND = Text("Негізі", "Основание", "Ground")
PURPOSE = Text("Мақсаты", "Цель", "Purpose")
WHY = Text("Негіздемесі", "Обоснование", "Justification")
TASK = Text("Тапсырма", "Задание", "Task")
SIGNED = Text("Қол қойылған актінің SHA-256", "SHA-256 подписанного акта", "SHA-256 of the signed act")
LEAF = Text("Журналдағы жазба", "Запись журнала", "Entry of the journal")
PLACE = Text("Журналдағы орны", "Место в журнале", "Place in the journal")
WAITS = Text("орнын күтуде", "ждёт места", "waits for its place")
JUDGED = Text("Сол күнгі қорытындылар", "Решения того дня", "Verdicts of that day")
RULE, VERDICT = Text("Ереже", "Правило", "Rule"), Text("Қорытынды", "Решение", "Verdict")
NOT_KEPT = Text("Қорытындылар сақталмаған.", "Решения не сохранены.", "No verdicts were kept.")
LOOKS = Text("Жауаптар қашан ашылды", "Когда открывались ответы", "When the answers were opened")
WHEN, WHAT = Text("Қашан", "Когда", "When"), Text("Не ашылды", "Что открыто", "What was opened")
WHOM = Text("Кім", "Кто", "Who")
ALL = Text("барлық жауап", "все ответы", "all answers")
NO_LOOKS = Text("Жауаптар ашылған жоқ.", "Ответы не открывались.", "The answers were never opened.")
REGISTERS = Text("Сол сәтте не көрінді", "Что было видно к тому моменту", "What was seen by that moment")
REGISTER = Text("Тізілім", "Реестр", "Register")
STANDING = Text("Қызметкерге", "Для сотрудника", "To the officer")
OUTCOME = Text("Жауап", "Ответ", "Answer")
CAME = Text("Келді", "Пришёл", "Came")
RECORDS = Text("Жазбалар", "Записей", "Records")
EMPTY = Text("Тізілімдер жоқ.", "Реестров нет.", "There are no registers.")
SEEN = State(Tone.GOOD, Text("көрді", "видел", "seen"))
GONE = State(Tone.BAD, Text("көрді, кейін жойылды", "видел, затем уничтожено", "seen, destroyed since"))
UNSEEN = State(Tone.WAIT, Text("келді, ашылмады", "пришёл, не открыт", "had come, not opened"))
OPEN = State(Tone.PLAIN, Text("әлі келмеген", "ещё не пришёл", "had not come yet"))
SECRET = Text("Қорғалатын құпия", "Охраняемая тайна", "Protected secret")
AS_OF = Text("Көрініс сәті", "Момент картины", "The picture as of")


NOT_OF_THE_DAY = "not_in_force"
"""The verdict of a rule of another edition than that of the day: it says nothing of the request."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A replay to be shown; `place` is where the acceptance stands in the journal, None while it waits."""

    running: Running
    seen: Replay
    place: int | None


class _Decision(msgspec.Struct, frozen=True):
    verdicts: dict[str, str] = {}


class _Says(msgspec.Struct, frozen=True):
    decision: _Decision = _Decision()


class _Accepted(msgspec.Struct, frozen=True):
    says: _Says


def replay_blocks(shown: Shown) -> tuple[Block, ...]:
    """Return all that is shown of a request: the person, the verdicts, the looks, the registers, what was seen."""
    return (_who(shown), _judged(shown), _looks(shown), _registers(shown), *_answers(shown))


def _who(shown: Shown) -> Facts:
    covered, sheets = shown.seen.covered, shown.running.law.sio_pso.sheets
    request, then, account = covered.request, covered.then, covered.account
    draft = request.draft
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (OFFICER, (Own(account.person.full_name()),)),
        (ROLE, () if then.role is None else (Said(sheets.roles[then.role].name),)),
        (BODY, (body_said(shown.running, then.body_bin),)),
        *(((NOW, (body_said(shown.running, account.body_bin),)),) if then.moved_on(account) else ()),
        (ACCEPTED, (At(request.accepted_at),)),
        (say.EDITION, (edition_said(shown.running, then.edition),)),
        (SUBJECT, (Said(KIND_NAMES[draft.key.kind]), Own(draft.key.value))),
        (GROUND, (Said(sheets.grounds[draft.ground].name),)),
        (PURPOSE, (Said(sheets.purposes[draft.purpose].name),)),
        (WHY, (Own(draft.justification),)),
        (TASK, (Own(draft.task),)),
        (SIGNED, (Code(request.digest.hex()),)),
        (LEAF, (Code(request.leaf.hex()),)),
        (PLACE, (Said(WAITS) if shown.place is None else Number(shown.place),)),
        (AS_OF, (At(shown.seen.picture.at),)),
    ]
    return Facts(WHO, tuple(rows))


def _judged(shown: Shown) -> Table:
    verdicts = msgspec.json.decode(shown.seen.covered.entry, type=_Accepted).says.decision.verdicts
    named = {rule.id: rule.says for rule in shown.running.law.sio_pso.rules}
    rows = tuple(
        (
            (Said(named[rule]) if rule in named else Code(rule),),
            (Said(VERDICTS[word]) if word in VERDICTS else Code(word),),
        )
        for rule, word in sorted(verdicts.items())
        if word != NOT_OF_THE_DAY
    )
    return Table(JUDGED, (RULE, VERDICT), rows, NOT_KEPT)


def _looks(shown: Shown) -> Table:
    resources, account = shown.running.node.resources, shown.seen.covered.account
    rows = tuple(
        (
            (At(view.at),),
            (Own(account.person.full_name()) if view.actor == f"account:{account.id}" else Code(view.actor),),
            (Said(ALL if view.resource is None else resources[view.resource].name),),
        )
        for view in shown.seen.views
    )
    return Table(LOOKS, (WHEN, WHOM, WHAT), rows, NO_LOOKS)


def _registers(shown: Shown) -> Table:
    resources, rows = shown.running.node.resources, shown.seen.covered.request.rows
    told = tuple(
        (
            (Number(row.resource), Said(resources[row.resource].name)),
            (_standing(shown, row),),
            _outcome(shown, row),
            () if row.settled_at is None or row.exchange_id in shown.seen.picture.open else (At(row.settled_at),),
            (Number(row.records),) if row.exchange_id in shown.seen.picture.seen else (),
        )
        for row in rows
    )
    return Table(REGISTERS, (REGISTER, STANDING, OUTCOME, CAME, RECORDS), told, EMPTY)


def _standing(shown: Shown, row: QuestionRow) -> State:
    if row.exchange_id in shown.seen.gone:
        return GONE
    if row.exchange_id in shown.seen.picture.seen:
        return SEEN
    return UNSEEN if row.exchange_id in shown.seen.picture.unseen else OPEN


def _outcome(shown: Shown, row: QuestionRow) -> tuple[Cell, ...]:
    """Return how an answer that the officer had seen ended; of the others nothing is said."""
    if row.exchange_id not in shown.seen.picture.seen or row.state.value not in STATES:
        return ()
    return (Said(NOTES.get(row.note, STATES[row.state.value])),)


def _answers(shown: Shown) -> Iterator[Facts]:
    """Yield every record of the answers that the officer had seen and a material still holds."""
    for kept in shown.seen.answers:
        if isinstance(kept.reply, Records):
            yield from _records(shown, kept, kept.reply)


def _records(shown: Shown, kept: KeptAnswer, reply: Records) -> Iterator[Facts]:
    resource = shown.running.node.resources[kept.resource]
    for record in reply.records:
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (field.label, (Own(str(record[field.name])),))
            for field in resource.fields
            if record.get(field.name) not in (None, "")
        ]
        if resource.secret is not None:
            rows.append((SECRET, (Said(resource.secret),)))
        yield Facts(resource.name, tuple(rows), resource.cites)
