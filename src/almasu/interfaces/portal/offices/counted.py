"""Numbers with their nouns in the three languages: "2 days", "2 дня", "2 күн"."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as it stands after a number. Kazakh has one form; Russian three (1, 2 to 4, 5 and more); English two."""

    kk: str
    ru: tuple[str, str, str]
    en: tuple[str, str]

    def with_number(self, number: int) -> Text:
        """Return the number with the noun in its form."""
        return Text(f"{number} {self.kk}", f"{number} {self.ru[_russian(number)]}", f"{number} {self.en[number != 1]}")


def _russian(number: int) -> int:
    """Return which Russian form follows a number (the cardinal rules of Unicode CLDR)."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else 2


HOURS = Noun("сағат", ("час", "часа", "часов"), ("hour", "hours"))
DAYS = Noun("күн", ("день", "дня", "дней"), ("day", "days"))
WORKING_DAYS = Noun("жұмыс күні", ("рабочий день", "рабочих дня", "рабочих дней"), ("working day", "working days"))
MONTHS = Noun("ай", ("месяц", "месяца", "месяцев"), ("month", "months"))
