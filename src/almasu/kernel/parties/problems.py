"""Problems of entering the exchange: what happened, and what the person can do."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

ACCOUNT_EXISTS = ProblemKind(
    "account.exists",
    409,
    Text(
        kk="Бұл адам жүйеде бұрыннан тіркелген.",
        ru="Этот человек уже зарегистрирован в системе.",
        en="This person is registered in the system already.",
    ),
    Text(
        kk="Жаңадан тіркемей, бар есептік жазбаны өзгертуге өтінім беріңіз.",
        ru="Не регистрируйте заново: подайте заявку на изменение имеющейся учётной записи.",
        en="Do not register anew: apply for a change of the existing account.",
    ),
    ("SIO25-6.1",),
)

SESSION_ENDED = ProblemKind(
    "session.ended",
    401,
    Text(kk="Сеанс аяқталды.", ru="Сеанс завершён.", en="The session has ended."),
    Text(
        kk="ЭЦҚ арқылы қайта кіріңіз. Есептік жазба бұғатталса, бақылау жасайтын лауазымды тұлғаға жүгініңіз.",
        ru="Войдите снова с ЭЦП. Если запись заблокирована, обратитесь к лицу, ведущему ведомственный контроль.",
        en="Sign in again with your EDS. If the account is blocked, turn to the officer of departmental control.",
    ),
    ("SIO25-9",),
)

SIGN_IN_BUSY = ProblemKind(
    "session.busy",
    429,
    Text(
        kk="Қазір жүйеге кіргісі келетіндер тым көп.",
        ru="Сейчас слишком многие пытаются войти.",
        en="Too many are signing in at this moment.",
    ),
    Text(
        kk="Бір минуттан кейін қайталаңыз. Ашық сеанстар жұмысын жалғастыра береді.",
        ru="Повторите через минуту. Открытые сеансы продолжают работать.",
        en="Try again in a minute. Sessions that are open go on working.",
    ),
    ("SIO25-9",),
)

NOBODY_PROVED = ProblemKind(
    "session.nobody",
    403,
    Text(
        kk="Бұл сеанста ЭЦҚ әлі тексерілмеген.",
        ru="В этом сеансе ЭЦП ещё не проверена.",
        en="No EDS was proved in this session yet.",
    ),
    Text(
        kk="Алдымен ЭЦҚ-ңызбен қол қойып, кім екеніңізді растаңыз.",
        ru="Сначала подпишите запрос своей ЭЦП: так система узнает, кто вы.",
        en="First sign the challenge with your EDS: so the exchange learns who you are.",
    ),
    ("SIO25-5", "SIO25-9"),
)

NO_SUCH_ACCOUNT = ProblemKind(
    "account.unknown",
    404,
    Text(
        kk="Мұндай есептік жазба жоқ.",
        ru="Такой учётной записи нет.",
        en="There is no such account.",
    ),
    Text(
        kk="Есептік жазбаны өз органыңыздың тізімінен таңдаңыз.",
        ru="Выберите учётную запись из списка вашего органа.",
        en="Choose the account from the list of your body.",
    ),
    ("SIO25-7.2",),
)

SESSION_STAGE = ProblemKind(
    "session.stage",
    403,
    Text(
        kk="Кіру әлі аяқталған жоқ.",
        ru="Вход ещё не завершён.",
        en="Signing in is not finished yet.",
    ),
    Text(
        kk="Келесі қадамды орындаңыз: SMS-кодты енгізіңіз немесе келісімге қол қойыңыз.",
        ru="Выполните следующий шаг: введите SMS-код или подпишите согласие.",
        en="Take the next step: enter the SMS code or sign the consent.",
    ),
    ("SIO25-9", "SIO25-11"),
)

NOT_REGISTERED = ProblemKind(
    "account.not_registered",
    403,
    Text(
        kk="Бұл ЭЦҚ иесі жүйеде тіркелмеген.",
        ru="Владелец этой ЭЦП не зарегистрирован в системе.",
        en="The owner of this EDS is not registered in the system.",
    ),
    Text(
        kk="Тіркелуге электрондық өтінім беріңіз: оператор оны бір тәулік ішінде қарайды.",
        ru="Подайте электронную заявку на регистрацию: оператор рассмотрит её в течение суток.",
        en="Send an electronic application for registration: the operator decides on it within a day.",
    ),
    ("SIO25-2", "SIO25-5"),
)

ACCOUNT_BLOCKED = ProblemKind(
    "account.blocked",
    403,
    Text(
        kk="Есептік жазба бұғатталған.",
        ru="Учётная запись заблокирована.",
        en="The account is blocked.",
    ),
    Text(
        kk="Себебін өз органыңыздың ведомстволық бақылау жүргізетін лауазымды тұлғасынан біліңіз.",
        ru="Причину сообщит должностное лицо ведомственного контроля вашего органа.",
        en="The officer of departmental control of your body can tell you why.",
    ),
    ("SIO25-8", "SIO25-17"),
)

NO_CONSENT = ProblemKind(
    "consent.none",
    404,
    Text(
        kk="Бұл адам келісімге қол қоймаған.",
        ru="Этот человек не подписывал согласия.",
        en="This person has signed no consent.",
    ),
    Text(
        kk="Келісімге адам алғашқы кіргенде қол қояды; содан кейін оның файлы осында болады.",
        ru="Согласие подписывается при первом входе; после этого его файл будет здесь.",
        en="The consent is signed at the first entry; its file is here after that.",
    ),
    ("SIO25-10.1", "SIO25-10.2"),
)

WORKPLACE_LAPSED = ProblemKind(
    "workplace.lapsed",
    403,
    Text(
        kk="Жұмыс орны картасының күші {since} тоқтаған.",
        ru="Карточка рабочего места не действует с {since}.",
        en="The card of your workplace has not been in force since {since}.",
    ),
    Text(
        kk="Жұмыс орнын тексеріп, оның картасын қайта толтырыңыз да, қол қойыңыз. "
        "Интернетке шығатын жұмыс орнынан ешкім жұмыс істемейді.",
        ru="Проверьте рабочее место, заполните его карточку заново и подпишите. "
        "С места, откуда есть выход в Интернет, никто не работает.",
        en="Check the workplace, fill in its card anew and sign it. "
        "Nobody works from a place that reaches the Internet.",
    ),
    ("SIO25-4.2", "SIO22-A3.8", "SIO22-A5.11.5"),
)

WRONG_CODE = ProblemKind(
    "code.wrong",
    403,
    Text(
        kk="Код дұрыс емес немесе мерзімі өткен. Қалған мүмкіндік: {left}.",
        ru="Код неверен или устарел. Осталось попыток: {left}.",
        en="The code is wrong or too old. Tries left: {left}.",
    ),
    Text(
        kk="SMS-тегі алты цифрды енгізіңіз немесе жаңа код сұраңыз.",
        ru="Введите шесть цифр из SMS или запросите новый код.",
        en="Enter the six digits of the SMS or ask for a new code.",
    ),
    ("SIO25-9",),
)

CODE_LOCKED = ProblemKind(
    "code.locked",
    403,
    Text(
        kk="Қате кодтар тым көп енгізілді, есептік жазба бұғатталды.",
        ru="Введено слишком много неверных кодов, учётная запись заблокирована.",
        en="Too many wrong codes were entered; the account is blocked.",
    ),
    Text(
        kk="Бұғаттан шығару үшін операторға электрондық өтінім беріңіз.",
        ru="Для разблокировки подайте электронную заявку оператору.",
        en="To be unblocked, send an electronic application to the operator.",
    ),
    ("SIO25-9", "SIO25-17"),
)

CODE_TOO_SOON = ProblemKind(
    "code.too_soon",
    429,
    Text(
        kk="Жаңа кодты {when} бастап сұрауға болады.",
        ru="Новый код можно запросить с {when}.",
        en="Another code can be sent from {when}.",
    ),
    Text(
        kk="Жіберілген кодты күтіңіз: ол бес минут жарамды.",
        ru="Дождитесь отправленного кода: он действует пять минут.",
        en="Wait for the code that was sent: it is valid for five minutes.",
    ),
    ("SIO25-9",),
)

CODE_NOT_SENT = ProblemKind(
    "code.not_sent",
    503,
    Text(
        kk="Байланыс операторы SMS-ті қабылдамады.",
        ru="Оператор связи не принял SMS.",
        en="The carrier did not take the SMS.",
    ),
    Text(
        kk="Бір минуттан кейін қайталаңыз. Қайталанса, жүйе операторына хабарласыңыз.",
        ru="Повторите через минуту. Если не поможет, сообщите оператору системы.",
        en="Try again in a minute. If it happens again, tell the operator of the system.",
    ),
    ("SIO25-9", "SIO25-14.1"),
)

PASSWORD_OVERDUE = ProblemKind(
    "password.overdue",
    403,
    Text(
        kk="ЭЦҚ құпиясөзі {since} бері өзгертілмеген.",
        ru="Пароль ЭЦП не менялся с {since}.",
        en="The EDS password has not been changed since {since}.",
    ),
    Text(
        kk="ЭЦҚ құпиясөзін өзгертіп, осы сеанста растаңыз, содан кейін кіруді жалғастырыңыз.",
        ru="Смените пароль ЭЦП, подтвердите это в этом же сеансе и продолжайте вход.",
        en="Change the EDS password, confirm it in this session, then go on signing in.",
    ),
    ("SIO25-12.4",),
)

BIOMETRICS_NONE = ProblemKind(
    "biometrics.none",
    409,
    Text(
        kk="Есептік жазбаға биометриялық құрылғы байланбаған.",
        ru="К учётной записи не привязано биометрическое устройство.",
        en="No biometric device is bound to the account.",
    ),
    Text(
        kk="SMS-кодпен кіріп, құрылғыны ЭЦҚ-мен байлаңыз.",
        ru="Войдите по SMS-коду и привяжите устройство с помощью ЭЦП.",
        en="Sign in with an SMS code and bind a device with your EDS.",
    ),
    ("SIO25-9",),
)

BIOMETRICS_REFUSED = ProblemKind(
    "biometrics.refused",
    403,
    Text(
        kk="Биометрия расталмады.",
        ru="Биометрия не подтверждена.",
        en="The biometrics were not confirmed.",
    ),
    Text(
        kk="Байланған құрылғыңызбен саусақ ізін не бетті қайта растаңыз немесе SMS-код сұраңыз.",
        ru="Повторите отпечаток или лицо на привязанном устройстве либо запросите SMS-код.",
        en="Repeat the fingerprint or the face on the bound device, or ask for an SMS code.",
    ),
    ("SIO25-9",),
)

TOO_MANY_AUTHENTICATORS = ProblemKind(
    "biometrics.too_many",
    409,
    Text(
        kk="Байланған құрылғылар саны шегіне жетті: {most}.",
        ru="Привязано уже предельное число устройств: {most}.",
        en="The largest number of devices is bound already: {most}.",
    ),
    Text(
        kk="Алдымен қолданбайтын құрылғыны алып тастаңыз.",
        ru="Сначала удалите устройство, которым не пользуетесь.",
        en="First remove a device that you do not use.",
    ),
    ("SIO25-9",),
)

NOT_THIS_ROLE = ProblemKind(
    "account.role",
    403,
    Text(
        kk="Бұл әрекет сіздің рөліңізге кірмейді.",
        ru="Это действие не входит в вашу роль.",
        en="This act does not belong to your role.",
    ),
    Text(
        kk="Рөлі сәйкес келетін адамға жүгініңіз немесе есептік жазбаны өзгертуге өтінім беріңіз.",
        ru="Обратитесь к тому, чья роль это позволяет, или подайте заявку на изменение учётной записи.",
        en="Turn to somebody whose role allows it, or apply for a change of your account.",
    ),
    ("SIO25-2",),
)
