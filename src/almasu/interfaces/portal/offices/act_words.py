"""What the lines of an act are called where the form that made it has no field for them.

Every line of a signed act is shown; here are the names of those which the system adds by itself: numbers of papers,
digests, moments of a card, outcomes in a report. A line is known by the last word of its path, or by the one before a
number at its end (`requests/3/outcomes/19`).
"""

from __future__ import annotations

from collections.abc import Mapping

from almasu.kernel.evidence_pack.page_words import STATES
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law.text import Text

LABELS: Mapping[str, Text] = {
    "body_bin": Text("Органның БСН-і", "БИН органа", "BIN of the body"),
    "declared_at": Text("Карта толтырылған сәт", "Карточка заполнена", "Card filled in at"),
    "entry": Text("Журнал жазбасының нөмірі", "Номер записи журнала", "Number of the journal's entry"),
    "expires_at": Text("Картаның күші бар мерзім", "Карточка действует до", "Card in force until"),
    "form": Text("Өтінім үлгісінің редакциясы", "Редакция бланка заявки", "Version of the form"),
    "iin": Text("ЖСН", "ИИН", "IIN"),
    "leaf": Text("Журналдағы жазба", "Запись в журнале", "Entry of the log"),
    "order": Text("Бұйрық", "Приказ", "Order"),
    "organisation_code": Text(
        "Ұйымның Сотқа дейінгі тергеп-тексерулердің бірыңғай тізіліміндегі коды",
        "Код организации в Едином реестре досудебных расследований",
        "Code of the organisation in the Unified register of pre-trial investigations",
    ),
    "outcomes": Text("{number}-ресурстың жауабы", "Ответ ресурса {number}", "Answer of resource {number}"),
    "paper": Text("Құжаттың нөмірі", "Номер документа", "Number of the paper"),
    "reason": Text("Себебі", "Причина", "Reason"),
    "request": Text("Сұрау салу", "Запрос", "Request"),
    "sha256": Text("Құжаттың SHA-256 хеші", "Хеш SHA-256 документа", "SHA-256 of the paper"),
    "version": Text("Үлгінің редакциясы", "Редакция бланка", "Version of the form"),
}
KEY_KIND = Text("Кілттің түрі", "Вид ключа", "Kind of key")
PAPER_KIND = Text("Өтінімнің түрі", "Вид заявки", "Kind of the application")
PAPER_KINDS: Mapping[str, Text] = {
    "register": Text("тіркеу", "регистрация", "registration"),
    "change": Text("өзгерту", "изменение", "change"),
    "block": Text("бұғаттау", "блокировка", "block"),
}


def label_of(path: str) -> Text | str:
    """Return what a line of an act is called; its path where it has no name of ours."""
    before, _, last = path.rpartition("/")
    if last == "kind":
        return KEY_KIND if before.endswith("key") else PAPER_KIND
    if last.isdigit():
        known = LABELS.get(before.rpartition("/")[2])
        return path if known is None else known.filled(number=last)
    return LABELS.get(last, path)


def value_of(path: str, value: str) -> Text | None:
    """Return a coded value of an act in words, None where it is none."""
    before, _, last = path.rpartition("/")
    if last == "kind":
        kinds = {kind.value: name for kind, name in KIND_NAMES.items()} if before.endswith("key") else PAPER_KINDS
        return kinds.get(value)
    return STATES.get(value) if before.endswith("/outcomes") else None
