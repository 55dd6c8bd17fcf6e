"""Problems of feeds: what may not be delivered, and how a file may not be sent."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NO_SUCH_DELIVERY = ProblemKind(
    "provision.delivery.absent",
    404,
    Text(kk="Мұндай жеткізілім жоқ.", ru="Такой поставки нет.", en="There is no such delivery."),
    Text(
        kk="Оны жеткізілімдер тізімінен ашыңыз.",
        ru="Откройте её из списка поставок.",
        en="Open it from the list of deliveries.",
    ),
    ("FMA-3.1",),
)
NOTHING_GIVEN = ProblemKind(
    "provision.delivery.nothing_given",
    404,
    Text(
        kk="Бұл жиын файлмен әлі берілмеген.",
        ru="Этот набор файлом ещё не передавали.",
        en="This set was not given by file yet.",
    ),
    Text(
        kk="Жеткізілімдер тізімінен басқа жиын таңдаңыз не органнан сұраңыз.",
        ru="Выберите набор из списка поставок или запросите орган.",
        en="Choose a set from the list of deliveries, or ask the body.",
    ),
    ("FMA-3.1",),
)
NOT_SCHEDULED = ProblemKind(
    "provision.delivery.not_scheduled",
    409,
    Text(
        kk="«{code}» жиыны бірлескен акт бойынша кестемен берілмейді.",
        ru="Набор «{code}» по совместному акту не передаётся по графику.",
        en="By the joint act the set “{code}” is not given by a schedule.",
    ),
    Text(
        kk="Бұл жиын сұрау салумен беріледі: актідегі тәртіпті қараңыз.",
        ru="Этот набор даётся по запросу: посмотрите порядок в акте.",
        en="This set is given on request: see the order in the act.",
    ),
    ("FMA-5",),
)
OTHER_FORMAT = ProblemKind(
    "provision.delivery.format",
    409,
    Text(
        kk="Акт бойынша бұл жиын басқа пішімде беріледі: {format}.",
        ru="По акту этот набор передаётся в другом формате: {format}.",
        en="By the act this set comes in another format: {format}.",
    ),
    Text(
        kk="Файлды актідегі пішімде жасаңыз.",
        ru="Сделайте файл в формате, названном в акте.",
        en="Make the file in the format that the act names.",
    ),
    ("FMA-5",),
)
NOT_BY_FEED = ProblemKind(
    "provision.delivery.way",
    409,
    Text(
        kk="Бұл жиынның қазіргі заңды тәсілі басқа: {kk}.",
        ru="Законный способ этого набора сейчас иной: {ru}.",
        en="The lawful way of this set is another one now: {en}.",
    ),
    Text(
        kk="Жиынды сол тәсілмен беріңіз.",
        ru="Передавайте набор этим способом.",
        en="Give the set by that way.",
    ),
    ("FMA-3", "FMA-3.1"),
)
GAP = ProblemKind(
    "provision.delivery.gap",
    409,
    Text(
        kk="Өзгерістер файлы соңғы жеткізілімге ({last}) сүйенбейді.",
        ru="Файл изменений не опирается на последнюю поставку ({last}).",
        en="The file of changes does not build on the last delivery ({last}).",
    ),
    Text(
        kk="Алдымен арадағы өзгерістерді не толық файлды беріңіз.",
        ru="Сначала передайте недостающие изменения или полный файл.",
        en="First give the changes in between, or a full file.",
    ),
    ("FMA-5",),
)
NOT_NEWER = ProblemKind(
    "provision.delivery.order",
    409,
    Text(
        kk="Бұл жиынның кейінгі жеткізілімі ({last}) қабылданып қойған.",
        ru="Более поздняя поставка этого набора ({last}) уже принята.",
        en="A later delivery of this set ({last}) counts already.",
    ),
    Text(
        kk="Файлды жаңа жеткізіліммен беріңіз.",
        ru="Передайте файл новой поставкой.",
        en="Give the file as a new delivery.",
    ),
    ("FMA-5",),
)
READING_FALLS = ProblemKind(
    "provision.delivery.falls",
    409,
    Text(
        kk="Файлды оқу бір жерде {falls} рет үзілді: ол түгел қабылданбады.",
        ru="Чтение файла {falls} раз обрывалось на одном месте: файл отклонён целиком.",
        en="The reading of the file broke off {falls} times at the same place: all of it is refused.",
    ),
    Text(
        kk="Файлды қысқарақ жолдармен қайта жасап беріңіз; қайталанса, операторға хабарлаңыз.",
        ru="Сделайте файл заново, с более короткими строками, и передайте его; если повторится, сообщите оператору.",
        en="Make the file anew, with shorter rows, and give it again; if that happens again, tell the operator.",
    ),
    ("FMA-3.1",),
)
TOO_WRONG = ProblemKind(
    "provision.delivery.too_wrong",
    409,
    Text(
        kk="Файлдың {rows} жолынан {rejected} жол қате: ол түгел қабылданбады.",
        ru="Из {rows} строк файла неверны {rejected}: файл отклонён целиком.",
        en="Of {rows} rows of the file {rejected} are wrong: all of it is refused.",
    ),
    Text(
        kk="Қателерді есептен қарап, файлды қайта жасап беріңіз.",
        ru="Посмотрите ошибки в отчёте, сделайте файл заново и передайте его.",
        en="See the errors in the report, make the file anew and give it again.",
    ),
    ("FMA-5",),
)
OTHER_ROWS = ProblemKind(
    "provision.delivery.rows",
    409,
    Text(
        kk="Файлдағы жол саны айтылғандай емес: {promised} деп айтылған, {read} оқылды.",
        ru="Строк в файле не столько, сколько сказано: сказано {promised}, прочитано {read}.",
        en="The file has another number of rows than was said: {promised} were said, {read} were read.",
    ),
    Text(
        kk="Файл толық па, тексеріп, жаңа жеткізіліммен қайта беріңіз.",
        ru="Проверьте, целый ли файл, и передайте его заново новой поставкой.",
        en="See whether the file is whole, and give it again as a new delivery.",
    ),
    ("FMA-5",),
)
EMPTY_SET = ProblemKind(
    "provision.delivery.empty",
    409,
    Text(
        kk="Толық жиынның файлында бірде-бір жол жоқ: есепке алынса, бұрын берілгеннің бәрі жойылған болар еді.",
        ru="В файле полного набора нет ни одной строки: засчитанный, он значил бы, что всё переданное исчезло.",
        en="The file of the full set has no row: counted, it would say that all that was given is gone.",
    ),
    Text(
        kk="Жиын шынымен бос болса, файлды қайта беріп, жол саны 0 деп айтыңыз. Әйтпесе толық файлды беріңіз.",
        ru="Если набор и правда пуст, передайте файл заново и скажите, что строк 0. Иначе передайте полный файл.",
        en="Where the set really is empty, give the file again and say that it has 0 rows. Else give the full file.",
    ),
    ("FMA-5",),
)
ABANDONED_FILE = ProblemKind(
    "provision.delivery.abandoned",
    409,
    Text(
        kk="Файл соңына дейін келмеді: {hours} сағат бойы ештеңе қосылмады.",
        ru="Файл не дошёл до конца: {hours} часов к нему ничего не добавляли.",
        en="The file did not come to its end: nothing was added for {hours} hours.",
    ),
    Text(
        kk="Жаңа жеткізілім бастап, файлды қайта беріңіз.",
        ru="Начните новую поставку и передайте файл заново.",
        en="Begin a new delivery and give the file again.",
    ),
    ("FMA-3.1",),
)
NOT_AT_THE_END = ProblemKind(
    "provision.delivery.offset",
    409,
    Text(
        kk="Файлдың {size} байты қабылданды: жалғасы сол жерден басталады.",
        ru="Принято {size} байт файла: продолжение начинается с этого места.",
        en="{size} bytes of the file were taken: what follows begins there.",
    ),
    Text(
        kk="Файлды осы байттан бастап жалғастырыңыз.",
        ru="Продолжите файл с этого байта.",
        en="Go on with the file from this byte.",
    ),
    ("FMA-3.1",),
)
TOO_MUCH = ProblemKind(
    "provision.delivery.size",
    413,
    Text(
        kk="Файл аталған өлшемнен ({size} байт) үлкен.",
        ru="Файл больше названного размера ({size} байт).",
        en="The file is larger than was said ({size} bytes).",
    ),
    Text(
        kk="Жеткізілімді файлдың өз өлшемімен қайта бастаңыз.",
        ru="Начните поставку заново с настоящим размером файла.",
        en="Begin the delivery anew with the size that the file has.",
    ),
    ("FMA-3.1",),
)
OTHER_FILE = ProblemKind(
    "provision.delivery.digest",
    409,
    Text(
        kk="Келген файл аталған файл емес: SHA-256 сәйкес емес.",
        ru="Пришёл не тот файл: SHA-256 не совпадает.",
        en="The file that came is another one: its SHA-256 differs.",
    ),
    Text(
        kk="Жеткізілімді қайта бастап, файлды қайта жіберіңіз.",
        ru="Начните поставку заново и отправьте файл ещё раз.",
        en="Begin the delivery anew and send the file again.",
    ),
    ("FMA-3.1",),
)
NOT_TAKING = ProblemKind(
    "provision.delivery.state",
    409,
    Text(
        kk="Бұл жеткізілімнің файлы қабылданып қойған.",
        ru="Файл этой поставки уже принят.",
        en="The file of this delivery was taken already.",
    ),
    Text(
        kk="Жеткізілімнің күйін қараңыз.",
        ru="Посмотрите состояние поставки.",
        en="Look at the state of the delivery.",
    ),
    ("FMA-3.1",),
)
NOT_THE_LAST = ProblemKind(
    "provision.delivery.not_the_last",
    409,
    Text(
        kk="Жиынның есепке алынған соңғы жеткізілімі ғана қайтарып алынады: бұл ондай емес.",
        ru="Отозвать можно только последнюю засчитанную поставку набора: эта не такова.",
        en="Only the last delivery of a set that counts can be taken back: this is not it.",
    ),
    Text(
        kk="Алдымен одан кейінгілерін қайтарып алыңыз не дұрыс толық файлды беріңіз.",
        ru="Сначала отзовите более поздние или передайте верный полный файл.",
        en="First take back the later ones, or give the right full file.",
    ),
    ("FMA-5",),
)
MOST_UNREAD = ProblemKind(
    "provision.delivery.too_many",
    409,
    Text(
        kk="Оқылып бітпеген жеткізілімдер тым көп ({most}).",
        ru="Слишком много непрочитанных поставок ({most}).",
        en="Too many deliveries are not read to their end ({most}).",
    ),
    Text(
        kk="Олардың біреуі аяқталған соң қайта бастаңыз.",
        ru="Начните снова, когда одна из них завершится.",
        en="Begin again once one of them has ended.",
    ),
    ("FMA-3.1",),
)
NO_SOURCE = ProblemKind(
    "provision.fetch.absent",
    404,
    Text(
        kk="«{code}» жиынының файлын алатын сервер көрсетілмеген.",
        ru="Для набора «{code}» не указан сервер, с которого берётся файл.",
        en="No server is named from which the file of the set “{code}” is fetched.",
    ),
    Text(
        kk="Серверді «Органдардың серверлері» бетінде тіркеңіз; әзірге файлды өзіңіз беріңіз.",
        ru="Зарегистрируйте сервер на странице «Серверы органов»; пока передайте файл сами.",
        en="Register it on the page “Servers of bodies”; until then give the file yourself.",
    ),
    ("FMA-3.1",),
)
SOURCE_SILENT = ProblemKind(
    "provision.fetch.silent",
    503,
    Text(
        kk="Органның сервері файлды бермеді: жауап жоқ.",
        ru="Сервер органа не отдал файл: нет ответа.",
        en="The body's server gave no file: it does not answer.",
    ),
    Text(
        kk="Сервердің жұмысын тексеріп, файлды қайта сұратыңыз не өзіңіз беріңіз.",
        ru="Проверьте работу сервера и запросите файл снова или передайте его сами.",
        en="See that the server works and ask for the file again, or give it yourself.",
    ),
    ("FMA-3.1",),
)
SOURCE_REFUSES = ProblemKind(
    "provision.fetch.refused",
    409,
    Text(
        kk="Органның сервері бізді жібермеді не сенімді емес.",
        ru="Сервер органа нас не впустил, или ему нельзя верить.",
        en="The body's server does not let us in, or cannot be trusted.",
    ),
    Text(
        kk="Мекенжайды, есептік жазбаны және сервер кілтін оператормен салыстырыңыз.",
        ru="Сверьте с оператором адрес, учётную запись и ключ сервера.",
        en="Compare address, account and the server's key with the operator.",
    ),
    ("FMA-3.1",),
)
SOURCE_UNUSABLE = ProblemKind(
    "provision.fetch.unusable",
    409,
    Text(
        kk="Сервер берген файлды алуға болмайды.",
        ru="Файл, который отдаёт сервер, принять нельзя.",
        en="The file that the server gives cannot be taken.",
    ),
    Text(
        kk="Файлды қайта жасап, серверге қойыңыз: бөліктеп беру (Range) пен gzip дұрыс болуы керек.",
        ru="Сделайте файл заново и положите на сервер: выдача частями (Range) и gzip должны быть исправны.",
        en="Make the file anew and put it on the server: giving in ranges and gzip must be in order.",
    ),
    ("FMA-3.1",),
)
SOURCE_HAS_NONE = ProblemKind(
    "provision.fetch.no_file",
    404,
    Text(
        kk="Органның серверінде ол мекенжайда файл жоқ.",
        ru="На сервере органа по этому адресу файла нет.",
        en="The body's server has no file at this address.",
    ),
    Text(
        kk="Файлды серверге қойыңыз не серверді дұрыс мекенжаймен қайта тіркеңіз.",
        ru="Положите файл на сервер или зарегистрируйте сервер заново с верным адресом.",
        en="Put the file on the server, or register the server anew with the right address.",
    ),
    ("FMA-3.1",),
)
SOURCE_IS_ANOTHER = ProblemKind(
    "provision.fetch.another_server",
    409,
    Text(
        kk="Бұл мекенжайда басқа сервер жауап береді: оның кілті не сертификаты тіркелгендегідей емес.",
        ru="По этому адресу отвечает другой сервер: его ключ или сертификат не тот, что зарегистрирован.",
        en="Another server answers at this address: its key or certificate is not the registered one.",
    ),
    Text(
        kk="Сервердің кілті ауысса, оны қол қойылған актімен қайта тіркеңіз; ауыспаса, желіні тексеріңіз.",
        ru="Если ключ сервера сменился, зарегистрируйте сервер заново подписанным актом; если нет, проверьте сеть.",
        en="If the server's key was changed, register it anew by a signed act; if not, look at the network.",
    ),
    ("FMA-3.1",),
)
SOURCE_SHUT = ProblemKind(
    "provision.fetch.not_let_in",
    409,
    Text(
        kk="Органның сервері бізді кіргізбеді: есептік жазба не құпиясөз жарамайды.",
        ru="Сервер органа нас не впустил: учётная запись или пароль не подходят.",
        en="The body's server did not let us in: account or password do not fit.",
    ),
    Text(
        kk="Есептік жазбаны тексеріп, серверді жаңа құпиясөзбен не кілтпен қайта тіркеңіз.",
        ru="Проверьте учётную запись и зарегистрируйте сервер заново с новым паролем или ключом.",
        en="Look at the account, and register the server anew with a new password or key.",
    ),
    ("FMA-3.1",),
)
