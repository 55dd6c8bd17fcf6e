"""The words of the browser's verifier about an export of a supervision check and about a proof of one leaf."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.law.text import Text

_PLACES = Text(kk="Журналдағы орындары", ru="Места в журнале", en="Places in the journal")
_CHECKPOINT = Text(
    kk="Бақылау нүктесі мен куәгерлер", ru="Контрольная точка и свидетели", en="Checkpoint and witnesses"
)
_TRUST = Text(kk="Кілттерге сенім", ru="Доверие к ключам", en="Trust in the keys")

CHECK_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "check_form": Text(kk="Файлдың пішімі", ru="Форма файла", en="Form of the file"),
        "check_files": Text(kk="Файлдар тізімдемесі", ru="Опись файлов", en="List of the files"),
        "check_leaves": Text(kk="Журналдың жазбалары", ru="Записи журнала", en="Entries of the journal"),
        "check_inclusion": _PLACES,
        "check_checkpoint": _CHECKPOINT,
        "check_requests": Text(
            kk="Не сұралды: сұраулар мен актілер",
            ru="Что спрошено: запросы и акты",
            en="What was asked: requests, acts",
        ),
        "check_answers": Text(
            kk="Сұрақ пен жауаптың байланысы", ru="Связь вопросов и ответов", en="Answers bound to their questions"
        ),
        "check_signatures": Text(
            kk="Сұраулардың қолтаңбалары", ru="Подписи под запросами", en="Signatures under the requests"
        ),
        "check_trust": _TRUST,
        "proof_form": Text(kk="Дәлелдің пішімі", ru="Форма доказательства", en="Form of the proof"),
        "proof_inclusion": _PLACES,
        "proof_checkpoint": _CHECKPOINT,
        "proof_trust": _TRUST,
    }
)

_NO_PATH = Text(
    kk="Жазбадан бақылау нүктесіне дейін жол жоқ: жазба немесе дәлел өзгертілген.",
    ru="От записи нет пути к контрольной точке: запись или доказательство изменены.",
    en="No path leads from an entry to the checkpoint: the entry or its proof was changed.",
)
_HEADS: Mapping[str, Text] = MappingProxyType(
    {
        "passed": Text(
            kk="Бақылау нүктесіне журнал мен қажетті куәгерлер қол қойған.",
            ru="Контрольную точку подписали журнал и требуемые свидетели.",
            en="The journal and the witnesses that the policy demands signed the checkpoint.",
        ),
        "failed": Text(
            kk="Журналдың немесе куәгерлердің қолтаңбасы жоқ немесе жалған.",
            ru="Подписи журнала или свидетелей нет или она подложна.",
            en="A signature of the journal or of its witnesses is missing or false.",
        ),
    }
)
_OWN_KEYS = Text(
    kk="Тексеру сіз берген кілттермен жүргізілді.",
    ru="Проверено по ключам, которые дали вы.",
    en="The keys are those that you gave.",
)

CHECK_SAYS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "check_form": {
            "passed": Text(
                kk="Файл – прокурорлық тексеруден алынған материалдар.",
                ru="Файл – материалы, взятые при прокурорской проверке.",
                en="The file is what was taken along from a prosecutor's check.",
            ),
            "failed": Text(
                kk="Тізімдеме немесе кілттер оқылмайды. Түпнұсқа файлды сұраңыз.",
                ru="Опись или ключи не читаются. Попросите исходный файл.",
                en="The manifest or the keys cannot be read. Ask for the original file.",
            ),
        },
        "check_files": {
            "passed": Text(
                kk="Әр файл тізімдемеде аталған және өзгермеген; артық файл жоқ.",
                ru="Каждый файл назван в описи и не изменён; лишних нет.",
                en="Every file is named in the manifest and unchanged; there is no other.",
            ),
            "failed": Text(
                kk="Бір файл жетіспейді, артық немесе өзгертілген.",
                ru="Одного файла нет, он лишний или изменён.",
                en="A file is missing, added or changed.",
            ),
        },
        "check_leaves": {
            "passed": Text(
                kk="Әр жазба өз атауындағы міндеттемеге сәйкес.",
                ru="Каждая запись отвечает обязательству в её имени.",
                en="Every entry is the one whose commitment it is named after.",
            ),
            "failed": Text(kk="Жазба өзгертілген.", ru="Запись изменена.", en="An entry was changed."),
        },
        "check_inclusion": {
            "passed": Text(
                kk="Әр жазбадан бақылау нүктесіне жол бар.",
                ru="От каждой записи есть путь к контрольной точке.",
                en="A path leads from every entry to the checkpoint.",
            ),
            "warned": Text(
                kk="Файл алынғанда кейбір жазбалар орнын күткен еді: олардың дәлелі жоқ. Кейін қайта алыңыз.",
                ru="При выгрузке часть записей ждала места: доказательств для них нет. Выгрузите позже ещё раз.",
                en="Some entries still waited for their place: they have no proof. Take the file along again later.",
            ),
            "failed": _NO_PATH,
        },
        "check_checkpoint": _HEADS,
        "check_requests": {
            "passed": Text(
                kk="Әр сұраудың актісі, субъектісі, тапсырмасы мен негіздемесі журналға енгізілгендей.",
                ru="Акт, предмет, задание и обоснование каждого запроса таковы, какими внесены в журнал.",
                en="Act, subject, task and justification of every request are those the journal is committed to.",
            ),
            "warned": Text(
                kk="Сұраулар журналға енгізілгендей; бұл – бір бөлік, қаулы қамтитын қалғаны басқа файлдарда.",
                ru="Запросы таковы, какими внесены в журнал; это часть, остальное по постановлению в других файлах.",
                en="The requests are as the journal holds them; this is a part, other files hold what else is covered.",
            ),
            "failed": Text(
                kk="Сұрау журналға енгізілгеннен өзгеше.",
                ru="Запрос отличается от внесённого в журнал.",
                en="A request differs from what the journal is committed to.",
            ),
        },
        "check_answers": {
            "passed": Text(
                kk="Әр жауап өз сұрағына байланған, ашылғандары тізілім бергендей.",
                ru="Каждый ответ связан со своим вопросом; раскрытые таковы, какими их дал реестр.",
                en="Every answer is bound to its question; those opened are as the register gave them.",
            ),
            "failed": Text(
                kk="Жауап басқа сұраққа берілген немесе өзгертілген.",
                ru="Ответ дан на другой вопрос или изменён.",
                en="An answer is to another question, or was changed.",
            ),
        },
        "check_signatures": {
            "passed": Text(
                kk="Әр сұрауға аталған түбірге дейін тексерілген, кері қайтарылмаған кілтпен қол қойылған.",
                ru="Каждый запрос подписан неотозванным ключом, проверенным до названного корня.",
                en="Every request is signed by a key that was not revoked and leads to a root that is named.",
            ),
            "warned": Text(
                kk="Қолтаңбалар расталды; аралық орталықтың тізімі файлда жоқ.",
                ru="Подписи подтверждены; списка о промежуточном центре в файле нет.",
                en="The signatures hold; no list about the authority between is in the file.",
            ),
            "failed": Text(kk="Қолтаңба расталмады.", ru="Подпись не подтверждена.", en="A signature does not hold."),
            "indeterminate": Text(
                kk="Кері қайтарылмағаны туралы сенімді дәлел жоқ.",
                ru="Надёжного свидетельства о неотозванности нет.",
                en="There is no evidence about revocation that can be relied on.",
            ),
        },
        "check_trust": {
            "passed": _OWN_KEYS,
            "indeterminate": Text(
                kk="Файл өз ішіндегі кілттермен тексерілді. Оларды басқа жолмен алынған кілттермен салыстырыңыз.",
                ru="Файл проверен по ключам из него самого. Сверьте их с ключами, полученными другим путём.",
                en="The file was judged by the keys inside it. Compare them with keys you have from elsewhere.",
            ),
        },
        "proof_form": {
            "passed": Text(
                kk="Файл бір жазбаның журналдағы орнын дәлелдейді.",
                ru="Файл доказывает место одной записи в журнале.",
                en="The file proves where one entry stands in the journal.",
            ),
            "failed": Text(
                kk="Дәлел оқылмайды. Түпнұсқа файлды сұраңыз.",
                ru="Доказательство не читается. Попросите исходный файл.",
                en="The proof cannot be read. Ask for the original file.",
            ),
        },
        "proof_inclusion": {
            "passed": Text(
                kk="Жазбадан бақылау нүктесіне жол бар.",
                ru="От записи есть путь к контрольной точке.",
                en="A path leads from the entry to the checkpoint.",
            ),
            "failed": _NO_PATH,
        },
        "proof_checkpoint": _HEADS,
        "proof_trust": {
            "passed": _OWN_KEYS,
            "indeterminate": Text(
                kk="Қолтаңбаларды тексеру үшін тораптың кілттерін қойыңыз.",
                ru="Чтобы проверить подписи, вставьте ключи узла.",
                en="Paste the keys of the node so that the signatures can be checked.",
            ),
        },
    }
)
