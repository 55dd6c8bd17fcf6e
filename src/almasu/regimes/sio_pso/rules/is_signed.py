"""Every request is sent under the EDS of the very person who asks, its key kept where the edition wants it."""

from __future__ import annotations

from almasu.kernel.grounds.asked import Asked, GivenSignature, SignatureOutcome, Step
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025

_SIGN = Text(
    kk="Сұрау салуға өз ЭЦҚ-ңызбен қайта қол қойыңыз.",
    ru="Подпишите запрос заново своей ЭЦП.",
    en="Sign the request again with your own EDS.",
)


def _signed(asked: Asked) -> Verdict:
    if asked.step is Step.ASKING:
        return NotApplicable()
    if asked.signature is None:
        return Broken(
            because=Text(
                kk="Сұрау салуға қол қойылмаған.",
                ru="Запрос не подписан.",
                en="The request is not signed.",
            ),
            remedy=_SIGN,
        )
    return _verified(asked.signature)


def _verified(signature: GivenSignature) -> Verdict:
    match signature.outcome:
        case SignatureOutcome.PASSED:
            return Met()
        case SignatureOutcome.FAILED:
            return Broken(
                because=Text(
                    kk="Қолтаңба тексеруден өтпеді.",
                    ru="Подпись не прошла проверку.",
                    en="The signature did not pass verification.",
                ),
                remedy=_SIGN,
            )
        case SignatureOutcome.INDETERMINATE:
            return CannotTell(
                missing=Text(
                    kk="Сертификаттың күйін қазір анықтау мүмкін емес: куәландырушы орталық жауап бермейді.",
                    ru="Сейчас нельзя узнать состояние сертификата: удостоверяющий центр не отвечает.",
                    en="The state of the certificate cannot be learnt now: the authority gives no answer.",
                )
            )


is_signed: Rule[Asked] = Rule(
    id="sio_pso.is_signed",
    kind=RuleKind.LAW,
    cites=("SIO25-12.1", "SIO25-12.3"),
    says=Text(
        kk="Сұрау салу жарамды ЭЦҚ-мен жіберілген.",
        ru="Запрос отправлен с действительной ЭЦП.",
        en="The request is sent with a valid EDS.",
    ),
    reading="Judged when the signed request arrives; a signature that cannot be verified is not taken on trust.",
    since=EDITION_2022,
    until=None,
    judge=_signed,
)


def _own(asked: Asked) -> Verdict:
    if asked.step is Step.ASKING or asked.signature is None:
        return NotApplicable()
    if asked.signature.iin and asked.signature.iin == asked.asker.iin:
        return Met()
    return Broken(
        because=Text(
            kk="Қолтаңба иесі мен жүйеге кірген адам бір адам емес.",
            ru="Владелец подписи и вошедший в систему не одно лицо.",
            en="The owner of the signature is not the person who signed in.",
        ),
        remedy=Text(
            kk="ЭЦҚ-ны басқаға беруге болмайды: өз кілтіңізбен қол қойыңыз.",
            ru="Передавать ЭЦП другим нельзя: подпишите своим ключом.",
            en="An EDS may not be given to others: sign with your own key.",
        ),
    )


is_signed_by_the_asker: Rule[Asked] = Rule(
    id="sio_pso.is_signed_by_the_asker",
    kind=RuleKind.LAW,
    cites=("SIO25-12.2", "SIO22-A5.11.6"),
    says=Text(
        kk="Қол қойған адам мен сұрау салушы бір адам.",
        ru="Подписавший и запрашивающий одно и то же лицо.",
        en="The one who signed is the one who asks.",
    ),
    reading="That the EDS was not handed over shows in one way only: certificate and account carry one IIN.",
    since=EDITION_2022,
    until=None,
    judge=_own,
)


def _on_carrier(asked: Asked) -> Verdict:
    if asked.step is Step.ASKING or asked.signature is None:
        return NotApplicable()
    if asked.signature.protected_carrier is None:
        return CannotTell(
            missing=Text(
                kk="Сертификат кілттің қайда сақталатынын айтпайды.",
                ru="Сертификат не говорит, где хранится ключ.",
                en="The certificate does not tell where the key is kept.",
            )
        )
    return Met() if asked.signature.protected_carrier else _in_a_file()


def _in_a_file() -> Broken:
    return Broken(
        because=Text(
            kk="ЭЦҚ кілті файлда сақталған.",
            ru="Ключ ЭЦП хранится в файле.",
            en="The key of the EDS is kept in a file.",
        ),
        remedy=Text(
            kk="Қорғалған тасымалдағыштағы кілтпен қол қойыңыз.",
            ru="Подпишите ключом на защищённом носителе.",
            en="Sign with a key on a protected carrier.",
        ),
    )


_CARRIER = Text(
    kk="ЭЦҚ кілті қорғалған тасымалдағышта.",
    ru="Ключ ЭЦП находится на защищённом носителе.",
    en="The key of the EDS is on a protected carrier.",
)

key_was_on_a_carrier: Rule[Asked] = Rule(
    id="sio_pso.key_was_on_a_carrier",
    kind=RuleKind.LAW,
    cites=("SIO22-A3.0", "SIO22-A5.8"),
    says=_CARRIER,
    reading="Judged by the certificate: the national profile marks keys made on a carrier.",
    since=EDITION_2022,
    until=EDITION_2025,
    judge=_on_carrier,
)

key_is_on_a_carrier: Rule[Asked] = Rule(
    id="sio_pso.key_is_on_a_carrier",
    kind=RuleKind.HOUSE,
    cites=("SIO25-4.2", "SIO25-R21.4"),
    says=_CARRIER,
    reading="Annex 4 of Rules No. 21 is not at hand; until it is, the condition of 2022 stays as our safeguard.",
    since=EDITION_2025,
    until=None,
    judge=_on_carrier,
)
