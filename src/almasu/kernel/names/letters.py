"""Letters and the sounds they stand for, as tables. A sound is one character, the same for every alphabet.

Vowels: a A(ә) e o O(ө) u U(ұ ү) y(ы) i(и і й). Consonants: b v g(г ғ) d Z(ж, дж) z k(к қ) l m n N(ң, нг) p r s t f
x(х һ) X(кс) c(ц) C(ч) S(ш щ). `?` is a letter that a register lost.

Kazakh Cyrillic and its usual Russian rendering differ only in letters of one sound here. Latin covers the spelling of
passports (zh kh sh ya), the older one after French (ou, tch), the Kazakh drafts of 2017 (with apostrophes), 2018 (with
acutes) and 2021 (q ğ ş ñ ä ö ü ū ı), and Uzbek, Azeri and Turkish letters.
"""

from __future__ import annotations

VOWELS = frozenset("aAeoOuUyi")
LOST = "?"

CYRILLIC: dict[str, str] = {
    "а": "a", "ә": "A", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "Z", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "N", "о": "o", "ө": "O", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "U", "ү": "U", "ф": "f", "х": "x", "һ": "x", "ц": "c", "ч": "C",
    "ш": "S", "щ": "S", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    # Two letters of one sound; Kyrgyz, Uzbek, Ukrainian and Belarusian letters.
    "дж": "Z", "нг": "N", "нғ": "N", "ңг": "N", "ңғ": "N", "кс": "X", "қс": "X", "тс": "c", "нб": "mb", "нп": "mp",
    "ңб": "mb",
    "ҥ": "N", "ў": "o", "ҳ": "x", "ҷ": "Z", "җ": "Z", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip

LATIN: dict[str, str] = {
    "a": "a", "b": "b", "c": "k", "d": "d", "e": "e", "f": "f", "g": "g", "h": "x", "i": "i", "j": "Z", "k": "k",
    "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v",
    "w": "v", "x": "X", "y": "y", "z": "z",
    # Passports, and the older spelling after French and German.
    "shch": "S", "tsch": "C", "dzh": "Z", "tch": "C", "sch": "S", "zh": "Z", "kh": "x", "gh": "g", "ch": "C",
    "sh": "S", "ts": "c", "ck": "k", "ph": "f", "dj": "Z", "ou": "u", "ya": "ia", "yu": "iu", "yo": "io",
    "ye": "e", "tsh": "tS", "ksh": "kS", "qsh": "kS",
    "ng": "N", "nğ": "N", "ñg": "N", "ŋg": "N", "ñb": "mb", "ŋb": "mb", "ks": "X", "qs": "X",
    "ce": "ce", "ci": "ci", "cy": "cy", "nb": "mb", "np": "mp",
    # The drafts of 2021, 2018 and 2017; Uzbek o' and g'.
    "ä": "A", "ğ": "g", "ı": "i", "ñ": "N", "ŋ": "N", "ñğ": "N", "ŋğ": "N", "ö": "O", "ş": "S", "ū": "U", "ü": "U",
    "ç": "C", "á": "A", "ǵ": "g", "ń": "N", "ńǵ": "N", "ó": "O", "ú": "U", "ý": "u", "a'": "A", "g'": "g",
    "n'": "N", "n'g'": "N",
    "o'": "O", "u'": "U", "s'": "S", "c'": "C", "y'": "u", "i'": "i",
    # Azeri, Tatar and scholarly spellings.
    "ə": "A", "ž": "Z", "š": "S", "č": "C", "ŭ": "o", "ß": "s", "é": "e", "è": "e", "ë": "e", "ï": "i", "î": "i",
    "â": "a", "ê": "e", "û": "u", "ś": "S", "ż": "Z",
}  # fmt: skip

# What stands for a letter of the other alphabet in lists that were typed or read by machine. Capitals matter.
LOOKS_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceopxyihəɵƟƏ", "АВСЕНІКМОРТХУасеорхуіһәөӨӘ")
LOOKS_LATIN = str.maketrans("АВСЕНІКМОРТХУҮҺасеорхуіһүКкмт", "ABCEHIKMOPTXYYHaceopxyihyKkmt")
APOSTROPHES = str.maketrans(dict.fromkeys("`´ʹʻʼʽˈ‘’′＇", "'"))
HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

# The forms under which words are looked for: sounds that writers exchange share one letter, vowels fall away.
CLASSES: dict[str, str] = {
    "b": "P", "p": "P", "f": "P", "v": "P", "g": "K", "k": "K", "x": "K", "d": "T", "t": "T", "Z": "J", "S": "J",
    "C": "J", "z": "S", "s": "S", "c": "S", "X": "KS", "l": "L", "r": "R", "m": "N", "n": "N", "N": "N",
}  # fmt: skip
