"""Differences of two histories in words, the same at every door: page, program and command (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.interstate.comparing import Difference, Differs, Word
from almasu.law.text import Text

WORDS: Mapping[Differs, Text] = MappingProxyType(
    {
        Differs.OTHER_LINE: Text(
            "бұл екі тарих бір желінің екі жағы емес",
            "это не две стороны одной линии обмена",
            "these are not the two sides of one line",
        ),
        Differs.NOT_ITS_WORD: Text(
            "торап бұл тарихқа қол қоймаған не хабарламалар ол қол қойған жерге жетпейді",
            "узел эту историю не подписывал, или сообщений в ней не столько, сколько он подписал",
            "the node did not sign this history, or its messages do not go as far as it signed",
        ),
        Differs.OTHER_KEY: Text(
            "екінші жақты оның кілті емес кілтпен тексереді",
            "проверяет другую сторону ключом, который ей не принадлежит",
            "checks the other side by a key that is none of its keys",
        ),
        Differs.NOT_PROVED: Text(
            "хабарлама тораптың өз журналында куәгерлер растаған күйде жоқ",
            "сообщения нет в собственном журнале узла под его свидетелями",
            "the message does not stand in the node's own journal under its witnesses",
        ),
        Differs.NOT_SIGNED: Text(
            "хабарламада жіберушінің қолтаңбасы жоқ",
            "сообщение не подписано ключом отправителя",
            "the sender's key did not sign the message",
        ),
        Differs.BROKEN: Text(
            "хабарлама осы тараптың алдыңғы хабарламасына жалғаспайды",
            "сообщение не продолжает предыдущее в истории этой же стороны",
            "the message does not follow the one before it in this side's own history",
        ),
        Differs.MISSING: Text(
            "қолхат берген не жіберген хабарламасын жоқ дейді",
            "говорит, что нет сообщения, которое он отправил или принял под расписку",
            "says that there is no message that it sent, or took against a receipt",
        ),
        Differs.ALTERED: Text(
            "екі жақта бір нөмірмен әртүрлі хабарлама",
            "под одним номером у сторон разные сообщения",
            "the sides have different messages under one number",
        ),
        Differs.OTHER_ORDER: Text("хабарламалар реті басқа", "другой порядок сообщений", "another order of messages"),
        Differs.OTHER_RECEIPT: Text(
            "қолхаттар сәйкес келмейді не көрсетілген қолхатқа алушы қол қоймаған",
            "расписки расходятся, или показанную не подписал получатель",
            "the receipts differ, or the receiver did not sign the one that is shown",
        ),
        Differs.SIGNED_TWICE: Text(
            "қайшы екі хабарламаға қол қойды",
            "подписал два сообщения, которые противоречат друг другу",
            "signed two messages that contradict each other",
        ),
    }
)
MESSAGE = Text(
    "№ {number} хабарлама: {sender} → {receiver}",
    "Сообщение № {number}: {sender} → {receiver}",
    "Message {number}: {sender} → {receiver}",
)
LINE = Text(
    "Бүкіл желі: {sender} → {receiver}",
    "Вся линия: {sender} → {receiver}",
    "The whole line: {sender} → {receiver}",
)
COUNTED = Text(
    "Сәйкес келген хабарлама: {agree}, жолда: {under_way}, айырмашылық: {differences}.",
    "Сообщений сошлось: {agree}, в пути: {under_way}, расхождений: {differences}.",
    "Messages that agree: {agree}, under way: {under_way}, differences: {differences}.",
)
HELD_TO_NOTHING = Text(
    "Бұл бірде-бір торапты өз қолтаңбасымен байламайды: екі тарихты да қайта алыңыз.",
    "Это не уличает ни один узел его собственной подписью: возьмите обе истории заново.",
    "No node is held to its own signature by this: take both histories anew.",
)
PROVES_NOTHING = Text("Бұл ештеңені дәлелдемейді: {why}", "Это ничего не доказывает: {why}", "It proves nothing: {why}")
STANDS_ON = Text("Мынаған сүйенеді: {line}", "Опирается на: {line}", "It stands on: {line}")
NOTHING = Text("мұндай хабарлама жоқ дейді", "говорит, что такого сообщения нет", "says it has no such message")
HAS = Text("хабарламасының хеші {digest}", "имеет сообщение с хешем {digest}", "has the message with hash {digest}")
ENTRY = Text("журналының {entry} жазбасы", "запись {entry} своего журнала", "entry {entry} of its journal")
SIGNED_BY = Text("қол қойғандар: {names}", "подписали: {names}", "signed by {names}")
SIGNED_BY_NOBODY = Text("ешкім қол қоймаған", "никем не подписано", "signed by nobody")


def message_of(one: Difference) -> Text:
    """Return about which message of which line a difference is, by the names of both nodes."""
    said = MESSAGE if one.number else LINE
    return said.filled(number=str(one.number), sender=one.sender, receiver=one.receiver)


def words_of(one: Difference) -> Text:
    """Return a difference in one sentence: about which message, and what is wrong at which node."""
    about, what = message_of(one), WORDS[one.what]
    return Text(*(f"{a}. {one.at}: {b}." for a, b in zip(_each(about), _each(what), strict=True)))


def word_of(word: Word) -> Text:
    """Return what a side has there, the entry of its journal, and who signed it, in one sentence."""
    return _sentence(word.by, (HAS.filled(digest=word.digest.hex()) if word.digest else NOTHING, *_behind(word)))


def beside_digest(word: Word) -> Text:
    """Return the same for where the digest is shown by itself: the side, the entry of its journal, who signed it."""
    return _sentence(word.by, _behind(word) if word.digest else (NOTHING, *_behind(word)))


def _behind(word: Word) -> tuple[Text, ...]:
    entry = (ENTRY.filled(entry=f"№ {word.leaf}"),) if word.leaf >= 0 else ()
    return (*entry, SIGNED_BY.filled(names=", ".join(word.signed_by)) if word.signed_by else SIGNED_BY_NOBODY)


def _sentence(by: str, parts: tuple[Text, ...]) -> Text:
    said = (", ".join(each) for each in zip(*map(_each, parts), strict=True))
    return Text(*(f"{by}: {each}." for each in said))


def _each(text: Text) -> tuple[str, str, str]:
    return text.kk, text.ru, text.en
