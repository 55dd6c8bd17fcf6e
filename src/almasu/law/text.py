"""Words in the three languages of the product, Kazakh, Russian and English, always together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the product. Kazakh and Russian are equal in law; English is for colleagues abroad."""

    KK = "kk"
    RU = "ru"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in three languages; none may be missing."""

    kk: str
    ru: str
    en: str

    def said_in(self, language: Language) -> str:
        """Return the words in the given language."""
        match language:
            case Language.KK:
                return self.kk
            case Language.RU:
                return self.ru
            case Language.EN:
                return self.en

    def filled(self, **values: str) -> Text:
        """Return the same statement with its {named} places filled in all three languages."""
        return Text(kk=self.kk.format(**values), ru=self.ru.format(**values), en=self.en.format(**values))
