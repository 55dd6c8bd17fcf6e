"""Powers of the exchange between states (Agreement of 3 November 2017)."""

from __future__ import annotations

from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power, Reach, Reaches, only, some
from almasu.law.text import Text

OFFICER, HEAD, KEEPER = Role.CIS_OFFICER, Role.CIS_HEAD, Role.CIS_KEEPER
_BODY: Reaches = some(Reach.OWN_BODY, OFFICER, HEAD)
_EVERYBODY: Reaches = some(Reach.ANY, OFFICER, HEAD, KEEPER)

SEE_DIRECTORY = Power(
    "cis.see_directory",
    Text(
        kk="Тараптар мен органдардың тізімін көру",
        ru="Видеть перечень Сторон и органов",
        en="See the directory of Parties and bodies",
    ),
    _EVERYBODY,
    ("CIS-5.1", "CIS-S"),
)
KEEP_DIRECTORY = Power(
    "cis.keep_directory",
    Text(
        kk="Органдарды, хабарламаларды және жүйелерді енгізу",
        ru="Вносить органы, уведомления и системы",
        en="Enter bodies, notices to the depositary and systems",
    ),
    only(KEEPER, Reach.ANY),
    ("CIS-5.1", "CIS-5.2", "CIS-1e"),
)
KEEP_NODES = Power(
    "cis.keep_nodes",
    Text(
        kk="Басқа мемлекеттердің тораптарын тіркеу, шығару, оларға күтіп тұрғанды фельдъегермен жіберу",
        ru="Регистрировать и отключать узлы других государств, отправлять им ожидающее фельдсвязью",
        en="Register nodes of other states and shut them out, send them by courier what waits",
    ),
    only(KEEPER, Reach.ANY),
    ("CIS-6.1", "CIS-4.2"),
)
SEE_DIFFERENCES = Power(
    "cis.see_differences",
    Text(
        kk="Торап екі түрлі тарих айтқанының дәлелдерін көру және алу",
        ru="Видеть и брать доказательства того, что узел рассказал две истории",
        en="See and take along evidence that a node told two histories",
    ),
    some(Reach.ANY, HEAD, KEEPER),
    ("CIS-6.1",),
)
REGISTER_CIS_WORKER = Power(
    "cis.register_worker",
    Text(
        kk="Өз мемлекетінің органдарының адамдарын тіркеу",
        ru="Регистрировать людей органов своего государства",
        en="Register people of the bodies of one's own state",
    ),
    only(KEEPER, Reach.ANY),
    ("CIS-1c",),
)
ASK_BLIND = Power(
    "cis.ask_blind",
    Text(
        kk="Екінші тараптың кімдерді білетінін атын атамай сұрау",
        ru="Спросить вслепую, кого знает другая сторона",
        en="Ask blindly which subjects another side knows",
    ),
    _BODY,
    ("CIS-8.4", "CIS-7a"),
)
WRITE_REQUEST = Power(
    "cis.write_request",
    Text(kk="Сұрау салуды жазу", ru="Составить запрос", en="Write a request"),
    _BODY,
    ("CIS-8.1a", "CIS-7a", "CIS-7b"),
)
SEND_REQUEST = Power(
    "cis.send_request",
    Text(kk="Сұрау салуға қол қойып, жіберу", ru="Подписать и направить запрос", en="Sign and send a request"),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-8.1a",),
)
SEE_CASES = Power(
    "cis.see_cases",
    Text(
        kk="Өз органының сұрау салуларын көру",
        ru="Видеть запросы своего органа",
        en="See the requests of one's own body",
    ),
    _BODY,
    ("CIS-8.4",),
)
TELL = Power(
    "cis.tell",
    Text(
        kk="Орындау, бас тарту, кейінге қалдыру не шарттар туралы хабарлау",
        ru="Известить об исполнении, отказе, отсрочке или условиях",
        en="Tell of execution, refusal, postponement or conditions",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-8.2", "CIS-8.3"),
)
STEER_REQUEST = Power(
    "cis.steer_request",
    Text(
        kk="Шарттарды қабылдау, сұрау салуды қайтарып алу",
        ru="Принять условия, отозвать запрос",
        en="Accept conditions, withdraw a request",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-8.2b", "CIS-7b"),
)
CARRY_PACKETS = Power(
    "cis.carry_packets",
    Text(
        kk="Фельдъегерлік пакеттердің тіркелімдерін жүргізу",
        ru="Вести регистры пакетов фельдсвязи",
        en="Keep the registers of packets by courier",
    ),
    _BODY,
    ("CIS-6.1", "CIS-6.2"),
)
ENTER_PACKETS = Power(
    "cis.enter_packets",
    Text(
        kk="Фельдъегерлік байланыспен келгенді енгізу",
        ru="Вносить доставленное фельдсвязью",
        en="Enter what came by courier",
    ),
    _BODY,
    ("CIS-6.1", "CIS-8.2"),
)
CONFIRM_PACKETS = Power(
    "cis.confirm_packets",
    Text(
        kk="Әріптесі қағаздан енгізген келісімді растау",
        ru="Подтверждать согласие, внесённое коллегой с бумаги",
        en="Confirm a consent that a colleague entered from a paper",
    ),
    _BODY,
    ("CIS-8.4", "CIS-1f"),
)
KEEP_MAILBOXES = Power(
    "cis.keep_mailboxes",
    Text(
        kk="Органның хабарлары жіберілетін мекенжайларды тіркеу",
        ru="Регистрировать, куда отправлять извещения органа",
        en="Register where letters of one's own body go",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-8.2", "CIS-8.4"),
)
CONSENT = Power(
    "cis.consent",
    Text(
        kk="Сұрау салынғанын жариялауға келісу және келісімді қайтарып алу",
        ru="Дать согласие на раскрытие факта запроса и отозвать его",
        en="Consent to disclosing that one asked, and take the consent back",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-8.4",),
)
DISCLOSE = Power(
    "cis.disclose",
    Text(
        kk="Келісім бойынша сұрау салынғанын жариялау",
        ru="Раскрыть факт запроса по согласию",
        en="Disclose under a consent that a request was sent",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-8.4",),
)
OFFER = Power(
    "cis.offer",
    Text(
        kk="Ақпаратты бастама бойынша ұсыну және беру",
        ru="Предложить и передать сведения по инициативе",
        en="Offer information and hand it over",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-7c",),
)
ANSWER_OFFER = Power(
    "cis.answer_offer",
    Text(kk="Ұсынысты қабылдау не бас тарту", ru="Принять предложение или отклонить", en="Want or decline an offer"),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-7c",),
)
USE_ITEM = Power(
    "cis.use_item",
    Text(
        kk="Алынған ақпаратты мақсаты бойынша ашу",
        ru="Открыть полученные сведения по их цели",
        en="Open received information for its purpose",
    ),
    _BODY,
    ("CIS-7.2",),
)
ENTER_EQUAL = Power(
    "cis.enter_equal",
    Text(
        kk="Белгінің жанына өз мемлекетінің тең белгісін қою",
        ru="Поставить рядом с грифом равнозначный гриф своего государства",
        en="Set the equal mark of one's own state beside a mark",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-4.3",),
)
ASK_ONWARD = Power(
    "cis.ask_onward",
    Text(
        kk="Ақпаратты әрі беруге меншік иесінің келісімін сұрау",
        ru="Запросить согласие собственника на дальнейшую передачу",
        en="Ask the owner's consent to pass information on",
    ),
    only(HEAD, Reach.OWN_BODY),
    (
        "CIS-1g",
        "CIS-7.2",
    ),
)
ANSWER_ONWARD = Power(
    "cis.answer_onward",
    Text(
        kk="Әрі беруге келісу, бас тарту, келісімді қайтарып алу",
        ru="Согласиться на дальнейшую передачу, отказать, отозвать согласие",
        en="Grant or refuse that information goes on, take the consent back",
    ),
    only(HEAD, Reach.OWN_BODY),
    (
        "CIS-1f",
        "CIS-4.4",
    ),
)
PASS_ON = Power(
    "cis.pass_on",
    Text(
        kk="Меншік иесінің келісімімен ақпаратты әрі беру",
        ru="Передать сведения дальше с согласия собственника",
        en="Pass information on with its owner's consent",
    ),
    only(HEAD, Reach.OWN_BODY),
    (
        "CIS-1g",
        "CIS-7.2",
    ),
)
CONSULT = Power(
    "cis.consult",
    Text(
        kk="Кеңеске шақыру, жауап беру, хаттамаға қол қою",
        ru="Пригласить на консультацию, ответить, подписать протокол",
        en="Invite to a consultation, answer, sign its minutes",
    ),
    only(HEAD, Reach.OWN_BODY),
    (
        "CIS-12",
        "CIS-14",
    ),
)
SEE_CONSULTATIONS = Power(
    "cis.see_consultations",
    Text(
        kk="Өз органының кеңестерін көру",
        ru="Видеть консультации своего органа",
        en="See the consultations of one's own body",
    ),
    _BODY,
    ("CIS-12",),
)
FILE_ACT = Power(
    "cis.file_act",
    Text(
        kk="Құқықтық актіні тіркеу және серіктестерге хабарлау",
        ru="Внести правовой акт и сообщить о нём партнёрам",
        en="File a legal act and tell partners of it",
    ),
    some(Reach.OWN_BODY, HEAD, KEEPER),
    (
        "CIS-12",
        "CIS-15",
    ),
)
COUNT_EXCHANGE = Power(
    "cis.count_exchange",
    Text(
        kk="Өз органының алмасуын санмен көру",
        ru="Видеть обмен своего органа в числах",
        en="See the exchange of one's own body in numbers",
    ),
    only(HEAD, Reach.OWN_BODY),
    ("CIS-1i",),
)
SEE_LEAVING = Power(
    "cis.see_leaving",
    Text(
        kk="Шығатын Тараппен не ашық екенін көру",
        ru="Видеть, что открыто с выходящей Стороной",
        en="See what is open with a Party that leaves",
    ),
    _BODY,
    ("CIS-18",),
)
OF_INTERSTATE = (
    SEE_DIRECTORY,
    KEEP_DIRECTORY,
    KEEP_NODES,
    SEE_DIFFERENCES,
    REGISTER_CIS_WORKER,
    WRITE_REQUEST,
    SEND_REQUEST,
    SEE_CASES,
    TELL,
    STEER_REQUEST,
    CONSENT,
    DISCLOSE,
    OFFER,
    ANSWER_OFFER,
    USE_ITEM,
    ASK_BLIND,
    ENTER_EQUAL,
    ASK_ONWARD,
    ANSWER_ONWARD,
    PASS_ON,
    CONSULT,
    SEE_CONSULTATIONS,
    FILE_ACT,
    COUNT_EXCHANGE,
    SEE_LEAVING,
    CARRY_PACKETS,
    ENTER_PACKETS,
    CONFIRM_PACKETS,
    KEEP_MAILBOXES,
)
