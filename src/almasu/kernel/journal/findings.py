"""What a verification of the journal finds: every fault has a permanent name and words in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.law.text import Text


class FaultName(StrEnum):
    """Names of faults. The list only grows: a name is never reused or removed."""

    CHECKPOINT_MISSING = "checkpoint_missing"
    CHECKPOINT_MALFORMED = "checkpoint_malformed"
    LOG_SIGNATURE = "log_signature"
    KEY_RETIRED = "key_retired"
    KEY_CHANGE_FALSE = "key_change_false"
    KEY_CHANGE_MISSING = "key_change_missing"
    COSIGNATURE_FALSE = "cosignature_false"
    WITNESSES_INSUFFICIENT = "witnesses_insufficient"
    COSIGNED_IN_FUTURE = "cosigned_in_future"
    COSIGNED_OUT_OF_ORDER = "cosigned_out_of_order"
    ENTRIES_MISSING = "entries_missing"
    ENTRIES_MALFORMED = "entries_malformed"
    ENTRY_CHANGED = "entry_changed"
    TILE_MISSING = "tile_missing"
    TILE_MALFORMED = "tile_malformed"
    TILE_CHANGED = "tile_changed"
    ROOT_WRONG = "root_wrong"
    SEEN_CHECKPOINT_FALSE = "seen_checkpoint_false"
    LOG_SHRANK = "log_shrank"
    LOG_FORKED = "log_forked"
    RECEIPT_FALSE = "receipt_false"
    RECEIPT_BROKEN = "receipt_broken"
    RECEIPT_CLOCK = "receipt_clock"
    OPENED_MISSING = "opened_missing"
    OPENED_CHANGED = "opened_changed"
    OPENED_CLOCK = "opened_clock"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its name, where (a path, an index, a key's name) and what exactly was met."""

    name: FaultName
    where: str
    says: str


class Outcome(StrEnum):
    """How a step ended. `not_done` says why in its words and is never taken for `passed`."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step of the verification: what was checked, how it ended, and the first faults it met."""

    number: int
    title: Text
    outcome: Outcome
    says: str
    findings: tuple[Finding, ...] = ()


