"""How an application is filed, and in what time one on a change of post must come: in either edition."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from almasu.law import moment
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.acts.facts import Filing, Transfer
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025

DAY = timedelta(hours=24)
_UNSIGNED = Broken(
    because=Text(
        kk="Өтінімге пайдаланушы қол қоймаған.",
        ru="Заявка не подписана пользователем.",
        en="The application is not signed by the user.",
    ),
    remedy=Text(kk="Өтінімге қол қойыңыз.", ru="Подпишите заявку.", en="Sign the application."),
)
_LATE = Broken(
    because=Text(
        kk="Өтінім жиырма төрт сағаттан кеш түскен не түспеген.",
        ru="Заявка подана позже двадцати четырёх часов или не подана.",
        en="The application came after twenty-four hours, or not at all.",
    ),
    remedy=Text(
        kk="Кешігу себебін ведомстволық бақылауға түсіндіріңіз.",
        ru="Объясните задержку ведомственному контролю.",
        en="Explain the delay to departmental control.",
    ),
)


def _scanned(filing: Filing) -> Verdict:
    if not filing.signed:
        return _UNSIGNED
    if filing.sealed and filing.scanned:
        return Met()
    return Broken(
        because=Text(
            kk="Мөр басылған өтінімнің сканерленген көшірмесі тіркелмеген.",
            ru="К заявке не приложен скан с печатью.",
            en="No scan with the seal is attached to the application.",
        ),
        remedy=Text(
            kk="Мөр басып, сканерленген көшірмені тіркеңіз.",
            ru="Заверьте заявку печатью и приложите скан.",
            en="Have the application sealed and attach its scan.",
        ),
    )


def _signed(filing: Filing) -> Verdict:
    return Met() if filing.signed else _UNSIGNED


def _within(transfer: Transfer, start: datetime) -> Verdict:
    came = transfer.applied_at
    return Met() if came is not None and came <= start + DAY else _LATE


def _from_the_day(transfer: Transfer) -> Verdict:
    signed = moment.in_astana(transfer.at)
    return _within(transfer, datetime.combine(signed.date() + timedelta(days=1), time(), moment.astana()))


def _from_the_moment(transfer: Transfer) -> Verdict:
    return _within(transfer, transfer.at)


application_is_scanned: Rule[Filing] = Rule(
    id="sio_pso_acts.application_is_scanned",
    kind=RuleKind.LAW,
    cites=("SIO22-5.2",),
    says=Text(
        kk="Өтінімге қол қойылған, мөр басылған және сканерленген көшірмесі тіркелген.",
        ru="Заявка подписана, заверена печатью, и её скан приложен.",
        en="The application is signed and sealed, and its scan is attached.",
    ),
    reading="All three: the signature, the seal, and the scan in the electronic form.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_scanned,
)
application_is_signed: Rule[Filing] = Rule(
    id="sio_pso_acts.application_is_signed",
    kind=RuleKind.LAW,
    cites=("SIO25-5",),
    says=Text(
        kk="Өтінім портал арқылы толтырылып, қол қойылған.",
        ru="Заявка заполнена и подписана через портал.",
        en="The application is filled in and signed through the portal.",
    ),
    reading="Scan and seal are no longer named; one that comes with them is as good.",
    since=EDITION_2025,
    until=None,
    judge=_signed,
)
applied_within_a_day_of_the_day: Rule[Transfer] = Rule(
    id="sio_pso_acts.applied_within_a_day_of_the_day",
    kind=RuleKind.LAW,
    cites=("SIO22-7.1",),
    says=Text(
        kk="Ауысу туралы өтінім бұйрыққа қол қойылған күннен бастап жиырма төрт сағатта берілген.",
        ru="Заявка о переводе подана в течение двадцати четырёх часов со дня подписания приказа.",
        en="On a transfer the application came within twenty-four hours from the day the order was signed.",
    ),
    reading="The day of signing is not counted: the hours begin at its end, by the clock of the city.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_from_the_day,
)
applied_within_a_day_of_the_moment: Rule[Transfer] = Rule(
    id="sio_pso_acts.applied_within_a_day_of_the_moment",
    kind=RuleKind.LAW,
    cites=("SIO25-7.1",),
    says=Text(
        kk="Ауысу туралы өтінім бұйрыққа қол қойылған сәттен бастап жиырма төрт сағатта берілген.",
        ru="Заявка о переводе подана в течение двадцати четырёх часов с момента подписания приказа.",
        en="On a transfer the application came within twenty-four hours from the moment the order was signed.",
    ),
    reading="Hours of the clock; days off do not stop them.",
    since=EDITION_2025,
    until=None,
    judge=_from_the_moment,
)
