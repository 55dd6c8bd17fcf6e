"""What may be done with the content of a received paper, and whose scan of it lies where (FMA-3.5, FMA-6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from almasu.interfaces.portal.offices.blocks import Code, Facts, Number, Said, Way
from almasu.interfaces.portal.offices_of_provision.keyings import KEY, PLACE, READ, SCAN, TAKE_SCAN
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision_papers import KEY_PAPER
from almasu.kernel.provision.paper import Scan, ScanLies
from almasu.law.text import Text

TITLE = Text("Скан", "Скан", "Scan")
PAGES = Text("Бет саны", "Число страниц", "Pages")
SHA = Text("Сканның хеші, SHA-256", "Хеш скана, SHA-256", "Hash of the scan, SHA-256")
WHERE = Text("Қайда", "Где", "Where")
LIES = {
    ScanLies.WITH_YOU: Text(
        "сіздің материалыңыздың астында мөрленген", "запечатан под вашим материалом", "sealed under a material of yours"
    ),
    ScanLies.WITH_ANOTHER: Text(
        "басқа қызметкердің материалының астында мөрленген",
        "запечатан под материалом другого работника",
        "sealed under a material of another officer",
    ),
    ScanLies.GONE: Text(
        "материалымен бірге жойылған", "уничтожен вместе с материалом", "destroyed together with its material"
    ),
}


def scan_facts(scan: Scan, lies: ScanLies | None) -> Facts:
    """Return what is told of a scan; where it lies to those alone who may key the paper."""
    where = () if lies is None else ((WHERE, (Said(LIES[lies]),)),)
    return Facts(TITLE, (*where, (PAGES, (Number(scan.pages),)), (SHA, (Code(scan.sha256),))), ("FMA-3.5", "FMA-6.2"))


def ways_of_content(sheaf: UUID, role: Role | None, lies: ScanLies | None) -> Iterator[Way]:
    """Yield what may be done with the content of a received paper that is not restricted."""
    if role not in KEY_PAPER.roles:
        return
    place = f"{PLACE}/papers/{sheaf}"
    yield Way(KEY, f"{place}/key", main=True)
    match lies:
        case ScanLies.WITH_YOU:
            yield Way(TAKE_SCAN, f"{place}/scan-file")
            yield Way(READ, f"{place}/words")
        case ScanLies.GONE | None:
            yield Way(SCAN, f"{place}/scan")
        case ScanLies.WITH_ANOTHER:
            return
