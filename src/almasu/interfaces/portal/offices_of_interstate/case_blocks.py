"""How a request between states is shown: what was asked, its clock, what was told of it, who may know (CIS-8.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from almasu.actions.interstate.cases import KeptCase
from almasu.actions.interstate.write_request import Judged
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Cites,
    Code,
    Due,
    Facts,
    Many,
    Number,
    On,
    Own,
    Said,
    Sentence,
    State,
    Table,
    Tone,
)
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import named, states_of
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.interstate.answering import Conditional, Done, Outcome, Postponed, Reception, Refused
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.item_print import mark_words
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.secrecy import Consent, Stamp
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell

HOW = Text("Қалай тұр", "Как обстоит дело", "How it stands")
DUE = Text("Хабарлау мерзімі", "Известить не позднее", "To be told of by")
MISSING = Text("Жетіспейді", "Недостаёт", "It lacks")
SENT = Text("Жіберілді", "Направлен", "Sent")
RECEIVED = Text("Алынды", "Получен", "Received")
NUMBER = Text("Нөмірі", "Номер", "Number")
ASKED = Text("Сұрау салу", "Запрос", "The request")
FROM = Text("Сұрау салушы орган", "Запрашивающий орган", "Requesting body")
TO = Text("Сұрау салынған орган", "Запрашиваемый орган", "Requested body")
WAY = Text("Түрі", "Вид", "Way")
BASIS = Text("Негізі", "Основание", "Basis")
OTHER = Text("Өзге деректер", "Иные сведения", "Other data")
SYSTEM = Text("Ақпараттық жүйе", "Информационная система", "Information system")
CHANNEL = Text("Арнасы", "Канал", "Channel")
ENDS = Text("Аяқталатын күні", "Действует до", "Ends on")
REVIEW = Text("Қайта қаралатын күні", "Пересмотр", "Review on")
FREE = Text("Ақысы", "Плата", "Charge")
GRATIS = Text("алмасу өтеусіз", "обмен безвозмездный", "the exchange is free of charge")
ITEMS = Text("Не сұралады", "Что запрашивается", "What is asked for")
ITEM = Text("Тармақ", "Пункт", "Item")
WORDS = Text("Мәтіні", "Содержание", "In words")
RULES = Text("Ережелер не дейді", "Что говорят правила", "What the rules say")
RULE = Text("Ереже", "Правило", "Rule")
VERDICT = Text("Қорытынды", "Вывод", "Verdict")
CLAUSES = Text("Тармақтар", "Пункты", "Clauses")
WHY = Text("Себебі", "Причина", "Why")
TOLD = Text("Не хабарланды", "О чём извещено", "What was told")
PART = Text("Бөлігі", "Часть", "Part")
WHOLE = Text("тұтас", "целиком", "the whole")
OUTCOME = Text("Нәтиже", "Исход", "Outcome")
DETAIL = Text("Егжей-тегжейі", "Подробности", "In detail")
CONSENTS = Text("Жариялауға келісімдер", "Согласия на раскрытие", "Consents to disclosure")
RECIPIENTS = Text("Кімге", "Кому", "To whom")
STANDS = Text("күшінде", "действует", "stands")
TAKEN_BACK = Text("қайтарып алынған", "отозвано", "taken back")
DECLINED = Text("шарттар қабылданбады: {reason}", "условия не приняты: {reason}", "conditions not accepted: {reason}")
RAN_OUT = Text("мерзімі өткен", "срок истёк", "ran out")
LAST_DAY = Text("Соңғы күні", "Последний день", "Its last day")
AGREED = Text("шарттары қабылданды", "условия приняты", "conditions accepted")
OUTCOMES: dict[type[Outcome], tuple[Tone, Text]] = {
    Done: (Tone.GOOD, Text("орындалды", "исполнено", "done")),
    Refused: (Tone.BAD, Text("бас тартылды", "отказано", "refused")),
    Postponed: (Tone.WAIT, Text("кейінге қалдырылды", "отложено", "put off")),
    Conditional: (Tone.WAIT, Text("шарттармен", "на условиях", "under conditions")),
}
IS_SIGNED = "cis.is_signed"
NOTHING_AGAINST = Text("ескерту жоқ", "замечаний нет", "nothing against it")
NOT_SIGNED_YET = Text("қол қоюды күтеді", "ждёт подписи", "waits for a signature")
VERDICTS = {
    "met": (Tone.GOOD, Text("орындалған", "выполнено", "met")),
    "broken": (Tone.BAD, Text("бұзылған", "нарушено", "broken")),
    "cannot_tell": (Tone.BAD, Text("белгісіз", "неизвестно", "cannot tell")),
    "not_in_force": (Tone.PLAIN, Text("күшінде емес", "не действует", "not in force")),
    "not_applicable": (Tone.PLAIN, Text("қолданылмайды", "не применяется", "does not apply")),
}


def place(kept: KeptCase) -> str:
    """Return where a request is shown."""
    return f"{say.CASES}/{kept.paper.id}"


def is_settled(case: Case) -> bool:
    """Tell whether every item was told of, and nothing that was put off is overdue or waits."""
    reception = case.reception
    if reception is None or reception.first_told_at is None:
        return False
    return not any(isinstance(one, Postponed) for parts in reception.outcomes.values() for one in parts.values())


def standing(case: Case, due: Due | None, at: datetime) -> Facts:
    """Return how a request stands, with its clock."""
    late = (State(Tone.BAD, say.LATE),) if case.is_late(at) else ()
    rows: list[tuple[Text, tuple[Cell, ...]]] = [(say.STATE, (State(*say.STATES[case.state]), *late))]
    if due is not None:
        rows.append((DUE, (due,)))
    if case.sent is not None:
        rows.append((SENT, (At(case.sent.at),)))
    if case.reception is not None:
        rows.append((RECEIVED, (At(case.reception.received_at),)))
        if case.reception.missing:
            rows.append((MISSING, (Many(tuple(say.LACKS[one] for one in case.reception.missing)),)))
    rows.append((NUMBER, (Code(str(case.asked.number)),)))
    return Facts(HOW, tuple(rows), ("CIS-8.2",))


def asked(case: Case, directory: Directory, here: Here) -> Facts:
    """Return what the request says, by the letters of article 8."""
    one = case.asked
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (FROM, named(directory, one.requesting, here)),
        (TO, named(directory, one.requested, here)),
        (WAY, (Said(say.WAYS[one.way]),)),
        (say.SUBJECT, (Said(say.SUBJECTS[one.subject]),)),
        (BASIS, (Own(one.basis),) if one.basis else ()),
        (say.PURPOSE, (Own(one.purpose),) if one.purpose else ()),
        (OTHER, (Own(one.other),) if one.other else ()),
        (CHANNEL, (Said(say.CHANNELS[case.channel]),)),
        (FREE, (Said(GRATIS), Cites(("CIS-4.1",)))),
    ]
    if one.system:
        rows.append((SYSTEM, (Code(one.system),)))
    if one.ends_on is not None and one.review_on is not None:
        rows += [(ENDS, (On(one.ends_on),)), (REVIEW, (On(case.review_on or one.review_on),))]
    if case.stamps:
        rows.append((say.MARKS, tuple(Own(stamp.original) for stamp in case.stamps)))
    return Facts(ASKED, tuple(rows), ("CIS-8.1a", "CIS-8.1b", "CIS-8.1d", "CIS-8.1e"))


def items(case: Case) -> Table:
    """Return what is asked for, item by item."""
    rows = tuple(
        ((Number(number),), (Said(say.MATTERS[item.matter]),), (Own(item.words),))
        for number, item in enumerate(case.asked.items, 1)
    )
    return Table(ITEMS, (ITEM, say.MATTER, WORDS), rows, say.NOTHING, cites=("CIS-8.1c", "CIS-1a"))


def verdicts(judged: Judged) -> Table:
    """Return what every rule says of a draft; that nobody signed it yet is what it waits for, not a fault of it."""
    rows = tuple((*_verdict(one), (Cites(one.cites),)) for one in judged.findings)
    return Table(RULES, (RULE, VERDICT, WHY, CLAUSES), rows, say.NOTHING)


def told(case: Case, directory: Directory) -> Iterator[Block]:
    """Yield what was told of the request, notice by notice; where something bears marks, beside it (CIS-4.3)."""
    if case.reception is None or not case.reception.told:
        return
    reception, states = case.reception, states_of(directory)
    rows = tuple(
        (
            (At(notice.at),),
            (Number(item),),
            (Own(one.part),) if one.part else (Said(WHOLE),),
            (State(*OUTCOMES[type(one)]), *_answered(one, item, reception)),
            *((_marks(one, case.marked.get(notice.act, ()), states),) if case.marked else ()),
            _detail(one),
        )
        for notice in case.reception.told
        for item, outcomes in sorted(notice.outcomes.items())
        for one in outcomes
    )
    columns = (say.WHEN, ITEM, PART, OUTCOME, *((say.MARKS,) if case.marked else ()), DETAIL)
    yield Table(TOLD, columns, rows, say.NOTHING, cites=("CIS-8.2a", "CIS-8.2b"))


def consents(case: Case, directory: Directory, here: Here, at: datetime) -> Iterator[Block]:
    """Yield to whom it may be disclosed that the request was sent."""
    if not case.consents:
        return
    rows = tuple(
        (
            tuple(cell for body in one.recipients for cell in named(directory, body, here)),
            (At(one.since),),
            () if one.until is None else (On(one.until),),
            _standing(one, at),
        )
        for one in case.consents
    )
    yield Table(CONSENTS, (RECIPIENTS, say.WHEN, LAST_DAY, say.STATE), rows, say.NOTHING, cites=("CIS-8.4",))


def _standing(one: Consent, at: datetime) -> tuple[Cell, ...]:
    if one.stands_at(at):
        return (State(Tone.GOOD, STANDS),)
    return (State(Tone.PLAIN, TAKEN_BACK if one.taken_back_at is not None else RAN_OUT),)


def _answered(one: Outcome, item: int, reception: Reception) -> tuple[Cell, ...]:
    """Return what the asking body said of the conditions that stand last."""
    if one not in reception.outcomes.get(item, {}).values() or not isinstance(one, Conditional):
        return ()
    if item in reception.declined:
        return (Sentence(DECLINED, {"reason": reception.declined[item]}),)
    return (Said(AGREED),) if item in reception.agreed else ()


def _detail(one: Outcome) -> tuple[Cell, ...]:
    """Return what an outcome says and why, with its clause."""
    match one:
        case Done():
            return Own(f"{one.actions}\n{one.results}"), Cites(("CIS-8.2a",))
        case Refused():
            return Said(say.GROUNDS[one.ground]), Own(one.reason), Cites(("CIS-8.3",))
        case Postponed():
            return On(one.until), Own(one.reason), Cites(("CIS-8.2b",))
        case Conditional():
            return Own(f"{one.conditions}\n{one.reason}"), Cites(("CIS-8.2b",))


def _marks(one: Outcome, stamps: Sequence[Stamp], states: Mapping[str, Text]) -> tuple[Cell, ...]:
    given = stamps if isinstance(one, Done) else ()
    return tuple(Sentence(*mark_words(stamp, states)) for stamp in given)


def _verdict(one: Finding) -> tuple[tuple[Cell, ...], ...]:
    if one.rule_id == IS_SIGNED and isinstance(one.verdict, Broken):
        return (Said(one.says),), (State(Tone.WAIT, NOT_SIGNED_YET),), (Said(one.verdict.remedy),)
    return (Said(one.says),), (State(*VERDICTS[verdict_word(one.verdict)]),), _why(one.verdict)


def _why(verdict: object) -> tuple[Cell, ...]:
    match verdict:
        case Broken(because=because, remedy=remedy):
            return (Said(because), Said(remedy))
        case CannotTell(missing=missing):
            return (Said(missing),)
        case _:
            return (Said(NOTHING_AGAINST),)
