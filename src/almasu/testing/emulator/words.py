"""What the confirmation page says, in three languages."""

from __future__ import annotations

from almasu.law.text import Language, Text
from almasu.testing.emulator.choice import Trouble

TITLE = Text(kk="Қол қою (оқу эмуляторы)", ru="Подписание (учебный эмулятор)", en="Signing (training emulator)")
ASKS = Text(kk="Сұраушы бет:", ru="Запрашивает страница:", en="Asked by the page:")
PROGRAM = Text(kk="осы компьютердегі бағдарлама", ru="программа на этом компьютере", en="a program on this computer")
CONTENT = Text(kk="Не қол қойылады", ru="Что подписывается", en="What is signed")
FINGERPRINT = Text(kk="SHA-256 бақылау сомасы", ru="Контрольная сумма SHA-256", en="SHA-256 checksum")
KEY = Text(kk="Кілт", ru="Ключ", en="Key")
PIN = Text(kk="PIN-код", ru="ПИН-код", en="PIN")
SIGN = Text(kk="Қол қою", ru="Подписать", en="Sign")
CANCEL = Text(kk="Бас тарту", ru="Отмена", en="Cancel")
NO_KEYS = Text(
    kk="Бұл сұрауға лайықты кілт жоқ. Бас тартып, сұрауды кілтіңізге сай қайталаңыз.",
    ru="Подходящего ключа нет. Нажмите «Отмена» и повторите запрос для своего ключа.",
    en="No key fits this request. Cancel, and ask again for a key you have.",
)
BINARY = Text(kk="мәтін емес дерек, {size} байт", ru="данные, не текст, {size} байт", en="data, not text, {size} bytes")
UNTIL = Text(kk="{day} дейін", ru="до {day}", en="until {day}")
EXPIRED = Text(kk="мерзімі өткен", ru="срок истёк", en="expired")
TOKEN = Text(kk="қорғалған тасымалдағыш", ru="защищённый носитель", en="protected token")
FILE = Text(kk="файл", ru="файл", en="file")

_PURPOSES = {
    "cms": Text(kk="Құжатқа қол қою (CMS)", ru="Подпись документа (CMS)", en="Signature of a document (CMS)"),
    "xml": Text(kk="XML құжатына қол қою", ru="Подпись документа XML", en="Signature of an XML document"),
    "raw": Text(kk="Деректерге қол қою", ru="Подпись данных", en="Signature of data"),
    "key": Text(kk="Кілт туралы мәлімет беру", ru="Сведения о ключе", en="Details of a key"),
}
_TROUBLES = {
    Trouble.WRONG_PIN: Text(
        kk="PIN-код қате. Қайта енгізіңіз: бес қатеден кейін кілт бұғатталады.",
        ru="Неверный ПИН-код. Введите снова: после пяти ошибок ключ блокируется.",
        en="The PIN is wrong. Enter it again: after five errors the key is blocked.",
    ),
    Trouble.NOT_OFFERED: Text(
        kk="Бұл кілт сұрауға сай емес. Тізімнен басқасын таңдаңыз.",
        ru="Этот ключ запросу не подходит. Выберите другой из списка.",
        en="This key does not fit the request. Choose another from the list.",
    ),
}


def purpose(name: str, language: Language) -> str:
    """Return what a request is for, in words."""
    return _PURPOSES[name].said_in(language)


def trouble(what: Trouble | None, language: Language) -> str:
    """Return why the last attempt did not sign, in words; nothing at the first attempt."""
    return "" if what is None else _TROUBLES[what].said_in(language)
