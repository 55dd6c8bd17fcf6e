"""Powers over papers: the outgoing register of a body, the incoming one of the Agency (FMA-3.5, FMA-4.2)."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, only
from almasu.kernel.powers.provision import OFFICER, RESPONSIBLE, both_sides
from almasu.law.text import Text

SEE_PAPERS = Power(
    "provision.see_papers",
    Text(
        kk="Қағаздардың шығыс және кіріс тіркелімін көру",
        ru="Видеть исходящий и входящий журналы бумаг",
        en="See the outgoing and the incoming register of papers",
    ),
    both_sides(),
    ("FMA-3.5",),
)
SEND_PAPER = Power(
    "provision.send_paper",
    Text(
        kk="Қағазды шығыс тіркелімге енгізу, мөрлеп, курьерге беру",
        ru="Внести бумагу в исходящий журнал, опечатать и отдать курьеру",
        en="Enter a paper into the outgoing register, seal it and hand it to a courier",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-3.5", "FMA-4.2"),
)
RECEIVE_PAPER = Power(
    "provision.receive_paper",
    Text(
        kk="Қағазды мөрін салыстырып қабылдау не қабылдамау, қайтару, жою",
        ru="Принять бумагу, сверив печать, или не принять; вернуть, уничтожить",
        en="Receive a paper, its seal compared, or refuse it; return or destroy it",
    ),
    only(OFFICER, Reach.ANY),
    ("FMA-3.5", "FMA-6.1"),
)

OF_PAPERS = (SEE_PAPERS, SEND_PAPER, RECEIVE_PAPER)
