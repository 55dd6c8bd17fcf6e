"""What stands in the way of an act of the exchange between states, with the clause and the remedy."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

INCOMPLETE = ProblemKind(
    "cis.incomplete",
    409,
    Text(
        kk="Сұрау салу толық емес болғандықтан кері қайтарылған.",
        ru="Запрос возвращён как неполный.",
        en="The request went back as incomplete.",
    ),
    Text(
        kk="Сұрау салушы орган жетіспейтінін толықтырып, жаңа сұрау салу жібереді.",
        ru="Запрашивающий орган дополняет недостающее и направляет новый запрос.",
        en="The requesting body adds what is missing and sends a new request.",
    ),
    ("CIS-8.1a",),
)

NOT_ASKED_HERE = ProblemKind(
    "cis.not_asked_here",
    404,
    Text(
        kk="Мұндай сұрау салу жоқ.",
        ru="Такого запроса нет.",
        en="There is no such request.",
    ),
    Text(
        kk="Нөмірін тексеріңіз.",
        ru="Проверьте номер.",
        en="Check the number.",
    ),
    ("CIS-3.2", "CIS-8.4"),
)

ENDED = ProblemKind(
    "cis.ended",
    409,
    Text(
        kk="Сұрау салу аяқталған.",
        ru="Запрос завершён.",
        en="The request is closed.",
    ),
    Text(
        kk="Қажет болса, жаңа сұрау салу жіберіледі.",
        ru="При необходимости направляется новый запрос.",
        en="Where more is needed a new request is sent.",
    ),
    ("CIS-7a", "CIS-7b"),
)

OFFER_ENDED = ProblemKind(
    "cis.offer_ended",
    409,
    Text(
        kk="Ұсынысқа бұлай жауап беруге болмайды: ол басқаша шешілген немесе мерзімі өткен.",
        ru="По предложению так поступить нельзя: по нему решено иначе или срок ответа истёк.",
        en="The offer does not allow that: it was settled otherwise, or the time to answer is over.",
    ),
    Text(
        kk="Ұсыныстың күйін қараңыз; мәлімет әлі қажет болса, сұрау салу жіберіледі немесе қайта ұсынылады.",
        ru="Посмотрите состояние предложения; если сведения нужны, направьте запрос или предложите снова.",
        en="See how the offer stands; where it is still wanted, send a request, or offer it anew.",
    ),
    ("CIS-7c",),
)

NOTHING_TOLD = ProblemKind(
    "cis.nothing_told",
    422,
    Text(
        kk="Хабарламада ештеңе айтылмаған.",
        ru="В извещении ничего не сказано.",
        en="The notice says nothing.",
    ),
    Text(
        kk="Кемінде бір тармақ бойынша нәтижені көрсетіңіз.",
        ru="Укажите исход хотя бы по одному пункту.",
        en="Tell the outcome of one item at least.",
    ),
    ("CIS-8.2a",),
)

NO_SUCH_ITEM = ProblemKind(
    "cis.no_such_item",
    422,
    Text(
        kk="{item}-тармақ бойынша бұлай хабарлауға болмайды.",
        ru="По пункту {item} так известить нельзя.",
        en="Item {item} cannot be told of like this.",
    ),
    Text(
        kk="Тармақты тұтас не бөліктері бойынша көрсетіңіз; бұрын аталған бөліктерді сақтаңыз.",
        ru="Укажите пункт целиком либо по частям; сохраните названные ранее части.",
        en="Tell of the item as a whole or by its parts; keep to the parts that were named before.",
    ),
    ("CIS-8.2b",),
)

TOLD_ALREADY = ProblemKind(
    "cis.told_already",
    409,
    Text(
        kk="{item}-тармақ бойынша нәтиже хабарланған.",
        ru="По пункту {item} исход уже сообщён.",
        en="The outcome of item {item} was told already.",
    ),
    Text(
        kk="Хабарланғанды өзгертуге болмайды; толықтыру бастамашыл хабарлаумен жіберіледі.",
        ru="Сообщённое не изменяется; дополнение направляется инициативным информированием.",
        en="What was told is not changed; an addition goes as initiative information.",
    ),
    ("CIS-8.2a", "CIS-7c"),
)

REASON_NEEDED = ProblemKind(
    "cis.reason_needed",
    422,
    Text(
        kk="Себебі не нәтижесі сөзбен жазылмаған.",
        ru="Причина или результат не изложены словами.",
        en="The reason or the result is not put into words.",
    ),
    Text(
        kk="Кемінде үш сөзбен жазыңыз.",
        ru="Изложите не менее чем тремя словами.",
        en="Write three words at least.",
    ),
    ("CIS-8.2a", "CIS-8.2b"),
)

ONLY_COMPETENT = ProblemKind(
    "cis.only_competent",
    403,
    Text(
        kk="ТМД органы сұрау салуды орындаудан бас тарта алмайды.",
        ru="Орган СНГ не вправе отказать в исполнении запроса.",
        en="A body of the CIS may not refuse a request.",
    ),
    Text(
        kk="Кейінге қалдыруды не орындау шарттарын хабарлаңыз.",
        ru="Сообщите об отсрочке или условиях исполнения.",
        en="Tell of a postponement or of conditions.",
    ),
    ("CIS-8.3",),
)

POSTPONED_TO_THE_PAST = ProblemKind(
    "cis.postponed_to_the_past",
    422,
    Text(
        kk="Кейінге қалдырылған күн өтіп кеткен.",
        ru="День, на который отложено исполнение, уже наступил.",
        en="The day it is put off to is not to come.",
    ),
    Text(
        kk="Алдағы күнді көрсетіңіз.",
        ru="Укажите будущий день.",
        en="Give a day that is to come.",
    ),
    ("CIS-8.2b",),
)

NO_EXTENSION = ProblemKind(
    "cis.no_extension",
    409,
    Text(
        kk="Отыз күн өтті: кейінге қалдыру мен шарттар туралы сол мерзім ішінде ғана хабарланады, ол ұзартылмайды.",
        ru="Тридцать дней истекли: об отсрочке и условиях извещают только в этот срок, он не продлевается.",
        en="The thirty days are over: a postponement or conditions are told of within them; there is no extension.",
    ),
    Text(
        kk="Не істелгенін және нәтижесін не негізі көрсетілген бас тартуды хабарлаңыз: ол кешіккен деп белгіленеді.",
        ru="Известите, что сделано и с каким результатом, или об отказе с основанием: извещение помечается поздним.",
        en="Tell what was done and its result, or a refusal with its ground: the notice is marked as late.",
    ),
    ("CIS-8.2", "CIS-8.2b"),
)

NO_SUCH_CONDITIONS = ProblemKind(
    "cis.no_such_conditions",
    409,
    Text(
        kk="{item}-тармақ бойынша жауап күтіп тұрған шарт жоқ.",
        ru="По пункту {item} нет условий, ожидающих ответа.",
        en="No conditions of item {item} wait for an answer.",
    ),
    Text(
        kk="Сұрау салудың бетінен шарт қойылған тармақты таңдаңыз.",
        ru="Выберите на странице запроса пункт, по которому поставлены условия.",
        en="Choose an item that was tied to conditions, on the page of the request.",
    ),
    ("CIS-8.2b",),
)

NOT_ITS_CONSENT = ProblemKind(
    "cis.not_its_consent",
    403,
    Text(
        kk="Келісімді тек сұрау салған орган береді.",
        ru="Согласие даёт только запросивший орган.",
        en="Only the body that asked gives this consent.",
    ),
    Text(
        kk="Сұрау салған органға жүгініңіз.",
        ru="Обратитесь к запросившему органу.",
        en="Turn to the body that asked.",
    ),
    ("CIS-8.4",),
)

NOT_PASSED_ON = ProblemKind(
    "cis.not_passed_on",
    403,
    Text(
        kk="Бұл ақпаратты басқа органға беруге болмайды.",
        ru="Эту информацию нельзя передать другому органу.",
        en="This information may not be passed on.",
    ),
    Text(
        kk="Меншік иесінен жазбаша келісім сұраңыз.",
        ru="Запросите письменное согласие собственника.",
        en="Ask its owner for written consent.",
    ),
    ("CIS-7.2",),
)
REFUSED_BY_RULE = ProblemKind(
    "cis.refused",
    422,
    Text(
        kk="Келісім бойынша бұлай жіберуге болмайды.",
        ru="По Соглашению так направить нельзя.",
        en="Under the Agreement it may not be sent like this.",
    ),
    Text(kk="Себебін оқып, түзетіңіз.", ru="Прочитайте причину и исправьте.", en="Read the reason and mend it."),
)
NOT_OF_A_BODY = ProblemKind(
    "cis.not_of_a_body",
    403,
    Text(
        kk="Сіздің ұйымыңыз бұл күні құзыретті органдар тізімінде жоқ.",
        ru="Ваша организация в этот день не состоит в перечне компетентных органов.",
        en="Your organisation is not in the list of competent bodies on this day.",
    ),
    Text(
        kk="Тізімді жүргізушіге жүгініңіз: орган жазылуы керек.",
        ru="Обратитесь к ведущему перечень: орган должен быть внесён.",
        en="Turn to the keeper of the list: the body has to be entered.",
    ),
    ("CIS-1c", "CIS-5.1", "CIS-R.2"),
)
NO_SUCH_BODY = ProblemKind(
    "cis.no_such_body",
    422,
    Text(kk="Мұндай орган тізімде жоқ.", ru="Такого органа в перечне нет.", en="There is no such body in the list."),
    Text(kk="Тізімнен таңдаңыз.", ru="Выберите из перечня.", en="Choose one from the list."),
    ("CIS-1c", "CIS-5.1", "CIS-R.2"),
)
NOT_IN_FORCE = ProblemKind(
    "cis.not_in_force",
    422,
    Text(
        kk="Бұл күні органдардың бірі тізімде жоқ не Келісім оның мемлекеті үшін қолданыста емес.",
        ru="В этот день один из органов не состоит в перечне, или Соглашение для его государства не действует.",
        en="On this day one of the bodies is not in the list, or the Agreement does not bind its state.",
    ),
    Text(
        kk="Тізімді тексеріңіз: ол депозитарий алған хабармен өзгереді.",
        ru="Проверьте перечень: он меняется уведомлением, полученным депозитарием.",
        en="Check the directory: it changes by a notice that the depositary received.",
    ),
    ("CIS-5.1", "CIS-16.2", "CIS-18"),
)
NOTHING_NEW = ProblemKind(
    "cis.nothing_new",
    409,
    Text(
        kk="Органдардың бірі енді тізімде жоқ не оның мемлекеті Келісімнен шықты: жаңа мәлімет берілмейді.",
        ru="Один из органов уже не в перечне, или его государство вышло из Соглашения: новых сведений не дают.",
        en="One of the bodies is not in the list any more, or its state left the Agreement: nothing new is given.",
    ),
    Text(
        kk="Бұрын келген сұрау салудың әр тармағына бір рет жауап беріледі; тұрақты сұрау салу мен ұсыныс тоқтайды.",
        ru="На каждый пункт прежнего запроса отвечают один раз; постоянный запрос и предложение прекращаются.",
        en="Each item of a request that came before is answered once; a standing request and an offer go no further.",
    ),
    ("CIS-18", "CIS-5.1", "CIS-7b", "CIS-7c"),
)
OTHER_PURPOSE = ProblemKind(
    "cis.other_purpose",
    403,
    Text(
        kk="Ақпарат басқа мақсатпен берілген.",
        ru="Сведения переданы для другой цели.",
        en="The information was given for another purpose.",
    ),
    Text(
        kk="Берілген мақсатты таңдаңыз немесе меншік иесінен келісім сұраңыз.",
        ru="Укажите цель, для которой они переданы, или запросите согласие собственника.",
        en="State the purpose it was given for, or ask its owner for consent.",
    ),
    ("CIS-7.2",),
)
SECRET_CONTENT = ProblemKind(
    "cis.secret_content",
    422,
    Text(
        kk="Құпия ақпарат мұнда жазылмайды: шешім мен құжат нөмірі ғана көрсетіледі.",
        ru="Секретные сведения здесь не пишутся: указываются только решение о передаче и номер документа.",
        en="Secret information is not written here: only the decision to hand it over and the number of its document.",
    ),
    Text(
        kk="Шешімді, күнін, ісін және фельдъегерлік құжаттың нөмірін толтырыңыз.",
        ru="Укажите, кто решил, когда, по какому делу, и номер документа, направленного фельдсвязью.",
        en="Say who decided, when, in which case, and the number of the document that goes by courier.",
    ),
    ("CIS-4.4", "CIS-9.2"),
)
SECRET_TEXT = ProblemKind(
    "cis.secret_text",
    422,
    Text(
        kk="Мұнда құпия мәтін жазылмайды да, сақталмайды да.",
        ru="Секретный текст здесь не пишется и не хранится.",
        en="Secret text is neither written nor kept here.",
    ),
    Text(
        kk="Құпиялылық белгісі бар құжатты қағазда жүргізіп, фельдъегерлік байланыспен жіберіңіз; мұнда оның тек "
        "карточкасы болады.",
        ru="Документ с грифом секретности ведите на бумаге и направляйте фельдсвязью; здесь есть только его карточка.",
        en="Keep a document with a mark of secrecy on paper and send it by courier; here there is only its card.",
    ),
    ("CIS-4.3", "CIS-4.4"),
)
SECRET_ONE_BY_ONE = ProblemKind(
    "cis.secret_one_by_one",
    422,
    Text(
        kk="Құпия ақпаратты беру туралы әр тармақ бойынша бөлек шешіледі.",
        ru="О передаче секретных сведений решают по каждому пункту отдельно.",
        en="Handing secret information over is decided item by item.",
    ),
    Text(
        kk="Әр тармақ туралы бөлек хабарлаңыз: әрқайсысының өз шешімі болады.",
        ru="Известите о каждом пункте отдельно: у каждого своё решение.",
        en="Tell of each item in a notice of its own, each with its own decision.",
    ),
    ("CIS-4.4", "CIS-9.2"),
)
VALUE_WRONG = ProblemKind(
    "cis.value",
    422,
    Text(
        kk="Өріс толтырылмаған немесе мұндай мән жазылмайды.",
        ru="Поле не заполнено, или такое значение здесь не пишется.",
        en="The field is empty, or such a value is not written here.",
    ),
    Text(
        kk="Мәтін – орысша, кемінде үш сөз; күндер ретімен, сұралғаннан ұзақ емес; хэш – 64 таңба; қалғаны – өрістің "
        "қасында жазылғандай.",
        ru="Текст – по-русски, не менее трёх слов; дни – по порядку и не дольше, чем просили; хэш – 64 знака; прочее – "
        "как сказано у поля.",
        en="A text is in Russian, of three words at least; days are in order and no longer than was asked; a hash has "
        "64 characters; all else as the words beside the field say.",
    ),
)
MINUTES_DIFFER = ProblemKind(
    "cis.minutes_differ",
    422,
    Text(
        kk="Екінші тарап қол қойған хаттама басқа.",
        ru="Вторая сторона подписала другой протокол.",
        en="The other side signed other minutes.",
    ),
    Text(
        kk="Сол файлды, өткен күні мен нәтижесін дәл сондай етіп беріңіз; келіспесеңіз, екінші тараппен хабарласыңыз.",
        ru="Дайте тот же файл, тот же день и итог; если не согласны, свяжитесь со второй стороной.",
        en="Give the same file, day and outcome; if you do not agree, get in touch with the other side.",
    ),
    ("CIS-12",),
)
FULL = ProblemKind(
    "cis.full",
    409,
    Text(
        kk="Бұл сұрау салу бойынша тым көп айтылды: одан әрі жазылмайды.",
        ru="По этому запросу сказано столько, что больше не запишется.",
        en="So much was told of this request that no more is kept.",
    ),
    Text(
        kk="Сұраған орган жаңа сұрау салу жіберсін; осындағының бәрі сақталады.",
        ru="Пусть запросивший орган направит новый запрос; всё, что есть здесь, сохраняется.",
        en="Let the asking body send a new request; all that stands here is kept.",
    ),
    ("CIS-7b", "CIS-8.2"),
)
