"""The form of a notice: one item, as a whole or in two parts, each done, refused, put off or tied to conditions."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from almasu.actions.interstate.steer_request import OfItem
from almasu.actions.interstate.tell import Form
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import case_blocks as show
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.answering import Conditional, Done, Ground, Outcome, Postponed, Refused, conditions_wait
from almasu.kernel.interstate.asking import LONGEST
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.marks_of_secrecy import says_secret
from almasu.kernel.interstate.parcels import SECRET_WORDS
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.secrecy import Release, Stamp
from almasu.law.problem import Problem
from almasu.law.text import Text

LEAD = Text(
    "Мерзім ұзартылмайды: кейінге қалдыру не шарттар туралы да отыз күн ішінде хабарланады.",
    "Срок не продлевается: об отсрочке и условиях тоже извещают в эти тридцать дней.",
    "There is no extension: a postponement or conditions too are told of within the thirty days.",
)
PART_A = Text("Қай бөлігі (бос болса – тұтас)", "Какая часть (пусто – целиком)", "Which part (empty: the whole)")
OUTCOME_A = Text("Нәтиже", "Исход", "Outcome")
PART_B = Text("Қалған бөлігі", "Остальная часть", "The other part")
OUTCOME_B = Text("Қалған бөлігінің нәтижесі", "Исход по остальной части", "Outcome of the other part")
WORDS_A = Text("Не істелді не себебі", "Что сделано или причина", "What was done, or the reason")
RESULT_A = Text("Нәтижесі не шарттары", "Результат или условия", "The result, or the conditions")
WORDS_B = Text(
    "Қалған бөлігі: не істелді не себебі", "Остальная часть: что сделано или причина", "The other part: done, or why"
)
RESULT_B = Text(
    "Қалған бөлігі: нәтижесі не шарттары",
    "Остальная часть: результат или условия",
    "The other part: result, conditions",
)
GROUND = Text("Бас тарту негізі", "Основание отказа", "Ground of refusal")
UNTIL = Text("Қай күнге дейін", "До какого дня", "Until which day")
STAMP = Text("Берілетіннің белгісі", "Гриф или пометка передаваемого", "Mark of what is given")
SECRET = Text(
    "құпия: мазмұны фельдъегерлік байланыспен жіберіледі",
    "секретно: содержание направляется фельдсвязью",
    "secret: the content goes by courier",
)
DECIDED_BY = Text("Беру туралы шешімді кім қабылдады", "Кто решил о передаче", "Who decided to hand it over")
DECIDED_ON = Text("Шешім күні", "День решения", "Day of the decision")
CASE = Text("Қай іс бойынша", "По какому делу", "In which case")
PAPER = Text("Құжат нөмірі", "Номер документа", "Number of the document")
ANSWER = Text("Шарттарға жауап", "Ответ на условия", "Answer to the conditions")
ANSWERS = {
    True: Text("қабылдаймыз", "принимаем", "we accept them"),
    False: Text("қабылдамаймыз", "не принимаем", "we do not accept them"),
}
WHY_NOT = Field(
    "reason",
    Text("Неге қабылданбайды", "Почему не принимаются", "Why they are not accepted"),
    Kind.LONG,
    required=False,
    hint=Text(
        "қабылданбаса ғана, орыс тілінде: тармақ сонымен аяқталады",
        "только если не принимаются, на русском языке: пункт этим завершается",
        "only where they are not, in Russian: the item ends by that",
    ),
    longest=LONGEST,
)
OF_TEXTS = {"actions": "words", "reason": "words", "results": "result", "conditions": "result"}
"""Into which field of the form each text of an outcome is typed."""
RELEASE = (
    Field("decided_by", DECIDED_BY, required=False),
    Field("decided_on", DECIDED_ON, Kind.DAY, required=False),
    Field("release_case", CASE, required=False),
    Field("paper", PAPER, required=False),
)
"""The decision by which a secret is handed over."""
MARKED = (
    Field("stamp", STAMP, required=False, longest=100),
    Field("secret", SECRET, Kind.TICK, required=False),
    *RELEASE,
)
"""The mark of what is given, and of a secret the decision."""


def answer_fields(case: Case) -> tuple[Field, ...]:
    """Return the fields of an answer to conditions: of the items that wait for one."""
    waiting = () if case.reception is None else conditions_wait(case.reception)
    choices = tuple(Choice(str(yes), text) for yes, text in ANSWERS.items())
    return item_field(case, waiting), Field("accepts", ANSWER, Kind.CHOICE, choices=choices), WHY_NOT


def read_answer(case: UUID, typed: Typed) -> OfItem:
    """Return the answer that was typed."""
    return OfItem(case, typed.number("item") or 0, typed.text("accepts") == str(True), typed.text("reason").strip())


def item_field(case: Case, only: Collection[int] | None = None) -> Field:
    """Return the choice of an item, of all or of some."""
    choices = tuple(
        Choice(str(number), Text(one.words[:80], one.words[:80], one.words[:80]))
        for number, one in enumerate(case.asked.items, 1)
        if only is None or number in only
    )
    return Field("item", show.ITEM, Kind.CHOICE, choices=choices)


def fields(case: Case, body: Body | None) -> tuple[Field, ...]:
    """Return the fields; refusing is offered to competent bodies alone (CIS-8.3)."""
    outcomes = _outcomes(body)
    return (
        item_field(case),
        Field("part_a", PART_A, required=False, longest=200),
        Field("outcome_a", OUTCOME_A, Kind.CHOICE, choices=outcomes),
        Field("words_a", WORDS_A, Kind.LONG, longest=LONGEST),
        Field("result_a", RESULT_A, Kind.LONG, required=False, longest=LONGEST),
        Field("part_b", PART_B, required=False, longest=200),
        Field("outcome_b", OUTCOME_B, Kind.CHOICE, required=False, choices=outcomes),
        Field("words_b", WORDS_B, Kind.LONG, required=False, longest=LONGEST),
        Field("result_b", RESULT_B, Kind.LONG, required=False, longest=LONGEST),
        Field("ground", GROUND, Kind.CHOICE, required=False, choices=_grounds()),
        Field("until", UNTIL, Kind.DAY, required=False),
        *MARKED,
    )


def read(case: UUID, typed: Typed) -> Form:
    """Return what was typed; Problem `portal.field.missing` where a refusal lacks its ground or a delay its day."""
    outcomes = [_outcome(typed, "a")]
    if typed.text("outcome_b"):
        outcomes.append(_outcome(typed, "b"))
    return Form(case, {typed.number("item") or 0: tuple(outcomes)}, *marks(typed))


def beside(raised: Problem) -> Problem:
    """Return a problem with a notice beside the field of the form that it is about."""
    match raised.where.split("/"):
        case ["outcomes", _, place, name]:
            field = f"{OF_TEXTS.get(name, name)}_{'ab'[int(place)]}"
        case ["outcomes", _]:
            field = "item"
        case ["outcomes"]:
            field = "outcome_a"
        case ["release"]:
            field = "decided_by"
        case ["stamps", *_]:
            field = "stamp"
        case _:
            field = raised.where
    return Problem(raised.kind, raised.title, raised.remedy, field)


def marks(typed: Typed) -> tuple[tuple[Stamp, ...], Release | None]:
    """Return the mark that was typed, and of a secret the decision to hand it over."""
    secret, mark = is_secret(typed), typed.text("stamp").strip()
    return (Stamp(mark, "", secret=secret),) if mark or secret else (), release(typed) if secret else None


def release(typed: Typed) -> Release:
    """Return the decision that was typed, complete or not."""
    return Release(*(typed.text(field.name).strip() for field in RELEASE))


def content(typed: Typed, name: str) -> str:
    """Return what a field says; of a secret that its content goes by courier, whatever was typed."""
    return SECRET_WORDS if is_secret(typed) else typed.text(name).strip()


def is_secret(typed: Typed) -> bool:
    """Tell whether what is written is secret: it was ticked, or the mark says so by its words (CIS-4.3)."""
    return typed.ticked("secret") or says_secret(typed.text("stamp"))


def _outcome(typed: Typed, which: str) -> Outcome:
    part, words, result = (typed.text(f"{name}_{which}").strip() for name in ("part", "words", "result"))
    match typed.text(f"outcome_{which}"):
        case "done":
            return Done(words, content(typed, f"result_{which}"), part)
        case "refused":
            ground = typed.text("ground")
            if not ground:
                raise MISSING.at("ground", label_kk=GROUND.kk, label_ru=GROUND.ru, label_en=GROUND.en)
            return Refused(Ground(ground), words, part)
        case "postponed":
            until = typed.day("until")
            if until is None:
                raise MISSING.at("until", label_kk=UNTIL.kk, label_ru=UNTIL.ru, label_en=UNTIL.en)
            return Postponed(until, words, part)
        case _:
            return Conditional(result, words, part)


def _outcomes(body: Body | None) -> tuple[Choice, ...]:
    refuses = body is not None and body.kind is BodyKind.COMPETENT
    kinds = (Done, Refused, Postponed, Conditional) if refuses else (Done, Postponed, Conditional)
    return tuple(Choice(one.__name__.lower(), show.OUTCOMES[one][1]) for one in kinds)


def _grounds() -> tuple[Choice, ...]:
    return tuple(Choice(key.value, text, ("CIS-8.3",)) for key, text in say.GROUNDS.items())
