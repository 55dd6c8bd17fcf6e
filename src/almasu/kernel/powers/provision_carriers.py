"""Powers over electronic carriers: described, signed for, handed over by the body; received and read in (FMA-3.4)."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, only
from almasu.kernel.powers.provision import HEAD_OF_BODY, OFFICER, RESPONSIBLE, both_sides
from almasu.law.text import Text

SEE_CARRIERS = Power(
    "provision.see_carriers",
    Text(
        kk="Электрондық жеткізгіштерді, олардың тізімдемесі мен берілу тізбегін көру",
        ru="Видеть электронные носители, их описи и цепь передачи",
        en="See electronic carriers, their manifests and their chain of custody",
    ),
    both_sides(),
    ("FMA-3.4",),
)
SEND_CARRIER = Power(
    "provision.send_carrier",
    Text(
        kk="Жеткізгіштің тізімдемесін енгізу, мөрлеп тапсыру",
        ru="Внести опись носителя, опечатать его и передать",
        en="Enter the manifest of a carrier, seal it and hand it over",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-3.4",),
)
SIGN_CARRIER = Power(
    "provision.sign_carrier",
    Text(
        kk="Жеткізгіштің тізімдемесіне қол қою",
        ru="Подписать опись носителя",
        en="Sign the manifest of a carrier",
    ),
    only(HEAD_OF_BODY, Reach.OWN_BODY),
    ("FMA-3.4",),
)
RECEIVE_CARRIER = Power(
    "provision.receive_carrier",
    Text(
        kk="Жеткізгішті қабылдау не қабылдамау, тексеріп оқу, қайтару, жою",
        ru="Принять носитель или отказать, прочитать с проверкой, вернуть, уничтожить",
        en="Receive a carrier or refuse it, read it in with checks, return or destroy it",
    ),
    only(OFFICER, Reach.ANY),
    ("FMA-3.4", "FMA-6.2"),
)

OF_CARRIERS = (SEE_CARRIERS, SEND_CARRIER, SIGN_CARRIER, RECEIVE_CARRIER)
