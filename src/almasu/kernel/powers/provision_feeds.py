"""Powers over feeds: giving a file, seeing deliveries, taking the report of rejected rows, looking rows up."""

from __future__ import annotations

from almasu.kernel.powers.power import Power, Reach, only
from almasu.kernel.powers.provision import RESPONSIBLE, both_sides
from almasu.kernel.powers.provision_asking import OFFICER
from almasu.law.text import Text

GIVE_FEED = Power(
    "provision.give_feed",
    Text(
        kk="Кесте бойынша деректер файлын беру және қайтарып алу",
        ru="Передать файл данных по графику и отозвать его",
        en="Give a file of data by the schedule, and take it back",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-3.1", "FMA-5"),
)
SEE_FEEDS = Power(
    "provision.see_feeds",
    Text(
        kk="Жеткізілімдерді, олардың барысын және қабылданбаған жолдар есебін көру",
        ru="Видеть поставки, их ход и отчёт об отклонённых строках",
        en="See deliveries, their progress and the report of rejected rows",
    ),
    both_sides(),
    ("FMA-3.1", "FMA-5"),
)
FIND_IN_FEEDS = Power(
    "provision.find_in_feeds",
    Text(
        kk="Файлмен берілген жиыннан материалға бір кілттің жолдарын табу",
        ru="Найти для материала строки одного ключа в наборе, переданном файлом",
        en="Find the rows of one key in a set given by file, for a material",
    ),
    only(OFFICER, Reach.OWN),
    ("FMA-3.1", "FMA-6.1"),
)
REGISTER_SERVER = Power(
    "provision.register_server",
    Text(
        kk="Файл алынатын серверді тіркеу және қайтарып алу",
        ru="Зарегистрировать и отозвать сервер, с которого забирается файл",
        en="Register and revoke the server from which a file is fetched",
    ),
    only(RESPONSIBLE, Reach.OWN_BODY),
    ("FMA-3.1", "FMA-5"),
)
OF_FEEDS = (GIVE_FEED, SEE_FEEDS, FIND_IN_FEEDS, REGISTER_SERVER)
