"""Powers of the exchange around documents: declared software, what others publish, where notices go (ASOI-3.3, 3.5)."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, only, some
from almasu.kernel.powers.sector import CENTRE, HEAD, WORKER
from almasu.law.text import Text

DECLARE_SOFTWARE = Power(
    "sector.declare_software",
    Text(
        kk="Ұйым қолданатын бағдарламалар мен жабдықты мәлімдеу",
        ru="Заявить программы и оборудование организации",
        en="Declare the software and equipment of the organisation",
    ),
    only(WORKER, Reach.OWN_BODY),
    ("ASOI-3.5",),
)
SEE_SOFTWARE = Power(
    "sector.see_software",
    Text(
        kk="Ұйымның мәлімдеген бағдарламаларын көру",
        ru="Видеть заявленные программы своей организации",
        en="See the software that the own organisation declared",
    ),
    some(Reach.OWN_BODY, WORKER, HEAD),
    ("ASOI-3.5",),
)
SEE_CONCERN = Power(
    "sector.see_concern",
    Text(
        kk="Осалдық кімге қатысты екенін көру: өз ұйымын, орталық санын",
        ru="Видеть, кого касается уязвимость: свою организацию, центр число",
        en="See whom a vulnerability concerns: the own organisation; the centre, how many",
    ),
    {**some(Reach.OWN_BODY, WORKER, HEAD), **some(Reach.ANY, CENTRE)},
    ("ASOI-3.5",),
)
SEE_INCOMING = Power(
    "sector.see_incoming",
    Text(
        kk="Басқалар жариялаған хабарларды көру және файлмен қосу",
        ru="Видеть опубликованное другими и добавлять файлом",
        en="See what others published, and add to it by file",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-3.5",),
)
OPEN_NOTICES = Power(
    "sector.open_notices",
    Text(
        kk="Хабар жіберілетін мекенжайды тіркеу және жабу",
        ru="Зарегистрировать и закрыть место для извещений",
        en="Register and close where notices go",
    ),
    {**only(HEAD, Reach.OWN_BODY), **only(CENTRE, Reach.OWN_BODY)},
    ("ASOI-3.3", "ASOI-3.8"),
)
SEE_NOTICES = Power(
    "sector.see_notices",
    Text(
        kk="Хабарлардың жеткізілуін көру",
        ru="Видеть доставку извещений",
        en="See how notices are delivered",
    ),
    some(Reach.OWN_BODY, WORKER, HEAD, CENTRE),
    ("ASOI-3.3",),
)
EXCHANGING = (DECLARE_SOFTWARE, SEE_SOFTWARE, SEE_CONCERN, SEE_INCOMING, OPEN_NOTICES, SEE_NOTICES)
