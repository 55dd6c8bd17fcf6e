"""Problems of sitting at a body's workplace (FMA-3.2)."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOT_CONNECTED = ProblemKind(
    "provision.sitting.not_connected",
    409,
    Text(
        kk="Бұл жиынның АЖО-сы шлюзге қосылмаған.",
        ru="АРМ этого набора к шлюзу не подключено.",
        en="The workplace of this set is not connected to the gateway.",
    ),
    Text(
        kk="Органның жауапты қызметкеріне айтыңыз: қосылымды оператор жазады.",
        ru="Скажите ответственному органа: подключение записывает оператор.",
        en="Tell the body's responsible worker: the operator writes the connection down.",
    ),
    ("FMA-3.2",),
)
SITTING_ENDED = ProblemKind(
    "provision.sitting.ended",
    401,
    Text(
        kk="АЖО отырысы аяқталған не ашылмаған.",
        ru="Сеанс в АРМ завершён или не открыт.",
        en="The session at the workplace has ended or was never opened.",
    ),
    Text(
        kk="Порталдағы рұқсатты ашып, АЖО-ға қайта отырыңыз.",
        ru="Откройте доступ на портале и начните сеанс заново.",
        en="Open your seat in the portal and sit down anew.",
    ),
    ("FMA-3.2",),
)
MATERIAL_NEEDED = ProblemKind(
    "provision.sitting.material",
    422,
    Text(
        kk="Бұл рұқсатпен көрілген мәлімет сақталады, ал материал таңдалмаған.",
        ru="По этому доступу увиденное сохраняется, а материал не выбран.",
        en="With this seat what is seen is kept, and no material is chosen.",
    ),
    Text(
        kk="Ашық материалдарыңыздың бірін таңдаңыз.",
        ru="Выберите один из своих открытых материалов.",
        en="Choose one of your open materials.",
    ),
    ("FMA-3.2", "FMA-6.1"),
)
NOTHING_KEPT = ProblemKind(
    "provision.sitting.nothing_kept",
    410,
    Text(
        kk="Бұл көріністің мазмұны сақталмаған не жойылған.",
        ru="Содержание этого просмотра не сохранялось или уничтожено.",
        en="The content of this look was not kept, or is destroyed.",
    ),
    Text(
        kk="Дәлел ретінде журналдағы жазба мен хэштер қалды.",
        ru="Доказательством остались запись журнала и хэши.",
        en="The entry of the journal and its digests remain as evidence.",
    ),
    ("FMA-3.2", "FMA-6.2"),
)
