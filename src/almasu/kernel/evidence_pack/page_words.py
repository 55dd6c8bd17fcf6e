"""The words of the page and of the document around the story, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.law.text import Text

LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "mark": CONFIDENTIAL,
        "title": Text(kk="Сұраудың дәлелдер жинағы", ru="Пакет доказательств запроса", en="Evidence pack of a request"),
        "caution": Text(
            kk="Бұл бет өзін желісіз тексереді. Файлдың өзіне сенбесеңіз, оны almasu-verify құралымен тексеріңіз.",
            ru="Страница проверяет себя без сети. Если вы не доверяете самому файлу, проверьте его средством "
            "almasu-verify, полученным из другого источника.",
            en="This page checks itself without a network. If you doubt the file itself, check it with almasu-verify "
            "from another source.",
        ),
        "steps": Text(kk="Не тексерілді", ru="Что проверено", en="What was checked"),
        "keysTitle": Text(kk="Сіздегі кілттер", ru="Ваши ключи", en="Your keys"),
        "keysLabel": Text(
            kk="Басқа жолмен алынған кілттер мәтінін қойыңыз (тораптың /api/v1/evidence-keys мәтіні).",
            ru="Вставьте текст ключей, полученный другим путём (его отдаёт узел: /api/v1/evidence-keys).",
            en="Paste the text of keys that you have from elsewhere (a node serves it at /api/v1/evidence-keys).",
        ),
        "judge": Text(kk="Осы кілттермен тексеру", ru="Проверить по этим ключам", en="Check by these keys"),
        "save": Text(kk="JSON түрінде сақтау", ru="Сохранить как JSON", en="Save as JSON"),
        "keysInside": Text(kk="Файл ішіндегі кілттер", ru="Ключи внутри файла", en="Keys inside the file"),
        "badKeys": Text(kk="Кілттер оқылмады:", ru="Ключи не прочитаны:", en="The keys cannot be read:"),
        "facts": Text(kk="Файлда не айтылған", ru="О чём говорит файл", en="What the file says"),
        "number": Text(kk="Жинақ нөмірі", ru="Номер пакета", en="Number of the pack"),
        "verifier": Text(kk="Дәлелдерді тексеру", ru="Проверка доказательств", en="Verify evidence"),
        "verifierLead": Text(
            kk="Файл осы компьютерде ғана оқылады және ешқайда жіберілмейді. Бет желісіз де жұмыс істейді.",
            ru="Файл читается только на этом компьютере и никуда не отправляется. Страница работает и без сети.",
            en="The file is read on this computer only and is sent nowhere. The page works without a network as well.",
        ),
        "choose": Text(
            kk="Файлды таңдаңыз: жинақ (.html, .json), тексеруден алынған (.zip) немесе дәлел (.tlog-proof)",
            ru="Выберите файл: пакет (.html, .json), взятое при проверке (.zip) или доказательство (.tlog-proof)",
            en="Choose the file: a pack (.html, .json), what a check took along (.zip) or a proof (.tlog-proof)",
        ),
        "drop": Text(kk="Немесе оны осы жерге сүйреңіз.", ru="Или перетащите его сюда.", en="Or drop it here."),
        "notOurs": Text(
            kk="Файлда дәлелдер жинағы да, тексеруден алынған материалдар да жоқ немесе олар өзгертілген. "
            "Файлды берген адамнан қайта сұраңыз.",
            ru="В файле нет ни пакета доказательств, ни взятого при проверке, или он изменён. Попросите файл заново у "
            "того, кто его дал.",
            en="The file holds no evidence pack and nothing that a check took along, or was changed. Ask whoever gave "
            "it to you for the file again.",
        ),
        "tooLarge": Text(
            kk="Файл браузерге тым үлкен. Оны компьютерде almasu supervision verify командасымен тексеріңіз.",
            ru="Файл слишком велик для браузера. Проверьте его на компьютере командой almasu supervision verify.",
            en="The file is too large for a browser. Check it on a computer with almasu supervision verify.",
        ),
        "oldBrowser": Text(
            kk="Бұл браузер zip файлын аша алмайды. Жаңасын алыңыз немесе almasu supervision verify "
            "командасын іске қосыңыз.",
            ru="Этот браузер не открывает zip. Возьмите новее или выполните команду almasu supervision verify.",
            en="This browser cannot open a zip. Take a newer one, or run almasu supervision verify.",
        ),
        "working": Text(kk="Тексеріліп жатыр…", ru="Проверяется…", en="Checking…"),
        "checkOf": Text(kk="Қаулы", ru="Постановление", en="Resolution"),
        "manifest": Text(kk="Тізімдеменің SHA-256 мәні", ru="SHA-256 описи", en="SHA-256 of the manifest"),
        "isPdf": Text(
            kk="Бұл – оқуға арналған PDF. Ішіндегі almasu-evidence.json тіркемесін сақтап, соны таңдаңыз.",
            ru="Это PDF для чтения. Сохраните из него вложение almasu-evidence.json и выберите его.",
            en="This is the PDF made to be read. Save its attachment almasu-evidence.json and choose that.",
        ),
        "together": Text(
            kk="Қол қойылған акт бірнеше субъектіні атайды",
            ru="Подписанный акт называет несколько предметов запроса",
            en="The signed act names several subjects",
        ),
        "togetherSays": Text(
            kk="Қол бүкіл актіге қойылған, сондықтан файлда барлық субъектінің кілті мен негіздемесі бар. Оны тек "
            "бәрін көруге құқығы бар адамға беріңіз.",
            ru="Подпись стоит под всем актом, поэтому в файле есть ключи и обоснования всех предметов запроса. "
            "Передавайте его только тому, кому можно видеть их все.",
            en="The signature covers the whole act, so the file holds the keys and justifications of all subjects. "
            "Give it only to somebody who may see all of them.",
        ),
        "made": Text(kk="Қашан және кім алды", ru="Когда и кем получен", en="When and for whom it was made"),
        "request": Text(kk="Сұрау салу", ru="Запрос", en="Request"),
        "ground": Text(kk="Негізі, мақсаты, редакциясы", ru="Основание, цель, редакция", en="Ground, purpose, edition"),
    }
)

OPENINGS: Mapping[str, Text] = MappingProxyType(
    {
        "subject": Text(kk="Кім туралы", ru="О ком", en="About whom"),
        "task": Text(kk="Тапсырма", ru="Задание", en="Task"),
        "justification": Text(kk="Негіздеме", ru="Обоснование", en="Justification"),
    }
)

SHORT_OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "passed": Text(kk="расталды", ru="подтверждено", en="passed"),
        "warned": Text(kk="ескертумен", ru="с замечанием", en="passed with a remark"),
        "failed": Text(kk="расталмады", ru="не подтверждено", en="failed"),
        "indeterminate": Text(kk="шешілмеді", ru="не определено", en="not decided"),
    }
)

SHORT_VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "VALID": Text(kk="ЖАРАМДЫ.", ru="ДЕЙСТВИТЕЛЬНО.", en="VALID."),
        "INVALID": Text(kk="ЖАРАМСЫЗ.", ru="НЕДЕЙСТВИТЕЛЬНО.", en="INVALID."),
        "INDETERMINATE": Text(kk="ТҮПКІЛІКТІ ЕМЕС.", ru="НЕ ОКОНЧАТЕЛЬНО.", en="NOT FINAL."),
    }
)

STATES: Mapping[str, Text] = MappingProxyType(
    {state.value: words for state, words in QUESTION_STATES.items() if state is not QuestionState.WAITING}
)

REPORT: Mapping[str, Text] = MappingProxyType(
    {
        "code": Text(kk="Тексеру коды", ru="Код проверки", en="Verification code"),
        "answers": Text(kk="Тізілімдердің жауаптары", ru="Ответы реестров", en="Answers of the registers"),
        "rules": Text(kk="Құқық қағидаларының қорытындылары", ru="Решения по правилам", en="Verdicts of the rules"),
        "signer": Text(kk="Кім қол қойды", ru="Кто подписал", en="Signed by"),
        "digest": Text(kk="Актінің SHA-256 мәні", ru="SHA-256 акта", en="SHA-256 of the act"),
        "checkpoint": Text(kk="Бақылау нүктесі", ru="Контрольная точка", en="Checkpoint"),
        "stamp": Text(kk="Уақыт белгісі", ru="Метка времени", en="Time stamp"),
        "none": Text(kk="жоқ", ru="нет", en="none"),
        "register": Text(kk="Тізілім", ru="Реестр", en="Register"),
        "outcome": Text(kk="Нәтиже", ru="Результат", en="Outcome"),
        "records": Text(kk="Жазба", ru="Записей", en="Records"),
        "when": Text(kk="Уақыты", ru="Время", en="When"),
        "hash": Text(kk="Жауап міндеттемесі", ru="Обязательство ответа", en="Commitment to the answer"),
        "checked": Text(
            kk="Тораптың файлды берген кездегі тексеруі",
            ru="Проверка узлом при выдаче",
            en="As the node found it when it made the file",
        ),
        "how": Text(
            kk="Бұл құжат оқуға арналған. Дәлелдің өзі PDF ішінде almasu-evidence.json тіркемесі болып тұр: оны "
            "сақтап, «python3 almasu-verify.pyz almasu-evidence.json --keys КІЛТТЕР» арқылы тексеріңіз. "
            "Тексеру коды журналдағы жазбаның кодымен бірдей болуы керек.",
            ru="Этот документ предназначен для чтения. Само доказательство вложено в PDF как almasu-evidence.json: "
            "сохраните его и проверьте где угодно: «python3 almasu-verify.pyz almasu-evidence.json "
            "--keys КЛЮЧИ». Код проверки должен совпасть с тем, который покажет проверка.",
            en="This document is made to be read. The evidence itself is attached to the PDF as almasu-evidence.json: "
            "save the attachment and verify it on any computer with “python3 almasu-verify.pyz almasu-evidence.json "
            "--keys KEYS”. The verification code must be the one that the verifier shows.",
        ),
        "page": Text(kk="бет", ru="стр.", en="page"),
    }
)
