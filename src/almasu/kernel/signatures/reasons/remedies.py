"""What a person can do about a refused signature; few remedies serve many reasons."""

from __future__ import annotations

from almasu.law.text import Text

NOTHING = Text(kk="", ru="", en="")

SIGN_AGAIN = Text(
    kk="Осы актіге қайта қол қойыңыз; қайталанса, әкімшіге хабарлаңыз.",
    ru="Подпишите этот акт заново; если повторится, сообщите администратору.",
    en="Sign this act again; if it happens again, tell the administrator.",
)
OWN_KEY = Text(
    kk="Өз атыңызға берілген жеке тұлғаның ЭЦҚ кілтімен қол қойыңыз.",
    ru="Подпишите своим ключом ЭЦП физического лица.",
    en="Sign with your own key, issued to you as an individual.",
)
NEW_CERTIFICATE = Text(
    kk="Ұлттық куәландырушы орталықтан жаңа сертификат алыңыз.",
    ru="Получите новый сертификат в Национальном удостоверяющем центре.",
    en="Get a new certificate from the National Certification Authority.",
)
PROTECTED_CARRIER = Text(
    kk="Қорғалған тасымалдағыштағы (токен, жеке куәлік) кілтпен қол қойыңыз.",
    ru="Подпишите ключом на защищённом носителе (токен, удостоверение личности).",
    en="Sign with a key on a protected carrier (a token or an identity card).",
)
OTHER_SOFTWARE = Text(
    kk="NCALayer бағдарламасын жаңартып, қайта қол қойыңыз.",
    ru="Обновите NCALayer и подпишите заново.",
    en="Update NCALayer and sign again.",
)
LATER = Text(
    kk="Біраздан кейін қайталаңыз: тексеру қызметі жауап бергенде қолтаңба қаралады.",
    ru="Повторите позже: подпись будет рассмотрена, когда ответит служба проверки.",
    en="Try again later: the signature will be judged once the checking service answers.",
)
ADMINISTRATOR = Text(
    kk="Әкімшіге хабарлаңыз: тексеру қызметінің жауабына сенуге болмайды.",
    ru="Сообщите администратору: ответу службы проверки нельзя доверять.",
    en="Tell the administrator: the answer of the checking service cannot be trusted.",
)
TRUSTED_AUTHORITY = Text(
    kk="Осы жүйе сенетін куәландырушы орталықтың кілтімен қол қойыңыз.",
    ru="Подпишите ключом удостоверяющего центра, которому доверяет эта система.",
    en="Sign with a key of an authority this system trusts.",
)
