"""The words of the page around the story, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.law.text import Text

LABELS: Mapping[str, Text] = MappingProxyType(
    {
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
        "made": Text(kk="Қашан және кім алды", ru="Когда и кем получен", en="When and for whom it was made"),
        "request": Text(kk="Сұрау", ru="Запрос", en="Request"),
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
