"""Powers over papers: the outgoing register of a body, the incoming one of the Agency (FMA-3.5, FMA-4.2)."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, only
from almasu.kernel.powers.provision import HEAD_OF_AGENCY, OFFICER, RESPONSIBLE, both_sides
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
        kk="Қағазды шығыс тіркелімге енгізу, мөрлеп, курьерге беру; кетпегенінің күшін жою",
        ru="Внести бумагу в исходящий журнал, опечатать и отдать курьеру; не ушедшую аннулировать",
        en="Enter a paper into the outgoing register, seal it and hand it to a courier; cancel one that has not left",
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

KEY_PAPER = Power(
    "provision.key_paper",
    Text(
        kk="Қабылданған қағазды сканерлеу, мәліметін теру",
        ru="Отсканировать полученную бумагу, набрать её сведения",
        en="Scan a received paper, key what it says",
    ),
    only(OFFICER, Reach.ANY),
    ("FMA-3.5", "FMA-4.2"),
)
DECIDE_KEYING = Power(
    "provision.decide_keying",
    Text(
        kk="Екі терудің айырмасын көріп, үшінші болып шешу",
        ru="Увидеть различия двух наборов и решить их третьим",
        en="See where two keyings differ, and decide as the third",
    ),
    {OFFICER: frozenset({Reach.ANY}), HEAD_OF_AGENCY: frozenset({Reach.ANY})},
    ("FMA-3.5",),
)
DROP_KEYING = Power(
    "provision.drop_keying",
    Text(
        kk="Аяқталмаған теруді тоқтатып, терілгенін жою",
        ru="Прекратить незавершённый набор, уничтожив набранное",
        en="Give up a keying that came to no end, destroying what was typed",
    ),
    {OFFICER: frozenset({Reach.ANY}), HEAD_OF_AGENCY: frozenset({Reach.ANY})},
    ("FMA-3.5", "FMA-6.1"),
)

OF_PAPERS = (SEE_PAPERS, SEND_PAPER, RECEIVE_PAPER, KEY_PAPER, DECIDE_KEYING, DROP_KEYING)
