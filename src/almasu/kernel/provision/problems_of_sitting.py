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
GATEWAY_NOT_APART = ProblemKind(
    "provision.gateway.not_apart",
    500,
    Text(
        kk="Шлюз мекенжайы ({gateway}) порталдан ({portal}) бөлек тұрған жоқ: cookie екеуіне де жетеді.",
        ru="Адрес шлюза ({gateway}) не отделён от портала ({portal}): cookie доходят до обоих.",
        en="The gateway's address ({gateway}) does not stand apart from the portal ({portal}): cookies reach both.",
    ),
    Text(
        kk="Шлюзге басқа хост атын беріп, TLS қосыңыз; порт бөлмейді. Портал хосты webauthn_host кілтінде аталады.",
        ru="Дайте шлюзу другое имя хоста и включите TLS; порт не отделяет. Хост портала называет ключ webauthn_host.",
        en="Give the gateway another host name and turn TLS on; a port does not do. webauthn_host is the portal.",
    ),
    ("FMA-3.2", "FMA-4.1", "FMA-6.1"),
)
GATEWAY_ADDRESS = ProblemKind(
    "provision.gateway.address",
    500,
    Text(
        kk="Шлюз мекенжайы дұрыс жазылмаған: {gateway}.",
        ru="Адрес шлюза записан неверно: {gateway}.",
        en="The gateway's address is written wrongly: {gateway}.",
    ),
    Text(
        kk="workplace_address: схема, хост және порт қана; TLS қосулы болса, схема https.",
        ru="workplace_address: только схема, хост и порт; при TLS схема https.",
        en="workplace_address: scheme, host and port alone; the scheme is https where TLS is on.",
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
