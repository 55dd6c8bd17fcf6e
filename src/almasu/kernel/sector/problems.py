"""Problems on the paths of the sector's documents: who may take a step, when, and what a step needs."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

RULE_BROKEN = ProblemKind(
    "sector.rule",
    409,
    Text(
        kk="№ 67 қаулының талабы орындалмаған.",
        ru="Не выполнено требование постановления № 67.",
        en="A requirement of resolution No. 67 is not met.",
    ),
    Text(
        kk="Себебін оқып, жетіспейтінін толықтырыңыз.",
        ru="Прочитайте причину и восполните недостающее.",
        en="Read the reason and supply what is missing.",
    ),
    ("ASOI-10", "ASOI-11", "ASOI-12", "ASOI-13.1", "ASOI-14.1", "ASOI-15"),
)

NOT_THEIR_DUTY = ProblemKind(
    "sector.duty",
    403,
    Text(
        kk="Бұл қадамды осы ұйымның тиісті қызметкері ғана жасай алады.",
        ru="Этот шаг может сделать только тот работник этой организации, кому он поручен.",
        en="Only the worker of this organisation who has the duty may take this step.",
    ),
    Text(
        kk="Оны өз ұйымыңыздың жауапты қызметкеріне немесе ақпараттық қауіпсіздік бөлімшесінің басшысына тапсырыңыз.",
        ru="Передайте его ответственному работнику или руководителю подразделения ИБ своей организации.",
        en="Leave it to the responsible worker or to the head of the information-security unit of your organisation.",
    ),
    ("ASOI-3.1", "ASOI-10", "ASOI-11", "ASOI-12"),
)

WRONG_STAGE = ProblemKind(
    "sector.stage",
    409,
    Text(
        kk="Құжаттың қазіргі күйінде бұл қадам жасалмайды.",
        ru="В нынешнем состоянии документа этот шаг невозможен.",
        en="The document is in a state in which this step cannot be taken.",
    ),
    Text(
        kk="Құжатты қайта ашып, күйін қараңыз: оны осы арада біреу жылжытқан болуы мүмкін.",
        ru="Откройте документ снова и посмотрите его состояние: возможно, его тем временем продвинули.",
        en="Open the document again and look at its state: somebody may have moved it meanwhile.",
    ),
    ("ASOI-13.1", "ASOI-14.1", "ASOI-15"),
)

OWN_CONSENT = ProblemKind(
    "sector.own_consent",
    403,
    Text(
        kk="Құжатты жазған адам оған өзі келісім бере алмайды.",
        ru="Кто составил документ, не может сам дать на него согласие.",
        en="Who wrote the document cannot give the consent to it.",
    ),
    Text(
        kk="Келісімді ақпараттық қауіпсіздік бөлімшесінің басшысы береді.",
        ru="Согласие даёт руководитель подразделения информационной безопасности.",
        en="The consent is given by the head of the information-security unit.",
    ),
    ("ASOI-10", "ASOI-11", "ASOI-12"),
)

ANOTHER_EDITION = ProblemKind(
    "sector.another_edition",
    409,
    Text(
        kk="Келісім құжаттың басқа нұсқасына берілген.",
        ru="Согласие дано на другую редакцию документа.",
        en="The consent is for another edition of the document.",
    ),
    Text(
        kk="Қазіргі нұсқаны оқып, соған келісім беріңіз.",
        ru="Прочитайте нынешнюю редакцию и дайте согласие на неё.",
        en="Read the present edition and give the consent to that.",
    ),
    ("ASOI-10", "ASOI-12", "ASOI-13.1"),
)

NOT_RETURNABLE = ProblemKind(
    "sector.not_returnable",
    409,
    Text(
        kk="Мұндай құжат қайтарылмайды.",
        ru="Такой документ не возвращают.",
        en="A document of this kind is not returned.",
    ),
    Text(
        kk="Салалық орталық хабарламаны, инцидент картасын және сұрау салуға жауапты ғана қайтарады.",
        ru="Отраслевой центр возвращает только оповещение об угрозе, карточку инцидента и ответ на запрос.",
        en="The sectoral centre returns a threat alert, an incident card or an answer to a request only.",
    ),
    ("ASOI-15",),
)

WORDS_NEEDED = ProblemKind(
    "sector.words_needed",
    422,
    Text(kk="Түсіндірме жазылмаған.", ru="Нет пояснения.", en="The explanation is missing."),
    Text(
        kk="Кемінде үш сөзбен себебін жазыңыз: оны құжаттың екінші тарабы оқиды.",
        ru="Напишите причину хотя бы тремя словами: её прочитает другая сторона.",
        en="Write the reason in at least three words: the other side will read it.",
    ),
    ("ASOI-14.1", "ASOI-15"),
)

NOT_ACCEPTED = ProblemKind(
    "sector.not_accepted",
    409,
    Text(
        kk="Қабылданған ұсынымдар ғана «өңделді» деп белгіленеді.",
        ru="«Обработано» ставится только принятому оповещению.",
        en="Only an accepted alert can be set to processed.",
    ),
    Text(
        kk="Алдымен ұсынымдарды басшының келісімімен қабылдаңыз.",
        ru="Сначала примите рекомендации с согласия руководства.",
        en="First accept the recommendations with the consent of the head.",
    ),
    ("ASOI-13.2",),
)

NOT_BOUND = ProblemKind(
    "sector.not_bound",
    403,
    Text(
        kk="Бұл міндет банктерге, бейрезидент банк филиалдарына және банк операцияларының жекелеген түрлерін жүзеге "
        "асыратын ұйымдарға ғана жүктелген.",
        ru="Эта обязанность лежит только на банках, филиалах банков-нерезидентов и организациях, осуществляющих "
        "отдельные виды банковских операций.",
        en="This duty is that of banks, branches of non-resident banks and organisations with certain banking "
        "operations only.",
    ),
    Text(
        kk="Басқа ұйым қауіп туралы хабарлама немесе сұрау салу жібереді.",
        ru="Другая организация отправляет оповещение об угрозе или запрос.",
        en="Another organisation sends a threat alert or a request instead.",
    ),
    ("ASOI-7", "ASOI-8", "ASOI-12"),
)

CHANNEL_TOO_NARROW = ProblemKind(
    "sector.red_to_all",
    422,
    Text(
        kk="TLP:RED белгісімен барлық қаржы ұйымына хабарлама жіберілмейді.",
        ru="Оповещение всем финансовым организациям не может быть TLP:RED.",
        en="An alert to all financial organisations cannot be TLP:RED.",
    ),
    Text(
        kk="Басқа белгіні таңдаңыз немесе нақты ұйымдарға сұрау салу жіберіңіз.",
        ru="Выберите другую степень или отправьте запрос отдельным организациям.",
        en="Choose another degree, or send a request to chosen organisations.",
    ),
    ("ASOI-3.3", "ASOI-10.4"),
)

NO_SUCH_KIND = ProblemKind(
    "sector.no_such_kind",
    422,
    Text(
        kk="Мұндай инцидент түрі жоқ.",
        ru="Такого вида инцидента нет.",
        en="There is no such kind of incident.",
    ),
    Text(
        kk="12-тармақтағы алты түрдің бірін таңдаңыз.",
        ru="Выберите один из шести видов пункта 12.",
        en="Choose one of the six kinds of clause 12.",
    ),
    ("ASOI-12",),
)

NOT_CONNECTED_YET = ProblemKind(
    "sector.not_connected_yet",
    403,
    Text(
        kk="Ұйымыңыздың профилі жоқ.",
        ru="У вашей организации нет профиля.",
        en="Your organisation has no profile.",
    ),
    Text(
        kk="Ұйымның деректерін салалық орталыққа беріңіз: профильді ол жасайды.",
        ru="Передайте данные организации отраслевому центру: профиль создаёт он.",
        en="Give the data of the organisation to the sectoral centre: it creates the profile.",
    ),
    ("ASOI-3.2", "ASOI-5"),
)

ANOTHER_KIND = ProblemKind(
    "sector.another_kind",
    409,
    Text(
        kk="Құжаттың түрі өзгермейді.",
        ru="Вид документа не меняется.",
        en="A document does not change its kind.",
    ),
    Text(
        kk="Басқа түрдегі жаңа құжат жазыңыз.",
        ru="Составьте новый документ другого вида.",
        en="Write a new document of the other kind.",
    ),
    ("ASOI-3.3", "ASOI-3.4", "ASOI-3.7"),
)

ENTRUSTED = ProblemKind(
    "sector.entrusted",
    403,
    Text(
        kk="Бұл сұрау салу басқа қызметкерге тапсырылған.",
        ru="Этот запрос поручен другому работнику.",
        en="This request is entrusted to another worker.",
    ),
    Text(
        kk="Онымен тапсырылған қызметкер жұмыс істейді; басшы оны сізге қайта тапсыра алады.",
        ru="С ним работает тот, кому он поручен; руководитель может поручить его вам.",
        en="Whoever it is entrusted to works on it; the head may entrust it to you.",
    ),
    ("ASOI-3.1", "ASOI-14.1"),
)

NO_SUCH_END = ProblemKind(
    "sector.no_such_end",
    409,
    Text(
        kk="Жауаптың мерзімі сұрау салу алынған күннен бері саналып жатыр.",
        ru="Срок ответа уже считается с получения запроса.",
        en="The term of the answer has been running since the request came.",
    ),
    Text(
        kk="Жұмыстың аяқталғанын белгілеудің қажеті жоқ: жауапты жазып, басшының келісіміне беріңіз.",
        ru="Отмечать окончание работы не нужно: составьте ответ и передайте его на согласие.",
        en="The end of the work need not be noted: write the answer and put it before the head.",
    ),
    ("ASOI-14.2",),
)

NOT_A_WORKER = ProblemKind(
    "sector.not_a_worker",
    422,
    Text(
        kk="Ұйымыңызда мұндай жауапты қызметкер жоқ.",
        ru="Такого ответственного работника в вашей организации нет.",
        en="Your organisation has no such responsible worker.",
    ),
    Text(
        kk="Қызметкерді тізімнен таңдаңыз.",
        ru="Выберите работника из списка.",
        en="Choose the worker from the list.",
    ),
    ("ASOI-3.1",),
)

ANSWER_OF_WHAT = ProblemKind(
    "sector.answer_of_what",
    422,
    Text(
        kk="Жауап қай сұрау салуға берілетіні айтылмаған.",
        ru="Не сказано, на какой запрос этот ответ.",
        en="It is not said which request is answered.",
    ),
    Text(
        kk="Сұрау салуды ашып, жауапты сол жерден жазыңыз.",
        ru="Откройте запрос и составьте ответ оттуда.",
        en="Open the request and write the answer from there.",
    ),
    ("ASOI-14.2",),
)

REPORT_BACK = ProblemKind(
    "sector.report_back",
    422,
    Text(
        kk="Карта бұдан да толық хабармен жіберілген.",
        ru="Карточка уже отправлена на более позднем этапе.",
        en="The card was sent at a later stage already.",
    ),
    Text(
        kk="Хабардың түрін соңғы жіберілгеннен ерте етпеңіз: карта тек толыға береді.",
        ru="Не выбирайте этап раньше отправленного: карточка только растёт.",
        en="Choose no stage before the one that was sent: a card only grows.",
    ),
    ("ASOI-12",),
)
