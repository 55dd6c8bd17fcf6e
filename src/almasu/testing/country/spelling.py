"""How names are spelled: Kazakh, Russian and passport Latin, women's forms, patronymics."""

from __future__ import annotations

TO_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
LATIN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
ODD_PATRONYMICS = {
    "Илья": ("Ильич", "Ильинична"),
    "Никита": ("Никитич", "Никитична"),
    "Пётр": ("Петрович", "Петровна"),
    "Павел": ("Павлович", "Павловна"),
    "Дмитрий": ("Дмитриевич", "Дмитриевна"),
    "Фёдор": ("Фёдорович", "Фёдоровна"),
    "Абдулла": ("Абдуллаевич", "Абдуллаевна"),
    "Али": ("Алиевич", "Алиевна"),
    "Михаил": ("Михайлович", "Михайловна"),
}


def russian(kazakh: str) -> str:
    """Return the Russian spelling of a Kazakh name, letter by letter."""
    return kazakh.translate(TO_RUSSIAN)


def latin(cyrillic: str) -> str:
    """Return the spelling of a passport, in capital letters."""
    return "".join(LATIN.get(letter, letter if letter in " -'" else "") for letter in cyrillic.lower()).upper()


def feminine(surname: str) -> str:
    """Return the woman's form of a surname that has one."""
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(surname) > 3:
        return f"{surname}а"
    return surname


def with_ending(stem: str) -> str:
    """Return a Kazakh surname with the ending -ов or -ев, as most are written."""
    return f"{stem}ев" if stem[-1] in "аәеиіыяй" else f"{stem}ов"


def russian_patronymic(father: str, woman: bool) -> str:
    """Return the patronymic of the Russian pattern from the father's name in Russian spelling."""
    if father in ODD_PATRONYMICS:
        return ODD_PATRONYMICS[father][woman]
    ending = "на" if woman else "ич"
    if father.endswith("ий"):
        return f"{father[:-2]}ьев{ending}"
    if father.endswith(("й", "ь")):
        return f"{father[:-1]}ев{ending}"
    if father.endswith(("а", "я", "и", "ы")):
        return f"{father}ев{ending}"
    return f"{father}ов{ending}"


def kazakh_patronymic(father: str, woman: bool) -> str:
    """Return the patronymic of the Kazakh pattern: -ұлы, -қызы."""
    return f"{father}{'қызы' if woman else 'ұлы'}"
