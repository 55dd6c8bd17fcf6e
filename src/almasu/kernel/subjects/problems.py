"""Why a subject's key was not taken. None of these repeats the key itself: problems are logged, keys are personal."""

from __future__ import annotations

from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

JUSTIFIED = ("SIO25-3.1",)

TOO_LONG = ProblemKind(
    "subject.key.too_long",
    422,
    Text(
        kk="Субъектінің кілті {limit} таңбадан ұзын.",
        ru="Ключ субъекта длиннее {limit} знаков.",
        en="The subject's key is longer than {limit} characters.",
    ),
    Text(
        kk="Бір ғана нөмірді немесе бір адамның атын енгізіңіз.",
        ru="Введите один номер или имя одного человека.",
        en="Enter one number or the name of one person.",
    ),
    JUSTIFIED,
)

IDENTITY_LENGTH = ProblemKind(
    "subject.identity_number.length",
    422,
    Text(
        kk="{name} 12 цифрдан тұрады, ал мұнда {count} таңба бар.",
        ru="{name} состоит из 12 цифр, а здесь знаков: {count}.",
        en="The {name} has 12 digits, here are {count} characters.",
    ),
    Text(
        kk="Құжаттағы 12 цифрды түгел, әріпсіз енгізіңіз.",
        ru="Введите все 12 цифр из документа, без букв.",
        en="Enter all 12 digits from the document, without letters.",
    ),
    JUSTIFIED,
)

CHECK_DIGIT = ProblemKind(
    "subject.identity_number.check_digit",
    422,
    Text(
        kk="{name} бақылау цифры дұрыс емес: алғашқы он бір цифрдан {expected} шығады, ал соңында {found} тұр.",
        ru="Контрольная цифра {name} неверна: первые одиннадцать цифр дают {expected}, а в конце стоит {found}.",
        en="The check digit of the {name} is wrong: the first eleven digits give {expected}, the last one is {found}.",
    ),
    Text(
        kk="Нөмірді құжатпен цифрма-цифр салыстырып, қатесін түзетіңіз.",
        ru="Сверьте номер с документом цифра за цифрой и исправьте ошибку.",
        en="Compare the number with the document digit by digit and mend the mistake.",
    ),
    JUSTIFIED,
)

NEVER_ISSUED = ProblemKind(
    "subject.identity_number.never_issued",
    422,
    Text(
        kk="Алғашқы он бір цифры мұндай {name} ешқашан берілмейді: екі есептеудің екеуі де 10 береді.",
        ru="{name} с такими первыми одиннадцатью цифрами не присваивается: оба расчёта дают 10.",
        en="No {name} with these first eleven digits is ever issued: both passes give 10.",
    ),
    Text(
        kk="Нөмірді құжатпен салыстырыңыз: алғашқы он бір цифрдың кемінде біреуі қате.",
        ru="Сверьте номер с документом: среди первых одиннадцати цифр есть ошибка.",
        en="Compare the number with the document: at least one of the first eleven digits is wrong.",
    ),
    JUSTIFIED,
)

SHAPE = ProblemKind(
    "subject.key.shape",
    422,
    Text(
        kk="Енгізілген мәтін мына кілтке ұқсамайды: {name}.",
        ru="Введённый текст не похож на этот ключ: {name}.",
        en="What was entered does not look like this key: {name}.",
    ),
    Text(
        kk="Үлгідегідей енгізіңіз: {example}.",
        ru="Введите по образцу: {example}.",
        en="Enter it like this: {example}.",
    ),
    JUSTIFIED,
)

NAME_WORDS = ProblemKind(
    "subject.person_name.words",
    422,
    Text(
        kk="Адам толық аталмаған: тегі мен аты керек.",
        ru="Человек назван не полностью: нужны фамилия и имя.",
        en="The person is not fully named: a surname and a given name are needed.",
    ),
    Text(
        kk="Тегін, атын, болса әкесінің атын және туған күнін жазыңыз: {example}.",
        ru="Напишите фамилию, имя, отчество, если есть, и дату рождения: {example}.",
        en="Write the surname, the given name, the patronymic if any, and the birth date: {example}.",
    ),
    JUSTIFIED,
)

BIRTH_DATE = ProblemKind(
    "subject.person_name.birth_date",
    422,
    Text(
        kk="Аттан кейін жазылған туған күн күнтізбеде жоқ.",
        ru="Дата рождения после имени не существует в календаре.",
        en="The birth date after the name is not a day of the calendar.",
    ),
    Text(
        kk="Күнді 1985-03-14 немесе 14.03.1985 түрінде жазыңыз.",
        ru="Напишите дату в виде 1985-03-14 или 14.03.1985.",
        en="Write the date as 1985-03-14 or 14.03.1985.",
    ),
    JUSTIFIED,
)


def named(kind: ProblemKind, name: Text, where: str, **values: str) -> Problem:
    """Return the problem with the kind of key named in each language's own words."""
    return Problem(
        kind,
        Text(
            kk=kind.title.kk.format(name=name.kk, **values),
            ru=kind.title.ru.format(name=name.ru, **values),
            en=kind.title.en.format(name=name.en, **values),
        ),
        Text(
            kk=kind.remedy.kk.format(name=name.kk, **values),
            ru=kind.remedy.ru.format(name=name.ru, **values),
            en=kind.remedy.en.format(name=name.en, **values),
        ),
        where,
    )
