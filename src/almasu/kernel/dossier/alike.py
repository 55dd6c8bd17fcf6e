"""When two registers say the same: values are compared by what they mean, not by how they are typed.

Case, spaces, punctuation and the look of letters do not make two values differ; a letter does. Nothing is guessed:
"Сағынтаев" and "Сагинтаев" stand side by side, and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal, InvalidOperation

from almasu.kernel.resources import Field, FieldType
from almasu.law.moment import in_utc, read

_APART = re.compile(r"[^\w]+")
_EXACT = Context(prec=300)
_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")


def compared_as(one: Field) -> str:
    """Return `property/type/codes`: only values with all of it alike are compared, no code with its name in words."""
    codes = ",".join(code.value for code in one.codes) or one.pattern
    return f"{one.ftm.partition(':')[2]}/{one.type}/{codes}"


def alike(value: str, kind: FieldType) -> str:
    """Return a spelling that two values of one meaning share; a value that cannot be read stays as it came."""
    match kind:
        case FieldType.DATE:
            return value.strip()[:10]
        case FieldType.MOMENT:
            return _moment(value)
        case FieldType.INTEGER | FieldType.DECIMAL:
            return _number(value)
        case FieldType.IIN | FieldType.BIN | FieldType.IIN_OR_BIN:
            return _APART.sub("", value)
        case FieldType.TEXT:
            return _text(value)
        case FieldType.CODE | FieldType.BOOLEAN | FieldType.IMAGE:
            return value.strip()


def _text(value: str) -> str:
    folded = _APART.sub(" ", unicodedata.normalize("NFKC", value).upper().replace("Ё", "Е")).strip()
    # Latin look-alikes become Cyrillic only beside Cyrillic letters: a Latin word stays one.
    words = (word.translate(_LOOK_ALIKES) if _is_mixed(word) else word for word in folded.split())
    return " ".join(words) or value


def _is_mixed(word: str) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in word)


def _moment(value: str) -> str:
    try:
        return in_utc(read(value)).isoformat()
    except (ValueError, OverflowError):
        return value.strip()


def _number(value: str) -> str:
    try:
        return str(Decimal(value.strip()).normalize(_EXACT))
    except InvalidOperation:
        return value.strip()
