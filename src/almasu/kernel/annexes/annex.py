"""An annex of the Rules as data: which wording it is, and whether it only stands in for one that is not at hand."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.law.text import Text

_STANDS_IN = Text(
    kk="«{wanted}» мәтіні қолда жоқ, оның орнына әзірге «{place}» қолданылады.",
    ru="Текста «{wanted}» нет в распоряжении, вместо него пока служит «{place}».",
    en="The text of “{wanted}” is not at hand; “{place}” serves in its stead meanwhile.",
)


@dataclass(frozen=True, slots=True)
class Annex:
    """Which wording governs: `version` is permanent, `place` tells where the wording comes from.

    `stand_in_for` is the clause whose text it replaces (`SIO25-R21.4`), empty where the wording is the law's own;
    `wanted` then names the text that is not at hand. `sha256` is the hash of the sheet, as the journal keeps it.
    """

    version: str
    title: Text
    place: Text
    stand_in_for: str
    wanted: Text | None
    sha256: str

    def notice(self) -> Text | None:
        """Return what is shown wherever a stand-in is shown; None where the wording is the law's own."""
        if self.wanted is None:
            return None
        return Text(
            kk=_STANDS_IN.kk.format(wanted=self.wanted.kk, place=self.place.kk),
            ru=_STANDS_IN.ru.format(wanted=self.wanted.ru, place=self.place.ru),
            en=_STANDS_IN.en.format(wanted=self.wanted.en, place=self.place.en),
        )
