"""What an organisation does with what it received, and what the centre does with what it finds incomplete."""

from __future__ import annotations

from almasu.kernel.sector.document import COURSES
from almasu.kernel.sector.facts import Decided, Processed, Returned, Taken
from almasu.kernel.sector.problems import NOT_ACCEPTED, NOT_RETURNABLE, NOT_THEIR_DUTY, WORDS_NEEDED
from almasu.kernel.sector.receipt import Choice
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.asoi.rules.dated import of_house, of_law

_WORDLESS = Broken(WORDS_NEEDED.title, WORDS_NEEDED.remedy)


def _says_why(facts: Decided) -> Verdict:
    if facts.choice is not Choice.REFUSE:
        return NotApplicable()
    return Met() if facts.says_why else _WORDLESS


def _accepted(facts: Processed) -> Verdict:
    return Met() if facts.accepted else Broken(NOT_ACCEPTED.title, NOT_ACCEPTED.remedy)


def _comment(facts: Taken) -> Verdict:
    return Met() if facts.comment else _WORDLESS


def _by_centre(facts: Returned) -> Verdict:
    return Met() if facts.by_centre else Broken(NOT_THEIR_DUTY.title, NOT_THEIR_DUTY.remedy)


def _returnable(facts: Returned) -> Verdict:
    if COURSES[facts.document].returnable and not facts.own:
        return Met()
    return Broken(NOT_RETURNABLE.title, NOT_RETURNABLE.remedy)


def _says_what(facts: Returned) -> Verdict:
    return Met() if facts.says_what else _WORDLESS


refusal_says_why = of_house(
    "refusal_says_why",
    ("ASOI-13.1",),
    Text(
        kk="Ұсынымдардан бас тартқан ұйым себебін жазады.",
        ru="Отказываясь применять рекомендации, организация называет причину.",
        en="An organisation that refuses the recommendations says why.",
    ),
    "The act asks for no reason; without one nobody could tell a decision from neglect.",
    _says_why,
)
processed_after_acceptance = of_law(
    "processed_after_acceptance",
    ("ASOI-13.2",),
    Text(
        kk="«Өңделді» күйі қабылданған хабарламаға ғана қойылады.",
        ru="«Обработано» ставится только принятому оповещению.",
        en="Only an accepted alert is set to processed.",
    ),
    "No term and no consent is named for this step; what was refused was not applied.",
    _accepted,
)
comment_is_given = of_law(
    "comment_is_given",
    ("ASOI-14.1",),
    Text(
        kk="Сұрау салу бойынша шешім түсіндірмеде көрсетіледі.",
        ru="Решение по запросу показывается в комментарии к нему.",
        en="The decision on a request is shown in a comment to it.",
    ),
    "The comment is due either way: whether the request is taken into work or declined.",
    _comment,
)
returned_by_centre = of_law(
    "returned_by_centre",
    ("ASOI-15",),
    Text(
        kk="Құжатты салалық орталық қайтарады.",
        ru="Документ возвращает отраслевой центр.",
        en="It is the sectoral centre that returns a document.",
    ),
    "A head who gives a draft back to its author returns nothing: it had not been sent.",
    _by_centre,
)
only_three_are_returned = of_law(
    "only_three_are_returned",
    ("ASOI-15",),
    Text(
        kk="Хабарлама, инцидент картасы және жауап қана қайтарылады.",
        ru="Возвращают только оповещение об угрозе, карточку инцидента и ответ на запрос.",
        en="Only a threat alert, an incident card and an answer are returned.",
    ),
    "The list is closed: a request is not returned, nor what the centre wrote itself.",
    _returnable,
)
says_what_is_missing = of_house(
    "says_what_is_missing",
    ("ASOI-15",),
    Text(
        kk="Қайтарғанда не жетіспейтіні айтылады.",
        ru="При возврате сказано, чего не хватает.",
        en="A return says what is missing.",
    ),
    "The data are returned “because they are incomplete”: who mends must know where.",
    _says_what,
)
