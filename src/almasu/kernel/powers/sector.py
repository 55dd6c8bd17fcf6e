"""Powers of the sector's zone: of organisations' workers and heads, and of the sectoral centre (ASOI-2 to ASOI-15)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, only, some
from almasu.law.text import Text

WORKER, HEAD, CENTRE = Role.RESPONSIBLE_WORKER, Role.HEAD_OF_SECURITY, Role.SECTORAL_CENTRE

CREATE_PROFILE = Power(
    "sector.create_profile",
    Text(
        kk="Қаржы ұйымының профилін жасау",
        ru="Создать профиль финансовой организации",
        en="Create the profile of a financial organisation",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-5", "ASOI-3.2"),
)
REGISTER_WORKER = Power(
    "sector.register_worker",
    Text(
        kk="Ұйым пайдаланушысының есептік жазбасын жасау",
        ru="Создать учётную запись пользователя организации",
        en="Create the account of an organisation's user",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-6",),
)
SEE_PROFILES = Power(
    "sector.see_profiles",
    Text(
        kk="Қосылған ұйымдардың тізімін көру",
        ru="Видеть список подключённых организаций",
        en="See the list of connected organisations",
    ),
    some(Reach.ANY, WORKER, HEAD, CENTRE),
    ("ASOI-3.2", "ASOI-11"),
)
SEE_DOCUMENTS = Power(
    "sector.see_documents",
    Text(
        kk="Хабарламаларды, карталарды, сұрау салулар мен жауаптарды көру",
        ru="Видеть оповещения, карточки, запросы и ответы",
        en="See alerts, cards, requests and answers",
    ),
    {**some(Reach.REACHED, WORKER, HEAD), **some(Reach.SENT, CENTRE)},
    ("ASOI-3.3", "ASOI-3.4", "ASOI-3.7"),
)
WRITE_DOCUMENT = Power(
    "sector.write_document",
    Text(
        kk="Құжатты жазып, басшының келісіміне беру",
        ru="Составить документ и передать на согласие руководству",
        en="Write a document and put it before the head",
    ),
    only(WORKER, Reach.OWN_BODY),
    ("ASOI-3.1", "ASOI-10", "ASOI-11", "ASOI-12"),
)
CONSENT_TO_DOCUMENT = Power(
    "sector.consent_to_document",
    Text(
        kk="Құжатқа келісім беру немесе оны авторына қайтару",
        ru="Дать согласие на документ или вернуть его автору",
        en="Consent to a document, or give it back to its author",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("ASOI-10", "ASOI-11", "ASOI-12", "ASOI-14.2"),
)
CHOOSE = Power(
    "sector.choose",
    Text(
        kk="Хабарламаны қабылдауды не бас тартуды ұсыну, өңделгенін белгілеу",
        ru="Предложить принять оповещение или отказаться, отметить обработанным",
        en="Propose to accept an alert or to refuse it, set it to processed",
    ),
    only(WORKER, Reach.REACHED),
    ("ASOI-13.1", "ASOI-13.2"),
)
DECIDE = Power(
    "sector.decide",
    Text(
        kk="Хабарлама бойынша таңдауға келісім беру",
        ru="Дать согласие на выбор по оповещению",
        en="Consent to what is chosen about an alert",
    ),
    only(HEAD, Reach.REACHED),
    ("ASOI-13.1",),
)
RETURN_DOCUMENT = Power(
    "sector.return_document",
    Text(
        kk="Толық емес құжатты қайтару",
        ru="Вернуть неполный документ",
        en="Return a document whose data are incomplete",
    ),
    only(CENTRE, Reach.SENT),
    ("ASOI-15",),
)
SEE_SECTOR = Power(
    "sector.see_sector",
    Text(
        kk="Секторды көру: кім жауап бермеді, не қайтарылды",
        ru="Видеть сектор: кто не отреагировал, что возвращено",
        en="See the sector: who has not reacted, what is returned",
    ),
    only(CENTRE, Reach.SENT),
    ("ASOI-13.1", "ASOI-15"),
)

PUBLISH = Power(
    "sector.publish",
    Text(
        kk="Осалдық туралы хабарламаны жариялау",
        ru="Опубликовать оповещение об уязвимости",
        en="Publish a vulnerability alert",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-3.5",),
)
CHANGE_CALENDAR = Power(
    "sector.change_calendar",
    Text(
        kk="Қаулы бойынша жұмыс күндерінің күнтізбесін өзгерту",
        ru="Изменить календарь рабочих дней по постановлению",
        en="Change the calendar of working days under a decree",
    ),
    only(CENTRE, Reach.ANY),
    ("ASOI-13.1", "ASOI-15"),
)
OPEN_MACHINE = Power(
    "sector.open_machine",
    Text(
        kk="Машиналардың есептік жазбаларын ашу және бұғаттау",
        ru="Открывать и блокировать учётные записи машин",
        en="Open and block accounts of machines",
    ),
    {**only(HEAD, Reach.OWN_BODY), **only(CENTRE, Reach.ANY)},
    ("ASOI-3.1", "ASOI-3.3"),
)

TAKE_REQUEST = Power(
    "sector.take_request",
    Text(
        kk="Сұрау салуды жұмысқа алуды не қабылдамауды ұсыну, жұмыстың біткенін белгілеу",
        ru="Предложить принять запрос в работу или отклонить, отметить окончание работы",
        en="Propose to take a request into work or to decline it, note that the work is done",
    ),
    some(Reach.REACHED, WORKER, CENTRE),
    ("ASOI-14.1", "ASOI-14.2"),
)
DECIDE_ON_REQUEST = Power(
    "sector.decide_on_request",
    Text(
        kk="Сұрау салу бойынша ұсынысқа келісім беру",
        ru="Дать согласие на предложенное по запросу",
        en="Consent to what is proposed about a request",
    ),
    only(HEAD, Reach.REACHED),
    ("ASOI-14.1",),
)
ENTRUST = Power(
    "sector.entrust",
    Text(
        kk="Сұрау салуды ұйымның бір қызметкеріне тапсыру",
        ru="Поручить запрос одному из работников организации",
        en="Entrust a request to one worker of the organisation",
    ),
    only(HEAD, Reach.REACHED),
    ("ASOI-3.1", "ASOI-14.1"),
)
ANSWER_AS_CENTRE = Power(
    "sector.answer_as_centre",
    Text(
        kk="Уәкілетті органға келген сұрау салуға жауап беру",
        ru="Ответить на запрос к уполномоченному органу",
        en="Answer a request to the authorised body",
    ),
    only(CENTRE, Reach.REACHED),
    ("ASOI-3.7", "ASOI-11"),
)

OF_SECTOR = (
    CREATE_PROFILE,
    REGISTER_WORKER,
    SEE_PROFILES,
    SEE_DOCUMENTS,
    WRITE_DOCUMENT,
    CONSENT_TO_DOCUMENT,
    CHOOSE,
    DECIDE,
    TAKE_REQUEST,
    DECIDE_ON_REQUEST,
    ENTRUST,
    ANSWER_AS_CENTRE,
    RETURN_DOCUMENT,
    SEE_SECTOR,
    PUBLISH,
    CHANGE_CALENDAR,
    OPEN_MACHINE,
)
