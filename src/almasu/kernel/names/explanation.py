"""What a comparison of two names found, in words a person reads: part by part, in three languages."""

from __future__ import annotations

from almasu.kernel.names.endings import Role
from almasu.kernel.names.likeness import Why
from almasu.kernel.names.match import LIKELY, POSSIBLE, Match
from almasu.law.text import Text

ROLES: dict[Role, Text] = {
    Role.SURNAME: Text(kk="тегі", ru="фамилия", en="surname"),
    Role.GIVEN: Text(kk="аты", ru="имя", en="given name"),
    Role.PATRONYMIC: Text(kk="әкесінің аты", ru="отчество", en="patronymic"),
}
REASONS: dict[Why, Text] = {
    Why.SAME: Text(kk="дәл келеді", ru="совпадает", en="agrees"),
    Why.SPELLING: Text(kk="тек жазылуы бөлек", ru="различается только написанием", en="differs in spelling only"),
    Why.ENDING: Text(
        kk="түбірі бір, жалғауы бөлек",
        ru="основа одна, окончание другое",
        en="has the same stem and another ending",
    ),
    Why.VARIANT: Text(kk="бір есімнің нұсқасы", ru="вариант одного имени", en="is a variant of one name"),
    Why.NEAR: Text(kk="ұқсас, қате жазылуы мүмкін", ru="похоже, возможна описка", en="is near, perhaps a slip"),
    Why.INITIAL: Text(kk="бас әрпі келеді", ru="совпадает первая буква", en="agrees in its first letter"),
    Why.TWO_NAMES: Text(kk="екі бөлек есім", ru="два разных имени", en="is another known name"),
    Why.DIFFERENT: Text(kk="бөлек", ru="различается", en="differs"),
    Why.MISSING: Text(kk="біреуінде жоқ", ru="у одного отсутствует", en="is missing from one of them"),
}
LIKELY_SAME = Text(kk="бір адам болуы ықтимал", ru="вероятно, одно лицо", en="probably one person")
POSSIBLY_SAME = Text(kk="бір адам болуы мүмкін", ru="возможно, одно лицо", en="possibly one person")
TWO_PEOPLE = Text(kk="екі бөлек адам", ru="разные лица", en="two people")
OTHER_SEX = Text(
    kk="Біреуінің жалғауы ер адамға, екіншісінікі әйелге тән.",
    ru="Окончание у одного мужское, у другого женское.",
    en="The endings say man of one and woman of the other.",
)


def verdict(found: Match) -> Text:
    """Return what the score says. It never says more than names can: a number or a birth date proves identity."""
    if found.score >= LIKELY:
        return LIKELY_SAME
    return POSSIBLY_SAME if found.score >= POSSIBLE else TWO_PEOPLE


def explained(found: Match) -> tuple[Text, ...]:
    """Return one sentence for each part, and one where the endings tell two sexes."""
    sentences = [_sentence(ROLES[part.role], REASONS[part.likeness.why]) for part in found.parts]
    return (*sentences, OTHER_SEX) if found.other_sex else tuple(sentences)


def _sentence(role: Text, reason: Text) -> Text:
    return Text(
        kk=f"{role.kk.capitalize()}: {reason.kk}.",
        ru=f"{role.ru.capitalize()}: {reason.ru}.",
        en=f"The {role.en} {reason.en}.",
    )
