"""How a request goes: a lawful channel, cleared for its stamp, within the regime of the system, signed."""

from __future__ import annotations

from almasu.kernel.interstate.sending import Channel, Sending
from almasu.kernel.interstate.systems import may_use
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, NotApplicable, Verdict
from almasu.regimes.cis.rules.dated import of_house, of_law


def _goes_a_lawful_way(sending: Sending) -> Verdict:
    if sending.channel is not Channel.AGREED or sending.agreed:
        return Met()
    return Broken(
        because=Text(
            kk="Бұл тәсіл органдар арасында келісілмеген.",
            ru="Этот способ между органами не согласован.",
            en="The two bodies did not agree on this way.",
        ),
        remedy=Text(
            kk="Ақпараттық жүйені не фельдъегерлік байланысты таңдаңыз.",
            ru="Выберите информационную систему или фельдъегерскую связь.",
            en="Choose an information system or the courier service.",
        ),
    )


def _is_cleared(sending: Sending) -> Verdict:
    secret = [stamp for stamp in sending.stamps if stamp.is_secret]
    if not secret:
        return NotApplicable()
    if all(stamp.original in sending.cleared for stamp in secret):
        return Met()
    return Broken(
        because=Text(
            kk="Арна бұл құпиялылық белгісіне рұқсат етілмеген.",
            ru="Канал не допущен к этому грифу.",
            en="The channel is not cleared for this stamp.",
        ),
        remedy=Text(
            kk="Құпия құжатты фельдъегерлік байланыспен жіберіп, мұнда тек карточкасын тіркеңіз.",
            ru="Секретный документ направьте фельдъегерской связью, здесь оставьте только карточку.",
            en="Send the secret document by courier, and keep only its card here.",
        ),
    )


def _keeps_the_regime(sending: Sending) -> Verdict:
    if not sending.asked.system:
        return NotApplicable()
    if sending.system is not None and may_use(sending.system, sending.asked.requesting):
        return Met()
    return Broken(
        because=Text(
            kk="Жүйенің құқықтық режимі бұл органға пайдалануға мүмкіндік бермейді.",
            ru="Правовой режим системы не даёт этому органу права пользования.",
            en="The legal regime of the system does not let this body use it.",
        ),
        remedy=Text(
            kk="Режим картасын ашып, меншік иесіне жүгініңіз.",
            ru="Откройте карточку режима и обратитесь к собственнику.",
            en="Open the card of its regime and turn to its owner.",
        ),
    )


def _is_signed(sending: Sending) -> Verdict:
    if sending.signed:
        return Met()
    return Broken(
        because=Text(kk="Сұрау салуға қол қойылмаған.", ru="Запрос не подписан.", en="The request is not signed."),
        remedy=Text(
            kk="Органның қол қоюға құқығы бар адамы қол қойсын.",
            ru="Подпишите лицом, имеющим право подписи от органа.",
            en="Have it signed by a person who may sign for the body.",
        ),
    )


goes_a_lawful_way = of_law(
    "goes_a_lawful_way",
    ("CIS-6.1",),
    Text(kk="Заңды арнамен жіберіледі.", ru="Направляется законным каналом.", en="It goes by a channel of article 6."),
    "Another way needs the written agreement of both bodies.",
    _goes_a_lawful_way,
)

is_cleared = of_law(
    "is_cleared",
    ("CIS-4.3", "CIS-4.4"),
    Text(
        kk="Арна құпиялылық белгісіне сай.",
        ru="Канал допущен к грифу.",
        en="The channel is cleared for the stamp.",
    ),
    "Secret content never passes here: only its card is kept.",
    _is_cleared,
)

keeps_the_regime = of_law(
    "keeps_the_regime",
    ("CIS-4.2", "CIS-1h"),
    Text(
        kk="Жүйенің құқықтық режимі сақталған.",
        ru="Правовой режим системы соблюдён.",
        en="The legal regime of the system is kept.",
    ),
    "Who may use a system stands in its card; without a card nobody but its owner and holder may.",
    _keeps_the_regime,
)

is_signed = of_house(
    "is_signed",
    ("CIS-8.1a",),
    Text(kk="Қол қойылған.", ru="Подписан.", en="It is signed."),
    "The act names no signature; ours binds the request to the body that sends it.",
    _is_signed,
)
