"""Why a node was not founded."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

REGISTERED_BY = ("SIO25-6.1",)

NOBODY = ProblemKind(
    "founding.people",
    422,
    Text(
        kk="Бұйрықта бірден {most}-ға дейін адам тегі мен атымен аталуы керек.",
        ru="В приказе должны быть названы по фамилии и имени от одного до {most} человек.",
        en="The order must name from one to {most} people, each with surname and given name.",
    ),
    Text(
        kk="Операторларды `operators` тізіміне жазыңыз; басқалар кейін өтінім арқылы тіркеледі.",
        ru="Впишите операторов в список `operators`; остальные регистрируются потом по заявкам.",
        en="Write the operators into the list `operators`; all others are registered later, by applications.",
    ),
    REGISTERED_BY,
)

TWICE = ProblemKind(
    "founding.twice",
    422,
    Text(
        kk="Бұйрықта бір адам екі рет аталған.",
        ru="В приказе один человек назван дважды.",
        en="The order names one person twice.",
    ),
    Text(
        kk="Әр адамды бір-ақ рет жазыңыз.",
        ru="Впишите каждого один раз.",
        en="Name each person once.",
    ),
    REGISTERED_BY,
)

PHONE = ProblemKind(
    "founding.phone",
    422,
    Text(
        kk="Бұл ұялы телефон нөмірі емес.",
        ru="Это не номер мобильного телефона.",
        en="This is no number of a mobile telephone.",
    ),
    Text(
        kk="Нөмірді +7 деп бастап, толық жазыңыз: оған кіру коды жіберіледі.",
        ru="Напишите номер полностью, с +7: на него приходит код для входа.",
        en="Write the whole number, beginning with +7: the code for signing in is sent to it.",
    ),
    ("SIO25-9",),
)

UNREADABLE = ProblemKind(
    "founding.unreadable",
    422,
    Text(
        kk="Бұйрық деректерінің файлы оқылмады: {because}",
        ru="Файл данных приказа не читается: {because}",
        en="The file with the order's data cannot be read: {because}",
    ),
    Text(
        kk="Үлгісі docs/how-to/found-a-node.md бетінде.",
        ru="Образец есть на странице docs/how-to/found-a-node.md.",
        en="There is a sample in docs/how-to/found-a-node.md.",
    ),
    REGISTERED_BY,
)

NOT_THE_ORDER = ProblemKind(
    "founding.order",
    422,
    Text(
        kk="Бұл файл осы тораптың құру бұйрығы емес.",
        ru="Этот файл не приказ об основании этого узла.",
        en="This file is no founding order of this node.",
    ),
    Text(
        kk="`almasu node order` жасаған файлды өзгертпей беріңіз; бұйрық басқа торап үшін болса, қайта жасаңыз.",
        ru="Дайте файл от `almasu node order` без изменений; если он для другого узла, составьте его заново.",
        en="Give the file that `almasu node order` made, unchanged; if it is another node's, make one anew.",
    ),
    REGISTERED_BY,
)

FOUNDED = ProblemKind(
    "founding.done",
    409,
    Text(
        kk="Торап құрылып қойған: онда тіркелген адамдар бар.",
        ru="Узел уже основан: в нём есть зарегистрированные люди.",
        en="The node is founded already: people are registered in it.",
    ),
    Text(
        kk="Жаңа операторларды өтінім арқылы тіркеңіз: бұл бұйрық тораптың ғұмырында бір рет қабылданады.",
        ru="Новых операторов регистрируйте по заявкам: такой приказ принимается один раз в жизни узла.",
        en="Register further operators by applications: such an order is taken once in a node's life.",
    ),
    REGISTERED_BY,
)

NO_TOKEN = ProblemKind(
    "founding.no_token",
    409,
    Text(
        kk="Баптауда кілттер токені аталмаған.",
        ru="В настройках не назван токен для ключей.",
        en="The settings name no token for the keys.",
    ),
    Text(
        kk="`key_token` баптауын жазыңыз: кітапхана, белгі және PIN файлы.",
        ru="Задайте настройку `key_token`: библиотека, метка и файл с PIN.",
        en="Write the setting `key_token`: library, label and the file with the PIN.",
    ),
)
VAULT_THERE = ProblemKind(
    "founding.vault",
    409,
    Text(
        kk="Мұнда қойма бар, ол өзгертілген жоқ.",
        ru="Хранилище ключей здесь уже есть; оно не изменено.",
        en="There is a vault here already; it was not touched.",
    ),
    Text(
        kk="Жаңа торап керек болса, баптаудағы `data` үшін бос қалта көрсетіңіз.",
        ru="Если нужен новый узел, назовите в настройке `data` пустую папку.",
        en="For a new node, name an empty folder in the setting `data`.",
    ),
)
