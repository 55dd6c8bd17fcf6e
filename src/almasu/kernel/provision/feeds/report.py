"""The report of what was rejected: line, field and reason of each flaw, never a value, counted to the last one.

Values stay out of it: the report goes back to the body and through hands that may not read the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from almasu.kernel.provision.feeds.block import Flaw
from almasu.kernel.provision.feeds.cell import Reason
from almasu.law.text import Text

MOST_TOLD = 10_000
REASONS: Mapping[Reason, Text] = MappingProxyType(
    {
        Reason.MISSING: Text(kk="мән жоқ", ru="нет значения", en="no value"),
        Reason.NOT_INTEGER: Text(kk="бүтін сан емес", ru="не целое число", en="no whole number"),
        Reason.NOT_DECIMAL: Text(kk="ондық сан емес", ru="не десятичное число", en="no decimal number"),
        Reason.NOT_DATE: Text(kk="күн емес (ЖЖЖЖ-АА-КК)", ru="не дата (ГГГГ-ММ-ДД)", en="no date (YYYY-MM-DD)"),
        Reason.NOT_MOMENT: Text(kk="ығысуы бар уақыт емес", ru="не время со смещением", en="no time with an offset"),
        Reason.NOT_BOOLEAN: Text(kk="true не false емес", ru="не true и не false", en="neither true nor false"),
        Reason.NOT_IN_LIST: Text(kk="тізімде жоқ", ru="нет в списке", en="not in the list"),
        Reason.NOT_A_CHANGE: Text(kk="put та, gone да емес", ru="не put и не gone", en="neither put nor gone"),
        Reason.NOT_AS_PATTERN: Text(kk="үлгіге сай емес", ru="не по шаблону", en="not of the pattern"),
        Reason.TOO_LONG: Text(kk="тым ұзын", ru="слишком длинно", en="too long"),
        Reason.HIDDEN_CHARACTER: Text(kk="көрінбейтін таңба бар", ru="невидимый знак", en="a hidden character"),
        Reason.CHECK_DIGIT: Text(
            kk="ЖСН не БСН бақылау цифры қате", ru="неверный ИИН или БИН", en="the IIN or BIN is wrong"
        ),
        Reason.NOT_CARRIED: Text(
            kk="мұндай өріс файлмен берілмейді", ru="такое поле файлом не передают", en="such a field no file carries"
        ),
        Reason.WRONG_COLUMNS: Text(kk="бағандар саны басқа", ru="иное число столбцов", en="another number of columns"),
        Reason.BEYOND_ACT: Text(
            kk="актіде жоқ баған, алынып тасталды", ru="столбца нет в акте, отсечён", en="no column of the act: cut"
        ),
        Reason.LACKS_COLUMN: Text(
            kk="міндетті баған жоқ", ru="нет обязательного столбца", en="a required column is missing"
        ),
        Reason.NOT_UTF8: Text(kk="мәтін UTF-8 емес", ru="текст не в UTF-8", en="the text is not UTF-8"),
        Reason.MALFORMED: Text(kk="пішім бұзылған", ru="формат нарушен", en="malformed"),
        Reason.MARKUP: Text(
            kk="артық белгілеу: құжат типі, мәндік сілтеме не жалаң < немесе & таңбасы",
            ru="лишняя разметка: тип документа, сущность или голый знак < либо &",
            en="markup beyond rows: a document type, an entity, or a bare < or &",
        ),
        Reason.OTHER_ELEMENT: Text(
            kk="басқа элемент: rows ішінде тек row болуы керек",
            ru="другой элемент: внутри rows должны быть только row",
            en="another element: inside rows there may be row alone",
        ),
        Reason.NOT_PLAIN: Text(
            kk="мән жай емес: тізім, құрылым не байттар",
            ru="значение не простое: список, структура или байты",
            en="no plain value: a list, a structure or bytes",
        ),
        Reason.EXPANDS: Text(
            kk="файл өлшеміне сай келмейтін көп дерекке жайылады",
            ru="файл разворачивается в несоразмерно большие данные",
            en="the file expands to data out of proportion",
        ),
        Reason.TRUNCATED: Text(kk="файл үзілген", ru="файл обрывается", en="the file breaks off"),
        Reason.KEY_TWICE: Text(kk="кілт қайталанған", ru="ключ повторяется", en="the key stands twice"),
    }
)


class Rejected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One flaw as the body reads it: the line of the file (the head is 1), the field, the reason."""

    line: int
    field: str
    reason: Reason


@dataclass(slots=True)
class Report:
    """A report as it grows: the first flaws in order, and all of them counted by field and reason."""

    told: list[Rejected] = field(default_factory=list)
    counts: Counter[tuple[str, Reason]] = field(default_factory=Counter)

    def add(self, flaws: Iterable[Flaw], lines: Mapping[int, int] | range) -> int:
        """Take the flaws of a block, whose rows lie on `lines` by row; return how many rows are rejected."""
        rows: set[int] = set()
        for flaw in flaws:
            rows.add(flaw.row)
            self.counts[flaw.field, flaw.reason] += 1
            if len(self.told) < MOST_TOLD:
                self.told.append(Rejected(lines[flaw.row], flaw.field, flaw.reason))
        return len(rows)
