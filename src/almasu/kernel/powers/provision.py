"""Powers in the zone of provision: over bodies, their people and objects, and over standing conditions."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, Reaches, only
from almasu.law.text import Text

RESPONSIBLE, HEAD_OF_BODY = Role.BODY_RESPONSIBLE, Role.HEAD_OF_BODY
OFFICER, HEAD_OF_AGENCY = Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY
BODY, AGENCY = (RESPONSIBLE, HEAD_OF_BODY), (OFFICER, HEAD_OF_AGENCY)


def both_sides(of_body: tuple[Role, ...] = BODY, of_agency: tuple[Role, ...] = AGENCY) -> Reaches:
    """Return what people of both sides share: those of a body reach their own body, the Agency's reach all."""
    own, every = frozenset({Reach.OWN_BODY}), frozenset({Reach.ANY})
    return {**dict.fromkeys(of_body, own), **dict.fromkeys(of_agency, every)}


REGISTER_BODY = Power(
    "provision.register_body",
    Text(
        kk="Мәлімет беретін мемлекеттік органды тіркеу",
        ru="Зарегистрировать государственный орган, передающий сведения",
        en="Register a state body that gives data",
    ),
    only(HEAD_OF_AGENCY, Reach.ANY),
    ("FMA-2.4",),
)
REGISTER_WORKER = Power(
    "provision.register_worker",
    Text(
        kk="Органның немесе Агенттіктің адамын тіркеу",
        ru="Зарегистрировать человека органа или Агентства",
        en="Register somebody of a body or of the Agency",
    ),
    both_sides((HEAD_OF_BODY,), (HEAD_OF_AGENCY,)),
    ("FMA-2.4",),
)
SEE_BODIES = Power(
    "provision.see_bodies",
    Text(
        kk="Тіркелген органдар мен олардың ақпараттандыру объектілерін көру",
        ru="Видеть зарегистрированные органы и их объекты информатизации",
        en="See registered bodies and their informatisation objects",
    ),
    both_sides(),
    ("FMA-2.4", "FMA-2.6"),
)
DESCRIBE_SOURCE = Power(
    "provision.describe_source",
    Text(
        kk="Органның ақпараттандыру объектісін сипаттау",
        ru="Описать объект информатизации органа",
        en="Describe an informatisation object of the body",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-2.2", "FMA-2.3", "FMA-2.6"),
)
SEE_CONDITIONS = Power(
    "provision.see_conditions",
    Text(
        kk="№ 179 және № 832 сақталуы туралы мәлімдемелерді көру",
        ru="Видеть заявления о соблюдении № 179 и № 832",
        en="See the statements of keeping No. 179 and No. 832",
    ),
    both_sides(),
    ("FMA-4.1",),
)
STATE_COMPLIANCE = Power(
    "provision.state_compliance",
    Text(
        kk="№ 179 немесе № 832 сақталатынын мәлімдеу, мәлімдемені қайтарып алу",
        ru="Заявить о соблюдении № 179 или № 832, отозвать заявление",
        en="State that No. 179 or No. 832 is kept, withdraw the statement",
    ),
    both_sides((HEAD_OF_BODY,), (HEAD_OF_AGENCY,)),
    ("FMA-4.1",),
)
SEE_OVERVIEW = Power(
    "provision.see_overview",
    Text(
        kk="Шолуды көру: мерзімдер, кешігулер, тәсілдердің үлесі, берілімдердің сапасы",
        ru="Видеть обзор: сроки, опоздания, доли способов, качество передач",
        en="See the overview: what is due and late, shares of ways, quality of feeds",
    ),
    both_sides(),
    ("FMA-3", "FMA-5"),
)
OF_BODIES = (
    REGISTER_BODY,
    REGISTER_WORKER,
    SEE_BODIES,
    DESCRIBE_SOURCE,
    SEE_CONDITIONS,
    STATE_COMPLIANCE,
    SEE_OVERVIEW,
)
