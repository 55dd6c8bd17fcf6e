"""Why something of a file is not taken over, or of a card not taken along: each reason in three languages (ASOI-10,
ASOI-12).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from almasu.kernel.sector.catalogue import Catalogue
from almasu.law.text import Language, Text


class Why(StrEnum):
    """A reason. Its words may name what the loss names."""

    NO_FIELD = "no_field"
    EMPTY = "empty"
    REFUSED = "refused"
    CUT = "cut"
    FULL = "full"
    TAKEN = "taken"
    NO_VALUE = "no_value"
    NO_TIME = "no_time"
    BROKEN = "broken"
    DELETED = "deleted"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    KIND = "kind"
    PATTERN = "pattern"
    NO_NUMBER = "no_number"
    ABSENT = "absent"
    PROPERTY = "property"
    NO_OPTION = "no_option"
    NOT_HAPPENED = "not_happened"
    TASK = "task"
    IMPACT = "impact"
    NOTE = "note"
    ATTACHMENT = "attachment"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost: the part as its file calls it, and why; `named` is the field, kind or word that the reason is
    about, `because` what a field says of a value that it refuses.
    """

    part: str
    why: Why
    named: str = ""
    because: Text | None = None


OF_FIELDS: Final = frozenset({Why.NO_FIELD, Why.EMPTY, Why.REFUSED, Why.CUT, Why.FULL, Why.TAKEN, Why.NO_VALUE})
"""Reasons that name a field."""
WORDS: Final[Mapping[Why, Text]] = MappingProxyType(
    {
        Why.NO_FIELD: Text(
            "картаның осы түрінде «{named}» өрісі жоқ",
            "у карточки этого вида нет поля «{named}»",
            "a card of this kind has no field “{named}”",
        ),
        Why.EMPTY: Text("«{named}» бос келген", "«{named}» пришло пустым", "“{named}” came empty"),
        Why.REFUSED: Text(
            "«{named}» өрісі мұны қабылдамайды: {because}",
            "поле «{named}» этого не принимает: {because}",
            "the field “{named}” does not take it: {because}",
        ),
        Why.CUT: Text(
            "«{named}» өрісіне толық сыймады, қысқартылды",
            "не поместилось в поле «{named}» целиком, обрезано",
            "it is longer than the field “{named}” and was cut",
        ),
        Why.FULL: Text(
            "«{named}» өрісіне бұдан артық сыймайды",
            "в поле «{named}» больше не помещается",
            "the field “{named}” holds no more",
        ),
        Why.TAKEN: Text(
            "«{named}» өрісі толтырылып қойған", "поле «{named}» уже заполнено", "the field “{named}” is already filled"
        ),
        Why.NO_VALUE: Text(
            "«{named}» ретінде оқылмайды", "не читается как «{named}»", "it cannot be read as “{named}”"
        ),
        Why.NO_TIME: Text("уақыты оқылмайды", "время не читается", "its time cannot be read"),
        Why.BROKEN: Text("пішімі бұзылған", "форма нарушена", "it is malformed"),
        Why.DELETED: Text("авторы өшірген", "удалено автором", "its author deleted it"),
        Why.REVOKED: Text("авторы күшін жойған", "отозвано автором", "its author revoked it"),
        Why.SUPERSEDED: Text("орнына жаңасы келген", "заменено новым", "something newer stands in its place"),
        Why.KIND: Text(
            "мұндай бөлікке өріс жоқ: {named}", "для такой части поля нет: {named}", "no field for such a part: {named}"
        ),
        Why.PATTERN: Text(
            "үлгісі бір ғана белгі емес", "её шаблон – не один признак", "its pattern is not a single mark"
        ),
        Why.NO_NUMBER: Text(
            "осалдықтың CVE нөмірі жоқ", "у уязвимости нет номера CVE", "the vulnerability has no CVE number"
        ),
        Why.ABSENT: Text(
            "аталған, бірақ файлда жоқ", "названо, но в файле отсутствует", "it is named, but is not in the file"
        ),
        Why.PROPERTY: Text(
            "мұндай қасиетке өріс жоқ: {named}",
            "для такого свойства поля нет: {named}",
            "no field for such a property: {named}",
        ),
        Why.NO_OPTION: Text(
            "тізімде мұндай мән жоқ: {named}",
            "в списке нет такого значения: {named}",
            "the list has no such value: {named}",
        ),
        Why.NOT_HAPPENED: Text(
            "болмаған не әлі болмаған: {named}",
            "не произошло или ещё не произошло: {named}",
            "it did not happen, or not yet: {named}",
        ),
        Why.TASK: Text(
            "шараның немен аяқталғаны айтылмаған: {named}",
            "не сказано, чем кончилось мероприятие: {named}",
            "how the task ended is not told: {named}",
        ),
        Why.IMPACT: Text(
            "салдардың сомасы да, сипаттамасы да айтылмаған: {named}",
            "у последствия нет ни суммы, ни описания: {named}",
            "the impact tells neither a sum nor words: {named}",
        ),
        Why.NOTE: Text(
            "ескертпе бос тұрған өрісті атамайды: {named}",
            "примечание не называет свободного поля: {named}",
            "the note names no field that is free: {named}",
        ),
        Why.ATTACHMENT: Text(
            "бұл пішімде картаның файлдарына орын жоқ",
            "в этом формате нет места файлам карточки",
            "this format has no place for files of a card",
        ),
        Why.MORE: Text(
            "қалғаны да алынбады, бірақ тізілмейді",
            "остальное тоже не перенесено, но не перечисляется",
            "more was left out that is not listed",
        ),
    }
)


def names_in(loss: Loss, catalogue: Catalogue) -> Mapping[str, Text | str]:
    """Return what fills the words of a reason: fields and their options as people read them, else the file's word."""
    return {"named": _named(loss, catalogue), **({} if loss.because is None else {"because": loss.because})}


def part_of(loss: Loss, catalogue: Catalogue) -> Text | str:
    """Return the part that is lost: a field as people read it, else as its file calls it."""
    field = catalogue.field_of(loss.part)
    return loss.part if field is None else field.label


def said(loss: Loss, catalogue: Catalogue) -> Text:
    """Return a reason as one statement."""
    names = names_in(loss, catalogue)

    def spoken(language: Language) -> str:
        words = {name: one if isinstance(one, str) else one.said_in(language) for name, one in names.items()}
        return WORDS[loss.why].said_in(language).format(**words)

    return Text(*(spoken(language) for language in Language))


def _named(loss: Loss, catalogue: Catalogue) -> Text | str:
    field = catalogue.field_of(loss.named if loss.why in OF_FIELDS else loss.part)
    if field is None:
        return loss.named
    if loss.why in OF_FIELDS:
        return field.label
    return next((option.name for option in field.options if option.code == loss.named), loss.named)
