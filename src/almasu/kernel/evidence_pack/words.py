"""The words of a pack's story, in the three languages. Verifiers that stand alone carry the same: a test sees to it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.law.text import Text

TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "form": Text(kk="Файлдың пішімі", ru="Форма файла", en="Form of the file"),
        "export": Text(kk="Файлды кім жасады", ru="Кем выдан файл", en="Who made the file"),
        "act": Text(kk="Қол қойылған акт", ru="Подписанный акт", en="The signed act"),
        "signature": Text(kk="Қолтаңба", ru="Подпись", en="The signature"),
        "path": Text(kk="Түбірге дейінгі тізбек", ru="Цепочка до корня", en="Path to the root"),
        "purpose": Text(kk="Кілт пен оның иесі", ru="Ключ и его владелец", en="The key and its owner"),
        "revocation": Text(kk="Кері қайтарылмағаны", ru="Отзыв", en="Revocation"),
        "question": Text(
            kk="Не сұралды және неліктен рұқсат етілді",
            ru="Что спрошено и почему разрешено",
            en="What was asked and why it was allowed",
        ),
        "answers": Text(kk="Тізілімдердің жауаптары", ru="Ответы реестров", en="Answers of the registers"),
        "inclusion": Text(kk="Журналдағы орындары", ru="Места в журнале", en="Places in the journal"),
        "checkpoint": Text(
            kk="Бақылау нүктесі мен куәгерлер", ru="Контрольная точка и свидетели", en="Checkpoint and witnesses"
        ),
        "stamp": Text(kk="Уақыт белгісі", ru="Метка времени", en="Time stamp"),
        "trust": Text(kk="Кілттерге сенім", ru="Доверие к ключам", en="Trust in the keys"),
    }
)

OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "passed": Text(kk="Расталды.", ru="Подтверждено.", en="Confirmed."),
        "warned": Text(kk="Ескертумен расталды.", ru="Подтверждено с замечанием.", en="Confirmed with a remark."),
        "failed": Text(kk="Расталмады.", ru="Не подтверждено.", en="Not confirmed."),
        "indeterminate": Text(
            kk="Бұған дейінгі қадам өтпегендіктен тексерілмеді.",
            ru="Не проверялось: не пройден один из прежних шагов.",
            en="Not examined, because an earlier step did not pass.",
        ),
    }
)

VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "VALID": Text(
            kk="Дәлел толық расталды.",
            ru="Доказательство подтверждено полностью.",
            en="The evidence is confirmed in full.",
        ),
        "INVALID": Text(
            kk="Дәлел расталмады: файл өзгертілген немесе оның бөлігі жалған.",
            ru="Доказательство не подтверждено: файл изменён или часть его подложна.",
            en="The evidence is refused: the file was changed or a part of it is false.",
        ),
        "INDETERMINATE": Text(
            kk="Файл өзімен қайшы келмейді, бірақ түпкілікті қорытынды жасауға бір нәрсе жетпейді.",
            ru="Файл не противоречит себе, но для окончательного вывода чего-то недостаёт.",
            en="The file agrees with itself, but something is lacking for a final word.",
        ),
    }
)

SAYS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "form": {
            "passed": Text(
                kk="Файл — дәлелдер жинағы және бір ғана түрде жазылған.",
                ru="Файл — пакет доказательств, записанный единственно возможным образом.",
                en="The file is an evidence pack in its one spelling.",
            ),
            "failed": Text(
                kk="Файл оқылмайды немесе өзгертілген. Түпнұсқасын сұраңыз.",
                ru="Файл не читается или изменён. Попросите исходный файл.",
                en="The file cannot be read or was changed. Ask for the original.",
            ),
        },
        "export": {
            "passed": Text(
                kk="Торап дәл осы файлды бергенін қолтаңбасымен растады, бұл туралы журналда жазба бар.",
                ru="Узел подтвердил подписью, что выдал именно этот файл; об этом есть запись журнала.",
                en="The node confirmed by its signature that it made exactly this file; a journal entry tells of it.",
            ),
            "failed": Text(
                kk="Торап мұндай файл бермеген: мазмұны немесе түбіртегі өзгертілген. Түпнұсқасын сұраңыз.",
                ru="Такого файла узел не выдавал: изменены содержание или квитанция. Попросите исходный файл.",
                en="The node made no such file: its content or its receipt was changed. Ask for the original.",
            ),
        },
        "act": {
            "passed": Text(
                kk="Акт журналдағы жазбаға сәйкес келеді.",
                ru="Акт соответствует записи журнала.",
                en="The act is the one to which the journal's entry is committed.",
            ),
            "failed": Text(
                kk="Акт журналдағы жазбаға сәйкес келмейді.",
                ru="Акт не соответствует записи журнала.",
                en="The act is not the one to which the journal's entry is committed.",
            ),
        },
        "signature": {
            "passed": Text(
                kk="Актінің әр байтына сертификат иесінің кілтімен қол қойылған.",
                ru="Каждый байт акта подписан ключом владельца сертификата.",
                en="Every byte of the act is signed with the key of the certificate.",
            ),
            "failed": Text(
                kk="Қолтаңба актіге сәйкес келмейді.",
                ru="Подпись не подходит к акту.",
                en="The signature does not belong to the act.",
            ),
        },
        "path": {
            "passed": Text(
                kk="Сертификат аталған түбірге дейін тексерілді.",
                ru="Сертификат проверен до названного корня.",
                en="The certificate was followed up to a root that is named.",
            ),
            "failed": Text(
                kk="Сертификаттан аталған түбірге дейін жол жоқ.",
                ru="От сертификата нет пути к названному корню.",
                en="No path leads from the certificate to a root that is named.",
            ),
        },
        "purpose": {
            "passed": Text(
                kk="Кілт осындай актілерге арналған, иесі — актіде аталған адам.",
                ru="Ключ предназначен для таких актов, его владелец — названное в акте лицо.",
                en="The key is meant for such acts and its owner is the person the act names.",
            ),
            "failed": Text(
                kk="Кілт мұндай актіге арналмаған немесе иесі басқа адам.",
                ru="Ключ не предназначен для такого акта или его владелец — другое лицо.",
                en="The key is not meant for such an act, or its owner is somebody else.",
            ),
        },
        "revocation": {
            "passed": Text(
                kk="Қол қойылған сәтте сертификат кері қайтарылмаған.",
                ru="В момент подписания сертификат не был отозван.",
                en="The certificate was not revoked at the moment of signing.",
            ),
            "warned": Text(
                kk="Сертификат кері қайтарылмаған; аралық орталықтың тізімі файлда жоқ.",
                ru="Сертификат не отозван; списка о промежуточном центре в файле нет.",
                en="The certificate was not revoked; no list about the authority between is in the file.",
            ),
            "failed": Text(
                kk="Сертификат кері қайтарылған немесе тоқтатылған еді.",
                ru="Сертификат был отозван или приостановлен.",
                en="The certificate was revoked or on hold.",
            ),
            "indeterminate": Text(
                kk="Кері қайтарылмағаны туралы сенімді дәлел жоқ.",
                ru="Надёжного свидетельства о неотозванности нет.",
                en="There is no evidence about revocation that can be relied on.",
            ),
        },
        "question": {
            "passed": Text(
                kk="Сұрау салу, оның негізі мен құқықтық шешімдері журналға енгізілгендей.",
                ru="Запрос, его основание и решения по правилам таковы, какими внесены в журнал.",
                en="The request, its ground and the verdicts of the rules are as the journal holds them.",
            ),
            "failed": Text(
                kk="Сұрау салу немесе оның негізі журналдағыдан өзгеше.",
                ru="Запрос или его основание отличаются от внесённых в журнал.",
                en="The request or its ground differs from what the journal holds.",
            ),
        },
        "answers": {
            "passed": Text(
                kk="Әр жауап дәл осы сұраққа байланған.",
                ru="Каждый ответ связан именно с этим вопросом.",
                en="Every answer is bound to this very question.",
            ),
            "failed": Text(
                kk="Жауап басқа сұраққа берілген немесе өзгертілген.",
                ru="Ответ дан на другой вопрос или изменён.",
                en="An answer belongs to another question or was changed.",
            ),
        },
        "inclusion": {
            "passed": Text(
                kk="Барлық жазба бақылау нүктесіндегі журналда тұр.",
                ru="Все записи стоят в журнале под контрольной точкой.",
                en="All entries stand in the journal under the checkpoint.",
            ),
            "failed": Text(
                kk="Жазба бақылау нүктесіндегі журналда жоқ.",
                ru="Записи нет в журнале под контрольной точкой.",
                en="An entry does not stand in the journal under the checkpoint.",
            ),
        },
        "checkpoint": {
            "passed": Text(
                kk="Бақылау нүктесіне журнал мен талап етілген куәгерлер қол қойған.",
                ru="Контрольную точку подписали журнал и требуемые свидетели.",
                en="The checkpoint is signed by the journal and by the witnesses that are demanded.",
            ),
            "failed": Text(
                kk="Журналдың немесе куәгерлердің қолтаңбасы жоқ немесе жалған.",
                ru="Подписи журнала или свидетелей нет или она подложна.",
                en="A signature of the journal or of its witnesses is missing or false.",
            ),
        },
        "stamp": {
            "passed": Text(
                kk="Уақыт белгісі орталығы бақылау нүктесінің, демек актінің де, сол сәтте болғанын растады.",
                ru="Служба меток времени подтвердила, что контрольная точка, а с нею и акт, тогда уже были.",
                en="A time-stamping authority confirmed that the checkpoint, and the act with it, existed by then.",
            ),
            "warned": Text(
                kk="Уақыт белгісі әлі қойылмаған. Қажет болса, бір минуттан кейін файлды қайта алыңыз.",
                ru="Метки времени ещё нет. Если она нужна, получите файл заново через минуту.",
                en="There is no time stamp yet. If it is needed, fetch the file again in a minute.",
            ),
            "failed": Text(
                kk="Уақыт белгісі бұл бақылау нүктесіне тиесілі емес немесе жалған.",
                ru="Метка времени не относится к этой контрольной точке или подложна.",
                en="The time stamp does not belong to this checkpoint or is false.",
            ),
        },
        "trust": {
            "passed": Text(
                kk="Тексеру сіз берген кілттермен жүргізілді.",
                ru="Проверено по ключам, которые дали вы.",
                en="The keys are those that you gave.",
            ),
            "indeterminate": Text(
                kk="Файл өз ішіндегі кілттермен тексерілді. Оларды басқа жолмен алынған кілттермен салыстырыңыз.",
                ru="Файл проверен по ключам из него самого. Сверьте их с ключами, полученными другим путём.",
                en="The file was judged by the keys inside it. Compare them with keys you have from elsewhere.",
            ),
        },
    }
)
