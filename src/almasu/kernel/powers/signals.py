"""Powers over signals and the modules that send them: of organisations' people and of the sectoral centre."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, only, some
from almasu.kernel.powers.sector import CENTRE, HEAD, WORKER
from almasu.law.text import Text

SEE_SIGNALS = Power(
    "sector.see_signals",
    Text(kk="Сигналдарды іздеу және көру", ru="Искать и видеть сигналы", en="Search for signals and see them"),
    {**some(Reach.OWN_BODY, WORKER, HEAD), **some(Reach.ANY, CENTRE)},
    ("ASOI-3.6", "ASOI-8"),
)
SEE_CAMPAIGNS = Power(
    "sector.see_campaigns",
    Text(
        kk="Бірнеше ұйым кездескен шабуылдарды көру",
        ru="Видеть атаки, встреченные несколькими организациями",
        en="See attacks that several organisations met",
    ),
    {**some(Reach.OWN_BODY, WORKER), **only(CENTRE, Reach.ANY)},
    ("ASOI-3.3", "ASOI-3.6", "ASOI-10"),
)
SEE_MODULES = Power(
    "sector.see_modules",
    Text(
        kk="Интеграция модульдерін көру: кімдікі, соңғы байланысы, көздері",
        ru="Видеть модули интеграции: чьи, последняя связь, источники",
        en="See integration modules: whose, last contact, sources",
    ),
    {**some(Reach.OWN_BODY, WORKER, HEAD), **some(Reach.ANY, CENTRE)},
    ("ASOI-3.8", "ASOI-7", "ASOI-9"),
)
APPLY_FOR_MODULE = Power(
    "sector.apply_for_module",
    Text(
        kk="Интеграция модулін қосуға өтінім беру",
        ru="Подать заявку на подключение модуля интеграции",
        en="Apply for an integration module to be let in",
    ),
    only(WORKER, Reach.OWN_BODY),
    ("ASOI-3.8", "ASOI-7"),
)
LET_MODULE_IN = Power(
    "sector.let_module_in",
    Text(
        kk="Интеграция модуліне сигнал жіберуге рұқсат беру",
        ru="Допустить модуль интеграции к передаче сигналов",
        en="Let an integration module send signals",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-3.8", "ASOI-7"),
)
SHUT_MODULE_OUT = Power(
    "sector.shut_module_out",
    Text(
        kk="Интеграция модулінің рұқсатын қайтарып алу",
        ru="Отозвать допуск модуля интеграции",
        en="Shut an integration module out",
    ),
    {**only(HEAD, Reach.OWN_BODY), **only(CENTRE, Reach.ANY)},
    ("ASOI-3.8",),
)
OF_SIGNALS = (SEE_SIGNALS, SEE_CAMPAIGNS, SEE_MODULES, APPLY_FOR_MODULE, LET_MODULE_IN, SHUT_MODULE_OUT)
