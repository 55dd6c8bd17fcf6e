"""Powers of the prosecutor, under a resolution, and of register owners over their own (SIO25-16, SIO25-22.1 to 23)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, only
from almasu.law.text import Text

ISSUE_RESOLUTION = Power(
    "resolution.issue",
    Text(
        kk="Тексеру жүргізу туралы қаулы шығару",
        ru="Вынести постановление о проведении проверки",
        en="Issue a resolution to hold a check",
    ),
    only(Role.PROSECUTOR, Reach.OWN_CASE),
    ("SIO25-22.2",),
)
LIST_RESOLUTIONS = Power(
    "resolution.list",
    Text(kk="Өз қаулыларын көру", ru="Видеть свои постановления", en="List one's own resolutions"),
    only(Role.PROSECUTOR, Reach.OWN),
    ("SIO25-22.2",),
)
LIST_CASES = Power(
    "supervision.list_cases",
    Text(
        kk="Өзі жүргізетін және бос қадағалау істерін көру",
        ru="Видеть свои и никем не взятые надзорные дела",
        en="List the cases of supervision that one holds or nobody holds",
    ),
    only(Role.PROSECUTOR, Reach.OWN_CASE),
    ("SIO25-23",),
)
CUT_RESOLUTION = Power(
    "resolution.cut",
    Text(
        kk="Өз қаулысын кері қайтарып алу немесе мерзімін қысқарту",
        ru="Отозвать своё постановление или сократить его срок",
        en="Withdraw one's own resolution or make its term shorter",
    ),
    only(Role.PROSECUTOR, Reach.OWN),
    ("SIO25-22.2",),
)
HOLD_CHECK = Power(
    "supervision.hold_check",
    Text(
        kk="Қаулымен қамтылған сұрау салуларды сол кезде көрінген күйінде қарау",
        ru="Смотреть охваченные постановлением запросы такими, какими их видели тогда",
        en="Look at the requests a resolution covers as they were seen then",
    ),
    only(Role.PROSECUTOR, Reach.RESOLUTION),
    ("SIO25-22.1", "SIO25-22.2"),
)
TAKE_ALONG = Power(
    "supervision.take_along",
    Text(
        kk="Қаулымен қамтылғанды дәлелдерімен бірге алу",
        ru="Взять охваченное постановлением вместе с доказательствами",
        en="Take along what a resolution covers, with its proofs",
    ),
    only(Role.PROSECUTOR, Reach.RESOLUTION),
    ("SIO25-22.1", "SIO25-22.2"),
)
TAKE_MEASURE = Power(
    "supervision.take_measure",
    Text(
        kk="Қадағалау ісі бойынша шара қолдану",
        ru="Принять меру по надзорному делу",
        en="Take a measure in a case of supervision",
    ),
    only(Role.PROSECUTOR, Reach.OWN_CASE),
    ("SIO25-23",),
)
SEE_USES = Power(
    "owner.see_uses",
    Text(
        kk="Өз тізілімінің пайдаланылуын көру: негіз бен рөл, адамсыз",
        ru="Видеть использование своего реестра: основание и роль, без имён",
        en="See the uses of one's own register: ground and role, no names",
    ),
    only(Role.OWNER, Reach.OWN_RESOURCES),
    ("SIO25-16", "SIO25-4.1"),
)

SUPERVISING = (
    ISSUE_RESOLUTION,
    LIST_RESOLUTIONS,
    LIST_CASES,
    CUT_RESOLUTION,
    HOLD_CHECK,
    TAKE_ALONG,
    TAKE_MEASURE,
    SEE_USES,
)
