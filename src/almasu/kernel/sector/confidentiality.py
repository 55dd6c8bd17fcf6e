"""Degrees of confidentiality: the Traffic Light Protocol 2.0 (FIRST, August 2022), the default for clause 10(4)."""

from __future__ import annotations

from enum import StrEnum

from almasu.law.text import Text


class Degree(StrEnum):
    """How far a recipient may pass on what was received, the narrowest first."""

    RED = "red"
    AMBER_STRICT = "amber_strict"
    AMBER = "amber"
    GREEN = "green"
    CLEAR = "clear"

    @property
    def label(self) -> str:
        """Return the mark as the protocol writes it."""
        return f"TLP:{self.value.upper().replace('_', '+')}"

    @property
    def for_all_organisations(self) -> bool:
        """Tell whether it may stand on a message meant for every financial organisation (ASOI-3.3)."""
        return self is not Degree.RED


def passes_on(degree: Degree) -> Text:
    """Return in plain words how far a recipient may pass it on."""
    match degree:
        case Degree.RED:
            return Text(
                kk="Тек аталған адамдар үшін: ешкімге берілмейді.",
                ru="Только для названных лиц: никому не передавать.",
                en="For the people named only: to be passed on to nobody.",
            )
        case Degree.AMBER_STRICT:
            return Text(
                kk="Өз ұйымыңыздың ішінде, жұмысына қажет адамдарға ғана.",
                ru="Только внутри своей организации, тем, кому нужно для работы.",
                en="Within your own organisation only, to those who need it for their work.",
            )
        case Degree.AMBER:
            return Text(
                kk="Өз ұйымыңызға және қорғануы үшін қажет клиенттеріне ғана.",
                ru="Своей организации и тем её клиентам, кому это нужно для защиты.",
                en="To your organisation, and to those of its clients who need it to protect themselves.",
            )
        case Degree.GREEN:
            return Text(
                kk="Қаржы нарығының қауымдастығы ішінде; жариялауға болмайды.",
                ru="Внутри сообщества финансового рынка; публиковать нельзя.",
                en="Within the community of the financial market; not to be published.",
            )
        case Degree.CLEAR:
            return Text(
                kk="Шектеусіз таратылады.",
                ru="Распространяется без ограничений.",
                en="May be passed on without limits.",
            )
