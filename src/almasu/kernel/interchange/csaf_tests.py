"""What each mandatory test of CSAF 2.0 finds (6.1), in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from almasu.law.text import Text

FORM: Final = ""
"""The number that stands for the form itself, before any test."""
FOUND: Final[Mapping[str, Text]] = MappingProxyType(
    {
        FORM: Text("пішімі бұзылған", "форма нарушена", "it is malformed"),
        "6.1.1": Text("аталған өнім анықталмаған", "названный продукт не определён", "a product is named, not defined"),
        "6.1.2": Text("өнім екі рет анықталған", "продукт определён дважды", "a product is defined twice"),
        "6.1.3": Text("өнім өзінен тұрады", "продукт состоит из самого себя", "a product is made of itself"),
        "6.1.4": Text(
            "аталған өнімдер тобы анықталмаған",
            "названная группа продуктов не определена",
            "a group of products is named, not defined",
        ),
        "6.1.5": Text(
            "өнімдер тобы екі рет анықталған",
            "группа продуктов определена дважды",
            "a group of products is defined twice",
        ),
        "6.1.6": Text(
            "өнімге қатысты айтылғандар бір-біріне қайшы",
            "сказанное о продукте противоречит друг другу",
            "what is said of a product contradicts itself",
        ),
        "6.1.7": Text(
            "өнімге CVSS-тің бір нұсқасымен екі баға берілген",
            "у продукта две оценки одной версии CVSS",
            "a product has two scores of one version of CVSS",
        ),
        "6.1.8": Text("CVSS жарамсыз", "недействительная оценка CVSS", "the CVSS is invalid"),
        "6.1.9": Text("CVSS дұрыс есептелмеген", "CVSS вычислена неверно", "the CVSS is computed wrongly"),
        "6.1.10": Text(
            "CVSS қасиеттері векторға сай емес",
            "свойства CVSS не согласуются с вектором",
            "properties of the CVSS do not agree with its vector",
        ),
        "6.1.11": Text(
            "CWE нөмірі мен атауы сай емес",
            "номер и название CWE не сходятся",
            "number and name of the CWE do not agree",
        ),
        "6.1.12": Text("тіл белгісі жарамсыз", "недействительный код языка", "the code of the language is invalid"),
        "6.1.13": Text("purl жарамсыз", "недействительный purl", "the purl is invalid"),
        "6.1.14": Text(
            "редакциялар уақыты мен нөмірі бойынша реттелмеген",
            "редакции не упорядочены по времени и номеру",
            "editions are not in order of moment and number",
        ),
        "6.1.15": Text(
            "аударма қай тілден екені айтылмаған",
            "не сказано, с какого языка перевод",
            "of which language it is a translation is not told",
        ),
        "6.1.16": Text(
            "нөмірі соңғы редакциянікі емес",
            "номер не последней редакции",
            "its version is not that of the last edition",
        ),
        "6.1.17": Text(
            "мәртебесі жоба болуы керек еді", "статус должен быть «черновик»", "its status should be that of a draft"
        ),
        "6.1.18": Text(
            "шыққан құжаттың тарихында жоба нөмірі бар",
            "в истории выпущенного документа есть номер черновика",
            "the history of a released document has the number of a draft",
        ),
        "6.1.19": Text(
            "тарихта шыққанға дейінгі нөмір бар",
            "в истории есть предварительный номер",
            "the history has a number of a pre-release",
        ),
        "6.1.20": Text(
            "шыққан құжаттың нөмірі алдын ала берілген",
            "у выпущенного документа предварительный номер",
            "a released document has the number of a pre-release",
        ),
        "6.1.21": Text(
            "тарихта редакция жетіспейді", "в истории пропущена редакция", "an edition is missing in the history"
        ),
        "6.1.22": Text(
            "тарихта нөмір қайталанады", "номер в истории повторяется", "a number stands in the history twice"
        ),
        "6.1.23": Text("CVE екі рет аталған", "CVE назван дважды", "a CVE is named twice"),
        "6.1.24": Text(
            "қатысушы бір күні екі рет аталған",
            "участник назван дважды на один день",
            "a party is named twice for one day",
        ),
        "6.1.25": Text(
            "файлға бір алгоритммен екі хеш берілген",
            "у файла два хеша одного алгоритма",
            "a file has two hashes of one algorithm",
        ),
        "6.1.26": Text(
            "санаты профиль атауына ұқсас, бірақ одан басқа",
            "категория похожа на название профиля, но другая",
            "its category looks like the name of a profile and is another",
        ),
        "6.1.27.1": Text("ескертпелері жоқ", "нет примечаний", "it has no notes"),
        "6.1.27.2": Text("сыртқы сілтемесі жоқ", "нет внешней ссылки", "it has no external reference"),
        "6.1.27.3": Text(
            "мұндай құжатта осалдық болмауы керек",
            "в таком документе не должно быть уязвимостей",
            "such a document must have no vulnerabilities",
        ),
        "6.1.27.4": Text("өнімдер тізімі жоқ", "нет перечня продуктов", "it has no list of products"),
        "6.1.27.5": Text("осалдыққа ескертпе жоқ", "у уязвимости нет примечания", "a vulnerability has no note"),
        "6.1.27.6": Text(
            "осалдық қай өнімге қатысты екені айтылмаған",
            "не сказано, каких продуктов касается уязвимость",
            "which products a vulnerability concerns is not told",
        ),
        "6.1.27.7": Text(
            "осалдық бойынша өнімдердің жағдайы айтылмаған",
            "по уязвимости не сказано положение продуктов",
            "how products stand to a vulnerability is not told",
        ),
        "6.1.27.8": Text("осалдықтың нөмірі жоқ", "у уязвимости нет номера", "a vulnerability has no number"),
        "6.1.27.9": Text(
            "өнімге неге қатысты емес екені айтылмаған",
            "не сказано, почему продукт не затронут",
            "why a product is not affected is not told",
        ),
        "6.1.27.10": Text(
            "зардап шеккен өніммен не істеу керегі айтылмаған",
            "не сказано, что делать с затронутым продуктом",
            "what to do about an affected product is not told",
        ),
        "6.1.27.11": Text("осалдықтары жоқ", "нет уязвимостей", "it has no vulnerabilities"),
        "6.1.28": Text(
            "аударма түпнұсқамен бір тілде",
            "перевод на том же языке, что оригинал",
            "a translation into its own language",
        ),
        "6.1.29": Text(
            "түзету ешбір өнімге қатысты емес",
            "исправление не относится ни к одному продукту",
            "a remedy names no product",
        ),
        "6.1.30": Text(
            "нөмірлер екі түрлі жүйемен берілген",
            "номера по двум разным системам",
            "numbers of two systems are mixed",
        ),
        "6.1.31": Text(
            "нұсқа орнына нұсқалар аралығы тұр",
            "вместо версии указан промежуток версий",
            "a range of versions stands for a version",
        ),
        "6.1.32": Text(
            "белгі ешбір өнімге қатысты емес", "пометка не относится ни к одному продукту", "a flag names no product"
        ),
        "6.1.33": Text(
            "өнімнің қатысы жоқ екеніне екі негіздеме берілген",
            "у продукта два обоснования того, что он не затронут",
            "a product has two reasons for being not affected",
        ),
    }
)
