"""Who is connected: one whole profile for each organisation, whole accounts of its users, modules of those bound."""

from __future__ import annotations

from almasu.kernel.sector.facts import Joined, ModuleJoined
from almasu.kernel.sector.joining import NO_PROFILE, PROFILE_EXISTS
from almasu.kernel.sector.problems import NOT_BOUND
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.asoi.rules.dated import of_law

_FILL = Text(
    kk="Жетіспейтінін жауапты қызметкерден сұраңыз.",
    ru="Запросите недостающее у ответственного работника.",
    en="Ask the responsible worker for what is missing.",
)


def _whole(facts: Joined) -> Verdict:
    if not facts.lacking:
        return Met()
    named = ", ".join(facts.lacking)
    because = Text(kk=f"Берілмеген: {named}.", ru=f"Не указано: {named}.", en=f"Not given: {named}.")
    return Broken(because, _FILL)


def _profile(facts: Joined) -> Verdict:
    return _whole(facts) if facts.profile else NotApplicable()


def _one(facts: Joined) -> Verdict:
    if not facts.profile:
        return NotApplicable()
    return Broken(PROFILE_EXISTS.title, PROFILE_EXISTS.remedy) if facts.known else Met()


def _account(facts: Joined) -> Verdict:
    return NotApplicable() if facts.profile else _whole(facts)


def _employer(facts: Joined) -> Verdict:
    if facts.profile:
        return NotApplicable()
    return Met() if facts.connected else Broken(NO_PROFILE.title, NO_PROFILE.remedy)


def _bound(facts: ModuleJoined) -> Verdict:
    return Met() if facts.bound else Broken(NOT_BOUND.title, NOT_BOUND.remedy)


profile_is_whole = of_law(
    "profile_is_whole",
    ("ASOI-5", "ASOI-5.1", "ASOI-5.2", "ASOI-5.3"),
    Text(
        kk="Профильде ұйымның атауы, БСН және электрондық поштасы бар.",
        ru="В профиле есть наименование, БИН и электронная почта организации.",
        en="A profile has the name, the BIN and the e-mail address of its organisation.",
    ),
    "The kind of organisation is asked beside, for clauses 7, 8 and 12 bind some kinds only.",
    _profile,
)
one_profile = of_law(
    "one_profile",
    ("ASOI-3.2", "ASOI-5.2"),
    Text(
        kk="Бір ұйымның бір ғана профилі бар.",
        ru="У организации один профиль.",
        en="An organisation has one profile.",
    ),
    "One BIN, one profile; a branch of a non-resident bank has a BIN of its own.",
    _one,
)
account_is_whole = of_law(
    "account_is_whole",
    ("ASOI-6", "ASOI-6.1", "ASOI-6.2", "ASOI-6.4", "ASOI-6.5"),
    Text(
        kk="Пайдаланушының аты-жөні, лауазымы, телефондары және электрондық поштасы бар.",
        ru="У пользователя указаны ФИО, должность, телефоны и электронная почта.",
        en="A user has a name, a position, telephones and an e-mail address.",
    ),
    "The patronymic may be empty; one telephone is enough, several may be given.",
    _account,
)
user_is_of_connected = of_law(
    "user_is_of_connected",
    ("ASOI-6.3", "ASOI-3.1"),
    Text(
        kk="Пайдаланушының ұйымы қосылған ұйымдардың бірі.",
        ru="Организация пользователя – из подключённых.",
        en="The organisation of a user is one of those connected.",
    ),
    "The organisation is named by its BIN, never by free words.",
    _employer,
)
module_is_of_bound = of_law(
    "module_is_of_bound",
    ("ASOI-7", "ASOI-8"),
    Text(
        kk="Модульді банк, бейрезидент банк филиалы немесе банк операцияларын жүргізетін ұйым орнатады.",
        ru="Модуль устанавливает банк, филиал банка-нерезидента или организация с банковскими операциями.",
        en="A bank, a branch of a non-resident bank or an organisation with banking operations installs a module.",
    ),
    "Other organisations have no such duty, and what the duty does not reach is not collected.",
    _bound,
)
