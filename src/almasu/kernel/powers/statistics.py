"""The power over the sector's numbers: everybody of the sector has it, and sees by it only what they may know."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, some
from almasu.kernel.powers.sector import CENTRE, HEAD, WORKER
from almasu.law.text import Text

SEE_STATISTICS = Power(
    "sector.see_statistics",
    Text(
        kk="Статистиканы көру: өз ұйымының және бүркемеленген жиынтық",
        ru="Видеть статистику: своей организации и обезличенные суммы",
        en="See statistics: of one's own organisation, and sums in which nobody is recognised",
    ),
    {**some(Reach.OWN_BODY, WORKER, HEAD), **some(Reach.ANY, CENTRE)},
    ("ASOI-3.6", "ASOI-13.1"),
)
OF_STATISTICS = (SEE_STATISTICS,)