MEANING: dict[FaultName, Text] = {
    FaultName.CHECKPOINT_MISSING: Text(
        kk="Журналдың бақылау нүктесі жоқ.",
        ru="Контрольной точки журнала нет.",
        en="The log has no checkpoint.",
    ),
    FaultName.CHECKPOINT_MALFORMED: Text(
        kk="Бақылау нүктесі белгіленген пішімге сай емес.",
        ru="Контрольная точка не соответствует формату.",
        en="The checkpoint is not in its format.",
    ),
    FaultName.LOG_SIGNATURE: Text(
        kk="Бақылау нүктесіне журналдың белгілі кілтімен қол қойылмаған.",
        ru="Контрольная точка не подписана известным ключом журнала.",
        en="The checkpoint is not signed by a known key of the log.",
    ),
    FaultName.KEY_RETIRED: Text(
        kk="Бақылау нүктесіне бұған дейін ауыстырылған кілтпен ғана қол қойылған.",
        ru="Контрольная точка подписана только ключом, который к тому времени был заменён.",
        en="The checkpoint is signed only by a key that had been replaced.",
    ),
    FaultName.KEY_CHANGE_FALSE: Text(
        kk="Журнал кілтінің ауысуы туралы мәлімдемеге екі кілтпен де қол қойылмаған немесе ол алдыңғысын жалғамайды.",
        ru="Заявление о замене ключа журнала не подписано обоими ключами или не продолжает предыдущее.",
        en="A statement that the log's key changed is not signed by both keys, or does not continue the last one.",
    ),
    FaultName.KEY_CHANGE_MISSING: Text(
        kk="Журнал кілтінің ауысуы туралы көрсетілген мәлімдеме журналда жоқ.",
        ru="Предъявленного заявления о замене ключа нет в журнале.",
        en="A statement that the log's key changed, brought along by the verifier, is not in the log.",
    ),
    FaultName.COSIGNATURE_FALSE: Text(
        kk="Куәгердің қолтаңбасы жалған.",
        ru="Подпись свидетеля ложна.",
        en="A witness's cosignature is false.",
    ),
    FaultName.WITNESSES_INSUFFICIENT: Text(
        kk="Бақылау нүктесін растаған куәгерлер жеткіліксіз.",
        ru="Контрольную точку подтвердило недостаточно свидетелей.",
        en="Too few witnesses co-signed the checkpoint.",
    ),
    FaultName.COSIGNED_IN_FUTURE: Text(
        kk="Куәгер қолтаңбасының уақыты әлі келген жоқ: сағат өзгертілген.",
        ru="Время подписи свидетеля ещё не наступило: часы переведены.",
        en="A cosignature is dated in the future: a clock was changed.",
    ),
    FaultName.COSIGNED_OUT_OF_ORDER: Text(
        kk="Куәгер кіші журналды үлкен журналдан кейін растаған: сағат өзгертілген.",
        ru="Свидетель подтвердил меньший журнал позже большего: часы переведены.",
        en="A witness vouched for the smaller log later than for the larger one: a clock was changed.",
    ),
    FaultName.ENTRIES_MISSING: Text(
        kk="Журнал жазбалары жоқ.",
        ru="Записи журнала отсутствуют.",
        en="Entries of the log are missing.",
    ),
    FaultName.ENTRIES_MALFORMED: Text(
        kk="Жазбалар бумасы пішімге сай емес немесе жазбалар саны дұрыс емес.",
        ru="Связка записей не соответствует формату или содержит не то число записей.",
        en="A bundle of entries is malformed or counts other than it should.",
    ),
    FaultName.ENTRY_CHANGED: Text(
        kk="Жазба оның ағаштағы хэшіне сай емес.",
        ru="Запись не соответствует своему хешу в дереве.",
        en="An entry does not match its hash in the tree.",
    ),
    FaultName.TILE_MISSING: Text(
        kk="Хэштер тақтасы жоқ.",
        ru="Плитка хешей отсутствует.",
        en="A tile of hashes is missing.",
    ),
    FaultName.TILE_MALFORMED: Text(
        kk="Хэштер тақтасының ұзындығы дұрыс емес.",
        ru="Плитка хешей имеет неверную длину.",
        en="A tile of hashes has a wrong length.",
    ),
    FaultName.TILE_CHANGED: Text(
        kk="Тақтадағы хэш оның астындағы деректерден шықпайды.",
        ru="Хеш плитки не следует из данных под ним.",
        en="A hash in a tile does not follow from what lies below it.",
    ),
    FaultName.ROOT_WRONG: Text(
        kk="Есептелген түбір бақылау нүктесіндегіден басқа: журнал өзгертілген.",
        ru="Вычисленный корень отличается от корня контрольной точки: журнал изменён.",
        en="The computed root is not the checkpoint's: the log was changed.",
    ),
    FaultName.SEEN_CHECKPOINT_FALSE: Text(
        kk="Салыстыруға берілген бақылау нүктесі бұл журналдікі емес.",
        ru="Контрольная точка для сравнения не принадлежит этому журналу.",
        en="A checkpoint given for comparison is not this log's.",
    ),
    FaultName.LOG_SHRANK: Text(
        kk="Журнал бұрын көрсетілгеннен қысқа: соңғы жазбалары алынып тасталған.",
        ru="Журнал короче, чем уже был показан: последние записи убраны.",
        en="The log is shorter than it was shown before: its last entries were taken away.",
    ),
    FaultName.LOG_FORKED: Text(
        kk="Журналдың екі түрлі нұсқасына қол қойылған.",
        ru="Подписаны две разные версии журнала.",
        en="Two different histories of the log were signed.",
    ),
    FaultName.RECEIPT_FALSE: Text(
        kk="Түбіртекке түйіннің белгілі кілтімен қол қойылмаған.",
        ru="Квитанция не подписана известным ключом узла.",
        en="A receipt is not signed by a known key of the node.",
    ),
    FaultName.RECEIPT_BROKEN: Text(
        kk="Түбіртекте уәде етілген жазба журналда жоқ: ол тасталған.",
        ru="Записи, обещанной квитанцией, в журнале нет: она выброшена.",
        en="The entry a receipt promised is not in the log: it was dropped.",
    ),
    FaultName.RECEIPT_CLOCK: Text(
        kk="Түбіртек өз жазбасы бар бақылау нүктесінен кейінгі уақытпен белгіленген: сағат өзгертілген.",
        ru="Квитанция датирована позже контрольной точки, уже содержащей её запись: часы переведены.",
        en="A receipt is dated after a checkpoint that already holds its entry: a clock was changed.",
    ),
    FaultName.OPENED_MISSING: Text(
        kk="Мұрағатта жазбалардың мазмұны жоқ.",
        ru="В архиве нет содержания записей.",
        en="The archive lacks the content of entries.",
    ),
    FaultName.OPENED_CHANGED: Text(
        kk="Жазбаның мазмұны журналдағы міндеттемесіне сай емес.",
        ru="Содержание записи не соответствует её обязательству в журнале.",
        en="The content of an entry does not match its commitment in the log.",
    ),
    FaultName.OPENED_CLOCK: Text(
        kk="Жазбалардың уақыты журналда белгісіз кері шегінген немесе растаудан озған.",
        ru="Время записей идёт назад без отметки в журнале или опережает подтверждение.",
        en="The entries' time runs backwards unannounced, or ahead of the witnesses.",
    ),
}
