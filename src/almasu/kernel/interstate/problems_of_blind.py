"""What stands in the way of a blind question between bodies of two states."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

SUBJECTS_WRONG = ProblemKind(
    "cis.blind.subjects",
    422,
    Text(
        kk="Жасырын сұрақта {fewest}-дан {most}-ға дейін субъект болады, мұнда {given}.",
        ru="Слепой вопрос задаётся о субъектах числом от {fewest} до {most}; здесь {given}.",
        en="A blind question is about {fewest} to {most} subjects; here are {given}.",
    ),
    Text(
        kk="Тізімді толықтырыңыз немесе бөліңіз; бір адам туралы әдеттегі сұрау салу жіберіледі.",
        ru="Дополните или разделите список; об одном человеке направляется обычный запрос.",
        en="Fill the list up or divide it; about one person a plain request is sent.",
    ),
    ("CIS-8.4",),
)

PURPOSE_MISSING = ProblemKind(
    "cis.blind.purpose",
    422,
    Text(
        kk="Жасырын сұрақтың мақсаты көрсетілмеген.",
        ru="Не указана цель слепого вопроса.",
        en="The blind question does not say for what it is asked.",
    ),
    Text(
        kk="Ақпарат не үшін пайдаланылатынын жазыңыз.",
        ru="Укажите, для чего будут использованы сведения.",
        en="Say for what the information will be used.",
    ),
    ("CIS-8.1d", "CIS-7.2"),
)

BUDGET_SPENT = ProblemKind(
    "cis.blind.budget",
    429,
    Text(
        kk="Бұл органның осы күнгі шегі таусылған: {most} субъект, {questions} сұрақ; жұмсалғаны {spent}.",
        ru="Предел этого органа на день исчерпан: субъектов {most}, вопросов {questions}; израсходовано {spent}.",
        en="This body's budget of the day is spent: {most} subjects, {questions} questions; {spent} are used.",
    ),
    Text(
        kk="Ертең сұраңыз немесе негізделген сұрау салу жіберіңіз.",
        ru="Спросите завтра или направьте обоснованный запрос.",
        en="Ask tomorrow, or send a reasoned request.",
    ),
    ("CIS-8.4", "CIS-7.2"),
)

NOT_COMMITTED = ProblemKind(
    "cis.blind.not_committed",
    409,
    Text(
        kk="Бұл байттар қол қойылған сұрақтікі емес.",
        ru="Эти байты не относятся к подписанному вопросу.",
        en="These bytes are not those of the signed question.",
    ),
    Text(
        kk="Сұраққа жаңа нөмірмен қайта қол қойыңыз.",
        ru="Подпишите вопрос заново, под новым номером.",
        en="Sign the question anew, under a new number.",
    ),
    ("CIS-8.4",),
)

NO_LEAD = ProblemKind(
    "cis.blind.no_lead",
    409,
    Text(
        kk="Бұл субъект бойынша қолданыстағы бағыт жоқ.",
        ru="По этому субъекту нет действующей наводки.",
        en="There is no lead about this subject, or it ended.",
    ),
    Text(
        kk="Жасырын сұрақты қайталаңыз немесе сұрау салуды өз негізіңізбен жіберіңіз.",
        ru="Повторите слепой вопрос или направьте запрос на собственном основании.",
        en="Repeat the blind question, or send a request on grounds of your own.",
    ),
    ("CIS-8.1b",),
)

NOT_BLIND = ProblemKind(
    "cis.blind.unreadable",
    422,
    Text(
        kk="Жасырын сұрақтың не жауаптың байттары оқылмайды.",
        ru="Байты слепого вопроса или ответа не читаются.",
        en="The bytes of a blind question or answer cannot be read.",
    ),
    Text(
        kk="Екінші тарап оларды қайта жасауы тиіс.",
        ru="Другая сторона должна составить их заново.",
        en="The other side has to make them anew.",
    ),
    ("CIS-8.4",),
)

NOT_ON_THIS_MACHINE = ProblemKind(
    "cis.blind.not_here",
    501,
    Text(
        kk="Жасырын сұраққа қажет кітапхана бұл машинада жоқ.",
        ru="На этой машине нет библиотеки, нужной для слепого вопроса.",
        en="The library that a blind question needs is not on this machine.",
    ),
    Text(
        kk="Оны Linux x86-64 машинасында орнатыңыз немесе әдеттегі сұрау салуды жіберіңіз.",
        ru="Установите её на машине Linux x86-64 или направьте обычный запрос.",
        en="Install it on a Linux x86-64 machine, or send a plain request.",
    ),
    ("CIS-8.4",),
)
