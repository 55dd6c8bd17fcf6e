"""Powers of asking: requests, answers, materials, copies, evidence (SIO25-2 to SIO25-4.1, SIO25-12.1, SIO25-19.1).

Only a role that carries a ground may ask. What was obtained stays with whoever obtained it, whatever their role now:
they answer for its storage and its destruction.
"""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Entry, Power, Reach, everybody, only
from almasu.law.text import Text

OWN = everybody(Reach.OWN)
ROLE_RULE = "sio_pso.role_carries_ground"

ASK = Power(
    "request.ask",
    Text(
        kk="Сұрау салуды құрастыру, қол қою және жіберу",
        ru="Составить, подписать и отправить запрос",
        en="Compose, sign and send a request",
    ),
    only(Role.OFFICER, Reach.SELF),
    ("SIO25-2", "SIO25-3.1", "SIO25-4.1", "SIO25-11", "SIO25-12.1", "SIO25-A1.1"),
    rule=ROLE_RULE,
)
SEE_REQUEST = Power(
    "request.see",
    Text(
        kk="Өз сұрау салуын, оның барысын және журналдағы дәлелін көру",
        ru="Видеть свой запрос, его ход и доказательство в журнале",
        en="See one's own request, how it goes and its proof in the journal",
    ),
    OWN,
    ("SIO25-15.1", "SIO25-19.3"),
)
REPLAY = Power(
    "request.replay",
    Text(
        kk="Өз сұрау салуын басқа редакция бойынша қайта бағалап, айырмашылығын көру",
        ru="Оценить свой запрос заново по другой редакции и увидеть отличия",
        en="Judge one's own request again under another edition and see what differs",
    ),
    OWN,
    ("SIO25-15.1", "SIO25-19.3"),
)
OPEN_ANSWERS = Power(
    "request.open_answers",
    Text(kk="Алынған жауаптарды ашу", ru="Открыть полученные ответы", en="Open the answers obtained"),
    OWN,
    ("SIO25-15.1", "SIO25-19.3", "SIO25-20"),
)
TAKE_EVIDENCE = Power(
    "request.take_evidence",
    Text(
        kk="Өз сұрау салуының дәлелдер пакетін алу",
        ru="Взять пакет доказательств своего запроса",
        en="Take the evidence pack of one's own request",
    ),
    OWN,
    ("SIO25-15.1", "SIO25-19.1"),
)
TAKE_COPY = Power(
    "copy.take",
    Text(
        kk="Жауаптардың көшірмесін жергілікті құрылғыға алу",
        ru="Взять копию ответов на локальное устройство",
        en="Take a copy of answers to a local device",
    ),
    OWN,
    ("SIO25-19.1",),
)
LIST_COPIES = Power(
    "copy.list",
    Text(kk="Өз көшірмелерін көру", ru="Видеть свои копии", en="List one's own copies"),
    OWN,
    ("SIO25-19.1",),
)
CONFIRM_COPY = Power(
    "copy.confirm_destroyed",
    Text(
        kk="Көшірменің жойылғанын растау",
        ru="Подтвердить уничтожение копии",
        en="Confirm that a copy was destroyed",
    ),
    everybody(Reach.OWN, more={Role.CONTROLLER: Reach.BODY_BY_ORDER}),
    ("SIO25-19.1", "SIO25-21.1"),
)
SEE_MATERIAL = Power(
    "material.see",
    Text(
        kk="Өзі сұрау салған материалды көру",
        ru="Видеть материал, в котором есть свои запросы",
        en="See a material in which one has requests",
    ),
    OWN,
    ("SIO25-3.2", "SIO25-19.1"),
)
JOIN_ANSWERS = Power(
    "material.join_answers",
    Text(
        kk="Өз сұрау салуының жауаптарын басқа материалға қосу",
        ru="Приобщить ответы своего запроса к другому материалу",
        en="Join the answers of one's own request to a further material",
    ),
    OWN,
    ("SIO25-19.1",),
)
CLOSE_TASK = Power(
    "material.close_task",
    Text(
        kk="Тапсырманы есеппен жабу",
        ru="Закрыть задание отчётом",
        en="Close a task by its report",
    ),
    OWN,
    ("SIO25-3.2",),
)
DESTROY_MATERIAL = Power(
    "material.destroy",
    Text(
        kk="Сақтау мерзімі өткен материалды жою",
        ru="Уничтожить материал по истечении срока хранения",
        en="Destroy a material whose storage term is over",
    ),
    OWN,
    ("SIO25-19.2",),
)
DECLARE_RELATIVES = Power(
    "relatives.declare",
    Text(kk="Өз туыстарын мәлімдеу", ru="Заявить своих родственников", en="Declare one's relatives"),
    everybody(Reach.SELF),
    ("SIO25-3.1",),
)
ASK_HEAD = Power(
    "countersignature.ask",
    Text(
        kk="Жақын адам туралы сұрау салуға басшының қолын сұрау",
        ru="Просить подпись руководителя под запросом о близком лице",
        en="Ask the head to sign a request about somebody close",
    ),
    only(Role.OFFICER, Reach.SELF),
    ("SIO25-3.1",),
    rule=ROLE_RULE,
)
SEE_COUNTERSIGNATURES = Power(
    "countersignature.see",
    Text(
        kk="Басшының қолын күтетін немесе өзі сұраған сұрау салуларды көру",
        ru="Видеть запросы, которые ждут подписи руководителя или на которые она запрошена",
        en="See requests that wait for one's signature as head, or for which one asked the head",
    ),
    everybody(Reach.OWN, Reach.NAMED),
    ("SIO25-3.1",),
    Entry.EDS,
    frozenset({Reach.NAMED}),
)
COUNTERSIGN = Power(
    "countersignature.sign",
    Text(
        kk="Жақын адам туралы сұрау салуға басшы ретінде қол қою",
        ru="Подписать как руководитель запрос о близком лице",
        en="As the head sign a request about somebody close",
    ),
    everybody(Reach.NAMED),
    ("SIO25-3.1",),
    Entry.EDS,
    frozenset({Reach.NAMED}),
)

ASKING = (
    ASK,
    SEE_REQUEST,
    REPLAY,
    OPEN_ANSWERS,
    TAKE_EVIDENCE,
    TAKE_COPY,
    LIST_COPIES,
    CONFIRM_COPY,
    SEE_MATERIAL,
    JOIN_ANSWERS,
    CLOSE_TASK,
    DESTROY_MATERIAL,
    DECLARE_RELATIVES,
    ASK_HEAD,
    SEE_COUNTERSIGNATURES,
    COUNTERSIGN,
)
