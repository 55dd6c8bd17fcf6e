"""A request names whom or what it is about, by a key that the chosen registers can be asked by."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022


def _named(asked: Asked) -> Verdict:
    if asked.subjects and all(subject.key.value.strip() for subject in asked.subjects):
        return Met()
    return Broken(
        because=Text(
            kk="Кім немесе не туралы сұралатыны көрсетілмеген.",
            ru="Не указано, о ком или о чём запрос.",
            en="The request does not say whom or what it is about.",
        ),
        remedy=Text(
            kk="ЖСН, БСН немесе тізілім қабылдайтын басқа кілтті енгізіңіз.",
            ru="Введите ИИН, БИН или иной ключ, который принимает реестр.",
            en="Enter an IIN, a BIN or another key that the register accepts.",
        ),
    )


subject_is_named: Rule[Asked] = Rule(
    id="sio_pso.subject_is_named",
    kind=RuleKind.LAW,
    cites=("SIO25-3.1", "SIO25-2"),
    says=Text(
        kk="Сұрау салудың субъектісі көрсетілген.",
        ru="Предмет запроса назван.",
        en="The subject of the request is named.",
    ),
    reading="A request about nobody cannot be justified: searches without a subject key are not requests.",
    since=EDITION_2022,
    until=None,
    judge=_named,
)


def _fits(asked: Asked) -> Verdict:
    chosen = tuple(one.resource for one in asked.chosen if one.resource is not None)
    if not asked.subjects or not chosen:
        return NotApplicable()
    kinds = {subject.key.kind for subject in asked.subjects}
    unfit = sorted(resource.number for resource in chosen if not kinds.intersection(resource.keys))
    if not unfit:
        return Met()
    return Broken(
        because=Text(
            kk="Мына ресурстардан бұл кілтпен сұрауға болмайды: {numbers}.",
            ru="Эти ресурсы нельзя спросить по такому ключу: {numbers}.",
            en="These resources cannot be asked by such a key: {numbers}.",
        ).filled(numbers=", ".join(str(number) for number in unfit)),
        remedy=Text(
            kk="Бұл ресурстарды алып тастаңыз немесе олар қабылдайтын кілтті қосыңыз.",
            ru="Уберите эти ресурсы или добавьте ключ, который они принимают.",
            en="Remove these resources or add a key that they accept.",
        ),
    )


key_fits_resource: Rule[Asked] = Rule(
    id="sio_pso.key_fits_resource",
    kind=RuleKind.HOUSE,
    cites=("SIO25-4.1", "SIO25-11"),
    says=Text(
        kk="Таңдалған әр ресурсты көрсетілген кілтпен сұрауға болады.",
        ru="Каждый выбранный ресурс можно спросить по указанному ключу.",
        en="Each chosen resource can be asked by the key given.",
    ),
    reading="The act names no keys. Sending a key where it has no meaning would spread personal data for nothing.",
    since=EDITION_2022,
    until=None,
    judge=_fits,
)
