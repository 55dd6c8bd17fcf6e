"""What mends each flaw of a file, in words for whoever makes the body's files (FMA-3.1, FMA-5)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.provision.feeds.cell import Reason
from almasu.law.text import Text

OF_FORM = frozenset(
    {
        Reason.NOT_UTF8,
        Reason.MALFORMED,
        Reason.MARKUP,
        Reason.OTHER_ELEMENT,
        Reason.NOT_PLAIN,
        Reason.EXPANDS,
        Reason.TRUNCATED,
        Reason.WRONG_COLUMNS,
        Reason.HIDDEN_CHARACTER,
        Reason.TOO_LONG,
        Reason.KEY_TWICE,
    }
)
"""Flaws of the file itself: the act says nothing of them."""

REMEDIES: Mapping[Reason, Text] = MappingProxyType(
    {
        Reason.MISSING: Text(
            kk="Мәнді толтырыңыз: бұл өріс акт бойынша міндетті.",
            ru="Заполните значение: по акту это поле обязательно.",
            en="Fill the value in: by the act this field is required.",
        ),
        Reason.NOT_INTEGER: Text(
            kk="Санды бос орынсыз және бөлшексіз, тек цифрмен жазыңыз.",
            ru="Запишите число одними цифрами, без пробелов и дробной части.",
            en="Write the number in digits alone, without gaps and fractions.",
        ),
        Reason.NOT_DECIMAL: Text(
            kk="Бөлшекті нүктемен, бос орынсыз, нүктеден кейін ең көбі алты цифрмен жазыңыз.",
            ru="Отделите дробную часть точкой, без пробелов, не более шести знаков после точки.",
            en="Set a full stop before the fraction, no gaps, at most six digits behind it.",
        ),
        Reason.NOT_DATE: Text(
            kk="Күнтізбеде бар күнді ЖЖЖЖ-АА-КК түрінде жазыңыз.",
            ru="Запишите существующую дату в виде ГГГГ-ММ-ДД.",
            en="Write a day of the calendar as YYYY-MM-DD.",
        ),
        Reason.NOT_MOMENT: Text(
            kk="Уақытты ығысуымен жазыңыз, мысалы 2026-05-01T09:00:00+05:00.",
            ru="Запишите время со смещением, например 2026-05-01T09:00:00+05:00.",
            en="Write the time with its offset, as 2026-05-01T09:00:00+05:00.",
        ),
        Reason.NOT_BOOLEAN: Text(
            kk="true не false деп жазыңыз.", ru="Запишите true или false.", en="Write true or false."
        ),
        Reason.NOT_IN_LIST: Text(
            kk="Актідегі тізімнен мән алыңыз немесе тізімді актінің жаңа нұсқасымен толықтырыңыз.",
            ru="Возьмите значение из списка акта или дополните список новой версией акта.",
            en="Take a value of the act's list, or add to the list by a new version of the act.",
        ),
        Reason.NOT_A_CHANGE: Text(
            kk="_change өрісіне put не gone деп жазыңыз.",
            ru="Запишите в поле _change слово put или gone.",
            en="Write put or gone into the field _change.",
        ),
        Reason.NOT_AS_PATTERN: Text(
            kk="Мәнді актіде осы өріс үшін берілген үлгі бойынша жазыңыз.",
            ru="Запишите значение по шаблону, который акт даёт для этого поля.",
            en="Write the value by the pattern that the act gives for this field.",
        ),
        Reason.TOO_LONG: Text(
            kk="Мәнді немесе жолды рұқсат етілген ұзындыққа дейін қысқартыңыз.",
            ru="Сократите значение или строку до допустимой длины.",
            en="Shorten the value or the line to what is permitted.",
        ),
        Reason.HIDDEN_CHARACTER: Text(
            kk="Мәннен көрінбейтін таңбаларды алып тастаңыз.",
            ru="Уберите из значения невидимые знаки.",
            en="Take the hidden characters out of the value.",
        ),
        Reason.CHECK_DIGIT: Text(
            kk="Нөмірді жүйеңіздегі құжатпен салыстырып түзетіңіз: он екі цифр, соңғысы бақылау цифры.",
            ru="Сверьте номер с документом в вашей системе: двенадцать цифр, последняя контрольная.",
            en="Compare the number with its document in your system: twelve digits, the last one a check digit.",
        ),
        Reason.NOT_CARRIED: Text(
            kk="Өрісті актінің жаңа нұсқасымен алып тастаңыз: оны файлмен беруге болмайды.",
            ru="Уберите поле новой версией акта: файлом его передать нельзя.",
            en="Take the field out by a new version of the act: no file can carry it.",
        ),
        Reason.WRONG_COLUMNS: Text(
            kk="Жолда бас жолдағыдай мән болсын; ішінде үтір бар мәнді тырнақшаға алыңыз.",
            ru="Дайте в строке столько значений, сколько столбцов в заголовке; значение с запятой возьмите в кавычки.",
            en="Give as many values as the head has columns; set a value with a comma in quotes.",
        ),
        Reason.BEYOND_ACT: Text(
            kk="Бағанды файлдан алып тастаңыз немесе актінің жаңа нұсқасымен қосыңыз.",
            ru="Уберите столбец из файла или добавьте его новой версией акта.",
            en="Leave the column out of the file, or add it by a new version of the act.",
        ),
        Reason.LACKS_COLUMN: Text(
            kk="Файлға аталған бағанды актідегі атымен қосыңыз.",
            ru="Добавьте в файл названный столбец под именем, которое даёт акт.",
            en="Add the named column to the file, called as the act calls it.",
        ),
        Reason.NOT_UTF8: Text(
            kk="Файлды UTF-8 кодтауымен қайта сақтап, жаңадан беріңіз.",
            ru="Сохраните файл в кодировке UTF-8 и передайте заново.",
            en="Save the file in UTF-8 and give it anew.",
        ),
        Reason.MALFORMED: Text(
            kk="Файлды актіде аталған пішімде қайта шығарып, жаңадан беріңіз.",
            ru="Выгрузите файл заново в формате, названном в акте, и передайте его.",
            en="Write the file out again in the format that the act names, and give it anew.",
        ),
        Reason.MARKUP: Text(
            kk="<!DOCTYPE> пен мәндік сілтемелерді алып тастаңыз; < мен & таңбаларын &lt; және &amp; деп жазыңыз.",
            ru="Уберите <!DOCTYPE> и сущности; знаки < и & запишите как &lt; и &amp;.",
            en="Leave <!DOCTYPE> and entities out; write the signs < and & as &lt; and &amp;.",
        ),
        Reason.OTHER_ELEMENT: Text(
            kk="Түбір элементті rows, әр жолды row деп атаңыз; олардың жанында басқа ештеңе болмасын.",
            ru="Назовите корневой элемент rows, каждую строку row; рядом со строками не должно быть ничего другого.",
            en="Call the root element rows and each row row; there must be nothing else beside the rows.",
        ),
        Reason.NOT_PLAIN: Text(
            kk="Өріске бір жай мән жазыңыз: мәтін, сан, күн, уақыт не true/false.",
            ru="Запишите в поле одно простое значение: текст, число, дату, время или true/false.",
            en="Write one plain value into the field: text, a number, a date, a time, or true/false.",
        ),
        Reason.EXPANDS: Text(
            kk="Жолдар қайталанбай ма, тексеріңіз; файлды кәдімгі қысумен қайта шығарып, жаңадан беріңіз.",
            ru="Проверьте, не повторяются ли строки; выгрузите файл заново с обычным сжатием и передайте его.",
            en="See whether rows repeat; write the file out again with ordinary compression, and give it anew.",
        ),
        Reason.TRUNCATED: Text(
            kk="Файлдың толық шыққанын тексеріп, жаңадан беріңіз.",
            ru="Проверьте, что файл выгружен до конца, и передайте заново.",
            en="Make sure that the file was written to its end, and give it anew.",
        ),
        Reason.KEY_TWICE: Text(
            kk="Аталған кілтті немесе бағанды бір рет қана қалдырыңыз.",
            ru="Оставьте названный ключ или столбец один раз.",
            en="Leave the named key or column once.",
        ),
    }
)


def clause_of(reason: Reason) -> str:
    """Return the clause that a flaw is against: what the act fixes, or the way by which files are given."""
    return "FMA-3.1" if reason in OF_FORM else "FMA-5"
