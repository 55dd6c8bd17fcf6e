"""Reading pages as a person without script would: their words, their forms, and the languages they speak."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from html.parser import HTMLParser
from importlib import resources

from babel.messages.pofile import read_po

from almasu.interfaces.portal.views.asking import RequestForm
from almasu.law.text import Language

# Words that are the same in every language: names, abbreviations, units.
COMMON = {
    "almasu",
    "amber",
    "clear",
    "cpe",
    "cve",
    "green",
    "ids",
    "ip",
    "ips",
    "ip-адресов",
    "taxii",
    "purl",
    "csaf",
    "cvss",
    "cyclonedx",
    "epss",
    "iodef",
    "kev",
    "misp",
    "stix",
    "rfc",
    "webhook",
    "red",
    "strict",
    "tlp",
    "waf",
    "x",
    "ncalayer",
    "sha-256",
    "utf-8",
    "doctype",
    "lt",
    "amp",
    "cms",
    "pdf",
    "csv",
    "json",
    "xlsx",
    "pem",
    "base64",
    "pin",
    "iin",
    "bin",
    "vin",
    "n1",
    "b",
    "sio25",
    "sio22",
    "fma",
    "asoi",
    "cis",
    "restricted",
    "vin-код",
    "pin-код",
    "pin-кодты",
    "pin-кодын",
    "ncalayer-ге",
    "ncalayer-ді",
    "ncalayer-де",
    "sms-кодом",
    "sms-кодпен",
    "sms-кода",
    "ncalayer-мен",
    "id",
    "sio",
    "rca",
    "oked",
    "kato",
    "wkt",
    "imo",
    "imei",
    "imsi",
    "e-mail",
    "mime",
    "hs",
}
# Alike in Kazakh and Russian, a term of the standards, or a name the law itself keeps in Kazakh (resource 35).
SHARED = {
    "коды",
    "орган",
    "органы",
    "пакет",
    "хеш",
    "акт",
    "минут",
    "ocsp",
    "der",
    "gost",
    "signeddata",
    "қазақстан",
    "темір",
    "жолы",
    "sms-код",
    "rsa",
    "rsa-sha256",
    "оператор",
    "оа",
    "кем",
    "файлы",
    "с",
}
_KAZAKH_ONLY = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
# Clause ids, moments as records write them, and the names of algorithms and purposes in a signature's story.
_CODE = re.compile(
    r"(SIO25|SIO22|FMA|ASOI|CIS)-[A-Z0-9-]+|\d{4}-\d\d-\d\dT\d\d|gost-\d+-\d+|rsa-\d+|request|consent|login|114-НҚ"
)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SPOKEN = ("aria-label", "placeholder", "title", "alt")


class _Words(HTMLParser):
    """Collects what is said on a page, leaving out what is marked as foreign or not to be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def _foreign(self) -> bool:
        return any(foreign for _, foreign in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        foreign = (
            named.get("translate") == "no" or (tag != "html" and "lang" in named) or tag in {"script", "style", "code"}
        )
        if not self._foreign() and not foreign:
            self.said += [str(named[name]) for name in _SPOKEN if named.get(name)]
        if tag not in _VOID:
            self._open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._foreign():
            self.said.append(data)


def clean_words(page: str, language: Language) -> list[str]:
    """Return the words on a page that are of another language than the page's."""
    reader = _Words()
    reader.feed(page)
    words = _WORD.findall(" ".join(reader.said))
    return sorted({word for word in words if word.lower() not in COMMON | SHARED and _is_foreign(word, language)})


@lru_cache(maxsize=3)
def vocabulary(language: Language) -> frozenset[str]:
    """The words of one catalogue."""
    source = resources.files("almasu.interfaces.portal").joinpath("translations", f"{language.value}.po")
    with source.open("rb") as file:
        catalogue = read_po(file)
    said = " ".join(" ".join(m.string) if isinstance(m.string, tuple) else str(m.string) for m in catalogue if m.id)
    return frozenset(word.lower() for word in _WORD.findall(said))


def _is_foreign(word: str, language: Language) -> bool:
    if _CODE.fullmatch(word):
        return False
    latin = bool(re.search(r"[a-z]", word, re.IGNORECASE))
    cyrillic = bool(re.search(r"[а-яё]", word, re.IGNORECASE)) or bool(_KAZAKH_ONLY.search(word))
    match language:
        case Language.EN:
            return cyrillic
        case Language.RU:
            other = vocabulary(Language.KK) - vocabulary(Language.RU)
            return latin or bool(_KAZAKH_ONLY.search(word)) or word.lower() in other
        case Language.KK:
            return latin or word.lower() in vocabulary(Language.RU) - vocabulary(Language.KK)


def words_of(page: str) -> str:
    """Return all a page says, with single blanks."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def token_in(page: str) -> str:
    """Return the token its forms send back."""
    found = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def pasted(signature: bytes) -> str:
    """Return a signature as it is pasted."""
    return base64.b64encode(signature).decode()


def fields(form: RequestForm) -> dict[str, str]:
    """Return the fields of a request form."""
    return {
        "subject_kind": form.subject_kind or "",
        "subject": form.subject,
        "ground": form.ground,
        "purpose": form.purpose,
        "justification": form.justification,
        "task": form.task,
        "resources": [str(number) for number in form.resources],  # type: ignore[dict-item]
    }
