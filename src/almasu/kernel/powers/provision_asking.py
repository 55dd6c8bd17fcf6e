"""Powers over questions to state bodies, and over what they gave (FMA-3.1 to FMA-6.2)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, only
from almasu.law.text import Text

RESPONSIBLE, HEAD = Role.BODY_RESPONSIBLE, Role.HEAD_OF_BODY
OFFICER, HEAD_OF_AGENCY = Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY

KEEP_MATERIAL = Power(
    "provision.keep_material",
    Text(
        kk="Алынған мәліметке арналған материалды ашу және көру",
        ru="Открыть и видеть материал для полученных сведений",
        en="Open and see a material for what is received",
    ),
    only(OFFICER, Reach.OWN),
    ("FMA-6.1",),
)
ASK = Power(
    "provision.ask",
    Text(
        kk="Күшіндегі актіге сай мемлекеттік органнан мәлімет сұрау",
        ru="Запросить сведения у государственного органа в рамках действующего акта",
        en="Ask a state body for data inside an act in force",
    ),
    only(OFFICER, Reach.ANY),
    ("FMA-1", "FMA-3.3", "FMA-5"),
)
SEE_QUESTIONS = Power(
    "provision.see_questions",
    Text(
        kk="Сұрау салулар мен олардың жауабын көру",
        ru="Видеть запросы и состояние ответов",
        en="See questions and how their answers stand",
    ),
    {
        RESPONSIBLE: frozenset({Reach.OWN_BODY}),
        HEAD: frozenset({Reach.OWN_BODY}),
        OFFICER: frozenset({Reach.OWN}),
        HEAD_OF_AGENCY: frozenset({Reach.ANY}),
    },
    ("FMA-3.3", "FMA-5"),
)
WITHDRAW_QUESTION = Power(
    "provision.withdraw_question",
    Text(
        kk="Жауап берілмеген сұрау салуды қайтарып алу",
        ru="Отозвать запрос, на который не ответили",
        en="Withdraw a question that was not answered",
    ),
    {OFFICER: frozenset({Reach.OWN}), HEAD_OF_AGENCY: frozenset({Reach.ANY})},
    ("FMA-3.3", "FMA-5"),
)
ANSWER = Power(
    "provision.answer",
    Text(
        kk="Жүйе үндемегенде сұрау салуға порталда жауап беру",
        ru="Ответить на запрос в портале, когда система молчит",
        en="Answer a question in the portal where the system is silent",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-3.3",),
)
USE_RECEIVED = Power(
    "provision.use_received",
    Text(
        kk="Алынған мәліметті ашу, басып шығару, көшіріп алу, беру",
        ru="Открыть полученное, напечатать, выгрузить, передать",
        en="Open, print, take along or pass on what was received",
    ),
    only(OFFICER, Reach.OWN),
    ("FMA-6.1", "FMA-6.2"),
)
DESTROY_MATERIAL = Power(
    "provision.destroy_material",
    Text(
        kk="Материалды онымен алынғанның бәрімен бірге жою",
        ru="Уничтожить материал со всем, что в нём получено",
        en="Destroy a material with all that was received for it",
    ),
    only(OFFICER, Reach.OWN),
    ("FMA-6.2",),
)
OF_PROVISION_ASKING = (
    KEEP_MATERIAL,
    ASK,
    SEE_QUESTIONS,
    WITHDRAW_QUESTION,
    ANSWER,
    USE_RECEIVED,
    DESTROY_MATERIAL,
)
