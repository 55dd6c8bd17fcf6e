"""Powers over the ways of giving data: who sees them, proves one impossible, decides and steps (FMA-3 to FMA-3.5)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, some
from almasu.law.text import Text

RESPONSIBLE, HEAD_OF_BODY = Role.BODY_RESPONSIBLE, Role.HEAD_OF_BODY
OFFICER, HEAD_OF_AGENCY = Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY
_EVERYBODY = {**some(Reach.OWN_BODY, RESPONSIBLE, HEAD_OF_BODY), **some(Reach.ANY, OFFICER, HEAD_OF_AGENCY)}

SEE_WAYS = Power(
    "provision.see_ways",
    Text(
        kk="Деректер жиыны қай тәсілмен және неге берілетінін көру",
        ru="Видеть, каким способом передаётся набор данных и почему",
        en="See by which way a data set is given, and why",
    ),
    _EVERYBODY,
    ("FMA-3",),
)
PROVE_IMPOSSIBLE = Power(
    "provision.prove_impossible",
    Text(
        kk="Тәсілдің мүмкін еместігі туралы хатты тіркеу және оны қайтарып алу",
        ru="Записать письмо о невозможности способа и отозвать его",
        en="Record a letter that a way is impossible, and take it back",
    ),
    _EVERYBODY,
    ("FMA-3", "FMA-3.2", "FMA-3.3", "FMA-3.4", "FMA-3.5"),
)
DECIDE_TOGETHER = Power(
    "provision.decide_together",
    Text(
        kk="Тәсілдің мүмкін еместігі туралы бірлескен шешім қабылдау",
        ru="Принять совместное решение о невозможности способа",
        en="Decide together that a way is impossible",
    ),
    {**some(Reach.OWN_BODY, HEAD_OF_BODY), **some(Reach.ANY, HEAD_OF_AGENCY)},
    ("FMA-3", "FMA-5"),
)
STEP_TOGETHER = Power(
    "provision.step_together",
    Text(
        kk="Басқа тәсілге көшуге бірге қол қою",
        ru="Вместе подписать переход на другой способ",
        en="Sign together the step to another way",
    ),
    {**some(Reach.OWN_BODY, RESPONSIBLE), **some(Reach.ANY, OFFICER)},
    ("FMA-3", "FMA-5"),
)
REGISTER_CHANNEL = Power(
    "provision.register_channel",
    Text(
        kk="Арнаны өлшеп тіркеу және жабу",
        ru="Измерить и зарегистрировать канал, закрыть его",
        en="Measure and register a channel, and close it",
    ),
    some(Reach.OWN_BODY, RESPONSIBLE),
    ("FMA-2.5", "FMA-3.1", "FMA-3.3"),
)

OF_WAYS = (SEE_WAYS, PROVE_IMPOSSIBLE, DECIDE_TOGETHER, STEP_TOGETHER, REGISTER_CHANNEL)
