"""The blocks of article 8: what a request says before it is signed, in the working language."""

from __future__ import annotations

from collections.abc import Callable

from almasu.kernel.interstate.asking import Missing, missing_in
from almasu.kernel.interstate.sending import Sending
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.cis.rules.dated import of_house, of_law

_LACKS = {
    Missing.BODIES: Text(kk="органдардың атаулары", ru="наименования органов", en="the names of both bodies"),
    Missing.BASIS: Text(kk="нысанасы мен негізі", ru="предмет и основание", en="its subject and basis"),
    Missing.DESCRIPTION: Text(
        kk="сұралатын ақпараттың сипаттамасы", ru="описание запрашиваемой информации", en="what is asked for"
    ),
    Missing.PURPOSE: Text(kk="пайдалану мақсаты", ru="цель использования", en="the purpose of use"),
    Missing.RUSSIAN: Text(kk="орыс тіліндегі мәтін", ru="текст на русском языке", en="a text in Russian"),
    Missing.END: Text(
        kk="аяқталатын күні мен қайта қаралатын күні", ru="срок и дата пересмотра", en="its end and its review"
    ),
}
_IN_WORDS = Text(
    kk="Үш сөзден кем емес етіп жазыңыз.",
    ru="Напишите не менее чем тремя словами.",
    en="Write it in three words at least.",
)
_REMEDIES = {
    Missing.BODIES: Text(kk="Екі органды таңдаңыз.", ru="Выберите оба органа.", en="Choose both bodies."),
    Missing.BASIS: _IN_WORDS,
    Missing.DESCRIPTION: _IN_WORDS,
    Missing.PURPOSE: _IN_WORDS,
    Missing.RUSSIAN: Text(
        kk="Әр мәтінді орыс тілінде жазыңыз; атауларды «» ішінде құжаттағыдай қалдыруға болады.",
        ru="Напишите каждый текст на русском языке; названия в «» могут стоять как в документах.",
        en="Write each text in Russian; names in «» may stand as in their documents.",
    ),
    Missing.END: Text(
        kk="Екі күнді де енгізіңіз: қайта қарау – алда, мерзімінен кеш емес.",
        ru="Укажите оба дня: пересмотр – впереди и не позже срока.",
        en="Enter both days: the review is to come, and not behind the end.",
    ),
}


def _says(what: Missing) -> Callable[[Sending], Verdict]:
    def judge(sending: Sending) -> Verdict:
        if what not in missing_in(sending.asked, sending.day):
            return Met()
        words = _LACKS[what]
        return Broken(
            because=Text(
                kk=f"Сұрау салуда жоқ: {words.kk}.",
                ru=f"В запросе не указано: {words.ru}.",
                en=f"The request lacks {words.en}.",
            ),
            remedy=_REMEDIES[what],
        )

    return judge


names_both_bodies = of_law(
    "names_both_bodies",
    ("CIS-8.1a",),
    Text(kk="Екі орган да аталған.", ru="Названы оба органа.", en="Both bodies are named."),
    "",
    _says(Missing.BODIES),
)

states_a_basis = of_law(
    "states_a_basis",
    ("CIS-8.1b", "CIS-P"),
    Text(
        kk="Нысанасы мен негізі көрсетілген.",
        ru="Указаны предмет и основание.",
        en="Its subject and basis are stated.",
    ),
    "The subject is one of the three of article 2; the basis is said in three words at least.",
    _says(Missing.BASIS),
)

describes_what_is_asked = of_law(
    "describes_what_is_asked",
    ("CIS-8.1c", "CIS-1a"),
    Text(
        kk="Не сұралатыны тармақ-тармағымен сипатталған.",
        ru="Запрашиваемое описано по пунктам.",
        en="What is asked for is described, item by item.",
    ),
    "Each item is of one of the seven matters of article 1, so that each can be answered by itself.",
    _says(Missing.DESCRIPTION),
)

states_a_purpose_of_use = of_law(
    "states_a_purpose_of_use",
    ("CIS-8.1d", "CIS-7.2"),
    Text(kk="Пайдалану мақсаты көрсетілген.", ru="Указана цель использования.", en="The purpose of use is stated."),
    "What is received may serve this purpose alone.",
    _says(Missing.PURPOSE),
)

is_in_russian = of_law(
    "is_in_russian",
    ("CIS-19.1",),
    Text(kk="Мәтін орыс тілінде.", ru="Текст на русском языке.", en="The text is in Russian."),
    "A look at the letters finds a text of another language; names may stand as in their documents.",
    _says(Missing.RUSSIAN),
)

standing_request_ends = of_house(
    "standing_request_ends",
    ("CIS-7b",),
    Text(
        kk="Тұрақты сұрау салудың мерзімі мен қайта қаралатын күні бар.",
        ru="У постоянного запроса есть срок и дата пересмотра.",
        en="A standing request has an end and a review.",
    ),
    "The act sets no end; without one a request nobody remembers would be answered for ever.",
    _says(Missing.END),
)
