"""Powers of everybody: to come in, to consent, to look after one's own registration (SIO25-9 to SIO25-12.4)."""

from __future__ import annotations

from almasu.kernel.powers.power import Entry, Power, Reach, every_zone, everybody
from almasu.law.text import Text

SELF = everybody(Reach.SELF)

PROVE_EDS = Power(
    "entry.prove_eds",
    Text(
        kk="Кіру үшін ЭЦҚ-ны растау",
        ru="Подтвердить ЭЦП при входе",
        en="Prove the EDS in order to come in",
    ),
    every_zone(Reach.SELF),
    ("SIO25-9", "SIO25-5"),
    Entry.BEGUN,
    frozenset({Reach.SELF}),
)
PROVE_FACTOR = Power(
    "entry.prove_factor",
    Text(
        kk="Екінші факторды растау: SMS-код немесе биометрия",
        ru="Подтвердить второй фактор: SMS-код или биометрию",
        en="Prove the second factor: an SMS code or biometrics",
    ),
    SELF,
    ("SIO25-9",),
    Entry.CODE,
)
LEAVE = Power(
    "entry.leave",
    Text(kk="Жүйеден шығу", ru="Выйти из системы", en="Leave the exchange"),
    every_zone(Reach.SELF),
    ("SIO25-9",),
    Entry.SESSION,
    frozenset({Reach.SELF}),
)
CONSENT = Power(
    "consent.sign",
    Text(
        kk="Пайдалану шарттарына келісімге қол қою",
        ru="Подписать согласие с условиями пользования",
        en="Sign the consent to the terms of use",
    ),
    SELF,
    ("SIO25-10.1", "SIO25-10.2"),
    Entry.FACTORS,
)
CONFIRM_PASSWORD = Power(
    "password.confirm",
    Text(
        kk="ЭЦҚ құпиясөзін өзгерткенін растау",
        ru="Подтвердить смену пароля ЭЦП",
        en="Confirm that the EDS password was changed",
    ),
    SELF,
    ("SIO25-12.4",),
    Entry.PROVED,
)
BIND_AUTHENTICATOR = Power(
    "authenticator.bind",
    Text(
        kk="Өзінің биометриялық құрылғысын байлау",
        ru="Привязать своё биометрическое устройство",
        en="Bind one's own biometric device",
    ),
    SELF,
    ("SIO25-9",),
)
REMOVE_AUTHENTICATOR = Power(
    "authenticator.remove",
    Text(
        kk="Өзінің биометриялық құрылғысын алып тастау",
        ru="Отвязать своё биометрическое устройство",
        en="Take one's own biometric device out of use",
    ),
    everybody(Reach.OWN),
    ("SIO25-9",),
)
SEE_OWN_ACCOUNT = Power(
    "account.see_own",
    Text(
        kk="Өзінің тіркелуін көру",
        ru="Видеть собственную регистрацию",
        en="See one's own registration",
    ),
    SELF,
    ("SIO25-10.2", "SIO25-4.2"),
)
RENEW_WORKPLACE = Power(
    "workplace.renew",
    Text(
        kk="Өз жұмыс орнының карточкасын жаңарту",
        ru="Обновить карточку своего рабочего места",
        en="Renew the card of one's own workplace",
    ),
    SELF,
    ("SIO25-4.2", "SIO25-R21.4"),
)

COMING_IN = (
    PROVE_EDS,
    PROVE_FACTOR,
    LEAVE,
    CONSENT,
    CONFIRM_PASSWORD,
    BIND_AUTHENTICATOR,
    REMOVE_AUTHENTICATOR,
    SEE_OWN_ACCOUNT,
    RENEW_WORKPLACE,
)
