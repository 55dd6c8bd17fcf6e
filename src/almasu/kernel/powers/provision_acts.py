"""Powers over the joint act of a state body and the Agency, and over what is owed under it (FMA-5)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, Reaches
from almasu.law.text import Text

RESPONSIBLE, HEAD = Role.BODY_RESPONSIBLE, Role.HEAD_OF_BODY
OFFICER, HEAD_OF_AGENCY = Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY


def _both(of_body: Role, of_agency: Role) -> Reaches:
    """Return the reach of two who have the same power, each on their side: the body's is over its own acts."""
    return {of_body: frozenset({Reach.OWN_BODY}), of_agency: frozenset({Reach.ANY})}


SEE_ACTS = Power(
    "provision.see_acts",
    Text(
        kk="Бірлескен актілер мен олардың нұсқаларын көру",
        ru="Видеть совместные акты и их версии",
        en="See joint acts and their versions",
    ),
    {**_both(RESPONSIBLE, OFFICER), **_both(HEAD, HEAD_OF_AGENCY)},
    ("FMA-5",),
)
DRAFT_ACT = Power(
    "provision.draft_act",
    Text(
        kk="Бірлескен актінің жобасын жазу, келісуге шығару, ұзарту",
        ru="Составить проект совместного акта, вынести на согласование, продлить",
        en="Write the draft of a joint act, put it to approval, renew it",
    ),
    _both(RESPONSIBLE, OFFICER),
    ("FMA-5",),
)
APPROVE_ACT = Power(
    "provision.approve_act",
    Text(
        kk="Бірлескен актінің жобасын ЭЦҚ-мен келісу",
        ru="Согласовать проект совместного акта с ЭЦП",
        en="Approve the draft of a joint act with the EDS",
    ),
    _both(RESPONSIBLE, OFFICER),
    ("FMA-5",),
)
SEND_ACT_BACK = Power(
    "provision.send_act_back",
    Text(
        kk="Бірлескен актіні ескертпемен жобаға қайтару",
        ru="Вернуть совместный акт в проект с замечанием",
        en="Send a joint act back to a draft with a remark",
    ),
    {**_both(RESPONSIBLE, OFFICER), **_both(HEAD, HEAD_OF_AGENCY)},
    ("FMA-5",),
)
SIGN_ACT = Power(
    "provision.sign_act",
    Text(
        kk="Бірлескен актіге басшы ретінде қол қою",
        ru="Подписать совместный акт как руководитель",
        en="Sign a joint act as the head",
    ),
    _both(HEAD, HEAD_OF_AGENCY),
    ("FMA-5",),
)
END_ACT = Power(
    "provision.end_act",
    Text(
        kk="Бірлескен актіні екі басшының шешімімен мерзімінен бұрын тоқтату",
        ru="Прекратить совместный акт досрочно по решению обоих руководителей",
        en="End a joint act early by a decision of both heads",
    ),
    _both(HEAD, HEAD_OF_AGENCY),
    ("FMA-5",),
)
SEE_OBLIGATIONS = Power(
    "provision.see_obligations",
    Text(
        kk="Акт бойынша міндеттемелерді көру: мерзімі келген, кешіккен, толық емес",
        ru="Видеть обязательства по акту: наступающие, просроченные, неполные",
        en="See what is owed under an act: due, late, incomplete",
    ),
    {**_both(RESPONSIBLE, OFFICER), **_both(HEAD, HEAD_OF_AGENCY)},
    ("FMA-5",),
)
NOTE_GIVEN = Power(
    "provision.note_given",
    Text(
        kk="Мәліметтің алынғанын және не жетпейтінін белгілеу",
        ru="Отметить получение сведений и чего в них недостаёт",
        en="Note that data were received, and what they lack",
    ),
    {OFFICER: frozenset({Reach.ANY})},
    ("FMA-5",),
)
OF_PROVISION_ACTS = (
    SEE_ACTS,
    DRAFT_ACT,
    APPROVE_ACT,
    SEND_ACT_BACK,
    SIGN_ACT,
    END_ACT,
    SEE_OBLIGATIONS,
    NOTE_GIVEN,
)
